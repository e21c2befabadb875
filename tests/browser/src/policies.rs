//! The widget keeps to whatever policy a page has, and says so where it cannot.

use crate::host::{Host, NONCE, Policy};
use crate::person::{Deed, Person};
use crate::shipped::{EMBED, FIRST, REST, STYLE, page, page_from};

const PLAIN: &str = "<dsr-signpost><p>Write to us.</p></dsr-signpost>";

/// Walks through the widget on a page of this policy; `{host}` in it is the host of the widget.
#[track_caller]
fn check(policy: &str) {
    let shop = Host::start();
    let policy = policy.replace("{host}", &shop.at(""));
    let host = Host::start_with(Policy::Own(policy));
    host.publish("/help.html", &page_from(&shop.at(""), "Help", PLAIN));
    let person = Person::new();
    person.open(&host.at("/help.html"));
    walk(&person);
}

#[track_caller]
fn walk(person: &Person) {
    person.answer(&["member"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_routes(&["member-organisation"]);
    person.hear_no_complaint();
}

#[test]
fn a_page_that_allows_its_host_and_webassembly() {
    check("script-src 'self' {host} 'wasm-unsafe-eval'; connect-src {host}");
}

#[test]
fn a_page_that_allows_nothing_else_at_all() {
    check(
        "default-src 'none'; script-src 'self' {host} 'wasm-unsafe-eval'; connect-src {host}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
}

#[test]
fn a_page_that_allows_scripts_by_their_nonce() {
    check(&format!(
        "default-src 'none'; script-src 'nonce-{NONCE}' 'wasm-unsafe-eval'; connect-src {{host}}"
    ));
}

#[test]
fn a_page_that_trusts_what_its_scripts_load() {
    check(&format!(
        "script-src 'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; \
         base-uri 'none'"
    ));
}

#[test]
fn a_page_that_trusts_no_string_as_a_script() {
    check(
        "script-src 'self' {host} 'wasm-unsafe-eval'; connect-src {host}; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    );
}

#[test]
fn a_page_that_names_each_file() {
    let files = [&[STYLE], &FIRST[..], &REST].concat();
    let files: Vec<_> = files.iter().map(|file| format!("{{host}}{file}")).collect();
    check(&format!(
        "default-src 'none'; script-src 'self' {{host}}{EMBED} 'wasm-unsafe-eval'; connect-src {}",
        files.join(" ")
    ));
}

#[test]
fn a_page_that_allows_no_style_but_files() {
    check(
        "script-src 'self' {host} 'wasm-unsafe-eval'; connect-src {host}; style-src 'self'; \
         style-src-attr 'none'; style-src-elem 'self'",
    );
}

#[test]
fn a_page_that_allows_the_evaluation_of_scripts_for_other_reasons() {
    check("script-src 'self' {host} 'unsafe-eval'; connect-src {host}");
}

#[test]
fn a_page_in_a_sandbox_without_an_origin() {
    let host = Host::start_with(Policy::Own("script-src * 'wasm-unsafe-eval'".to_owned()));
    let body = PLAIN.replace("<dsr-signpost", "<dsr-signpost history");
    host.publish("/inner.html", &page_from(&host.at(""), "Inner", &body));
    host.publish(
        "/outer.html",
        &page(
            "Outer",
            r#"<iframe title="Inner" width="1000" height="900" sandbox="allow-scripts"
                src="/inner.html"></iframe>"#,
        ),
    );
    let person = Person::new();
    person.arrive(&host.at("/outer.html"));
    let frames = person
        .session()
        .find("return [document.querySelector('iframe')];", &[]);
    person
        .session()
        .enter_frame(frames.into_iter().next().unwrap());
    person.see("the widget ready", |screen| screen.is_ready);
    // Drivers know no names in a frame of another process, and WebKitGTK's aims beside what is in it.
    for (option, next) in [("member", "right"), ("delete", "law")] {
        person.do_all(&[
            Deed::Choose(option.to_owned()),
            Deed::Press("Continue".to_owned()),
        ]);
        person.see_question(next);
    }
    person.hear_no_complaint();
}

#[test]
fn a_page_that_forbids_the_program_and_whose_own_host_forbids_it_too_hears_why() {
    let host = Host::start_with(Policy::WithoutWasm);
    host.publish("/help.html", &page("Help", PLAIN));
    let person = Person::new();
    person.arrive(&host.at("/help.html"));
    let screen = person.see("the failure", |screen| screen.has_failed);
    assert_eq!(screen.fallback, "Write to us.");
    assert_eq!(screen.events("error")[0].detail["code"], "wasm-blocked");
}
