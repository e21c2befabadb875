//! Nothing leaves the browser once the widget is ready, nothing stays in it, and the program has no
//! means to change that.

use serde_json::json;

use crate::host::Host;
use crate::person::Person;
use crate::shipped::Guide;
use crate::surroundings::{Engine, Surroundings};
use crate::walking;

#[test]
fn answering_makes_no_request_and_leaves_no_trace() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    let witnesses = Witnesses::call(&host, &person);

    person.answer(&["member", "consumer"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_an_outcome();
    person.change("capacity");
    person.go_on();
    person.look_around();
    person.unfold();
    person.go_back();
    person.start_again();

    assert_eq!(witnesses.saw(), Vec::<String>::new());
    let kept = person.session().await_answer(
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
fn every_kind_of_route_is_reached_when_the_host_is_gone() {
    let mut host = Host::start();
    let person = Person::new();
    let guide = Guide::read();
    person.open(&host.at("/"));
    let requests = host.requests();
    host.stop();

    for journey in walking::everybody() {
        journey.walk(&person, &guide);
        person.start_again();
    }
    assert_eq!(host.requests(), requests);
    person.hear_no_complaint();
}

#[test]
fn a_request_that_a_page_makes_has_witnesses() {
    let host = Host::start();
    host.publish("/told", "An answer.");
    let person = Person::new();
    person.open(&host.at("/"));
    let witnesses = Witnesses::call(&host, &person);
    // The page writes it down a moment after the answer.
    person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const isTold = ({ name }) => name.endsWith('/told') && done(null);
        const page = new PerformanceObserver((list) => list.getEntries().some(isTold));
        page.observe({ type: 'resource' });
        fetch('/told').then((answer) => answer.text());",
        &[],
    );
    let seen = witnesses.saw();
    let told_by = |witness: &str| {
        seen.iter()
            .any(|it| it.starts_with(witness) && it.ends_with("/told"))
    };
    assert!(told_by("server") && told_by("page"), "{seen:?}");
    let is_chromium = Surroundings::get().engine == Engine::Chromium;
    assert_eq!(told_by("developer tools"), is_chromium, "{seen:?}");
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

/// Those who see what a page asks for: the server, the page itself, and Chromium's developer tools.
struct Witnesses<'a> {
    host: &'a Host,
    person: &'a Person,
    /// How much they had seen when they were called.
    seen: [usize; 2],
}

impl<'a> Witnesses<'a> {
    fn call(host: &'a Host, person: &'a Person) -> Self {
        let mut witnesses = Self {
            host,
            person,
            seen: [0; 2],
        };
        witnesses.seen = [host.requests().len(), witnesses.entries().len()];
        witnesses.sent();
        witnesses
    }

    /// The requests since they were called, each with who saw it.
    fn saw(&self) -> Vec<String> {
        let [requests, entries] = self.seen;
        let told = [
            ("server", self.host.requests().split_off(requests)),
            ("page", self.entries().split_off(entries)),
            ("developer tools", self.sent()),
        ];
        let told = told
            .into_iter()
            .flat_map(|(witness, paths)| paths.into_iter().map(move |path| (witness, path)));
        told.map(|(witness, path)| format!("{witness}: {path}"))
            .collect()
    }

    fn entries(&self) -> Vec<String> {
        self.person.session().ask(
            "return performance.getEntriesByType('resource').map((entry) => entry.name);",
            &[],
        )
    }

    /// Other engines' drivers pass nothing on.
    fn sent(&self) -> Vec<String> {
        match Surroundings::get().engine {
            Engine::Chromium => self.person.session().sent(),
            Engine::Firefox | Engine::WebKit => Vec::new(),
        }
    }
}
