//! Whatever stands in the address, there is the first question and a notice: no error, no execution.

use crate::host::Host;
use crate::person::Person;
use crate::shipped::Guide;

#[test]
fn a_link_that_is_malformed_leads_to_the_first_question_with_a_notice() {
    expect_notices(&[
        "#signpost=".to_owned(),
        "#signpost=&&&===".to_owned(),
        "#signpost=professional-services".to_owned(),
        "#signpost=professional-services.".to_owned(),
        "#signpost=professional-services.one&capacity=member".to_owned(),
        "#signpost=professional-services.-1&capacity=member".to_owned(),
        "#signpost=professional-services.99999999999999999999&capacity=member".to_owned(),
        link("capacity"),
        link("capacity="),
        link("capacity=member,"),
        link("capacity=member&capacity=member"),
        link("at=nowhere"),
    ]);
}

#[test]
fn a_link_of_percent_junk_leads_to_the_first_question_with_a_notice() {
    expect_notices(&[
        link("capacity=%"),
        link("capacity=%00"),
        link("capacity=%E0%A4%A"),
        link("capacity=%FF%FE"),
        link("capacity=%6Dember%2Cconsumer%26"),
        "#signpost=%F0%9F%92%A9".to_owned(),
    ]);
}

#[test]
fn a_link_with_a_script_in_it_runs_nothing() {
    expect_notices(&[
        "#signpost=<script>window.ran=1</script>".to_owned(),
        link("capacity=<img src=x onerror=window.ran=1>"),
        link("capacity=member\"><svg onload=window.ran=1>"),
        link("capacity=javascript:window.ran=1"),
        link("capacity=__proto__"),
        link("constructor=prototype"),
    ]);
}

#[test]
fn a_link_of_a_hundred_kilobytes_leads_to_the_first_question_with_a_notice() {
    expect_notices(&[
        format!("#signpost={}", "a".repeat(100_000)),
        link(&format!("capacity={}", "member,".repeat(100_000 / 7))),
    ]);
}

#[test]
fn a_link_with_an_unknown_option_leads_to_the_first_question_with_a_notice() {
    expect_notices(&[
        link("capacity=astronaut"),
        link("capacity=member&favourite-colour=blue"),
    ]);
}

#[test]
fn a_link_of_another_edition_or_guide_leads_to_the_first_question_with_a_notice() {
    let Guide { id, edition, .. } = Guide::read();
    expect_notices(&[
        format!("#signpost={id}.{}&capacity=member", edition + 1),
        format!("#signpost={id}.0&capacity=member"),
        format!("#signpost=another-guide.{edition}&capacity=member"),
    ]);
}

#[test]
fn a_bad_link_followed_on_the_open_page_is_noticed_too() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.follow(&host.at("/#signpost=nonsense"));
    person.see_question("capacity");
    person.see("a notice", |screen| screen.notice.is_some());
    person.hear_no_complaint();
}

#[test]
fn after_a_bad_link_the_questions_can_be_answered() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/#signpost=nonsense"));
    person.answer(&["member"]);
    person.see_question("right");
    person.see("no notice", |screen| screen.notice.is_none());
}

fn link(answers: &str) -> String {
    Guide::read().link(answers)
}

#[track_caller]
fn expect_notices(fragments: &[String]) {
    let host = Host::start();
    let person = Person::new();
    for fragment in fragments {
        person.open(&host.at(&format!("/{fragment}")));
        let shown: String = fragment.chars().take(80).collect();
        person.see_question("capacity");
        person.see(format!("a notice at {shown}"), |screen| {
            screen.notice.is_some()
        });
        person.see_chosen(&[]);
        person.hear_no_complaint();
        let has_run: bool = person
            .session()
            .ask("return window.ran !== undefined;", &[]);
        assert!(!has_run, "a script ran at {shown}");
    }
}
