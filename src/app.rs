//! The door, and what is behind it once somebody has come in.

use leptos::prelude::*;

use crate::check_in::{Door, Entrance};
use crate::frame;
use crate::parts::{Part, provide_parts, use_parts, while_reading};
use crate::session::{Slip, link_token};
use crate::text::common;
use crate::ui::{IconSet, Later, OnlyWords, provide_preferences};
use crate::view::{View, provide_view};

#[component]
pub fn App() -> impl IntoView {
    provide_preferences();
    let view = provide_view();
    let parts = provide_parts();
    // A link is newer than the pass that this tab had before a reload.
    let pass = RwSignal::new(Slip::kept().filter(|_| link_token().is_none()));
    provide_context(Entrance(Callback::new(move |given: Slip| {
        given.keep();
        pass.set(Some(given));
    })));
    if pass.with_untracked(Option::is_none) {
        while_reading(move || parts.bring_inside_ahead());
    }
    // What is public lies behind the door as well, and is for everybody.
    let public = move || matches!(view.get(), Some(View::Announcements | View::Verify));
    let looks_in = Memo::new(move |_| pass.with(Option::is_some) || public());
    // From then on, what is inside knows who sits here.
    let come_in = Memo::new(move |was: Option<&Option<bool>>| {
        let in_already = was == Some(&Some(true));
        (in_already || looks_in.get()).then(|| parts.inside.with(|part| part.here().is_some()))
    });
    Effect::new(move |_| {
        if come_in.get().is_some() {
            frame::remove();
        }
    });
    let place = move || match (come_in.get(), parts.inside.get_untracked().here()) {
        (Some(true), Some(inside)) => inside(pass.get_untracked()),
        (Some(_), _) => view! { <Opening /> }.into_any(),
        (None, _) => view! { <Later><Door /></Later> }.into_any(),
    };
    view! { {place}<IconSet /> }
}

/// Until what a place is made of is there. What did not arrive ahead of need is asked for once more before anybody
/// hears of it; after that it is said, and asked for again by hand.
#[component]
pub fn Opening(
    /// The place is one of the room's.
    #[prop(optional)]
    room: bool,
    /// The place is the one where files are checked.
    #[prop(optional)]
    verifying: bool,
) -> impl IntoView {
    let parts = use_parts();
    let bring = move || {
        parts.bring_inside();
        if room {
            parts.bring_room();
        }
        if verifying {
            parts.bring_verifying();
        }
    };
    bring();
    let missing = Memo::new(move |_| {
        parts.inside.with(Part::is_missing)
            || room && parts.room.with(Part::is_missing)
            || verifying && parts.verifying.with(Part::is_missing)
    });
    let asked = StoredValue::new(false);
    let again = move |_| {
        // After a new build the parts of this page are there no more: a page of today knows where its own are.
        if asked.get_value() {
            let _ = gloo::utils::window().location().reload();
            return;
        }
        asked.set_value(true);
        bring();
    };
    move || {
        match missing.get() {
        false => view! { <p class="opening" role="status">{common::connecting}</p> }.into_any(),
        true => view! {
            <OnlyWords place="part-missing">
                <p role="alert">{common::part_missing}</p>
                <button type="button" class="press press--now" data-act="part-again" data-ready="" on:click=again>
                    {common::try_again}
                </button>
            </OnlyWords>
        }
        .into_any(),
    }
    }
}
