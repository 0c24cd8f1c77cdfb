//! What lies over a page and is no part of it: the highlight, and the marks.

use hearing::mark::Shape;
use hearing::presenting::{EDGE, Point, turned};
use leptos::prelude::*;

use super::draw::Drawing;
use super::turning::{Hand, Turning};

/// The measure of the page: ten thousand wide, and as high as the page is.
#[component]
pub fn Overlay(children: Children) -> impl IntoView {
    let drawing = expect_context::<Drawing>();
    let measure = move || format!("0 0 {EDGE} {}", height(drawing.aspect.get()).round());
    view! {
        <svg class="layer" viewBox=measure preserveAspectRatio="none" aria-hidden="true">
            {children()}
        </svg>
    }
}

pub fn height(aspect: f64) -> f64 {
    f64::from(EDGE) / aspect.max(0.01)
}

/// The outline of a shape between two points of the page as it lies.
pub fn path(shape: Shape, from: Point, to: Point, aspect: f64) -> String {
    let high = height(aspect) / f64::from(EDGE);
    let place = |(x, y): Point| (f64::from(x), f64::from(y) * high);
    let ((x, y), (u, v)) = (place(from), place(to));
    match shape {
        Shape::Rectangle => format!("M{x} {y}H{u}V{v}H{x}Z"),
        Shape::Underline => format!("M{x} {y}L{u} {v}"),
        Shape::Arrow => {
            let way = (v - y).atan2(u - x);
            let barb = |turn: f64| {
                (
                    u - 260.0 * (way + turn).cos(),
                    v - 260.0 * (way + turn).sin(),
                )
            };
            let ((a, b), (c, d)) = (barb(0.45), barb(-0.45));
            format!("M{x} {y}L{u} {v}M{a:.0} {b:.0}L{u} {v}L{c:.0} {d:.0}")
        }
    }
}

/// What the presenter points out, on the screens that are on his page.
#[component]
pub fn Highlight() -> impl IntoView {
    let turning = expect_context::<Turning>();
    let drawing = expect_context::<Drawing>();
    let outline = Memo::new(move |_| {
        if turning.hand() == Hand::Free {
            return None;
        }
        let view = turning.view();
        let area = view.highlight?;
        let (from, to) = ((area.left, area.top), (area.right, area.bottom));
        let (from, to) = (turned(from, view.rotation), turned(to, view.rotation));
        Some(path(Shape::Rectangle, from, to, drawing.aspect.get()))
    });
    view! {
        <Show when=move || outline.with(Option::is_some)>
            <Overlay>
                <path class="layer-highlight" data-highlight="" d=move || outline.get().unwrap_or_default() />
            </Overlay>
        </Show>
    }
}
