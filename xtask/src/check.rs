//! The quick inner loop.

use crate::shell::{cargo, step};
use crate::tools;
use anyhow::Result;

pub fn check() -> Result<()> {
    tools::wasm_target()?;
    step("format", cargo().args(["fmt", "--all", "--check"]))?;
    step(
        "backend and rules",
        cargo().args([
            "check",
            "--workspace",
            "--exclude",
            "kaiting",
            "--all-targets",
        ]),
    )?;
    step(
        "app",
        cargo().args([
            "check",
            "--package",
            "kaiting",
            "--target",
            "wasm32-unknown-unknown",
        ]),
    )
}
