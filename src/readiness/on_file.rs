//! 比对案卷: how what somebody entered stands to the case file (R2), and the key to put in what the file has of his document.

use hearing::id_number::last_four;
use hearing::on_file::AgainstFile;
use hearing::{Command, Seat, SeatId};
use leptos::prelude::*;

use crate::check_in::{KINDS, kind_named};
use crate::session::use_session;
use crate::text::check_in::short_time;
use crate::text::{Word as _, check_in, common, readiness, terms};
use crate::ui::{Frame, Icon, doing};

/// A line of the entry, once there is one.
#[component]
pub fn AgainstFileLine(seat: Memo<Option<Seat>>) -> impl IntoView {
    let stands = Memo::new(move |_| {
        seat.with(|s| {
            let seat = s.as_ref()?;
            let at = seat.check_in.identity.as_ref()?.stated_at;
            Some((seat.against_file()?, seat.on_file.clone(), at))
        })
    });
    move || {
        let (against, on_file, at) = stands.get()?;
        let (class, icon) = match against {
            AgainstFile::Agrees | AgainstFile::NothingOnFile => ("entry-ok", "check"),
            AgainstFile::OtherDocument => ("entry-open", "warn"),
            AgainstFile::Differs => ("entry-open bad", "warn"),
        };
        let has = on_file.filter(|_| against != AgainstFile::Agrees);
        let has = has.map(|f| readiness::file_has(terms::document(f.document), &f.last_four));
        Some(view! {
            <div>
                <dt>{readiness::entry_case}</dt>
                <dd class=class data-against-file=format!("{against:?}")>
                    <Icon name=icon />
                    <span>{readiness::against_file(against)}{has}</span>
                    <time class="num">{short_time(at)}</time>
                </dd>
            </div>
        })
    }
}

/// For who may check identities, as long as this one is not.
#[component]
pub fn OnFileKey(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let kept = {
        let seat = seat.clone();
        session.select(move |h| h.seat(&seat).and_then(|s| s.on_file.clone()))
    };
    let open = RwSignal::new(false);
    let document = RwSignal::new("id_card".to_owned());
    let number = RwSignal::new(String::new());
    let typed = move || last_four(kind_named(&document.get()), &number.get());
    // With any number: whether the act as such is open to this seat.
    let shown = {
        let seat = seat.clone();
        session.accepts(move || {
            let other = kept.get().is_some_and(|k| k.last_four == "0000");
            Some(Command::EnterDocument {
                seat: seat.clone(),
                document: kind_named("id_card"),
                last_four: if other { "0001" } else { "0000" }.to_owned(),
            })
        })
    };
    let doing = doing();
    let of = seat.to_string();
    let enter = Callback::new(move |last_four| {
        doing.start(Command::EnterDocument {
            seat: seat.clone(),
            document: kind_named(&document.get_untracked()),
            last_four,
        });
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Ok(last_four) = untrack(typed) {
            open.set(false);
            number.set(String::new());
            enter.run(last_four);
        }
    };
    let fault = move || {
        let fault = typed().err().filter(|_| !number.get().is_empty());
        fault.map(check_in::number_fault)
    };
    view! {
        <Show when=move || shown.get()>
            <button
                type="button"
                class="press press--dense"
                data-act="enter-document"
                data-of=of.clone()
                aria-busy=move || doing.busy()
                on:click=move |_| doing.ask(open)
            >
                {move || doing.word(readiness::enter_document)}
            </button>
        </Show>
        <Frame open title=readiness::enter_document.text() words=readiness::enter_document_words.text()>
            <form on:submit=submit>
                <label class="field">
                    <span>{check_in::document}</span>
                    <select data-field="file-document" bind:value=document>
                        {KINDS.map(|(kind, value)| view! { <option value=value>{move || terms::document(kind)}</option> })}
                    </select>
                </label>
                <label class="field">
                    <span>{readiness::file_number}</span>
                    <input class="num" data-field="file-number" autocomplete="off" maxlength="40" bind:value=number />
                </label>
                <p class="guard-note" role="status">{fault}</p>
                <div class="panel-acts">
                    <button type="button" class="press" data-act="close-document" on:click=move |_| open.set(false)>{common::cancel}</button>
                    <button type="submit" class="press press--now" data-act="document-yes" disabled=move || typed().is_err()>
                        {readiness::enter_document_yes}
                    </button>
                </div>
            </form>
        </Frame>
    }
}
