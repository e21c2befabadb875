//! Whatever stands in a guide's file: no panic, and a guide that compiles is sound and can be walked to its end.

#![no_main]
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};
use signpost::engine::Answers;
use signpost::engine::reasons::reasons;
use signpost::engine::session::{Message, Place, Session};
use signpost::engine::walk::{Outcome, walk};
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::phrase::Phrase;
use signpost::guide::{Guide, OptionSet, QuestionId, Rule, Statement};
use signpost::link::{LinkProblem, fragment, session};
use signpost_fuzz::{Choices, GUIDE};

/// Small enough that every byte of an edit matters.
static SMALL: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../seeds/guide_file/bakery.json")).unwrap()
});
static SHIPPED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(GUIDE).unwrap());

fuzz_target!(|bytes: &[u8]| {
    if let Ok(json) = std::str::from_utf8(bytes) {
        check(json, &mut Choices::of(&[]));
    }
    let mut choices = Choices::of(bytes);
    let base = if choices.byte() < 0xf0 {
        &*SMALL
    } else {
        &*SHIPPED
    };
    let edited = choices.edited(base).to_string();
    check(&edited, &mut choices);
});

fn check(json: &str, choices: &mut Choices) {
    match guide_from_json(json) {
        Ok(guide) => {
            check_rules(&guide);
            check_words(&guide, json);
            for _ in 0..4 {
                check_walk(&guide, choices);
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(!problem.to_string().is_empty());
            }
        }
    }
}

/// Rules speak of earlier questions and of options that exist; everything named can be found.
fn check_rules(guide: &Guide) {
    let check_rule = |rule: &Rule, before: usize| {
        for id in rule.questions() {
            assert!(id.index() < before);
            let question = guide.question(id);
            let all: OptionSet = question.options.iter().map(|option| option.id).collect();
            assert!(rule.options_named(id).without(all).is_empty());
        }
    };
    let check_statement = |statement: &Statement| {
        check_rule(&statement.rule, guide.questions().len());
        assert_eq!(guide.statement(statement.id), statement);
        assert!(!statement.cites.is_empty());
        for &id in &statement.cites {
            assert_eq!(guide.reference(id).id, id);
        }
        if let Some(id) = statement.channel {
            assert_eq!(guide.channel(id).id, id);
        }
    };
    for question in guide.questions() {
        check_rule(&question.rule, question.id.index());
        assert_eq!(guide.question_named(&question.name), Some(question));
        for days in [0, 1, 90, u32::MAX] {
            assert_eq!(question.option_aged(days).is_some(), question.takes_date());
        }
    }
    for route in guide.routes() {
        check_rule(&route.rule, guide.questions().len());
        assert_eq!(guide.channel(route.channel).id, route.channel);
        assert!(route.excludes.iter().all(|&later| later > route.id));
        route.statements.iter().for_each(check_statement);
    }
    guide.shared().iter().for_each(check_statement);
}

/// A file with a word for each name is accepted.
fn check_words(guide: &Guide, json: &str) {
    let file: Value = serde_json::from_str(json).unwrap();
    let names = |list: &str, words: &str| -> Map<String, Value> {
        let ids = file[list].as_array().unwrap().iter();
        ids.map(|entry| (entry["id"].as_str().unwrap().to_owned(), json!(words)))
            .collect()
    };
    let (mut questions, mut options) = (Map::new(), Map::new());
    for question in guide.questions() {
        let mut words = json!({ "title": "t", "short": "s", "why": "w" });
        if question.takes_date() {
            words["date"] = json!("d");
        }
        questions.insert(question.name.clone(), words);
        for option in &question.options {
            let key = format!("{}={}", question.name, option.name);
            options.insert(key, json!({ "label": "l" }));
        }
    }
    let (mut routes, mut statements) = (Map::new(), Map::new());
    for statement in guide.shared() {
        statements.insert(format!("shared/{}", statement.name), json!("s"));
    }
    for route in guide.routes() {
        routes.insert(route.name.clone(), json!({ "title": "t", "about": "a" }));
        for statement in &route.statements {
            statements.insert(format!("{}/{}", route.name, statement.name), json!("s"));
        }
    }
    let phrases: Map<_, _> = Phrase::ALL
        .iter()
        .map(|phrase| {
            let placeholders = phrase
                .placeholders()
                .iter()
                .map(|name| format!("{{{name}}}"));
            (
                phrase.key().to_owned(),
                json!(format!("p{}", placeholders.collect::<String>())),
            )
        })
        .collect();
    let text = json!({
        "format": 1, "guide": guide.name(), "locale": "en", "direction": "ltr",
        "title": "t", "source": "s", "references": names("references", "r"),
        "questions": questions, "options": options, "channels": names("channels", "c"),
        "routes": routes, "statements": statements, "phrases": phrases,
    });
    if let Err(problems) = text_from_json(guide, &text.to_string()) {
        panic!("{problems:?}");
    }
}

fn check_walk(guide: &Guide, choices: &mut Choices) {
    let mut answers = choices.answers(guide);
    check_session(guide, Session::at_frontier(guide, answers.clone()), choices);
    let mut walk = walk(guide, &answers);
    while let Some(open) = walk.open {
        let question = guide.question(open);
        assert!(!question.accepts(answers.to(open)));
        let still = walk.still_to_come(guide, open);
        assert!(still.least <= still.most && still.most < guide.questions().len() - open.index());
        let option = question.options[choices.below(question.options.len())].id;
        answers.set(open, option.into());
        walk = signpost::engine::walk::walk(guide, &answers);
        assert!(walk.open.is_none_or(|next| next > open));
    }
    check_outcome(guide, &walk.outcome(guide).unwrap());
    for route in guide
        .routes()
        .iter()
        .filter(|route| walk.holds(&route.rule))
    {
        for reason in reasons(&walk, &route.rule) {
            assert!(walk.path.contains(&reason.question));
            assert!(!reason.options.is_empty());
            assert!(
                reason
                    .options
                    .without(walk.counted.to(reason.question))
                    .is_empty()
            );
        }
    }
    check_session(guide, Session::at_frontier(guide, answers), choices);
}

fn check_outcome(guide: &Guide, outcome: &Outcome) {
    for advised in &outcome.routes {
        let route = guide.route(advised.id);
        assert!(
            !advised.statements.is_empty(),
            "{} says nothing",
            route.name
        );
        for &id in &advised.statements {
            assert_eq!(id.route(), Some(route.id));
        }
    }
}

/// A place that somebody may ask for, reached or not.
fn place(guide: &Guide, question: QuestionId, choices: &mut Choices) -> Place {
    let drafts = guide.drafts();
    match choices.byte() % 7 {
        0 => Place::Question(question),
        1 => Place::Change(question),
        2 => Place::Outcome,
        3 => Place::Checklist,
        4 => Place::Overview,
        5 if !drafts.is_empty() => Place::Draft(drafts[choices.below(drafts.len())].id),
        _ => Place::Records,
    }
}

/// Whatever is pressed, what is on screen is reached, and its link leads back to it.
fn check_session(guide: &Guide, mut at: Session, choices: &mut Choices) {
    for _ in 0..6 {
        let question = &guide.questions()[choices.below(guide.questions().len())];
        let shown = at.question(guide).unwrap_or(question);
        let option = shown.options[choices.below(shown.options.len())].id;
        let message = match choices.byte() % 6 {
            0 => Message::ChoseOption(option),
            1 => Message::PickedOption(option),
            2 => Message::WentOn,
            3 => Message::WentBack,
            4 => Message::Opened(place(guide, question.id, choices)),
            _ => Message::Arrived(Session::at_frontier(guide, Answers::none(guide))),
        };
        at = at.update(guide, message);
        let walk = at.walk(guide);
        assert!(at.reaches(guide, at.place), "{:?}", at.place);
        let written = fragment(guide, &at);
        match session(guide, &written) {
            Ok(Some(read)) => {
                assert_eq!(read.place, at.place, "{written}");
                assert_eq!(read.walk(guide), walk, "{written}");
            }
            Err(LinkProblem::TooLong) => {}
            other => panic!("{written}: {other:?}"),
        }
    }
}
