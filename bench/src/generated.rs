//! Guides of any size, the same at every run, whose rules speak of earlier questions near and far.
//!
//! There are as many routes as questions and three statements to a route, so that everything in a
//! guide grows with its number of questions. About half of the questions are asked on a walk,
//! whatever the size.

use serde_json::{Map, Value, json};
use signpost::guide::Guide;
use signpost::guide::phrase::Phrase;

/// The file of a guide with so many questions, at least one.
#[must_use]
pub fn guide_file(questions: usize) -> Value {
    let channels = questions / 4 + 1;
    let references = questions / 4 + 1;
    json!({
        "format": 1,
        "id": "generated",
        "edition": 1,
        "source": { "revision": "2020-10-19", "checked": "2026-11-22" },
        "hosts": ["help.example"],
        "references": (0..references)
            .map(|index| json!({ "id": format!("section-{index}"), "kind": "section" }))
            .collect::<Vec<_>>(),
        "questions": (0..questions).map(question).collect::<Vec<_>>(),
        "channels": (0..channels)
            .map(|index| json!({
                "id": format!("desk-{index}"),
                "kind": "link",
                "address": format!("https://help.example/desk/{index}"),
            }))
            .collect::<Vec<_>>(),
        "routes": (0..questions)
            .map(|index| route(index, questions, channels, references))
            .collect::<Vec<_>>(),
    })
}

fn question(index: usize) -> Value {
    let is_several = index % 2 == 1;
    let mut question = json!({
        "id": format!("question-{index}"),
        "choose": if is_several { "several" } else { "one" },
        "options": [
            { "id": "yes" },
            { "id": "no" },
            { "id": "partly" },
            if is_several { json!({ "id": "unsure", "alone": true }) } else { json!({ "id": "unsure" }) },
        ],
    });
    if index >= 3 {
        let earlier = |salt| pick(index, salt, index);
        let rules = [
            leaf(earlier(0), "yes"),
            json!({ "all": [leaf(earlier(1), "no"), leaf(earlier(2), "partly")] }),
        ];
        let word = if index % 4 < 2 { "none" } else { "any" };
        question["when"] = json!({ word: rules });
    }
    question
}

fn route(index: usize, questions: usize, channels: usize, references: usize) -> Value {
    let asked = |salt| pick(index, salt, questions);
    let cites = |salt| json!([format!("section-{}", pick(index, salt, references))]);
    let mut route = json!({
        "id": format!("route-{index}"),
        "channel": format!("desk-{}", pick(index, 3, channels)),
        "acts": "you",
        "role": "open",
        "statements": [
            { "id": "why", "part": "why", "cites": cites(4) },
            { "id": "step", "part": "do", "when": leaf(asked(5), "no"), "cites": cites(6) },
            {
                "id": "caveat",
                "part": "know",
                "when": { "none": [leaf(asked(7), "yes"), leaf(asked(8), "partly")] },
                "cites": cites(9),
            },
        ],
    });
    // The first route is for everyone.
    if index > 0 {
        route["when"] = json!({ "all": [
            leaf(index, "yes"),
            { "any": [leaf(asked(10), "no"), leaf(asked(11), "partly"), leaf(asked(12), "unsure")] },
        ] });
    }
    route
}

/// The file of words for a generated guide.
#[must_use]
pub fn text_file(guide: &Guide) -> Value {
    let sentence = "The sentence says what to do and why, in words of the usual length.";
    let (mut questions, mut options) = (Map::new(), Map::new());
    for question in guide.questions() {
        let words = json!({ "title": "What is it that you ask for?", "short": "Your wish", "why": sentence });
        questions.insert(question.name.clone(), words);
        for option in &question.options {
            let key = format!("{}={}", question.name, option.name);
            options.insert(
                key,
                json!({ "label": "Something to choose", "hint": sentence }),
            );
        }
    }
    let (mut routes, mut statements) = (Map::new(), Map::new());
    for route in guide.routes() {
        let words = json!({ "title": "Write to the desk", "about": sentence });
        routes.insert(route.name.clone(), words);
        for statement in &route.statements {
            let key = format!("{}/{}", route.name, statement.name);
            statements.insert(key, json!(sentence));
        }
    }
    let channels: Map<_, _> = guide
        .channels()
        .iter()
        .map(|channel| (channel.name.clone(), json!("The desk")))
        .collect();
    let references: Map<_, _> = (0..guide.questions().len() / 4 + 1)
        .map(|index| (format!("section-{index}"), json!("A section")))
        .collect();
    let phrases: Map<_, _> = Phrase::ALL
        .iter()
        .map(|phrase| {
            let placeholders = phrase
                .placeholders()
                .iter()
                .map(|name| format!(" {{{name}}}"));
            (
                phrase.key().to_owned(),
                json!(format!("Phrase{}", placeholders.collect::<String>())),
            )
        })
        .collect();
    json!({
        "format": 1, "guide": "generated", "locale": "en", "direction": "ltr",
        "title": "A generated guide", "source": "No document",
        "references": references, "questions": questions, "options": options,
        "channels": channels, "routes": routes, "statements": statements, "phrases": phrases,
    })
}

/// A number that looks random and is not.
#[must_use]
pub fn mixed(seed: u64, index: u64) -> u64 {
    // The output function of SplitMix64.
    let mut z = seed
        .wrapping_mul(0xd134_2543_de82_ef95)
        .wrapping_add(index.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn pick(index: usize, salt: u64, below: usize) -> usize {
    (mixed(salt, index as u64) % below as u64) as usize
}

fn leaf(question: usize, option: &str) -> Value {
    json!(format!("question-{question}={option}"))
}
