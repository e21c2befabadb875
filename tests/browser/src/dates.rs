//! Somebody who knows a date need not count days; the date picks the option, and goes nowhere.

use crate::host::Host;
use crate::person::{ENTER, Person};
use crate::shipped::{Guide, Text};

const BEFORE_FILES: &str =
    "capacity=acting&engagement=support&right=delete&support-plan=premier-tam&scope=all";

#[test]
fn the_date_of_closing_picks_the_option_of_its_age() {
    let host = Host::start();
    let person = Person::new();
    for (days, option) in [(1, "closed-under-90-days"), (400, "closed-over-90-days")] {
        person.open(&host.at(&format!("/{}", Guide::read().link(BEFORE_FILES))));
        person.see_question("files");
        let before = person.screen().page;
        person.fill_in_date(&days_ago(&person, days));
        person.press("Use this date");
        person.see_chosen(&[option]);
        assert_eq!(person.screen().page, before, "a date is not in the address");
    }
    person.hear_no_complaint();
}

#[test]
fn enter_after_a_date_picks_the_option_and_sends_nothing() {
    let host = Host::start();
    let person = at_the_files(&host);
    person.fill_in_date(&days_ago(&person, 1));
    person.type_keys(ENTER);
    person.see_chosen(&["closed-under-90-days"]);
    person.see_question("files");
}

#[test]
fn a_date_that_has_not_come_picks_nothing() {
    let host = Host::start();
    let person = at_the_files(&host);
    person.fill_in_date(&days_ago(&person, -30));
    person.press("Use this date");
    person.see_chosen(&[]);
    person.hear_no_complaint();
}

#[test]
fn a_year_of_two_digits_picks_nothing() {
    let host = Host::start();
    let person = at_the_files(&host);
    person.fill_in_date("0026-11-20");
    person.press("Use this date");
    person.see_said(Text::read().phrase("date-wrong"));
    person.see_chosen(&[]);
}

#[test]
fn what_a_date_picked_is_named_as_long_as_it_is_chosen() {
    let host = Host::start();
    let person = at_the_files(&host);
    person.fill_in_date(&days_ago(&person, 1));
    person.press("Use this date");
    let text = Text::read();
    let label = &text.options["files=closed-under-90-days"].label;
    let picked = text.phrase("date-picked").replace("{option}", label);
    person.see_said(&picked);
    person.unchoose(&["closed-under-90-days"]);
    person.see("it named no more", |screen| !screen.said.contains(&picked));
}

/// Somebody on the question that takes a date.
#[track_caller]
fn at_the_files(host: &Host) -> Person {
    let person = Person::new();
    person.open(&host.at(&format!("/{}", Guide::read().link(BEFORE_FILES))));
    person.see_question("files");
    person
}

/// The day so many days before today, where the browser is.
fn days_ago(person: &Person, days: i32) -> String {
    person.session().ask(
        "const day = new Date();
        day.setDate(day.getDate() - arguments[0]);
        const pad = (number) => String(number).padStart(2, '0');
        return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;",
        &[days.into()],
    )
}
