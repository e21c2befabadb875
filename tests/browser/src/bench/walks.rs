//! Walks with random answers, and what the engine says must be seen on them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;
use signpost::engine::Answers;
use signpost::engine::walk::walk;
use signpost::guide::file::Choose;
use signpost::guide::{OptionSet, Question};

use super::subject::Subject;
use crate::random::dice::Dice;
use crate::session::Session;
use crate::shipped::{self, Guide, Text};

const SCRIPT: &str = concat!(include_str!("look.js"), include_str!("walk.js"));

/// What the walks begin with: the same people every time.
const SEED: u64 = 7;

/// How many walks are made until the page is loaded again: WebKit lets a page write to its history a
/// hundred times in thirty seconds, and a step of the widget writes once, or twice where the page around
/// it has added an entry.
const IN_ONE_PAGE: usize = 5;

/// Some walks, ready to be made on any of the pages.
pub(super) struct Walks {
    /// For each the options to choose, by the words of the question.
    answers: Vec<BTreeMap<String, Vec<String>>>,
    expected: Vec<Vec<Screen>>,
}

/// What a page shows: words without their spaces.
#[derive(Debug, PartialEq, Deserialize)]
struct Screen {
    question: Option<String>,
    options: Vec<String>,
    routes: Vec<Route>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Route {
    title: String,
    links: Vec<String>,
}

/// How long it took from the press of Continue to the next place, in milliseconds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Step {
    /// Until it was laid out.
    pub(super) shown: f64,
    /// Until it was painted.
    pub(super) painted: f64,
    /// Whether that place was the outcome.
    pub(super) is_last: bool,
}

/// What came of some walks.
#[derive(Debug, Deserialize)]
struct Done {
    seen: Vec<Vec<Screen>>,
    steps: Vec<Step>,
    problem: Option<String>,
}

impl Walks {
    /// So many walks, each with an accepted answer to every question.
    pub(super) fn random(count: usize) -> Self {
        let (guide, _) = shipped::compiled();
        let (file, text) = (Guide::read(), Text::read());
        let mut dice = Dice::with_seed(SEED);
        let mut walks = Self {
            answers: Vec::new(),
            expected: Vec::new(),
        };
        for _ in 0..count {
            let mut answers = Answers::none(&guide);
            let mut chosen = BTreeMap::new();
            for question in guide.questions() {
                let answer = random_answer(question, &mut dice);
                answers.set(question.id, answer);
                let options = question.options.iter();
                let names = options.filter(|option| answer.contains(option.id));
                chosen.insert(
                    packed(&text.questions[&question.name].title),
                    names.map(|option| option.name.clone()).collect(),
                );
            }
            let walk = walk(&guide, &answers);
            let asked = walk.path.iter().map(|&id| {
                let question = guide.question(id);
                Screen::of_question(question, &text)
            });
            let outcome = walk.outcome(&guide).expect("every question is answered");
            let routes = outcome.routes.iter().map(|advised| {
                let name = &guide.route(advised.id).name;
                Route {
                    title: packed(&text.routes[name].title),
                    links: file.channel_of(name).link().into_iter().collect(),
                }
            });
            let outcome = Screen {
                question: None,
                options: Vec::new(),
                routes: routes.collect(),
            };
            walks.expected.push(asked.chain([outcome]).collect());
            walks.answers.push(chosen);
        }
        walks
    }

    /// Makes the walks on a page; panics where it shows something else than the engine says.
    pub(super) fn walk(&self, subject: &Subject, session: &Session) -> Vec<Step> {
        let text = Text::read();
        let words = json!({ "next": text.phrase("continue"), "again": text.phrase("start-again") });
        let mut steps = Vec::new();
        let expected = self.expected.chunks(IN_ONE_PAGE);
        for (answers, expected) in self.answers.chunks(IN_ONE_PAGE).zip(expected) {
            session.go_to(&subject.at("/"));
            let done = session.await_answer(SCRIPT, &[json!(answers), words.clone()]);
            let done: Done = serde_json::from_value(done).unwrap();
            for (seen, expected) in done.seen.iter().zip(expected) {
                compare(subject, seen, expected);
            }
            assert_eq!(done.problem, None, "{}", subject.name);
            steps.extend(done.steps);
        }
        steps
    }
}

impl Screen {
    fn of_question(question: &Question, text: &Text) -> Self {
        let options = question.options.iter().map(|option| {
            let words = &text.options[&format!("{}={}", question.name, option.name)];
            let hint = words.hint.as_deref().unwrap_or_default();
            packed(&format!("{}{hint}", words.label))
        });
        Self {
            question: Some(packed(&text.questions[&question.name].title)),
            options: options.collect(),
            routes: Vec::new(),
        }
    }
}

/// Pages may say more of a route than its title and its address, and no less.
#[track_caller]
fn compare(subject: &Subject, seen: &[Screen], expected: &[Screen]) {
    let alike = |seen: &Screen, expected: &Screen| {
        let mut routes = seen.routes.iter().zip(&expected.routes);
        seen.question == expected.question
            && seen.options == expected.options
            && seen.routes.len() == expected.routes.len()
            && routes.all(|(seen, expected)| {
                seen.title == expected.title
                    && expected.links.iter().all(|link| seen.links.contains(link))
            })
    };
    let is_alike =
        seen.len() == expected.len() && seen.iter().zip(expected).all(|(a, b)| alike(a, b));
    assert!(
        is_alike,
        "{} shows {seen:#?}, and the engine says {expected:#?}",
        subject.name
    );
}

fn random_answer(question: &Question, dice: &mut Dice) -> OptionSet {
    let options = &question.options;
    let one = OptionSet::from(options[dice.index(options.len())].id);
    let several: OptionSet = options
        .iter()
        .filter(|_| dice.below(2) == 1)
        .map(|option| option.id)
        .collect();
    match question.choose {
        Choose::Several if question.accepts(several) => several,
        Choose::One | Choose::Several => one,
    }
}

fn packed(words: &str) -> String {
    words.split_whitespace().collect()
}
