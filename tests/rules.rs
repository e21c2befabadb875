//! The hard rules of the source, each proved for every walk of the shipped guide: see `rules.json`.
//!
//! The rules rest on the numbered statements of the source, not on the guide's own conditions.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};
use signpost::guide::compile::guide_from_json;
use signpost::proof::{Subject, diff};

/// What holds for everyone who answers so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Hard {
    /// The rule in words.
    rule: String,
    /// What it rests on: statements of the source (C) and readings of it (A).
    rests_on: Vec<String>,
    /// Whom it is about: a rule as in a guide.
    when: Value,
    /// Routes, by id, and statements, as `route/statement`, that all of them are told.
    always: Vec<String>,
    /// Those that none of them is told.
    never: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn shipped() -> Value {
    let path = root().join("static/guides/professional-services/guide.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn rules() -> Vec<Hard> {
    let path = root().join("tests/rules.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// When somebody is told something: the rule of a route, or both rules of a statement.
fn told_when(guide: &Value, id: &str) -> Vec<Value> {
    let named = |list: &Value, id: &str| -> Value {
        let mut entries = list.as_array().unwrap().iter();
        let found = entries.find(|entry| entry["id"] == id);
        found.unwrap_or_else(|| panic!("there is no {id}")).clone()
    };
    let whens = match id.split_once('/') {
        None => vec![named(&guide["routes"], id)["when"].clone()],
        Some(("shared", statement)) => vec![named(&guide["shared"], statement)["when"].clone()],
        Some((route, statement)) => {
            let route = named(&guide["routes"], route);
            let statement = named(&route["statements"], statement);
            vec![route["when"].clone(), statement["when"].clone()]
        }
    };
    whens.into_iter().filter(|when| !when.is_null()).collect()
}

/// Who breaks a rule by one of its ids, if anybody can: a condition over the answers.
fn broken_when(guide: &Value, rule: &Hard, id: &str, must_be_told: bool) -> Option<Value> {
    let told = told_when(guide, id);
    match (must_be_told, told.is_empty()) {
        (true, true) => None,
        (true, false) => Some(json!({ "all": [rule.when, { "none": [{ "all": told }] }] })),
        (false, true) => Some(rule.when.clone()),
        (false, false) => Some(json!({ "all": [rule.when, { "all": told }] })),
    }
}

/// Every rule that somebody breaks, with how many do and the shortest walk: a route is added for
/// those who break it, and the difference that it makes is who they are.
fn broken(guide: &Value, rules: &[Hard]) -> Vec<String> {
    let before = guide_from_json(&guide.to_string()).unwrap();
    let mut with_traps = guide.clone();
    let mut traps = Vec::new();
    for rule in rules {
        let always = rule.always.iter().map(|id| (id, true));
        for (id, must_be_told) in always.chain(rule.never.iter().map(|id| (id, false))) {
            let Some(when) = broken_when(guide, rule, id, must_be_told) else {
                continue;
            };
            let mut trap = guide["routes"][0].clone();
            trap["id"] = json!(format!("trap-{}", traps.len()));
            trap["when"] = when;
            trap["excludes"] = json!([]);
            trap["statements"].as_array_mut().unwrap().truncate(1);
            with_traps["routes"].as_array_mut().unwrap().push(trap);
            let word = if must_be_told { "lacks" } else { "is told" };
            traps.push(format!("{}: somebody {word} {id}", rule.rule));
        }
    }
    let after = guide_from_json(&with_traps.to_string()).unwrap_or_else(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{problems:?}")
    });
    let changes = diff(&before, &after).unwrap().changes.into_iter();
    let broken = changes.filter_map(|change| {
        let Subject::Route { route, .. } = change.subject else {
            return None;
        };
        let trap: usize = route.strip_prefix("trap-")?.parse().unwrap();
        let (count, walk) = change.gained?;
        Some(format!("{}, {count} walks such as {walk}", traps[trap]))
    });
    broken.collect()
}

#[test]
fn every_hard_rule_of_the_source_holds_on_every_walk() {
    let broken = broken(&shipped(), &rules());
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_hard_rule_that_is_broken_is_told_with_the_shortest_walk() {
    let rules = [Hard {
        rule: "Nobody belongs to a customer".to_owned(),
        rests_on: vec![],
        when: json!("capacity=member"),
        always: vec!["consumer-privacy-response-center".to_owned()],
        never: vec!["member-organisation/write".to_owned()],
    }];
    let broken = broken(&shipped(), &rules);
    let walk = "capacity=member right=not-sure law=not-sure";
    assert_eq!(broken.len(), 2);
    for (line, what) in broken.iter().zip([
        "lacks consumer-privacy-response-center",
        "is told member-organisation/write",
    ]) {
        assert!(line.starts_with(&format!("Nobody belongs to a customer: somebody {what}, ")));
        assert!(line.ends_with(walk), "{line}");
    }
}

#[test]
fn the_law_changes_words_and_never_the_route() {
    let guide = guide_from_json(&shipped().to_string()).unwrap();
    let law = guide.question_named("law").unwrap().id;
    for route in guide.routes() {
        assert!(route.rule.options_named(law).is_empty(), "{}", route.name);
    }
    for question in guide.questions() {
        assert!(
            question.rule.options_named(law).is_empty(),
            "{}",
            question.name
        );
    }
}

#[test]
fn every_hard_rule_rests_on_the_source() {
    let coverage = fs::read_to_string(root().join("docs/coverage.md")).unwrap();
    for rule in rules() {
        assert!(!rule.rests_on.is_empty(), "{} rests on nothing", rule.rule);
        for number in &rule.rests_on {
            let is_listed = coverage.contains(&format!("| {number} |"));
            let is_reading = (1..=25).any(|reading| *number == format!("A{reading:02}"));
            assert!(is_listed || is_reading, "{} rests on {number}", rule.rule);
        }
    }
}
