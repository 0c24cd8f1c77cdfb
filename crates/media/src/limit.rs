//! A budget that refills with time, against clients that send too much.

use std::time::Instant;

#[derive(Debug)]
pub struct Budget {
    most: f64,
    per_second: f64,
    left: f64,
    at: Instant,
}

impl Budget {
    pub fn new(most: f64, per_second: f64, now: Instant) -> Self {
        Self {
            most,
            per_second,
            left: most,
            at: now,
        }
    }

    pub fn take(&mut self, now: Instant) -> bool {
        self.take_many(1.0, now)
    }

    pub fn take_many(&mut self, cost: f64, now: Instant) -> bool {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        self.left = (self.left + passed * self.per_second).min(self.most);
        if self.left < cost {
            return false;
        }
        self.left -= cost;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_is_cut_and_time_refills() {
        let now = Instant::now();
        let mut budget = Budget::new(3.0, 10.0, now);
        assert_eq!((0..5).filter(|_| budget.take(now)).count(), 3);
        assert!(budget.take(now + Duration::from_millis(100)));
        assert!(!budget.take(now + Duration::from_millis(100)));
    }
}
