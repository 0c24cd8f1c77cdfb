//! 语音识别: what a machine takes for somebody's words. It lies beside the journal, before those alone who type the record, until
//! one of them makes a line of it; nothing else that a machine says is kept, and no line that stands is touched by it.

use std::collections::{BTreeMap, VecDeque};

use crate::plain::is_hidden;
use crate::transcript::RecordKind;
use crate::{
    Act, Command, Event, Grant, Hearing, Millis, Mute, Phase, ProposalId, Recording, SeatId, Zone,
    permitted,
};
use serde::{Deserialize, Serialize};

/// Of one proposal, and of what is not finished yet (characters).
pub const PROPOSAL_LIMIT: usize = 500;
pub const PARTIAL_LIMIT: usize = 200;
/// So many wait for the clerk; the oldest of who has most gives way, and that is said.
pub const WAITING: usize = 40;
/// One person's sentences: so many at once, and one more each second.
const AT_ONCE: u64 = 8;
const EACH: Millis = 1_000;
/// Faster than anybody speaks, in any language: characters for each second that was heard, and a few beyond.
const FASTEST: u64 = 30;
const SLACK: u64 = 12;
/// What is not finished by then (ms) will not be.
const PARTIAL_FOR: Millis = 6_000;
/// 热词: how many, and how long each.
const HOT_WORDS: usize = 100;
const HOT_WORD: std::ops::RangeInclusive<usize> = 2..=12;

/// Where a line came from that was proposed by speech-to-text and accepted by who types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub id: ProposalId,
    /// Whose microphone it was.
    pub seat: SeatId,
    /// As the machine had it; empty for those who only read the record.
    pub text: String,
    pub from: Millis,
    pub until: Millis,
}

/// How it is with speech-to-text, for those who type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechState {
    /// This court has none.
    #[default]
    Off,
    /// Nothing is heard now: a break, a pause of the recording, before the opening, after the close.
    Resting,
    Working,
    /// The provider does not answer; it is asked again and again.
    Interrupted,
}

/// What a provider has said of one person's voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    pub from: Millis,
    pub until: Millis,
    /// How much of a voice was sent for it (ms).
    pub heard_ms: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    waiting: VecDeque<Proposed>,
    partials: BTreeMap<SeatId, (String, Millis)>,
    allowance: BTreeMap<SeatId, (u64, Millis)>,
    made: u64,
    /// Gave way unread, came too fast, or cannot have been said.
    dropped: u32,
}

impl Hearing {
    /// Whose voice may go to speech-to-text now: who is in the courtroom, may be heard and is not muted, while the court is in
    /// session and nothing is kept from the recording. Nobody at any other time.
    pub fn heard_by_machine(&self) -> Vec<SeatId> {
        let among_themselves = self.secured.last().is_some_and(|s| s.until.is_none());
        let paused = matches!(self.recording, Recording::Paused(_));
        if self.phase != Phase::InSession
            || self.record_kind == RecordKind::Deliberation
            || among_themselves
            || paused
            || self.is_frozen()
        {
            return Vec::new();
        }
        let heard = self.seats.iter().filter(|seat| {
            seat.zone == Zone::Courtroom && seat.mute == Mute::Free && self.may_be_heard(seat)
        });
        heard.map(|seat| seat.id.clone()).collect()
    }

    fn is_frozen(&self) -> bool {
        self.transcript.sign_off.is_some()
    }

    /// Who is shown what a machine proposes.
    pub fn takes_proposals(&self, seat: &SeatId) -> bool {
        self.seat(seat).is_some_and(|s| {
            s.removed.is_none() && permitted(s.role, Act::TypeTranscript) == Grant::Yes
        })
    }

    /// 热词: the names of this case, and what it turns on (R61).
    pub fn hot_words(&self) -> Vec<String> {
        const TERMS: [&str; 12] = [
            "原告",
            "被告",
            "审判长",
            "书记员",
            "质证",
            "举证",
            "真实性",
            "合法性",
            "关联性",
            "证明目的",
            "争议焦点",
            "法庭辩论",
        ];
        let mut words = Vec::new();
        let mut add = |text: &str| {
            for part in text.split(|c: char| !c.is_alphanumeric()) {
                let known = words.iter().any(|word| word == part);
                if HOT_WORD.contains(&part.chars().count()) && !known && words.len() < HOT_WORDS {
                    words.push(part.to_owned());
                }
            }
        };
        for seat in self.seats.iter().filter(|seat| !seat.role.only_watches()) {
            add(&seat.name);
        }
        for exhibit in self.exhibits.iter().filter(|e| e.withdrawn.is_none()) {
            add(&exhibit.title);
        }
        for issue in &self.issues {
            add(issue);
        }
        for term in TERMS {
            add(term);
        }
        words
    }
}

impl Proposals {
    /// What somebody seems to be saying now. Nothing: he has stopped.
    pub fn partial(&mut self, hearing: &Hearing, seat: &SeatId, text: &str, now: Millis) {
        let text = words(text, PARTIAL_LIMIT);
        let Some(text) = text.filter(|_| heard_of(hearing, seat)) else {
            self.partials.remove(seat);
            return;
        };
        self.partials.insert(seat.clone(), (text, now));
    }

    /// A sentence, as the provider has it in the end. Whether it is shown.
    pub fn propose(
        &mut self,
        hearing: &Hearing,
        seat: &SeatId,
        sentence: &Sentence,
        (run, now): (&str, Millis),
    ) -> bool {
        self.partials.remove(seat);
        let length = sentence.text.chars().count() as u64;
        let most = SLACK + sentence.heard_ms.saturating_mul(FASTEST) / 1_000;
        let said = sentence.heard_ms > 0 && length <= most;
        let Some(text) = words(&sentence.text, PROPOSAL_LIMIT) else {
            return false;
        };
        if !heard_of(hearing, seat) || hearing.is_frozen() {
            return false;
        }
        if !said || !self.allows(seat, now) {
            self.dropped = self.dropped.saturating_add(1);
            return false;
        }
        self.made += 1;
        self.waiting.push_back(Proposed {
            id: ProposalId::new(format!("{run}-{}", self.made)),
            seat: seat.clone(),
            text,
            from: sentence.from.min(now),
            until: sentence.until.clamp(sentence.from.min(now), now),
        });
        if self.waiting.len() > WAITING {
            self.make_room();
        }
        true
    }

    /// The oldest of who has most gives way: who speaks on and on takes nobody else's place.
    fn make_room(&mut self) {
        let mut of_each = BTreeMap::<&SeatId, usize>::new();
        for waiting in &self.waiting {
            *of_each.entry(&waiting.seat).or_default() += 1;
        }
        let most = of_each.values().max();
        let oldest = self
            .waiting
            .iter()
            .position(|waiting| of_each.get(&waiting.seat) == most);
        if let Some(oldest) = oldest {
            self.waiting.remove(oldest);
            self.dropped = self.dropped.saturating_add(1);
        }
    }

    fn allows(&mut self, seat: &SeatId, now: Millis) -> bool {
        let (left, since) = self.allowance.entry(seat.clone()).or_insert((AT_ONCE, now));
        let earned = now.saturating_sub(*since) / EACH;
        *left = (*left + earned).min(AT_ONCE);
        *since += earned * EACH;
        if *left == 0 {
            return false;
        }
        *left -= 1;
        true
    }

    /// Not taken: it is gone, and nothing of it is kept.
    pub fn dismiss(&mut self, hearing: &Hearing, by: &SeatId, proposal: &ProposalId) {
        if hearing.takes_proposals(by) {
            self.waiting.retain(|waiting| waiting.id != *proposal);
        }
    }

    /// The command of who accepts a proposal, with what was proposed in it: the backend's own word, whatever a client says.
    pub fn stated(&self, command: &Command) -> Option<Command> {
        let mut stated = command.clone();
        let Command::AcceptProposal {
            proposal, heard, ..
        } = &mut stated
        else {
            return None;
        };
        let known = self.waiting.iter().find(|waiting| waiting.id == *proposal);
        *heard = known.cloned().map(Box::new);
        Some(stated)
    }

    /// Something has happened: what became a line waits no longer, and a record that is frozen takes no more.
    pub fn follow(&mut self, event: &Event) {
        if let Event::LineWritten { line, .. } = event
            && let Some(taken) = &line.proposed
        {
            self.waiting.retain(|waiting| waiting.id != taken.id);
        }
        if matches!(event, Event::SignOffOpened { .. }) {
            self.waiting.clear();
            self.partials.clear();
        }
    }

    /// Nothing is heard any more: what was not finished will not be.
    pub fn falls_silent(&mut self) {
        self.partials.clear();
    }

    pub fn waiting(&self) -> Vec<Proposed> {
        self.waiting.iter().cloned().collect()
    }

    pub fn partials(&self, now: Millis) -> Vec<(SeatId, String)> {
        let fresh = self
            .partials
            .iter()
            .filter(|(_, (_, at))| now < at.saturating_add(PARTIAL_FOR));
        fresh
            .map(|(seat, (text, _))| (seat.clone(), text.clone()))
            .collect()
    }

    pub fn dropped(&self) -> u32 {
        self.dropped
    }
}

impl Hearing {
    /// Whether a line was made of it, even if that line was struck since.
    pub(crate) fn has_taken(&self, proposal: &ProposalId) -> bool {
        let struck = self.transcript.struck.iter().map(|struck| &struck.line);
        let mut lines = self.transcript.lines.iter().rev().chain(struck);
        lines.any(|line| line.proposed.as_ref().is_some_and(|p| p.id == *proposal))
    }
}

/// A sentence that was said before somebody was muted may still come; one of who is no part of this hearing may not.
fn heard_of(hearing: &Hearing, seat: &SeatId) -> bool {
    let known = hearing.seat(seat);
    known.is_some_and(|s| s.removed.is_none() && !s.role.only_watches())
}

/// What may stand in a line: one line of visible text. None: nothing is left.
pub fn words(text: &str, limit: usize) -> Option<String> {
    let spaced = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    let visible = spaced.filter(|c| !c.is_control() && !is_hidden(*c));
    let mut words = String::new();
    for c in visible.take(limit.saturating_mul(4)) {
        if c != ' ' || !words.ends_with(' ') {
            words.push(c);
        }
    }
    let words: String = words.trim().chars().take(limit).collect();
    // Marks alone are what a machine makes of a cough.
    words.chars().any(char::is_alphanumeric).then_some(words)
}
