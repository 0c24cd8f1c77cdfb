//! How long a transcript takes, by the number of its lines: `cargo run --release -p kaiting-record --example figures`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

use hearing::Stage;
use hearing::transcript::LineKind;

fn main() {
    for count in [0, 500, 5_000, 500] {
        let mut hearing = common::loan();
        let words = hearing.transcript.lines.clone();
        for n in 0..count {
            // No two alike, or the typesetter would remember.
            let said = format!("{}（第{n}次）", words[n % words.len()].text);
            let who = ["judge", "counsel", "defendant"][n % 3];
            let line = common::line(100 + n, Stage::Evidence, who, LineKind::Speech, &said);
            hearing.transcript.lines.push(line);
        }
        let began = Instant::now();
        let pdf = kaiting_record::transcript_pdf(&hearing, common::OPENED).unwrap();
        let took = began.elapsed();
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let memory = status
            .lines()
            .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"));
        let memory: Vec<_> = memory
            .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        println!(
            "{count} lines: {took:.2?}, {} KB, {}",
            pdf.len() / 1024,
            memory.join(", ")
        );
    }
}
