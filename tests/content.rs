//! The shipped guide: it compiles, its words are whole, everyone is advised, the page's fallback matches.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use signpost::draft::{Entries, Letter, letter};
use signpost::engine::session::Session;
use signpost::engine::walk::walk;
use signpost::engine::{Answers, session::Place};
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::file::{Actor, Basis, Part, Recipient};
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

static TEXT: LazyLock<Text> = LazyLock::new(text);

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

/// Every draft of an outcome, with nothing filled in and with everything.
fn letters(answers: &Answers) -> Vec<(String, Letter)> {
    let walk = walk(&GUIDE, answers);
    let none = Entries::none(&GUIDE);
    let mut all = none.clone();
    for field in GUIDE.fields() {
        all.set(field.id, format!("What {} is for", field.name));
    }
    let offers = walk.offers(&GUIDE).into_iter();
    let letters = offers.flat_map(|offer| {
        [("with nothing", &none), ("with everything", &all)].map(|(how, entries)| {
            let name = format!("{} {how}", GUIDE.draft(offer.draft).name);
            (name, letter(&GUIDE, &TEXT, &walk, offer.draft, entries))
        })
    });
    letters.collect()
}

/// Routes at which nothing is sent, or only to the person whose data it is.
const WITHOUT_A_REQUEST: [&str; 5] = [
    "acting-case-files-own",
    "acting-source-systems",
    "acting-online-services-guidance",
    "online-services",
    "acting-find-out",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_draft_stands_whatever_is_filled_in(answers in any_answers()) {
        for (name, Letter { subject, body }) in letters(&answers) {
            prop_assert!(!subject.is_empty());
            prop_assert!(body.split("\n\n").count() >= 3, "{}: {}", name, body);
            for gap in ["{", "}", "[", "]", "  ", " ,", " .", "..", "()", "\n\n\n"] {
                prop_assert!(!body.contains(gap), "{}: `{}` in {}", name, gap, body);
            }
            prop_assert!(body.trim() == body, "{}: {}", name, body);
        }
    }

    #[test]
    fn everyone_has_a_draft_for_each_place_that_takes_a_request(answers in any_answers()) {
        let walk = walk(&GUIDE, &answers);
        let offers = walk.offers(&GUIDE);
        for route in walk.outcome(&GUIDE).unwrap().routes {
            let name = &*GUIDE.route(route.id).name;
            // A draft is shown once, with the first of its routes.
            let has_one = offers.iter().any(|offer| {
                let draft = GUIDE.draft(offer.draft);
                draft.to == Recipient::Channel && draft.routes.contains(&route.id)
            });
            prop_assert_eq!(has_one, !WITHOUT_A_REQUEST.contains(&name), "{}", name);
        }
    }

    #[test]
    fn whoever_has_to_find_a_new_contact_has_one_letter_to_ask_for_one(answers in any_answers()) {
        let walk = walk(&GUIDE, &answers);
        let routes = walk.outcome(&GUIDE).unwrap().routes.into_iter();
        let mut said = routes.flat_map(|route| route.statements);
        let has_to = said.any(|id| {
            ["agree", "ask-former"].contains(&&*GUIDE.statement(id).name)
        });
        let offers = walk.offers(&GUIDE).into_iter();
        let letters = offers.filter(|offer| GUIDE.draft(offer.draft).to == Recipient::Organisation);
        prop_assert_eq!(letters.count(), usize::from(has_to));
    }

    #[test]
    fn every_organisation_is_told_how_to_check_each_answer_that_it_gets(answers in any_answers()) {
        for route in walk(&GUIDE, &answers).outcome(&GUIDE).unwrap().routes {
            let (name, acts) = (&*GUIDE.route(route.id).name, GUIDE.route(route.id).acts);
            let is_answered = acts == Actor::Organisation && !WITHOUT_A_REQUEST.contains(&name);
            let mut said = route.statements.iter().map(|&id| GUIDE.statement(id));
            let checks = said.any(|each| each.name.starts_with("check-"));
            prop_assert_eq!(checks, is_answered, "{}", name);
        }
    }
}

#[test]
fn every_step_of_every_route_is_on_the_checklist() {
    for route in GUIDE.routes() {
        for statement in route.statements.iter().filter(|each| each.part == Part::Do) {
            assert!(
                statement.stage.is_some(),
                "{}/{}",
                route.name,
                statement.name
            );
        }
    }
}

/// What has to be done before what, as `<route>/<statement>`.
const FIRST_AND_THEN: [(&str, &str); 27] = [
    // Whoever takes over is named first, and an account is needed while it is there.
    (
        "contact-privacy-response-center/agree",
        "contact-privacy-response-center/form",
    ),
    (
        "contact-privacy-response-center/ask-former",
        "contact-privacy-response-center/form",
    ),
    (
        "contact-privacy-response-center/account-first",
        "contact-privacy-response-center/form",
    ),
    (
        "contact-fasttrack-inbox/agree",
        "contact-fasttrack-inbox/write",
    ),
    (
        "contact-fasttrack-inbox/ask-former",
        "contact-fasttrack-inbox/write",
    ),
    // Nobody decides before they know of the files.
    (
        "acting-support-tam/files-apart",
        "acting-support-tam/decide",
    ),
    (
        "acting-support-request/files-apart",
        "acting-support-request/decide",
    ),
    // What is to be kept is saved before it is deleted, here or by retention.
    ("acting-support-tam/save-first", "acting-support-tam/send"),
    (
        "acting-support-request/save-first",
        "acting-support-request/send",
    ),
    (
        "acting-support-request/save-first",
        "acting-case-files/send",
    ),
    ("acting-case-files/all-is-all", "acting-case-files/send"),
    (
        "acting-case-files-tam/all-is-all",
        "acting-case-files-tam/send",
    ),
    (
        "acting-source-systems/export",
        "acting-source-systems/delete",
    ),
    (
        "acting-source-systems/export",
        "acting-fasttrack-deletion/submit",
    ),
    // FastTrack's copies are asked for while the account is there to be named.
    (
        "acting-fasttrack-deletion/submit",
        "acting-fasttrack-deletion/own-systems",
    ),
    (
        "acting-fasttrack-deletion/submit",
        "acting-online-services-guidance/act",
    ),
    // Whatever the contact deletes needs no request, and can be deleted only while the case is open.
    ("acting-case-files-own/open", "acting-support-request/close"),
    ("acting-case-files-own/delete", "acting-support-tam/close"),
    (
        "acting-case-files-own/delete",
        "acting-support-request/send",
    ),
    (
        "acting-case-files-tam/ask-contact",
        "acting-support-tam/close",
    ),
    (
        "acting-case-files/ask-contact",
        "acting-support-request/close",
    ),
    ("acting-case-files/ask-contact", "acting-case-files/send"),
    // The files are asked for apart, and what becomes of it all is checked last.
    (
        "acting-support-request/close",
        "acting-support-request/send",
    ),
    ("acting-support-request/send", "acting-case-files/send"),
    (
        "acting-case-files/send",
        "acting-support-request/systems-check",
    ),
    (
        "acting-case-files/send",
        "acting-support-request/attestation",
    ),
    (
        "acting-support-request/attestation",
        "acting-support-request/check-attestation",
    ),
];

#[test]
fn the_checklist_puts_first_what_has_to_come_first() {
    let guide = &GUIDE;
    let place = |name: &str| {
        let (route, statement) = name.split_once('/').unwrap();
        let routes = guide.routes().iter();
        let mut said = routes
            .filter(|it| it.name == route)
            .flat_map(|it| &it.statements);
        let found = said.find(|it| it.name == statement);
        let found = found.unwrap_or_else(|| panic!("the guide does not say {name}"));
        let stage = found
            .stage
            .unwrap_or_else(|| panic!("{name} is not on the checklist"));
        (stage, found.id)
    };
    for (first, then) in FIRST_AND_THEN {
        assert!(place(first) < place(then), "{first}, {then}");
    }
}

/// What an organisation asks for in support, and what it then looks for in the answer.
const ASKED_AND_LOOKED_FOR: [(&str, &str); 6] = [
    ("identifiers", "check-details"),
    ("downstream", "check-downstream"),
    ("restrict", "check-restrict"),
    ("systems-check", "check-systems"),
    ("files-own-request", "check-files"),
    ("attestation", "check-attestation"),
];

#[test]
fn whoever_is_told_to_ask_for_something_is_told_to_look_for_it_and_nobody_else() {
    for route in GUIDE.routes() {
        let is_support = ["acting-support-tam", "acting-support-request"].contains(&&*route.name);
        let statement = |name| route.statements.iter().find(|each| each.name == name);
        for (asked, looked_for) in ASKED_AND_LOOKED_FOR.iter().filter(|_| is_support) {
            let (asked, looked_for) = (statement(*asked).unwrap(), statement(*looked_for).unwrap());
            let place = format!("{}/{}", route.name, looked_for.name);
            assert_eq!(asked.rule, looked_for.rule, "{place}");
        }
    }
}

#[test]
fn what_is_looked_for_in_an_answer_is_on_the_checklist_and_is_not_put_down_to_the_source() {
    let mut stages = GUIDE.stages().iter();
    let check = stages.find(|stage| stage.name == "check").unwrap().id;
    let routes = GUIDE.routes().iter();
    for statement in routes.flat_map(|route| &route.statements) {
        if statement.name.starts_with("check-") {
            // What to do if something is missing is no step for those who miss nothing.
            let is_step = statement.name != "check-missing";
            assert_eq!(
                statement.stage,
                is_step.then_some(check),
                "{}",
                statement.name
            );
            assert_ne!(statement.basis, Basis::Stated, "{}", statement.name);
        }
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

#[test]
fn every_statement_of_the_source_is_accounted_for_by_ids_that_exist() {
    let coverage = file("docs/coverage.md");
    let rows: Vec<(&str, &str)> = coverage
        .lines()
        .filter_map(|line| {
            line.strip_prefix("| C")?
                .strip_suffix(" |")?
                .split_once(" | ")
        })
        .collect();
    let numbers: Vec<&str> = rows.iter().map(|(number, _)| *number).collect();
    let expected: Vec<String> = (1..=116).map(|number| format!("{number:03}")).collect();
    assert_eq!(numbers, expected);
    let known = ids();
    for (number, row) in rows {
        let named: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        for id in &named {
            assert!(
                known.contains(*id),
                "C{number} names `{id}`, which is not in the guide"
            );
        }
        let is_explained = row.starts_with("needs no saying: ");
        assert!(
            is_explained || !named.is_empty(),
            "C{number} says neither where nor why not"
        );
    }
}

/// Every id of the guide as `docs/coverage.md` writes it.
fn ids() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for question in GUIDE.questions() {
        ids.insert(question.name.clone());
        ids.extend(
            question
                .options
                .iter()
                .map(|it| format!("{}={}", question.name, it.name)),
        );
    }
    for route in GUIDE.routes() {
        ids.insert(route.name.clone());
        ids.extend(
            route
                .statements
                .iter()
                .map(|it| format!("{}/{}", route.name, it.name)),
        );
    }
    ids.extend(
        GUIDE
            .shared()
            .iter()
            .map(|it| format!("shared/{}", it.name)),
    );
    ids
}

/// The addresses that the source gives, letter for letter.
const LITERALS: [&str; 5] = [
    "https://go.microsoft.com/fwlink/?LinkId=321116",
    "o365ftgdpr@microsoft.com",
    "https://go.microsoft.com/fwlink/?linkid=874544",
    "https://docs.microsoft.com/microsoft-365/compliance/gdpr-data-subject-requests",
    "https://aka.ms/professionalservicesdpa",
];

#[test]
fn every_address_is_one_that_the_source_gives() {
    for channel in GUIDE.channels() {
        match &channel.address {
            Address::Link(address) | Address::Email(address) => {
                assert!(
                    LITERALS.contains(&address.as_str()),
                    "{} leads to {address}",
                    channel.name
                );
            }
            Address::Person => {}
        }
    }
}

/// The Flesch reading ease of some sentences: 206.835 − 1.015 × words per sentence − 84.6 ×
/// syllables per word, with a syllable for each run of vowels but a silent e at the end.
fn reading_ease(words: &str) -> f64 {
    let sentences = words
        .split(['.', '?', '!', ':'])
        .filter(|part| part.contains(char::is_alphabetic));
    let words: Vec<String> = words
        .split(|letter: char| !letter.is_alphabetic() && letter != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let [sentences, words, syllables] =
        [sentences.count(), words.len(), syllables].map(|count| count.max(1) as f64);
    206.835 - 1.015 * words / sentences - 84.6 * syllables / words
}

fn syllables(word: &str) -> usize {
    let is_vowel = |letter: char| "aeiouyäöüéè".contains(letter);
    let runs = word
        .chars()
        .fold((0, false), |(runs, was_vowel), letter| {
            (
                runs + usize::from(is_vowel(letter) && !was_vowel),
                is_vowel(letter),
            )
        })
        .0;
    let is_silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("ed");
    runs.saturating_sub(usize::from(is_silent && runs > 1))
        .max(1)
}

#[test]
fn every_question_is_easy_to_read() {
    let text = text();
    for question in GUIDE.questions() {
        let words = text.question(question.id);
        let mut said = vec![words.title.clone(), words.why.clone()];
        said.extend(words.hint.clone());
        for option in &question.options {
            let words = text.option(option.id);
            said.push(words.label.clone());
            said.extend(words.hint.clone());
        }
        let ease = reading_ease(&said.join(". "));
        assert!(
            ease >= 60.0,
            "question {} has a reading ease of {ease:.0}",
            question.name
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_outcome_is_easy_to_read(answers in any_answers()) {
        let text = text();
        let outcome = walk(&GUIDE, &answers).outcome(&GUIDE).unwrap();
        let routes = outcome.routes.iter().flat_map(|route| &route.statements);
        let said: Vec<&str> =
            routes.chain(&outcome.shared).map(|&statement| text.statement(statement)).collect();
        let ease = reading_ease(&said.join(" "));
        prop_assert!(ease >= 65.0, "an outcome has a reading ease of {:.0}", ease);
    }
}
