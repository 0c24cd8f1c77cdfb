//! The entry of one exhibit on paper: every fact of R39, its examination, and what this seat may do with it.

use hearing::exhibit::Exhibit;
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use super::alternative::AlternativePress;
use super::empty::PresentPress;
use super::examination::Examination;
use super::facts::Person;
use super::place::{Desk, Looks};
use super::row::CopyHash;
use super::traces::Traces;
use super::undertaking::{Undertaking, unsigned};
use crate::session::use_session;
use crate::text::{Word as _, evidence, proof, terms};
use crate::transcript::SaidBefore;
use crate::ui::{PressReason, SayKey, day_and_time};
use crate::view::use_view;

#[component]
pub fn Entry() -> impl IntoView {
    let session = use_session();
    let desk = expect_context::<Desk>();
    let exhibit = Memo::new(move |_| {
        let chosen = desk.chosen.get()?;
        session.with(|h| h.exhibit(&chosen).cloned())
    });
    let examines = session.mine(|_, me| !me.role.is_called() && !me.role.only_watches());
    // Keyed by number, so that a form half filled in stays when a fact changes.
    let id = Memo::new(move |_| exhibit.with(|e| e.as_ref().map(|e| e.id.clone())));
    let sealed = unsigned(id.into());
    let looked_at =
        Signal::derive(move || (desk.looks.get() == Looks::Page).then(|| desk.page.get()));
    let number = move || id.get().map(|id| id.to_string());
    view! {
        <aside class="record" id="entry" aria-label=move || number().map(|n| evidence::entry_of(&n)) data-entry=number>
            <header class="record-head">
                <span class="plate-no">{number}</span>
                <h2 class="record-title">{move || exhibit.with(|e| e.as_ref().map(|e| e.title.clone()))}</h2>
            </header>
            <Show when=move || sealed.get()><Undertaking /></Show>
            <div class="paper-body" tabindex="0" role="group" aria-label=move || number().map(|n| evidence::entry_of(&n))>
                {move || exhibit.get().map(|exhibit| view! { <Facts exhibit /> })}
                {move || id.get().map(|id| view! { <Acts id /> })}
                <Show when=move || examines.get() == Some(true)>
                    {move || id.get().map(|exhibit| view! { <Traces exhibit /> })}
                    {move || id.get().map(|exhibit| view! { <SaidBefore exhibit page=looked_at /> })}
                    <h3>{evidence::examination}</h3>
                    {move || id.get().map(|exhibit| view! { <Examination exhibit /> })}
                </Show>
            </div>
        </aside>
    }
}

#[component]
fn Facts(exhibit: Exhibit) -> impl IntoView {
    let session = use_session();
    let by = session.peek(|h| Person::of(h, &exhibit.submitted_by));
    let Exhibit {
        category,
        original,
        secrecy,
        file,
        ..
    } = exhibit.clone();
    let measured = file.clone();
    let copies = exhibit.copies;
    let alternative = Some(exhibit.text_alternative.clone()).filter(|text| !text.is_empty());
    let missing = alternative.is_none() && file.kind.is_picture();
    let withdrawn = exhibit.withdrawn.map(|w| {
        let who = w.by.and_then(|by| session.peek(|h| Person::of(h, &by)));
        (day_and_time(w.at), who, w.reason)
    });
    view! {
        <dl class="facts">
            {withdrawn.map(|(at, who, reason)| view! {
                <div data-withdrawn=""><dt>{evidence::withdrawn}</dt><dd><time class="num">{at}</time>" "{move || who.as_ref().map(Person::words)}" "{reason}</dd></div>
            })}
            <div><dt>{evidence::col_purpose}</dt><dd>{exhibit.purpose}</dd></div>
            <div><dt>{evidence::category}</dt><dd>{move || terms::exhibit_category(category)}</dd></div>
            <div><dt>{proof::copies}</dt><dd>{move || proof::copies_of(copies)}</dd></div>
            <div><dt>{evidence::pages_size}</dt><dd>{move || evidence::pages_and_size(&measured)}</dd></div>
            {alternative.map(|text| view! { <div><dt>{proof::alternative}</dt><dd><span data-alternative="">{text.clone()}</span>" "<SayKey text=Signal::stored(text) /></dd></div> })}
            {missing.then(|| view! { <div><dt>{proof::alternative}</dt><dd class="open-word">{proof::alternative_missing}</dd></div> })}
            <div><dt>{evidence::source}</dt><dd>{exhibit.source}</dd></div>
            <div><dt>{move || evidence::original_of(category)}</dt><dd>{move || terms::original(original, category)}</dd></div>
            <div>
                <dt>{evidence::submitted}</dt>
                <dd>{move || by.as_ref().map(Person::words)}" "<time class="num">{day_and_time(exhibit.submitted_at)}</time></dd>
            </div>
            <div><dt>{evidence::secrecy}</dt><dd>{move || terms::secrecy(secrecy)}</dd></div>
            <div>
                <dt>"SHA-256"</dt>
                <dd>
                    <span class="hash hash--full">{in_fours(&file.sha256)}</span>
                    <CopyHash id=exhibit.id sha256=file.sha256 word=true />
                </dd>
            </div>
        </dl>
    }
}

/// A hash as one reads it aloud: in groups of four.
fn in_fours(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

#[component]
fn Acts(id: ExhibitId) -> impl IntoView {
    let session = use_session();
    let place = use_view();
    let desk = expect_context::<Desk>();
    let id = StoredValue::new(id);
    let presents = session.accepts(move || {
        let view = hearing::exhibit::PageView::default();
        Some(Command::PresentExhibit {
            exhibit: id.get_value(),
            view,
        })
    });
    let withdraw = move |reason: String| Command::WithdrawExhibit {
        exhibit: id.get_value(),
        reason,
    };
    let withdraws = session.accepts(move || Some(withdraw("-".to_owned())));
    let of = move || id.get_value().to_string();
    view! {
        <div class="entry-acts">
            <Show when=move || desk.looks.get() == Looks::List>
                <button type="button" class="press press--dense" data-act="look" data-of=of on:click=move |_| desk.looks.set(Looks::Page)>
                    {evidence::look}
                </button>
            </Show>
            <AlternativePress id=id.get_value() />
            <Show when=move || presents.get()>
                <PresentPress id=id.get_value() done=Callback::new(move |()| place.back()) />
            </Show>
            <PressReason
                act="withdraw-exhibit"
                class="press--dense"
                seat=of()
                shown=withdraws
                label=evidence::withdraw.text()
                title=Signal::derive(move || evidence::withdraw_title(&of()))
                words=evidence::withdraw_words.text()
                answer=evidence::withdraw_yes.text()
                grave=true
                command=withdraw
            />
        </div>
    }
}
