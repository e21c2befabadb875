//! Several widgets on one page know nothing of one another.

use crate::host::Host;
use crate::person::Person;
use crate::shipped::page;

const TWO: &str =
    "<dsr-signpost><p>One.</p></dsr-signpost><dsr-signpost><p>Two.</p></dsr-signpost>";

#[test]
fn two_widgets_on_one_page_keep_apart() {
    let host = Host::start();
    host.publish("/two.html", &page("Two", TWO));
    let person = Person::new();
    person.open(&host.at("/two.html"));
    person.turn_to(1);
    person.see_question("capacity");

    person.turn_to(0);
    person.answer(&["member"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_routes(&["member-organisation"]);

    person.turn_to(1);
    person.see_question("capacity");
    person.see_chosen(&[]);
    person.answer(&["consumer"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_routes(&["consumer-privacy-response-center"]);

    person.turn_to(0);
    person.see_routes(&["member-organisation"]);
    person.start_again();
    person.see_question("capacity");

    person.turn_to(1);
    person.see_routes(&["consumer-privacy-response-center"]);
    person.see("no place in the address", |screen| {
        !screen.page.contains('#')
    });
    person.hear_no_complaint();
}

#[test]
fn a_panic_in_one_widget_leaves_the_content_of_both() {
    let host = Host::start();
    host.publish("/two.html", &page("Two", TWO));
    let person = Person::new();
    person.open(&host.at("/two.html"));
    person.choose(&["member"]);
    person.break_the_page();
    person.press("Continue");

    person.see("the failure", |screen| screen.has_failed);
    assert_eq!(person.screen().fallback, "One.");
    person.turn_to(1);
    person.see("the failure", |screen| screen.has_failed);
    assert_eq!(person.screen().fallback, "Two.");
}
