//! Beneath the exhibit: how the examination stands in one line, and opened, all of it with what one may add.

use hearing::ExhibitId;
use hearing::exhibit::OriginalState;
use leptos::prelude::*;

use super::chain::ChainPart;
use super::demand::DemandPart;
use super::late::LatePart;
use super::opine::{Opine, may_opine};
use super::opinions::{Heard, Opinions, heard};
use super::oral::OralPress;
use super::original::{OriginalCheck, OriginalWays};
use super::ruling::RulingOn;
use super::undertaking::{Undertaking, unsigned};
use crate::session::use_session;
use crate::text::{evidence, terms};
use crate::ui::Icon;

#[component]
pub fn Foot() -> impl IntoView {
    let session = use_session();
    let exhibit = session.select(|h| h.presentation.as_ref().map(|p| p.exhibit.clone()));
    let examines = session.mine(|_, me| !me.role.is_called() && !me.role.only_watches());
    let opened = RwSignal::new(None::<bool>);
    // Another exhibit, another examination.
    Effect::new(move |before: Option<Option<ExhibitId>>| {
        let now = exhibit.get();
        if before.is_some_and(|before| before != now) {
            opened.set(None);
        }
        now
    });
    let mine = may_opine(exhibit.into());
    let sealed = unsigned(exhibit.into());
    // The form lies open for who is to be heard on this exhibit and has not been; a press folds it away, or opens all.
    let awaited = awaited(exhibit.into());
    let form = Memo::new(move |_| opened.get() != Some(false) && awaited.get());
    let open = Memo::new(move |_| opened.get() == Some(true));
    let word = move || match (open.get() || form.get(), mine.get()) {
        (true, _) => evidence::fold(),
        (false, true) => evidence::write_opinion(),
        (false, false) => evidence::examination(),
    };
    let press = move |_| opened.set(Some(!(open.get_untracked() || form.get_untracked())));
    let done = Callback::new(move |()| opened.set(Some(false)));
    let content = move || {
        let exhibit = exhibit.get()?;
        Some(match (open.get(), form.get()) {
            (true, _) => view! { <Examination exhibit done /> }.into_any(),
            (false, true) => view! { <Opine exhibit done /> }.into_any(),
            (false, false) => return None,
        })
    };
    view! {
        <Show when=move || examines.get() == Some(true)>
            <div class="exhibit-under">
                <Show when=move || sealed.get()><Undertaking /></Show>
                <Show when=move || open.get() || form.get()>
                    <section class="exam" aria-label=evidence::examination>{content}</section>
                </Show>
                <div class="exhibit-foot">
                    <Brief exhibit />
                    {move || exhibit.get().map(|exhibit| view! { <OriginalWays exhibit /> })}
                    <button
                        type="button"
                        class="press press--dense press--write"
                        data-act="examination"
                        aria-expanded=move || if open.get() || form.get() { "true" } else { "false" }
                        on:click=press
                    >
                        <Icon name="note" />
                        <span>{word}</span>
                    </button>
                </div>
            </div>
        </Show>
    }
}

/// May speak on it, and has not.
fn awaited(exhibit: Signal<Option<ExhibitId>>) -> Memo<bool> {
    let session = use_session();
    let may = may_opine(exhibit);
    Memo::new(move |_| {
        let Some((exhibit, me)) = exhibit.get().zip(session.me().get()) else {
            return false;
        };
        may.get()
            && session.with(|h| {
                h.exhibit(&exhibit)
                    .is_some_and(|e| e.opinions.iter().all(|o| o.by != me))
            })
    })
}

/// All that has been said and found about one exhibit, and what this seat may add.
#[component]
pub fn Examination(
    exhibit: ExhibitId,
    #[prop(optional)] done: Option<Callback<()>>,
) -> impl IntoView {
    let known = exhibit.clone();
    let exhibit_signal = Signal::derive(move || Some(known.clone()));
    let mine = may_opine(exhibit_signal);
    let form = exhibit.clone();
    let done = Callback::new(move |()| {
        if let Some(done) = done {
            done.run(());
        }
    });
    view! {
        <Show when=move || mine.get()>
            {
                let exhibit = form.clone();
                view! { <Opine exhibit done /> }
            }
        </Show>
        <LatePart exhibit=exhibit.clone() />
        <Opinions exhibit=exhibit_signal />
        <div class="court-act-ways"><OralPress exhibit=exhibit.clone() /></div>
        <OriginalCheck exhibit=exhibit.clone() />
        <DemandPart exhibit=exhibit.clone() />
        <ChainPart exhibit=exhibit.clone() />
        <RulingOn exhibit />
    }
}

/// One line: who has said what, the original, the ruling.
#[component]
fn Brief(#[prop(into)] exhibit: Signal<Option<ExhibitId>>) -> impl IntoView {
    let session = use_session();
    let facts = Memo::new(move |_| {
        let exhibit = exhibit.get()?;
        session.with(|h| {
            let e = h.exhibit(&exhibit)?;
            let ruled = e.ruling.as_ref().map(|r| r.admitted);
            Some((heard(h, &exhibit), (e.original, e.category), ruled))
        })
    });
    let words = move || {
        let (all, _, _) = facts.get()?;
        let words = all.into_iter().map(|heard| match heard {
            Heard::Said { who, stances, .. } => evidence::brief_said(who.title(), stances),
            Heard::Awaited(side, procedure) => {
                evidence::brief_awaited(terms::party(side, procedure))
            }
        });
        Some(
            words
                .map(|words| view! { <span>{words}</span> })
                .collect_view(),
        )
    };
    let original = move || facts.get().map(|(_, original, _)| original);
    let ruled = move || facts.get().and_then(|(_, _, ruled)| ruled);
    view! {
        <p class="brief">{words}</p>
        <p class="exhibit-facts">
            <span class="fact" class:fact--good=move || original().is_some_and(|(state, _)| state == OriginalState::Matches)>
                {move || original().map(|(state, category)| terms::original(state, category))}
            </span>
            {move || ruled().map(|admitted| view! { <b class="fact">{evidence::ruled(admitted)}</b> })}
        </p>
    }
}
