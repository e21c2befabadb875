//! Every screen is a place: the browser, the widget's buttons, a reload and a link all lead to it.

use serde_json::{Value, json};

use crate::host::Host;
use crate::person::Person;
use crate::shipped::{Guide, Text, page};

/// The answers of an employee who wants data deleted.
const MEMBER: &str = "capacity=member&right=delete&law=gdpr";

#[test]
fn the_buttons_of_the_browser_move_through_the_questions() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["contact"]);
    let second = person.screen().place();
    person.answer(&["support"]);
    let third = person.screen().place();

    person.press_browser_back();
    person.see_place(&second);
    person.press_browser_back();
    person.see_question("capacity");
    person.see_chosen(&["contact"]);
    person.press_browser_forward();
    person.see_place(&second);
    person.press_browser_forward();
    person.see_place(&third);
    person.hear_no_complaint();
}

#[test]
fn a_button_pressed_twice_before_the_page_can_show_it_leaves_the_history_in_order() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["member"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_an_outcome();

    let back = Text::read().phrase("back").to_owned();
    let _: Value = person.session().ask(
        "const { shadowRoot } = document.querySelector('dsr-signpost');
        const buttons = [...shadowRoot.querySelectorAll('button')];
        const back = buttons.find((button) => button.innerText.trim() === arguments[0]);
        // In a task of the page's own: WebKitGTK's driver lets the page show the first at once.
        setTimeout(() => {
            back.click();
            back.click();
        });",
        &[json!(back)],
    );
    person.see_question("right");
    person.press_browser_back();
    person.see_routes(&["member-organisation"]);
    person.press_browser_forward();
    person.see_question("right");
    person.hear_no_complaint();
}

#[test]
fn the_back_button_leads_to_the_question_before_with_its_answer() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    assert!(
        !person.has_button("Back"),
        "there is nothing before the first question"
    );
    person.answer(&["contact", "consumer"]);

    person.go_back();
    person.see_question("capacity");
    person.see_chosen(&["contact", "consumer"]);
}

#[test]
fn a_changed_answer_leads_elsewhere_without_asking_the_rest_again() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at(&format!("/{}", Guide::read().link(MEMBER))));
    person.see_routes(&["member-organisation"]);

    person.change("capacity");
    person.see_chosen(&["member"]);
    person.unchoose(&["member"]);
    person.answer(&["consumer"]);
    person.see_routes(&["consumer-privacy-response-center"]);
    person.hear_no_complaint();
}

#[test]
fn an_answer_that_a_change_hid_counts_again_when_the_change_is_undone() {
    let host = Host::start();
    let person = Person::new();
    let answers = "capacity=contact&engagement=fasttrack&right=delete&contact-cases=none&law=gdpr";
    person.open(&host.at(&format!("/{}", Guide::read().link(answers))));
    person.see_routes(&["contact-fasttrack-inbox"]);

    person.change("capacity");
    person.unchoose(&["contact"]);
    person.answer(&["member"]);
    person.see_routes(&["member-organisation"]);
    let without = person.screen().page;
    assert!(
        !without.contains("engagement"),
        "what does not count is in {without}"
    );

    person.change("capacity");
    person.unchoose(&["member"]);
    person.answer(&["contact"]);
    person.see_routes(&["contact-fasttrack-inbox"]);
    person.hear_no_complaint();
}

#[test]
fn starting_again_forgets_every_answer() {
    let host = Host::start();
    let person = Person::new();
    let guide = Guide::read();
    person.open(&host.at(&format!(
        "/{}",
        guide.link("capacity=member,consumer&right=delete&law=gdpr")
    )));
    person.see_an_outcome();

    person.start_again();
    person.see_question("capacity");
    person.see_chosen(&[]);
    person.see("no answer in the address", |screen| {
        !screen.page.contains("member")
    });
}

#[test]
fn a_reload_keeps_the_place() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["contact", "consumer"]);
    let second = person.screen().place();
    person.reload();
    person.see_place(&second);

    person.go_back();
    person.see_question("capacity");
    person.reload();
    person.see_question("capacity");
    person.see_chosen(&["contact", "consumer"]);
    person.hear_no_complaint();
}

#[test]
fn a_reload_keeps_the_outcome() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["member"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_routes(&["member-organisation"]);
    person.reload();
    person.see_routes(&["member-organisation"]);
}

#[test]
fn the_address_restores_the_outcome_for_somebody_else() {
    let host = Host::start();
    let address = {
        let person = Person::new();
        person.open(&host.at("/"));
        person.answer(&["member", "consumer"]);
        person.answer(&["access"]);
        person.answer(&["not-sure"]);
        person.see_an_outcome();
        person.screen().page
    };

    let somebody_else = Person::new();
    somebody_else.open(&address);
    somebody_else.see_routes(&["member-organisation", "consumer-privacy-response-center"]);
    somebody_else.change("capacity");
    somebody_else.see_chosen(&["member", "consumer"]);
}

#[test]
fn a_link_followed_on_the_open_page_leads_to_its_place() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.follow(&host.at(&format!("/{}", Guide::read().link(MEMBER))));
    person.see_routes(&["member-organisation"]);
    person.press_browser_back();
    person.see_question("capacity");
}

#[test]
fn the_focus_stays_where_it_was_when_the_page_opens() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    assert_eq!(person.screen().focus.tag, "body");
}

#[test]
fn an_anchor_of_the_host_is_not_a_place() {
    let host = Host::start();
    host.publish(
        "/help.html",
        &page(
            "Help",
            r##"<a id="there" href="#about">About</a>
            <dsr-signpost history><p>Write to us.</p></dsr-signpost>
            <h2 id="about">About us</h2>"##,
        ),
    );
    let person = Person::new();
    person.open(&host.at("/help.html"));
    person.answer(&["contact"]);
    let second = person.screen().place();

    let link = person
        .session()
        .find("return [document.querySelector('#there')];", &[]);
    person.session().click(&link[0]);
    person.see("the anchor in the address", |screen| {
        screen.page.ends_with("#about")
    });
    person.see_place(&second);
    person.see("no notice", |screen| screen.notice.is_none());

    person.session().back();
    person.see("the answers in the address", |screen| {
        screen.page.contains("capacity=contact")
    });
    person.see_place(&second);
    person.hear_no_complaint();

    person.arrive(&host.at("/help.html#about"));
    person.see_question("capacity");
    person.see("no notice", |screen| screen.notice.is_none());
}
