//! TLS by certificate files, with HTTP/2 for pages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use common::court::Court;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

fn pem(path: &Path, label: &str, bytes: &[u8]) {
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    let text = format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n");
    std::fs::write(path, text).unwrap();
}

async fn connect(
    at: SocketAddr,
    certificate: &CertificateDer<'static>,
    protocol: &str,
) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![protocol.into()];
    let stream = TcpStream::connect(at).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_sockets_over_tls() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("kaiting.toml");
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let (chain, key) = (
        folder.path().join("chain.pem"),
        folder.path().join("key.pem"),
    );
    pem(&chain, "CERTIFICATE", &certificate);
    pem(&key, "PRIVATE KEY", &made.signing_key.serialize_der());
    let text = format!("[tls]\ncert = {chain:?}\nkey = {key:?}\n");
    std::fs::write(&settings, text).unwrap();
    let settings = settings.to_str().unwrap().to_owned();
    let court = Court::start(folder, &["--seed-demo", "--config", &settings]);
    let link = court.link("G1", "judge")["url"].as_str().unwrap();
    assert!(link.starts_with("https://127.0.0.1:"), "{link}");

    let stream = connect(court.at, &certificate, "h2").await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));

    let mut stream = connect(court.at, &certificate, "http/1.1").await;
    let ask = "GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(ask.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    // Where a browser opens a WebSocket, it asks for HTTP/1.1; the upgrade passes.
    let mut stream = connect(court.at, &certificate, "http/1.1").await;
    let ask = "GET /api/hearing HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
               sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    stream.write_all(ask.as_bytes()).await.unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).await.unwrap();
    assert_eq!(&head, b"HTTP/1.1 101");
}
