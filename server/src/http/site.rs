//! The app itself: the files that `cargo xtask app` has Trunk build, already compressed, and the page.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use tokio::fs;

use super::assets::{Asset, Assets};
use super::error::Fault;
use crate::app::App;
use crate::secrets;

const NONCE: &str = "{{nonce}}";
const PHONE: &str = "{{phone}}";

pub async fn serve(
    State(app): State<Arc<App>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<axum::response::Response, Fault> {
    if method != Method::GET && method != Method::HEAD {
        return Err(Fault::NoSuchPlace);
    }
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return Err(Fault::NoSuchPlace);
    }
    if !path.is_empty()
        && path != "index.html"
        && let Some(file) = within(&app.config.dist, path)
        && let Some(answer) = asset(&app.assets, &file, path, &headers).await
    {
        return Ok(answer);
    }
    // A file that is not there is not the app; a place in the app is.
    if path
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
        && path != "index.html"
    {
        return Err(Fault::NoSuchPlace);
    }
    index(&app, &headers).await
}

/// The file of that name below the folder, if the name stays below it.
fn within(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (plain && !path.as_os_str().to_string_lossy().contains('%')).then(|| folder.join(path))
}

async fn asset(
    assets: &Assets,
    file: &Path,
    path: &str,
    headers: &HeaderMap,
) -> Option<axum::response::Response> {
    let mut found = None;
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(headers, encoding) {
            let mut name = file.as_os_str().to_owned();
            name.push(suffix);
            if let Ok(asset) = assets.read(Path::new(&name)).await {
                found = Some((asset, Some(encoding)));
                break;
            }
        }
    }
    let (Asset { bytes, tag, .. }, encoding) = match found {
        Some(found) => found,
        None => (assets.read(file).await.ok()?, None),
    };
    let caching = if is_hashed(path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = headers.get(header::IF_NONE_MATCH);
    if known.and_then(|value| value.to_str().ok()) == Some(tag.as_str()) {
        return Some((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let mut response = Response::builder()
        .header(header::ETAG, tag)
        .header(header::CONTENT_TYPE, content_type(path))
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    response
        .body(Body::from(bytes))
        .ok()
        .map(IntoResponse::into_response)
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .split(',')
        .any(|one| one.split(';').next().map(str::trim) == Some(encoding))
}

/// The folders of what the build makes have its hash in their names: `app-0123456789abcdef/app.js`.
fn is_hashed(path: &str) -> bool {
    path.split(['/', '-', '.', '_'])
        .any(|part| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

async fn index(app: &App, headers: &HeaderMap) -> Result<axum::response::Response, Fault> {
    let page = fs::read_to_string(app.config.dist.join("index.html"))
        .await
        .map_err(|_| Fault::NoSuchPlace)?;
    let nonce = secrets::random::<18>().map_err(Fault::unavailable)?;
    let nonce = secrets::encode(&nonce);
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| {
            host.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b))
        })
        .unwrap_or_default();
    // Older Safari does not take 'self' for web sockets.
    let sockets = if host.is_empty() {
        String::new()
    } else {
        format!(" ws://{host} wss://{host}")
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; \
         style-src-attr 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self' data: blob:; \
         connect-src 'self'{sockets}; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    let page = page
        .replace(NONCE, &nonce)
        .replace(PHONE, &phone(&app.config.phone));
    let mut response = Response::builder();
    // Each answer has a nonce of its own, so that it cannot be compressed beforehand: some milliseconds here, a quarter of
    // a second on a slow line.
    let body = if accepts(headers, "gzip") {
        response = response.header(header::CONTENT_ENCODING, "gzip");
        gzip(&page).map_err(Fault::unavailable)?
    } else {
        page.into_bytes()
    };
    response
        .status(StatusCode::OK)
        .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::VARY, "accept-encoding")
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(
            "permissions-policy",
            "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), screen-wake-lock=(self), \
             geolocation=(), payment=(), usb=()",
        )
        .body(Body::from(body))
        .map(IntoResponse::into_response)
        .map_err(Fault::unavailable)
}

/// As it may stand in an attribute: what no telephone number has is left out.
fn phone(number: &str) -> String {
    let dialled = |c: &char| c.is_ascii_digit() || " +-()".contains(*c);
    number.chars().filter(dialled).collect()
}

fn gzip(text: &str) -> std::io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes())?;
    packed.finish()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "pfb" => "application/x-font-type1",
        "txt" => "text/plain; charset=utf-8",
        "mp3" => "audio/mpeg",
        "ogg" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder() {
        let dist = Path::new("/dist");
        for path in ["../etc/passwd", "a/../../b", "/etc/passwd", "%2e%2e/x"] {
            assert_eq!(within(dist, path), None, "{path}");
        }
        assert_eq!(within(dist, "a/b.js"), Some(PathBuf::from("/dist/a/b.js")));
    }

    #[test]
    fn a_number_is_a_number() {
        assert_eq!(phone("010-1234 5678"), "010-1234 5678");
        assert_eq!(phone("1\"><script>2"), "12");
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("app-66a1cf2d9f2b1c3e/app.js"));
        assert!(is_hashed("app-66a1cf2d9f2b1c3e/app_bg.wasm"));
        assert!(is_hashed("vendor-66a1cf2d9f2b1c3e/pdfjs/pdf.min.mjs"));
        assert!(!is_hashed("manifest.webmanifest"));
        assert!(!is_hashed("pdf/pdf.worker.mjs"));
    }
}
