//! What the operator decides: command line over environment over file over what is set here.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};

use serde::Deserialize;

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
    /// Journal, exhibits and keys [default: data]
    #[arg(long, env = "KAITING_DATA")]
    pub data: Option<PathBuf>,
    /// The built app [default: dist]
    #[arg(long, env = "KAITING_DIST")]
    pub dist: Option<PathBuf>,
    /// Put the three demonstration cases in, if they are not there yet, and print their links
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
    dist: Option<PathBuf>,
    public_url: Option<String>,
    origins: Vec<String>,
    trusted_proxies: Vec<IpAddr>,
    tls: Option<Tls>,
    media: MediaFile,
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
    url: Option<String>,
    port: u16,
    advertised: Vec<IpAddr>,
}

pub struct Config {
    pub bind: SocketAddr,
    pub data: PathBuf,
    pub dist: PathBuf,
    /// Under which people reach us, without a slash at the end; where none is set, the address we listen on.
    pub public_url: Option<String>,
    /// Pages besides our own that may talk to us.
    pub origins: Vec<String>,
    /// Whose word counts on where a request comes from.
    pub trusted_proxies: Vec<IpAddr>,
    pub tls: Option<Tls>,
    /// Where media signalling is reached, if not at our own address.
    pub media_url: Option<String>,
    /// UDP and TCP port of the media; 0 for any.
    pub media_port: u16,
    /// The addresses under which browsers reach the media ports.
    pub media_advertised: Vec<IpAddr>,
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
        Ok(Self {
            bind: SocketAddr::new(ip, port),
            data: folder(&args.data, file.data, "data"),
            dist: folder(&args.dist, file.dist, "dist"),
            public_url,
            origins,
            trusted_proxies: file.trusted_proxies,
            tls: file.tls,
            media_url: file.media.url,
            media_port: args.media_port.unwrap_or(file.media.port),
            media_advertised,
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
    }

    #[test]
    fn a_setting_that_does_not_exist_is_named() {
        let told = with_file("prot = 9000\n").err().map(|e| e.to_string());
        assert!(told.is_some_and(|told| told.contains("prot")));
    }
}
