//! The role and the name of every control are those written down, so they are the same in every engine.
//!
//! WebDriver computes them as assistive technology is told them. What is written down is in
//! `tests/browser/roles.txt`.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::criteria;
use crate::person::Person;
use crate::scenes::{Scene, Window};

#[test]
fn every_control_has_the_role_and_the_name_that_are_written_down() {
    let written = fs::read_to_string(path()).unwrap();
    let seen = seen();
    let is_other = |(written, seen): &(&str, &str)| written != seen;
    let pairs = written.lines().zip(seen.lines());
    let others: Vec<_> = pairs.filter(is_other).take(10).collect();
    assert!(
        written == seen,
        "roles.txt is not what is seen; the first differences, written and seen: {others:#?}"
    );
}

#[test]
#[ignore = "writes roles.txt; look at what changes"]
fn write_down_the_role_and_the_name_of_every_control() {
    fs::write(path(), seen()).unwrap();
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("roles.txt")
}

/// Each kind of screen with its controls, in the order of reading.
fn seen() -> String {
    let person = Person::new();
    let mut seen = String::new();
    for scene in Scene::one_of_each_kind() {
        let host = scene.enter(&person, Window::Desk);
        seen.push_str(&format!("# {}\n", scene.name));
        let session = person.session();
        let controls = session.find(&criteria::script("return controls();"), &[json!(null)]);
        let kinds: Vec<String> = session.ask(
            &criteria::script("return controls().map(({ localName, type }) => type ?? localName);"),
            &[json!(null)],
        );
        for (control, kind) in controls.iter().zip(kinds) {
            let role = match &*kind {
                // These have no role in ARIA, and each engine has a word of its own for them.
                "summary" | "date" | "file" => kind,
                // WebKitGTK's word for it is that of the button it looks like.
                "select-one" => "combobox".to_owned(),
                _ => session.role_of(control),
            };
            let name = session.name_of(control);
            // Firefox adds what the field for a file shows.
            let name = name.trim_end_matches(" Browse… No file selected.");
            seen.push_str(&format!("{role}: {name}\n"));
        }
        drop(host);
    }
    seen
}
