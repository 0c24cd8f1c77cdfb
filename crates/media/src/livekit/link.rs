//! The way to the LiveKit server: plain or TLS, for calls and for signalling.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::http::{HeaderValue, Uri, header};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tokio_tungstenite::tungstenite::Error as WsError;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// A frame of LiveKit's.
const LONGEST: usize = 1024 * 1024;

/// A signalling line, seen from its client.
pub type Upstream = WebSocketStream<Stream>;

pub struct Link {
    pub host: String,
    pub port: u16,
    /// What stands before the paths of LiveKit, where a proxy puts it below one of its own; without a slash at the end.
    pub base: String,
    tls: Option<TlsConnector>,
}

impl Link {
    /// `roots`: the certificates that are trusted, PEM. Wanted for TLS alone.
    pub fn new(url: &str, roots: Option<&Path>) -> io::Result<Self> {
        let wrong =
            |why: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("{url}: {why}"));
        let uri: Uri = url.parse().map_err(|_| wrong("not an address"))?;
        let secure = match uri.scheme_str() {
            Some("http" | "ws") => false,
            Some("https" | "wss") => true,
            Some(_) | None => return Err(wrong("should begin with http:// or https://")),
        };
        let host = uri.host().ok_or_else(|| wrong("names no host"))?;
        let tls = match (secure, roots) {
            (false, _) => None,
            (true, Some(roots)) => Some(connector(roots)?),
            (true, None) => return Err(wrong("TLS, and no trusted certificates are named")),
        };
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: uri.port_u16().unwrap_or(if secure { 443 } else { 80 }),
            base: uri.path().trim_end_matches('/').to_owned(),
            tls,
        })
    }

    /// As a request names it.
    pub fn authority(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    pub async fn connect(&self) -> io::Result<Stream> {
        let tcp = TcpStream::connect((self.host.as_str(), self.port)).await?;
        tcp.set_nodelay(true)?;
        let Some(tls) = &self.tls else {
            return Ok(Stream::Plain(tcp));
        };
        let name = ServerName::try_from(self.host.clone()).map_err(io::Error::other)?;
        Ok(Stream::Tls(Box::new(tls.connect(name, tcp).await?)))
    }

    /// The signalling of LiveKit, opened with this key of its own.
    pub async fn dial(
        &self,
        query: &str,
        pass: &str,
        agent: Option<&HeaderValue>,
    ) -> Result<Upstream, WsError> {
        let address = format!("ws://{}{}/rtc?{query}", self.authority(), self.base);
        let mut request = address.into_client_request()?;
        let bearer = HeaderValue::try_from(format!("Bearer {pass}"))?;
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        if let Some(agent) = agent {
            request
                .headers_mut()
                .insert(header::USER_AGENT, agent.clone());
        }
        let config = WebSocketConfig::default()
            .max_message_size(Some(LONGEST))
            .max_frame_size(Some(LONGEST));
        let stream = self.connect().await.map_err(WsError::Io)?;
        let (upstream, _) = client_async_with_config(request, stream, Some(config)).await?;
        Ok(upstream)
    }
}

fn connector(roots: &Path) -> io::Result<TlsConnector> {
    let named = |error: String| io::Error::other(format!("{}: {error}", roots.display()));
    let mut trusted = RootCertStore::empty();
    let listed = CertificateDer::pem_file_iter(roots).map_err(|e| named(e.to_string()))?;
    for certificate in listed {
        let certificate = certificate.map_err(|e| named(e.to_string()))?;
        trusted.add(certificate).map_err(|e| named(e.to_string()))?;
    }
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

pub enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Stream {
    /// The address of ours from which it goes out.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        match self {
            Stream::Plain(stream) => stream.local_addr(),
            Stream::Tls(stream) => stream.get_ref().0.local_addr(),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Stream::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Stream::Tls(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Stream::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Stream::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Stream::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let link = Link::new("ws://[::1]:7880/media/", None).unwrap();
        assert_eq!((link.host.as_str(), link.port), ("::1", 7880));
        assert_eq!(
            (link.authority().as_str(), link.base.as_str()),
            ("[::1]:7880", "/media")
        );
        assert_eq!(Link::new("http://livekit", None).unwrap().port, 80);
        for wrong in ["livekit:7880", "ftp://livekit", "https://livekit"] {
            assert!(Link::new(wrong, None).is_err(), "{wrong}");
        }
    }
}
