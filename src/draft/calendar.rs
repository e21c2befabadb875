//! Days, the day on which an answer is due, and a calendar file that reminds of it.
//!
//! It must not know what day it is.

use std::fmt;

use super::entry;
use crate::guide::file::Period;

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
    fn plus_months(self, months: u32) -> Option<Self> {
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

/// The last day of a period that runs from something that happened on a day; none after the year 9999.
///
/// Holidays are not known here: they differ by country and place, and the Regulation has each state
/// and institution list its own. So a period in months can end a working day or more later than this,
/// and never earlier.
#[must_use]
pub fn due(from: Day, period: Period) -> Option<Day> {
    match period {
        Period::Months(months) => {
            let last = from.plus_months(months)?;
            match last.weekday() {
                Weekday::Saturday => last.plus_days(2),
                Weekday::Sunday => last.plus_days(1),
                Weekday::Monday
                | Weekday::Tuesday
                | Weekday::Wednesday
                | Weekday::Thursday
                | Weekday::Friday => Some(last),
            }
        }
        Period::Days(days) => from.plus_days(days),
    }
}

/// A second of universal time in the years 1970 to 9999. Its `Display` is iCalendar's, such as
/// `20261103T181039Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    day: Day,
    second: u32,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (minute, second) = (self.second / 60, self.second % 60);
        let (hour, minute) = (minute / 60, minute % 60);
        write!(f, "{}T{hour:02}{minute:02}{second:02}Z", basic(self.day))
    }
}

impl Moment {
    /// So many seconds after the beginning of 1970, without leap seconds, as clocks count them;
    /// none after the year 9999.
    #[must_use]
    pub fn since_1970(seconds: u64) -> Option<Self> {
        const DAY: u64 = 24 * 60 * 60;
        let first = Day::new(1970, 1, 1)?;
        let days = u32::try_from(seconds / DAY).ok()?;
        Some(Self {
            day: first.plus_days(days)?,
            second: u32::try_from(seconds % DAY).ok()?,
        })
    }
}

/// A day to be reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event<'a> {
    /// What tells it from every other event: a calendar that gets one a second time replaces it.
    pub uid: &'a str,
    /// When the file was written.
    pub written: Moment,
    /// The day, whole and in no time zone.
    pub day: Day,
    /// Its title.
    pub summary: &'a str,
    /// What to know about it, in any number of lines.
    pub description: &'a str,
    /// How many days before it to remind, at nine in the morning; on the day itself if 0.
    pub alarm_days_before: u32,
}

impl Event<'_> {
    /// An iCalendar file (RFC 5545) that holds this event and nothing else, whatever stands in the
    /// texts. It says that the person is not busy on the day, and is no invitation.
    #[must_use]
    pub fn file(&self) -> String {
        let mut file = String::new();
        let mut line = |name: &str, value: &str| push_folded(&mut file, name, value);
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line("PRODID", "-//Signpost//Signpost//EN");
        line("BEGIN", "VEVENT");
        line("UID", &escaped(self.uid));
        line("DTSTAMP", &self.written.to_string());
        line("DTSTART;VALUE=DATE", &basic(self.day));
        // After the last day that there is, none follows; without an end it is one day all the same.
        if let Some(next) = self.day.plus_days(1) {
            line("DTEND;VALUE=DATE", &basic(next));
        }
        line("SUMMARY", &escaped(self.summary));
        line("DESCRIPTION", &escaped(self.description));
        // Others who see the person's calendar need not see what was asked of whom.
        line("CLASS", "PRIVATE");
        line("TRANSP", "TRANSPARENT");
        line("BEGIN", "VALARM");
        line("ACTION", "DISPLAY");
        line("DESCRIPTION", &escaped(self.summary));
        line("TRIGGER", &trigger(self.alarm_days_before));
        line("END", "VALARM");
        line("END", "VEVENT");
        line("END", "VCALENDAR");
        file
    }
}

/// At nine, counted from midnight at the beginning of the event: nobody reads an alarm at midnight.
fn trigger(days_before: u32) -> String {
    match days_before {
        0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        _ => format!("-P{}DT15H", days_before - 1),
    }
}

/// The day as iCalendar writes it.
fn basic(day: Day) -> String {
    let Day { year, month, day } = day;
    format!("{year:04}{month:02}{day:02}")
}

/// A text as the value of a property, RFC 5545 section 3.3.11.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in entry::plain(text) {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Adds a line, folded so that no part has more than 75 bytes, RFC 5545 section 3.1.
fn push_folded(file: &mut String, name: &str, value: &str) {
    const MOST: usize = 75;
    let mut length = 0;
    for character in name.chars().chain([':']).chain(value.chars()) {
        if length + character.len_utf8() > MOST {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(character);
        length += character.len_utf8();
    }
    file.push_str("\r\n");
}
