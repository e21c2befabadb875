//! The shipped guide: it compiles, its words are whole, everyone is advised, the page's fallback matches.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use signpost::engine::session::Session;
use signpost::engine::walk::walk;
use signpost::engine::{Answers, session::Place};
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::text::Text;
use signpost::guide::{Address, Guide, OptionSet};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The shipped guide; compiled once, since the properties look at it thousands of times.
static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let problems = |problems: Vec<_>| panic!("{}", lines(&problems));
    guide_from_json(&file("static/guides/professional-services/guide.json"))
        .unwrap_or_else(problems)
});

fn text() -> Text {
    let problems = |problems: Vec<_>| panic!("{}", lines(&problems));
    let words = file("static/guides/professional-services/text.en.json");
    text_from_json(&GUIDE, &words).unwrap_or_else(problems)
}

fn lines(problems: &[signpost::guide::problem::Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

#[test]
fn the_shipped_guide_and_its_words_have_no_problem() {
    assert_eq!(text().locale(), "en");
}

#[test]
fn every_channel_is_used_by_a_route_or_a_statement() {
    let routes = GUIDE.routes().iter().map(|route| route.channel);
    let statements = GUIDE
        .routes()
        .iter()
        .flat_map(|route| &route.statements)
        .chain(GUIDE.shared());
    let used: BTreeSet<_> = routes
        .chain(statements.filter_map(|each| each.channel))
        .collect();
    let unused = GUIDE
        .channels()
        .iter()
        .filter(|channel| !used.contains(&channel.id));
    assert_eq!(
        unused.map(|channel| &channel.name).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

#[test]
fn every_reference_is_cited() {
    let file: serde_json::Value =
        serde_json::from_str(&file("static/guides/professional-services/guide.json")).unwrap();
    let routes = file["routes"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|route| route["statements"].as_array().unwrap().iter());
    let cited: BTreeSet<&str> = routes
        .chain(file["shared"].as_array().unwrap())
        .flat_map(|statement| statement["cites"].as_array().unwrap())
        .map(|cite| cite.as_str().unwrap())
        .collect();
    let references = file["references"].as_array().unwrap().iter();
    let uncited: Vec<_> = references
        .map(|it| it["id"].as_str().unwrap())
        .filter(|id| !cited.contains(id))
        .collect();
    assert_eq!(uncited, Vec::<&str>::new());
}

#[test]
fn the_pages_own_content_holds_every_address_of_a_route() {
    let page = file("index.html");
    for route in GUIDE.routes() {
        let channel = GUIDE.channel(route.channel);
        let link = match &channel.address {
            Address::Link(address) => format!("href=\"{address}\""),
            Address::Email(address) => format!("href=\"mailto:{address}\""),
            Address::Person => continue,
        };
        assert!(
            page.contains(&link),
            "index.html lacks {link} of route {}",
            route.name
        );
    }
}

#[test]
fn the_pages_own_content_holds_no_address_that_the_guide_does_not() {
    let page = file("index.html");
    let body = page.split_once("<body>").unwrap().1;
    let known: Vec<String> = GUIDE
        .channels()
        .iter()
        .filter_map(|channel| match &channel.address {
            Address::Link(address) => Some(address.clone()),
            Address::Email(address) => Some(format!("mailto:{address}")),
            Address::Person => None,
        })
        .collect();
    for link in body
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0)
    {
        assert!(
            known.iter().any(|address| address == link),
            "index.html leads to {link}"
        );
    }
}

/// Any answers to the shipped guide, complete or not.
fn any_answers() -> impl Strategy<Value = Answers> {
    let questions = GUIDE.questions().len();
    proptest::collection::vec(any::<u64>(), questions).prop_map(move |picks| {
        let mut answers = Answers::none(&GUIDE);
        for (question, pick) in GUIDE.questions().iter().zip(picks) {
            let options = question.options.iter();
            let chosen: OptionSet = options
                .enumerate()
                .filter(|(index, _)| pick >> index & 1 == 1)
                .map(|(_, option)| option.id)
                .collect();
            let index = usize::try_from(pick >> 32).unwrap() % question.options.len();
            let one = OptionSet::from(question.options[index].id);
            answers.set(
                question.id,
                if question.accepts(chosen) {
                    chosen
                } else {
                    one
                },
            );
        }
        answers
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn everyone_is_shown_a_route_that_says_why(answers in any_answers()) {
        let walk = walk(&GUIDE, &answers);
        let outcome = walk.outcome(&GUIDE).unwrap();
        prop_assert!(!outcome.routes.is_empty());
        prop_assert!(outcome.routes.iter().all(|route| !route.statements.is_empty()));
    }

    #[test]
    fn every_outcome_can_be_kept_as_a_link(answers in any_answers()) {
        let before = Session::at_frontier(&GUIDE, answers);
        let fragment = signpost::link::fragment(&GUIDE, &before);
        let after = signpost::link::session(&GUIDE, &fragment).unwrap().unwrap();
        prop_assert_eq!(after.place, Place::Outcome);
        prop_assert_eq!(after.walk(&GUIDE), before.walk(&GUIDE));
    }
}

/// The sentences that a person reads, with where they stand.
fn sentences() -> Vec<(String, String)> {
    let file: serde_json::Value =
        serde_json::from_str(&file("static/guides/professional-services/text.en.json")).unwrap();
    let mut found = Vec::new();
    collect("", &file, &mut found);
    found
}

fn collect(place: &str, value: &serde_json::Value, found: &mut Vec<(String, String)>) {
    if let Some(words) = value.as_str() {
        found.push((place.to_owned(), words.to_owned()));
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        collect(&format!("{place}.{key}"), value, found);
    }
}

#[test]
fn no_sentence_is_longer_than_twenty_words() {
    for (place, words) in sentences() {
        // References are headings of the source, quoted as they are.
        if place.starts_with(".references") || place == ".source" {
            continue;
        }
        for sentence in words.split_inclusive(['.', '?', '!']) {
            let count = sentence.split_whitespace().count();
            assert!(
                count <= 20,
                "{place} has a sentence of {count} words: {sentence}"
            );
        }
    }
}

#[test]
fn every_abbreviation_is_explained() {
    let text = text();
    let is_explained = |word: &str| text.glossary().iter().any(|term| term.term == word);
    for (place, words) in sentences() {
        if place.starts_with(".references") || place == ".source" || place == ".direction" {
            continue;
        }
        // Capitals that are part of a product's own name.
        for word in words
            .replace("Entra ID", "Entra")
            .split(|c: char| !c.is_alphanumeric())
        {
            let capitals = word.chars().filter(char::is_ascii_uppercase).count();
            let is_abbreviation = capitals >= 2 && capitals == word.len();
            assert!(
                !is_abbreviation || is_explained(word),
                "{place} uses {word} unexplained"
            );
        }
    }
}
