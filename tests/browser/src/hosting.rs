//! The files are served as they should be by the servers of `examples/hosting/`, to their own page and
//! to that of a stranger.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use crate::host::{Host, Policy};
use crate::person::Person;
use crate::server::Server;
use crate::shipped::{ADVICE, ASKED, EMBED, FRAME, STYLE, WASM};

const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

#[test]
fn nginx_serves_every_file_as_it_should_be() {
    check_answers(&Server::nginx());
}

#[test]
fn nginx_serves_the_widget_to_a_page_of_another_origin() {
    check_stranger(&Server::nginx());
}

#[test]
fn caddy_serves_every_file_as_it_should_be() {
    check_answers(&Server::caddy());
}

#[test]
fn caddy_serves_the_widget_to_a_page_of_another_origin() {
    check_stranger(&Server::caddy());
}

/// What a browser gets when it asks for a file.
#[derive(Debug, Deserialize)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

#[track_caller]
fn check_answers(server: &Server) {
    let person = Person::new();
    person.open(&server.at("/"));
    person.see_question("capacity");
    person.open(&server.at("/signpost.html"));
    person.see_question("capacity");
    person.arrive(&server.at("/"));
    let ask = |path: &str| {
        let answer = person.session().await_answer(
            "const [path, done] = arguments;
            fetch(path).then(({ status, headers }) =>
                done({ status, headers: Object.fromEntries(headers) }));",
            &[json!(path)],
        );
        let answer: Answer = serde_json::from_value(answer).unwrap();
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        answer
    };

    let page = ask("/");
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/html"));
    assert_eq!(page.header("cache-control"), "no-cache");
    assert_eq!(page.header("content-encoding"), "br");
    assert_eq!(
        page.header("content-security-policy"),
        "frame-ancestors 'none'"
    );

    for (name, types) in [
        (EMBED, &["text/javascript", "application/javascript"][..]),
        (WASM, &["application/wasm"]),
        (STYLE, &["text/css"]),
        (ADVICE, &["application/wasm"]),
        (ASKED, &["application/octet-stream"]),
        (FRAME, &["text/html"]),
    ] {
        let file = ask(name);
        assert_eq!(file.status, 200, "{name}");
        let mime = file.header("content-type").split(';').next().unwrap();
        assert!(types.contains(&mime), "{name}: {mime}");
        assert_eq!(file.header("content-encoding"), "br", "{name}");
        assert_eq!(file.header("cache-control"), FOR_A_YEAR, "{name}");
        assert_eq!(file.header("access-control-allow-origin"), "*", "{name}");
    }

    let missing = ask(&EMBED.replace("embed.js", "no-such-file.js"));
    assert_eq!(missing.status, 404);
    assert_eq!(missing.header("cache-control"), "");
}

#[track_caller]
fn check_stranger(server: &Server) {
    let stranger = Host::start_with(Policy::Absent);
    stranger.publish(
        "/help.html",
        &format!(
            r#"<!doctype html><html lang="en"><head><title>Help</title>
            <script type="module" src="{}"></script></head>
            <body><dsr-signpost><p>Write to us.</p></dsr-signpost></body></html>"#,
            server.at(EMBED)
        ),
    );
    let person = Person::new();
    person.open(&stranger.at("/help.html"));
    person.see_question("capacity");
    person.hear_no_complaint();
}
