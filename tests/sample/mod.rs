//! A small guide about a bakery, for tests of the engine and of compiling; it has one of everything.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use serde_json::{Value, json};
use signpost::engine::Answers;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::phrase::Phrase;
use signpost::guide::text::Text;
use signpost::guide::{Guide, OptionSet, QuestionId};

/// The guide's file.
pub(crate) fn guide_file() -> Value {
    json!({
        "format": 1,
        "id": "bakery",
        "edition": 3,
        "source": { "revision": "2020-10-19", "checked": "2026-11-22" },
        "hosts": ["bakery.example"],
        "references": [
            { "id": "counter", "kind": "section" },
            { "id": "new-counter", "kind": "later-revision" },
            { "id": "bread-act", "kind": "law" }
        ],
        "questions": [
            { "id": "role", "choose": "several", "options": [
                { "id": "eater" }, { "id": "baker" }, { "id": "unsure", "alone": true }
            ] },
            { "id": "shop", "choose": "one", "when": "role=eater", "options": [
                { "id": "corner" }, { "id": "web" }
            ] },
            { "id": "oven", "choose": "one", "when": { "any": ["role=baker", "shop=web"] },
                "options": [
                    { "id": "gas", "age": { "least": 0, "most": 9 } },
                    { "id": "wood", "age": { "least": 10 } }
                ] },
            { "id": "wish", "choose": "several", "narrows": true, "options": [{ "id": "roll" }, { "id": "cake" }] }
        ],
        "channels": [
            { "id": "counter", "kind": "person" },
            { "id": "site", "kind": "link", "address": "https://bakery.example/ask" },
            { "id": "mailbox", "kind": "email", "address": "bread@bakery.example" }
        ],
        "routes": [
            { "id": "ask-counter", "channel": "counter", "acts": "you", "role": "controller",
                "when": { "any": ["shop=corner", "role=unsure"] },
                "statements": [
                    { "id": "why", "part": "why", "cites": ["counter"] },
                    { "id": "cake-day", "part": "know", "when": "wish=cake", "cites": ["counter"],
                        "stage": "bake" }
                ] },
            { "id": "ask-site", "channel": "site", "acts": "you", "role": "open",
                "when": { "all": ["shop=web", { "none": ["oven=wood"] }] },
                "statements": [
                    { "id": "why", "part": "why", "basis": "reading", "cites": ["counter"] },
                    { "id": "moved", "part": "then", "basis": "later", "cites": ["new-counter"],
                        "channel": "mailbox" }
                ] },
            { "id": "ask-guild", "channel": "mailbox", "acts": "organisation", "role": "processor",
                "when": { "any": ["role=baker", "oven=wood"] },
                "statements": [
                    { "id": "why", "part": "why", "cites": ["counter"] },
                    { "id": "fire", "part": "do", "cites": ["counter"], "stage": "heat" },
                    { "id": "act", "part": "put", "basis": "law", "cites": ["bread-act"] }
                ] }
        ],
        "shared": [{ "id": "hours", "part": "know", "basis": "silent", "cites": ["counter"] }],
        "stages": ["heat", "bake"],
        "fields": [{ "id": "name", "kind": "line", "autofill": "name" }, { "id": "loaves", "kind": "lines" }],
        "drafts": [
            { "id": "order", "routes": ["ask-guild"], "stage": "bake", "needs": ["name"], "paragraphs": [
                { "id": "hello", "unless": ["name"] },
                { "id": "hello-name", "fills": ["name"] },
                { "id": "cake", "when": "wish=cake", "says": ["fire"] },
                { "id": "loaves", "fills": ["loaves"] },
                { "id": "act", "says": ["act"], "cites": ["bread-act"] }
            ] },
            { "id": "receipt", "routes": ["ask-guild", "ask-counter"], "to": "data-subject",
                "when": "wish=cake", "paragraphs": [{ "id": "thanks", "says": ["why"] }] }
        ],
        "deadlines": [
            { "id": "soon", "drafts": ["order"], "period": { "days": 3 }, "cites": ["bread-act"] }
        ]
    })
}

/// The guide.
pub(crate) fn guide() -> Guide {
    guide_from_json(&guide_file().to_string()).unwrap()
}

/// The words' file: every word is its own key.
pub(crate) fn text_file() -> Value {
    let guide = guide();
    let mut questions = json!({});
    let mut options = json!({});
    for question in guide.questions() {
        questions[&question.name] = json!({
            "title": format!("{}?", question.name), "short": question.name, "why": "because",
        });
        for option in &question.options {
            let key = format!("{}={}", question.name, option.name);
            options[&key] = json!({ "label": key.clone() });
        }
    }
    questions["oven"]["date"] = json!("oven-date");
    let mut routes = json!({});
    let mut statements = json!({ "shared/hours": "shared/hours" });
    for route in guide.routes() {
        routes[&route.name] = json!({ "title": route.name, "about": "bread" });
        for statement in &route.statements {
            let key = format!("{}/{}", route.name, statement.name);
            statements[&key] = json!(key);
        }
    }
    let mut channels = json!({});
    for channel in guide.channels() {
        channels[&channel.name] = json!(channel.name);
    }
    let mut drafts = json!({});
    let mut paragraphs = json!({});
    for draft in guide.drafts() {
        drafts[&draft.name] =
            json!({ "title": draft.name, "subject": format!("re {}", draft.name) });
        for paragraph in &draft.paragraphs {
            let key = format!("{}/{}", draft.name, paragraph.name);
            let fills = paragraph.fills.iter();
            let fills = fills.map(|&id| format!(" {{{}}}", guide.field(id).name));
            paragraphs[&key] = json!(format!("{key}{}", fills.collect::<String>()));
        }
    }
    let mut phrases = json!({});
    for phrase in Phrase::ALL {
        let placeholders = phrase
            .placeholders()
            .iter()
            .map(|name| format!(" {{{name}}}"));
        phrases[phrase.key()] = json!(format!(
            "{}{}",
            phrase.key(),
            placeholders.collect::<String>()
        ));
    }
    json!({
        "format": 1, "guide": "bakery", "locale": "en", "direction": "ltr",
        "title": "Bread", "source": "The Baker's Book",
        "references": { "counter": "At the counter", "new-counter": "The new counter",
            "bread-act": "The Bread Act" },
        "questions": questions, "options": options, "channels": channels, "routes": routes,
        "statements": statements, "phrases": phrases,
        "stages": { "heat": "First", "bake": "Then" },
        "fields": { "name": { "label": "Your name" }, "loaves": { "label": "Loaves", "hint": "One a line" } },
        "drafts": drafts, "paragraphs": paragraphs, "deadlines": { "soon": "Bread is due" },
        "glossary": { "cake": { "term": "cake", "meaning": "sweet bread" } },
    })
}

/// The words.
pub(crate) fn text() -> Text {
    text_from_json(&guide(), &text_file().to_string()).unwrap()
}

/// Answers written as `role=eater,baker shop=corner`.
pub(crate) fn answers(guide: &Guide, written: &str) -> Answers {
    let mut answers = Answers::none(guide);
    for answer in written.split_whitespace() {
        let (question, options) = answer.split_once('=').unwrap();
        let question = guide.question_named(question).unwrap();
        let options: OptionSet = options
            .split(',')
            .map(|name| question.option_named(name).unwrap())
            .collect();
        answers.set(question.id, options);
    }
    answers
}

/// The question of a name.
pub(crate) fn question(guide: &Guide, name: &str) -> QuestionId {
    guide.question_named(name).unwrap().id
}
