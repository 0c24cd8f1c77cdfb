//! One request, one answer, as plain as HTTP/1.1 gets.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or_default().to_owned()
    }
}

pub async fn get(at: SocketAddr, path: &str, session: Option<&str>) -> Answer {
    ask(at, "GET", path, session, &[], b"").await
}

pub async fn post(at: SocketAddr, path: &str, session: Option<&str>, body: &str) -> Answer {
    let kind = [("content-type", "application/json")];
    ask(at, "POST", path, session, &kind, body.as_bytes()).await
}

/// Asked for by somebody at `from`, as the proxy says that passes it on.
pub async fn post_from(at: SocketAddr, from: &str, path: &str, body: &str) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("x-forwarded-for", from),
    ];
    ask(at, "POST", path, None, &headers, body.as_bytes()).await
}

pub async fn ask(
    at: SocketAddr,
    method: &str,
    path: &str,
    session: Option<&str>,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {at}\r\nconnection: close\r\n");
    if let Some(session) = session {
        head += &format!("authorization: Bearer {session}\r\n");
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if !headers.iter().any(|(name, _)| *name == "content-length") {
        head += &format!("content-length: {}\r\n", body.len());
    }
    let mut stream = TcpStream::connect(at).await.unwrap();
    stream.write_all((head + "\r\n").as_bytes()).await.unwrap();
    // The other side may answer and close before it has taken all of it.
    let _ = stream.write_all(body).await;
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all).await;
    let end = all
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer to {method} {path}"));
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head,
        body: all[end + 4..].to_vec(),
    }
}
