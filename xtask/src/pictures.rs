//! Pictures of the real thing: of every place, to be looked at, or the few that the README shows.

use crate::shell::{cargo, program, step};
use crate::{dist, run, system};
use anyhow::Result;

pub fn pictures(folder: Option<&str>) -> Result<()> {
    system::ensure()?;
    dist::build(dist::Finish::Shipped)?;
    step(
        "building the backend",
        cargo().args(["build", "--package", "kaiting-server"]),
    )?;
    let mut painter = program("node");
    match folder {
        Some(folder) => painter.args(["tests/e2e/pictures.mjs", folder]),
        None => painter.arg("tests/e2e/readme.mjs"),
    };
    step(
        "taking pictures",
        painter.env("KAITING_BACKEND", run::backend()),
    )
}
