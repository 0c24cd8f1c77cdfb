//! 语音识别: what is being said, in grey; what was said, for the clerk to take, change or leave by one key; and how it is with the
//! provider, in words. None of it is on record before he takes it.

use hearing::speech::{Proposed, SpeechState};
use hearing::transcript::Speaker;
use hearing::{Command, LineId, ProposalId};
use leptos::prelude::*;

use super::acts::{self, Act};
use super::as_typed::under_way;
use super::desk::{Desk, Mode};
use super::rows::named;
use crate::session::{Session, new_id};
use crate::text::{common, editor as words, terms};

/// What is shown at once; the rest is counted.
const SHOWN: usize = 2;
/// Characters of what is being said.
const NEWEST: usize = 24;
/// How far back a line is looked for that was just made of a proposal.
const JUST_MADE: usize = 50;

/// What waits for the clerk, without what he has just taken.
fn waiting(session: Session) -> Vec<Proposed> {
    let proposed = session.proposals().get().waiting;
    // Nothing waits: what he types is not looked through.
    if proposed.is_empty() {
        return proposed;
    }
    let under_way = under_way(session);
    let taken = |id: &ProposalId| {
        let asked = under_way.iter().any(
            |command| matches!(command, Command::AcceptProposal { proposal, .. } if proposal == id),
        );
        asked
            || session.with(|h| {
                let newest = h.transcript.lines.iter().rev().take(JUST_MADE);
                let mut made = newest.filter_map(|line| line.proposed.as_ref());
                made.any(|proposed| proposed.id == *id)
            })
    };
    let waiting = proposed.into_iter();
    waiting.filter(|one| !taken(&one.id)).collect()
}

impl Desk {
    fn next_proposal(self) -> Option<Proposed> {
        untrack(|| waiting(self.session)).into_iter().next()
    }

    /// As it is.
    pub fn accept(self, proposal: Option<Proposed>) {
        let Some(proposal) = proposal.or_else(|| self.next_proposal()) else {
            return self.say(words::nothing_heard);
        };
        let text = proposal.text.clone();
        self.take(&proposal, Speaker::Seat(proposal.seat.clone()), &text);
        self.focus();
    }

    /// Into the box, to be changed first.
    pub fn accept_changed(self, proposal: Option<Proposed>) {
        let Some(proposal) = proposal.or_else(|| self.next_proposal()) else {
            return self.say(words::nothing_heard);
        };
        self.leave_for_another();
        self.speaks(proposal.seat.clone());
        self.fill(&proposal.text, None);
        self.mode.set(Mode::Taking(Box::new(proposal)));
        self.focus();
    }

    pub fn dismiss(self, proposal: Option<Proposed>) {
        let Some(proposal) = proposal.or_else(|| self.next_proposal()) else {
            return self.say(words::nothing_heard);
        };
        self.session.dismiss_proposal(proposal.id);
        self.focus();
    }

    pub(super) fn take(self, proposal: &Proposed, speaker: Speaker, text: &str) {
        let after = self.mode.with_untracked(|mode| match mode {
            Mode::Inserting(after) => Some(after.clone()),
            Mode::Writing | Mode::Mending(_) | Mode::Taking(_) => None,
        });
        let line = LineId::new(new_id().0);
        let _ = self.session.send(Command::AcceptProposal {
            line: line.clone(),
            proposal: proposal.id.clone(),
            after: after.clone(),
            interpreted: self.speaks_through_interpreter(&speaker),
            speaker,
            text: text.to_owned(),
            exhibit: acts::named(self.session, text),
            heard: None,
        });
        self.did(Act::Wrote(line.clone()));
        if after.is_some() {
            self.mode.set(Mode::Inserting(line));
        }
    }
}

fn state_name(state: SpeechState) -> &'static str {
    match state {
        SpeechState::Off => "off",
        SpeechState::Resting => "resting",
        SpeechState::Working => "working",
        SpeechState::Interrupted => "interrupted",
    }
}

#[component]
pub fn Heard(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let speech = session.speech();
    let waiting = Memo::new(move |_| waiting(session));
    let who = move |seat: &hearing::SeatId| {
        let named = session.with(|h| named(h, seat));
        named.map(|(role, side, tribunal, _)| {
            view! { <b class="line-who">{move || terms::role(role, side, tribunal)}</b><span class="line-colon">{common::colon}</span> }
        })
    };
    view! {
        <section class="heard" aria-label=words::speech>
            <ul class="heard-lines">
                {move || waiting.get().into_iter().take(SHOWN).enumerate().map(|(at, one)| {
                    let first = at == 0;
                    let class = if first { "line line--heard" } else { "line line--heard line--later" };
                    view! {
                        <li class=class data-proposal=one.id.0.clone()>
                            <p>{who(&one.seat)}<span>{one.text.clone()}</span></p>
                            {first.then(|| view! { <Keys desk one=one.clone() /> })}
                        </li>
                    }
                }).collect_view()}
                {move || speech.with(|speech| speech.partials.iter().map(|(seat, text)| view! {
                    <li class="line line--heard line--partial" data-partial=seat.0.clone()>
                        <p>{who(seat)}<span>{newest(text)}"…"</span></p>
                    </li>
                }).collect_view())}
            </ul>
            <p class="heard-state" data-speech=move || speech.with(|speech| state_name(speech.state))>
                <span role="status">{move || words::speech_state(speech.with(|speech| speech.state))}</span>
                {move || {
                    let more = waiting.with(Vec::len).saturating_sub(SHOWN);
                    (more > 0).then(|| view! { <span>{move || words::more_waiting(more)}</span> })
                }}
                {move || {
                    let missed = speech.with(|speech| speech.missed);
                    (missed > 0).then(|| view! { <span data-missed=missed>{move || words::missed(missed)}</span> })
                }}
                {move || {
                    let dropped = session.proposals().with(|all| all.dropped);
                    (dropped > 0).then(|| view! { <span data-dropped=dropped>{move || words::dropped(dropped)}</span> })
                }}
            </p>
        </section>
    }
}

/// One after the other: the oldest has the keys.
#[component]
fn Keys(desk: Desk, one: Proposed) -> impl IntoView {
    let [of_accept, of_change, of_dismiss] = std::array::from_fn(|_| one.id.0.clone());
    let (taken, changed, left) = (one.clone(), one.clone(), one);
    view! {
        <p class="line-offer">
            <button type="button" class="press press--dense" data-act="accept-proposal" data-of=of_accept
                on:click=move |_| desk.accept(Some(taken.clone()))>
                <kbd>"Alt J"</kbd><span>{words::accept}</span>
            </button>
            <button type="button" class="press press--quiet press--dense" data-act="change-proposal" data-of=of_change
                on:click=move |_| desk.accept_changed(Some(changed.clone()))>
                <kbd>"Alt L"</kbd><span>{words::accept_changed}</span>
            </button>
            <button type="button" class="press press--quiet press--dense" data-act="dismiss-proposal" data-of=of_dismiss
                on:click=move |_| desk.dismiss(Some(left.clone()))>
                <kbd>"Alt K"</kbd><span>{words::dismiss}</span>
            </button>
        </p>
    }
}

/// On one line, what was said last.
fn newest(text: &str) -> String {
    let over = text.chars().count().saturating_sub(NEWEST);
    let newest: String = text.chars().skip(over).collect();
    if over > 0 {
        format!("…{newest}")
    } else {
        newest
    }
}
