//! From the command line to a running court, and down again without losing a word.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder};
use std::io::{self, IsTerminal as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::middleware::from_fn_with_state;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use futures_util::future::join_all;
use hearing::HearingId;
use hearing::exhibit::ExhibitFile;
use hyper_util::rt::TokioTimer;
use kaiting_journal::checkpoint::{FileKey, Signer};
use kaiting_journal::{Journal, SqliteJournal};
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use crate::app::App;
use crate::auth::{Auth, Place};
use crate::blobs::Blobs;
use crate::config::{Config, Engine, ServeArgs};
use crate::first_word::FirstWord;
use crate::http;
use crate::http::announcements::Board;
use crate::http::assets::Assets;
use crate::limit::{CONNECTIONS, Doorman, Porch, UNNAMED};
use crate::line_test::LineTests;
use crate::log::Log;
use crate::media_plane::MediaHouse;
use crate::metrics::Metrics;
use crate::patience::{Acceptor, WITHIN};
use crate::ready::Ready;
use crate::recording::Recordings;
use crate::retention;
use crate::room::{self, Opening, Request};
use crate::seed;
use crate::speech::{self, Ear, Provider};
use crate::stills::Stills;
use crate::untaken::{Untaken, watch};

/// How long a room, and after it the answers that are under way, may still take when the process ends.
const CLOSING: Duration = Duration::from_secs(5);

/// How often a browser on HTTP/2 is asked whether it is there, and how long it may take to say so.
const ASKED_EACH: Duration = Duration::from_secs(20);

/// How long the log may take over its last lines.
const LAST_LINES: Duration = Duration::from_secs(1);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// `kaiting serve`
pub fn run(args: &ServeArgs) -> ExitCode {
    let filter = EnvFilter::try_from_env("KAITING_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,str0m=warn"));
    // Standard output belongs to what was asked for: the links.
    let Ok(mut log) = Log::to(io::stderr()) else {
        return ExitCode::FAILURE;
    };
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(log.clone())
        .with_ansi(io::stderr().is_terminal())
        .init();
    let code = match run_until_told(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = log.write_all(format!("kaiting: {error}\n").as_bytes());
            ExitCode::FAILURE
        }
    };
    log.finish(LAST_LINES);
    code
}

fn run_until_told(args: &ServeArgs) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let served = runtime.block_on(serve(args));
    // Who still waits for a disk that does not answer is not waited for.
    runtime.shutdown_timeout(CLOSING);
    served
}

async fn serve(args: &ServeArgs) -> Result<(), Failure> {
    let config = Config::load(args)?;
    raise_files();
    let named = |error: io::Error| format!("{}: {error}", config.data.display());
    private_folder(&config.data).map_err(named)?;
    if !config.dist.join("index.html").is_file() {
        tracing::warn!(dist = %config.dist.display(), "no app there: serving without pages");
    }
    let signer = FileKey::open_or_create(&config.data.join("court.key"))?;
    publish_key(&config.data, &signer).map_err(named)?;
    let journal: Arc<dyn Journal> = Arc::new(SqliteJournal::open(config.data.join("journal.db"))?);
    let blobs = Blobs::open(&config.data, Arc::clone(&journal)).await?;
    let auth = Auth::open(Arc::clone(&journal)).await?;
    if args.seed_demo {
        seed::plant(&*journal, &blobs, &auth).await?;
    }

    let zones = MediaHouse::start(&config).await?;
    let mut recordings = Recordings::new(&config);
    let provider = Provider::of(&config.speech)?.map(Arc::new);
    if provider.is_some() && matches!(config.media_engine, Engine::LiveKit(_)) {
        return Err("speech.url is set, and media.engine is \"livekit\": speech-to-text hears through the embedded engine alone; take one of the two out".into());
    }
    let metrics = Arc::new(Metrics::default());
    let mut rooms = BTreeMap::new();
    for id in journal.hearings().await? {
        let id = HearingId::new(id);
        let desk = recordings.desk(&id, zones.records());
        let ear = provider.as_ref().map(|_| Ear::open()).transpose()?;
        let handle = room::open(Opening {
            id: id.clone(),
            journal: Arc::clone(&journal),
            auth: auth.clone(),
            media: zones.zones(id.clone(), desk.recorder(), ear.clone()),
            metrics: Arc::clone(&metrics),
            asks_holder_for: config.seat_claim,
            absences: config.absences.clone(),
            draft_delay: config.draft_delay,
        })
        .await
        .map_err(|error| format!("hearing {id}: {error}"))?;
        tokio::spawn(desk.keep(handle.clone()));
        if let Some((provider, ear)) = provider.clone().zip(ear) {
            tokio::spawn(speech::Desk::new(provider, ear).keep(handle.clone()));
        }
        rooms.insert(id, handle);
    }

    if let Some(kept) = config.withdrawn_kept {
        retention::erase(&blobs, &rooms, kept).await;
    }
    sweep(&blobs, &rooms).await;
    take_stock(&blobs, &rooms).await;

    let tls = tls(&config).await?;
    let listener =
        TcpListener::bind(config.bind).map_err(|error| format!("{}: {error}", config.bind))?;
    listener.set_nonblocking(true)?;
    let base = config.base(listener.local_addr()?);
    let untaken = Arc::new(Untaken::default());
    let acceptor = Acceptor {
        hall: Porch::of(CONNECTIONS),
        proxies: config.trusted_proxies.as_slice().into(),
        untaken: Arc::clone(&untaken),
        within: WITHIN,
    };
    let app = Arc::new(App {
        config,
        base: base.clone(),
        journal,
        signer: Arc::new(signer),
        auth,
        blobs,
        doorman: Doorman::default(),
        porch: Porch::of(UNNAMED),
        lines: Arc::new(LineTests::default()),
        board: Board::default(),
        assets: Assets::default(),
        zones,
        stills: Stills::default(),
        recordings,
        metrics,
        rooms,
        trial: tokio::sync::Mutex::default(),
    });
    let ready = Ready::new(&app, base, args.seed_demo).await?;
    let service = http::router(Arc::clone(&app))
        .layer(from_fn_with_state(untaken, watch))
        .into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    tokio::spawn(forget_stills(Arc::downgrade(&app)));
    tokio::spawn(end(app, handle.clone()));
    ready.print(args.json)?;
    let mut server = axum_server::from_tcp(listener)?.handle(handle);
    // With a timer, a client that never finishes its request is shown out after half a minute.
    server.http_builder().http1().timer(TokioTimer::new());
    // And of a phone that vanished on its way nothing stays behind.
    server
        .http_builder()
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(ASKED_EACH)
        .keep_alive_timeout(ASKED_EACH);
    match tls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).acceptor(acceptor);
            server.acceptor(FirstWord(acceptor)).serve(service).await?;
        }
        None => {
            server.acceptor(FirstWord(acceptor)).serve(service).await?;
        }
    }
    Ok(())
}

/// What nobody filed goes. A court is not kept shut for it.
async fn sweep(blobs: &Blobs, rooms: &BTreeMap<HearingId, room::Handle>) {
    let mut filed = Vec::new();
    for room in rooms.values() {
        room.read(|h| {
            let kept = h.exhibits.iter().filter(|e| !retention::is_erased(e));
            filed.extend(kept.map(|e| {
                let place = Place {
                    hearing: room.id.clone(),
                    seat: e.submitted_by.clone(),
                };
                (place, e.file.sha256.clone())
            }));
            filed.extend(h.seats.iter().filter_map(|seat| {
                let paper = seat.check_in.authority.as_ref()?.paper.as_ref()?;
                let place = Place {
                    hearing: room.id.clone(),
                    seat: seat.id.clone(),
                };
                Some((place, paper.sha256.clone()))
            }));
        });
    }
    if let Err(error) = blobs.sweep(&filed).await {
        tracing::error!(%error, "unfiled uploads were not removed");
    }
}

/// What is on record and not in the store is found out now, and not when the court wants to see it; what was altered there,
/// while the court is open already.
async fn take_stock(blobs: &Blobs, rooms: &BTreeMap<HearingId, room::Handle>) {
    let mut held = Vec::new();
    for room in rooms.values() {
        let files: Vec<ExhibitFile> = room.read(|h| {
            let kept = h.exhibits.iter().filter(|e| !retention::is_erased(e));
            let papers = h.seats.iter();
            let papers = papers.filter_map(|s| s.check_in.authority.as_ref()?.paper.clone());
            kept.map(|e| e.file.clone()).chain(papers).collect()
        });
        for file in files {
            if blobs.holds(&file).await {
                held.push(file);
            } else {
                tracing::error!(hearing = %room.id, sha256 = file.sha256, "this hearing lacks a file that is on record");
            }
        }
    }
    let blobs = blobs.clone();
    tokio::spawn(async move {
        for file in held {
            // What is wrong is in the log by then.
            let _ = blobs.given_out(&file).await;
        }
    });
}

async fn tls(config: &Config) -> Result<Option<RustlsConfig>, Failure> {
    let Some(tls) = &config.tls else {
        return Ok(None);
    };
    // An error says that a provider is set already, which serves as well.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let loaded = RustlsConfig::from_pem_file(&tls.cert, &tls.key).await;
    let named = |error| format!("{}, {}: {error}", tls.cert.display(), tls.key.display());
    Ok(Some(loaded.map_err(named)?))
}

/// On the first signal: every hearing writes what is under way and says goodbye, then the doors close.
async fn end(app: Arc<App>, handle: Handle<SocketAddr>) {
    signal().await;
    tracing::info!("shutting down");
    // All at once: a house of rooms that do not answer ends no later than one.
    join_all(app.rooms().map(close)).await;
    handle.graceful_shutdown(Some(CLOSING));
}

async fn close(room: &room::Handle) {
    let (done, finished) = oneshot::channel();
    let closed = async {
        room.send(Request::ShutDown { done }).await;
        finished.await
    };
    match tokio::time::timeout(CLOSING, closed).await {
        Ok(Ok(())) => {}
        Ok(Err(_)) => tracing::error!(hearing = %room.id, "the room had ended before"),
        Err(_) => tracing::error!(hearing = %room.id, "the room did not close in time"),
    }
}

/// A picture that nobody fetches any more does not stay in memory until the next one comes.
async fn forget_stills(app: Weak<App>) {
    let mut each = tokio::time::interval(Duration::from_secs(1));
    while let Some(app) = app.upgrade() {
        app.stills.sweep();
        drop(app);
        each.tick().await;
    }
}

/// Each line and each recording is an open file: as many as the system lets this process have, and not the few that it begins with.
#[cfg(unix)]
fn raise_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: maximum,
        maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, ?current, "no more files can be open at once");
    }
}

#[cfg(not(unix))]
fn raise_files() {}

async fn signal() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "interrupts cannot be heard");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be heard");
                interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}

/// What was said behind closed doors lies in it: only its owner goes in.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The public half of the key, as a JWK: what the court publishes, and `kaiting verify --key` takes.
fn publish_key(data: &Path, signer: &dyn Signer) -> io::Result<()> {
    let text = serde_json::to_string(&signer.public_key())?;
    fs::write(data.join("public-key.json"), text + "\n")
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use super::*;

    #[test]
    fn as_many_files_as_the_system_gives() {
        let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
        let current = Some(maximum.map_or(512, |most| most.min(512)));
        setrlimit(Resource::Nofile, Rlimit { current, maximum }).unwrap();
        raise_files();
        assert_eq!(getrlimit(Resource::Nofile).current, maximum);
    }
}
