//! A day of the calendar, as a record names it.
//!
//! It must not know which day is today; whoever asks for a record says so.

use std::fmt;

use crate::guide::compile::is_dated;

/// A day that there is, in the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; nothing if it is not written so or there is no such day.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        if !is_dated(written) {
            return None;
        }
        let mut numbers = written.split('-');
        let date = Self {
            year: numbers.next()?.parse().ok()?,
            month: numbers.next()?.parse().ok()?,
            day: numbers.next()?.parse().ok()?,
        };
        let is_day = date.year > 0 && (1..=date.days_in_month()).contains(&date.day);
        is_day.then_some(date)
    }

    /// How many days the month has; none if there is no such month.
    fn days_in_month(self) -> u8 {
        let is_leap = self.year.is_multiple_of(4) && !self.year.is_multiple_of(100)
            || self.year.is_multiple_of(400);
        match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            _ => 0,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
