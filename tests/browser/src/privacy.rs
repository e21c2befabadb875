//! Nothing leaves the browser once the widget is ready, and nothing stays in it.

use serde_json::json;

use crate::host::Host;
use crate::person::Person;

#[test]
fn answering_makes_no_request_and_leaves_no_trace() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    let before = host.requests();

    person.answer(&["member", "consumer"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_an_outcome();
    person.change("capacity");
    person.go_on();
    person.start_again();

    assert_eq!(
        host.requests(),
        before,
        "requests after the widget was ready"
    );
    let kept: serde_json::Value = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const names = async () => ({
            cookies: document.cookie,
            local: Object.keys(localStorage),
            session: Object.keys(sessionStorage),
            databases: await indexedDB.databases(),
            workers: (await navigator.serviceWorker.getRegistrations()).length,
            caches: await caches.keys(),
        });
        names().then(done, (error) => done(String(error)));",
        &[],
    );
    let nothing = json!({
        "cookies": "",
        "local": [],
        "session": [],
        "databases": [],
        "workers": 0,
        "caches": [],
    });
    assert_eq!(kept, nothing);
    person.hear_no_complaint();
}

#[test]
fn the_page_asks_for_nothing_but_its_own_files() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.answer(&["member"]);
    person.see_question("right");
    let elsewhere: Vec<String> = person.session().ask(
        "return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => new URL(name).origin !== location.origin);",
        &[],
    );
    assert_eq!(elsewhere, Vec::<String>::new());
    // What the policy stops never becomes an entry.
    person.hear_no_complaint();
}
