//! One row of the device check: its sign and name, what was found, and below it what is asked and what to do.

use leptos::html::{Button, Div};
use leptos::prelude::*;
use web_sys::ScrollIntoViewOptions;

use super::trouble::{DeviceTrouble, Finding};
use super::use_bench;
use crate::text::{devices, remedies};
use crate::ui::{Icon, once_drawn};

/// `good`: the word when it works; `asks`: what the person is asked now, said aloud with the word; `now`: the word while
/// it is under test.
#[component]
pub fn Row(
    name: &'static str,
    icon: &'static str,
    label: fn() -> &'static str,
    finding: RwSignal<Finding>,
    #[prop(into)] good: Signal<String>,
    #[prop(into)] now: Signal<&'static str>,
    #[prop(optional, into)] asks: Signal<Option<&'static str>>,
    children: Children,
) -> impl IntoView {
    let bench = use_bench();
    let result = move || match finding.get() {
        Finding::Untested => "",
        Finding::Testing => "testing",
        Finding::Works => "good",
        Finding::Trouble(DeviceTrouble::Asked) => "asking",
        Finding::Trouble(_) => "fail",
    };
    let word = move || match finding.get() {
        Finding::Untested => devices::not_tested().to_owned(),
        Finding::Testing => now.get().to_owned(),
        Finding::Works => good.get(),
        Finding::Trouble(trouble) => devices::trouble(trouble).to_owned(),
    };
    let sign = move || match finding.get() {
        Finding::Works => Some("check"),
        Finding::Trouble(_) => Some("warn"),
        Finding::Untested | Finding::Testing => None,
    };
    // Whoever does not see hears which device it is, what was found, what to do and what is asked.
    let aloud = move || match finding.get() {
        Finding::Trouble(trouble) => remedies::remedy(trouble, bench.here).words().join(" "),
        Finding::Untested | Finding::Testing | Finding::Works => {
            asks.get().unwrap_or_default().to_owned()
        }
    };
    // On a phone the rows stand below the picture: what is asked comes into sight by itself, its answers with it.
    let row = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if asks.get().is_some()
            && let Some(row) = row.get()
        {
            once_drawn(move || {
                let nearest = ScrollIntoViewOptions::new();
                let _ = js_sys::Reflect::set(&nearest, &"block".into(), &"nearest".into());
                row.scroll_into_view_with_scroll_into_view_options(&nearest);
            });
        }
    });
    let head = format!("check-{name}");
    view! {
        <div class="check" node_ref=row role="group" aria-labelledby=head.clone() data-check=name data-result=result>
            <h2 id=head.clone()><Icon name=icon /><span>{label}</span></h2>
            <p class="check-word" role="status">
                <span class="unseen">{label}": "</span>
                {move || sign().map(|name| view! { <Icon name=name /> })}
                <span>{word}</span>
                <span class="unseen">" "{aloud}</span>
            </p>
            <div class="check-more">{children()}</div>
        </div>
    }
}

/// A question with two answers of one size, none of them the expected one. Answered with yes it folds away; what was played
/// can be played again, which asks again.
#[component]
pub fn YesOrNo(
    act: &'static str,
    ask: fn() -> &'static str,
    #[prop(into)] answer: Signal<Option<bool>>,
    given: Callback<bool>,
    again: fn() -> &'static str,
    replay: Callback<()>,
) -> impl IntoView {
    let play = NodeRef::<Button>::new();
    let pressed = move |this: bool| (answer.get() == Some(this)).to_string();
    let answered = move |heard| {
        given.run(heard);
        // The key that was pressed goes; whoever uses the keyboard stays at this place.
        if heard && let Some(play) = play.get_untracked() {
            let _ = play.focus();
        }
    };
    view! {
        <div class="check-ask">
            <Show when=move || answer.get() != Some(true)>
                <div role="group" class="check-ask" aria-label=ask>
                    <p class="spoken"><b>{ask}</b></p>
                    <div class="step-pair">
                        <button type="button" class="press" data-act=act aria-pressed=move || pressed(true) on:click=move |_| answered(true)>
                            {devices::heard}
                        </button>
                        <button
                            type="button"
                            class="press"
                            data-act=act.replace("heard", "not-heard")
                            aria-pressed=move || pressed(false)
                            on:click=move |_| answered(false)
                        >
                            {devices::not_heard}
                        </button>
                    </div>
                </div>
            </Show>
            <p class="check-acts">
                <button
                    type="button"
                    class="press press--dense"
                    data-act=act.replace("heard", "play")
                    node_ref=play
                    on:click=move |_| replay.run(())
                >
                    <Icon name="play" /><span>{again}</span>
                </button>
            </p>
        </div>
    }
}
