//! How high the rows of a long list are, and which of them are in view: the sums are kept in a Fenwick tree, so that a row
//! more, a row measured and a place looked up each cost the logarithm of their number.

/// Before a row has been measured (px).
const GUESS: f64 = 60.0;
/// What most of them are at least: a screen of rows without height would be all of them (px).
const LEAST: f64 = 16.0;
/// Rows kept above and below what is in view.
const MARGIN: usize = 8;
/// The rows in the page are chosen anew by so many at once.
const STEP: usize = 4;
/// What a row of the same height may differ by from one time to the next (px).
const SAME: f64 = 0.5;

/// What is known of a row, and of those before it that its place in the tree stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    height: f64,
    measured: u32,
}

/// From the top of each row to the top of the next (px): measured, or as most of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Heights {
    rows: Vec<Option<f64>>,
    tree: Vec<Sum>,
    usual: f64,
    learned: bool,
}

/// Which rows are in the page, and how much room the others take (px).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    pub from: usize,
    pub to: usize,
    pub above: f64,
    pub below: f64,
}

impl Default for Heights {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            tree: Vec::new(),
            usual: GUESS,
            learned: false,
        }
    }
}

impl Heights {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn truncate(&mut self, len: usize) {
        self.rows.truncate(len);
        self.tree.truncate(len);
    }

    pub fn push(&mut self, known: Option<f64>) {
        self.rows.push(known);
        let n = self.rows.len();
        let mut sum = Sum::of(known);
        let mut step = 1;
        while step < n & n.wrapping_neg() {
            if let Some(before) = self.tree.get(n - 1 - step) {
                sum.add(*before);
            }
            step <<= 1;
        }
        self.tree.push(sum);
    }

    /// Whether it was as high before.
    pub fn set(&mut self, row: usize, height: f64) -> bool {
        let Some(known) = self.rows.get_mut(row) else {
            return true;
        };
        if known.is_some_and(|known| (known - height).abs() <= SAME) {
            return true;
        }
        let was = Sum::of(known.replace(height));
        let mut n = row + 1;
        while let Some(sum) = self.tree.get_mut(n - 1) {
            sum.height += height - was.height;
            sum.measured += 1 - was.measured;
            n += n & n.wrapping_neg();
        }
        false
    }

    pub fn known(&self, row: usize) -> Option<f64> {
        self.rows.get(row).copied().flatten()
    }

    /// The first that are measured stand for those to come: with every other guess the whole page would move anew.
    pub fn learn(&mut self, found: &[f64]) {
        if !self.learned && !found.is_empty() {
            self.usual = (found.iter().sum::<f64>() / found.len() as f64).max(LEAST);
            self.learned = true;
        }
    }

    /// All are another size now: of another width, in other letters.
    pub fn forget(&mut self) {
        let rows = self.len();
        *self = Self::default();
        (0..rows).for_each(|_| self.push(None));
    }

    /// Where a row begins; behind the last, where the page ends.
    pub fn start(&self, row: usize) -> f64 {
        let row = row.min(self.len());
        let mut n = row;
        let mut sum = Sum::default();
        while let Some(before) = n.checked_sub(1).and_then(|at| self.tree.get(at)) {
            sum.add(*before);
            n &= n - 1;
        }
        self.px(sum, row)
    }

    /// The row that this place is in; behind the last, how many there are.
    pub fn row_at(&self, y: f64) -> usize {
        let mut row = 0;
        let mut before = Sum::default();
        let mut step = self.len().checked_ilog2().map_or(0, |log| 1 << log);
        while step > 0 {
            if let Some(sum) = self.tree.get(row + step - 1) {
                let mut next = before;
                next.add(*sum);
                if self.px(next, row + step) <= y {
                    before = next;
                    row += step;
                }
            }
            step >>= 1;
        }
        row
    }

    fn px(&self, sum: Sum, rows: usize) -> f64 {
        sum.height + (rows - sum.measured as usize) as f64 * self.usual
    }

    /// What is to be in the page when `view` px of it from `top` are in view.
    pub fn window(&self, top: f64, view: f64) -> Window {
        let rows = self.len();
        let first = self.row_at(top.max(0.0)).min(rows.saturating_sub(1));
        let last = self.row_at(top.max(0.0) + view) + 1;
        let from = first.saturating_sub(MARGIN) / STEP * STEP;
        let to = ((last + MARGIN).div_ceil(STEP) * STEP).min(rows);
        self.between(from, to)
    }

    /// These rows, with the room of the others.
    pub fn between(&self, from: usize, to: usize) -> Window {
        let above = self.start(from);
        Window {
            from,
            to,
            above,
            below: self.start(self.len()) - self.start(to),
        }
    }
}

impl Sum {
    fn of(known: Option<f64>) -> Self {
        Self {
            height: known.unwrap_or(0.0),
            measured: u32::from(known.is_some()),
        }
    }

    fn add(&mut self, other: Sum) {
        self.height += other.height;
        self.measured += other.measured;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn rows(count: usize) -> Heights {
        let mut heights = Heights::default();
        (0..count).for_each(|_| heights.push(None));
        heights
    }

    #[wasm_bindgen_test]
    fn the_page_is_as_long_as_all_rows_whatever_is_in_it() {
        let heights = rows(1_000);
        for top in [-5.0, 0.0, 30_000.0, 59_500.0, 90_000.0] {
            let window = heights.window(top, 500.0);
            let shown = (window.to - window.from) as f64 * GUESS;
            assert_eq!(window.above + shown + window.below, 60_000.0);
            assert!(window.to - window.from < 40);
            assert!(window.above <= top.max(0.0));
        }
        assert_eq!(rows(0).window(0.0, 500.0), Window::default());
    }

    #[wasm_bindgen_test]
    fn the_tree_says_what_adding_up_would_say() {
        let mut heights = rows(100);
        let mut plain = vec![GUESS; 100];
        for (at, height) in [
            (0, 31.0),
            (7, 90.5),
            (8, 12.0),
            (63, 400.0),
            (64, 1.0),
            (99, 77.0),
            (7, 20.0),
        ] {
            assert!(!heights.set(at, height));
            plain[at] = height;
        }
        // Others come, and go, and come again with a height that is known.
        heights.truncate(90);
        plain.truncate(90);
        for at in 90..130 {
            let known = (at % 3 == 0).then_some(25.0);
            heights.push(known);
            plain.push(known.unwrap_or(GUESS));
        }
        let mut y = 0.0;
        for (at, height) in plain.iter().enumerate() {
            assert_eq!(heights.start(at), y);
            assert_eq!(heights.row_at(y), at);
            assert_eq!(heights.row_at(y + height - 0.25), at);
            y += height;
        }
        assert_eq!(heights.start(130), y);
        assert_eq!(heights.row_at(y), 130);
    }

    #[wasm_bindgen_test]
    fn what_is_in_view_is_in_the_page_wherever_one_is() {
        let mut heights = rows(500);
        for at in 0..500 {
            heights.set(at, 20.0 + (at * 37 % 90) as f64);
        }
        for top in (0..32_000).step_by(97) {
            let (top, end) = (f64::from(top), heights.start(500));
            let window = heights.window(top, 400.0);
            assert!(window.above <= top);
            assert!(end - window.below >= (top + 400.0).min(end));
        }
    }

    #[wasm_bindgen_test]
    fn a_row_that_is_measured_moves_those_behind_it_alone() {
        let mut heights = rows(200);
        heights.learn(&[50.0, 70.0]);
        let before = heights.start(100);
        assert!(heights.set(150, 60.0) != heights.set(150, 60.25));
        assert!(!heights.set(120, 300.0));
        assert_eq!(heights.start(100), before);
        assert_eq!(heights.start(121), before + 20.0 * 60.0 + 300.0);
        heights.forget();
        heights.learn(&[0.0, 1.0]);
        assert!(heights.window(0.0, 480.0).to < 50);
        heights.forget();
        assert_eq!(heights.start(200), 200.0 * GUESS);
        assert_eq!(heights.known(120), None);
    }
}
