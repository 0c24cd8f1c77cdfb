//! What must come from the operating system: browsers to test with, fonts to see Chinese in, and other hands to open what we write.

use crate::shell::{output, program, step};
use anyhow::{Result, bail};
use std::process::Command;

pub const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

const PARTS: [(&str, &str); 12] = [
    ("chromium", "/usr/bin/chromium"),
    ("chromium-driver", CHROMEDRIVER),
    ("firefox-esr", "/usr/bin/firefox-esr"),
    ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto"),
    // What English is set in where a browser has no font of its own maker: without it the marks are those of Chinese.
    ("fonts-liberation", "/usr/share/fonts/truetype/liberation"),
    ("poppler-utils", "/usr/bin/pdftotext"),
    ("unzip", "/usr/bin/unzip"),
    ("qpdf", "/usr/bin/qpdf"),
    ("ffmpeg", "/usr/bin/ffmpeg"),
    ("libreoffice-writer-nogui", "/usr/bin/soffice"),
    ("coturn", "/usr/bin/turnserver"),
    ("redis-server", "/usr/bin/redis-server"),
];

/// The browsers, fonts and tools that the tests need. Installs what is missing where it may, else says how.
pub fn ensure() -> Result<()> {
    let missing: Vec<&str> = PARTS
        .iter()
        .filter(|(_, place)| !std::path::Path::new(place).exists())
        .map(|(package, _)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let root = output(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !root {
        bail!(
            "missing: {0}. Install with: sudo apt-get install {0}",
            missing.join(" ")
        );
    }
    step(
        "asking Debian for its packages",
        program("apt-get").args(["update", "-qq"]),
    )?;
    step(
        "installing browsers, fonts and tools",
        program("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(&missing)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}
