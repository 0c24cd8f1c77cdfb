//! What one hearing has to do with speech-to-text: a line for each who speaks, and what the room is told of it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use hearing::SeatId;
use hearing::speech::SpeechState;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::News;
use super::ear::Ear;
use super::line::{Line, Said};
use super::provider::Provider;
use crate::room::{Handle, Request};

/// Whatever a line has to say waits here; a provider that pours waits with it.
const WAITING: usize = 64;
const LOOK: Duration = Duration::from_millis(500);
/// Whether the provider is there is tried so often while nobody speaks and it was not.
const FIRST_TRIAL: Duration = Duration::from_millis(500);
const LONGEST_TRIAL: Duration = Duration::from_secs(15);

pub struct Desk {
    provider: Arc<Provider>,
    ear: Ear,
    lines: HashMap<SeatId, JoinHandle<()>>,
    /// Whether the provider was reached the last time. None: nobody has tried.
    reached: Option<bool>,
    trial: Option<JoinHandle<()>>,
    told: (SpeechState, u32),
}

impl Desk {
    pub fn new(provider: Arc<Provider>, ear: Ear) -> Self {
        Self {
            provider,
            ear,
            lines: HashMap::new(),
            reached: None,
            trial: None,
            told: (SpeechState::Off, 0),
        }
    }

    /// For as long as the room is there.
    pub async fn keep(mut self, room: Handle) {
        let (said, mut heard) = mpsc::channel::<(SeatId, Said)>(WAITING);
        let (tried, mut trials) = mpsc::channel::<bool>(1);
        loop {
            self.look(&room, &said, &tried).await;
            tokio::select! {
                Some((seat, said)) = heard.recv() => self.heard(&room, seat, said).await,
                Some(reached) = trials.recv() => self.reached = Some(reached),
                _ = timeout(LOOK, self.ear.stirs()) => {}
            }
        }
    }

    async fn heard(&mut self, room: &Handle, seat: SeatId, said: Said) {
        let news = match said {
            Said::Reaches(reached) => {
                self.reached = Some(reached);
                return;
            }
            Said::Partial(text) => News::Partial { seat, text },
            Said::Sentence(sentence) => News::Sentence { seat, sentence },
        };
        room.send(Request::Speech(news)).await;
    }

    async fn look(
        &mut self,
        room: &Handle,
        said: &mpsc::Sender<(SeatId, Said)>,
        tried: &mpsc::Sender<bool>,
    ) {
        self.lines.retain(|_, line| !line.is_finished());
        for seat in self.ear.speaking() {
            if self.lines.contains_key(&seat) {
                continue;
            }
            let line = Line {
                provider: Arc::clone(&self.provider),
                ear: self.ear.clone(),
                seat: seat.clone(),
                hot_words: room.read(hearing::Hearing::hot_words),
                said: said.clone(),
            };
            self.lines.insert(seat, tokio::spawn(line.run()));
        }
        let listens = self.ear.listens();
        if listens && self.lines.is_empty() && self.reached != Some(true) {
            self.try_it(tried);
        }
        if !listens {
            // Nobody says of a break that it is all right.
            self.reached = None;
        }
        let missed = u32::try_from(self.ear.missed() / 1_000).unwrap_or(u32::MAX);
        let state = match self.reached {
            _ if !listens => SpeechState::Resting,
            Some(true) => SpeechState::Working,
            Some(false) => SpeechState::Interrupted,
            None => self.told.0,
        };
        if self.told != (state, missed) {
            self.told = (state, missed);
            room.send(Request::Speech(News::State { state, missed }))
                .await;
        }
    }

    /// So that the clerk knows before anybody speaks.
    fn try_it(&mut self, tried: &mpsc::Sender<bool>) {
        if self
            .trial
            .as_ref()
            .is_some_and(|trial| !trial.is_finished())
        {
            return;
        }
        let (provider, ear, tried) = (Arc::clone(&self.provider), self.ear.clone(), tried.clone());
        self.trial = Some(tokio::spawn(async move {
            let mut wait = FIRST_TRIAL;
            // Who speaks meanwhile finds out for himself.
            while ear.listens() && ear.speaking().is_empty() {
                let reached = provider.connect().await.is_ok();
                if tried.send(reached).await.is_err() || reached {
                    return;
                }
                sleep(wait).await;
                wait = (wait * 2).min(LONGEST_TRIAL);
            }
        }));
    }
}
