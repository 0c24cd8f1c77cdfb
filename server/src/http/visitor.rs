//! Where a request comes from: the other end of its line, or whom a proxy of the court names.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::error::Fault;
use crate::app::App;

const FORWARDED: &str = "x-forwarded-for";

/// The address by which tries and sockets are counted.
pub struct Visitor(pub IpAddr);

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let ConnectInfo(peer) = ConnectInfo::<SocketAddr>::from_request_parts(parts, app)
            .await
            .map_err(Fault::unavailable)?;
        let trusted = &app.config.trusted_proxies;
        Ok(Self(address(peer.ip(), &parts.headers, trusted)))
    }
}

/// From the right, each proxy has written who spoke to it. The first that is none of ours is the visitor; what stands left
/// of him he may have written himself.
fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let is_ours = |ip: &IpAddr| trusted.iter().any(|known| known.to_canonical() == *ip);
    let mut visitor = peer.to_canonical();
    let mut named = headers.get_all(FORWARDED).iter().rev().flat_map(|value| {
        let text = value.to_str().unwrap_or_default();
        text.rsplit(',').map(str::trim)
    });
    while is_ours(&visitor) {
        match named.next().and_then(parse) {
            Some(before) => visitor = before,
            // Nobody named, or nothing that is an address: as far as is known, our proxy itself.
            None => break,
        }
    }
    visitor
}

/// Some proxies write the port, too.
fn parse(text: &str) -> Option<IpAddr> {
    let ip = text
        .parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|at| at.ip()));
    ip.ok().map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED, HeaderValue::from_static(value));
        }
        let trusted = ["127.0.0.1", "10.0.0.1"].map(|ip| ip.parse().unwrap());
        address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_a_named_proxy_is_believed() {
        assert_eq!(seen("203.0.113.5", &["198.51.100.1"]), "203.0.113.5");
        assert_eq!(seen("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen("::ffff:127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn what_a_visitor_writes_himself_counts_for_nothing() {
        for forged in [
            &["192.0.2.7, 198.51.100.1"][..],
            &["192.0.2.7", "198.51.100.1, 10.0.0.1"],
            &["127.0.0.1, 192.0.2.7, 198.51.100.1"],
            &["198.51.100.1:4711"],
            &["192.0.2.7", "", "198.51.100.1"],
        ] {
            assert_eq!(seen("127.0.0.1", forged), "198.51.100.1", "{forged:?}");
        }
        assert_eq!(seen("127.0.0.1", &["198.51.100.1, unknown"]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &["[2001:db8::7]:443"]), "2001:db8::7");
    }
}
