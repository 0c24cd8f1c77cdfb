//! Whether this screen follows, and the way back when it does not.

use leptos::prelude::*;

use super::turning::Hand;
use crate::text::evidence;
use crate::ui::Icon;

#[component]
pub fn Whose(
    #[prop(into)] hand: Signal<Hand>,
    /// Who presents turns for all, and has nobody to leave.
    #[prop(into)]
    presents: Signal<bool>,
    #[prop(into)] common_page: Signal<u32>,
    browse: Callback<()>,
    back: Callback<()>,
    /// What of the well it is about, where that is not the exhibit on show.
    #[prop(optional)]
    of: Option<&'static str>,
) -> impl IntoView {
    let hand = Memo::new(move |_| hand.get());
    move || match hand.get() {
        Hand::Free => view! {
            <button
                type="button"
                class="press press--dense press--now press--back"
                data-act="back-to-presenter"
                data-of=of
                on:click=move |_| back.run(())
            >
                <Icon name="follow" />
                <span>{move || evidence::back_to_presenter(common_page.get())}</span>
            </button>
        }
        .into_any(),
        Hand::Leads if presents.get() => ().into_any(),
        Hand::Leads | Hand::Follows => view! {
            <button
                type="button"
                class="press press--dense press--browse"
                data-act="browse-freely"
                data-of=of
                on:click=move |_| browse.run(())
            >
                <span>{evidence::browse}</span>
            </button>
        }
        .into_any(),
    }
}
