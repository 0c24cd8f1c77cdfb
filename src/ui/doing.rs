//! What is under way: asked of the court, and not answered yet. A refusal is said aloud, whatever has become meanwhile
//! of the panel or the question it was asked from.

use hearing::{Command, Refusal};
use leptos::prelude::*;

use super::use_toasts;
use crate::session::{Sent, Session, use_session};
use crate::text::{common, refusals};

type Answers = RwSignal<Vec<ArcRwSignal<Sent>>>;

/// Whose refusal nobody says himself. It lives as long as the app.
#[derive(Clone, Copy)]
struct Unheard(Answers);

pub fn provide_doings() {
    let toasts = use_toasts();
    let Unheard(unheard) = Unheard(RwSignal::new(Vec::new()));
    provide_context(Unheard(unheard));
    Effect::new(move |_| {
        let answers = read(unheard);
        for answer in &answers {
            if let Sent::Refused(refusal) = answer.clone() {
                toasts.say(move || refusals::refusal(&refusal));
            }
        }
        if answers.iter().any(|answer| *answer != Sent::Pending) {
            unheard.update(|all| all.retain(|sent| sent.get_untracked() == Sent::Pending));
        }
    });
}

fn read(answers: Answers) -> Vec<Sent> {
    answers.with(|all| all.iter().map(ArcRwSignal::get).collect())
}

/// One control's business with the court. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Doing {
    session: Session,
    unheard: Unheard,
    under_way: Answers,
    refused: RwSignal<Option<Refusal>>,
    quiet: bool,
}

pub fn doing() -> Doing {
    doing_then(|| {})
}

/// `done` runs once all of it is on the record.
pub fn doing_then(done: impl Fn() + 'static) -> Doing {
    new(false, done)
}

/// For who says himself, beside the answer it is about, why it was refused.
pub fn doing_quietly(done: impl Fn() + 'static) -> Doing {
    new(true, done)
}

fn new(quiet: bool, done: impl Fn() + 'static) -> Doing {
    let doing = Doing {
        session: use_session(),
        unheard: expect_context(),
        under_way: RwSignal::new(Vec::new()),
        refused: RwSignal::new(None),
        quiet,
    };
    Effect::new(move |_| {
        let answers = read(doing.under_way);
        if answers.is_empty() || answers.contains(&Sent::Pending) {
            return;
        }
        doing.under_way.set(Vec::new());
        let refusals = answers.into_iter().filter_map(|answer| match answer {
            Sent::Refused(refusal) => Some(refusal),
            Sent::Pending | Sent::Acknowledged => None,
        });
        // That something is done already says least of why the rest was not.
        let refused = refusals.min_by_key(|refusal| *refusal == Refusal::AlreadyDone);
        match refused {
            Some(refusal) => doing.refused.set(Some(refusal)),
            None => untrack(&done),
        }
    });
    // Who would have said it is going: what is still open is said by the app.
    if quiet {
        on_cleanup(move || {
            let open = doing.under_way.try_get_untracked().unwrap_or_default();
            let _ = doing.unheard.0.try_update(|all| all.extend(open));
        });
    }
    doing
}

impl Doing {
    /// One press, one command: nothing is sent while the last is under way.
    pub fn start(self, command: Command) {
        self.start_all([command]);
    }

    pub fn start_all(self, commands: impl IntoIterator<Item = Command>) {
        if !untrack(|| self.pending()) {
            for command in commands {
                self.add(command);
            }
        }
    }

    /// Sends whatever is under way already: for what follows quickly, like pages being turned.
    pub fn add(self, command: Command) {
        let _ = self.refused.try_set(None);
        let sent = self.session.send(command);
        let kept = self.under_way.try_update(|all| all.push(sent.clone()));
        if kept.is_none() || !self.quiet {
            self.unheard.0.update(|all| all.push(sent));
        }
    }

    pub fn pending(self) -> bool {
        self.under_way
            .with(|all| all.iter().any(|sent| sent.get() == Sent::Pending))
    }

    /// Opens the question before it. While the last answer is under way there is nothing to ask.
    pub fn ask(self, open: RwSignal<bool>) {
        if !untrack(|| self.pending()) {
            open.set(true);
        }
    }

    /// For `aria-busy`.
    pub fn busy(self) -> Option<&'static str> {
        self.pending().then_some("true")
    }

    /// What its control says: its word, and while it is under way, that.
    pub fn word(self, word: fn() -> &'static str) -> &'static str {
        if self.pending() {
            common::pending()
        } else {
            word()
        }
    }

    /// Why the last one was refused.
    pub fn refused(self) -> Option<Refusal> {
        self.refused.get()
    }
}
