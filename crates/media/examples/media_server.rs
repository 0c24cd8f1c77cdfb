//! A media engine alone, for the browser conformance test: `media_server --port N`, the embedded one; with
//! `--livekit http://127.0.0.1:7880` that LiveKit server, whose key and secret stand in `KAITING_LIVEKIT_API_KEY` and
//! `KAITING_LIVEKIT_API_SECRET`.
//!
//! `POST /admin` takes one JSON object `{"do": …, "room": …, "identity": …}` and answers when the
//! order was carried out; `GET /facts` gives what happened so far. Loopback only, no protection:
//! never more than a test harness.

use std::collections::HashSet;
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::response::Html;
use axum::routing::{get, post};
use axum::{Json, Router};
use kaiting_media::{
    Admission, Grant, LiveKit, LiveKitConfig, Media, MediaConfig, MediaEngine, MediaFact,
    Permissions, Relay, Source,
};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Clone)]
struct App {
    media: Arc<dyn MediaEngine>,
    banned: Arc<Mutex<HashSet<String>>>,
    facts: Arc<Mutex<Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(default)]
struct Order {
    #[serde(rename = "do")]
    what: String,
    room: String,
    identity: String,
    source: String,
    audio: bool,
    video: bool,
    subscribe: bool,
    hidden: bool,
    /// How long a token lives.
    seconds: u64,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            what: String::new(),
            room: "r".to_owned(),
            identity: String::new(),
            source: "microphone".to_owned(),
            audio: true,
            video: true,
            subscribe: true,
            hidden: false,
            seconds: 60,
        }
    }
}

fn source(name: &str) -> Source {
    match name {
        "camera" => Source::Camera,
        "screen" => Source::Screen,
        _ => Source::Microphone,
    }
}

async fn admin(State(app): State<App>, Json(order): Json<Order>) -> Json<Value> {
    let media = &app.media;
    let (room, who) = (order.room.as_str(), order.identity.as_str());
    let permissions = Permissions {
        audio: order.audio,
        video: order.video,
        subscribe: order.subscribe,
    };
    let result = match order.what.as_str() {
        "token" => {
            let token = media.token(&Grant {
                room: room.to_owned(),
                identity: who.to_owned(),
                name: who.to_owned(),
                publish_audio: order.audio,
                publish_video: order.video,
                subscribe: order.subscribe,
                hidden: order.hidden,
                ttl: Duration::from_secs(order.seconds),
            });
            return Json(json!({ "token": token }));
        }
        "list" => {
            let listed = media.list(room).await;
            return Json(json!({ "list": format!("{listed:?}") }));
        }
        "ban" | "unban" => {
            if let Ok(mut banned) = app.banned.lock() {
                if order.what == "ban" {
                    banned.insert(order.identity);
                } else {
                    banned.remove(&order.identity);
                }
            }
            Ok(())
        }
        "create" => media.create(room).await,
        "end" => media.end(room).await,
        "remove" => media.remove(room, who).await,
        "move" => media.move_away(room, who).await,
        "mute" => media.mute(room, who, source(&order.source)).await,
        "release" => media.release(room, who, source(&order.source)).await,
        "permissions" => media.set_permissions(room, who, permissions).await,
        _ => return Json(json!({ "error": "what?" })),
    };
    Json(match result {
        Ok(()) => json!({ "ok": true }),
        Err(error) => json!({ "error": error.to_string() }),
    })
}

type Engine = (Arc<dyn MediaEngine>, tokio::sync::mpsc::Receiver<MediaFact>);

async fn engine(livekit: Option<String>, admission: Admission) -> Result<Engine, Box<dyn Error>> {
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    if let Some(url) = livekit {
        let (livekit, facts) = LiveKit::new(LiveKitConfig {
            url,
            key: std::env::var("KAITING_LIVEKIT_API_KEY")?,
            secret: std::env::var("KAITING_LIVEKIT_API_SECRET")?,
            roots: None,
            owner: "media_server".to_owned(),
            token_secret: rand::random(),
            admission,
        })?;
        return Ok((Arc::new(livekit), facts));
    }
    let (media, facts) = Media::start(MediaConfig {
        udp: SocketAddr::new(local, 0),
        tcp: SocketAddr::new(local, 0),
        advertised: vec![local],
        relay: Relay::default(),
        secret: rand::random(),
        admission,
    })
    .await?;
    Ok((Arc::new(media), facts))
}

async fn facts(State(app): State<App>) -> Json<Vec<String>> {
    Json(
        app.facts
            .lock()
            .map(|facts| facts.clone())
            .unwrap_or_default(),
    )
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let option = |name: &str| {
        std::env::args()
            .skip_while(|argument| argument != name)
            .nth(1)
    };
    let port: u16 = option("--port")
        .and_then(|port| port.parse().ok())
        .unwrap_or(0);
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let banned: Arc<Mutex<HashSet<String>>> = Arc::default();
    let asked = Arc::clone(&banned);
    let admission: Admission =
        Arc::new(move |_, identity, _| asked.lock().is_ok_and(|banned| !banned.contains(identity)));
    let (media, mut receiver) = engine(option("--livekit"), admission).await?;
    let app = App {
        media: Arc::clone(&media),
        banned,
        facts: Arc::default(),
    };
    let kept = Arc::clone(&app.facts);
    tokio::spawn(async move {
        while let Some(fact) = receiver.recv().await {
            if let Ok(mut facts) = kept.lock() {
                facts.push(format!("{fact:?}"));
            }
        }
    });
    let page = "<!doctype html><meta charset=utf-8><title>media</title><body>";
    let router = Router::new()
        .route("/", get(move || async move { Html(page) }))
        .route("/admin", post(admin))
        .route("/facts", get(facts))
        .with_state(app)
        .merge(media.router());
    let listener = tokio::net::TcpListener::bind(SocketAddr::new(local, port)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
