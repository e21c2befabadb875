//! The first question is on the page before anything runs, and nothing that is done to it is lost when the
//! program takes over.

use std::time::Duration;

use serde_json::Value;
use thirtyfour::WebElement;

use crate::failures::{SOON, has_every_address};
use crate::host::{Fault, Host, Policy};
use crate::person::{ENTER, Person, Place, Screen, TAB};
use crate::shipped::{self, EMBED, FIRST, Guide, REST, Text, WASM};
use crate::surroundings::{Engine, Surroundings};

/// Somebody on the standalone page, on which the script runs and the program has not come: not before the
/// host is told to let it go.
fn early() -> (Host, Person) {
    let host = Host::start();
    host.spoil(WASM, Fault::Held);
    let person = Person::new();
    arrive_early(&host, &person);
    // It hears what is done from then on.
    let _: Value = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        customElements.whenDefined('dsr-signpost').then(() => done(true));",
        &[],
    );
    (host, person)
}

/// Goes to the standalone page, on which there is a first question and nothing that runs.
fn arrive_early(host: &Host, person: &Person) {
    person.arrive(&host.at("/"));
    person.see("the first question, not ready", is_waiting);
}

fn is_waiting(screen: &Screen) -> bool {
    screen.question.as_deref() == Some("capacity") && !screen.is_ready
}

fn press(person: &Person, phrase: &str) {
    let button = Text::read().phrase(phrase).to_owned();
    person.press(&button);
}

fn element(person: &Person, selector: &str) -> WebElement {
    let script = "return [...document.querySelector('dsr-signpost').shadowRoot
        .querySelectorAll(arguments[0])];";
    let found = person.session().find(script, &[selector.into()]);
    let first = found.into_iter().next();
    first.unwrap_or_else(|| panic!("nothing is there for `{selector}`"))
}

#[test]
fn without_the_script_the_first_question_is_there_and_then_every_address() {
    let host = Host::start();
    host.spoil(EMBED, Fault::Status(404));
    let person = Person::new();
    arrive_early(&host, &person);
    person.choose(&["member"]);
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    person.see_within(SOON, "every address", has_every_address);
    assert_eq!(person.screen().page, host.at("/"), "the answers went out");
}

#[test]
fn what_was_pressed_before_the_script_came_is_done() {
    let host = Host::start_with(Policy::Absent);
    let page = shipped::file("/index.html");
    let (before, rest) = page.split_once("<script type=\"module\"").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    // What is done here to bring the script late, the page's own policy forbids.
    let page = format!("{before}{after}").replace("require-trusted-types-for 'script';", "");
    host.publish("/late.html", &page);
    let person = Person::new();
    person.arrive(&host.at("/late.html"));
    person.choose(&["member", "consumer"]);
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    let _: Value = person.session().ask(
        "const script = document.createElement('script');
        script.type = 'module';
        script.src = arguments[0];
        document.head.append(script);",
        &[EMBED.into()],
    );
    person.see_question("right");
    person.press("Back");
    person.see_question("capacity");
    person.see_chosen(&["member", "consumer"]);
    person.hear_no_complaint();
}

#[test]
fn what_was_chosen_and_pressed_before_the_program_came_is_done() {
    let (host, person) = early();
    person.choose(&["member", "consumer"]);
    person.unchoose(&["member"]);
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    host.let_go();
    person.see_question("right");
    person.see_focus_on_heading();
    let screen = person.screen();
    assert_eq!(screen.said, [""; 0], "it still says to wait");
    assert!(
        screen.page.ends_with("&capacity=consumer"),
        "{}",
        screen.page
    );
    person.press("Back");
    person.see_chosen(&["consumer"]);
    person.hear_no_complaint();
}

#[test]
fn what_was_typed_before_the_program_came_is_done() {
    let (host, person) = early();
    person.press_until(TAB, "an option", |focus| focus.value == "member");
    person.type_keys(" ");
    person.type_keys(ENTER);
    person.see_said(Text::read().phrase("plain-wait"));
    host.let_go();
    person.see_question("right");
    person.see_focus_on_heading();
}

#[test]
fn continue_with_nothing_chosen_is_refused_once_the_program_is_there() {
    let (host, person) = early();
    press(&person, "continue");
    host.let_go();
    person.see_error();
    person.see_question("capacity");
}

#[test]
fn another_button_pressed_before_the_program_came_leads_where_it_leads() {
    let (host, person) = early();
    press(&person, "overview-open");
    host.let_go();
    person.see_place(&Place::Overview);
}

#[test]
fn what_has_the_focus_and_what_is_unfolded_stay_so() {
    let (host, person) = early();
    person.choose(&["acting"]);
    person.session().click(&element(&person, ".why summary"));
    let early = person.screen().focus;
    host.let_go();
    let screen = person.see("the widget ready", |screen| screen.is_ready);
    assert_eq!(screen.focus, early);
    let is_open: bool = person.session().ask(
        "return document.querySelector('dsr-signpost').shadowRoot.querySelector('.why').open;",
        &[],
    );
    assert!(is_open, "it was folded again");
    person.see_chosen(&["acting"]);
}

#[test]
fn a_press_that_the_program_comes_in_the_middle_of_counts() {
    let (host, person) = early();
    let option = element(&person, "label[for=option-member]");
    person.session().hold(&option);
    host.let_go();
    person.keep_seeing(
        Duration::from_secs(1),
        "the first question, not ready",
        is_waiting,
    );
    person.session().let_go();
    person.see("the widget ready", |screen| screen.is_ready);
    person.see_chosen(&["member"]);
}

#[test]
fn it_looks_the_same_before_and_after_the_program_comes() {
    let (host, person) = early();
    let place = |person: &Person| -> Value {
        person.session().ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            const all = [...root.querySelectorAll('.signpost, .signpost *')];
            return all.filter((each) => each.getClientRects().length > 0).map((each) => {
                const { x, y, width, height } = each.getBoundingClientRect();
                const { color, backgroundColor, font, borderWidth } = getComputedStyle(each);
                const look = [color, backgroundColor, font, borderWidth];
                return [each.className, x, y, width, height, ...look].join(' ');
            });",
            &[],
        )
    };
    let before = place(&person);
    assert!(before.as_array().unwrap().len() > 30, "{before}");
    host.let_go();
    person.see("the widget ready", |screen| screen.is_ready);
    assert_eq!(place(&person), before);
}

#[test]
fn a_link_to_a_result_shows_the_result() {
    let host = Host::start();
    let person = Person::new();
    let link = Guide::read().link("capacity=member&right=delete&law=gdpr");
    person.open(&host.at(&format!("/{link}")));
    person.see_routes(&["member-organisation"]);
}

#[test]
fn a_widget_that_begins_elsewhere_does_not_take_the_first_question_over() {
    let host = Host::start();
    let page = shipped::file("/index.html");
    for (attribute, is_expected) in [
        ("answers=\"capacity=member\"", "right"),
        ("heading-level=\"3\"", "capacity"),
    ] {
        let element = format!("<dsr-signpost {attribute}");
        host.publish("/own.html", &page.replacen("<dsr-signpost", &element, 1));
        let person = Person::new();
        person.open(&host.at("/own.html"));
        person.see_question(is_expected);
        let left: u64 = person.session().ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            return root.querySelectorAll('.first, .reserve').length;",
            &[],
        );
        assert_eq!(left, 0, "{attribute}");
    }
}

#[test]
fn nothing_is_asked_for_twice() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    let mut requests = host.requests();
    requests.sort();
    let page = ["/", "/icon.svg", EMBED];
    let mut expected = [&page[..], &FIRST, &REST].concat();
    expected.sort_unstable();
    requests.retain(|path| !path.starts_with("/ear"));
    assert_eq!(requests, expected);
}

#[test]
fn with_scripts_turned_off_every_place_is_there_at_once_and_no_question() {
    // The others are turned off by a policy, of which a page is not told: see `failures`.
    if Surroundings::get().engine != Engine::Chromium {
        return;
    }
    let host = Host::start();
    let person = Person::new();
    person.session().turn_scripts_off();
    person.arrive(&host.at("/"));
    let screen = person.screen();
    assert!(has_every_address(&screen), "{}", screen.fallback);
    assert_eq!(screen.question, None);
    let guide = Guide::read();
    let text = Text::read();
    for route in &guide.routes {
        let title = &text.routes[&route.id].title;
        assert!(screen.fallback.contains(title), "nothing of `{title}`");
    }
}
