//! From the command line to a running court, and down again without losing a word.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder};
use std::io::{self, IsTerminal as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hearing::HearingId;
use hyper_util::rt::TokioTimer;
use kaiting_journal::checkpoint::{FileKey, Signer};
use kaiting_journal::{Journal, SqliteJournal};
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use crate::app::App;
use crate::auth::{Auth, Place};
use crate::blobs::Blobs;
use crate::config::{Config, Engine, ServeArgs};
use crate::http;
use crate::http::announcements::Board;
use crate::limit::{Doorman, Porch};
use crate::line_test::LineTests;
use crate::media_plane::MediaHouse;
use crate::metrics::Metrics;
use crate::ready::Ready;
use crate::recording::Recordings;
use crate::retention;
use crate::room::{self, Opening, Request};
use crate::seed;
use crate::speech::{self, Ear, Provider};
use crate::stills::Stills;

/// How long a room, and after it the answers that are under way, may still take when the process ends.
const CLOSING: Duration = Duration::from_secs(5);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// `kaiting serve`
pub fn run(args: &ServeArgs) -> ExitCode {
    let filter = EnvFilter::try_from_env("KAITING_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,str0m=warn"));
    // Standard output belongs to what was asked for: the links.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    let served = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(serve(args)));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kaiting: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(args: &ServeArgs) -> Result<(), Failure> {
    let config = Config::load(args)?;
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

    let tls = tls(&config).await?;
    let listener =
        TcpListener::bind(config.bind).map_err(|error| format!("{}: {error}", config.bind))?;
    listener.set_nonblocking(true)?;
    let base = config.base(listener.local_addr()?);
    let app = Arc::new(App {
        config,
        base: base.clone(),
        journal,
        signer: Arc::new(signer),
        auth,
        blobs,
        doorman: Doorman::default(),
        porch: Arc::new(Porch::default()),
        lines: Arc::new(LineTests::default()),
        board: Board::default(),
        zones,
        stills: Stills::default(),
        recordings,
        metrics,
        rooms,
        trial: tokio::sync::Mutex::default(),
    });
    let ready = Ready::new(&app, base, args.seed_demo).await?;
    let service =
        http::router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    tokio::spawn(forget_stills(Arc::downgrade(&app)));
    tokio::spawn(end(app, handle.clone()));
    ready.print(args.json)?;
    let mut server = axum_server::from_tcp(listener)?.handle(handle);
    // With a timer, a client that never finishes its request is shown out after half a minute.
    server.http_builder().http1().timer(TokioTimer::new());
    server.http_builder().http2().timer(TokioTimer::new());
    match tls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).acceptor(NoDelayAcceptor::new());
            server.acceptor(acceptor).serve(service).await?;
        }
        None => {
            server
                .acceptor(NoDelayAcceptor::new())
                .serve(service)
                .await?
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
    for room in app.rooms() {
        let (done, finished) = oneshot::channel();
        room.send(Request::ShutDown { done }).await;
        if tokio::time::timeout(CLOSING, finished).await.is_err() {
            tracing::error!(hearing = %room.id, "the room did not close in time");
        }
    }
    handle.graceful_shutdown(Some(CLOSING));
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
