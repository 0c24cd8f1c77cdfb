//! TURN: the way for who reaches our ports neither by UDP nor by TCP. A relay is a server of its own; we make the passes that it
//! takes, by the scheme it calls `use-auth-secret`: user name and password are good until a moment that stands in them, and it
//! asks nobody.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use str0m::crypto::Sha1HmacProvider;

use crate::wire::IceServer;

/// Longer than half a day in court: who is still connected when it ends gets another one with his next connection.
pub const LIFE: Duration = Duration::from_secs(6 * 60 * 60);

/// Where the relay is, and the secret that it shares with us.
#[derive(Clone, Default)]
pub struct Relay {
    /// As browsers take them: `turn:host:port?transport=udp`, `turns:host:443?transport=tcp`.
    pub urls: Vec<String>,
    pub secret: String,
}

impl Relay {
    /// A pass for one connection. `who` means nothing to the relay; it stands in its log.
    pub(crate) fn passes(
        &self,
        who: &str,
        now: SystemTime,
        hmac: &dyn Sha1HmacProvider,
    ) -> Vec<IceServer> {
        if self.urls.is_empty() {
            return Vec::new();
        }
        let until = now.duration_since(UNIX_EPOCH).unwrap_or_default() + LIFE;
        let username = format!("{}:{who}", until.as_secs());
        let signed = hmac.sha1_hmac(self.secret.as_bytes(), &[username.as_bytes()]);
        vec![IceServer {
            urls: self.urls.clone(),
            username,
            credential: STANDARD.encode(signed),
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use str0m::crypto::from_feature_flags;

    #[test]
    fn a_pass_is_what_the_relay_computes_itself() {
        let relay = Relay {
            urls: vec!["turn:relay.example:3478".to_owned()],
            secret: "north".to_owned(),
        };
        let crypto = from_feature_flags();
        let now = UNIX_EPOCH + Duration::from_secs(1_795_658_832);
        let passes = relay.passes("PA_1", now, crypto.sha1_hmac_provider);
        assert_eq!(passes.len(), 1);
        assert_eq!(passes[0].username, "1795680432:PA_1");
        // printf 1795680432:PA_1 | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(passes[0].credential, "81utx8YI6p8eyQtJhsDXNbXUoaU=");
        let none = Relay::default().passes("PA_1", now, crypto.sha1_hmac_provider);
        assert!(none.is_empty());
    }
}
