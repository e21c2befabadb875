//! Who would rather look than answer finds every place, whom it is for, and the way there.

use serde_json::{Value, json};

use crate::host::Host;
use crate::person::{Person, Place};
use crate::shipped::{Guide, Text};

#[test]
fn the_overview_shows_every_route_with_its_address() {
    let host = Host::start();
    let person = Person::new();
    let guide = Guide::read();
    person.open(&host.at("/"));
    person.look_around();

    let routes: Vec<_> = guide.routes.iter().map(|route| route.id.clone()).collect();
    assert_eq!(person.screen().places, routes);
    for route in &guide.routes {
        let links: Vec<String> = person.session().ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            const place = root.querySelector(`[data-place='${arguments[0]}']`);
            return [...place.querySelectorAll('a')].map((link) => link.getAttribute('href'));",
            &[json!(route.id)],
        );
        let expected: Vec<_> = guide.channel_of(&route.id).link().into_iter().collect();
        assert_eq!(links, expected, "{}", route.id);
    }
    person.hear_no_complaint();
}

#[test]
fn a_narrowed_overview_shows_what_fits_and_says_how_much_that_is() {
    let host = Host::start();
    let person = Person::new();
    let (guide, text) = (Guide::read(), Text::read());
    person.open(&host.at("/"));
    person.look_around();

    person.narrow("engagement", &text.options["engagement=fasttrack"].label);
    person.narrow("right", &text.options["right=delete"].label);
    let screen = person.see("the deletion at FastTrack, and no support case", |screen| {
        let shows = |id: &str| screen.places.iter().any(|place| place == id);
        shows("acting-fasttrack-deletion") && !shows("acting-support-tam")
    });
    let count = person.find("return all('.count[role=status]');", Value::Null);
    let said = text
        .phrase("overview-count")
        .replace("{count}", &screen.places.len().to_string())
        .replace("{all}", &guide.routes.len().to_string());
    let shown: String = person.session().ask(
        "return document.querySelector('dsr-signpost').shadowRoot
            .querySelector('.count').innerText;",
        &[],
    );
    assert_eq!((count.len(), shown), (1, said));

    person.narrow("engagement", text.phrase("overview-any"));
    person.narrow("right", text.phrase("overview-any"));
    person.see("everything", |screen| {
        screen.places.len() == guide.routes.len()
    });
}

#[test]
fn each_place_leads_to_an_outcome_with_its_route_and_the_browser_back_again() {
    let host = Host::start();
    let person = Person::new();
    let (guide, text) = (Guide::read(), Text::read());
    person.open(&host.at("/"));
    person.look_around();
    person.narrow("right", &text.options["right=export"].label);
    let narrowed = person.see("fewer places", |screen| {
        screen.places.len() < guide.routes.len()
    });

    for place in &narrowed.places {
        let title = &text.routes[place].title;
        let take = text.phrase("overview-take-route").replace("{route}", title);
        person.press(&take);
        let screen = person.see_an_outcome();
        assert!(screen.routes.iter().any(|route| route.id == *place));
        person.see_focus_on_heading();
        person.press_browser_back();
        person.see("the same places as before", |screen| {
            screen.places == narrowed.places
        });
    }
    person.hear_no_complaint();
}

#[test]
fn an_example_keeps_ones_own_answers_where_it_can_and_is_told_for_one() {
    let host = Host::start();
    let person = Person::new();
    let (guide, text) = (Guide::read(), Text::read());
    person.open(&host.at(&format!(
        "/{}",
        guide.link("capacity=member&right=access&law=ccpa")
    )));
    person.see_routes(&["member-organisation"]);
    assert_eq!(person.screen().notice, None);
    person.look_around();
    let title = &text.routes["contact-fasttrack-inbox"].title;
    person.press(&text.phrase("overview-take-route").replace("{route}", title));
    let screen = person.see_an_outcome();
    assert_eq!(
        screen.notice.as_deref(),
        Some(text.phrase("notice-example"))
    );
    person.see("one's own wish and law in the address", |screen| {
        screen.page.contains("&right=access&") && screen.page.ends_with("&law=ccpa")
    });
    person.press_browser_back();
    person.press_browser_back();
    let own = person.see_routes(&["member-organisation"]);
    assert_eq!(own.notice, None);
    person.hear_no_complaint();
}

#[test]
fn whoever_has_looked_goes_on_where_they_were() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["contact"]);
    let second = person.screen().place();

    person.look_around();
    person.reload();
    person.see_place(&Place::Overview);
    person.go_back();
    person.see_place(&second);
    person.go_back();
    person.see_chosen(&["contact"]);
    person.hear_no_complaint();
}

#[test]
fn the_page_hears_of_the_overview() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.look_around();
    let heard = person.screen();
    assert_eq!(heard.events("overview").len(), 1);
    assert_eq!(heard.events("overview")[0].detail, json!({}));
}

#[test]
fn the_picture_marks_what_was_answered_and_its_table_says_the_same() {
    let host = Host::start();
    let person = Person::new();
    let text = Text::read();
    let answers = "capacity=member&right=delete&law=gdpr&view=overview";
    person.open(&host.at(&format!("/{}", Guide::read().link(answers))));
    person.see_place(&Place::Overview);
    person.unfold();

    let [ticks, marked, lines]: [Value; 3] = person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        const words = (node) => node.innerText.trim();
        return [
            root.querySelectorAll('.drawing .tick').length,
            [...root.querySelectorAll('tr.own th')].map((cell) => words(cell).split('\\n')[0]),
            root.querySelectorAll('.line.own').length,
        ];",
        &[],
    );
    let expected = ["capacity=member", "right=delete", "law=gdpr"];
    let labels: Vec<_> = expected
        .map(|option| text.options[option].label.clone())
        .into();
    assert_eq!(marked, json!(labels));
    // One for each answer, and one for the place that they lead to.
    assert_eq!(ticks, json!(4));
    // Whose data it is brings up what is wanted, and decides the place.
    assert_eq!(lines, json!(2));
}
