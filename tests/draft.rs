//! What was typed is checked and tidied; and what leaves the page is read back by others' parsers.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use chrono::{Datelike, Months, NaiveDate};
use icalendar::parser::{Component, read_components, unfold};
use percent_encoding::percent_decode_str;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sample::{answers, guide as bakery, text as bakery_text};
use signpost::draft::calendar::{Day, Event, Moment, Weekday, due};
use signpost::draft::entry::{
    EntryProblem, HiddenCharacter, MAX_LINE, MAX_LINES, lines, one_line, several_lines,
    without_hidden,
};
use signpost::draft::mail::{MAX_LENGTH, Mail, MailLink};
use signpost::draft::{Entries, deadline, fields, letter, missing};
use signpost::engine::walk::walk;
use signpost::guide::file::Period;
use url::Url;

/// What somebody might type or paste to get more into a mail or a calendar than a text.
const HOSTILE: [&str; 24] = [
    "\r\n",
    "\r",
    "\n",
    "\r\n ",
    "\t",
    "\0",
    "\u{1b}[2J",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{feff}",
    "\\n",
    "\\",
    ";",
    ",",
    "&bcc=eve@example.org",
    "?cc=eve@example.org#%0D%0Abcc:eve@example.org+",
    "\r\nBcc: eve@example.org\r\n\r\n",
    "\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\n",
    "👩‍👩‍👧‍👦",
    "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// Any text, with hostile parts more often than chance would have them.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{0,20}",
        select(&HOSTILE[..]).prop_map(str::to_owned),
    ];
    vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// A text as a reader should get it: line ends alike, and a mark for what cannot be shown.
fn as_read(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(
            ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
            "\n",
        )
        .replace(
            |letter: char| letter.is_control() && letter != '\n' && letter != '\t',
            "\u{fffd}",
        )
}

// Entries.

#[test]
fn an_entry_is_taken_without_the_space_around_it() {
    assert_eq!(one_line("  Zoë  Ångström \t"), Ok("Zoë  Ångström".into()));
    assert_eq!(one_line("\n\u{a0}"), Ok(String::new()));
    assert_eq!(several_lines("\n\n a \n\n b \n"), Ok("a \n\n b".into()));
}

#[test]
fn whatever_ends_a_line_is_one_line_end() {
    for end in [
        "\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}",
    ] {
        let typed = format!("a{end}{end}b");
        assert_eq!(several_lines(&typed), Ok("a\n\nb".into()), "{typed:?}");
    }
    assert_eq!(several_lines("a\n\rb"), Ok("a\n\nb".into()));
}

#[test]
fn a_list_is_the_lines_that_hold_anything() {
    let entry = "\n 120  \r\n\t\n121\u{2028}122\n\n";
    assert_eq!(lines(entry).collect::<Vec<_>>(), ["120", "121", "122"]);
    assert_eq!(lines(" \n ").next(), None);
}

#[test]
fn one_line_is_not_two() {
    for typed in ["a\nb", "a\rb", "a\r\nb", "a\u{2028}b", "a\u{b}b"] {
        assert_eq!(
            one_line(typed),
            Err(EntryProblem::MoreThanOneLine),
            "{typed:?}"
        );
    }
    assert_eq!(one_line("\na\n"), Ok("a".into()));
}

#[test]
fn an_entry_as_long_as_may_be_is_taken_and_one_character_more_is_not() {
    let too_long = |most| {
        let found = most + 1;
        Err(EntryProblem::TooLong { found, most })
    };
    let most = "ß".repeat(MAX_LINE);
    assert_eq!(one_line(&format!(" {most}\n")), Ok(most.clone()));
    assert_eq!(one_line(&format!("{most}ß")), too_long(MAX_LINE));
    let most = "😀\r\n".repeat(MAX_LINES / 2 - 1) + "ab";
    assert!(several_lines(&most).is_ok());
    assert_eq!(several_lines(&format!("{most}c")), too_long(MAX_LINES));
}

#[test]
fn a_megabyte_is_refused_for_its_length_whatever_is_in_it() {
    for part in ["a", "\u{202e}", "\r\n.", "😀"] {
        let typed = part.repeat(1_000_000 / part.len());
        for problem in [one_line(&typed), several_lines(&typed)] {
            assert!(
                matches!(problem, Err(EntryProblem::TooLong { .. })),
                "{part:?}: {problem:?}"
            );
        }
    }
    assert_eq!(one_line(&" ".repeat(1_000_000)), Ok(String::new()));
}

#[test]
fn a_hidden_character_is_named_with_its_place() {
    let problem = one_line(" né\u{202e}e\u{200b} ");
    let first = HiddenCharacter {
        index: 3,
        character: '\u{202e}',
    };
    assert_eq!(
        problem,
        Err(EntryProblem::HiddenCharacters { first, count: 2 })
    );
    assert_eq!(first.to_string(), "U+202E");
    assert_eq!(without_hidden(" né\u{202e}e\u{200b} "), " née ");
}

#[test]
fn these_characters_are_hidden_and_no_others() {
    let hidden = |&character: &char| without_hidden(&character.to_string()).is_empty();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for point in ('\0'..=char::MAX).filter(hidden).map(u32::from) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == point => *last = point,
            _ => ranges.push((point, point)),
        }
    }
    let mut expected = vec![
        (0x00, 0x08),
        (0x0E, 0x1F),
        (0x7F, 0x84),
        (0x86, 0x9F),
        (0xAD, 0xAD),
        (0x61C, 0x61C),
        (0x200B, 0x200B),
        (0x200E, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0x2066, 0x206F),
        (0xFDD0, 0xFDEF),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
        (0xFFFE, 0xFFFF),
    ];
    expected.extend((1..=16).map(|plane| match plane << 16 | 0xFFFE {
        // The tags come next.
        0xDFFFE => (0xDFFFE, 0xE007F),
        first => (first, first + 1),
    }));
    assert_eq!(ranges, expected);
}

#[test]
fn words_of_all_scripts_and_emoji_are_left_as_they_are() {
    for typed in [
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "שלום עולם",
        "مرحبا",
        "👩‍👩‍👧‍👦 ❤\u{fe0f} 👍🏽 🇪🇺",
        "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
        "a\tb",
        "東京\u{3000}都",
        "ｅ\u{301}",
    ] {
        assert_eq!(one_line(typed), Ok(typed.to_owned()), "{typed:?}");
        assert_eq!(without_hidden(typed), typed);
    }
}

#[test]
fn tags_hide_no_message_behind_a_flag() {
    let tagged = |letters: &str| -> String {
        let tag = |letter| char::from_u32(0xE0000 + u32::from(letter)).unwrap();
        letters.chars().map(tag).collect()
    };
    for (typed, count) in [
        (format!("🏴{}", tagged("gbsct")), 5),
        (format!("🏴{}\u{e007f}", tagged("gb")), 3),
        (format!("🏴{}\u{e007f}", tagged("gbscotl")), 8),
        (format!("🏴{}\u{e007f}", tagged("GBSCT")), 6),
        (format!("🏴 {}\u{e007f}", tagged("gbsct")), 6),
        (format!("😀{}\u{e007f}", tagged("gbsct")), 6),
        (format!("🏴{}\u{e007f}{0}", tagged("gbsct")), 5),
    ] {
        let Err(EntryProblem::HiddenCharacters { count: found, .. }) = one_line(&typed) else {
            panic!("{typed:?} is taken");
        };
        assert_eq!(found, count, "{typed:?}");
    }
    let flag = format!("🏴{}\u{e007f}", tagged("gbsc12"));
    assert_eq!(one_line(&flag), Ok(flag.clone()));
}

#[test]
fn why_an_entry_is_not_taken_is_said_in_a_sentence() {
    let first = HiddenCharacter {
        index: 7,
        character: '\0',
    };
    let sentences = [
        EntryProblem::TooLong {
            found: 301,
            most: 300,
        },
        EntryProblem::HiddenCharacters { first, count: 2 },
        EntryProblem::MoreThanOneLine,
    ];
    assert_eq!(
        sentences.map(|problem| problem.to_string()),
        [
            "the entry has 301 characters and may have 300",
            "the entry has hidden characters, 2 in all, the first of them U+0000 at index 7",
            "the entry has more than one line",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_entry_is_what_was_typed_or_one_is_told_what_is_wrong_with_it(typed in texts()) {
        match several_lines(&typed) {
            Ok(entry) => {
                prop_assert_eq!(entry, as_read(typed.trim()));
                prop_assert_eq!(without_hidden(&typed), typed);
            }
            Err(EntryProblem::TooLong { found, most }) => {
                prop_assert_eq!(found, as_read(typed.trim()).chars().count());
                prop_assert!(found > most);
            }
            Err(EntryProblem::HiddenCharacters { first, count }) => {
                prop_assert_eq!(typed.chars().nth(first.index), Some(first.character));
                let before: String = typed.chars().take(first.index).collect();
                prop_assert_eq!(without_hidden(&before), before);
                let seen = without_hidden(&typed);
                prop_assert_eq!(typed.chars().count() - seen.chars().count(), count);
            }
            Err(EntryProblem::MoreThanOneLine) => prop_assert!(false, "several lines may be more"),
        }
    }
}

// Mail links.

/// Reads a mail link as `url` and `percent-encoding` do: the addresses, and the headers in order.
fn read_link(link: &MailLink) -> (String, Vec<(String, String)>) {
    let url = Url::parse(&link.href).unwrap();
    assert_eq!(url.scheme(), "mailto");
    assert_eq!(url.as_str(), link.href, "nothing is to be corrected");
    assert_eq!(url.fragment(), None);
    let decoded = |text| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let headers = url.query().into_iter().flat_map(|query| query.split('&'));
    let headers: Vec<_> = headers
        .map(|header| header.split_once('=').unwrap())
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    // Programs that take the part for a form's read `+` as a space.
    assert_eq!(url.query_pairs().into_owned().collect::<Vec<_>>(), headers);
    (url.path().to_owned(), headers)
}

fn link(to: Option<&str>, subject: &str, body: &str) -> MailLink {
    Mail { to, subject, body }.link()
}

/// Checks the link of a mail to nobody yet.
fn check_link(subject: &str, body: &str, expected: &str) {
    assert_eq!(link(None, subject, body).href, expected);
}

#[test]
fn a_mail_link_holds_the_address_the_subject_and_the_body() {
    let mail = link(
        Some("data.protection+eu@example.org"),
        "Grüße & more",
        "Dear all,\n\n100 % of it?\tYes.",
    );
    assert_eq!(
        mail.href,
        "mailto:data.protection%2Beu@example.org?subject=Gr%C3%BC%C3%9Fe%20%26%20more\
         &body=Dear%20all%2C%0D%0A%0D%0A100%20%25%20of%20it%3F%09Yes."
    );
    assert!(!mail.is_too_long);
}

#[test]
fn a_mail_link_leaves_out_what_is_empty() {
    check_link("", "", "mailto:");
    check_link("a", "", "mailto:?subject=a");
    check_link("", "b", "mailto:?body=b");
    check_link("a", "b", "mailto:?subject=a&body=b");
}

#[test]
fn a_subject_cannot_add_a_header() {
    check_link(
        "a\r\nBcc: eve@example.org\u{2028}b\tc",
        "",
        "mailto:?subject=a%20Bcc%3A%20eve%40example.org%20b%20c",
    );
    check_link(
        "a&bcc=eve@example.org#",
        "b&cc=eve@example.org",
        "mailto:?subject=a%26bcc%3Deve%40example.org%23&body=b%26cc%3Deve%40example.org",
    );
}

#[test]
fn an_address_cannot_add_another_or_a_header() {
    for (address, path) in [
        ("a@b.org,eve@c.org", "a%40b.org%2Ceve@c.org"),
        ("a@b.org?bcc=eve@c.org", "a%40b.org%3Fbcc%3Deve@c.org"),
        ("a@b.org\r\nBcc:", "a@b.org%20Bcc%3A"),
        ("a%2Cb@c.org", "a%252Cb@c.org"),
        ("eve", "eve"),
    ] {
        let (read, headers) = read_link(&link(Some(address), "", ""));
        assert_eq!(read, path, "{address}");
        assert_eq!(headers, []);
    }
}

#[test]
fn a_control_character_in_a_mail_is_marked_and_does_not_end_it() {
    check_link(
        "a\0b",
        "c\0d",
        "mailto:?subject=a%EF%BF%BDb&body=c%EF%BF%BDd",
    );
}

#[test]
fn a_mail_link_as_long_as_may_be_is_not_too_long_and_one_character_more_is() {
    let most = MAX_LENGTH - "mailto:?body=".len();
    let at_most = link(None, "", &"a".repeat(most));
    assert_eq!(
        (at_most.href.len(), at_most.is_too_long),
        (MAX_LENGTH, false)
    );
    assert!(link(None, "", &"a".repeat(most + 1)).is_too_long);
    // It is the link that counts, where one letter can take nine characters or more.
    assert!(link(None, "", &"東".repeat(most / 9 + 1)).is_too_long);
}

#[test]
fn a_megabyte_becomes_a_mail_link_that_is_too_long() {
    let body = "ü\r\n&".repeat(200_000);
    let mail = link(Some("a@b.org"), &body, &body);
    assert!(mail.is_too_long);
    let (_, headers) = read_link(&mail);
    assert_eq!(headers[1].1, body);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn others_read_from_a_mail_link_what_was_written_into_it(
        to in proptest::option::of("[a-z0-9._+-]{1,9}@[a-z0-9-]{1,9}\\.org"),
        subject in texts(),
        body in texts(),
    ) {
        let mail = link(to.as_deref(), &subject, &body);
        let (address, headers) = read_link(&mail);
        let address = percent_decode_str(&address).decode_utf8().unwrap();
        prop_assert_eq!(address, to.unwrap_or_default());
        let mut expected = vec![
            ("subject".to_owned(), as_read(&subject).replace(['\n', '\t'], " ")),
            ("body".to_owned(), as_read(&body).replace('\n', "\r\n")),
        ];
        expected.retain(|(_, value)| !value.is_empty());
        prop_assert_eq!(headers, expected);
        prop_assert_eq!(mail.is_too_long, mail.href.len() > MAX_LENGTH);
    }

    #[test]
    fn any_text_as_an_address_is_one_address(address in texts()) {
        let (path, headers) = read_link(&link(Some(&address), "", ""));
        prop_assert!(path.matches('@').count() <= 1);
        prop_assert!(!path.contains([',', '?', '&', ';']));
        prop_assert_eq!(headers, []);
        let read = percent_decode_str(&path).decode_utf8().unwrap();
        prop_assert_eq!(read, as_read(&address).replace(['\n', '\t'], " "));
    }
}

// Days and terms.

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Each day of these years, as `chrono` has them.
fn days_of(first: i32, last: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(first, 1, 1).unwrap();
    first.iter_days().take_while(move |day| day.year() <= last)
}

fn weekday(day: Day) -> chrono::Weekday {
    match day.weekday() {
        Weekday::Monday => chrono::Weekday::Mon,
        Weekday::Tuesday => chrono::Weekday::Tue,
        Weekday::Wednesday => chrono::Weekday::Wed,
        Weekday::Thursday => chrono::Weekday::Thu,
        Weekday::Friday => chrono::Weekday::Fri,
        Weekday::Saturday => chrono::Weekday::Sat,
        Weekday::Sunday => chrono::Weekday::Sun,
    }
}

#[test]
fn every_day_of_eight_centuries_is_the_day_that_chrono_has() {
    let first = Day::new(1600, 1, 1).unwrap();
    let mut before: Option<Day> = None;
    for (count, other) in (0..).zip(days_of(1600, 2400)) {
        let day = first.plus_days(count).unwrap();
        assert_eq!(day.to_string(), other.to_string());
        assert_eq!(Day::parse(&other.to_string()), Some(day));
        assert_eq!(weekday(day), other.weekday(), "{day}");
        if let Some(before) = before {
            assert!(before < day);
            assert_eq!(before.plus_days(1), Some(day));
        }
        before = Some(day);
    }
    assert_eq!(before, Day::new(2400, 12, 31));
}

#[test]
fn the_days_begin_with_the_year_1_and_end_with_9999() {
    let (first, last) = (day("0001-01-01"), day("9999-12-31"));
    let between =
        NaiveDate::from_ymd_opt(9999, 12, 31).unwrap() - NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    let between = u32::try_from(between.num_days()).unwrap();
    assert_eq!(first.plus_days(between), Some(last));
    assert_eq!(first.plus_days(between + 1), None);
    assert_eq!(first.plus_days(u32::MAX), None);
    assert_eq!(last.plus_days(u32::MAX), None);
    assert_eq!(last.plus_days(0), Some(last));
    assert_eq!(first.weekday(), Weekday::Monday);
}

#[test]
fn only_a_day_that_there_is_is_read() {
    for text in [
        "",
        "2026",
        "2026-1-01",
        "2026-01-1",
        "02026-01-01",
        "26-01-01",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-01-32",
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
        "0000-01-01",
        "2026-01-01 ",
        " 2026-01-01",
        "2026-01-01T00:00",
        "2026-01-01-01",
        "+026-01-01",
        "2026-+1-01",
        "２０２６-01-01",
        "2026/01/01",
        "-2026-01-01",
    ] {
        assert_eq!(Day::parse(text), None, "{text:?}");
    }
    assert_eq!(day("2024-02-29"), Day::new(2024, 2, 29).unwrap());
    assert_eq!(day("2000-02-29").to_string(), "2000-02-29");
    assert_eq!(day("0987-06-05").to_string(), "0987-06-05");
    assert_eq!(Day::new(u32::MAX, u32::MAX, u32::MAX), None);
}

/// Checks the last day of a period.
fn check_due(from: &str, period: Period, expected: &str) {
    assert_eq!(
        due(day(from), period),
        Some(day(expected)),
        "{from} {period:?}"
    );
}

#[test]
fn a_month_ends_on_the_day_with_the_same_number() {
    check_due("2026-03-05", Period::Months(1), "2026-04-06"); // The 5th is a Sunday.
    check_due("2026-05-05", Period::Months(1), "2026-06-05");
    check_due("2026-12-07", Period::Months(1), "2027-01-07");
    check_due("2026-01-15", Period::Months(3), "2026-04-15");
}

#[test]
fn a_month_ends_on_the_last_day_of_one_that_is_too_short() {
    check_due("2026-08-31", Period::Months(1), "2026-09-30");
    check_due("2024-01-31", Period::Months(1), "2024-02-29");
    check_due("2023-01-31", Period::Months(1), "2023-02-28");
    check_due("2026-01-30", Period::Months(1), "2026-03-02"); // 28 February is a Saturday.
}

#[test]
fn a_month_that_ends_on_a_weekend_ends_on_monday() {
    check_due("2026-09-17", Period::Months(1), "2026-10-19"); // A Saturday.
    check_due("2026-09-18", Period::Months(1), "2026-10-19"); // A Sunday.
    check_due("2026-09-19", Period::Months(1), "2026-10-19"); // A Monday.
    check_due("2026-09-16", Period::Months(1), "2026-10-16"); // A Friday.
}

#[test]
fn days_are_counted_from_the_next_and_end_on_whatever_day_they_end() {
    check_due("2026-11-02", Period::Days(45), "2026-12-17");
    check_due("2026-01-01", Period::Days(1), "2026-01-02");
    check_due("2026-10-01", Period::Days(30), "2026-10-31"); // A Saturday.
    check_due("2026-10-02", Period::Days(90), "2026-12-31");
}

#[test]
fn a_term_has_no_last_day_only_beyond_the_year_9999() {
    let last = day("9999-12-31");
    assert_eq!(due(last, Period::Days(1)), None);
    assert_eq!(due(last, Period::Months(1)), None);
    assert_eq!(due(last, Period::Months(u32::MAX)), None);
    assert_eq!(due(last, Period::Days(0)), Some(last));
    assert_eq!(due(last, Period::Months(0)), Some(last));
    assert_eq!(
        due(day("9999-11-30"), Period::Months(1)),
        Some(day("9999-12-30"))
    );
    assert_eq!(due(day("0001-01-01"), Period::Months(u32::MAX)), None);
    assert_eq!(due(day("0001-01-01"), Period::Days(u32::MAX)), None);
}

#[test]
fn months_from_every_day_of_five_years_end_where_chrono_and_the_weekend_put_them() {
    for other in days_of(2023, 2027) {
        for months in 0..=25 {
            let mut expected = other.checked_add_months(Months::new(months)).unwrap();
            while matches!(
                expected.weekday(),
                chrono::Weekday::Sat | chrono::Weekday::Sun
            ) {
                expected = expected.succ_opt().unwrap();
            }
            check_due(
                &other.to_string(),
                Period::Months(months),
                &expected.to_string(),
            );
        }
    }
}

// Calendar files.

const SECOND: u64 = 1_793_729_439;

fn event<'a>(summary: &'a str, description: &'a str) -> Event<'a> {
    Event {
        uid: "reply.2026-12-03@example.org",
        written: Moment::since_1970(SECOND).unwrap(),
        day: day("2026-12-03"),
        summary,
        description,
        alarm_days_before: 3,
    }
}

#[test]
fn a_calendar_file_holds_one_day_and_one_alarm() {
    assert_eq!(
        event("Reply due", "Ask again; then:\n- complain, \\ or wait").file(),
        "BEGIN:VCALENDAR\r\n\
         VERSION:2.0\r\n\
         PRODID:-//Signpost//Signpost//EN\r\n\
         BEGIN:VEVENT\r\n\
         UID:reply.2026-12-03@example.org\r\n\
         DTSTAMP:20261103T181039Z\r\n\
         DTSTART;VALUE=DATE:20261203\r\n\
         DTEND;VALUE=DATE:20261204\r\n\
         SUMMARY:Reply due\r\n\
         DESCRIPTION:Ask again\\; then:\\n- complain\\, \\\\ or wait\r\n\
         CLASS:PRIVATE\r\n\
         TRANSP:TRANSPARENT\r\n\
         BEGIN:VALARM\r\n\
         ACTION:DISPLAY\r\n\
         DESCRIPTION:Reply due\r\n\
         TRIGGER:-P2DT15H\r\n\
         END:VALARM\r\n\
         END:VEVENT\r\n\
         END:VCALENDAR\r\n"
    );
}

#[test]
fn an_alarm_goes_off_at_nine_so_many_days_before() {
    for (days, expected) in [
        (0, "\r\nTRIGGER:PT9H\r\n"),
        (1, "\r\nTRIGGER:-PT15H\r\n"),
        (2, "\r\nTRIGGER:-P1DT15H\r\n"),
        (7, "\r\nTRIGGER:-P6DT15H\r\n"),
        (u32::MAX, "\r\nTRIGGER:-P4294967294DT15H\r\n"),
    ] {
        let event = Event {
            alarm_days_before: days,
            ..event("a", "b")
        };
        assert!(event.file().contains(expected), "{days}: {}", event.file());
    }
}

#[test]
fn the_last_day_of_all_needs_no_end() {
    let last = Event {
        day: day("9999-12-31"),
        ..event("a", "b")
    };
    let file = last.file();
    assert!(file.contains("DTSTART;VALUE=DATE:99991231\r\n"), "{file}");
    assert!(!file.contains("DTEND"), "{file}");
}

#[test]
fn a_moment_is_what_chrono_makes_of_the_seconds() {
    for seconds in [0, 59, 86_399, 86_400, 951_782_400, SECOND, 253_402_300_799] {
        let other = chrono::DateTime::from_timestamp(i64::try_from(seconds).unwrap(), 0).unwrap();
        let other = other.naive_utc();
        let time = other.time().to_string().replace(':', "");
        let expected = format!("{}T{time}Z", other.date().to_string().replace('-', ""));
        let moment = Moment::since_1970(seconds).unwrap();
        assert_eq!(moment.to_string(), expected);
    }
    assert_eq!(Moment::since_1970(253_402_300_800), None);
    assert_eq!(Moment::since_1970(u64::MAX), None);
}

/// Checks that every line of a calendar file is one that RFC 5545 allows.
fn check_lines(file: &str) {
    let body = file.strip_suffix("\r\n").unwrap();
    for line in body.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line:?}", line.len());
        assert!(
            !line.contains(|letter: char| letter.is_control() && letter != '\t'),
            "{line:?}"
        );
    }
}

/// The names and values of a component's own properties, as `icalendar` reads them.
fn properties<'a>(component: &'a Component) -> Vec<(&'a str, &'a str)> {
    let properties = component.properties.iter();
    properties
        .map(|property| (property.name.as_str(), property.val.as_str()))
        .collect()
}

/// Checks that `icalendar` reads an event as it was written, and nothing besides.
fn check_file(event: &Event) {
    let file = event.file();
    check_lines(&file);
    let file = unfold(&file);
    let components = read_components(&file).unwrap();
    let [calendar] = &components[..] else {
        panic!("{components:?}");
    };
    assert_eq!(calendar.name, "VCALENDAR");
    assert_eq!(
        properties(calendar),
        [("VERSION", "2.0"), ("PRODID", "-//Signpost//Signpost//EN")]
    );
    let [read] = &calendar.components[..] else {
        panic!("{calendar:?}");
    };
    assert_eq!(read.name, "VEVENT");
    let start = event.day.to_string().replace('-', "");
    let next = event.day.plus_days(1).unwrap();
    assert_eq!(
        properties(read),
        [
            ("UID", as_read(event.uid).as_str()),
            ("DTSTAMP", &event.written.to_string()),
            ("DTSTART", &start),
            ("DTEND", &next.to_string().replace('-', "")),
            ("SUMMARY", &as_read(event.summary)),
            ("DESCRIPTION", &as_read(event.description)),
            ("CLASS", "PRIVATE"),
            ("TRANSP", "TRANSPARENT"),
        ]
    );
    let [alarm] = &read.components[..] else {
        panic!("{read:?}");
    };
    assert_eq!(alarm.name, "VALARM");
    assert_eq!(alarm.components, []);
    let [action, description, (trigger, _)] = properties(alarm)[..] else {
        panic!("{alarm:?}");
    };
    assert_eq!(action, ("ACTION", "DISPLAY"));
    assert_eq!(
        description,
        ("DESCRIPTION", as_read(event.summary).as_str())
    );
    assert_eq!(trigger, "TRIGGER");
}

#[test]
fn a_letter_of_several_bytes_is_never_split_at_the_fold() {
    for letter in ["ß", "東", "😀", "👩‍👩‍👧‍👦", "\\", ";", "\n", "\t", " "] {
        for before in 0..80 {
            let text = "a".repeat(before) + &letter.repeat(80);
            check_file(&event(&text, &text));
        }
    }
}

#[test]
fn a_line_of_75_bytes_is_not_folded_and_one_of_76_is() {
    let lines = |length: usize| {
        let summary = "a".repeat(length - "SUMMARY:".len());
        event(&summary, "").file().matches("\r\n ").count()
    };
    // The alarm says the same after a longer name, which is folded both times.
    assert_eq!(lines(75), 1);
    assert_eq!(lines(76), 2);
}

#[test]
fn a_megabyte_becomes_a_calendar_file_of_short_lines() {
    let text = "ü\r\n;😀".repeat(100_000);
    check_file(&event(&text, &text));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn others_read_from_a_calendar_file_what_was_written_into_it(
        uid in texts(),
        summary in texts(),
        description in texts(),
        days in 0_u32..3_652_058,
        alarm_days_before in any::<u32>(),
        seconds in 0_u64..253_402_300_800,
    ) {
        check_file(&Event {
            uid: &uid,
            written: Moment::since_1970(seconds).unwrap(),
            day: day("0001-01-01").plus_days(days).unwrap(),
            summary: &summary,
            description: &description,
            alarm_days_before,
        });
    }
}

// What a draft says.

/// Checks the text of a draft of the sample, with this typed into its fields.
fn check_letter(written: &str, draft: &str, typed: &[(&str, &str)], expected: &str) {
    let (guide, text) = (bakery(), bakery_text());
    let walk = walk(&guide, &answers(&guide, written));
    let draft = guide.draft_named(draft).unwrap().id;
    let letter = letter(&guide, &text, &walk, draft, &entries(typed));
    assert_eq!(letter.body, expected);
}

fn entries(typed: &[(&str, &str)]) -> Entries {
    let guide = bakery();
    let mut entries = Entries::none(&guide);
    for (name, words) in typed {
        let field = guide.fields().iter().find(|field| field.name == *name);
        entries.set(field.unwrap().id, (*words).to_owned());
    }
    entries
}

const BAKER: &str = "role=baker oven=gas wish=cake";

#[test]
fn a_draft_leaves_out_what_is_not_filled_in() {
    check_letter(
        BAKER,
        "order",
        &[],
        "order/hello\n\norder/cake\n\norder/act",
    );
    check_letter(
        BAKER,
        "order",
        &[("name", " Ada "), ("loaves", "rye\n\n  wheat ")],
        "order/hello-name Ada\n\norder/cake\n\norder/loaves - rye\n- wheat\n\norder/act",
    );
}

#[test]
fn a_draft_says_what_the_answers_call_for() {
    let plain = "role=baker oven=gas wish=roll";
    check_letter(plain, "order", &[], "order/hello\n\norder/act");
}

#[test]
fn an_entry_that_is_not_taken_stands_in_no_draft() {
    check_letter(
        BAKER,
        "order",
        &[("name", "A\u{202e}da"), ("loaves", " \n ")],
        "order/hello\n\norder/cake\n\norder/act",
    );
}

#[test]
fn an_entry_that_looks_like_a_placeholder_stays_as_it_is() {
    check_letter(
        BAKER,
        "order",
        &[("name", "{loaves} {name}"), ("loaves", "{name}")],
        "order/hello-name {loaves} {name}\n\norder/cake\n\norder/loaves - {name}\n\norder/act",
    );
}

#[test]
fn a_draft_is_offered_once_with_the_first_of_its_routes() {
    let guide = bakery();
    let offers = |written: &str| {
        let walk = walk(&guide, &answers(&guide, written));
        let offers = walk.offers(&guide).into_iter();
        let named = offers.map(|offer| {
            let (draft, route) = (guide.draft(offer.draft), guide.route(offer.route));
            format!("{} at {}", draft.name, route.name)
        });
        named.collect::<Vec<_>>()
    };
    assert_eq!(
        offers("role=eater,baker shop=corner oven=gas wish=cake"),
        ["order at ask-guild", "receipt at ask-counter"]
    );
    assert_eq!(
        offers("role=baker oven=gas wish=roll"),
        ["order at ask-guild"]
    );
    assert_eq!(offers("role=baker"), Vec::<String>::new());
}

#[test]
fn a_draft_knows_its_fields_what_it_lacks_and_when_its_answer_is_due() {
    let guide = bakery();
    let walk = walk(&guide, &answers(&guide, BAKER));
    let [order, receipt] = ["order", "receipt"].map(|name| guide.draft_named(name).unwrap().id);
    let names = |fields: Vec<signpost::guide::FieldId>| {
        let names = fields.into_iter().map(|id| guide.field(id).name.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(fields(&guide, &walk, order)), ["name", "loaves"]);
    assert_eq!(names(fields(&guide, &walk, receipt)), Vec::<String>::new());
    let lacking = |typed: &[(&str, &str)]| names(missing(&guide, &walk, order, &entries(typed)));
    assert_eq!(lacking(&[("name", " ")]), ["name"]);
    assert_eq!(lacking(&[("name", "Ada")]), Vec::<String>::new());
    let (_, soon) = deadline(&guide, &walk, order).unwrap();
    assert_eq!(soon.name, "soon");
    assert_eq!(deadline(&guide, &walk, receipt), None);
}
