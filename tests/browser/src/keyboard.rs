//! Everything works without a mouse, and the focus is where a reader expects it.

use serde_json::Value;

use crate::host::Host;
use crate::person::{DOWN, ENTER, Person, Place, TAB, UP};
use crate::scenes::{Scene, Window};

const SPACE: &str = " ";

#[test]
fn a_person_with_a_keyboard_only_reaches_an_outcome() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));

    tick(&person, "contact");
    go_on(&person);
    person.see_question("engagement");

    tick(&person, "fasttrack");
    go_on(&person);
    person.see_question("right");

    tick(&person, "delete");
    go_on(&person);
    person.see_question("contact-cases");

    person.press_until(TAB, "the first radio button", |focus| focus.value == "open");
    person.type_keys(DOWN);
    person.type_keys(DOWN);
    person.type_keys(DOWN);
    person.see_chosen(&["none"]);
    go_on(&person);
    person.see_question("law");

    person.press_until(TAB, "the first radio button", |focus| focus.value == "gdpr");
    person.type_keys(SPACE);
    person.see_chosen(&["gdpr"]);
    go_on(&person);
    person.see_routes(&["contact-fasttrack-inbox"]);

    let inbox = "o365ftgdpr@microsoft.com";
    person.press_until(TAB, "the channel's link", |focus| {
        focus.text.contains(inbox)
    });
    person.hear_no_complaint();
}

#[test]
fn the_arrow_keys_change_the_choice_and_nothing_else() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["member"]);
    person.answer(&["access"]);
    person.see_question("law");
    let before = person.screen();

    person.press_until(TAB, "the first radio button", |focus| focus.value == "gdpr");
    // Past the last one the choice goes round in some engines and stays in others.
    for (key, option) in [
        (DOWN, "ccpa"),
        (DOWN, "not-sure"),
        (UP, "ccpa"),
        (UP, "gdpr"),
    ] {
        person.type_keys(key);
        person.see_chosen(&[option]);
        let screen = person.screen();
        assert_eq!(screen.place(), before.place());
        assert_eq!(screen.page, before.page);
        assert_eq!(screen.focus.value, option);
    }
    assert_eq!(
        person.screen().events("step").len(),
        before.events("step").len()
    );
}

#[test]
fn going_on_without_an_answer_leads_to_the_error_and_from_there_to_the_first_option() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    let before = person.screen().page;

    person.press_until(TAB, "Continue", |focus| focus.text == "Continue");
    person.type_keys(ENTER);
    person.see_error();
    person.see_question("capacity");

    person.press_until(TAB, "the link of the error summary", |focus| {
        focus.tag == "a"
    });
    person.type_keys(ENTER);
    person.see("the focus on the first option", |screen| {
        screen.focus.value == "contact"
    });
    assert_eq!(person.screen().page, before, "the error's link is no place");

    person.type_keys(SPACE);
    person.see_chosen(&["contact"]);
    go_on(&person);
    person.see_question("engagement");
    person.see("no error", |screen| screen.error.is_none());
    person.hear_no_complaint();
}

#[test]
fn going_on_without_an_answer_twice_brings_the_focus_back_to_the_error() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.press("Continue");
    person.see_error();
    person.press_until(TAB, "an option", |focus| focus.value == "contact");
    person.press("Continue");
    person.see_error();
}

#[test]
fn back_change_and_start_again_work_by_keyboard() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["member"]);
    person.see_question("right");

    person.press_by_keys("Back");
    person.see_question("capacity");
    go_on(&person);
    person.see_question("right");

    person.press_by_keys("Change");
    person.see_question("capacity");
    go_on(&person);
    person.see_question("right");

    person.press_by_keys("Start again");
    person.see_question("capacity");
    person.see_chosen(&[]);
    person.hear_no_complaint();
}

#[test]
fn no_question_takes_more_than_four_keys_besides_the_arrows() {
    let person = Person::new();
    let mut counts = Vec::new();
    for scene in Scene::every_question() {
        let host = scene.enter(&person, Window::Desk);
        // Where the focus is when somebody has come from the question before.
        person.find("all('.heading')[0].focus(); return [];", Value::Null);
        counts.push((keys_for_the_last_answer(&person), scene.name));
        drop(host);
    }
    let many: Vec<_> = counts.iter().filter(|(keys, _)| *keys > 4).collect();
    assert!(many.is_empty(), "{many:?} among {counts:?}");
}

/// How many keys besides the arrows lead to the last answer, choose it and go on.
#[track_caller]
fn keys_for_the_last_answer(person: &Person) -> usize {
    let before = person.screen();
    let last = before.options.last().unwrap().id.clone();
    let mut keys = 0;
    let is_option = |value: &str| before.options.iter().any(|option| option.id == value);
    // A term in the sentence above the answers may come first.
    while !is_option(&person.screen().focus.value) && keys < 4 {
        keys += 1;
        person.type_keys(TAB);
    }
    for _ in &before.options {
        if person.screen().focus.value != last {
            person.type_keys(DOWN);
        }
    }
    while person.screen().focus.value != last {
        person.type_keys(TAB);
        keys += 1;
        assert!(keys < 40, "no key leads to `{last}`");
    }
    if person.screen().chosen() != [&last] {
        person.type_keys(SPACE);
        keys += 1;
        person.see_chosen(&[&last]);
    }
    person.move_by_keys(ENTER);
    assert_ne!(person.screen().place(), Place::Nowhere);
    keys + 1
}

#[track_caller]
fn tick(person: &Person, option: &str) {
    person.press_until(TAB, option, |focus| focus.value == option);
    person.type_keys(SPACE);
    person.see_chosen(&[option]);
}

#[track_caller]
fn go_on(person: &Person) {
    person.press_by_keys("Continue");
}

#[test]
fn choosing_an_answer_after_the_error_keeps_the_focus_on_it() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.press("Continue");
    person.see_error();
    person.choose(&["member"]);
    person.see_chosen(&["member"]);
    assert_eq!(person.screen().focus.value, "member");
}
