//! Tables as they are printed, which can be pasted into a Markdown file as they are; it must not know
//! what is in them.

/// A table of numbers, each row with what it is about as its last cell.
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(titles: &[&str]) -> Self {
        let titles = titles.iter().map(|title| (*title).to_owned());
        Self {
            rows: vec![titles.collect()],
        }
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, numbers: impl IntoIterator<Item = String>, about: &str) {
        let row = numbers.into_iter().chain([about.to_owned()]);
        self.rows.push(row.collect());
    }

    /// The table in lines, the numbers in columns that end together.
    pub(crate) fn lines(&self) -> String {
        let mut lines = String::new();
        for (place, row) in self.rows.iter().enumerate() {
            let Some((about, numbers)) = row.split_last() else {
                continue;
            };
            lines.push('|');
            for (column, number) in numbers.iter().enumerate() {
                let width = self.width(column);
                lines.push_str(&format!(" {number:>width$} |"));
            }
            lines.push_str(&format!(" {about} |\n"));
            if place == 0 {
                let rules = (0..numbers.len()).map(|column| "-".repeat(self.width(column) + 1));
                lines.push('|');
                lines.extend(rules.map(|rule| format!("{rule}:|")));
                lines.push_str("---|\n");
            }
        }
        lines
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    }
}

/// A number as a person reads it.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Bytes in units of 1024.
pub(crate) fn kib(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1024.0)
}

/// A part of a whole in hundredths; of nothing everything is nothing.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    let share = 100.0 * part as f64 / whole.max(1) as f64;
    format!("{share:.1} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_together_and_what_they_are_about_comes_last() {
        let mut table = Table::new(&["bytes", "of all", "file"]);
        table.add([grouped(1_234_567), percent(1, 3)], "a.js");
        table.add([grouped(8), percent(1, 1)], "longer.css");
        assert_eq!(
            table.lines(),
            "|     bytes |  of all | file |\n\
             |----------:|--------:|---|\n\
             | 1,234,567 |  33.3 % | a.js |\n\
             |         8 | 100.0 % | longer.css |\n"
        );
    }

    #[test]
    fn numbers_are_grouped_from_their_end() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (123_456, "123,456"),
        ];
        for (number, expected) in cases {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn units_and_shares_have_one_decimal() {
        assert_eq!(kib(1_536), "1.5");
        assert_eq!(percent(0, 0), "0.0 %");
    }
}
