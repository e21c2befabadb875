//! Several widgets on one page know nothing of one another.

use crate::host::Host;
use crate::person::Person;

#[test]
fn two_widgets_on_one_page_keep_apart() {
    let host = Host::start();
    host.publish(
        "/two.html",
        r#"<!doctype html><html lang="en"><head><title>Two</title>
        <script type="module" src="/embed.js"></script></head>
        <body><dsr-signpost><p>One.</p></dsr-signpost><dsr-signpost><p>Two.</p></dsr-signpost>
        </body></html>"#,
    );
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
