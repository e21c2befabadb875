//! The list of everything to do: opened from an outcome, ticked by mouse and keys, printed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use signpost::guide::StageId;

use crate::host::Host;
use crate::person::{Person, Place, TAB};
use crate::shipped::{self, Guide, Text};

const SPACE: &str = " ";

/// An organisation's requests about support cases and about the files for them.
const SEVERAL: &str = "capacity=acting&engagement=support&right=delete&support-plan=premier&scope=all&files=closed-under-90-days&law=gdpr";

fn open(host: &Host, view: &str) -> Person {
    let person = Person::new();
    let link = Guide::read().link(&format!("{SEVERAL}{view}"));
    person.open(&host.at(&format!("/{link}")));
    person
}

/// Clicks the words of a step.
fn click(person: &Person, step: &str) {
    let found = person.find(
        "return all('[data-step]').filter((each) => each.dataset.step === arguments[1])
            .map((each) => each.querySelector('label'));",
        json!(step),
    );
    assert_eq!(found.len(), 1, "{step}");
    person.session().click(&found[0]);
}

fn see_done(person: &Person, done: usize) {
    let all = person.screen().steps.len();
    let words = Text::read().phrase("checklist-done").to_owned();
    let words = words.replace("{done}", &done.to_string());
    person.see_said(&words.replace("{all}", &all.to_string()));
}

#[test]
fn an_outcome_leads_to_its_checklist_and_back() {
    let host = Host::start();
    let person = open(&host, "");
    person.press(Text::read().phrase("checklist-open"));
    person.see_place(&Place::Checklist);
    person.see_focus_on_heading();
    person.see_title(Text::read().phrase("checklist-heading"));
    assert_eq!(person.screen().events("checklist").len(), 1);
    person.reload();
    person.see_place(&Place::Checklist);
    person.go_back();
    person.see_an_outcome();
    person.press_browser_back();
    person.see_place(&Place::Checklist);
    person.hear_no_complaint();
}

#[test]
fn a_draft_that_is_opened_from_the_checklist_leads_back_to_it() {
    let host = Host::start();
    let person = open(&host, "&view=checklist");
    let text = Text::read();
    let mut drafts = text.drafts.iter();
    let offered = drafts.find(|(_, draft)| person.has_button(&draft.title));
    let (id, draft) = offered.expect("the checklist offers a draft");
    person.press(&draft.title);
    person.see_place(&Place::Draft(id.clone()));
    person.go_back();
    person.see_place(&Place::Checklist);
    person.see_focus_on_heading();
    person.go_back();
    person.see_an_outcome();
}

#[test]
fn a_tick_stays_until_the_page_is_left_or_somebody_starts_again() {
    let host = Host::start();
    let person = open(&host, "&view=checklist");
    let steps: Vec<String> = person
        .screen()
        .steps
        .into_iter()
        .map(|step| step.id)
        .collect();
    let [first, second, ..] = steps.as_slice() else {
        panic!("{steps:?}");
    };
    see_done(&person, 0);
    click(&person, first);
    click(&person, second);
    see_done(&person, 2);
    click(&person, second);
    see_done(&person, 1);
    assert_eq!(person.screen().ticked(), [first]);

    person.go_back();
    person.press_browser_back();
    person.see("the tick again", |screen| screen.ticked() == [first]);
    let page = person.screen().page;
    assert!(page.ends_with("&view=checklist"), "{page}");
    person.reload();
    person.see("no tick", |screen| screen.ticked().is_empty());

    click(&person, first);
    person.go_back();
    person.start_again();
    person.press_browser_back();
    person.press_browser_back();
    person.see_place(&Place::Checklist);
    person.see("no tick", |screen| screen.ticked().is_empty());
    person.hear_no_complaint();
}

#[test]
fn what_was_done_for_one_request_is_not_done_for_another() {
    let host = Host::start();
    let person = open(&host, "&view=checklist");
    let first = person.screen().steps[0].id.clone();
    click(&person, &first);
    see_done(&person, 1);
    person.go_back();
    person.change("right");
    person.choose(&["access"]);
    person.go_on();
    person.see_an_outcome();
    person.press(Text::read().phrase("checklist-open"));
    person.see_place(&Place::Checklist);
    assert!(person.screen().steps.iter().any(|step| step.id == first));
    see_done(&person, 0);
    // Nothing is lost: the first request has its tick still.
    person.follow(&host.at(&format!("/{}", Guide::read().link(SEVERAL))));
    person.see_an_outcome();
    person.press(Text::read().phrase("checklist-open"));
    person.see("the tick again", |screen| screen.ticked() == [&first]);
}

#[test]
fn steps_are_ticked_by_keys() {
    let host = Host::start();
    let person = open(&host, "&view=checklist");
    let count = person.screen().steps.len();
    // Between the steps are links and the ways to texts.
    for _ in 0..count {
        person.press_until(TAB, "a step", |focus| focus.kind == "checkbox");
        person.type_keys(SPACE);
    }
    person.see("every step ticked", |screen| screen.ticked().len() == count);
    see_done(&person, count);
}

#[test]
fn the_steps_go_from_stage_to_stage_and_across_the_places() {
    let host = Host::start();
    let person = open(&host, "&view=checklist");
    let headings = person.find("return all('.stage h3');", Value::Null);
    assert!(headings.len() > 3, "{} stages", headings.len());
    let (guide, _) = shipped::compiled();
    let routes = guide.routes().iter();
    let said = routes.map(|route| (&*route.name, &*route.statements));
    let said: BTreeMap<_, _> = said.chain([("shared", guide.shared())]).collect();
    let mut places: BTreeMap<StageId, BTreeSet<String>> = BTreeMap::new();
    let mut stages = Vec::new();
    for step in person.screen().steps {
        let (place, name) = step.id.split_once('/').unwrap();
        let mut statements = said[place].iter();
        let stage = statements
            .find(|it| it.name == name)
            .unwrap()
            .stage
            .unwrap();
        stages.push(stage);
        places.entry(stage).or_default().insert(place.to_owned());
    }
    assert!(stages.is_sorted(), "{stages:?}");
    assert!(places.values().any(|places| places.len() > 1), "{places:?}");
}

#[test]
fn what_is_printed_are_the_steps_with_their_boxes() {
    let host = Host::start();
    let person = open(&host, "&view=checklist");
    person.print();

    let count = person.screen().steps.len();
    person.look_at_paper();
    let boxes = person.find("return all('[data-step] input');", Value::Null);
    assert_eq!(boxes.len(), count);
    let others = person.find("return all('button:not(.term), .foot');", Value::Null);
    assert_eq!(others.len(), 0);
}
