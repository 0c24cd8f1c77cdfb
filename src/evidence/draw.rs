//! A hand that draws on the page: by pointer, or by the arrow keys.

use hearing::mark::Shape;
use hearing::presenting::{EDGE, Point, turned};
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

use super::overlay::{Overlay, path};
use crate::text::presenting;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    Highlight,
    Mark(Shape),
}

impl Pen {
    fn shape(self) -> Shape {
        match self {
            Self::Highlight => Shape::Rectangle,
            Self::Mark(shape) => shape,
        }
    }
}

/// What this person draws with now. A context of the well.
#[derive(Clone, Copy)]
pub struct Drawing {
    pub pen: RwSignal<Option<Pen>>,
    /// Of the page as it lies: width by height.
    pub aspect: RwSignal<f64>,
}

/// One press of an arrow key, in ten-thousandths of the page.
const KEY_STEP: i32 = 100;
/// Where a drawing by keys begins.
const BEGINS: (Point, Point) = ((3_000, 4_000), (7_000, 4_600));

/// Lies over the page while something is drawn. Answers in the measure of the page as it was filed.
#[component]
pub fn DrawLayer(
    #[prop(into)] rotation: Signal<u16>,
    drawn: Callback<(Pen, Point, Point)>,
) -> impl IntoView {
    let drawing = expect_context::<Drawing>();
    let draft = RwSignal::new(None::<(Point, Point)>);
    let layer = NodeRef::<Div>::new();
    // Whoever has chosen a pen draws next.
    Effect::new(move |_| {
        draft.set(None);
        if drawing.pen.get().is_some()
            && let Some(layer) = layer.get()
        {
            let _ = layer.focus();
        }
    });
    let at = move |event: &PointerEvent| {
        let layer = layer.get_untracked()?;
        let area = layer.get_bounding_client_rect();
        let share = |part: f64, all: f64| {
            (part / all.max(1.0) * f64::from(EDGE)).clamp(0.0, f64::from(EDGE)) as u16
        };
        let x = share(f64::from(event.client_x()) - area.left(), area.width());
        let y = share(f64::from(event.client_y()) - area.top(), area.height());
        Some((x, y))
    };
    let finish = move || {
        let Some((pen, (from, to))) = drawing.pen.get_untracked().zip(draft.get_untracked()) else {
            return;
        };
        draft.set(None);
        let to = level(pen, from, to);
        let back = (360 - rotation.get_untracked()) % 360;
        // A touch that went nowhere draws nothing.
        if from.0.abs_diff(to.0) > 40 || from.1.abs_diff(to.1) > 40 {
            drawn.run((pen, turned(from, back), turned(to, back)));
        }
    };
    let down = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(layer) = layer.get_untracked() {
            let _ = layer.set_pointer_capture(event.pointer_id());
        }
        draft.set(at(&event).map(|p| (p, p)));
    };
    let moved = move |event: PointerEvent| {
        if let Some((begun, to)) = draft.get_untracked().zip(at(&event))
            && event.buttons() != 0
        {
            draft.set(Some((begun.0, to)));
        }
    };
    let key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => (-KEY_STEP, 0),
            "ArrowRight" => (KEY_STEP, 0),
            "ArrowUp" => (0, -KEY_STEP),
            "ArrowDown" => (0, KEY_STEP),
            "Enter" => {
                event.prevent_default();
                if draft.get_untracked().is_none() {
                    draft.set(Some(BEGINS));
                } else {
                    finish();
                }
                return;
            }
            "Escape" => {
                event.prevent_default();
                drawing.pen.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let (from, to) = draft.get_untracked().unwrap_or(BEGINS);
        let go = |(x, y): Point| (shift(x, by.0), shift(y, by.1));
        draft.set(Some(if event.shift_key() {
            (from, go(to))
        } else {
            (go(from), go(to))
        }));
    };
    let outline = move || {
        let pen = drawing.pen.get()?;
        let (from, to) = draft.get()?;
        Some(path(
            pen.shape(),
            from,
            level(pen, from, to),
            drawing.aspect.get(),
        ))
    };
    view! {
        <Show when=move || drawing.pen.get().is_some()>
            <div
                class="draw-layer"
                node_ref=layer
                tabindex="0"
                role="application"
                aria-label=presenting::draw_here
                data-draw=""
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=move |_| finish()
                on:pointercancel=move |_| draft.set(None)
                on:keydown=key
            >
                <Overlay>
                    <path class="layer-draft" d=move || outline().unwrap_or_default() />
                </Overlay>
            </div>
        </Show>
    }
}

/// A line under something is level.
fn level(pen: Pen, from: Point, to: Point) -> Point {
    match pen {
        Pen::Mark(Shape::Underline) => (to.0, from.1),
        Pen::Highlight | Pen::Mark(Shape::Rectangle | Shape::Arrow) => to,
    }
}

fn shift(part: u16, by: i32) -> u16 {
    u16::try_from(i32::from(part) + by).unwrap_or(0).min(EDGE)
}
