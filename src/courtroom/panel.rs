//! Which panel of the bench is open. At most one; it opens below the rail and above the bar, never over the court.

use hearing::SeatId;
use leptos::prelude::*;

use super::discipline::Discipline;
use super::guard::Guard;
use super::orders::Orders;
use crate::session::use_session;
use crate::text::common;
use crate::ui::Icon;

#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    Orders,
    Guard,
    /// One person's rarer acts.
    Discipline(SeatId),
}

#[derive(Clone, Copy)]
pub struct OpenPanel(RwSignal<Option<Panel>>);

pub fn provide_panel() {
    provide_context(OpenPanel(RwSignal::new(None)));
}

pub fn use_panel() -> OpenPanel {
    expect_context::<OpenPanel>()
}

impl OpenPanel {
    pub fn is(self, panel: &Panel) -> bool {
        self.0.with(|open| open.as_ref() == Some(panel))
    }

    pub fn toggle(self, panel: Panel) {
        self.0.update(|open| {
            *open = if open.as_ref() == Some(&panel) {
                None
            } else {
                Some(panel)
            };
        });
    }

    pub fn close(self) {
        self.0.set(None);
    }
}

/// For those who lead the room; others have no panels.
#[component]
pub fn Panels() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let leads = session.mine(|_, seat| seat.role.is_court());
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            panel.close();
        }
    };
    view! {
        <Show when=move || leads.get() == Some(true)>
            <div class="panels" on:keydown=escape>
                {move || match panel.0.get() {
                    None => ().into_any(),
                    Some(Panel::Orders) => view! { <Orders /> }.into_any(),
                    Some(Panel::Guard) => view! { <Guard /> }.into_any(),
                    Some(Panel::Discipline(seat)) => view! { <Discipline seat /> }.into_any(),
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
