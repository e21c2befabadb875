//! A day of the calendar, and how days are counted.
//!
//! It must not know what day it is.

use std::fmt;

/// A day of the Gregorian calendar, reckoned back before its adoption, in the years 1 to 9999. Its
/// `Display` is `YYYY-MM-DD`. An earlier day is less than a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    // In this order, for the derived comparison.
    year: u32,
    month: u32,
    day: u32,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Day {
    /// The day, if there is one: the month and the day of the month count from 1.
    #[must_use]
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let is_day = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD` and nothing else, as a date field of a page gives it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut number = |digits| {
            let part = parts.next()?;
            let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse().ok()).flatten()
        };
        Self::new(number(4)?, number(2)?, number(2)?)
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1 March of the year 0 is a Wednesday.
        match self.number() % 7 {
            0 => Weekday::Wednesday,
            1 => Weekday::Thursday,
            2 => Weekday::Friday,
            3 => Weekday::Saturday,
            4 => Weekday::Sunday,
            5 => Weekday::Monday,
            _ => Weekday::Tuesday,
        }
    }

    /// The day that comes so many days later; none after the year 9999.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Option<Self> {
        Self::numbered(self.number().checked_add(days)?)
    }

    /// The day with the same number so many months later, or the last of that month if it has none;
    /// none after the year 9999.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let month = (12 * self.year + self.month - 1).checked_add(months)?;
        let (year, month) = (month / 12, month % 12 + 1);
        Self::new(year, month, self.day.min(days_in(year, month)))
    }

    /// How many days after 1 March of the year 0 it is, so that a leap day is the last of its year.
    /// The arithmetic is Howard Hinnant's, <https://howardhinnant.github.io/date_algorithms.html>.
    fn number(self) -> u32 {
        let year = if self.month > 2 {
            self.year
        } else {
            self.year - 1
        };
        let month = (self.month + 9) % 12;
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + self.day - 1
    }

    fn numbered(number: u32) -> Option<Self> {
        const DAYS_IN_400_YEARS: u32 = 146_097;
        let day = number % DAYS_IN_400_YEARS;
        let year = (day - day / 1460 + day / 36_524 - day / (DAYS_IN_400_YEARS - 1)) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let year = 400 * (number / DAYS_IN_400_YEARS) + year;
        if month < 10 {
            Self::new(year, month + 3, day)
        } else {
            Self::new(year + 1, month - 9, day)
        }
    }
}

/// A month counts from 1.
fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// Day 1 of the week by ISO 8601.
    Monday,
    /// Day 2.
    Tuesday,
    /// Day 3.
    Wednesday,
    /// Day 4.
    Thursday,
    /// Day 5.
    Friday,
    /// Day 6, which is no working day.
    Saturday,
    /// Day 7, which is no working day.
    Sunday,
}
