//! The questions can be answered before the rest of the program and of the guide is there, and what needs the
//! rest waits for it.

use std::time::Duration;

use crate::failures::{SOON, expect_fallback, has_every_address};
use crate::host::{Fault, Host};
use crate::person::{Person, Place, Screen};
use crate::shipped::{ADVICE, ADVISED, Guide, REST, Text};
use crate::walking;

/// How soon a file that does not come is given up: ten seconds, and what the page needs around them.
const AT_LAST: Duration = Duration::from_secs(12);

/// Somebody on the standalone page, whose widget can ask and no more: not before the host is told to let the
/// rest go.
fn asked() -> (Host, Person) {
    let host = Host::start();
    for path in REST {
        host.spoil(path, Fault::Held);
    }
    let person = Person::new();
    arrive(&host, &person);
    (host, person)
}

fn arrive(host: &Host, person: &Person) {
    person.arrive(&host.at("/"));
    person.see("a widget that asks", |screen| asks(person, screen));
}

/// Whether the question on screen is the widget's, and not the one in the page's HTML.
fn asks(person: &Person, screen: &Screen) -> bool {
    let is_the_widgets: bool = person.session().ask(
        "const root = document.querySelector('dsr-signpost')?.shadowRoot;
        return Boolean(root?.querySelector('.question')) && root.querySelector('.first') === null;",
        &[],
    );
    is_the_widgets && screen.question.is_some() && !screen.is_ready
}

fn phrase(name: &str) -> String {
    Text::read().phrase(name).to_owned()
}

#[test]
fn every_question_is_asked_before_the_rest_is_there() {
    let (host, person) = asked();
    person.press(&phrase("continue"));
    person.see("the error", |screen| screen.error.is_some());
    person.answer(&["consumer"]);
    person.see_question("right");
    person.go_back();
    person.see_question("capacity");
    person.go_on();
    person.answer(&["delete"]);
    person.see_question("law");
    assert!(!person.screen().is_ready);
    person.choose(&["gdpr"]);
    person.press(&phrase("continue"));
    person.see_said(&phrase("pending"));
    person.see_question("law");

    host.let_go();
    person.see_routes(&["consumer-privacy-response-center"]);
    person.see_focus_on_heading();
    let screen = person.see("the widget ready", |screen| screen.is_ready);
    assert_eq!(screen.said, [""; 0], "it still says to wait");
    let heard = screen.heard.unwrap();
    let names: Vec<_> = heard.events.iter().map(|event| &*event.name).collect();
    assert_eq!(
        names,
        ["ready", "step", "step", "step", "step", "step", "outcome"],
        "every screen is told, once there is somebody to tell"
    );
    person.hear_no_complaint();
}

#[test]
fn what_leads_elsewhere_waits_and_so_does_what_is_done_after_it() {
    let (host, person) = asked();
    person.press(&phrase("overview-open"));
    person.see_said(&phrase("pending"));
    person.choose(&["member"]);
    host.let_go();
    person.see("the overview", |screen| screen.place() == Place::Overview);
    person.go_back();
    person.see_chosen(&[]);
    person.hear_no_complaint();
}

#[test]
fn the_browsers_back_is_done_once_the_rest_is_there() {
    let (host, person) = asked();
    person.answer(&["consumer"]);
    person.see_question("right");
    person.session().back();
    host.let_go();
    person.see_question("capacity");
    person.see_chosen(&["consumer"]);
    person.hear_no_complaint();
}

#[test]
fn a_link_to_an_outcome_waits_for_the_rest() {
    let host = Host::start();
    host.spoil(ADVICE, Fault::Held);
    let person = Person::new();
    let link = "#signpost=professional-services.1&capacity=consumer&right=delete&law=gdpr";
    person.arrive(&host.at(&format!("/{link}")));
    let is_waiting =
        |screen: &Screen| screen.question.is_none() && screen.routes.is_empty() && !screen.is_ready;
    // Until the script runs the question in the page's HTML is there.
    person.see("no screen", is_waiting);
    person.keep_seeing(SOON, "no screen", is_waiting);
    host.let_go();
    person.see_routes(&["consumer-privacy-response-center"]);
}

#[test]
fn where_the_rest_cannot_be_had_the_addresses_are_there() {
    let person = Person::new();
    for path in REST {
        let host = Host::start();
        host.spoil(path, Fault::Status(404));
        person.arrive(&host.at("/"));
        let screen = person.see_within(SOON, "the failure", |screen| screen.has_failed);
        expect_fallback(&screen, "not-loaded");
    }
}

#[test]
fn whoever_waits_for_a_rest_that_never_comes_gets_the_addresses_and_the_focus_on_them() {
    let person = Person::new();
    let host = Host::start();
    host.spoil(ADVISED, Fault::Silence);
    arrive(&host, &person);
    person.answer(&["consumer"]);
    person.see_question("right");
    let screen = person.see_within(AT_LAST, "the failure", |screen| screen.has_failed);
    expect_fallback(&screen, "not-loaded");
    assert!(has_every_address(&screen));
    assert_eq!(screen.focus.classes, "signpost-failure");
}

#[test]
fn no_question_looks_different_once_the_look_of_what_is_beyond_is_there() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    for journey in walking::everybody().take(3) {
        journey.walk_with(&person, &Guide::read(), |options| {
            person.press(&phrase("continue"));
            person.see("the error", |screen| screen.error.is_some());
            person.unfold();
            let matching: Vec<String> = person.session().ask(
                "const root = document.querySelector('dsr-signpost').shadowRoot;
                const [look] = root.adoptedStyleSheets;
                const all = ({ selectorText, cssRules }) => selectorText ?? [...cssRules].flatMap(all);
                // Whatever the state of an element, and whatever is drawn before or after it.
                const states = /::[a-z-]+|:hover|:focus-visible|:has\\(:checked\\)/g;
                const matter = (selector) => root.querySelector(selector.replaceAll(states, ''));
                const selectors = all(look);
                return selectors.length < 100 ? ['too few rules'] : selectors.filter(matter);",
                &[],
            );
            assert_eq!(matching, [""; 0]);
            person.answer(options);
        });
        person.start_again();
    }
}
