//! Measures, and writes BENCHMARKS.md.

use crate::shell::{program, step};
use crate::{dist, system};
use anyhow::Result;

pub fn bench() -> Result<()> {
    system::ensure()?;
    dist::build(dist::Finish::Shipped)?;
    step("measuring", program("node").arg("tests/bench/bench.mjs"))
}
