//! Whatever fails, the reader has the addresses, within two seconds, and the author has the reason.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::host::{Fault, Host, Policy};
use crate::person::{Person, Screen};
use crate::session::PATIENCE;
use crate::shipped::{self, GUIDE, Guide, TEXT};
use crate::surroundings::Surroundings;
use crate::trap::with_traps;

const EMBED: &str = "/embed.js";
const GLUE: &str = "/signpost.js";
const STYLE: &str = "/signpost.css";

/// How soon the reader has the addresses, after the page was asked for.
const SOON: Duration = Duration::from_secs(2);

#[test]
fn a_program_that_is_missing_leaves_the_addresses() {
    expect_failure(&shipped::wasm(), Fault::Status(404), "not-loaded");
}

#[test]
fn a_program_that_the_server_fails_to_send_leaves_the_addresses() {
    expect_failure(&shipped::wasm(), Fault::Status(500), "not-loaded");
}

#[test]
fn a_program_of_which_half_is_stored_leaves_the_addresses() {
    expect_failure(&shipped::wasm(), Fault::Half, "not-loaded");
}

#[test]
fn a_program_that_breaks_off_on_the_way_leaves_the_addresses() {
    expect_failure(&shipped::wasm(), Fault::Cut, "not-loaded");
}

#[test]
fn a_program_that_is_a_page_about_an_error_leaves_the_addresses() {
    expect_failure(
        &shipped::wasm(),
        Fault::Body("<h1>Not here</h1>".into()),
        "not-loaded",
    );
}

#[test]
fn a_program_that_is_corrupt_leaves_the_addresses() {
    expect_failure(&shipped::wasm(), Fault::Flipped(0), "not-loaded");
}

#[test]
fn a_program_of_the_wrong_type_starts_all_the_same() {
    let host = Host::start();
    host.spoil(&shipped::wasm(), Fault::Type("text/plain"));
    let person = Person::new();
    person.open(&host.at("/"));
    person.see_question("capacity");
}

#[test]
fn a_program_that_never_comes_leaves_the_addresses_all_along() {
    expect_addresses_all_along(&shipped::wasm());
}

#[test]
fn a_guide_that_never_comes_leaves_the_addresses_all_along() {
    expect_addresses_all_along(GUIDE);
}

#[test]
fn a_style_that_never_comes_leaves_the_addresses_all_along() {
    expect_addresses_all_along(STYLE);
}

#[test]
fn glue_that_is_missing_leaves_the_addresses() {
    expect_failure(GLUE, Fault::Status(404), "not-loaded");
}

#[test]
fn a_style_that_is_missing_leaves_the_addresses() {
    expect_failure(STYLE, Fault::Status(404), "not-loaded");
}

#[test]
fn an_element_that_is_never_defined_leaves_the_addresses() {
    let host = Host::start();
    host.spoil(EMBED, Fault::Status(404));
    let person = Person::new();
    person.arrive(&host.at("/"));
    person.see_within(SOON, "the addresses", has_every_address);
}

#[test]
fn a_page_without_scripts_leaves_the_addresses() {
    let host = Host::start_with(Policy::WithoutScripts);
    let person = Person::new();
    person.arrive(&host.at("/"));
    person.see_within(SOON, "the addresses", has_every_address);
}

#[test]
fn a_policy_that_forbids_webassembly_leaves_the_addresses() {
    let host = Host::start_with(Policy::WithoutWasm);
    let screen = arrive_and_fail(&host, &Person::new(), "wasm-blocked");
    let requests = host.requests();
    assert!(
        !requests.contains(&shipped::wasm()),
        "a download for nothing: {requests:?}"
    );
    assert!(has_every_address(&screen));
}

#[test]
fn a_guide_that_is_missing_leaves_the_addresses() {
    let complaints = expect_failure(GUIDE, Fault::Status(404), "not-loaded");
    expect_words(&complaints, &["guide.json", "404"]);
}

#[test]
fn a_guide_that_is_not_json_leaves_the_addresses_and_says_so() {
    let fault = Fault::Body("{ \"format\": 1, oops".into());
    let complaints = expect_failure(GUIDE, fault, "guide-invalid");
    expect_words(&complaints, &["line 1"]);
}

#[test]
fn a_guide_of_a_newer_format_leaves_the_addresses_and_says_so() {
    let fault = edited(GUIDE, |guide| guide["format"] = json!(2));
    let complaints = expect_failure(GUIDE, fault, "guide-invalid");
    expect_words(&complaints, &["format", "2"]);
}

#[test]
fn a_guide_of_a_newer_shape_leaves_the_addresses_and_names_the_format() {
    let fault = Fault::Body(r#"{ "format": 2, "everything": "is different" }"#.into());
    let complaints = expect_failure(GUIDE, fault, "guide-invalid");
    expect_words(&complaints, &["format", "2"]);
}

#[test]
fn a_guide_that_contradicts_itself_leaves_the_addresses_and_names_every_problem() {
    let fault = edited(GUIDE, |guide| {
        guide["routes"][0]["channel"] = json!("no-such-channel");
        guide["questions"][1]["when"] = json!("no-such-question=yes");
    });
    let complaints = expect_failure(GUIDE, fault, "guide-invalid");
    expect_words(&complaints, &["no-such-channel", "no-such-question"]);
}

#[test]
fn words_that_are_missing_leave_the_addresses() {
    let complaints = expect_failure(TEXT, Fault::Status(404), "not-loaded");
    expect_words(&complaints, &["text.en.json", "404"]);
}

#[test]
fn words_that_are_not_json_leave_the_addresses_and_say_so() {
    let complaints = expect_failure(TEXT, Fault::Body("<h1>Words</h1>".into()), "guide-invalid");
    expect_words(&complaints, &["line 1"]);
}

#[test]
fn words_that_lack_some_leave_the_addresses_and_name_them_all() {
    let fault = edited(TEXT, |text| {
        text["questions"].as_object_mut().unwrap().remove("law");
        text["phrases"].as_object_mut().unwrap().remove("continue");
    });
    let complaints = expect_failure(TEXT, fault, "guide-invalid");
    expect_words(&complaints, &["law", "continue"]);
}

#[test]
fn a_program_that_traps_at_its_start_leaves_the_addresses() {
    let fault = trapping(|_| true);
    expect_failure(&shipped::wasm(), fault, "not-loaded");
}

#[test]
fn a_program_that_traps_while_it_mounts_leaves_the_addresses() {
    let fault = trapping(|export| export == "mount");
    expect_failure(&shipped::wasm(), fault, "crashed");
}

#[test]
fn a_panic_while_somebody_answers_leaves_the_addresses() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.choose(&["member"]);
    // The program cannot do without new elements, and panics; the page's own scripts can after that.
    let _: Value = person.session().ask(
        "for (const name of ['createElement', 'createElementNS']) {
            const create = Document.prototype[name];
            Document.prototype[name] = function () {
                Document.prototype[name] = create;
                throw new Error('no more elements');
            };
        }",
        &[],
    );
    person.press("Continue");
    let screen = person.see_within(SOON, "the failure", |screen| screen.has_failed);
    expect_fallback(&screen, "crashed");
    assert!(
        screen.focus.classes.contains("signpost-failure"),
        "{:?}",
        screen.focus
    );
}

#[test]
fn a_trap_while_somebody_answers_leaves_the_addresses() {
    let host = Host::start();
    // Only an event of the page leads into these.
    host.spoil(
        &shipped::wasm(),
        trapping(|export| export.contains("invoke")),
    );
    let person = Person::new();
    person.arrive(&host.at("/"));
    person.see("the widget ready or failed", |screen| {
        screen.is_ready || screen.has_failed
    });
    if person.screen().is_ready {
        person.press("Continue");
    }
    let screen = person.see_within(SOON, "the failure", |screen| screen.has_failed);
    expect_fallback(&screen, "crashed");
}

#[test]
fn a_failure_does_not_take_the_focus_from_somebody_who_types() {
    let host = Host::start();
    host.publish(
        "/search.html",
        r#"<!doctype html><html lang="en"><head><title>Search</title></head>
        <body><input aria-label="Search"><dsr-signpost><p>Write to us.</p></dsr-signpost>
        </body></html>"#,
    );
    host.spoil(&shipped::wasm(), Fault::Status(404));
    let person = Person::new();
    person.arrive(&host.at("/search.html"));
    let _: Value = person.session().ask(
        "document.querySelector('input').focus();
        const script = document.createElement('script');
        script.type = 'module';
        script.src = arguments[0];
        document.head.append(script);",
        &[json!(EMBED)],
    );
    let screen = person.see("the failure", |screen| screen.has_failed);
    assert_eq!(screen.focus.tag, "input");
    assert_eq!(screen.fallback, "Write to us.");
}

/// Opens the page with one path spoilt; returns what went to the console.
#[track_caller]
fn expect_failure(path: &str, fault: Fault, code: &str) -> Vec<String> {
    let host = Host::start();
    host.spoil(path, fault);
    let screen = arrive_and_fail(&host, &Person::new(), code);
    let requests = host.requests();
    assert!(
        requests.contains(&path.to_owned()),
        "nobody asked for {path}: {requests:?}"
    );
    screen.heard.unwrap().complaints
}

#[track_caller]
fn arrive_and_fail(host: &Host, person: &Person, code: &str) -> Screen {
    person.arrive(&host.at("/"));
    let screen = person.see("the failure", |screen| screen.has_failed);
    expect_fallback(&screen, code);
    let failed_after = screen.events("error")[0].after;
    let limit = SOON.as_secs_f64() * 1000.0;
    assert!(
        failed_after < limit,
        "the failure came {failed_after} ms after the page was asked for"
    );
    assert!(
        screen.focus.classes.contains("signpost-failure"),
        "{:?}",
        screen.focus
    );
    screen
}

#[track_caller]
fn expect_fallback(screen: &Screen, code: &str) {
    assert!(
        has_every_address(screen),
        "an address is not visible: {}",
        screen.fallback
    );
    assert!(!screen.is_ready);
    let codes: Vec<_> = screen
        .events("error")
        .iter()
        .map(|event| &event.detail["code"])
        .collect();
    assert_eq!(codes, [&json!(code)], "{:?}", screen.heard);
    let heard = screen.heard.as_ref().unwrap();
    assert!(!heard.complaints.is_empty(), "the console is silent");
}

/// Opens the page with one path that never answers, and watches for longer than a reader should wait.
#[track_caller]
fn expect_addresses_all_along(path: &str) {
    let host = Host::start();
    host.spoil(path, Fault::Silence);
    let person = Person::impatient();
    person.arrive(&host.at("/"));
    person.see_within(PATIENCE, "the addresses", has_every_address);
    person.keep_seeing(SOON, "the addresses", |screen| {
        has_every_address(screen) && !screen.is_ready
    });
}

/// Whether the host's own content shows the address of each channel that routes lead to.
fn has_every_address(screen: &Screen) -> bool {
    let guide = Guide::read();
    let channels = guide.routes.iter().map(|route| guide.channel_of(&route.id));
    let mut addresses = channels.filter_map(|channel| channel.address.as_ref());
    addresses.all(|address| screen.fallback.contains(address))
}

#[track_caller]
fn expect_words(complaints: &[String], words: &[&str]) {
    for word in words {
        assert!(
            complaints.iter().any(|complaint| complaint.contains(word)),
            "nothing about `{word}` in {complaints:#?}"
        );
    }
}

fn edited(path: &str, edit: impl FnOnce(&mut Value)) -> Fault {
    let mut file = serde_json::from_str(&shipped::file(path)).unwrap();
    edit(&mut file);
    Fault::Body(file.to_string().into())
}

fn trapping(is_spoilt: impl Fn(&str) -> bool) -> Fault {
    let path = Surroundings::get()
        .dist
        .join(shipped::wasm().trim_start_matches('/'));
    Fault::Body(with_traps(&fs::read(path).unwrap(), is_spoilt))
}
