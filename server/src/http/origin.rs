//! Which pages may talk to us.

use axum::http::{HeaderMap, header};

/// A browser names the page's origin; it must be our own or one that the court has configured. What is no browser names
/// none, and needs a session all the same: nothing here is granted by cookies.
pub fn allowed(headers: &HeaderMap, configured: &[String]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    if configured.iter().any(|known| known == origin) {
        return true;
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let of_origin = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == of_origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(origin: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("court.example:8443"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        headers
    }

    #[test]
    fn only_our_own_pages_and_the_configured() {
        assert!(allowed(&headers(Some("https://court.example:8443")), &[]));
        assert!(!allowed(&headers(Some("https://court.example")), &[]));
        assert!(!allowed(&headers(Some("https://evil.example")), &[]));
        assert!(!allowed(&headers(Some("null")), &[]));
        assert!(allowed(&headers(None), &[]));
        let also = ["https://app.example".to_owned()];
        assert!(allowed(&headers(Some("https://app.example")), &also));
    }
}
