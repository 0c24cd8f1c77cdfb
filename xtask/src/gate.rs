//! The gate: a built page that does not come alive in a browser is no page, whatever the tools returned.

use crate::shell::{program, step};
use anyhow::Result;

pub fn gate() -> Result<()> {
    step(
        "loading the built page",
        program("node")
            .arg("tests/e2e/gate.mjs")
            .env("KAITING_BACKEND", crate::run::backend()),
    )
}
