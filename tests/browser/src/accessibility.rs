//! No rule of axe is broken on any kind of screen, on a desk or in a hand, in light or in the dark.

use crate::checkup;
use crate::host::{Fault, Host};
use crate::person::Person;
use crate::shipped;

/// The answers that lead to the question of files, which a date can answer.
const BEFORE_FILES: &str =
    "capacity=acting&engagement=support&right=delete&support-plan=premier-tam&scope=all";

/// The answers of somebody to whom as much as possible applies.
const EVERYTHING: &str = "capacity=contact,member,acting,consumer\
    &engagement=support,consulting,fasttrack,other-services,online-services\
    &right=access,rectify,restrict,delete,export&contact-cases=both&replacement=not-yet\
    &support-plan=premier-tam&scope=specific&search=no&files=open-mine,closed-under-90-days\
    &migration=user-finished&team-asked=not-yet&law=not-sure";

#[test]
fn no_rule_is_broken_on_a_desk() {
    check_every_screen(&Person::new(), Device::Desk);
}

#[test]
fn no_rule_is_broken_on_a_phone() {
    check_every_screen(&Person::new(), Device::Phone);
}

#[test]
fn no_rule_is_broken_on_a_desk_in_the_dark() {
    check_every_screen(&somebody_in_the_dark(), Device::Desk);
}

#[test]
fn no_rule_is_broken_on_a_phone_in_the_dark() {
    check_every_screen(&somebody_in_the_dark(), Device::Phone);
}

/// What is wrong if the page is wider than the device, which axe does not look at.
fn scrolls_sideways(person: &Person) -> Option<String> {
    let [content, device]: [f64; 2] = person.session().ask(
        "const page = document.scrollingElement;
        return [page.scrollWidth, page.clientWidth];",
        &[],
    );
    (content > device).then(|| format!("the page is {content} px wide, the device {device} px"))
}

#[derive(Debug, Clone, Copy)]
enum Device {
    Desk,
    Phone,
}

fn somebody_in_the_dark() -> Person {
    let person = Person::in_the_dark();
    let is_dark: bool = person.session().ask(
        "return matchMedia('(prefers-color-scheme: dark)').matches;",
        &[],
    );
    assert!(
        is_dark,
        "the browser is not to be told that the system is dark"
    );
    person
}

fn check_every_screen(person: &Person, device: Device) {
    let host = Host::start();
    let guide = shipped::Guide::read();
    let go = |host: &Host, path: &str| match device {
        Device::Desk => person.arrive(&host.at(path)),
        Device::Phone => person.arrive_by_phone(host, path),
    };
    let mut findings = Vec::new();
    let mut check = |screen: &str| {
        let mut found = checkup::findings(person);
        found.extend(scrolls_sideways(person));
        findings.extend(
            found
                .into_iter()
                .map(|finding| format!("{screen}: {finding}")),
        );
    };

    go(&host, "/");
    person.see_question("capacity");
    check("first question");

    person.press("Continue");
    person.see_error();
    check("error");

    person.answer(&["contact", "consumer"]);
    person.unfold();
    check("later question");

    go(&host, &format!("/{}", guide.link(BEFORE_FILES)));
    person.see_question("files");
    person.unfold();
    check("question with a date");

    go(
        &host,
        &format!("/{}", guide.link("capacity=consumer&right=delete&law=gdpr")),
    );
    person.see_an_outcome();
    person.unfold();
    check("outcome with one route");

    go(&host, &format!("/{}", guide.link(EVERYTHING)));
    person.see_an_outcome();
    person.unfold();
    check("outcome with several routes");

    go(&host, "/#signpost=nonsense");
    person.see("a notice", |screen| screen.notice.is_some());
    check("notice about a bad link");

    let broken = Host::start();
    broken.spoil(&shipped::wasm(), Fault::Status(404));
    go(&broken, "/");
    person.see("the failure", |screen| screen.has_failed);
    check("failure");

    assert!(
        findings.is_empty(),
        "{} findings:\n{}",
        findings.len(),
        findings.join("\n")
    );
}
