//! The media follow the hearing, if not at once, then at last: what they have not obeyed is asked of them again until they
//! have. The room waits for them so long and no longer.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use hearing::{Hearing, HearingId};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::media_plane::Zones;
use crate::metrics::Metrics;

/// How long the media may take for one try, and the room for an answer.
const OBEY_WITHIN: Duration = Duration::from_millis(if cfg!(test) { 300 } else { 2_000 });
/// Between tries that failed at once.
const AGAIN_AFTER: Duration = Duration::from_millis(500);

/// What can be made to follow a hearing.
pub trait Obeys: Send + 'static {
    /// Whether all of it was carried out. It may be dropped at any point, and is called again with a state as new or newer.
    fn obey<'a>(&'a mut self, hearing: &'a Hearing) -> BoxFuture<'a, bool>;
}

impl Obeys for Zones {
    fn obey<'a>(&'a mut self, hearing: &'a Hearing) -> BoxFuture<'a, bool> {
        Zones::obey(self, hearing).boxed()
    }
}

/// The newest state and its number. Numbers count up.
type Wanted = Option<(u64, Arc<Hearing>)>;

/// The room's end.
pub struct Obedience {
    wanted: watch::Sender<Wanted>,
    obeyed: watch::Receiver<u64>,
    asked: u64,
}

impl Obedience {
    pub fn of(media: impl Obeys, id: HearingId, metrics: Arc<Metrics>) -> Self {
        let (wanted, newest) = watch::channel(None);
        let (done, obeyed) = watch::channel(0);
        tokio::spawn(serve(media, newest, done, id, metrics));
        Self {
            wanted,
            obeyed,
            asked: 0,
        }
    }

    /// From now on the media are to follow this state. Whether they do when this returns; where they do not, they are
    /// asked on.
    pub async fn follow(&mut self, hearing: Hearing) -> bool {
        self.asked += 1;
        let asked = self.asked;
        self.wanted.send_replace(Some((asked, Arc::new(hearing))));
        let obeyed = self.obeyed.wait_for(|done| *done >= asked);
        matches!(timeout(OBEY_WITHIN, obeyed).await, Ok(Ok(_)))
    }
}

/// Ends with the room.
async fn serve(
    mut media: impl Obeys,
    mut newest: watch::Receiver<Wanted>,
    done: watch::Sender<u64>,
    id: HearingId,
    metrics: Arc<Metrics>,
) {
    while newest.changed().await.is_ok() {
        loop {
            let wanted = newest.borrow_and_update().clone();
            let Some((number, hearing)) = wanted else {
                break;
            };
            let outcome = timeout(OBEY_WITHIN, media.obey(&hearing)).await;
            if outcome == Ok(true) {
                done.send_replace(number);
                break;
            }
            tracing::error!(hearing = %id, "the media have not obeyed; they are asked again");
            metrics.disobeyed();
            if outcome.is_ok() {
                sleep(AGAIN_AFTER).await;
            }
            if newest.has_changed().is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use hearing::Phase;

    use super::*;

    /// An engine that hangs, then refuses, then obeys.
    struct Stubborn {
        hangs: u32,
        refuses: u32,
        /// The phase of the last state that was carried out.
        did: Arc<AtomicU64>,
    }

    impl Obeys for Stubborn {
        fn obey<'a>(&'a mut self, hearing: &'a Hearing) -> BoxFuture<'a, bool> {
            async move {
                if self.hangs > 0 {
                    self.hangs -= 1;
                    std::future::pending::<()>().await;
                }
                if self.refuses > 0 {
                    self.refuses -= 1;
                    return false;
                }
                self.did.store(hearing.phase as u64 + 1, Ordering::Relaxed);
                true
            }
            .boxed()
        }
    }

    fn in_phase(phase: Phase) -> Hearing {
        Hearing {
            phase,
            ..Hearing::default()
        }
    }

    #[tokio::test]
    async fn who_did_not_obey_is_asked_again_with_the_newest_state() {
        let did = Arc::new(AtomicU64::new(0));
        let media = Stubborn {
            hangs: 2,
            refuses: 1,
            did: Arc::clone(&did),
        };
        let metrics = Arc::new(Metrics::default());
        let id = HearingId::new("g1");
        let mut obedience = Obedience::of(media, id, Arc::clone(&metrics));
        let asked = tokio::time::Instant::now();
        assert!(!obedience.follow(in_phase(Phase::InSession)).await);
        assert!(asked.elapsed() < OBEY_WITHIN * 2, "the room goes on");
        // Nothing more is asked for by the room; the older state is never carried out late.
        assert!(!obedience.follow(in_phase(Phase::Closed)).await);
        for _ in 0..20 {
            sleep(AGAIN_AFTER / 2).await;
            if did.load(Ordering::Relaxed) != 0 {
                break;
            }
        }
        assert_eq!(did.load(Ordering::Relaxed), Phase::Closed as u64 + 1);
        assert!(metrics.text(1).contains("kaiting_media_disobeyed_total 3"));
        assert!(obedience.follow(in_phase(Phase::Finished)).await);
    }
}
