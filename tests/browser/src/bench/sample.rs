//! Numbers that were measured again and again, and tables of them.

use std::fmt::Write;

/// What one thing measured, from the least to the most.
pub(super) struct Sample(Vec<f64>);

impl Sample {
    pub(super) fn median(&self) -> f64 {
        self.of(50)
    }

    /// The number that so many of a hundred do not exceed.
    pub(super) fn of(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent).div_ceil(100).max(1) - 1;
        self.0[place]
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        let mut numbers: Vec<_> = numbers.into_iter().collect();
        assert!(!numbers.is_empty(), "nothing was measured");
        numbers.sort_by(f64::total_cmp);
        Self(numbers)
    }
}

/// A time as it stands in a table.
pub(super) fn milliseconds(number: f64) -> String {
    format!("{number:.0} ms")
}

/// An amount of memory, or of what came over the line, likewise.
pub(super) fn kilobytes(bytes: f64) -> String {
    format!("{:.1} kB", bytes / 1000.0)
}

/// A table in Markdown, as it goes into the docs.
pub(super) fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut table = String::new();
    let rule = heads.iter().map(|_| "---").collect::<Vec<_>>();
    writeln!(table, "| {} |\n|{}|", heads.join(" | "), rule.join("|")).unwrap();
    for row in rows {
        writeln!(table, "| {} |", row.join(" | ")).unwrap();
    }
    table
}
