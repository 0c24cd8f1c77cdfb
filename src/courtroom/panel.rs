//! Which panel of the bench is open. At most one; it opens below the rail and above the bar, never over the court.

use hearing::SeatId;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::discipline::Discipline;
use super::elsewhere::Elsewhere;
use super::guard::Guard;
use super::keys_help::KeysHelp;
use super::orders::Orders;
use super::recusals::Recusals;
use super::requests::Requests;
use super::to_in_person::ToInPerson;
use crate::session::use_session;
use crate::text::common;
use crate::ui::{Icon, once_drawn};

#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    Orders,
    Guard,
    /// One person's rarer acts.
    Discipline(SeatId),
    /// What the parties ask, for the presiding judge.
    Recusals,
    /// What one who takes part asks.
    Requests,
    /// To an in-person hearing: one, or all.
    ToInPerson(Option<SeatId>),
    /// From where one judges.
    Elsewhere,
    Keys,
}

#[derive(Clone, Copy)]
pub struct OpenPanel(
    RwSignal<Option<Panel>>,
    /// From where it was opened: focus goes back there.
    StoredValue<Option<HtmlElement>, LocalStorage>,
);

pub fn provide_panel() {
    provide_context(OpenPanel(RwSignal::new(None), StoredValue::new_local(None)));
}

pub fn use_panel() -> OpenPanel {
    expect_context::<OpenPanel>()
}

impl OpenPanel {
    pub fn is(self, panel: &Panel) -> bool {
        self.0.with(|open| open.as_ref() == Some(panel))
    }

    pub fn toggle(self, panel: Panel) {
        if self.0.with_untracked(Option::is_none) {
            let here = gloo::utils::document().active_element();
            self.1.set_value(here.and_then(|here| here.dyn_into().ok()));
        }
        self.0.update(|open| {
            *open = if open.as_ref() == Some(&panel) {
                None
            } else {
                Some(panel)
            };
        });
    }

    pub fn close(self) {
        let within = gloo::utils::document().query_selector(".panels :focus");
        self.0.set(None);
        // Who works elsewhere by now is not called back.
        if within.is_ok_and(|focus| focus.is_some()) {
            self.1.with_value(|opener| {
                if let Some(opener) = opener {
                    let _ = opener.focus();
                }
            });
        }
    }
}

/// For those who lead the room, and for those who take part; who only watches has no panels.
#[component]
pub fn Panels() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let takes_part = session.mine(|_, seat| seat.role.is_court() || seat.role.is_participant());
    // What has opened is where one goes on, by the keyboard too.
    Effect::new(move |_| {
        if panel.0.with(Option::is_some) {
            once_drawn(|| {
                let opened = gloo::utils::document().query_selector(".panels .panel");
                if let Some(opened) = opened
                    .ok()
                    .flatten()
                    .and_then(|p| p.dyn_into::<HtmlElement>().ok())
                {
                    let _ = opened.set_attribute("tabindex", "-1");
                    let _ = opened.focus();
                }
            });
        }
    });
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            panel.close();
        }
    };
    view! {
        <Show when=move || takes_part.get() == Some(true)>
            <div class="panels" on:keydown=escape>
                {move || match panel.0.get() {
                    None => ().into_any(),
                    Some(Panel::Orders) => view! { <Orders /> }.into_any(),
                    Some(Panel::Guard) => view! { <Guard /> }.into_any(),
                    Some(Panel::Discipline(seat)) => view! { <Discipline seat /> }.into_any(),
                    Some(Panel::Recusals) => view! { <Recusals /> }.into_any(),
                    Some(Panel::Requests) => view! { <Requests /> }.into_any(),
                    Some(Panel::ToInPerson(seat)) => view! { <ToInPerson seat /> }.into_any(),
                    Some(Panel::Elsewhere) => view! { <Elsewhere /> }.into_any(),
                    Some(Panel::Keys) => view! { <KeysHelp /> }.into_any(),
                }}
            </div>
        </Show>
    }
}

/// Title and close key of a panel.
#[component]
pub fn PanelHead(#[prop(into)] title: Signal<String>, id: &'static str) -> impl IntoView {
    let panel = use_panel();
    view! {
        <div class="panel-head">
            <h2 id=id>{move || title.get()}</h2>
            <button
                type="button"
                class="press press--quiet press--square"
                data-act="close-panel"
                aria-label=common::close
                on:click=move |_| panel.close()
            >
                <Icon name="cross" />
            </button>
        </div>
    }
}
