//! A real livekit-server.

use std::net::SocketAddr;
use std::process::{Child, Command};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use super::LOCAL;

/// Of LiveKit's, as the court knows it.
pub const SECRET: &str = "a secret of this test, and of no other court";

/// A LiveKit server that can die and come back.
pub struct Server {
    child: Child,
    pub config: String,
    pub at: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.dies();
    }
}

impl Server {
    /// On ports of its own; it tells the house at this door what happens. `redis`: what joins it to other nodes.
    pub async fn start(door: SocketAddr, redis: Option<SocketAddr>) -> Self {
        let mut ports = Vec::new();
        for _ in 0..3 {
            ports.push(TcpListener::bind((LOCAL, 0)).await.unwrap());
        }
        let port = |n: usize| ports[n].local_addr().unwrap().port();
        let mut config = serde_json::json!({
            "port": port(0),
            "bind_addresses": ["127.0.0.1"],
            "rtc": {
                "udp_port": port(1), "tcp_port": port(2), "node_ip": "127.0.0.1", "use_external_ip": false,
                "enable_loopback_candidate": true, "interfaces": { "includes": ["lo"] },
                "stun_servers": [format!("127.0.0.1:{}", port(1))],
            },
            "room": { "auto_create": false },
            "keys": { "court": SECRET },
            "logging": { "level": "error" },
            "webhook": { "api_key": "court", "urls": [format!("http://{door}/rtc/webhook")] },
        });
        if let Some(redis) = redis {
            config["redis"] = serde_json::json!({ "address": redis.to_string() });
        }
        let signalling = ports[0].local_addr().unwrap();
        drop(ports);
        Self::up(config.to_string(), signalling).await
    }

    pub async fn up(config: String, at: SocketAddr) -> Self {
        let program = std::env::var("KAITING_LIVEKIT_SERVER").unwrap();
        let child = Command::new(program)
            .env("LIVEKIT_CONFIG", &config)
            .spawn()
            .unwrap();
        for _ in 0..200 {
            if TcpStream::connect(at).await.is_ok() {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        Self { child, config, at }
    }

    /// Where it takes media.
    pub fn udp(&self) -> SocketAddr {
        let config: serde_json::Value = serde_json::from_str(&self.config).unwrap();
        let port = config["rtc"]["udp_port"].as_u64().unwrap();
        SocketAddr::new(LOCAL, port.try_into().unwrap())
    }

    pub fn dies(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Who is in a room, by LiveKit itself; with whether he is hidden.
    pub async fn lists(&self, room: &str) -> Vec<(String, bool)> {
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap();
        let claims = serde_json::json!({
            "iss": "court", "exp": now.as_secs() + 30,
            "video": { "roomAdmin": true, "room": room },
        });
        let part = |json: String| URL_SAFE_NO_PAD.encode(json);
        let header = part(r#"{"alg":"HS256","typ":"JWT"}"#.to_owned());
        let signed = format!("{header}.{}", part(claims.to_string()));
        let mut mac = <hmac::Hmac<Sha256> as hmac::Mac>::new_from_slice(SECRET.as_bytes()).unwrap();
        hmac::Mac::update(&mut mac, signed.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(hmac::Mac::finalize(mac).into_bytes());
        let body = serde_json::json!({ "room": room }).to_string();
        let request = format!(
            "POST /twirp/livekit.RoomService/ListParticipants HTTP/1.0\r\nhost: x\r\n\
             authorization: Bearer {signed}.{signature}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut line = TcpStream::connect(self.at).await.unwrap();
        line.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).await.unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let found: serde_json::Value = serde_json::from_str(body).expect(&answer);
        let people = found["participants"].as_array().cloned();
        let one = |one: &serde_json::Value| {
            let identity = one["identity"].as_str().unwrap().to_owned();
            (identity, one["permission"]["hidden"] == true)
        };
        people.unwrap_or_default().iter().map(one).collect()
    }
}
