//! A draft is filled in, changed, and taken along; what is typed stays in the page and is gone with it.

use serde_json::{Value, json};

use crate::host::Host;
use crate::person::{ENTER, Person, Place, TAB};
use crate::shipped::{Guide, Text};

const LETTER: &str = "capacity=member&right=delete&law=gdpr&draft=member-letter";
const REPLY: &str = "capacity=acting&engagement=consulting&right=access&law=gdpr&draft=reply";
const MAIL: &str = "capacity=contact&engagement=fasttrack&right=access&contact-cases=none&law=gdpr&draft=fasttrack-mail";

fn open(host: &Host, link: &str) -> Person {
    let person = Person::new();
    person.open(&host.at(&format!("/{}", Guide::read().link(link))));
    person
}

fn letter(person: &Person) -> String {
    person.screen().letter.expect("a draft on screen")
}

/// Where the link of these words leads.
fn link(person: &Person, words: &str) -> String {
    person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        const links = [...root.querySelectorAll('a')];
        return links.find((link) => link.innerText.trim() === arguments[0]).getAttribute('href');",
        &[json!(words)],
    )
}

/// What a browser lets a driver copy differs; what the widget asks for does not.
fn catch_copies(person: &Person) {
    person.session().ask::<Value>(
        "Object.defineProperty(navigator, 'clipboard', {
            value: { writeText: async (words) => { window.copied = words; } },
        });",
        &[],
    );
}

#[test]
fn an_outcome_leads_to_its_draft_and_back() {
    let host = Host::start();
    let person = open(&host, "capacity=member&right=delete&law=gdpr");
    person.press(&Text::read().drafts["member-letter"].title);
    person.see_place(&Place::Draft("member-letter".to_owned()));
    person.see_focus_on_heading();
    person.reload();
    person.see_place(&Place::Draft("member-letter".to_owned()));
    person.go_back();
    person.see_routes(&["member-organisation"]);
    person.press_browser_back();
    person.see_place(&Place::Draft("member-letter".to_owned()));
    person.hear_no_complaint();
}

#[test]
fn what_is_typed_stands_in_the_text_and_nowhere_else() {
    let host = Host::start();
    let person = open(&host, LETTER);
    person.type_into("#field-name", "Ada Example");
    person.see("the name in the text", |screen| {
        screen
            .letter
            .as_ref()
            .is_some_and(|letter| letter.contains("Ada Example"))
    });
    let screen = person.screen();
    assert!(!screen.page.contains("Ada"), "{}", screen.page);
    // Going away and coming back within the page keeps it; a reload does not.
    person.go_back();
    person.press_browser_back();
    person.see("the name again", |screen| {
        screen
            .letter
            .as_ref()
            .is_some_and(|letter| letter.contains("Ada Example"))
    });
    person.reload();
    person.see("the text without it", |screen| {
        screen
            .letter
            .as_ref()
            .is_some_and(|letter| !letter.contains("Ada"))
    });
    person.hear_no_complaint();
}

#[test]
fn a_text_that_was_changed_by_hand_stays_so_until_that_is_undone() {
    let host = Host::start();
    let person = open(&host, LETTER);
    let before = letter(&person);
    person.type_into("#letter", " And thanks!");
    person.type_into("#field-name", "Ada Example");
    let changed = letter(&person);
    assert_eq!(changed, format!("{before} And thanks!"));
    person.press(Text::read().phrase("letter-anew"));
    person.see("the text made anew", |screen| {
        screen
            .letter
            .as_ref()
            .is_some_and(|letter| letter.contains("Ada Example") && !letter.contains("And thanks!"))
    });
    // The button is gone; the focus is not.
    assert_eq!(person.screen().focus.tag, "textarea");
}

#[test]
fn a_text_that_was_changed_for_other_answers_is_not_shown_for_these() {
    let host = Host::start();
    let person = open(&host, LETTER);
    person.type_into("#field-name", "Ada Example");
    person.type_into("#letter", " And thanks!");
    let changed = letter(&person);
    assert!(changed.ends_with(" And thanks!"), "{changed}");
    let to = |link: &str| {
        person.follow(&host.at(&format!("/{}", Guide::read().link(link))));
    };
    to(&LETTER.replace("delete", "access"));
    // What was filled in holds for every text.
    person.see("the other text, with the name", |screen| {
        screen
            .letter
            .as_ref()
            .is_some_and(|letter| letter.contains("Ada Example") && !letter.contains("And thanks!"))
    });
    to(LETTER);
    person.see("the changed text", |screen| {
        screen.letter.as_ref() == Some(&changed)
    });
    person.hear_no_complaint();
}

#[test]
fn hidden_characters_are_named_and_stand_in_no_text() {
    let host = Host::start();
    let person = open(&host, LETTER);
    let typed = "Ada\u{202e}<img src=x onerror=alert(1)>";
    person.paste_into("#field-name", typed);
    let words = Text::read().phrase("entry-hidden").to_owned();
    let expected = words
        .replace("{count}", "1")
        .replace("{first}", "U+202E")
        .replace("{place}", "4");
    let said = person.find(
        "return all('.error-message').filter((each) => textOf(each).includes(arguments[1]));",
        json!(expected),
    );
    assert_eq!(said.len(), 1, "{expected}");
    assert!(!letter(&person).contains("Ada"));
    person.press(Text::read().phrase("entry-clean"));
    person.see("the name without them", |screen| {
        let letter = screen.letter.as_deref();
        screen.message.is_none()
            && letter.is_some_and(|letter| letter.contains("Ada<img src=x onerror=alert(1)>"))
    });
    assert_eq!(person.screen().focus.tag, "input");
    person.hear_no_complaint();
}

#[test]
fn a_draft_can_be_copied() {
    let host = Host::start();
    let person = open(&host, LETTER);
    catch_copies(&person);
    person.press(Text::read().phrase("letter-copy"));
    person.see_said(Text::read().phrase("copy-done"));
    let copied: String = person.session().ask("return copied;", &[]);
    assert_eq!(copied, letter(&person));
    // It is not the copied one any more.
    person.type_into("#letter", " And thanks!");
    person.see("nothing said of it", |screen| {
        !screen
            .said
            .iter()
            .any(|said| said == Text::read().phrase("copy-done"))
    });
    person.press(Text::read().phrase("letter-copy"));
    person.see_said(Text::read().phrase("copy-done"));
}

#[test]
fn a_draft_is_filled_in_changed_and_copied_by_keys() {
    let host = Host::start();
    let person = open(&host, LETTER);
    let words = Text::read();
    catch_copies(&person);
    person.press_until(TAB, "a field", |focus| focus.kind == "text");
    person.type_keys("Ada Example");
    assert_eq!(person.screen().focus.value, "Ada Example");
    person.see("the name in the text", |screen| {
        let letter = screen.letter.as_deref();
        letter.is_some_and(|letter| letter.contains("Ada Example"))
    });
    person.press_until(TAB, "the text", |focus| {
        focus.tag == "textarea" && focus.value.contains("Ada Example")
    });
    person.type_keys("And thanks!");
    person.press_until(TAB, "Copy", |focus| {
        focus.text == words.phrase("letter-copy")
    });
    person.type_keys(ENTER);
    person.see_said(words.phrase("copy-done"));
    let copied: String = person.session().ask("return copied;", &[]);
    assert!(copied.contains("Ada Example"), "{copied}");
    assert!(copied.contains("And thanks!"), "{copied}");
    for key in ["letter-mail", "letter-save", "print", "back"] {
        person.press_until(TAB, key, |focus| focus.text == words.phrase(key));
    }
    person.type_keys(ENTER);
    person.see_routes(&["member-organisation"]);
}

#[test]
fn what_is_printed_of_a_draft_is_its_text() {
    let host = Host::start();
    let person = open(&host, LETTER);
    person.print();
    let letter = letter(&person);

    person.look_at_paper();
    let on_paper: String = person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        const box = root.querySelector('.letter-box');
        return getComputedStyle(box, '::after').visibility === 'visible' ? box.dataset.text : '';",
        &[],
    );
    assert_eq!(on_paper, letter);
    let others = person.find(
        "return all('button:not(.term), input, textarea');",
        Value::Null,
    );
    assert_eq!(others.len(), 0);
}

#[test]
fn a_draft_opens_in_the_mail_program_with_its_subject_and_its_text() {
    let host = Host::start();
    let person = open(&host, MAIL);
    let words = Text::read();
    let href = link(&person, words.phrase("letter-mail"));
    let (address, query) = href
        .strip_prefix("mailto:")
        .unwrap()
        .split_once('?')
        .unwrap();
    assert_eq!(address, "o365ftgdpr@microsoft.com");
    let parts: Vec<(String, String)> = person.session().ask(
        "return [...new URLSearchParams(arguments[0])];",
        &[json!(query)],
    );
    let subject = &words.drafts["fasttrack-mail"].subject;
    let body = letter(&person).replace('\n', "\r\n");
    let expected = [("subject", subject.as_str()), ("body", &body)];
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(parts, expected);
}

#[test]
fn a_draft_is_saved_as_a_file_and_its_day_as_an_entry_of_a_calendar() {
    let host = Host::start();
    let person = open(&host, LETTER);
    let words = Text::read();
    let save = words.phrase("letter-save");
    let (name, saved) = person.offered(save);
    assert_eq!(name, "member-letter.txt");
    assert!(
        saved.contains(&letter(&person).replace('\n', "\r\n")),
        "{saved}"
    );

    person.paste_into("#since", "2026-11-27");
    person.see("the day", |screen| {
        screen
            .said
            .iter()
            .any(|said| said.contains("December 28, 2026"))
    });
    let save = words.phrase("deadline-save");
    let (name, saved) = person.offered(save);
    assert_eq!(name, "member-letter.ics");
    assert!(saved.contains("DTSTART;VALUE=DATE:20261228\r\n"), "{saved}");
    person.save(save);
    person.save(words.phrase("letter-save"));
    person.hear_no_complaint();
}

#[test]
fn the_time_for_ones_own_answer_runs_from_the_day_the_request_arrived() {
    let host = Host::start();
    let person = open(&host, REPLY);
    let words = Text::read();
    let label = words.phrase("deadline-ours-received");
    let labels = person.find(
        "return all('label[for=since]').filter((each) => textOf(each) === arguments[1]);",
        json!(label),
    );
    assert_eq!(labels.len(), 1, "{label}");
    person.paste_into("#since", "2026-10-03");
    person.see_said(
        &words
            .phrase("deadline-ours-due")
            .replace("{day}", "November 3, 2026"),
    );
    // As a field for a date gives it when somebody types two digits.
    person.paste_into("#since", "0026-10-03");
    person.see("no day", |screen| screen.said.is_empty());
    person.hear_no_complaint();
}

#[test]
fn starting_again_forgets_what_was_typed() {
    let host = Host::start();
    let person = open(&host, LETTER);
    person.type_into("#field-name", "Ada Example");
    person.go_back();
    person.start_again();
    person.follow(&host.at(&format!("/{}", Guide::read().link(LETTER))));
    person.see("the text without it", |screen| {
        screen
            .letter
            .as_ref()
            .is_some_and(|letter| !letter.contains("Ada"))
    });
}
