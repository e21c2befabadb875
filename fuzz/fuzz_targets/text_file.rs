//! Whatever stands in a file of words: no panic, and words that are accepted are there for everything.

#![no_main]
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use signpost::guide::compile::text_from_json;
use signpost::guide::phrase::Phrase;
use signpost::guide::text::Text;
use signpost_fuzz::{Choices, SHIPPED, TEXT};

static WORDS: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(TEXT).unwrap());
static ENGLISH: LazyLock<Text> = LazyLock::new(|| text_from_json(&SHIPPED, TEXT).unwrap());

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    check(&text, &text);
    let mut choices = Choices::of(bytes);
    let edited = choices.edited(&WORDS).to_string();
    check(&edited, &text);
    check_filled(&ENGLISH, &text);
});

fn check(json: &str, value: &str) {
    match text_from_json(&SHIPPED, json) {
        Ok(text) => {
            check_whole(&text);
            check_filled(&text, value);
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(!problem.to_string().is_empty());
            }
        }
    }
}

/// Nothing of the guide is without words.
fn check_whole(text: &Text) {
    let check = |words: &str| assert!(!words.trim().is_empty());
    check(text.locale());
    check(text.title());
    check(text.source());
    for question in SHIPPED.questions() {
        let words = text.question(question.id);
        [&words.title, &words.short, &words.why]
            .into_iter()
            .for_each(|it| check(it));
        assert_eq!(words.date.is_some(), question.takes_date());
        for option in &question.options {
            check(&text.option(option.id).label);
        }
    }
    for channel in SHIPPED.channels() {
        check(text.channel(channel.id));
    }
    for route in SHIPPED.routes() {
        check(&text.route(route.id).title);
        check(&text.route(route.id).about);
    }
    let statements = SHIPPED.routes().iter().flat_map(|route| &route.statements);
    for statement in statements.chain(SHIPPED.shared()) {
        check(text.statement(statement.id));
        for &id in &statement.cites {
            check(text.reference(id));
        }
    }
    for term in text.glossary() {
        check(&term.term);
        check(&term.meaning);
        let _ = term.is_in(text.title());
    }
}

/// Each value stands where its placeholder stood, whatever the value looks like.
fn check_filled(text: &Text, value: &str) {
    for &phrase in Phrase::ALL {
        let words = text.phrase(phrase);
        let values: Vec<_> = phrase
            .placeholders()
            .iter()
            .map(|&name| (name, value))
            .collect();
        let filled = text.filled(phrase, &values);
        for name in phrase.placeholders() {
            assert!(words.contains(&format!("{{{name}}}")));
            assert!(filled.contains(value));
        }
        if values.is_empty() {
            assert_eq!(filled, words);
        }
    }
}
