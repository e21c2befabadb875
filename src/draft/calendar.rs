//! The day on which an answer is due, and a calendar file that reminds of it.
//!
//! It must not know what day it is.

use std::fmt;

use super::entry;
pub use crate::day::{Day, Weekday};
use crate::guide::file::Period;

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
    day.to_string().replace('-', "")
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
