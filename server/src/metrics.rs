//! Counts for operators, in Prometheus' text format. No names of persons or cases, ever.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

#[derive(Default)]
pub struct Metrics {
    records: AtomicU64,
    failures: AtomicU64,
    refusals: AtomicU64,
    lines: AtomicI64,
    commands: AtomicU64,
    violations: AtomicU64,
    resyncs: AtomicU64,
    entries_failed: AtomicU64,
    uploads: AtomicU64,
    takeovers: AtomicU64,
    turned_away: AtomicU64,
    disobeyed: AtomicU64,
}

impl Metrics {
    pub fn recorded(&self, records: usize) {
        self.records.fetch_add(records as u64, Ordering::Relaxed);
    }
    pub fn not_recorded(&self) {
        self.failures.fetch_add(1, Ordering::Relaxed);
    }
    pub fn refused(&self) {
        self.refusals.fetch_add(1, Ordering::Relaxed);
    }
    pub fn line_opened(&self) {
        self.lines.fetch_add(1, Ordering::Relaxed);
    }
    pub fn line_closed(&self) {
        self.lines.fetch_sub(1, Ordering::Relaxed);
    }
    pub fn command(&self) {
        self.commands.fetch_add(1, Ordering::Relaxed);
    }
    pub fn violation(&self) {
        self.violations.fetch_add(1, Ordering::Relaxed);
    }
    pub fn resync(&self) {
        self.resyncs.fetch_add(1, Ordering::Relaxed);
    }
    pub fn entry_failed(&self) {
        self.entries_failed.fetch_add(1, Ordering::Relaxed);
    }
    pub fn uploaded(&self) {
        self.uploads.fetch_add(1, Ordering::Relaxed);
    }
    pub fn taken_over(&self) {
        self.takeovers.fetch_add(1, Ordering::Relaxed);
    }
    pub fn turned_away(&self) {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
    }
    pub fn disobeyed(&self) {
        self.disobeyed.fetch_add(1, Ordering::Relaxed);
    }

    pub fn text(&self, hearings: usize) -> String {
        let mut out = String::new();
        let counters = [
            (
                "records_total",
                "Records on disk since start",
                &self.records,
            ),
            (
                "record_failures_total",
                "Appends that failed",
                &self.failures,
            ),
            ("commands_total", "Commands received", &self.commands),
            ("refusals_total", "Commands refused", &self.refusals),
            (
                "violations_total",
                "Frames against the protocol",
                &self.violations,
            ),
            (
                "resyncs_total",
                "Slow readers sent to come back",
                &self.resyncs,
            ),
            (
                "entries_failed_total",
                "Wrong links and codes",
                &self.entries_failed,
            ),
            ("uploads_total", "Exhibit files stored", &self.uploads),
            (
                "takeovers_total",
                "Seats taken over by another session",
                &self.takeovers,
            ),
            (
                "turned_away_total",
                "Sockets turned away because too many wait for their hello",
                &self.turned_away,
            ),
            (
                "media_disobeyed_total",
                "Tries after which the media had still not obeyed",
                &self.disobeyed,
            ),
        ];
        for (name, help, value) in counters {
            let value = value.load(Ordering::Relaxed);
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "# HELP kaiting_{name} {help}\n# TYPE kaiting_{name} counter\nkaiting_{name} {value}\n"
            );
        }
        let lines = self.lines.load(Ordering::Relaxed);
        let _ = write!(
            out,
            "# HELP kaiting_lines Hearing sockets open now\n# TYPE kaiting_lines gauge\nkaiting_lines {lines}\n\
             # HELP kaiting_hearings Hearings open now\n# TYPE kaiting_hearings gauge\nkaiting_hearings {hearings}\n"
        );
        out
    }
}
