//! Where the provider is, and the way to it: in the clear on this machine only, elsewhere under a certificate that the court names.

use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::http::Uri;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::funasr::{Flavour, LONGEST};

const CONNECT: Duration = Duration::from_secs(5);

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProviderFile {
    pub url: Option<String>,
    pub flavour: Flavour,
    pub ca: Option<PathBuf>,
}

pub struct Provider {
    url: String,
    host: String,
    port: u16,
    tls: Option<Arc<ClientConfig>>,
    pub flavour: Flavour,
    /// That it takes no subprotocol.
    plain: AtomicBool,
}

trait Both: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Both for T {}

pub struct Way(Box<dyn Both>);

pub type Socket = WebSocketStream<Way>;

impl Provider {
    /// None: this court has no provider.
    ///
    /// # Errors
    /// In words, when what was set cannot be.
    pub fn of(file: &ProviderFile) -> Result<Option<Self>, String> {
        let Some(url) = file.url.as_ref().filter(|url| !url.is_empty()) else {
            return Ok(None);
        };
        let told = |why: &str| format!("speech.url {url}: {why}");
        let uri: Uri = url.parse().map_err(|_| told("not an address"))?;
        let host = uri.host().ok_or_else(|| told("without a host"))?;
        let host = host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned();
        let secure = match uri.scheme_str() {
            Some("wss") => true,
            Some("ws") => false,
            Some(_) | None => return Err(told("ws:// or wss:// is wanted")),
        };
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        if !secure && !here {
            return Err(told(
                "voices do not cross a network in the clear: wss:// is wanted",
            ));
        }
        let tls = if secure {
            let ca = file.ca.as_ref();
            let ca = ca.ok_or_else(|| told("the provider's certificate is wanted in speech.ca"))?;
            Some(tls(ca).map_err(|error| format!("speech.ca {}: {error}", ca.display()))?)
        } else {
            None
        };
        Ok(Some(Self {
            url: url.clone(),
            port: uri.port_u16().unwrap_or(10_095),
            host,
            tls,
            flavour: file.flavour,
            plain: AtomicBool::new(false),
        }))
    }

    /// # Errors
    /// When it does not answer, in time, as what it is to be.
    pub async fn connect(&self) -> io::Result<Socket> {
        let connected = tokio::time::timeout(CONNECT, self.either_way()).await;
        connected.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
    }

    /// One of the two servers may insist on the subprotocol that the runtime's own client offers, the other does not know it; and
    /// where it is offered and not taken, it is not to be spoken.
    async fn either_way(&self) -> io::Result<Socket> {
        let offers = !self.plain.load(Ordering::Relaxed);
        match self.try_connect(offers).await {
            Ok(socket) => Ok(socket),
            Err(Error::Protocol(ProtocolError::SecWebSocketSubProtocolError(_))) if offers => {
                let socket = self.try_connect(false).await.map_err(io::Error::other)?;
                self.plain.store(true, Ordering::Relaxed);
                Ok(socket)
            }
            Err(error) => {
                // It may be another server by now.
                self.plain.store(false, Ordering::Relaxed);
                Err(io::Error::other(error))
            }
        }
    }

    async fn try_connect(&self, offers: bool) -> Result<Socket, Error> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
        stream.set_nodelay(true)?;
        let way = match &self.tls {
            None => Way(Box::new(stream)),
            Some(config) => {
                let name = ServerName::try_from(self.host.clone()).map_err(io::Error::other)?;
                let connector = tokio_rustls::TlsConnector::from(Arc::clone(config));
                Way(Box::new(connector.connect(name, stream).await?))
            }
        };
        let mut request = self.url.as_str().into_client_request()?;
        if offers {
            let binary = HeaderValue::from_static("binary");
            let headers = request.headers_mut();
            headers.insert("sec-websocket-protocol", binary);
        }
        let bounds = WebSocketConfig::default()
            .max_message_size(Some(LONGEST))
            .max_frame_size(Some(LONGEST))
            .max_write_buffer_size(4 * LONGEST);
        let opened = tokio_tungstenite::client_async_with_config(request, way, Some(bounds)).await;
        opened.map(|(socket, _)| socket)
    }
}

fn tls(ca: &PathBuf) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    let found = CertificateDer::pem_file_iter(ca).map_err(|error| error.to_string())?;
    for certificate in found {
        let certificate = certificate.map_err(|error| error.to_string())?;
        roots.add(certificate).map_err(|error| error.to_string())?;
    }
    if roots.is_empty() {
        return Err("no certificate in it".to_owned());
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(
        config.with_root_certificates(roots).with_no_client_auth(),
    ))
}

impl AsyncRead for Way {
    fn poll_read(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
        buf: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        std::pin::Pin::new(&mut *self.0).poll_read(cx, buf)
    }
}

impl AsyncWrite for Way {
    fn poll_write(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
        buf: &[u8],
    ) -> std::task::Poll<io::Result<usize>> {
        std::pin::Pin::new(&mut *self.0).poll_write(cx, buf)
    }

    fn poll_flush(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        std::pin::Pin::new(&mut *self.0).poll_flush(cx)
    }

    fn poll_shutdown(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        std::pin::Pin::new(&mut *self.0).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_cross_no_network_in_the_clear_and_no_certificate_is_taken_on_trust() {
        let of = |url: &str| {
            Provider::of(&ProviderFile {
                url: Some(url.to_owned()),
                ..ProviderFile::default()
            })
        };
        assert!(matches!(Provider::of(&ProviderFile::default()), Ok(None)));
        for here in ["ws://127.0.0.1:10095/", "ws://localhost", "ws://[::1]:1"] {
            assert!(matches!(of(here), Ok(Some(_))), "{here}");
        }
        for wrong in [
            "ws://10.0.0.7:10095",
            "http://127.0.0.1",
            "x",
            "ws://",
            "wss://speech.court.example",
        ] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }
}
