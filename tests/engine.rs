//! The engine on a small guide: rules, walks, progress, reasons, sessions.

#![allow(clippy::unwrap_used)]

mod sample;

use proptest::prelude::*;
use sample::{answers, guide, question};
use signpost::engine::Answers;
use signpost::engine::checklist::ToDo;
use signpost::engine::example::{example, example_like, narrowed};
use signpost::engine::reasons::{Reason, reasons, reasons_from_the_start};
use signpost::engine::rule::{Truth, truth};
use signpost::engine::session::{Message, Place, Session};
use signpost::engine::walk::{StillToCome, walk};
use signpost::guide::{Guide, OptionId, OptionSet, QuestionId, Rule};

/// Checks where answers lead: the path, then `→`, then the open question or the advised routes.
fn check(written: &str, expected: &str) {
    let guide = guide();
    let walk = walk(&guide, &answers(&guide, written));
    let names = walk.path.iter().map(|&id| guide.question(id).name.clone());
    let path = names.collect::<Vec<_>>().join(" ");
    let end = match walk.open {
        Some(open) => format!("{}?", guide.question(open).name),
        None => {
            let routes = walk.outcome(&guide).unwrap().routes;
            let names = routes
                .iter()
                .map(|route| guide.route(route.id).name.clone());
            names.collect::<Vec<_>>().join(" ")
        }
    };
    assert_eq!(format!("{path} → {end}"), expected, "for {written}");
}

#[test]
fn the_first_question_opens_a_walk() {
    check("", " → role?");
}

#[test]
fn a_question_is_skipped_unless_its_rule_holds() {
    check("role=unsure", "role → wish?");
    check("role=baker", "role → oven?");
    check("role=eater", "role → shop?");
}

#[test]
fn a_rule_may_speak_of_any_earlier_question() {
    check("role=eater shop=web", "role shop → oven?");
    check("role=eater shop=corner", "role shop → wish?");
}

#[test]
fn an_outcome_is_every_route_whose_rule_holds() {
    check("role=unsure wish=roll", "role wish → ask-counter");
    check(
        "role=eater,baker shop=web oven=gas wish=roll",
        "role shop oven wish → ask-site ask-guild",
    );
    check(
        "role=eater shop=web oven=wood wish=roll",
        "role shop oven wish → ask-guild",
    );
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_does_not_count() {
    check(
        "role=unsure shop=web oven=wood wish=roll",
        "role wish → ask-counter",
    );
}

#[test]
fn an_answer_that_cannot_have_been_given_is_no_answer() {
    check("role=baker,unsure", " → role?");
    check("role=eater shop=corner,web", "role → shop?");
}

#[test]
fn a_route_says_the_statements_whose_rules_hold() {
    let guide = guide();
    let said = |written: &str| {
        let outcome = walk(&guide, &answers(&guide, written))
            .outcome(&guide)
            .unwrap();
        let statements = outcome.routes[0].statements.iter().map(|id| id.index());
        (statements.collect::<Vec<_>>(), outcome.shared.len())
    };
    assert_eq!(said("role=unsure wish=roll"), (vec![0], 1));
    assert_eq!(said("role=unsure wish=roll,cake"), (vec![0, 1], 1));
}

#[test]
fn an_unfinished_walk_has_no_outcome() {
    let guide = guide();
    assert_eq!(
        walk(&guide, &answers(&guide, "role=unsure")).outcome(&guide),
        None
    );
}

/// Checks how many questions may follow the one on screen.
fn check_still_to_come(written: &str, on_screen: &str, least: usize, most: usize) {
    let guide = guide();
    let walk = walk(&guide, &answers(&guide, written));
    let still = walk.still_to_come(&guide, question(&guide, on_screen));
    assert_eq!(
        still,
        StillToCome { least, most },
        "for {written} at {on_screen}"
    );
}

#[test]
fn progress_counts_what_is_sure_and_what_is_not_ruled_out() {
    check_still_to_come("", "role", 1, 3);
    check_still_to_come("role=eater", "shop", 1, 2);
    check_still_to_come("role=eater,baker", "shop", 2, 2);
    check_still_to_come("role=unsure", "wish", 0, 0);
}

#[test]
fn progress_does_not_use_answers_that_may_still_change() {
    check_still_to_come("role=unsure wish=roll", "role", 1, 3);
}

/// Checks the answers that decided a route, written as the answers are.
fn check_reasons(written: &str, route: &str, expected: &str) {
    let guide = guide();
    let walk = walk(&guide, &answers(&guide, written));
    let route = guide
        .routes()
        .iter()
        .find(|each| each.name == route)
        .unwrap();
    let found = reasons(&walk, &route.rule).into_iter().map(|reason| {
        let question = guide.question(reason.question);
        let named = question
            .options
            .iter()
            .filter(|option| reason.options.contains(option.id));
        let names: Vec<&str> = named.map(|option| option.name.as_str()).collect();
        format!("{}={}", question.name, names.join(","))
    });
    assert_eq!(
        found.collect::<Vec<_>>().join(" "),
        expected,
        "for {written}"
    );
}

#[test]
fn a_reason_is_an_answer_that_could_remove_the_route() {
    check_reasons("role=unsure wish=roll", "ask-counter", "role=unsure");
    check_reasons(
        "role=eater shop=corner wish=cake",
        "ask-counter",
        "shop=corner",
    );
    check_reasons(
        "role=baker,eater shop=corner oven=gas wish=cake",
        "ask-guild",
        "role=baker",
    );
}

#[test]
fn of_two_answers_that_each_would_do_neither_is_a_reason_alone() {
    check_reasons("role=baker oven=wood wish=cake", "ask-guild", "");
}

#[test]
fn a_reason_may_be_an_option_that_was_not_chosen() {
    check_reasons(
        "role=eater shop=web oven=gas wish=cake",
        "ask-site",
        "shop=web oven=gas",
    );
}

/// A session after clicks and presses: `role=eater` clicks an option, `on` and `back` press
/// buttons, `change:role` asks to change an answer, `again` starts again, and `list`, `look` and
/// `records` open the checklist, the overview and the records.
fn session_after(guide: &Guide, steps: &str) -> Session {
    steps
        .split_whitespace()
        .fold(Session::start(guide), |session, step| {
            let message = match step.split_once(['=', ':']) {
                Some(("change", name)) => Message::Opened(Place::Change(question(guide, name))),
                Some((name, option)) => {
                    let question = guide.question_named(name).unwrap();
                    Message::ChoseOption(question.option_named(option).unwrap())
                }
                None => match step {
                    "on" => Message::WentOn,
                    "back" => Message::WentBack,
                    "again" => Message::StartedAgain,
                    "list" => Message::Opened(Place::Checklist),
                    "look" => Message::Opened(Place::Overview),
                    "records" => Message::Opened(Place::Records),
                    _ => unreachable!("{step}"),
                },
            };
            session.update(guide, message)
        })
}

/// Checks what is on screen after some steps.
fn check_place(steps: &str, expected: &str) {
    let guide = guide();
    let session = session_after(&guide, steps);
    let place = match session.place {
        Place::Question(id) => guide.question(id).name.clone(),
        Place::Change(id) => format!("change {}", guide.question(id).name),
        Place::Outcome => "outcome".to_owned(),
        Place::Draft(id) => format!("draft {}", guide.draft(id).name),
        Place::Checklist => "checklist".to_owned(),
        Place::Overview => "overview".to_owned(),
        Place::Records => "records".to_owned(),
    };
    let refused = if session.is_refused { " refused" } else { "" };
    assert_eq!(format!("{place}{refused}"), expected, "after {steps}");
}

#[test]
fn continue_leads_from_question_to_question_to_the_outcome() {
    check_place("role=unsure on", "wish");
    check_place("role=unsure on wish=cake on", "outcome");
}

#[test]
fn continue_is_refused_until_something_is_chosen() {
    check_place("on", "role refused");
    check_place("on role=unsure", "role refused");
    check_place("on role=unsure on", "wish");
    check_place("role=unsure on back on wish=cake on", "outcome");
}

#[test]
fn a_refusal_is_forgotten_on_the_next_screen() {
    check_place("role=unsure on on", "wish refused");
    check_place("role=unsure on on back", "role");
    check_place("role=unsure on on change:role", "change role");
}

#[test]
fn back_leads_to_the_question_before_and_continue_forward_again() {
    check_place("back", "role");
    check_place("role=eater on shop=web on back", "shop");
    check_place("role=eater on shop=web on back on", "oven");
    check_place("role=unsure on wish=cake on back", "wish");
    check_place(
        "role=eater on shop=web on oven=gas on wish=roll on back back back on",
        "oven",
    );
}

#[test]
fn changing_one_answer_leads_back_to_the_outcome() {
    check_place("role=unsure on wish=cake on change:role", "change role");
    check_place("role=unsure on wish=cake on change:role on", "outcome");
}

#[test]
fn changing_one_answer_asks_what_it_opens_and_nothing_else() {
    check_place(
        "role=unsure on wish=cake on change:role role=baker on",
        "change oven",
    );
    check_place(
        "role=unsure on wish=cake on change:role role=baker on oven=gas on",
        "outcome",
    );
}

#[test]
fn what_is_not_reached_cannot_be_changed() {
    check_place("role=unsure on change:oven", "wish");
}

#[test]
fn changing_an_answer_forgets_what_it_led_to_and_undoing_it_brings_that_back() {
    let guide = guide();
    let before = session_after(&guide, "role=baker on oven=wood on wish=roll on");
    let changed = session_after(
        &guide,
        "role=baker on oven=wood on wish=roll on change:role role=unsure on",
    );
    let undone = session_after(
        &guide,
        "role=baker on oven=wood on wish=roll on change:role role=unsure on \
         change:role role=baker on",
    );
    assert_eq!(
        changed.walk(&guide).counted.to(question(&guide, "oven")),
        OptionSet::EMPTY
    );
    assert_eq!(undone.walk(&guide), before.walk(&guide));
}

#[test]
fn starting_again_forgets_every_answer() {
    let guide = guide();
    assert_eq!(
        session_after(&guide, "role=baker on oven=gas on again"),
        Session::start(&guide)
    );
}

/// Checks which options are chosen after clicking some.
fn check_choice(clicks: &str, expected: &str) {
    let guide = guide();
    let expected = if expected.is_empty() {
        Answers::none(&guide)
    } else {
        answers(&guide, expected)
    };
    assert_eq!(
        session_after(&guide, clicks).answers,
        expected,
        "after {clicks}"
    );
}

#[test]
fn a_checkbox_goes_on_and_off() {
    check_choice("role=eater role=baker", "role=eater,baker");
    check_choice("role=eater role=baker role=eater", "role=baker");
    check_choice("role=eater role=eater", "");
}

#[test]
fn an_option_that_stands_alone_clears_the_others_and_they_clear_it() {
    check_choice("role=eater role=baker role=unsure", "role=unsure");
    check_choice("role=unsure role=baker", "role=baker");
    check_choice("role=unsure role=unsure", "");
}

#[test]
fn a_radio_button_replaces_the_answer() {
    check_choice(
        "role=eater on shop=web shop=corner",
        "role=eater shop=corner",
    );
    check_choice("role=eater on shop=web shop=web", "role=eater shop=web");
}

#[test]
fn a_date_picks_the_option_of_its_age() {
    let guide = guide();
    let oven = guide.question_named("oven").unwrap();
    for (days, expected) in [(0, "gas"), (9, "gas"), (10, "wood"), (u32::MAX, "wood")] {
        assert_eq!(
            oven.option_aged(days),
            oven.option_named(expected),
            "{days}"
        );
    }
    assert!(!guide.question_named("shop").unwrap().takes_date());
}

#[test]
fn picking_by_date_chooses_and_never_clears() {
    let guide = guide();
    let wood = guide
        .question_named("oven")
        .unwrap()
        .option_named("wood")
        .unwrap();
    let before = session_after(&guide, "role=baker on oven=gas");
    let once = before.update(&guide, Message::PickedOption(wood));
    let twice = once.clone().update(&guide, Message::PickedOption(wood));
    assert_eq!(once.answers, answers(&guide, "role=baker oven=wood"));
    assert_eq!(twice, once);
}

#[test]
fn a_date_that_arrives_late_changes_nothing() {
    let guide = guide();
    let oven = guide.question_named("oven").unwrap();
    let wood = oven.option_named("wood").unwrap();
    let elsewhere = session_after(&guide, "role=baker");
    let after = elsewhere
        .clone()
        .update(&guide, Message::PickedOption(wood));
    assert_eq!(after, elsewhere);
}

#[test]
fn picking_by_date_never_clears_a_checkbox() {
    let mut file = sample::guide_file();
    file["questions"][2]["choose"] = serde_json::json!("several");
    let guide = signpost::guide::compile::guide_from_json(&file.to_string()).unwrap();
    let oven = guide.question_named("oven").unwrap();
    let wood = oven.option_named("wood").unwrap();
    let chosen = session_after(&guide, "role=baker on oven=wood");
    let picked = chosen.clone().update(&guide, Message::PickedOption(wood));
    assert_eq!(picked, chosen);
}

#[test]
fn arriving_by_a_link_keeps_the_answers_that_it_does_not_hold() {
    let guide = guide();
    let session = session_after(&guide, "role=eater on shop=corner on wish=roll on");
    let arrived = session.update(&guide, Message::Arrived(Session::start(&guide)));
    assert_eq!(arrived.place, Place::Question(question(&guide, "role")));
    assert_eq!(
        arrived.answers,
        answers(&guide, "role=eater shop=corner wish=roll")
    );
}

#[test]
fn the_overview_is_left_for_where_the_answers_go_on() {
    check_place("look", "overview");
    check_place("look back", "role");
    check_place("role=unsure on look on", "overview");
    check_place("role=unsure on look back", "wish");
    check_place("role=unsure on back look back", "wish");
    check_place("role=unsure on wish=roll on look back", "outcome");
    check_place("on look", "overview");
}

#[test]
fn the_records_are_left_for_where_the_answers_go_on() {
    check_place("records", "records");
    check_place("records back", "role");
    check_place("role=unsure on wish=roll on records back", "outcome");
    check_place("records look back", "role");
}

#[test]
fn the_checklist_is_opened_from_an_outcome_with_something_to_do_and_left_for_it() {
    let baker = "role=baker on oven=gas on wish=roll on";
    check_place(&format!("{baker} list"), "checklist");
    check_place(&format!("{baker} list back"), "outcome");
    check_place("role=baker on list", "oven");
    // Nothing that is said there has a stage.
    check_place("role=unsure on wish=roll on list", "outcome");
}

#[test]
fn a_draft_is_left_for_where_it_was_opened() {
    let guide = guide();
    let draft = guide.drafts().iter().map(|draft| Place::Draft(draft.id));
    let after = |steps: &str| {
        let session = session_after(&guide, steps);
        let draft = draft.clone().find(|&draft| session.reaches(&guide, draft));
        let session = session.update(&guide, Message::Opened(draft.unwrap()));
        assert_eq!(Some(session.place), draft);
        let left = session.update(&guide, Message::WentBack);
        let left_again = left.clone().update(&guide, Message::WentBack);
        (left.place, left_again.place)
    };
    let outcome = "role=baker on oven=gas on wish=roll on";
    assert_eq!(
        after(&format!("{outcome} list")),
        (Place::Checklist, Place::Outcome)
    );
    assert_eq!(after(outcome).0, Place::Outcome);
    assert_eq!(after(&format!("{outcome} list back")).0, Place::Outcome);

    // By the browser's Back and Forward as well.
    let list = session_after(&guide, &format!("{outcome} list"));
    let place = draft.clone().find(|&draft| list.reaches(&guide, draft));
    let place = place.unwrap();
    let at = |place| {
        Message::Arrived(Session {
            place,
            ..Session::at_frontier(&guide, list.answers.clone())
        })
    };
    let again = list.clone().update(&guide, Message::Opened(place));
    let again = again
        .update(&guide, at(Place::Checklist))
        .update(&guide, at(place));
    assert_eq!(
        again.update(&guide, Message::WentBack).place,
        Place::Checklist
    );
}

#[test]
fn a_draft_alone_makes_a_checklist() {
    let mut file = sample::guide_file();
    let routes = file["routes"].as_array_mut().unwrap().iter_mut();
    for statement in routes.flat_map(|route| route["statements"].as_array_mut().unwrap()) {
        statement.as_object_mut().unwrap().remove("stage");
    }
    // The one stage that has something to do then has a draft.
    file["stages"] = serde_json::json!(["bake"]);
    let guide = signpost::guide::compile::guide_from_json(&file.to_string()).unwrap();
    let baker = walk(&guide, &answers(&guide, "role=baker oven=gas wish=roll"));
    let list = baker.checklist(&guide);
    assert_eq!(list.len(), 1);
    assert!(list.iter().all(|to_do| to_do.steps().next().is_none()));
    assert!(baker.has_checklist(&guide));
}

#[test]
fn a_checklist_goes_from_stage_to_stage_and_within_a_stage_from_route_to_route() {
    let check = |given: &str, expected: &[&str]| {
        let guide = guide();
        let list = walk(&guide, &answers(&guide, given)).checklist(&guide);
        let mut said = Vec::new();
        for ToDo { stage, groups } in &list {
            for group in groups {
                let route = &guide.route(group.route.unwrap()).name;
                let steps = group.steps.iter().map(|&id| &*guide.statement(id).name);
                let drafts = group.drafts.iter().map(|&id| &*guide.draft(id).name);
                let names = steps.chain(drafts).collect::<Vec<_>>().join(", ");
                said.push(format!("{}: {route}: {names}", guide.stage(*stage).name));
            }
        }
        assert_eq!(said, expected, "{given}");
    };
    // What is done last belongs to the first route in the guide.
    check(
        "role=eater,baker shop=corner oven=gas wish=cake",
        &[
            "heat: ask-guild: fire",
            "bake: ask-counter: cake-day",
            "bake: ask-guild: order",
        ],
    );
    check(
        "role=eater,baker shop=corner oven=gas wish=roll",
        &["heat: ask-guild: fire", "bake: ask-guild: order"],
    );
    check("role=unsure wish=roll", &[]);
    check("role=baker oven=gas", &[]);
}

#[test]
fn the_overview_keeps_the_answers() {
    let guide = guide();
    let before = session_after(&guide, "role=eater on shop=corner on");
    let after = session_after(&guide, "role=eater on shop=corner on look back");
    assert_eq!(after, before);
}

#[test]
fn what_the_overview_is_narrowed_to_outlives_every_other_step_but_starting_again() {
    let guide = guide();
    let oven = guide.question_named("oven").unwrap();
    let gas = OptionSet::from(oven.option_named("gas").unwrap());
    let narrowed =
        session_after(&guide, "role=unsure look").update(&guide, Message::Narrowed(oven.id, gas));
    assert_eq!(narrowed.place, Place::Overview);
    assert_eq!(narrowed.sought.to(oven.id), gas);

    let arrived = narrowed
        .clone()
        .update(&guide, Message::Arrived(Session::start(&guide)));
    let left = narrowed.clone().update(&guide, Message::WentBack);
    let taken = Message::TookAnswers(answers(&guide, "role=baker"));
    let taken = narrowed.clone().update(&guide, taken);
    for after in [arrived, left, taken] {
        assert_eq!(after.sought.to(oven.id), gas);
    }
    let again = narrowed.update(&guide, Message::StartedAgain);
    assert_eq!(again, Session::start(&guide));
}

#[test]
fn taking_over_answers_leads_to_where_they_lead() {
    let guide = guide();
    let taken = answers(&guide, "role=unsure wish=roll");
    let before = session_after(&guide, "role=eater on shop=web on look");
    let session = before
        .clone()
        .update(&guide, Message::TookAnswers(taken.clone()));
    let expected = Session {
        set_aside: vec![before.answers],
        ..Session::at_frontier(&guide, taken)
    };
    assert_eq!(session, expected);
    assert_eq!(session.place, Place::Outcome);
}

#[test]
fn whoever_goes_back_to_before_others_answers_finds_their_own_again() {
    let guide = guide();
    let at = |written: &str| Session::at_frontier(&guide, answers(&guide, written));
    let first = Session::start(&guide);
    let own = session_after(&guide, "role=eater on look");
    let others = answers(&guide, "role=unsure wish=roll");
    let after = |session: &Session, message| session.clone().update(&guide, message);

    let taken = after(&own, Message::TookAnswers(others.clone()));
    let back = after(&taken, Message::Arrived(at("role=eater")));
    assert_eq!(back.answers, answers(&guide, "role=eater"));
    let further = after(&back, Message::Arrived(first.clone()));
    assert_eq!(further.answers, answers(&guide, "role=eater"));

    // The same where nothing had been answered, or where others' answers agree with one's own.
    let taken = after(&first, Message::TookAnswers(others.clone()));
    let back = after(&taken, Message::Arrived(first.clone()));
    assert_eq!(back.answers, Answers::none(&guide));
    let unsure = at("role=unsure");
    let taken = after(&unsure, Message::TookAnswers(others.clone()));
    let back = after(&taken, Message::Arrived(unsure.clone()));
    assert_eq!(back.answers, answers(&guide, "role=unsure"));

    // Within others' answers nothing is lost by going back.
    let changed = after(
        &taken,
        Message::Opened(Place::Change(question(&guide, "wish"))),
    );
    let back = after(&changed, Message::Arrived(at("role=unsure wish=roll")));
    assert_eq!(back.answers, others);

    // Twice somebody else's, and back through both.
    let baker = answers(&guide, "role=baker oven=gas wish=cake");
    let twice = after(&taken, Message::TookAnswers(baker));
    let once = after(&twice, Message::Arrived(at("role=unsure wish=roll")));
    assert_eq!(once.answers, others);
    let own = after(&once, Message::Arrived(unsure));
    assert_eq!(own.answers, answers(&guide, "role=unsure"));
}

/// Checks who is found for a route of the sample, narrowed to an option or not.
fn check_example(route: &str, sought: &str, expected: Option<&str>) {
    let guide = guide();
    let mut routes = guide.routes().iter();
    let route = routes.find(|each| each.name == route).unwrap();
    let rule = narrowed(&guide, &route.rule, &answers(&guide, sought));
    let expected = expected.map(|written| answers(&guide, written));
    assert_eq!(example(&guide, &rule), expected, "{} {sought}", route.name);
}

#[test]
fn an_example_has_the_first_answers_that_lead_to_the_route_and_ends_every_walk() {
    check_example("ask-counter", "", Some("role=eater shop=corner wish=roll"));
    check_example(
        "ask-site",
        "",
        Some("role=eater shop=web oven=gas wish=roll"),
    );
    check_example(
        "ask-guild",
        "",
        Some("role=eater shop=web oven=wood wish=roll"),
    );
}

#[test]
fn an_example_answers_as_the_person_does_wherever_that_leads_there_too() {
    let guide = guide();
    let like = |route: &str, own: &str| {
        let mut routes = guide.routes().iter();
        let route = routes.find(|each| each.name == route).unwrap();
        example_like(&guide, &route.rule, &answers(&guide, own))
    };
    let expected = |written| Some(answers(&guide, written));
    assert_eq!(
        like("ask-counter", "wish=cake"),
        expected("role=eater shop=corner wish=cake")
    );
    // Whoever is sent elsewhere by an answer has another there.
    assert_eq!(
        like("ask-counter", "role=eater shop=web wish=cake"),
        expected("role=eater shop=corner wish=cake")
    );
}

#[test]
fn a_narrowed_example_has_the_option_sought_and_no_other_or_is_not_asked() {
    check_example(
        "ask-counter",
        "wish=cake",
        Some("role=eater shop=corner wish=cake"),
    );
    check_example("ask-counter", "shop=web", Some("role=unsure wish=roll"));
    check_example(
        "ask-guild",
        "oven=gas",
        Some("role=baker oven=gas wish=roll"),
    );
    check_example("ask-site", "oven=wood", None);
}

#[test]
fn an_example_chooses_several_options_where_one_is_not_enough() {
    let guide = guide();
    let both = |question: &str, options: &str| -> Vec<Rule> {
        let question = guide.question_named(question).unwrap();
        let options = options.split(',');
        let option = |name| OptionSet::from(question.option_named(name).unwrap());
        options
            .map(|name| Rule::Has(question.id, option(name)))
            .collect()
    };
    let rule = Rule::All([both("role", "eater,baker"), both("wish", "roll,cake")].concat());
    let expected = answers(
        &guide,
        "role=eater,baker shop=corner oven=gas wish=roll,cake",
    );
    assert_eq!(example(&guide, &rule), Some(expected));
    let never = Rule::All(both("role", "eater,unsure"));
    assert_eq!(example(&guide, &never), None);
}

#[test]
fn an_example_has_as_many_options_as_it_takes() {
    let (guide, every) = guide_with_options(5);
    for wanted in [[0, 1, 2], [0, 2, 4], [1, 2, 4], [2, 3, 4]] {
        let rule = Rule::All(wanted.iter().map(|&at| every[at].clone()).collect());
        let found = example(&guide, &rule).unwrap();
        let question = &guide.questions()[0];
        let expected = wanted.iter().map(|&at| question.options[at].id).collect();
        assert_eq!(found.to(question.id), expected);
    }
}

#[test]
fn an_example_that_takes_too_many_tries_is_given_up() {
    let (guide, every) = guide_with_options(40);
    assert_eq!(example(&guide, &Rule::All(every)), None);
}

/// The sample with so many options in its first question, and for each the rule that it is chosen.
fn guide_with_options(count: usize) -> (Guide, Vec<Rule>) {
    let mut file = sample::guide_file();
    let options: Vec<_> = (0..count)
        .map(|n| serde_json::json!({ "id": format!("o{n}") }))
        .collect();
    file["questions"][0] =
        serde_json::json!({ "id": "role", "choose": "several", "options": options });
    for question in [1, 2] {
        file["questions"][question]["when"] = serde_json::json!("role=o0");
    }
    for route in 0..3 {
        file["routes"][route]["when"] = serde_json::json!("role=o0");
    }
    let guide = signpost::guide::compile::guide_from_json(&file.to_string()).unwrap();
    let role = &guide.questions()[0];
    let every = role
        .options
        .iter()
        .map(|option| Rule::Has(role.id, option.id.into()))
        .collect();
    (guide, every)
}

#[test]
fn the_reasons_from_the_start_hold_why_each_question_was_asked() {
    let guide = guide();
    let walk = walk(
        &guide,
        &answers(&guide, "role=eater shop=web oven=wood wish=roll"),
    );
    let guild = guide
        .routes()
        .iter()
        .find(|route| route.name == "ask-guild")
        .unwrap();
    let named = |reasons: Vec<Reason>| -> Vec<String> {
        let name = |reason: &Reason| guide.question(reason.question).name.clone();
        reasons.iter().map(name).collect()
    };
    assert_eq!(named(reasons(&walk, &guild.rule)), ["oven"]);
    assert_eq!(
        named(reasons_from_the_start(&guide, &walk, &guild.rule)),
        ["role", "shop", "oven"]
    );
}

#[test]
fn an_option_helps_a_rule_that_names_it_outside_a_none_or_inside_two() {
    let guide = guide();
    let role = guide.question_named("role").unwrap();
    let has = |name: &str| Rule::Has(role.id, role.option_named(name).unwrap().into());
    let rule = Rule::All(vec![
        has("eater"),
        Rule::None(vec![has("baker"), Rule::None(vec![has("unsure")])]),
    ]);
    let helping = rule.options_helping(role.id);
    let names = role
        .options
        .iter()
        .filter(|option| helping.contains(option.id));
    assert_eq!(
        names.map(|option| &*option.name).collect::<Vec<_>>(),
        ["eater", "unsure"]
    );
    let wish = question(&guide, "wish");
    assert!(rule.options_helping(wish).is_empty());
}

/// Any messages to the sample guide.
fn messages() -> impl Strategy<Value = Vec<Message>> {
    let guide = guide();
    let options: Vec<OptionId> = guide
        .questions()
        .iter()
        .flat_map(|it| &it.options)
        .map(|option| option.id)
        .collect();
    let questions = guide.questions().iter().map(|question| question.id);
    let changes = questions.clone().map(Place::Change);
    let drafts = guide.drafts().iter().map(|draft| Place::Draft(draft.id));
    let others = [
        Place::Outcome,
        Place::Checklist,
        Place::Overview,
        Place::Records,
    ];
    let places = questions.map(Place::Question).chain(changes);
    let places: Vec<Place> = places.chain(drafts).chain(others).collect();
    let message = prop_oneof![
        6 => proptest::sample::select(options.clone()).prop_map(Message::ChoseOption),
        1 => proptest::sample::select(options).prop_map(Message::PickedOption),
        4 => Just(Message::WentOn),
        2 => Just(Message::WentBack),
        3 => proptest::sample::select(places).prop_map(Message::Opened),
        1 => Just(Message::StartedAgain),
        1 => Just(Message::Arrived(Session::start(&guide))),
    ];
    proptest::collection::vec(message, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_on_screen_is_always_reached(messages in messages()) {
        let guide = guide();
        let mut session = Session::start(&guide);
        for message in messages {
            session = session.update(&guide, message);
            prop_assert!(session.reaches(&guide, session.place), "{session:?}");
        }
    }

    #[test]
    fn every_complete_walk_of_the_sample_has_a_route_with_a_reason_to_go_there(messages in messages()) {
        let guide = guide();
        let end = messages.into_iter().fold(Session::start(&guide), |s, m| s.update(&guide, m));
        if let Some(outcome) = end.walk(&guide).outcome(&guide) {
            prop_assert!(!outcome.routes.is_empty());
            prop_assert!(outcome.routes.iter().all(|route| !route.statements.is_empty()));
        }
    }

    #[test]
    fn there_is_a_checklist_where_there_is_something_on_it(messages in messages()) {
        let guide = guide();
        let end = messages.into_iter().fold(Session::start(&guide), |s, m| s.update(&guide, m));
        let walk = end.walk(&guide);
        prop_assert_eq!(walk.has_checklist(&guide), !walk.checklist(&guide).is_empty());
    }

    #[test]
    fn answers_that_do_not_count_change_nothing(messages in messages()) {
        let guide = guide();
        let end = messages.into_iter().fold(Session::start(&guide), |s, m| s.update(&guide, m));
        let before = end.walk(&guide);
        prop_assert_eq!(walk(&guide, &before.counted), before);
    }

    #[test]
    fn a_reason_is_an_answer_without_which_the_route_is_not_sure(messages in messages()) {
        let guide = guide();
        let end = messages.into_iter().fold(Session::start(&guide), |s, m| s.update(&guide, m));
        let walk = end.walk(&guide);
        for route in guide.routes().iter().filter(|route| walk.holds(&route.rule)) {
            let named: Vec<_> = reasons(&walk, &route.rule).iter().map(|it| it.question).collect();
            let is_needed = |question: &QuestionId| {
                let without = |asked| (asked != *question).then(|| walk.counted.to(asked));
                truth(&route.rule, &without) != Truth::True
            };
            let needed: Vec<_> = walk.path.iter().copied().filter(is_needed).collect();
            prop_assert_eq!(named, needed);
        }
    }

    #[test]
    fn back_undoes_continue(messages in messages()) {
        let guide = guide();
        let session = messages.into_iter().fold(Session::start(&guide), |s, m| s.update(&guide, m));
        if let Place::Question(before) = session.place {
            let on = session.clone().update(&guide, Message::WentOn);
            if !on.is_refused {
                let back = on.update(&guide, Message::WentBack);
                prop_assert_eq!(back.place, Place::Question(before));
                prop_assert_eq!(back.answers, session.answers);
            }
        }
    }

    #[test]
    fn progress_never_lies(messages in messages(), rest in proptest::collection::vec(1_u64..4, 4)) {
        let guide = guide();
        let session = messages.into_iter().fold(Session::start(&guide), |s, m| s.update(&guide, m));
        if let Place::Question(at) | Place::Change(at) = session.place {
            let before = session.walk(&guide);
            let still = before.still_to_come(&guide, at);
            // Whatever is answered from here on, the count lies within the bounds.
            let mut answers = before.counted.clone();
            for question in guide.questions().iter().filter(|question| question.id >= at) {
                let pick = usize::try_from(rest[question.id.index()]).unwrap();
                let option = question.options[pick % question.options.len()].id;
                answers.set(question.id, option.into());
            }
            let complete = walk(&guide, &answers);
            prop_assert!(complete.open.is_none());
            let asked = complete.path.iter().filter(|&&passed| passed > at).count();
            prop_assert!((still.least..=still.most).contains(&asked));
        }
    }
}
