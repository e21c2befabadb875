//! What was typed is checked and tidied; and what leaves the page is read back by others' parsers.

#![allow(clippy::unwrap_used, clippy::panic)]

use percent_encoding::percent_decode_str;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use signpost::draft::entry::{
    EntryProblem, HiddenCharacter, MAX_LINE, MAX_LINES, lines, one_line, several_lines,
    without_hidden,
};
use signpost::draft::mail::{MAX_LENGTH, Mail, MailLink};
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
