//! 转为线下审理: for one person or for the whole hearing (R27).

use hearing::{Command, SeatId};
use leptos::prelude::*;

use super::panel::{PanelHead, use_panel};
use crate::in_person::InPersonForm;
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::{Ask, doing_then};

/// `seat`: none for all.
#[component]
pub fn ToInPerson(seat: Option<SeatId>) -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let id = seat.clone();
    let name = session.select(move |h| {
        let seat = id.as_ref().and_then(|id| h.seat(id));
        seat.map(|s| s.name.clone())
    });
    let title = Signal::derive(move || match name.get() {
        Some(name) => format!("{} · {name}", words::in_person_title()),
        None => words::in_person_title().to_owned(),
    });
    let consequence = Signal::derive(move || match name.get() {
        Some(name) => words::in_person_words(&name),
        None => words::in_person_all_words().to_owned(),
    });
    let asking = RwSignal::new(false);
    let doing = doing_then(move || panel.close());
    let wanted = StoredValue::new(None::<Command>);
    let ask = Callback::new(move |command| {
        wanted.set_value(Some(command));
        doing.ask(asking);
    });
    let convert = Callback::new(move |()| {
        if let Some(command) = wanted.get_value() {
            doing.start(command);
        }
    });
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="in-person-title" data-panel="in-person">
            <PanelHead title id="in-person-title" />
            <p class="guard-note">{move || consequence.get()}</p>
            <InPersonForm seat doing convert=ask />
            <Ask open=asking grave=true title words=consequence answer=words::in_person_act.text() yes=convert />
        </section>
    }
}
