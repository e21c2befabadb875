//! The proof: the shipped guide passes, each check bites, and diagrams say what plain enumeration says.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

use num_bigint::BigUint;
use proptest::prelude::*;
use sample::{guide_file, question, text};
use serde_json::{Value, json};
use signpost::engine::Answers;
use signpost::engine::reasons::reasons;
use signpost::engine::session::{Message, Place, Session};
use signpost::engine::walk::{Outcome, walk};
use signpost::guide::compile::guide_from_json;
use signpost::guide::{Guide, OptionSet, Question, QuestionId, Rule, StatementId};
use signpost::link::LinkProblem;
use signpost::proof::{
    Advice, Engine, Finding, Subject, diff, in_ids, in_words, prove, replay, tally, told_by,
};

const SHIPPED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/static/guides/professional-services/guide.json"
);

fn shipped() -> Guide {
    guide_from_json(&fs::read_to_string(SHIPPED).unwrap()).unwrap()
}

fn compiled(file: &Value) -> Guide {
    guide_from_json(&file.to_string()).unwrap_or_else(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{problems:?}")
    })
}

fn sentences(guide: &Guide) -> Vec<String> {
    let findings = prove(guide).unwrap().findings;
    findings.iter().map(|each| each.sentence(guide)).collect()
}

// The shipped guide.

#[test]
fn nobody_is_sent_astray() {
    assert_eq!(sentences(&shipped()), Vec::<String>::new());
}

/// The sample, with a sentence for each answer that it leaves without effect.
fn sound_file() -> Value {
    let mut file = guide_file();
    for (id, when) in [
        ("smoke", "oven=wood"),
        ("sweet", "wish=cake"),
        ("plain", "wish=roll"),
    ] {
        let said = json!({ "id": id, "part": "know", "when": when, "cites": ["counter"] });
        push(&mut file["shared"], said);
    }
    file
}

#[test]
fn the_sample_with_a_sentence_for_each_answer_is_sound() {
    assert_eq!(sentences(&compiled(&sound_file())), Vec::<String>::new());
}

// Each check bites.

/// Checks what is found in the sample after a change.
fn check(change: impl FnOnce(&mut Value), expected: &[&str]) {
    let mut file = sound_file();
    change(&mut file);
    assert_eq!(sentences(&compiled(&file)), expected);
}

fn push(list: &mut Value, entry: Value) {
    list.as_array_mut().unwrap().push(entry);
}

#[test]
fn somebody_without_a_route() {
    check(
        |file| file["routes"][0]["when"] = json!("shop=corner"),
        &["nobody says where to go after `role=unsure wish=cake`; widen the rule of a route"],
    );
}

#[test]
fn the_shortest_walk_is_told_in_words() {
    let mut file = sound_file();
    file["routes"][0]["when"] = json!("shop=corner");
    file["shared"].as_array_mut().unwrap().truncate(1);
    let guide = compiled(&file);
    let proof = prove(&guide).unwrap();
    let walk = proof.findings[0].walk().unwrap();
    assert_eq!(
        in_words(&guide, &text(), walk),
        ["role? role=unsure", "wish? wish=cake"]
    );
    assert_eq!(in_ids(&guide, walk), "role=unsure wish=cake");
}

#[test]
fn a_route_of_which_the_engine_finds_no_example() {
    let mut file = sound_file();
    let ids: Vec<String> = (0..18).map(|number| format!("o{number}")).collect();
    let options: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    push(
        &mut file["questions"],
        json!({ "id": "extra", "choose": "several", "options": options }),
    );
    let every: Vec<String> = ids.iter().map(|id| format!("extra={id}")).collect();
    file["routes"][0]["when"] = json!({ "any": ["shop=corner", "role=unsure", { "all": every }] });
    file["routes"][1]["when"] = json!({ "all": every });
    let found = sentences(&compiled(&file));
    let missed: Vec<_> = found
        .iter()
        .filter(|each| each.starts_with("no example"))
        .collect();
    assert_eq!(
        missed,
        [&format!(
            "no example of who needs route `ask-site` is found, though there is one after \
             `role=unsure wish=cake extra={}`; let fewer options together lead there",
            ids.join(",")
        )]
    );
}

#[test]
fn a_question_that_nobody_is_asked() {
    check(
        |file| {
            let never = json!({ "all": ["role=unsure", "role=eater"] });
            file["questions"][2]["when"] = never;
            let routes = &mut file["routes"];
            routes[1]["when"] = json!("shop=web");
            routes[2]["when"] = json!("role=baker");
        },
        &[
            "question `oven` is never asked; correct its rule or drop it",
            "statement `shared/smoke` is for nobody; correct its rule or drop it",
        ],
    );
}

#[test]
fn a_route_and_statements_for_nobody() {
    check(
        |file| {
            let never = json!({ "all": ["role=unsure", "role=eater"] });
            let mut route = file["routes"][2].clone();
            route["id"] = json!("ask-moon");
            route["when"] = never.clone();
            push(&mut file["routes"], route);
            file["routes"][1]["statements"][1]["when"] = json!("oven=wood");
            file["shared"][0]["when"] = never;
        },
        &[
            "statement `ask-site/moved` is for nobody; correct its rule or drop it",
            "route `ask-moon` is for nobody; correct its rule or drop it",
            "statement `shared/hours` is for nobody; correct its rule or drop it",
        ],
    );
}

#[test]
fn a_question_whose_answer_changes_nothing() {
    check(
        |file| {
            for (index, wish) in [(2, "wish=cake"), (3, "wish=roll")] {
                file["shared"][index]["when"] = json!({ "all": [wish, "role=unsure"] });
            }
        },
        &[
            "question `wish` is asked after `role=baker oven=wood`, where no answer to it changes \
           the outcome; do not ask it there, or let the outcome depend on it",
        ],
    );
}

#[test]
fn a_first_question_whose_answer_changes_nothing() {
    check(
        |file| {
            let options = json!([{ "id": "good" }, { "id": "bad" }]);
            let mood = json!({ "id": "mood", "choose": "one", "options": options });
            file["questions"].as_array_mut().unwrap().insert(0, mood);
        },
        &[
            "question `mood` is asked from the start, where no answer to it changes the outcome; do \
             not ask it there, or let the outcome depend on it",
        ],
    );
}

#[test]
fn an_option_that_changes_nothing() {
    check(
        |file| {
            file["shared"][2]["when"] = json!({ "none": ["wish=roll"] });
            file["routes"][0]["statements"][1]["when"] = json!("wish=roll");
        },
        &[
            "option `wish=cake` is offered after `role=unsure`, where adding it to other options \
           changes nothing; drop it, or let the outcome depend on it",
        ],
    );
}

#[test]
fn two_options_alike() {
    check(
        |file| {
            push(
                &mut file["questions"][2]["options"],
                json!({ "id": "coal" }),
            )
        },
        &[
            "option `oven=gas` and option `oven=coal` always lead to the same; merge them, or let \
           the outcome depend on which it is",
        ],
    );
}

#[test]
fn two_routes_that_exclude_each_other_together() {
    check(
        |file| file["routes"][0]["excludes"] = json!(["ask-guild"]),
        &[
            "route `ask-counter` excludes route `ask-guild`, but both are told after \
           `role=eater,baker shop=corner oven=wood wish=cake`; narrow the rule of one, or drop the \
           mark",
        ],
    );
}

#[test]
fn two_statements_that_exclude_each_other_together() {
    check(
        |file| {
            file["routes"][0]["statements"][0]["excludes"] = json!(["cake-day"]);
            push(
                &mut file["shared"],
                json!({ "id": "closed", "part": "know", "when": "role=unsure", "cites": ["counter"] }),
            );
            file["shared"][0]["excludes"] = json!(["closed"]);
        },
        &[
            "statement `ask-counter/why` excludes statement `ask-counter/cake-day`, but both are \
             told after `role=unsure wish=cake`; narrow the rule of one, or drop the mark",
            "statement `shared/hours` excludes statement `shared/closed`, but both are told after \
             `role=unsure wish=cake`; narrow the rule of one, or drop the mark",
        ],
    );
}

#[test]
fn routes_that_never_meet_may_exclude_each_other() {
    check(
        |file| file["routes"][0]["excludes"] = json!(["ask-site"]),
        &[],
    );
}

#[test]
fn a_draft_for_nobody() {
    check(
        |file| {
            file["drafts"][1]["when"] = json!({ "all": ["wish=cake", { "none": ["wish=cake"] }] })
        },
        &["draft `receipt` is for nobody; correct its rule or drop it"],
    );
}

#[test]
fn a_paragraph_for_nobody() {
    check(
        |file| file["drafts"][0]["paragraphs"][2]["when"] = json!("role=unsure"),
        &["paragraph `order/cake` is never written; correct its rule or drop it"],
    );
}

#[test]
fn a_draft_without_a_word_for_whoever_fills_in_nothing() {
    check(
        |file| {
            let paragraphs = file["drafts"][0]["paragraphs"].as_array_mut().unwrap();
            paragraphs.remove(4);
            paragraphs.remove(0);
        },
        &[
            "draft `order` has no word after `role=baker oven=wood wish=roll` while nothing is filled \
             in; add a paragraph that fills in nothing",
        ],
    );
}

#[test]
fn a_paragraph_that_says_more_than_its_route() {
    check(
        |file| {
            file["routes"][2]["statements"][1]["when"] = json!("oven=wood");
            file["routes"][0]["statements"][0]["id"] = json!("because");
            push(
                &mut file["routes"][0]["statements"],
                json!({ "id": "why", "part": "know", "when": "shop=corner", "cites": ["counter"] }),
            );
        },
        &[
            "paragraph `order/cake` is written after `role=baker oven=gas wish=cake`, where \
             statement `ask-guild/fire` is not said; narrow its rule, or let the route say so",
            "paragraph `receipt/thanks` is written after `role=unsure wish=cake`, where statement \
             `ask-counter/why` is not said; narrow its rule, or let the route say so",
        ],
    );
}

#[test]
fn a_reason_that_decides_nothing() {
    check(
        |file| {
            file["routes"][0]["when"] = json!({ "any": [
                { "all": ["shop=corner", { "any": ["wish=roll", { "all": ["wish=cake"] }] }] },
                "role=unsure",
            ] });
        },
        &[
            "the reasons for route `ask-counter` are wrong about question `wish` after \
           `role=eater shop=corner wish=cake`; mention the question once in the route's rule, and \
           not with all its options",
        ],
    );
}

#[test]
fn a_link_that_can_grow_too_long() {
    check(
        |file| file["id"] = json!("b".repeat(4017)),
        &["a link can grow to 4106 bytes, and only 4096 are read; shorten the ids or ask less"],
    );
}

#[test]
fn a_link_that_grows_to_the_last_byte_that_is_read() {
    check(|file| file["id"] = json!("b".repeat(4007)), &[]);
}

/// Checks which screen of the sample does not come back with a mistake in the engine.
fn check_engine(engine: Engine, expected: &[&str]) {
    let guide = compiled(&sound_file());
    let findings = replay(&guide, engine).unwrap();
    let found: Vec<_> = findings.iter().map(|each| each.sentence(&guide)).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_real_engine_comes_back_everywhere() {
    check_engine(Engine::REAL, &[]);
}

#[test]
fn a_back_that_leads_nowhere_or_forgets() {
    let nowhere: fn(Session, &Guide, Message) -> Session = |session, guide, message| {
        if message == Message::WentBack {
            return session;
        }
        session.update(guide, message)
    };
    let forgets: fn(Session, &Guide, Message) -> Session = |session, guide, message| {
        let is_back = message == Message::WentBack;
        let mut session = session.update(guide, message);
        if let (true, Place::Question(id)) = (is_back, session.place) {
            session.answers.set(id, OptionSet::EMPTY);
        }
        session
    };
    for update in [nowhere, forgets] {
        check_engine(
            Engine {
                update,
                ..Engine::REAL
            },
            &[
                "question `role` does not come back after `role=eater shop=web oven=wood wish=cake`; \
               the engine has a mistake",
            ],
        );
    }
}

#[test]
fn a_continue_that_ends_too_early() {
    let too_early: fn(Session, &Guide, Message) -> Session = |session, guide, message| {
        let is_continue = message == Message::WentOn;
        let next = session.update(guide, message);
        match next.place {
            Place::Question(id) if is_continue && id == question(guide, "wish") => Session {
                place: Place::Outcome,
                ..next
            },
            Place::Question(_)
            | Place::Change(_)
            | Place::Outcome
            | Place::Draft(_)
            | Place::Checklist
            | Place::Overview
            | Place::Records => next,
        }
    };
    check_engine(
        Engine {
            update: too_early,
            ..Engine::REAL
        },
        &[
            "question `wish` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
}

#[test]
fn a_link_that_forgets_the_screen_or_an_answer() {
    let forgets_screen: fn(&Guide, &Session) -> String = |guide, session| {
        let fragment = signpost::link::fragment(guide, session);
        fragment.split("&at=").next().unwrap().to_owned()
    };
    check_engine(
        Engine {
            fragment: forgets_screen,
            ..Engine::REAL
        },
        &[
            "question `role` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
    let forgets_change: fn(&Guide, &Session) -> String = |guide, session| {
        let fragment = signpost::link::fragment(guide, session);
        fragment.split("&change=").next().unwrap().to_owned()
    };
    check_engine(
        Engine {
            fragment: forgets_change,
            ..Engine::REAL
        },
        &[
            "question `role` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
    let forgets_cake: fn(&Guide, &Session) -> String = |guide, session| {
        let fragment = signpost::link::fragment(guide, session);
        fragment.replace("wish=cake", "wish=roll")
    };
    check_engine(
        Engine {
            fragment: forgets_cake,
            ..Engine::REAL
        },
        &[
            "question `wish` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
}

#[test]
fn a_way_back_from_the_overview_that_leads_elsewhere() {
    let strays: fn(Session, &Guide, Message) -> Session = |session, guide, message| {
        if session.place == Place::Overview && message == Message::WentBack {
            return Session::start(guide);
        }
        session.update(guide, message)
    };
    check_engine(
        Engine {
            update: strays,
            ..Engine::REAL
        },
        &[
            "question `role` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
}

#[test]
fn a_link_of_the_overview_that_is_not_read() {
    let refuses: fn(&Guide, &str) -> Result<Option<Session>, LinkProblem> = |guide, fragment| {
        let session = signpost::link::session(guide, fragment)?;
        match session {
            Some(session) if session.place == Place::Overview => Err(LinkProblem::Malformed),
            other => Ok(other),
        }
    };
    check_engine(
        Engine {
            session: refuses,
            ..Engine::REAL
        },
        &[
            "question `role` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
}

#[test]
fn a_draft_that_leads_elsewhere_or_whose_link_is_not_read() {
    let strays: fn(Session, &Guide, Message) -> Session = |session, guide, message| {
        if matches!(session.place, Place::Draft(_)) && message == Message::WentBack {
            return Session::start(guide);
        }
        session.update(guide, message)
    };
    let refuses: fn(&Guide, &str) -> Result<Option<Session>, LinkProblem> = |guide, fragment| {
        let session = signpost::link::session(guide, fragment)?;
        match session {
            Some(session) if matches!(session.place, Place::Draft(_)) => {
                Err(LinkProblem::Malformed)
            }
            other => Ok(other),
        }
    };
    let expected = "the outcome does not come back after `role=eater shop=web oven=wood wish=cake`; \
                    the engine has a mistake";
    let update = strays;
    check_engine(
        Engine {
            update,
            ..Engine::REAL
        },
        &[expected],
    );
    let session = refuses;
    check_engine(
        Engine {
            session,
            ..Engine::REAL
        },
        &[expected],
    );
}

#[test]
fn a_link_of_the_outcome_that_is_not_read() {
    let refuses: fn(&Guide, &str) -> Result<Option<Session>, LinkProblem> = |guide, fragment| {
        let session = signpost::link::session(guide, fragment)?;
        match session {
            Some(session) if session.place == Place::Outcome => Err(LinkProblem::Malformed),
            other => Ok(other),
        }
    };
    check_engine(
        Engine {
            session: refuses,
            ..Engine::REAL
        },
        &[
            "the outcome does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
}

#[test]
fn a_change_that_cannot_be_undone_or_is_no_change() {
    let prunes: fn(Session, &Guide, Message) -> Session = |session, guide, message| {
        let is_change = matches!(session.place, Place::Change(_));
        let mut next = session.update(guide, message);
        if is_change {
            next.answers = next.walk(guide).counted;
        }
        next
    };
    check_engine(
        Engine {
            update: prunes,
            ..Engine::REAL
        },
        &[
            "question `role` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
    let walks_again: fn(Session, &Guide, Message) -> Session = |session, guide, message| {
        let next = session.update(guide, message);
        match next.place {
            Place::Change(id) if next.walk(guide).open.is_none() => Session {
                place: Place::Question(id),
                ..next
            },
            Place::Question(_)
            | Place::Change(_)
            | Place::Outcome
            | Place::Draft(_)
            | Place::Checklist
            | Place::Overview
            | Place::Records => next,
        }
    };
    check_engine(
        Engine {
            update: walks_again,
            ..Engine::REAL
        },
        &[
            "question `role` does not come back after `role=eater shop=web oven=wood wish=cake`; the \
           engine has a mistake",
        ],
    );
}

/// A guide with forks one after another, each with so many ways on, and one question after them.
fn guide_with_forks(ways: &[usize]) -> Guide {
    let question = |id: &str, options: usize, when: Value| {
        let options: Vec<_> = (0..options)
            .map(|option| json!({ "id": format!("o{option}") }))
            .collect();
        json!({ "id": id, "choose": "one", "options": options, "when": when })
    };
    let mut questions = Vec::new();
    for (index, &ways) in ways.iter().enumerate() {
        let fork = format!("fork-{index}");
        questions.push(question(&fork, ways, Value::Null));
        for way in 1..ways {
            let when = json!(format!("{fork}=o{way}"));
            questions.push(question(&format!("{fork}-way-{way}"), 2, when));
        }
    }
    questions.push(question("last", 2, Value::Null));
    let mut file = guide_file();
    file["questions"] = json!(questions);
    for list in ["fields", "drafts", "deadlines"] {
        file[list] = json!([]);
    }
    file["routes"].as_array_mut().unwrap().truncate(1);
    let route = file["routes"][0].as_object_mut().unwrap();
    route.remove("when");
    route.insert(
        "statements".to_owned(),
        json!([{ "id": "why", "part": "why", "cites": ["counter"] }]),
    );
    compiled(&file)
}

#[test]
fn of_more_than_a_thousand_paths_one_of_each_bundle_is_replayed() {
    let paths = |ways: &[usize]| {
        let proof = prove(&guide_with_forks(ways)).unwrap();
        (proof.paths, proof.are_all_paths)
    };
    assert_eq!(paths(&[5, 5, 5, 2, 2, 2]), (1000, true));
    assert_eq!(paths(&[2; 10]), (1024, false));
}

/// The sample with more questions, which nothing depends on, up to a number of options in all.
fn guide_with_options(count: usize) -> Guide {
    let mut file = sound_file();
    let own = compiled(&file)
        .questions()
        .iter()
        .map(|question| question.options.len())
        .sum::<usize>();
    let mut left = count - own;
    while left > 0 {
        // No question may have fewer than two options or more than 64.
        let some = if left == 65 { 63 } else { left.min(64) };
        let options: Vec<_> = (0..some)
            .map(|index| json!({ "id": index.to_string() }))
            .collect();
        push(
            &mut file["questions"],
            json!({ "id": format!("more-{left}"), "choose": "one", "options": options }),
        );
        left -= some;
    }
    compiled(&file)
}

#[test]
fn as_many_options_as_can_be_told_apart() {
    let guide = guide_with_options(65_533);
    assert_eq!(told_by(&guide, &[]).unwrap(), []);
}

#[test]
fn more_options_than_can_be_told_apart() {
    for count in [65_534, 65_545] {
        assert_eq!(
            prove(&guide_with_options(count)).unwrap_err().to_string(),
            format!("there are {count} options; 65533 is the most that can be proved")
        );
    }
}

// Plain enumeration, by the engine itself.

/// Every answer that a question accepts.
fn accepted(question: &Question) -> Vec<OptionSet> {
    let subsets = 1_u32..1 << question.options.len();
    let answer = |bits: u32| {
        let options = question.options.iter();
        let chosen = options.filter(|option| bits >> option.id.index() & 1 == 1);
        chosen.map(|option| option.id).collect()
    };
    subsets
        .map(answer)
        .filter(|&answer| question.accepts(answer))
        .collect()
}

/// Every complete walk.
fn walks(guide: &Guide) -> Vec<Answers> {
    let mut complete = Vec::new();
    let mut open = vec![Answers::none(guide)];
    while let Some(answers) = open.pop() {
        match walk(guide, &answers).open {
            None => complete.push(answers),
            Some(question) => open.extend(extended(guide, &answers, question)),
        }
    }
    complete
}

fn extended(guide: &Guide, answers: &Answers, question: QuestionId) -> Vec<Answers> {
    let accepted = accepted(guide.question(question)).into_iter();
    let with = |answer| {
        let mut answers = answers.clone();
        answers.set(question, answer);
        answers
    };
    accepted.map(with).collect()
}

fn outcome(guide: &Guide, answers: &Answers) -> Outcome {
    walk(guide, answers).outcome(guide).unwrap()
}

fn told(outcome: &Outcome) -> BTreeSet<Advice> {
    let routes = outcome.routes.iter();
    let in_routes = routes.flat_map(|route| {
        let said = route.statements.iter().map(|&id| Advice::Statement(id));
        said.chain([Advice::Route(route.id)])
    });
    let shared = outcome.shared.iter().map(|&id| Advice::Statement(id));
    in_routes.chain(shared).collect()
}

/// Stored answers to every question from one on, asked or not.
fn later_answers(guide: &Guide, answers: &Answers, from: usize) -> Vec<Answers> {
    let later = guide.questions().iter().skip(from);
    later.fold(vec![answers.clone()], |all, question| {
        let with = all.iter().map(|each| extended(guide, each, question.id));
        with.flatten().collect()
    })
}

/// What a finding is about, whatever walk shows it.
type Verdict = (&'static str, Vec<String>);

fn verdict(finding: &Finding) -> Verdict {
    let (kind, about) = match finding {
        Finding::NoRoute { .. } => ("no route", vec![]),
        Finding::NeverAsked(id) => ("never asked", vec![format!("{id:?}")]),
        Finding::NeverChosen(id) => ("never chosen", vec![format!("{id:?}")]),
        Finding::NeverGiven(id) => ("never given", vec![format!("{id:?}")]),
        Finding::IdleQuestion { question, .. } => ("idle question", vec![format!("{question:?}")]),
        Finding::IdleOption { option, .. } => ("idle option", vec![format!("{option:?}")]),
        Finding::Alike { one, other } => ("alike", vec![format!("{one:?} {other:?}")]),
        Finding::Together { one, other, .. } => ("together", vec![format!("{one:?} {other:?}")]),
        Finding::FalseReason {
            route, question, ..
        } => ("reason", vec![format!("{route:?} {question:?}")]),
        Finding::NoExample { route, .. } => ("no example", vec![format!("{route:?}")]),
        Finding::NeverOffered(id) => ("never offered", vec![format!("{id:?}")]),
        Finding::NeverWritten { draft, paragraph } => {
            ("never written", vec![format!("{draft:?} {paragraph}")])
        }
        Finding::EmptyDraft { draft, .. } => ("empty draft", vec![format!("{draft:?}")]),
        Finding::Unfounded {
            draft,
            paragraph,
            statement,
            ..
        } => (
            "unfounded",
            vec![format!("{draft:?} {paragraph} {statement:?}")],
        ),
        Finding::BrokenPath { .. } => ("path", vec![]),
        Finding::LongLink { .. } => ("link", vec![]),
    };
    (kind, about)
}

/// How many options a finding's walk chooses, which is to be the least possible.
fn chosen(answers: &Answers, guide: &Guide) -> u32 {
    let questions = guide.questions().iter();
    questions
        .map(|question| answers.to(question.id).len())
        .sum()
}

/// What plain enumeration finds out, with the fewest options that show it.
#[derive(Default)]
struct Plain {
    verdicts: BTreeMap<Verdict, Option<u32>>,
}

impl Plain {
    fn note(&mut self, finding: &Finding, options: Option<u32>) {
        let least = self.verdicts.entry(verdict(finding)).or_insert(options);
        *least = (*least).min(options);
    }

    fn of(guide: &Guide) -> Self {
        let mut plain = Self::default();
        let walks = walks(guide);
        plain.coverage(guide, &walks);
        plain.exclusion(guide, &walks);
        plain.reason(guide, &walks);
        plain.sense(guide, &walks);
        plain.drafts(guide, &walks);
        plain
    }

    fn drafts(&mut self, guide: &Guide, walks: &[Answers]) {
        for draft in guide.drafts() {
            let id = draft.id;
            let offered = walks.iter().filter(|answers| {
                let offers = walk(guide, answers).offers(guide);
                offers.iter().any(|offer| offer.draft == id)
            });
            let offered: Vec<_> = offered.collect();
            if offered.is_empty() {
                self.note(&Finding::NeverOffered(id), None);
                continue;
            }
            let mut written = BTreeSet::new();
            for answers in offered {
                let walked = walk(guide, answers);
                let told = told(&outcome(guide, answers));
                let options = Some(chosen(answers, guide));
                let mut is_empty = true;
                for (paragraph, each) in draft.paragraphs.iter().enumerate() {
                    if !walked.holds(&each.rule) {
                        continue;
                    }
                    written.insert(paragraph);
                    is_empty = is_empty && !each.fills.is_empty();
                    for &statement in &each.says {
                        let route = Advice::Route(statement.route().unwrap());
                        if told.contains(&route) && !told.contains(&Advice::Statement(statement)) {
                            let walk = answers.clone();
                            let finding = Finding::Unfounded {
                                draft: id,
                                paragraph,
                                statement,
                                walk,
                            };
                            self.note(&finding, options);
                        }
                    }
                }
                if is_empty {
                    let walk = answers.clone();
                    self.note(&Finding::EmptyDraft { draft: id, walk }, options);
                }
            }
            for paragraph in (0..draft.paragraphs.len()).filter(|each| !written.contains(each)) {
                let finding = Finding::NeverWritten {
                    draft: id,
                    paragraph,
                };
                self.note(&finding, None);
            }
        }
    }

    fn coverage(&mut self, guide: &Guide, walks: &[Answers]) {
        let mut used = BTreeSet::new();
        for answers in walks {
            let outcome = outcome(guide, answers);
            if outcome.routes.is_empty() {
                let walk = answers.clone();
                self.note(&Finding::NoRoute { walk }, Some(chosen(answers, guide)));
            }
            used.extend(told(&outcome));
        }
        for question in guide.questions() {
            if walks.iter().all(|each| each.to(question.id).is_empty()) {
                self.note(&Finding::NeverAsked(question.id), None);
            }
        }
        for route in guide.routes() {
            let id = Advice::Route(route.id);
            if !used.contains(&id) {
                self.note(&Finding::NeverGiven(id), None);
                continue;
            }
            self.statements(&used, route.statements.iter().map(|each| each.id));
        }
        self.statements(&used, guide.shared().iter().map(|each| each.id));
    }

    fn statements(&mut self, used: &BTreeSet<Advice>, ids: impl Iterator<Item = StatementId>) {
        for id in ids.map(Advice::Statement).filter(|id| !used.contains(id)) {
            self.note(&Finding::NeverGiven(id), None);
        }
    }

    fn exclusion(&mut self, guide: &Guide, walks: &[Answers]) {
        for answers in walks {
            let told = told(&outcome(guide, answers));
            for route in guide.routes() {
                for &other in &route.excludes {
                    let (one, other) = (Advice::Route(route.id), Advice::Route(other));
                    if told.contains(&one) && told.contains(&other) {
                        let walk = answers.clone();
                        let finding = Finding::Together { one, other, walk };
                        self.note(&finding, Some(chosen(answers, guide)));
                    }
                }
            }
        }
    }

    fn reason(&mut self, guide: &Guide, walks: &[Answers]) {
        for answers in walks {
            let walk = walk(guide, answers);
            for advised in walk.outcome(guide).unwrap().routes {
                let rule = &guide.route(advised.id).rule;
                let named: Vec<_> = reasons(&walk, rule).iter().map(|it| it.question).collect();
                for &question in &walk.path {
                    let mut others = extended(guide, answers, question).into_iter();
                    let decides = others.any(|each| !holds(rule, &each));
                    if named.contains(&question) != decides {
                        let (route, walk) = (advised.id, answers.clone());
                        let finding = Finding::FalseReason {
                            route,
                            question,
                            walk,
                        };
                        self.note(&finding, Some(chosen(answers, guide)));
                    }
                }
            }
        }
    }

    fn sense(&mut self, guide: &Guide, walks: &[Answers]) {
        for question in guide.questions() {
            let mut distinct = BTreeSet::new();
            let mut prefixes = BTreeMap::new();
            let asked = walks.iter().filter(|each| !each.to(question.id).is_empty());
            for answers in asked {
                let mut prefix = answers.clone();
                let later = guide.questions().iter().skip(question.id.index());
                later.for_each(|each| prefix.set(each.id, OptionSet::EMPTY));
                prefixes.insert(in_ids(guide, &prefix), prefix);
            }
            let mut idle_options = Plain::default();
            for prefix in prefixes.values() {
                let least = Some(chosen(prefix, guide));
                let walk = || prefix.clone();
                let differing = differing(guide, prefix, question);
                if differing.is_empty() {
                    let question = question.id;
                    self.note(
                        &Finding::IdleQuestion {
                            question,
                            walk: walk(),
                        },
                        least,
                    );
                }
                for option in question.options.iter().map(|option| option.id) {
                    let added = |answer: OptionSet| answer.union(option.into());
                    let can_be_added = |&answer: &OptionSet| {
                        !answer.contains(option) && question.accepts(added(answer))
                    };
                    let matters =
                        |answer: &OptionSet| differing.contains(&(*answer, added(*answer)));
                    let mut without = accepted(question).into_iter().filter(can_be_added);
                    let is_addable = without.clone().next().is_some();
                    if is_addable && !without.any(|answer| matters(&answer)) {
                        idle_options.note(
                            &Finding::IdleOption {
                                option,
                                walk: walk(),
                            },
                            least,
                        );
                    }
                }
                distinct.extend(swapped(question, &differing));
            }
            // A question that is idle somewhere is reported as a whole.
            let idle = Finding::IdleQuestion {
                question: question.id,
                walk: Answers::none(guide),
            };
            if prefixes.is_empty() || self.verdicts.contains_key(&verdict(&idle)) {
                continue;
            }
            self.verdicts.append(&mut idle_options.verdicts);
            for (index, one) in question.options.iter().enumerate() {
                for other in question.options.iter().skip(index + 1) {
                    let (one, other) = (one.id, other.id);
                    if !distinct.contains(&(one.index(), other.index())) {
                        self.note(&Finding::Alike { one, other }, None);
                    }
                }
            }
        }
    }
}

fn holds(rule: &Rule, answers: &Answers) -> bool {
    match rule {
        Rule::Has(question, options) => answers.to(*question).meets(*options),
        Rule::All(rules) => rules.iter().all(|rule| holds(rule, answers)),
        Rule::Any(rules) => rules.iter().any(|rule| holds(rule, answers)),
        Rule::None(rules) => !rules.iter().any(|rule| holds(rule, answers)),
    }
}

/// The pairs of answers to a question with which some same later answers give different outcomes.
fn differing(guide: &Guide, prefix: &Answers, question: &Question) -> Vec<(OptionSet, OptionSet)> {
    let answers = accepted(question);
    let outcomes: Vec<Vec<Outcome>> = answers
        .iter()
        .map(|&answer| {
            let mut answered = prefix.clone();
            answered.set(question.id, answer);
            let all = later_answers(guide, &answered, question.id.index() + 1);
            all.iter().map(|each| outcome(guide, each)).collect()
        })
        .collect();
    let mut differing = Vec::new();
    for (one, of_one) in answers.iter().zip(&outcomes) {
        for (other, of_other) in answers.iter().zip(&outcomes) {
            if of_one != of_other {
                differing.push((*one, *other));
            }
        }
    }
    differing
}

/// The pairs of options, by their places, whose swap turns one of these answers into the other.
fn swapped(question: &Question, pairs: &[(OptionSet, OptionSet)]) -> Vec<(usize, usize)> {
    let mut swapped = Vec::new();
    for &(one, other) in pairs {
        let differ = question.options.iter().map(|option| option.id);
        let (gone, new): (Vec<_>, Vec<_>) = differ
            .filter(|&option| one.contains(option) != other.contains(option))
            .partition(|&option| one.contains(option));
        if let ([gone], [new]) = (gone.as_slice(), new.as_slice()) {
            swapped.push((gone.index(), new.index()));
        }
    }
    swapped
}

/// Checks that diagrams and plain enumeration agree on a guide: on every count, on every verdict,
/// and on how short a walk can show it.
fn compare(guide: &Guide) {
    let walks = walks(guide);
    let proof = prove(guide).unwrap();
    assert_eq!(proof.walks, BigUint::from(walks.len()));
    let paths: BTreeSet<_> = walks.iter().map(|each| walk(guide, each).path).collect();
    assert_eq!((proof.paths, proof.are_all_paths), (paths.len(), true));
    let found = proof.findings.iter().map(|finding| {
        let options = finding.walk().map(|walk| chosen(walk, guide));
        (verdict(finding), options)
    });
    assert_eq!(found.collect::<BTreeMap<_, _>>(), Plain::of(guide).verdicts);
    let tally = tally(guide).unwrap();
    for (id, count) in tally.asked {
        let asked = walks.iter().filter(|each| !each.to(id).is_empty()).count();
        assert_eq!(count, BigUint::from(asked));
    }
    for (advice, count) in tally.told {
        let told = walks
            .iter()
            .filter(|each| told(&outcome(guide, each)).contains(&advice));
        assert_eq!(count, BigUint::from(told.count()));
    }
}

#[test]
fn diagrams_and_enumeration_agree_on_the_sample() {
    compare(&compiled(&guide_file()));
}

/// How often each question is asked and each thing told, over all complete walks.
#[derive(Default)]
struct Counts {
    walks: u64,
    asked: BTreeMap<QuestionId, u64>,
    told: HashMap<Advice, u64>,
}

impl Counts {
    /// Counts every complete walk that extends some answers.
    fn add(&mut self, guide: &Guide, answers: &Answers) {
        let walk = walk(guide, answers);
        let Some(outcome) = walk.outcome(guide) else {
            let open = walk.open.unwrap();
            for answers in extended(guide, answers, open) {
                self.add(guide, &answers);
            }
            return;
        };
        assert!(!outcome.routes.is_empty());
        self.walks += 1;
        for question in walk.path {
            *self.asked.entry(question).or_default() += 1;
        }
        for route in &outcome.routes {
            *self.told.entry(Advice::Route(route.id)).or_default() += 1;
            for &statement in &route.statements {
                *self.told.entry(Advice::Statement(statement)).or_default() += 1;
            }
        }
        for &statement in &outcome.shared {
            *self.told.entry(Advice::Statement(statement)).or_default() += 1;
        }
    }
}

#[test]
#[ignore = "every walk of the shipped guide, one by one: half an hour; see docs/reliability.md"]
fn diagrams_and_enumeration_agree_on_the_shipped_guide() {
    let guide = shipped();
    let mut counts = Counts::default();
    counts.add(&guide, &Answers::none(&guide));
    let tally = tally(&guide).unwrap();
    assert_eq!(tally.walks, BigUint::from(counts.walks));
    let asked = counts.asked.into_iter();
    let asked = asked.map(|(id, count)| (id, BigUint::from(count)));
    assert_eq!(
        tally.asked.into_iter().collect::<BTreeMap<_, _>>(),
        asked.collect()
    );
    let told = counts.told.into_iter();
    let told = told.map(|(advice, count)| (advice, BigUint::from(count)));
    assert_eq!(
        tally.told.into_iter().collect::<HashMap<_, _>>(),
        told.collect()
    );
}

/// The rule of a question or a route, over the questions before one.
fn rules(earlier: &[(String, usize)]) -> BoxedStrategy<Value> {
    if earlier.is_empty() {
        return Just(Value::Null).boxed();
    }
    let leaves: Vec<_> = earlier
        .iter()
        .flat_map(|(question, options)| {
            (0..*options).map(move |option| json!(format!("{question}=o{option}")))
        })
        .collect();
    let leaf = proptest::sample::select(leaves);
    let rule = leaf.prop_recursive(2, 6, 3, |rule| {
        let list = proptest::collection::vec(rule, 1..3);
        let word = proptest::sample::select(vec!["all", "any", "none"]);
        (word, list).prop_map(|(word, rules)| json!({ word: rules }))
    });
    prop_oneof![1 => Just(Value::Null), 4 => rule].boxed()
}

/// A small guide of any shape.
fn any_guide() -> impl Strategy<Value = Value> {
    let question = (2_usize..4, any::<bool>(), any::<bool>());
    let questions = proptest::collection::vec(question, 1..4);
    questions.prop_flat_map(|shapes| {
        let named: Vec<_> = (0..shapes.len())
            .map(|index| (format!("q{index}"), shapes[index].0))
            .collect();
        let asked: Vec<_> = (0..shapes.len())
            .map(|index| rules(&named[..index]))
            .collect();
        let advised =
            proptest::collection::vec((rules(&named), rules(&named), any::<bool>()), 1..4);
        (asked, advised, rules(&named)).prop_map(move |(asked, advised, shared)| {
            let questions: Vec<_> = (0..shapes.len())
                .map(|index| {
                    let (options, is_several, is_last_alone) = shapes[index];
                    let options: Vec<_> = (0..options)
                        .map(|option| {
                            let is_alone = is_several && is_last_alone && option + 1 == options;
                            json!({ "id": format!("o{option}"), "alone": is_alone })
                        })
                        .collect();
                    let choose = if is_several { "several" } else { "one" };
                    json!({ "id": format!("q{index}"), "choose": choose, "options": options,
                        "when": asked[index] })
                })
                .collect();
            let count = advised.len();
            let routes: Vec<_> = advised
                .iter()
                .enumerate()
                .map(|(index, (when, said, excludes))| {
                    let is_next = *excludes && index + 1 < count;
                    let next: Vec<_> = is_next
                        .then(|| format!("r{}", index + 1))
                        .into_iter()
                        .collect();
                    json!({ "id": format!("r{index}"), "channel": "someone", "acts": "you",
                        "role": "open", "when": when, "excludes": next, "statements": [
                            { "id": "why", "part": "why", "cites": ["book"] },
                            { "id": "more", "part": "do", "when": said, "cites": ["book"] },
                        ] })
                })
                .collect();
            json!({
                "format": 1, "id": "any", "edition": 1, "hosts": [],
                "source": { "revision": "2020-10-19", "checked": "2026-11-22" },
                "references": [{ "id": "book", "kind": "section" }],
                "channels": [{ "id": "someone", "kind": "person" }],
                "questions": questions, "routes": routes,
                "shared": [{ "id": "all", "part": "know", "when": shared, "cites": ["book"] }],
            })
        })
    })
}

/// Any answers to every question of the shipped guide, asked or not.
fn any_answers() -> impl Strategy<Value = Answers> {
    let guide = shipped();
    let answers: Vec<_> = guide
        .questions()
        .iter()
        .map(|question| proptest::sample::select(accepted(question)))
        .collect();
    answers.prop_map(move |chosen| {
        let mut answers = Answers::none(&guide);
        for (question, answer) in guide.questions().iter().zip(chosen) {
            answers.set(question.id, answer);
        }
        answers
    })
}

/// Answers to one of two guides with the same questions, taken over to the other by their places.
fn translated(answers: &Answers, from: &Guide, to: &Guide) -> Option<Answers> {
    let mut translated = Answers::none(to);
    for question in from.questions() {
        let chosen = question.options.iter();
        let mut chosen = chosen.filter(|option| answers.to(question.id).contains(option.id));
        let Some(twin) = to.question_named(&question.name) else {
            continue;
        };
        let same: Option<OptionSet> = chosen.try_fold(OptionSet::EMPTY, |set, option| {
            let option = twin.option_named(&option.name)?;
            Some(set.union(option.into()))
        });
        translated.set(twin.id, same?);
    }
    Some(translated)
}

/// Whoever can walk both guides: the answers to each.
fn both_ways(before: &Guide, after: &Guide) -> Vec<(Answers, Answers)> {
    let mut people = vec![(Answers::none(before), Answers::none(after))];
    let names = before.questions().iter().chain(after.questions());
    let names: BTreeSet<_> = names.map(|question| &question.name).collect();
    for name in names {
        let mut more = Vec::new();
        for (one, other) in &people {
            let questions = (before.question_named(name), after.question_named(name));
            if let (Some(question), _) = questions {
                for answers in extended(before, one, question.id) {
                    let mut twin = translated(&answers, before, after);
                    // What only the second guide asks was answered before.
                    if let Some(twin) = &mut twin {
                        *twin = twin.clone().or(other);
                    }
                    more.extend(twin.map(|twin| (answers, twin)));
                }
            } else if let (None, Some(question)) = questions {
                let answered = extended(after, other, question.id).into_iter();
                more.extend(answered.map(|other| (one.clone(), other)));
            }
        }
        people.extend(more);
    }
    people.retain(|(one, other)| {
        let (walk, twin) = (walk(before, one), walk(after, other));
        if walk.open.or(twin.open).is_some() {
            return false;
        }
        let is_asked = |name: &str| {
            let is_on = |guide: &Guide, path: &[QuestionId]| {
                let question = guide.question_named(name);
                question.is_some_and(|question| path.contains(&question.id))
            };
            is_on(before, &walk.path) || is_on(after, &twin.path)
        };
        let is_fit = |guide: &Guide, answers: &Answers| {
            guide.questions().iter().all(|question| {
                let answer = answers.to(question.id);
                match is_asked(&question.name) {
                    true => question.accepts(answer),
                    false => answer.is_empty(),
                }
            })
        };
        is_fit(before, one) && is_fit(after, other)
    });
    people
}

/// The names of everything that a complete walk is asked and told.
fn met(guide: &Guide, answers: &Answers) -> BTreeSet<String> {
    let asked = walk(guide, answers).path.into_iter();
    let asked = asked.map(|id| format!("question {}", guide.question(id).name));
    let told = told(&outcome(guide, answers)).into_iter();
    let told = told.map(|advice| match advice {
        Advice::Route(id) => format!("route {}", guide.route(id).name),
        Advice::Statement(id) => {
            let route = id
                .route()
                .map_or("shared", |route| &*guide.route(route).name);
            format!("statement `{route}/{}`", guide.statement(id).name)
        }
    });
    asked.chain(told).collect()
}

/// Checks that diagrams and plain enumeration find the same changes between two guides.
fn compare_diff(before: &Guide, after: &Guide) {
    let people = both_ways(before, after);
    let mut expected: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for (one, other) in &people {
        let (then, now) = (met(before, one), met(after, other));
        for name in now.difference(&then) {
            expected.entry(name.clone()).or_default()[0] += 1;
        }
        for name in then.difference(&now) {
            expected.entry(name.clone()).or_default()[1] += 1;
        }
    }
    let diff = diff(before, after).unwrap();
    assert_eq!(diff.compared, BigUint::from(people.len()));
    let found = diff.changes.into_iter().map(|change| {
        let name = match change.subject {
            Subject::Question(question) => format!("question {question}"),
            Subject::Route { route, .. } => format!("route {route}"),
            Subject::Statement(statement) => statement,
        };
        let count =
            |side: Option<(BigUint, String)>| side.map_or(BigUint::ZERO, |(count, _)| count);
        (name, [count(change.gained), count(change.lost)])
    });
    let expected = expected.into_iter();
    let expected = expected.map(|(name, counts)| (name, counts.map(BigUint::from)));
    assert_eq!(
        found.collect::<BTreeMap<_, _>>(),
        expected.collect::<BTreeMap<_, _>>()
    );
}

/// How many combinations of answers, and the shortest of them.
type Side = Option<(u32, &'static str)>;

/// Checks what is said to differ after a change of the sample.
fn check_diff(change: impl FnOnce(&mut Value), expected: &[(Subject, Side, Side)]) {
    let mut file = guide_file();
    change(&mut file);
    let diff = diff(&compiled(&guide_file()), &compiled(&file)).unwrap();
    let side = |side: Side| side.map(|(count, walk)| (BigUint::from(count), walk.to_owned()));
    let found: Vec<_> = diff
        .changes
        .into_iter()
        .map(|change| (change.subject, change.gained, change.lost))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(subject, gained, lost)| (subject.clone(), side(*gained), side(*lost)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_guide_does_not_differ_from_itself() {
    check_diff(|_| {}, &[]);
}

#[test]
fn whoever_is_sent_elsewhere_is_found() {
    check_diff(
        |file| file["shared"][0]["when"] = json!("role=eater"),
        &[(
            Subject::Statement("statement `shared/hours`".to_owned()),
            None,
            Some((9, "role=unsure wish=cake")),
        )],
    );
}

#[test]
fn a_route_that_leads_elsewhere_sends_everyone_on_it_elsewhere() {
    let route = |leads: &str| Subject::Route {
        route: "ask-counter".to_owned(),
        leads: leads.to_owned(),
    };
    check_diff(
        |file| file["routes"][0]["channel"] = json!("mailbox"),
        &[
            (
                route("You to mailbox (bread@bakery.example)"),
                Some((12, "role=unsure wish=cake")),
                None,
            ),
            (
                route("You to counter (in person)"),
                None,
                Some((12, "role=unsure wish=cake")),
            ),
        ],
    );
}

#[test]
fn whoever_needs_an_option_that_only_one_edition_has_is_counted_apart() {
    let mut file = guide_file();
    push(
        &mut file["questions"][3]["options"],
        json!({ "id": "tart" }),
    );
    let diff = diff(&compiled(&guide_file()), &compiled(&file)).unwrap();
    let before = tally(&compiled(&guide_file())).unwrap().walks;
    assert_eq!(diff.compared, before);
    assert_eq!(diff.only_before, (vec![], BigUint::ZERO));
    assert_eq!(diff.only_after.0, ["wish=tart"]);
    let after = tally(&compiled(&file)).unwrap().walks;
    assert_eq!(diff.only_after.1, after - before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn diagrams_and_enumeration_agree_on_any_small_guide(file in any_guide()) {
        compare(&compiled(&file));
    }

    #[test]
    fn a_guide_differs_from_another_for_those_whom_enumeration_finds(
        one in any_guide(), other in any_guide()
    ) {
        compare_diff(&compiled(&one), &compiled(&other));
    }

    #[test]
    fn diagrams_tell_walkers_of_the_shipped_guide_what_the_engine_tells(
        people in proptest::collection::vec(any_answers(), 20)
    ) {
        let guide = shipped();
        let by_engine: Vec<_> = people.iter().map(|each| told(&outcome(&guide, each))).collect();
        prop_assert_eq!(told_by(&guide, &people).unwrap(), by_engine);
    }
}
