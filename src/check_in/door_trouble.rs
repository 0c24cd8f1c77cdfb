//! Why the door stays shut, and what opens it: each wrong key has its own answer.

use leptos::prelude::*;

use super::court_phone::CourtPhone;
use crate::session::Trouble;
use crate::text::{check_in, refusals};
use crate::ui::Icon;

#[derive(Clone, PartialEq)]
pub enum Wrong {
    CodeTooShort,
    Refused(Trouble),
}

impl Wrong {
    fn title(&self) -> &'static str {
        match self {
            Wrong::CodeTooShort => check_in::door_code_short(),
            Wrong::Refused(trouble) => check_in::door_shut(trouble),
        }
    }

    fn words(&self) -> Option<&'static str> {
        match self {
            Wrong::CodeTooShort => None,
            Wrong::Refused(trouble) => Some(refusals::trouble(trouble)),
        }
    }
}

#[component]
pub fn DoorTrouble(wrong: RwSignal<Option<Wrong>>) -> impl IntoView {
    move || {
        wrong.get().map(|wrong| {
            let asks = wrong != Wrong::CodeTooShort;
            view! {
                <div class="trouble" role="alert">
                    <Icon name="warn" />
                    <div>
                        <h2>{wrong.title()}</h2>
                        {wrong.words().map(|words| view! { <p>{words}</p> })}
                        {asks.then(|| view! { <p><CourtPhone /></p> })}
                    </div>
                </div>
            }
        })
    }
}
