//! What speech-to-text proposes in this hearing, and who of those who type was told of it. Nothing of it is on disk.

use std::collections::BTreeMap;

use hearing::speech::{Proposals, Proposed, SpeechState};
use hearing::{Command, Event, Hearing, ProposalId, SeatId};

use crate::clock;
use crate::speech::News;

/// How it is, and what is being said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listening {
    pub state: SpeechState,
    pub missed: u32,
    pub partials: Vec<(SeatId, String)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposing {
    pub waiting: Vec<Proposed>,
    pub dropped: u32,
}

pub type Told = (Option<Listening>, Option<Proposing>);

pub struct Dictation {
    proposals: Proposals,
    state: SpeechState,
    missed: u32,
    /// Names of an earlier run of this backend are not given again.
    run: String,
    told: BTreeMap<SeatId, (Listening, Proposing)>,
}

impl Default for Dictation {
    fn default() -> Self {
        Self {
            proposals: Proposals::default(),
            state: SpeechState::Off,
            missed: 0,
            run: format!("{:x}", clock::now()),
            told: BTreeMap::new(),
        }
    }
}

impl Dictation {
    pub fn heard(&mut self, hearing: &Hearing, news: &News) {
        let now = clock::now();
        match news {
            News::State { state, missed } => {
                (self.state, self.missed) = (*state, *missed);
                if *state != SpeechState::Working {
                    self.proposals.falls_silent();
                }
            }
            News::Partial { seat, text } => self.proposals.partial(hearing, seat, text, now),
            News::Sentence { seat, sentence } => {
                self.proposals
                    .propose(hearing, seat, sentence, (&self.run, now));
            }
        }
    }

    pub fn dismiss(&mut self, hearing: &Hearing, by: &SeatId, proposal: &ProposalId) {
        self.proposals.dismiss(hearing, by, proposal);
    }

    /// A command with the backend's own word in it; none where it says nothing of a proposal.
    pub fn stated(&self, command: &Command) -> Option<Command> {
        self.proposals.stated(command)
    }

    pub fn follow(&mut self, event: &Event) {
        self.proposals.follow(event);
    }

    /// A page that has just been opened knows of nothing.
    pub fn forget(&mut self, seat: &SeatId) {
        self.told.remove(seat);
    }

    /// To whom what is to be told: nothing that he knows already.
    pub fn news(&mut self, hearing: &Hearing) -> Vec<(SeatId, Told)> {
        let listening = Listening {
            state: self.state,
            missed: self.missed,
            partials: self.proposals.partials(clock::now()),
        };
        let proposing = Proposing {
            waiting: self.proposals.waiting(),
            dropped: self.proposals.dropped(),
        };
        let mut news = Vec::new();
        for seat in &hearing.seats {
            if !hearing.takes_proposals(&seat.id) {
                self.told.remove(&seat.id);
                continue;
            }
            let known = self.told.entry(seat.id.clone()).or_default();
            let new_listening = (known.0 != listening).then(|| listening.clone());
            let new_proposing = (known.1 != proposing).then(|| proposing.clone());
            if new_listening.is_some() || new_proposing.is_some() {
                *known = (listening.clone(), proposing.clone());
                news.push((seat.id.clone(), (new_listening, new_proposing)));
            }
        }
        news
    }
}
