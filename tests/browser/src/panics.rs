//! Wherever somebody is when the program panics, they have the addresses within two seconds.

use signpost::engine::example::example;
use signpost::engine::session::{Place, Session};
use signpost::guide::compile::guide_from_json;
use signpost::guide::{Guide, Rule};
use signpost::link;

use crate::failures::{SOON, expect_fallback, has_every_address};
use crate::host::{Host, Policy};
use crate::person::{Deed, Person};
use crate::shipped::{self, GUIDE, Text};

#[test]
fn a_panic_after_any_question_leaves_the_addresses() {
    let guide = guide();
    let text = Text::read();
    let steps = guide.questions().iter().map(|question| Step {
        at: fragment(&guide, &question.rule, Some(Place::Question(question.id))),
        before: Vec::new(),
        last: press(&text, "continue"),
    });
    panic_in_each(steps);
}

#[test]
fn a_panic_at_any_other_step_leaves_the_addresses() {
    let guide = guide();
    let text = Text::read();
    let press = |phrase| press(&text, phrase);
    let press_filled = |phrase: &str, placeholder, value| {
        Deed::Press(text.phrase(phrase).replace(placeholder, value))
    };
    let [first, .., last] = guide.questions() else {
        panic!("the guide has one question");
    };
    let dated = guide.questions().iter().find(|it| it.takes_date()).unwrap();
    let narrows = guide.questions().iter().find(|it| it.narrows).unwrap();
    let narrow = |option: &str| Deed::Narrow {
        question: narrows.name.clone(),
        option: option.to_owned(),
    };
    let linked = guide.routes().iter().find_map(|route| {
        let address = guide.channel(route.channel).address.written()?;
        Some((route, address))
    });
    let (route, address) = linked.unwrap();

    let start = String::new();
    let at_last = fragment(&guide, &last.rule, Some(Place::Question(last.id)));
    let at_dated = fragment(&guide, &dated.rule, Some(Place::Question(dated.id)));
    let outcome = fragment(&guide, &route.rule, None);
    let overview = fragment(&guide, &route.rule, Some(Place::Overview));
    let answer = Deed::Choose(first.options[0].name.clone());
    let change = press_filled(
        "change-answer",
        "{question}",
        &text.questions[&first.name].short,
    );
    let take = press_filled(
        "overview-take-route",
        "{route}",
        &text.routes[&route.name].title,
    );
    let copy = press_filled("copy-address", "{address}", address);
    let bad_link = Deed::Follow("signpost=nonsense".to_owned());

    let steps = [
        (&start, vec![], press("continue")),
        (&start, vec![], press("overview-open")),
        (&start, vec![], bad_link),
        (&start, vec![answer, press("continue")], Deed::Travel(-1)),
        (&at_last, vec![], press("back")),
        (&at_dated, vec![], press("date-use")),
        (&outcome, vec![], press("back")),
        (&outcome, vec![], press("start-again")),
        (&outcome, vec![], change),
        (&outcome, vec![], copy),
        (&overview, vec![], press("back")),
        (&overview, vec![], take),
        (
            &overview,
            vec![narrow(&narrows.options[0].name)],
            narrow(""),
        ),
    ];
    panic_in_each(steps.map(|(at, before, last)| Step {
        at: at.clone(),
        before,
        last,
    }));
}

#[test]
fn a_panic_of_a_program_that_came_from_no_address_leaves_the_addresses() {
    let host = Host::start_with(Policy::Absent);
    let person = Person::new();
    for page in ["/signpost.html", "/"] {
        person.open(&host.at(page));
        person.choose(&["member"]);
        person.break_the_page();
        person.press("Continue");
        person.see_within(SOON, "the failure with the addresses", |screen| {
            screen.has_failed && has_every_address(screen)
        });
    }
}

/// What somebody does, and where, until the program panics.
struct Step {
    /// The fragment that leads there.
    at: String,
    before: Vec<Deed>,
    /// The program panics in what comes of this.
    last: Deed,
}

fn panic_in_each(steps: impl IntoIterator<Item = Step>) {
    let host = Host::start();
    let person = Person::new();
    for Step { at, before, last } in steps {
        person.open(&host.at(&format!("/#{at}")));
        assert_eq!(person.do_all(&before).problem, None, "{before:?} at {at}");
        person.break_the_page();
        let done = person.do_all(std::slice::from_ref(&last));
        assert_eq!(done.problem, None, "{last:?} at {at}");
        let what = format!("the failure after {last:?} at {at}");
        let screen = person.see_within(SOON, what, |screen| screen.has_failed);
        expect_fallback(&screen, "crashed");
    }
}

fn guide() -> Guide {
    guide_from_json(&shipped::file(GUIDE)).unwrap()
}

fn press(text: &Text, phrase: &str) -> Deed {
    Deed::Press(text.phrase(phrase).to_owned())
}

/// The link to a place for somebody for whom a rule holds; without one, to what they are told.
fn fragment(guide: &Guide, rule: &Rule, place: Option<Place>) -> String {
    let answers = example(guide, rule).expect("the rule holds for somebody");
    let session = Session::at_frontier(guide, answers);
    let place = place.unwrap_or(session.place);
    link::fragment(guide, &Session { place, ..session })
}
