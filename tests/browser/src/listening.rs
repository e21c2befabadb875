//! Somebody who hears the screen instead of seeing it is told each question, each error and the outcome.
//!
//! They have Orca and a keyboard. `cargo xtask listen` runs these, since they need a screen and a bus.

use std::time::Duration;

use serde_json::json;

use crate::host::{Fault, Host};
use crate::orca::{Ear, Key, Words};
use crate::person::{Focus, Person};
use crate::session::{PATIENCE, wait_for};
use crate::shipped::{self, Choose, Guide, Text};

/// How soon after a key what it led to is said.
const SOON: Duration = Duration::from_secs(1);

/// A page of the tests' own, with words that no other part of the screen has.
const STATIC_PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Larder</title></head><body>
<p>Larder</p><button>Marmalade</button><p>Turnip</p><h1 tabindex="-1">Walnut</h1>
<button>Pepper</button><p>Radish</p></body></html>"#;

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn what_gets_the_focus_on_a_static_page_is_said_and_nothing_else_is() {
    let host = Host::start();
    host.publish("/larder", STATIC_PAGE);
    let listener = Listener::arrive(&host.at("/larder"), "Larder");

    let ear = listener.tab_to("the first button", |focus| focus.text == "Marmalade");
    ear.hear("Marmalade");
    let moved = Ear::open();
    listener.focus_on("h1");
    moved.hear("Walnut");
    let on = listener.tab_to("the second button", |focus| focus.text == "Pepper");
    on.hear("Pepper");
    ear.has_not_heard(["Turnip", "Radish"]);
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn what_a_static_page_changes_elsewhere_is_not_said() {
    let host = Host::start();
    host.publish("/larder", STATIC_PAGE);
    let listener = Listener::arrive(&host.at("/larder"), "Larder");

    listener
        .tab_to("the first button", |focus| focus.text == "Marmalade")
        .hear("Marmalade");
    let ear = Ear::open();
    listener.person.session().ask::<()>(
        "document.querySelector('h1').textContent = 'Cinnamon';",
        &[],
    );
    listener
        .tab_to("the second button", |focus| focus.text == "Pepper")
        .hear("Pepper");
    ear.has_not_heard(["Cinnamon"]);
    let moved = Ear::open();
    listener.focus_on("h1");
    moved.hear("Cinnamon");
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn each_question_is_said_at_once_and_the_one_before_no_more() {
    let host = Host::start();
    let text = Text::read();
    let listener = Listener::open(&host, "/");

    listener.tick("capacity", "member");
    let on_right = listener.press("continue");
    listener.is_told(
        "Continue, to a question",
        &on_right,
        &text.questions["right"].title,
    );
    listener.tick("right", "access");
    on_right.has_not_heard(only_about(&text, "capacity", "right"));

    let on_law = listener.press("continue");
    listener.is_told(
        "Continue, to the next",
        &on_law,
        &text.questions["law"].title,
    );
    listener.tick("law", "gdpr");
    on_law.has_not_heard(only_about(&text, "right", "law"));

    let back = listener.press("back");
    listener.is_told("Back", &back, &text.questions["right"].title);
    listener.tab_to_option("right", "access");
    back.has_not_heard(only_about(&text, "law", "right"));
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn a_question_is_said_before_the_program_is_there_and_nothing_else_once_it_is() {
    let host = Host::start_in_parts();
    host.spoil(shipped::WASM, Fault::Held);
    let text = Text::read();
    let listener = Listener::arrive(&host.at("/"), &shipped::title());

    listener.tick("capacity", "member");
    let ear = listener.press("continue");
    let title = &text.questions["right"].title;
    listener.is_told("Continue, before the program", &ear, title);

    let taken_over = Ear::open();
    host.let_go();
    listener
        .person
        .see("the widget ready", |screen| screen.is_ready);
    listener.tab_to_option("right", "access");
    eprintln!("  the program comes | {}", taken_over.all_said());
    taken_over.has_not_heard(only_about(&text, "capacity", "right"));
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn going_on_without_an_answer_says_what_is_wrong() {
    let host = Host::start();
    let text = Text::read();
    let listener = Listener::open(&host, "/");

    let ear = listener.press("continue");
    listener.is_told("Continue, no answer", &ear, text.phrase("error-heading"));
    listener.is_told("the same key", &ear, text.phrase("error-choose-several"));

    listener.tick("capacity", "member");
    let ear = listener.press("continue");
    listener.is_told("Continue, answered", &ear, &text.questions["right"].title);
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn the_outcome_is_said_when_it_arrives_and_a_copied_address_is_confirmed() {
    let host = Host::start();
    let text = Text::read();
    let before_the_last = "capacity=consumer&right=access";
    let listener = Listener::open_at(&host, before_the_last, "law");

    listener.tick("law", "gdpr");
    let ear = listener.press("continue");
    let outcome = listener.person.see_an_outcome();
    let [route] = outcome.routes.as_slice() else {
        panic!("not one route: {outcome:?}");
    };
    let heading = &text.routes[&route.id].title;
    listener.is_told("Continue, to one route", &ear, heading);
    ear.has_not_heard(text.of_question("law"));

    let ear = listener.press("copy");
    listener.is_told("Copy", &ear, text.phrase("copy-done"));

    let ear = listener.press("back");
    listener.is_told("Back, from the outcome", &ear, &text.questions["law"].title);
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn the_overview_is_said_when_it_is_opened() {
    let host = Host::start();
    let text = Text::read();
    let listener = Listener::open(&host, "/");

    let ear = listener.press("overview-open");
    listener.is_told("To the overview", &ear, text.phrase("overview-heading"));
    ear.has_not_heard([text.questions["capacity"].title.as_str()]);

    let ear = listener.press("back");
    listener.is_told("Back, from it", &ear, &text.questions["capacity"].title);
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn an_outcome_with_several_routes_is_said_when_it_arrives() {
    let host = Host::start();
    let text = Text::read();
    let before_the_last = "capacity=member,consumer&right=access";
    let listener = Listener::open_at(&host, before_the_last, "law");

    listener.tick("law", "gdpr");
    let ear = listener.press("continue");
    let count = listener.person.see_an_outcome().routes.len();
    assert!(count > 1, "not several routes, but {count}");
    let heading = text.phrase("outcome-several");
    let heading = heading.replace("{count}", &count.to_string());
    listener.is_told("Continue, to several routes", &ear, &heading);
    ear.has_not_heard(text.of_question("law"));
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn the_checklist_is_said_and_so_is_how_much_of_it_is_done() {
    let host = Host::start();
    let text = Text::read();
    let link = Guide::read().link("capacity=member&right=delete&law=gdpr");
    let listener = Listener::open(&host, &format!("/{link}"));

    let ear = listener.press("checklist-open");
    let heading = text.phrase("checklist-heading");
    listener.is_told("To the checklist", &ear, heading);
    let steps = listener.person.screen().steps.len();
    let ear = listener.tab_to("a step", |focus| focus.kind == "checkbox");
    // The route that the step belongs to, and the step.
    ear.hear(&text.routes["member-organisation"].title);
    let ear = Ear::press(Key::Space);
    let done = text.phrase("checklist-done").replace("{done}", "1");
    let done = done.replace("{all}", &steps.to_string());
    listener.is_told("Space on a step", &ear, &done);
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn a_draft_is_said_when_it_is_opened_and_a_copied_text_is_confirmed() {
    let host = Host::start();
    let text = Text::read();
    let link = Guide::read().link("capacity=member&right=delete&law=gdpr");
    let listener = Listener::open(&host, &format!("/{link}"));

    let title = &text.drafts["member-letter"].title;
    let ear = listener.press_named(title);
    listener.is_told("To a draft", &ear, title);
    let ear = listener.press("letter-copy");
    listener.is_told("Copy the text", &ear, text.phrase("copy-done"));
}

#[test]
#[ignore = "needs Orca: cargo xtask listen runs it"]
fn a_saved_outcome_that_is_refused_is_said_to_be() {
    let host = Host::start();
    let text = Text::read();
    let listener = Listener::open(&host, "/");

    let ear = listener.press("records-load-heading");
    let heading = text.phrase("records-heading");
    listener.is_told("To the records", &ear, heading);
    let ear = listener.press("records-load");
    let problem = text.phrase("records-nothing");
    listener.is_told("Open, with nothing", &ear, problem);
}

/// Somebody in front of a browser who goes by what they hear, with the keyboard.
struct Listener {
    person: Person,
    guide: Guide,
    text: Text,
}

impl Listener {
    /// Goes to a page and waits until Orca has said what it is called.
    #[track_caller]
    fn arrive(address: &str, title: &str) -> Self {
        let ear = Ear::open();
        let listener = Self {
            person: Person::new(),
            guide: Guide::read(),
            text: Text::read(),
        };
        listener.person.arrive(address);
        ear.hear(title);
        listener
    }

    /// Goes to the page of the artefact and waits until the widget is ready there.
    #[track_caller]
    fn open(host: &Host, path: &str) -> Self {
        let listener = Self::arrive(&host.at(path), &shipped::title());
        listener
            .person
            .see("the widget ready", |screen| screen.is_ready);
        listener
    }

    /// The same, where these answers are given already and this question comes next.
    #[track_caller]
    fn open_at(host: &Host, answers: &str, question: &str) -> Self {
        let link = Guide::read().link(answers);
        let listener = Self::open(host, &format!("/{link}"));
        listener.person.see_question(question);
        listener
    }

    /// Ticks an option, and is told which it is and that it is ticked.
    #[track_caller]
    fn tick(&self, question: &str, option: &str) {
        self.tab_to_option(question, option);
        let ear = Ear::press(Key::Space);
        // These are Orca's own words.
        let (ticked, not_ticked) = match self.guide.choose(question) {
            Choose::Several => ("checked", "not checked"),
            Choose::One => ("selected", "not selected"),
        };
        self.is_told(&format!("Space on `{option}`"), &ear, ticked);
        ear.has_not_heard([not_ticked]);
        self.person.see_chosen(&[option]);
    }

    /// Presses Tab until an option has the focus, and is told which it is.
    #[track_caller]
    fn tab_to_option(&self, question: &str, option: &str) {
        let ear = self.tab_to(option, |focus| focus.value == option);
        let label = &self.text.options[&format!("{question}={option}")].label;
        ear.hear(label);
    }

    /// Presses Tab until the button with the words of a phrase has the focus, is told so, and
    /// presses it; returns what is said after that.
    #[track_caller]
    fn press(&self, phrase: &str) -> Ear {
        self.press_named(self.text.phrase(phrase))
    }

    /// The same with the button of these words.
    #[track_caller]
    fn press_named(&self, words: &str) -> Ear {
        let ear = self.tab_to(words, |focus| focus.tag == "button" && focus.text == words);
        ear.hear(words);
        Ear::press(Key::Enter)
    }

    /// Presses Tab until the focus is where it should be; returns what is said after the last.
    ///
    /// Panics if the focus goes anywhere of which Orca says nothing.
    #[track_caller]
    fn tab_to(&self, what: &str, is_there: impl Fn(&Focus) -> bool) -> Ear {
        for _ in 0..40 {
            let before = self.place_of_focus();
            let ear = Ear::press(Key::Tab);
            wait_for("the focus to move", PATIENCE, || {
                let place = self.place_of_focus();
                if place == before {
                    Err(format!("it at {place}"))
                } else {
                    Ok(())
                }
            });
            ear.hear_anything();
            if is_there(&self.person.screen().focus) {
                return ear;
            }
        }
        panic!("no Tab leads to {what}");
    }

    /// Which element has the focus, as its number among all of the page and of the widget.
    fn place_of_focus(&self) -> String {
        self.person.session().ask(
            "let focus = document.activeElement;
            const path = [[...document.all].indexOf(focus)];
            while (focus?.shadowRoot?.activeElement) {
                const inside = [...focus.shadowRoot.querySelectorAll('*')];
                focus = focus.shadowRoot.activeElement;
                path.push(inside.indexOf(focus));
            }
            return path.join('/');",
            &[],
        )
    }

    /// Moves the focus by script, as a page does.
    fn focus_on(&self, selector: &str) {
        self.person.session().ask::<()>(
            "document.querySelector(arguments[0]).focus();",
            &[json!(selector)],
        );
    }

    /// Waits until these words are said, soon enough after what the person did, and notes that down.
    #[track_caller]
    fn is_told(&self, after: &str, ear: &Ear, words: &str) {
        let delay = ear.hear(words);
        eprintln!(
            "  {:.3} s | {after} | {}",
            delay.as_secs_f64(),
            ear.all_said()
        );
        assert!(delay <= SOON, "“{words}” was said {delay:?} after {after}");
    }
}

/// What is said of one question and not of another.
fn only_about<'t>(text: &'t Text, question: &str, other: &str) -> Vec<&'t str> {
    let of_other = Words::new(&text.of_question(other).join(" "));
    let mut words = text.of_question(question);
    words.retain(|words| !of_other.contain(&Words::new(words)));
    words
}
