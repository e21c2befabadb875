//! Words are explained where they stand, a result is found at a glance, and paper holds it.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::host::Host;
use crate::person::{DOWN, ENTER, Person, TAB, UP};
use crate::scenes::{Scene, Window};
use crate::shipped::{self, Guide, Text, page};
use crate::surroundings::{Engine, Surroundings};

/// The answers of somebody who is told that Microsoft is a processor.
const MEMBER: &str = "capacity=member&right=delete&law=gdpr";
/// The answers of somebody with two things to do.
const TWO: &str = "capacity=member,consumer&right=delete&law=gdpr";

/// What each term that is open on the screen is said to mean.
fn meanings(person: &Person) -> Vec<String> {
    person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        return [...root.querySelectorAll('.meaning')].map((node) => node.innerText.trim());",
        &[],
    )
}

#[test]
fn a_term_opens_in_place_by_mouse_and_by_keyboard_and_closes_again() {
    let host = Host::start();
    let person = Person::new();
    let term = &Text::read().glossary["processor"];
    person.open(&host.at(&format!("/{}", Guide::read().link(MEMBER))));
    let buttons = person.find(
        "return all('.term').filter((term) => term.innerText === arguments[1]);",
        json!(term.term),
    );
    let before = host.requests().len();

    person.session().click(&buttons[0]);
    assert_eq!(meanings(&person), std::slice::from_ref(&term.meaning));
    person.type_keys(ENTER);
    assert_eq!(meanings(&person), Vec::<String>::new());
    person.type_keys(ENTER);
    assert_eq!(meanings(&person), std::slice::from_ref(&term.meaning));
    assert_eq!(person.screen().focus.text, term.term);
    assert_eq!(host.requests().len(), before);
}

#[test]
fn pointing_at_a_term_opens_nothing() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at(&format!("/{}", Guide::read().link(MEMBER))));
    for term in person.find("return all('.term');", Value::Null) {
        person.session().point_at(&term);
        assert_eq!(meanings(&person), Vec::<String>::new());
    }
}

#[test]
fn a_list_of_several_places_leads_to_each() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at(&format!("/{}", Guide::read().link(TWO))));
    let outcome = person.see_an_outcome();
    let text = Text::read();
    assert_eq!(outcome.routes.len(), 2);
    for (index, route) in outcome.routes.iter().enumerate() {
        let links = person.find("return all('.summary a');", Value::Null);
        person.session().click(&links[index]);
        person.see("the focus on the place's heading", |screen| {
            screen.focus.tag == "h3" && screen.focus.text == text.routes[&route.id].title
        });
    }
    assert_eq!(person.screen().page, outcome.page, "a heading is no place");
}

#[test]
fn where_to_go_is_in_the_first_screenful_of_a_phone() {
    let person = Person::new();
    for scene in Scene::every_outcome() {
        let _host = scene.enter(&person, Window::Enlarged);
        let bottom: f64 = person.session().ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            const place = root.querySelector('.summary li, .sign a, .sign .address-none');
            const heading = root.querySelector('.heading');
            return place.getBoundingClientRect().bottom - heading.getBoundingClientRect().top;",
            &[],
        );
        // What the smallest phone in use shows, 320 by 568 px.
        assert!(
            bottom <= 568.0,
            "{}: {bottom} px below its heading",
            scene.name
        );
    }
}

#[test]
fn the_page_is_titled_as_the_screen_is() {
    let host = Host::start();
    let person = Person::new();
    let text = Text::read();
    person.arrive(&host.at("/"));
    person.see_title(&text.questions["capacity"].title);
    person.press("Continue");
    person.see_title(&format!(
        "{} {}",
        text.phrase("error-prefix"),
        text.questions["capacity"].title
    ));
    person.choose(&["member"]);
    person.go_on();
    person.see_title(&text.questions["right"].title);
    person.look_around();
    person.see_title(text.phrase("overview-heading"));
    person.arrive(&host.at(&format!("/{}", Guide::read().link(MEMBER))));
    person.see_title(&text.routes["member-organisation"].title);
}

#[test]
fn a_page_that_does_not_ask_for_it_keeps_its_title() {
    let host = Host::start();
    host.publish(
        "/help.html",
        &page("Help", "<dsr-signpost><p>Write to us.</p></dsr-signpost>"),
    );
    let person = Person::new();
    person.open(&host.at("/help.html"));
    person.press("Continue");
    person.see_error();
    assert_eq!(person.screen().title, "Help");
    person.answer(&["member"]);
    assert_eq!(person.screen().title, "Help");
}

#[test]
fn the_page_has_its_own_title_again_when_the_widget_fails() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.break_the_page();
    person.press("Continue");
    person.see("the failure", |screen| screen.has_failed);
    assert_eq!(person.screen().title, shipped::title());
}

#[test]
fn the_arrow_keys_move_among_checkboxes_and_choose_nothing() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.press_until(TAB, "the first checkbox", |focus| focus.value == "contact");
    let moves = [
        (UP, "contact"),
        (DOWN, "member"),
        (DOWN, "acting"),
        (DOWN, "consumer"),
        (DOWN, "not-sure"),
        (DOWN, "not-sure"),
        (UP, "consumer"),
    ];
    for (key, option) in moves {
        person.type_keys(key);
        assert_eq!(person.screen().focus.value, option);
    }
    person.see_chosen(&[]);
}

#[test]
fn nothing_jumps_while_the_widget_loads() {
    if Surroundings::get().engine != Engine::Chromium {
        // The others do not measure it.
        return;
    }
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    let shifts = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        new PerformanceObserver((list) => {
            done(list.getEntries().map(({ value }) => value));
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done([])));",
        &[],
    );
    let shifts: Vec<f64> = serde_json::from_value(shifts).unwrap();
    let all: f64 = shifts.iter().sum();
    // Core Web Vitals call a tenth good; here only what stands below the widget may give way.
    assert!(all < 0.01, "{shifts:?}");
}

/// How many pages a PDF has.
fn pages(pdf: &[u8]) -> usize {
    let mut info = Command::new("pdfinfo")
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    info.stdin.take().unwrap().write_all(pdf).unwrap();
    let said = info.wait_with_output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let line = said.lines().find(|line| line.starts_with("Pages:"));
    let count = line.and_then(|line| line.split_whitespace().next_back());
    count.unwrap().parse().unwrap()
}

#[test]
fn an_outcome_takes_two_sheets_at_most_or_one_for_each_of_its_places() {
    if Surroundings::get().engine == Engine::WebKit {
        // Its driver cannot print: https://www.w3.org/TR/webdriver2/#print-page is unknown to it.
        return;
    }
    let person = Person::new();
    for scene in Scene::every_outcome() {
        let _host = scene.enter_folded(&person);
        let places = person.screen().routes.len();
        let pages = pages(&person.session().print());
        assert!(pages <= places.max(2), "{}: {pages} pages", scene.name);
    }
}
