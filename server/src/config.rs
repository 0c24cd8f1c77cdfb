//! What the operator decides: command line over environment over file over what is set here.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::time::Duration;

use hearing::AbsenceSettings;
use kaiting_media::Relay;
use serde::Deserialize;

use crate::speech::ProviderFile;

/// 诉讼服务热线, the same for all courts of the country.
const HOTLINE: &str = "12368";
/// Long enough to look at a screen and read one sentence; who has lost his telephone waits no longer than that.
const SEAT_CLAIM_SECONDS: u64 = 20;
const LONGEST_SEAT_CLAIM: u64 = 300;
/// What comes later than that is no draft of what is being said.
const LONGEST_DRAFT_DELAY: u64 = 3_600;
/// No law names a time; this court may set another.
const BREAK_MINUTES: u16 = 90;
/// Enough for the journal of many hearings: it goes on when recordings do not.
const RECORDING_RESERVE_MB: u64 = 512;
/// Where Debian keeps the certificates that it trusts.
const ROOTS: &str = "/etc/ssl/certs/ca-certificates.crt";
const OWNER: &str = "kaiting";
/// As LiveKit itself wants it.
const SHORTEST_SECRET: usize = 32;
const LONGEST_PROMPT: u64 = 3_600;
const MOST_PROMPTS: usize = 10;

/// What `kaiting serve` takes. Whatever is left out comes from the file, then from the defaults.
#[derive(Debug, Default, clap::Args)]
pub struct ServeArgs {
    /// A file of settings; kaiting.example.toml explains each
    #[arg(long, env = "KAITING_CONFIG")]
    pub config: Option<PathBuf>,
    /// The address to listen on [default: 127.0.0.1]
    #[arg(long, env = "KAITING_BIND")]
    pub bind: Option<IpAddr>,
    /// The port to listen on, 0 for any that is free [default: 8080]
    #[arg(long, env = "KAITING_PORT")]
    pub port: Option<u16>,
    /// The port of the media, UDP and TCP, 0 for any that is free [default: 0]
    #[arg(long, env = "KAITING_MEDIA_PORT")]
    pub media_port: Option<u16>,
    /// Which engine carries the media: "embedded", in this process, or "livekit", a server or cluster of that name
    /// [default: embedded]
    #[arg(long, env = "KAITING_MEDIA_ENGINE")]
    pub media_engine: Option<EngineName>,
    /// The LiveKit server's address, as this process reaches it
    #[arg(long, env = "KAITING_LIVEKIT_URL")]
    pub livekit_url: Option<String>,
    /// The key by which that server knows this court
    #[arg(long, env = "KAITING_LIVEKIT_API_KEY")]
    pub livekit_api_key: Option<String>,
    /// Its secret. Anybody on this machine can read a command line: set it in the environment or the file
    #[arg(long, env = "KAITING_LIVEKIT_API_SECRET", hide_env_values = true)]
    pub livekit_api_secret: Option<String>,
    /// Addresses of a TURN relay as browsers take them, for the embedded engine
    #[arg(long, env = "KAITING_TURN_URLS", value_delimiter = ',')]
    pub turn_urls: Option<Vec<String>>,
    /// The secret that it shares with us (coturn: static-auth-secret): in the environment or the file
    #[arg(long, env = "KAITING_TURN_SECRET", hide_env_values = true)]
    pub turn_secret: Option<String>,
    /// Journal, exhibits and keys [default: data]
    #[arg(long, env = "KAITING_DATA")]
    pub data: Option<PathBuf>,
    /// Where recordings go, on a disk of their own if there is one [default: recordings, in the data folder]
    #[arg(long, env = "KAITING_RECORDINGS")]
    pub recordings: Option<PathBuf>,
    /// Megabytes of that disk which recordings leave free [default: 512]
    #[arg(long, env = "KAITING_RECORDING_RESERVE_MB")]
    pub recording_reserve_mb: Option<u64>,
    /// The built app [default: dist]
    #[arg(long, env = "KAITING_DIST")]
    pub dist: Option<PathBuf>,
    /// Seconds that who holds a seat has to answer another device that asks for it; at 0 it gets it at once [default: 20]
    #[arg(long, env = "KAITING_SEAT_CLAIM_SECONDS")]
    pub seat_claim_seconds: Option<u64>,
    /// Minutes without a break after which the bench is reminded of one, 0 for never [default: 90]
    #[arg(long, env = "KAITING_BREAK_MINUTES")]
    pub break_minutes: Option<u16>,
    /// Seconds by which the draft of the record comes later to who is not of the court, set by this court [default: 0]
    #[arg(long, env = "KAITING_DRAFT_DELAY_SECONDS")]
    pub draft_delay_seconds: Option<u64>,
    /// Seconds until who is away is prompted, then from each prompt to the next, set by this court [default: 8,60]
    #[arg(long, env = "KAITING_ABSENCE_PROMPTS", value_delimiter = ',')]
    pub absence_prompts: Option<Vec<u64>>,
    /// Seconds that a camera or microphone that has to be on may be off before it is an event [default: 30]
    #[arg(long, env = "KAITING_DEVICES_SECONDS")]
    pub devices_seconds: Option<u64>,
    /// Where speech-to-text is, a FunASR runtime; left out, there is none and no voice leaves this house
    #[arg(long, env = "KAITING_SPEECH_URL")]
    pub speech_url: Option<String>,
    /// Put the five demonstration cases in, if they are not there yet, and print their links
    #[arg(long, env = "KAITING_SEED_DEMO")]
    pub seed_demo: bool,
    /// When ready, print one JSON object instead of a list of links
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    bind: Option<IpAddr>,
    port: Option<u16>,
    data: Option<PathBuf>,
    recordings: Option<PathBuf>,
    recording_reserve_mb: Option<u64>,
    dist: Option<PathBuf>,
    public_url: Option<String>,
    phone: Option<String>,
    origins: Vec<String>,
    trusted_proxies: Vec<IpAddr>,
    seat_claim_seconds: Option<u64>,
    break_minutes: Option<u16>,
    draft_delay_seconds: Option<u64>,
    absences: AbsencesFile,
    retention: RetentionFile,
    tls: Option<Tls>,
    media: MediaFile,
    speech: ProviderFile,
}

/// Certificate chain and key, both PEM.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    pub cert: PathBuf,
    pub key: PathBuf,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MediaFile {
    engine: Option<EngineName>,
    url: Option<String>,
    port: u16,
    advertised: Vec<IpAddr>,
    livekit: LiveKitFile,
    turn: TurnFile,
}

/// A relay for whom neither UDP nor TCP leads to our ports.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TurnFile {
    urls: Vec<String>,
    secret: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum EngineName {
    #[default]
    Embedded,
    #[value(name = "livekit")]
    LiveKit,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LiveKitFile {
    url: Option<String>,
    api_key: Option<String>,
    api_secret: Option<String>,
    roots: Option<PathBuf>,
    owner: Option<String>,
}

/// Who carries sound and pictures.
#[derive(Clone, Debug)]
pub enum Engine {
    Embedded,
    LiveKit(LiveKitAt),
}

/// A LiveKit server or cluster, and how it knows this court.
#[derive(Clone)]
pub struct LiveKitAt {
    pub url: String,
    pub api_key: String,
    pub api_secret: String,
    /// The certificates that are trusted, when the address has TLS.
    pub roots: PathBuf,
    /// What our rooms there are told by from those of others.
    pub owner: String,
}

impl std::fmt::Debug for LiveKitAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.url)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AbsencesFile {
    prompts_seconds: Option<Vec<u64>>,
    devices_seconds: Option<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RetentionFile {
    withdrawn_days: Option<u64>,
}

pub struct Config {
    pub bind: SocketAddr,
    pub data: PathBuf,
    pub recordings: PathBuf,
    /// Bytes of their disk that are left to others (R73).
    pub recording_reserve: u64,
    pub dist: PathBuf,
    /// Under which people reach us, without a slash at the end; where none is set, the address we listen on.
    pub public_url: Option<String>,
    /// Whom somebody phones who cannot get in.
    pub phone: String,
    /// Pages besides our own that may talk to us.
    pub origins: Vec<String>,
    /// Whose word counts on where a request comes from.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long who holds a seat has to answer another device that asks for it (R2).
    pub seat_claim: Duration,
    /// After how long the bench is reminded of a break; 0 for never (R34).
    pub break_minutes: u16,
    /// By how much the draft of the record comes later to who is not of the court; at zero it is live (R55).
    pub draft_delay: Duration,
    /// When who is away is prompted, and how long devices may be off (R23, R24).
    pub absences: AbsenceSettings,
    /// After how long the bytes of what was withdrawn unseen go; none: they stay (R97).
    pub withdrawn_kept: Option<Duration>,
    pub tls: Option<Tls>,
    pub media_engine: Engine,
    /// Who is asked what was said (R54); by default nobody.
    pub speech: ProviderFile,
    /// Where media signalling is reached, if not at our own address.
    pub media_url: Option<String>,
    /// UDP and TCP port of the media; 0 for any.
    pub media_port: u16,
    /// The addresses under which browsers reach the media ports.
    pub media_advertised: Vec<IpAddr>,
    /// Through which they go where nothing else leads there.
    pub turn: Relay,
}

#[derive(Debug)]
pub struct ConfigError(String);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// # Errors
    /// When the file cannot be read, or names a setting that does not exist.
    pub fn load(args: &ServeArgs) -> Result<Self, ConfigError> {
        let file = match &args.config {
            Some(path) => read(path)?,
            None => File::default(),
        };
        let ip = args
            .bind
            .or(file.bind)
            .unwrap_or(Ipv4Addr::LOCALHOST.into());
        let port = args.port.or(file.port).unwrap_or(8080);
        let folder = |given: &Option<PathBuf>, set: Option<PathBuf>, default: &str| {
            given.clone().or(set).unwrap_or_else(|| default.into())
        };
        let public_url = file
            .public_url
            .map(|url| url.trim_end_matches('/').to_owned());
        let mut origins = file.origins;
        origins.extend(public_url.clone());
        let media_advertised = if file.media.advertised.is_empty() {
            vec![reachable(ip)]
        } else {
            file.media.advertised
        };
        let media_engine = engine(args, file.media.engine, file.media.livekit)?;
        let turn = turn(args, file.media.turn, &media_engine)?;
        let data = folder(&args.data, file.data, "data");
        let recordings = args.recordings.clone().or(file.recordings);
        let reserve = args.recording_reserve_mb.or(file.recording_reserve_mb);
        Ok(Self {
            bind: SocketAddr::new(ip, port),
            recordings: recordings.unwrap_or_else(|| data.join("recordings")),
            recording_reserve: reserve
                .unwrap_or(RECORDING_RESERVE_MB)
                .saturating_mul(1024 * 1024),
            data,
            dist: folder(&args.dist, file.dist, "dist"),
            public_url,
            phone: file.phone.unwrap_or_else(|| HOTLINE.to_owned()),
            origins,
            trusted_proxies: file.trusted_proxies,
            seat_claim: Duration::from_secs(
                args.seat_claim_seconds
                    .or(file.seat_claim_seconds)
                    .unwrap_or(SEAT_CLAIM_SECONDS)
                    .min(LONGEST_SEAT_CLAIM),
            ),
            break_minutes: args
                .break_minutes
                .or(file.break_minutes)
                .unwrap_or(BREAK_MINUTES),
            draft_delay: Duration::from_secs(
                args.draft_delay_seconds
                    .or(file.draft_delay_seconds)
                    .unwrap_or(0)
                    .min(LONGEST_DRAFT_DELAY),
            ),
            absences: absences(args, file.absences),
            withdrawn_kept: file
                .retention
                .withdrawn_days
                .map(|days| Duration::from_secs(days.saturating_mul(24 * 60 * 60))),
            tls: file.tls,
            media_engine,
            speech: ProviderFile {
                url: args.speech_url.clone().or(file.speech.url),
                ..file.speech
            },
            media_url: file.media.url,
            media_port: args.media_port.unwrap_or(file.media.port),
            media_advertised,
            turn,
        })
    }

    /// The address for links, when we listen at `at`.
    pub fn base(&self, at: SocketAddr) -> String {
        match &self.public_url {
            Some(url) => url.clone(),
            None => {
                let scheme = if self.tls.is_some() { "https" } else { "http" };
                let at = SocketAddr::new(reachable(at.ip()), at.port());
                format!("{scheme}://{at}")
            }
        }
    }
}

fn engine(
    args: &ServeArgs,
    set: Option<EngineName>,
    file: LiveKitFile,
) -> Result<Engine, ConfigError> {
    if args.media_engine.or(set).unwrap_or_default() == EngineName::Embedded {
        return Ok(Engine::Embedded);
    }
    let wanted = |given: &Option<String>, set: Option<String>, name: &str| {
        let value = given.clone().or(set).filter(|value| !value.is_empty());
        value.ok_or_else(|| {
            ConfigError(format!(
                "the media engine is LiveKit: media.livekit.{name} is missing"
            ))
        })
    };
    let at = LiveKitAt {
        url: wanted(&args.livekit_url, file.url, "url")?,
        api_key: wanted(&args.livekit_api_key, file.api_key, "api_key")?,
        api_secret: wanted(&args.livekit_api_secret, file.api_secret, "api_secret")?,
        roots: file.roots.unwrap_or_else(|| ROOTS.into()),
        owner: file.owner.unwrap_or_else(|| OWNER.to_owned()),
    };
    if at.api_secret.len() < SHORTEST_SECRET {
        return Err(ConfigError(format!(
            "media.livekit.api_secret has fewer than {SHORTEST_SECRET} characters: it can be guessed"
        )));
    }
    Ok(Engine::LiveKit(at))
}

fn turn(args: &ServeArgs, file: TurnFile, engine: &Engine) -> Result<Relay, ConfigError> {
    let urls = args.turn_urls.clone().unwrap_or(file.urls);
    let secret = args.turn_secret.clone().or(file.secret).unwrap_or_default();
    let wrong = |why: &str| Err(ConfigError(format!("media.turn: {why}")));
    if urls.is_empty() {
        return Ok(Relay::default());
    }
    match engine {
        Engine::LiveKit(_) => {
            return wrong("LiveKit has a relay, or the settings of one, of its own");
        }
        Engine::Embedded => {}
    }
    if let Some(url) = urls
        .iter()
        .find(|url| !url.starts_with("turn:") && !url.starts_with("turns:"))
    {
        return wrong(&format!(
            "{url} is no address of a relay, as turn:host:port is"
        ));
    }
    if secret.len() < SHORTEST_SECRET {
        return wrong(&format!(
            "the secret has fewer than {SHORTEST_SECRET} characters: it can be guessed"
        ));
    }
    Ok(Relay { urls, secret })
}

fn absences(args: &ServeArgs, file: AbsencesFile) -> AbsenceSettings {
    let set = AbsenceSettings::default();
    let prompts = args.absence_prompts.clone().or(file.prompts_seconds);
    let in_ms = |seconds: u64| seconds.clamp(1, LONGEST_PROMPT) * 1_000;
    let devices = args.devices_seconds.or(file.devices_seconds);
    AbsenceSettings {
        prompts_ms: prompts.map_or(set.prompts_ms, |all| {
            all.into_iter().take(MOST_PROMPTS).map(in_ms).collect()
        }),
        devices_ms: devices.map_or(set.devices_ms, in_ms),
    }
}

fn read(path: &Path) -> Result<File, ConfigError> {
    let told = |why: String| ConfigError(format!("{}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| told(error.to_string()))?;
    toml::from_str(&text).map_err(|error| told(error.to_string()))
}

/// An address that others can name: where all are listened on, the one that the way out of this machine has.
fn reachable(ip: IpAddr) -> IpAddr {
    if !ip.is_unspecified() {
        return ip;
    }
    // Nothing is sent: connecting a datagram socket only asks for the route (to an address reserved for documents).
    let way_out = UdpSocket::bind((ip, 0)).and_then(|socket| {
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    way_out.map_or(Ipv4Addr::LOCALHOST.into(), |at| at.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kaiting.toml");
        std::fs::write(&path, text).unwrap();
        Config::load(&ServeArgs {
            config: Some(path),
            port: Some(9001),
            ..ServeArgs::default()
        })
    }

    #[test]
    fn the_command_line_goes_before_the_file() {
        let config = with_file(
            "port = 9000\ndist = \"/srv/app\"\npublic_url = \"https://court.example/\"\n",
        )
        .unwrap();
        assert_eq!(config.bind, "127.0.0.1:9001".parse().unwrap());
        assert_eq!(config.dist, Path::new("/srv/app"));
        assert_eq!(config.base(config.bind), "https://court.example");
        assert_eq!(config.origins, ["https://court.example"]);
    }

    #[test]
    fn the_example_is_a_file_that_is_taken() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../kaiting.example.toml");
        let config = Config::load(&ServeArgs {
            config: Some(example),
            ..ServeArgs::default()
        })
        .unwrap();
        assert!(config.bind.ip().is_loopback());
        assert_eq!(config.break_minutes, BREAK_MINUTES);
    }

    #[test]
    fn the_court_sets_when_it_prompts() {
        let config = with_file("[absences]\nprompts_seconds = [5, 0, 30]\n").unwrap();
        assert_eq!(config.absences.prompts_ms, [5_000, 1_000, 30_000]);
        assert_eq!(config.absences.devices_ms, 30_000);
    }

    #[test]
    fn the_other_media_engine_is_chosen_with_all_it_needs() {
        assert!(matches!(
            with_file("").unwrap().media_engine,
            Engine::Embedded
        ));
        let told = |text| {
            with_file(text)
                .err()
                .map(|e| e.to_string())
                .unwrap_or_default()
        };
        assert!(told("[media]\nengine = \"livekit\"\n").contains("media.livekit.url"));
        assert!(told("[media]\nengine = \"another\"\n").contains("engine"));
        let file = |secret: &str| {
            format!(
                "[media]\nengine = \"livekit\"\n[media.livekit]\nurl = \"http://media:7880\"\napi_key = \"court\"\napi_secret = \"{secret}\"\n"
            )
        };
        assert!(told(&file("short")).contains("guessed"));
        let config = with_file(&file(&"s".repeat(32))).unwrap();
        let Engine::LiveKit(at) = config.media_engine else {
            panic!("embedded");
        };
        assert_eq!(
            (at.url.as_str(), at.owner.as_str()),
            ("http://media:7880", OWNER)
        );
        assert_eq!(
            format!("{at:?}"),
            "http://media:7880",
            "the secret is in no log"
        );
    }

    #[test]
    fn a_relay_is_taken_with_a_secret_that_cannot_be_guessed() {
        assert!(with_file("").unwrap().turn.urls.is_empty());
        let file = |url: &str, secret: &str| {
            format!("[media.turn]\nurls = [\"{url}\"]\nsecret = \"{secret}\"\n")
        };
        let told = |text: String| {
            let refused = with_file(&text).err().map(|e| e.to_string());
            refused.unwrap_or_default()
        };
        let secret = "s".repeat(SHORTEST_SECRET);
        let url = "turns:relay.court.example:443?transport=tcp";
        assert!(told(file(url, "short")).contains("guessed"));
        assert!(told(file("https://relay.court.example", &secret)).contains("turn:"));
        let other = format!(
            "[media]\nengine = \"livekit\"\n[media.livekit]\nurl = \"http://media:7880\"\napi_key = \"court\"\napi_secret = \"{secret}\"\n"
        );
        assert!(told(other + &file(url, &secret)).contains("LiveKit"));
        assert_eq!(with_file(&file(url, &secret)).unwrap().turn.urls, [url]);
    }

    #[test]
    fn a_setting_that_does_not_exist_is_named() {
        let told = with_file("prot = 9000\n").err().map(|e| e.to_string());
        assert!(told.is_some_and(|told| told.contains("prot")));
    }
}
