//! A signature drawn with finger, pen or mouse, as path data and nothing else.

use leptos::prelude::*;
use leptos::svg::Svg;
use web_sys::PointerEvent;

use crate::text::record as words;

/// Points closer than this are one point (px): a signature stays below the server's limit.
const STEP: f64 = 2.0;

#[component]
pub fn Drawing(
    path: RwSignal<String>,
    #[prop(default = words::draw_name)] word: fn() -> &'static str,
) -> impl IntoView {
    let sheet = NodeRef::<Svg>::new();
    let last = StoredValue::new(None::<(f64, f64)>);
    let at = move |event: &PointerEvent| {
        let sheet = sheet.get_untracked()?;
        let bounds = sheet.get_bounding_client_rect();
        let x = (f64::from(event.client_x()) - bounds.left()) * 300.0 / bounds.width();
        let y = (f64::from(event.client_y()) - bounds.top()) * 100.0 / bounds.height();
        Some((x, y))
    };
    let begin = move |event: PointerEvent| {
        if let Some((x, y)) = at(&event) {
            last.set_value(Some((x, y)));
            path.update(|path| path.push_str(&format!("M{x:.0} {y:.0}")));
        }
    };
    let draw = move |event: PointerEvent| {
        let (Some((x0, y0)), Some((x, y))) = (last.get_value(), at(&event)) else {
            return;
        };
        if (x - x0).hypot(y - y0) >= STEP {
            last.set_value(Some((x, y)));
            path.update(|path| path.push_str(&format!("L{x:.0} {y:.0}")));
        }
    };
    let end = move |_: PointerEvent| last.set_value(None);
    view! {
        <div class="field drawing">
            <span>{word}</span>
            <svg node_ref=sheet viewBox="0 0 300 100" role="img" aria-label=word
                on:pointerdown=begin on:pointermove=draw on:pointerup=end on:pointerleave=end>
                <path d=move || path.get() />
            </svg>
            <button type="button" class="press press--dense press--quiet" data-act="clear-drawing" on:click=move |_| path.set(String::new())>
                {words::clear}
            </button>
        </div>
    }
}
