//! What people are told, as data: each journey in `journeys/` says where somebody must be sent, what they must hear and what not.
//!
//! The expectations rest on the numbered statements of the source, not on the guide's rules.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use sample::answers;
use serde::Deserialize;
use signpost::engine::walk::{Outcome, walk};
use signpost::guide::Guide;
use signpost::guide::compile::guide_from_json;

/// One person's journey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Journey {
    /// Who it is, and what it shows.
    journey: String,
    /// What the expectations rest on: statements of the source (C), listed in `docs/coverage.md`,
    /// and readings of it (A).
    rests_on: Vec<String>,
    /// Every answer, as `question=option,option question=option`.
    answers: String,
    /// Exactly the routes that are advised, in any order.
    routes: Vec<String>,
    /// Statements that must be said, among others.
    says: Vec<String>,
    /// Statements that must not be said.
    never: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn guide() -> Guide {
    let path = root().join("static/guides/professional-services/guide.json");
    guide_from_json(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Every journey, with its file and name.
fn journeys() -> Vec<(String, Journey)> {
    let folder = root().join("tests/journeys");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |file: &PathBuf| -> Vec<(String, Journey)> {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let journeys: Vec<Journey> = serde_json::from_str(&fs::read_to_string(file).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let named = |journey: Journey| (format!("{name}: {}", journey.journey), journey);
        journeys.into_iter().map(named).collect()
    };
    files.iter().flat_map(read).collect()
}

fn outcome(guide: &Guide, name: &str, journey: &Journey) -> Outcome {
    let answers = answers(guide, &journey.answers);
    let walk = walk(guide, &answers);
    let open = walk.open.map(|open| &*guide.question(open).name);
    assert_eq!(open, None, "{name} leaves a question open");
    assert_eq!(walk.counted, answers, "{name} answers what is not asked");
    walk.outcome(guide).unwrap()
}

fn routes(guide: &Guide, outcome: &Outcome) -> BTreeSet<String> {
    let routes = outcome.routes.iter();
    let names = routes.map(|route| guide.route(route.id).name.clone());
    names.collect()
}

fn statements(guide: &Guide, outcome: &Outcome) -> BTreeSet<String> {
    let said = outcome.routes.iter().flat_map(|route| &route.statements);
    let said = said.chain(&outcome.shared).map(|&id| {
        let route = id
            .route()
            .map_or("shared", |route| &*guide.route(route).name);
        format!("{route}/{}", guide.statement(id).name)
    });
    said.collect()
}

#[test]
fn everyone_is_sent_where_the_source_says_and_told_what_it_says() {
    let guide = guide();
    let mut astray = Vec::new();
    for (name, journey) in journeys() {
        let outcome = outcome(&guide, &name, &journey);
        let expected: BTreeSet<_> = journey.routes.iter().cloned().collect();
        let routes = routes(&guide, &outcome);
        if routes != expected {
            astray.push(format!(
                "{name}\n  is sent to {routes:?}\n  and not to {expected:?}"
            ));
        }
        let said = statements(&guide, &outcome);
        for missing in journey.says.iter().filter(|each| !said.contains(*each)) {
            astray.push(format!("{name}\n  is not told {missing}"));
        }
        for wrong in journey.never.iter().filter(|each| said.contains(*each)) {
            astray.push(format!("{name}\n  is told {wrong}"));
        }
    }
    assert!(astray.is_empty(), "{}", astray.join("\n"));
}

#[test]
fn journeys_name_only_what_exists() {
    let guide = guide();
    let known: BTreeSet<String> = guide
        .routes()
        .iter()
        .flat_map(|route| route.statements.iter().map(|each| (&*route.name, each)))
        .chain(guide.shared().iter().map(|each| ("shared", each)))
        .map(|(route, statement)| format!("{route}/{}", statement.name))
        .collect();
    let coverage = fs::read_to_string(root().join("docs/coverage.md")).unwrap();
    for (name, journey) in journeys() {
        for statement in journey.says.iter().chain(&journey.never) {
            assert!(known.contains(statement), "{name} speaks of {statement}");
        }
        assert!(!journey.rests_on.is_empty(), "{name} rests on nothing");
        for number in &journey.rests_on {
            let is_listed = coverage.contains(&format!("| {number} |"));
            let is_reading = (1..=25).any(|reading| *number == format!("A{reading:02}"));
            assert!(is_listed || is_reading, "{name} rests on {number}");
        }
    }
}

#[test]
fn journeys_lead_along_every_route() {
    let taken: BTreeSet<_> = journeys()
        .into_iter()
        .flat_map(|(_, journey)| journey.routes)
        .collect();
    let guide = guide();
    let routes = guide.routes().iter().map(|route| route.name.clone());
    assert_eq!(taken, routes.collect());
}
