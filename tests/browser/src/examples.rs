//! The widget is at home on other people's sites, and they do not notice it: those of `examples/`, as
//! they are built there.

use std::fs;

use serde_json::{Value, json};

use crate::host::{COPY, Fault, Host, Policy};
use crate::journey::Journey;
use crate::person::{Person, Place, TAB};
use crate::session::{PATIENCE, wait_for};
use crate::shipped::Guide;
use crate::surroundings::Surroundings;

const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";

const AN_EMPLOYEE_WHO_PLAYS_XBOX: Journey = Journey {
    answers: &[
        ("capacity", &["member", "consumer"]),
        ("right", &["delete"]),
        ("law", &["gdpr"]),
    ],
    routes: &["member-organisation", "consumer-privacy-response-center"],
};

#[test]
fn a_plain_page_hosts_the_widget() {
    check(&host("plain", Policy::Strict));
}

#[test]
fn mkdocs_material_hosts_the_widget() {
    check(&host("mkdocs", Policy::Absent));
}

#[test]
fn mkdocs_material_takes_no_key_from_somebody_who_answers() {
    check_keys("mkdocs", &["/", "f", "s", "p", ",", "n", "."]);
}

#[test]
fn mkdocs_material_leads_away_and_back() {
    let host = host("mkdocs", Policy::Absent);
    // Without this it takes the port of this host for that of another site.
    let map = Surroundings::get().example("mkdocs").join("sitemap.xml");
    let map = fs::read_to_string(map).unwrap();
    host.publish(
        "/sitemap.xml",
        &map.replace("https://help.example", &host.at("")),
    );
    check_way_back(&host, "about these questions");
}

#[test]
fn vitepress_hosts_the_widget() {
    check(&host("vitepress", Policy::Absent));
}

#[test]
fn vitepress_takes_no_key_from_somebody_who_answers() {
    check_keys("vitepress", &["/"]);
}

#[test]
fn vitepress_leads_away_and_back() {
    check_way_back(&host("vitepress", Policy::Absent), "About");
}

#[test]
fn react_hosts_the_widget() {
    check(&host("react", Policy::Strict));
}

#[test]
fn react_leads_away_and_back() {
    check_way_back(&host("react", Policy::Strict), "About");
}

#[test]
fn react_moves_the_widget_and_hears_of_the_outcome() {
    let host = host("react", Policy::Strict);
    let person = Person::new();
    person.open(&host.at("/"));
    check_move(&person, "Swap");
    person.hear_no_complaint();
}

#[test]
fn vue_hosts_the_widget() {
    check(&host("vue", Policy::Absent));
}

#[test]
fn vue_moves_removes_and_brings_back_the_widget_and_hears_of_the_outcome() {
    let host = host("vue", Policy::Absent);
    let person = Person::new();
    person.open(&host.at("/"));
    check_move(&person, "Swap");

    person.click_on_page("Hide");
    see_no_widget(&person);
    assert_eq!(person.screen().title, "Your data and us");
    person.click_on_page("Show");
    person.see_question("capacity");
    person.see_chosen(&[]);
    person.hear_no_complaint();
}

#[test]
fn yew_hosts_the_widget() {
    check(&host("yew", Policy::Absent));
}

#[test]
fn yew_and_the_widget_do_not_take_each_others_clicks() {
    let host = host("yew", Policy::Absent);
    let person = Person::new();
    person.open(&host.at("/"));
    let _: Value = person.session().ask(
        "window.clicks = 0;
        document.querySelector('main').addEventListener('click', () => window.clicks += 1);",
        &[],
    );
    AN_EMPLOYEE_WHO_PLAYS_XBOX.walk(&person, &Guide::read());
    let clicks: usize = person.session().ask("return window.clicks;", &[]);
    see_status(&person, &format!("Thanks: 0, clicks: {clicks}"));

    person.click_on_page("Thank you");
    see_status(&person, &format!("Thanks: 1, clicks: {}", clicks + 1));
    person.see_routes(AN_EMPLOYEE_WHO_PLAYS_XBOX.routes);
    person.hear_no_complaint();
}

#[test]
fn sphinx_hosts_the_widget() {
    check(&host("sphinx", Policy::Absent));
}

#[test]
fn sphinx_takes_no_key_from_somebody_who_answers() {
    check_keys("sphinx", &["/", RIGHT, LEFT]);
}

fn host(name: &str, policy: Policy) -> Host {
    Host::of(&Surroundings::get().example(name), policy)
}

/// Somebody reaches an outcome, by mouse and without, and the page looks as it does without the widget.
#[track_caller]
fn check(host: &Host) {
    let guide = Guide::read();
    let person = Person::new();
    person.open(&host.at("/"));
    person.see_question("capacity");
    let styles = styles_of_page(&person);
    AN_EMPLOYEE_WHO_PLAYS_XBOX.walk(&person, &guide);
    see_focus_uncovered(&person);
    person.start_again();
    see_focus_uncovered(&person);
    AN_EMPLOYEE_WHO_PLAYS_XBOX.walk_by_keys(&person, &guide);
    see_focus_uncovered(&person);
    person.hear_no_complaint();

    host.spoil(&format!("{COPY}/embed.js"), Fault::Status(404));
    person.arrive(&host.at("/"));
    wait_for("the page to look the same without it", PATIENCE, || {
        let without = styles_of_page(&person);
        let differing: Vec<_> = without
            .iter()
            .zip(&styles)
            .filter(|(without, with)| without != with)
            .collect();
        if without.len() == styles.len() && differing.is_empty() {
            Ok(())
        } else {
            Err(format!(
                "{} of {}: {differing:#?}",
                without.len(),
                styles.len()
            ))
        }
    });
    assert!(!person.screen().is_ready);
}

/// Keys that mean something to the site are the widget's alone while somebody is in there, and the
/// site's again after.
#[track_caller]
fn check_keys(name: &str, keys: &[&str]) {
    let host = host(name, Policy::Absent);
    let person = Person::new();
    person.open(&host.at("/"));
    person.press_until(TAB, "an option", |focus| focus.value == "contact");
    let before = person.screen();
    for key in keys {
        person.type_keys(key);
        let after = person.screen();
        assert_eq!(after.focus, before.focus, "after {key:?}");
        assert_eq!(after.page, before.page, "after {key:?}");
    }
    // A search that is slow to open would be in the way of this.
    AN_EMPLOYEE_WHO_PLAYS_XBOX.walk_by_keys(&person, &Guide::read());
    assert_eq!(person.screen().page, before.page);

    let _: Value = person.session().ask("document.activeElement.blur();", &[]);
    person.type_keys("/");
    person.see("the focus in the site's search", |screen| {
        screen.focus.tag == "input"
    });
    person.hear_no_complaint();
}

/// Somebody follows a link for which no page is loaded, comes back, and can answer again.
#[track_caller]
fn check_way_back(host: &Host, link: &str) {
    let person = Person::new();
    person.open(&host.at("/"));
    let _: Value = person.session().ask("window.isTheSame = true;", &[]);
    for _ in 0..3 {
        person.see_question("capacity");
        person.answer(&["member"]);
        person.click_on_page(link);
        see_no_widget(&person);
        let is_same: bool = person
            .session()
            .ask("return window.isTheSame === true;", &[]);
        assert!(is_same, "a page was loaded");
        person.session().back();
    }
    AN_EMPLOYEE_WHO_PLAYS_XBOX.walk(&person, &Guide::read());
    person.hear_no_complaint();
}

/// The site moves the widget to another place on the page and back, and somebody goes on where they were.
#[track_caller]
fn check_move(person: &Person, button: &str) {
    person.answer(&["member", "consumer"]);
    person.choose(&["delete"]);
    for _ in 0..2 {
        person.click_on_page(button);
        person.see_question("right");
        person.see_chosen(&["delete"]);
    }
    person.go_on();
    person.answer(&["gdpr"]);
    let outcome = person.see_routes(AN_EMPLOYEE_WHO_PLAYS_XBOX.routes);
    see_status(
        person,
        &format!("Places found to write to: {}", outcome.routes.len()),
    );
}

/// Waits until nothing of the site's own lies over what has the focus in the widget, such as its header.
#[track_caller]
fn see_focus_uncovered(person: &Person) {
    wait_for("the focus in sight", PATIENCE, || {
        let seen: String = person.session().ask(
            "const element = document.activeElement;
            const { left, top, right, bottom } = element.shadowRoot.activeElement.getBoundingClientRect();
            const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return seen === element ? '' : seen?.outerHTML ?? 'nothing';",
            &[],
        );
        if seen.is_empty() { Ok(()) } else { Err(seen) }
    });
}

#[track_caller]
fn see_no_widget(person: &Person) {
    person.see("no widget", |screen| {
        screen.place() == Place::Nowhere && !screen.is_ready
    });
}

/// Waits until the site says this in its line for news.
#[track_caller]
fn see_status(person: &Person, expected: &str) {
    wait_for(format!("`{expected}`"), PATIENCE, || {
        let said: String = person.session().ask(
            "return document.querySelector('[role=status]').innerText;",
            &[],
        );
        if said == expected { Ok(()) } else { Err(said) }
    });
}

/// How each element of the page outside the widget looks, but for what depends on its size.
fn styles_of_page(person: &Person) -> Vec<String> {
    const PROPERTIES: [&str; 24] = [
        "background-color",
        "background-image",
        "border-color",
        "border-style",
        "border-width",
        "box-sizing",
        "color",
        "color-scheme",
        "cursor",
        "display",
        "font",
        "letter-spacing",
        "list-style",
        "margin-block",
        "opacity",
        "outline-style",
        "overflow",
        "padding",
        "position",
        "text-align",
        "text-decoration",
        "text-transform",
        "visibility",
        "white-space",
    ];
    person.session().ask(
        "const elements = document.querySelectorAll('html, body, body :not(script, dsr-signpost, dsr-signpost *)');
        return [...elements].map((element) => {
            const style = getComputedStyle(element);
            const values = arguments[0].map((name) => `${name}: ${style.getPropertyValue(name)}`);
            return `${element.localName}.${element.className} ${values.join('; ')}`;
        });",
        &[json!(PROPERTIES)],
    )
}
