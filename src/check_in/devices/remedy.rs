//! What to do about a trouble, here and now: steps, a drawing of the place, and what if it stays.

use leptos::prelude::*;

use super::sketch::SketchView;
use super::trouble::Finding;
use super::use_bench;
use crate::text::{devices, remedies};

#[component]
pub fn Remedy(finding: RwSignal<Finding>) -> impl IntoView {
    let here = use_bench().here;
    move || match finding.get() {
        Finding::Trouble(trouble) => {
            let remedy = remedies::remedy(trouble, here);
            let steps = remedy.words().into_iter();
            Some(view! {
                <div class="remedies">
                    <ol class="remedy">{steps.map(|words| view! { <li>{words}</li> }).collect_view()}</ol>
                    {remedy.sketch.map(|sketch| view! { <SketchView sketch /> })}
                </div>
                <p class="check-stays">{devices::stays()}</p>
            })
        }
        Finding::Untested | Finding::Testing | Finding::Works => None,
    }
}
