//! How the widget grows: with the guide, and with how long it is used.

#[path = "../../../../bench/src/generated.rs"]
#[allow(
    unreachable_pub,
    reason = "it is a part of the benchmarks' library as well"
)]
mod generated;

use serde_json::{Value, json};
use signpost::guide::compile::guide_from_json;

use super::load::{self, Times};
use super::sample::{Sample, kilobytes, milliseconds, table};
use super::subject::Subject;
use super::walks::Step;
use crate::host::{Host, Policy};
use crate::session::{Scheme, Session};
use crate::shipped::{Text, page};

const SCRIPT: &str = concat!(include_str!("look.js"), include_str!("go_on.js"));

/// What each phrase of a generated guide reads; Continue is the first button of that name.
const NEXT: &str = "Phrase";

/// How many steps are timed in each guide.
const STEPS: usize = 60;

/// How many of them are taken before the driver hears of it, which waits for half a minute at the most.
const AT_ONCE: usize = 5;

/// How many steps are some hundred walks through the shipped guide.
const MANY: usize = 500;

/// Loads generated guides and goes some way through them, on a slow machine and a quick line.
pub(super) fn growth(slower: f64) -> String {
    let rows = [10, 100, 1_000, 10_000].map(|questions| {
        let host = Host::start_with(Policy::Absent);
        let file = generated::guide_file(questions).to_string();
        let guide = guide_from_json(&file).unwrap();
        let text = generated::text_file(&guide).to_string();
        host.publish("/generated/guide.json", &file);
        host.publish("/generated/text.en.json", &text);
        host.publish(
            "/",
            &page(
                "Generated",
                "<dsr-signpost guide=\"/generated/\"></dsr-signpost>",
            ),
        );
        let session = Session::start_anew(Scheme::Light);
        session.go_to(&host.at("/nothing"));
        session.slow_the_processor(slower);
        session.note_programs();
        session.run_first(&load::script(NEXT));
        session.go_to(&host.at("/"));
        let Times {
            answerable,
            longest,
            ..
        } = load::times(&session, "Signpost");
        let steps = go_on(&session, NEXT, STEPS);
        let painted: Sample = steps.iter().map(|step| step.painted).collect();
        vec![
            questions.to_string(),
            kilobytes((file.len() + text.len()) as f64),
            milliseconds(answerable),
            milliseconds(longest),
            milliseconds(painted.median()),
            milliseconds(painted.of(95)),
            kilobytes(session.weigh().heap),
            kilobytes(session.weigh_programs()),
        ]
    });
    let heads = [
        "questions",
        "guide and words",
        "answerable",
        "longest task",
        "step painted, p50",
        "p95",
        "scripts' objects",
        "WebAssembly's memory",
    ];
    table(&heads, &rows)
}

/// Walks through the shipped guide again and again, and weighs the page before and after.
pub(super) fn endurance(subject: &Subject) -> String {
    let next = Text::read().phrase("continue").to_owned();
    let session = Session::start_anew(Scheme::Light);
    session.note_programs();
    session.go_to(&subject.at("/"));
    let mut rows = Vec::new();
    let mut taken = 0;
    // The first steps make what stays.
    for steps in [AT_ONCE, MANY, MANY] {
        go_on(&session, &next, steps);
        taken += steps;
        let weight = session.weigh();
        rows.push(vec![
            taken.to_string(),
            format!("{}", weight.nodes),
            format!("{}", weight.listeners),
            kilobytes(weight.heap),
            kilobytes(session.weigh_programs()),
        ]);
    }
    let heads = [
        "steps taken",
        "nodes",
        "listeners",
        "scripts' objects",
        "WebAssembly's memory",
    ];
    table(&heads, &rows)
}

/// Takes steps, from the start again after each outcome.
fn go_on(session: &Session, next: &str, count: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    while steps.len() < count {
        let taken = session.await_answer(SCRIPT, &[json!(AT_ONCE), json!(next)]);
        if let Value::String(problem) = taken {
            panic!("{problem}");
        }
        steps.extend(serde_json::from_value::<Vec<Step>>(taken).unwrap());
    }
    steps
}
