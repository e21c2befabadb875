//! A page may be odd in ways that the widget has no need to mind: it answers there as anywhere.

use serde_json::Value;

use crate::host::Host;
use crate::person::Person;
use crate::shipped::{self, GUIDE, Guide, TEXT, Text, page};

const ADDRESS: &str = "https://go.microsoft.com/fwlink/?LinkId=321116";
const BEFORE_A_DATE: &str =
    "capacity=acting&engagement=support&right=delete&support-plan=premier-tam&scope=all";

#[test]
fn a_page_where_nothing_may_be_kept_gets_its_answer() {
    let host = Host::start();
    let person = Person::new();
    let path = odd_page(
        &host,
        "const deny = (owner, name) =>
            Object.defineProperty(owner, name, {
                get() {
                    window.touched = name;
                    throw new DOMException('denied', 'SecurityError');
                },
            });
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
            deny(window, name);
        }
        deny(Document.prototype, 'cookie');",
    );
    person.open(&host.at(path));
    person.answer(&["member"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_routes(&["member-organisation"]);
    let touched: Option<String> = person.session().ask("return window.touched ?? null;", &[]);
    assert_eq!(touched, None);
    person.hear_no_complaint();
}

#[test]
fn a_clock_that_is_wrong_or_broken_does_not_keep_the_answer_away() {
    let clocks = [
        (
            "the last day there is",
            "8.64e15",
            vec!["closed-over-90-days"],
        ),
        ("the first day there is", "-8.64e15", vec![]),
        ("the year one", "-62135596800000", vec![]),
        ("no day at all", "NaN", vec![]),
    ];
    let person = Person::new();
    for (name, now, picked) in clocks {
        let host = Host::start();
        let path = odd_page(
            &host,
            &format!(
                "const RealDate = Date;
                window.Date = class extends RealDate {{
                    constructor(...given) {{ super(...(given.length ? given : [{now}])); }}
                    static now() {{ return {now}; }}
                }};"
            ),
        );
        person.open(&host.at(&format!("{path}{}", Guide::read().link(BEFORE_A_DATE))));
        person.see_question("files");
        person.fill_in_date("2026-01-31");
        person.press("Use this date");
        person.see(format!("{picked:?} chosen at {name}"), |screen| {
            screen.chosen() == picked
        });
        person.choose(&["closed-under-90-days"]);
        person.go_on();
        person.answer(&["gdpr"]);
        person.see_an_outcome();
        person.hear_no_complaint();
    }
}

#[test]
fn a_clipboard_that_breaks_does_not_take_the_widget_with_it() {
    const BROKEN: [&str; 4] = [
        "undefined",
        "{}",
        "{ writeText() { throw new Error('no clipboard'); } }",
        "{ writeText: () => Promise.reject(new Error('no clipboard')) }",
    ];
    let host = Host::start();
    let person = Person::new();
    let answers = "capacity=consumer&right=access&law=gdpr";
    let words = Text::read();
    let copy = words.phrase("copy-address").replace("{address}", ADDRESS);
    for clipboard in BROKEN {
        let path = odd_page(
            &host,
            &format!("Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }});"),
        );
        person.open(&host.at(&format!("{path}{}", Guide::read().link(answers))));
        person.see_an_outcome();
        person.press(&copy);
        person.see_said(words.phrase("copy-refused"));
        person.go_back();
        person.see_question("law");
        person.hear_no_complaint();
    }
}

#[test]
fn a_language_that_the_browser_does_not_know_leaves_a_date_as_it_is() {
    let host = Host::start();
    let mut words: serde_json::Value = serde_json::from_str(&shipped::file(TEXT)).unwrap();
    // Well-formed, and no more than that.
    words["locale"] = "en-GB-oed".into();
    host.publish("/own/guide.json", &shipped::file(GUIDE));
    host.publish("/own/text.en.json", &words.to_string());
    let body = r#"<dsr-signpost guide="/own/" history><p>Write to us.</p></dsr-signpost>"#;
    host.publish("/odd.html", &page("Help", body));
    let person = Person::new();
    let answers = "capacity=member&right=delete&law=gdpr&draft=member-letter";
    person.open(&host.at(&format!("/odd.html{}", Guide::read().link(answers))));
    person.paste_into("#since", "2026-11-27");
    person.see("the day", |screen| {
        screen.said.iter().any(|said| said.contains("2026-12-28"))
    });
    person.go_back();
    person.see_routes(&["member-organisation"]);
    person.hear_no_complaint();
}

#[test]
fn a_state_of_the_pages_own_that_has_no_room_for_a_mark_stays_as_it_is() {
    let host = Host::start();
    let person = Person::new();
    let path = odd_page(&host, "history.replaceState(new Map([['kept', 1]]), '');");
    person.open(&host.at(path));
    // Some drivers' scripts have a `Map` of their own.
    let kept = "return String(history.state) === '[object Map]' && history.state.size === 1;";
    let is_kept: bool = person.session().ask(kept, &[]);
    assert!(is_kept, "before a step");
    person.answer(&["member"]);
    person.see_question("right");
    let _: Value = person.session().ask("history.back();", &[]);
    person.see("the page's own entry", |screen| !screen.page.contains('#'));
    let is_kept: bool = person.session().ask(kept, &[]);
    assert!(is_kept, "after a step and back");
    person.hear_no_complaint();
}

/// A page with a widget, after a script that makes it odd.
fn odd_page(host: &Host, script: &str) -> &'static str {
    host.publish("/odd.js", script);
    host.publish(
        "/odd.html",
        &page(
            "Help",
            r#"<script src="/odd.js"></script>
            <dsr-signpost history><p>Write to us.</p></dsr-signpost>"#,
        ),
    );
    "/odd.html"
}
