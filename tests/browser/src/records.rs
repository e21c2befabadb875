//! An outcome is saved, opened again, and compared with what the guide says now; what is no saved
//! outcome is refused with words.

use std::fs;

use serde_json::{Value, json};
use signpost::draft::calendar::Day;
use signpost::engine::session::Session;
use signpost::link;
use signpost::record::{Record, RecordedAnswer, RecordedOption};

use crate::host::Host;
use crate::person::{Person, Place, Screen};
use crate::shipped::{self, Guide, Text};

const ANSWERS: &str = "capacity=member&right=delete&law=gdpr";
const SEVERAL: &str = "capacity=acting&engagement=support&right=delete&support-plan=premier&scope=all&files=closed-under-90-days&law=gdpr";

/// The record of some answers, of the shipped guide.
fn record(answers: &str) -> Record {
    let (guide, text) = shipped::compiled();
    let session: Session = link::session_from(&guide, answers).unwrap();
    let day = Day::new(2025, 5, 3).unwrap();
    Record::of(&guide, &text, &session.answers, day).unwrap()
}

/// A record that an earlier file of the guide might have made: something of every kind was other then.
pub(crate) fn made_before() -> String {
    let mut record = record(SEVERAL);
    record.guide.hash = "0".repeat(64);
    record.guide.edition = 0;
    record.guide.revision = "2019-01-01".to_owned();
    let option = RecordedOption {
        id: "old".to_owned(),
        words: "An answer of old".to_owned(),
    };
    record.answers.push(RecordedAnswer {
        question: "old".to_owned(),
        words: "A question of old?".to_owned(),
        options: vec![option],
    });
    record.answers[0].words = "Whose data was it?".to_owned();
    let route = &mut record.routes[0];
    route.title = "Write to the manager of old".to_owned();
    route.channel.address = Some("old@old.example".to_owned());
    route.statements[0].words = "A reason of old.".to_owned();
    route.statements[1].cites.clear();
    route.statements.swap(2, 3);
    let mut gone = route.statements[4].clone();
    gone.id = "old".to_owned();
    gone.words = "A step of old.".to_owned();
    route.statements[4] = gone;
    let mut gone = record.routes[1].clone();
    gone.id = "old-place".to_owned();
    gone.title = "Go to the place of old".to_owned();
    record.routes[1] = gone;
    record.to_json()
}

fn open(host: &Host, link: &str) -> Person {
    let person = Person::new();
    person.open(&host.at(&format!("/{}", Guide::read().link(link))));
    person
}

fn phrase(key: &str, date: &str) -> String {
    Text::read().phrase(key).replace("{date}", date)
}

fn see_notice(person: &Person, words: &str) {
    person.see(words, |screen| screen.notice.as_deref() == Some(words));
}

#[test]
fn an_outcome_is_saved_and_opened_again_from_a_file() {
    let host = Host::start();
    let person = open(&host, ANSWERS);
    let words = Text::read();
    person.press(words.phrase("records-save-heading"));
    person.see_place(&Place::Records);
    person.see_focus_on_heading();
    person.see_title(words.phrase("records-heading"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("record.json");
    let (name, content) = person.offered(words.phrase("records-save"));
    assert!(name.ends_with(".json"), "{name}");
    fs::write(&file, content).unwrap();
    let (name, readable) = person.offered(words.phrase("records-save-readable"));
    assert!(name.ends_with(".md"), "{name}");
    let title = &words.routes["member-organisation"].title;
    assert!(readable.contains(title), "{readable}");

    // Another day, nothing answered.
    person.open(&host.at("/"));
    person.press(words.phrase("records-load-heading"));
    person.see_place(&Place::Records);
    person.choose_file("#record-file", &file);
    person.press(words.phrase("records-load"));
    person.see_routes(&["member-organisation"]);
    person.see_focus_on_heading();
    let notice = person.screen().notice.unwrap();
    let (before, after) = words
        .phrase("changed-nothing")
        .split_once("{date}")
        .unwrap();
    assert!(
        notice.starts_with(before) && notice.ends_with(after),
        "{notice}"
    );
    person.press_browser_back();
    person.see_place(&Place::Records);
    person.hear_no_complaint();
}

#[test]
fn what_has_changed_since_is_said_and_listed() {
    let host = Host::start();
    let person = open(&host, "view=records");
    person.open_record(&made_before());
    person.see_an_outcome();
    see_notice(&person, &phrase("changed-some", "May 3, 2025"));
    let shown: Vec<String> = person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        return [...root.querySelectorAll('#changed p')].map((each) => each.innerText);",
        &[],
    );
    for key in [
        "changed-edition",
        "changed-answers-gone",
        "changed-answers-reworded",
        "changed-routes-gone",
        "changed-routes-new",
        "changed-routes-redirected",
        "changed-routes-reworded",
        "changed-statements-gone",
        "changed-statements-new",
        "changed-statements-reworded",
        "changed-statements-rebased",
        "changed-statements-moved",
    ] {
        let words = Text::read().phrase(key).to_owned();
        assert!(shown.contains(&words), "{key} is not in {shown:#?}");
    }
    // The notice leads to the list.
    let links = person.find("return all('.notice a');", Value::Null);
    person.session().click(&links[0]);
    let focused: String = person.session().ask(
        "return document.querySelector('dsr-signpost').shadowRoot.activeElement.id;",
        &[],
    );
    assert_eq!(focused, "changed");
    person.hear_no_complaint();
}

#[test]
fn an_opened_outcome_is_compared_as_long_as_its_answers_stand() {
    let host = Host::start();
    let person = open(&host, "view=records");
    person.open_record(&record(ANSWERS).to_json());
    let notice = phrase("changed-nothing", "May 3, 2025");
    see_notice(&person, &notice);
    person.change("law");
    person.choose(&["ccpa"]);
    person.go_on();
    person.see_an_outcome();
    person.see("no notice", |screen| screen.notice.is_none());
    person.change("law");
    person.choose(&["gdpr"]);
    person.go_on();
    person.see_an_outcome();
    see_notice(&person, &notice);
    // Whoever starts again has closed it.
    person.start_again();
    person.follow(&host.at(&format!("/{}", Guide::read().link(ANSWERS))));
    person.see_an_outcome();
    person.see("no notice", |screen| screen.notice.is_none());
}

#[test]
fn going_back_from_anothers_outcome_leads_to_ones_own_answers() {
    let host = Host::start();
    let person = open(&host, "capacity=consumer");
    person.press(Text::read().phrase("records-load-heading"));
    person.see_place(&Place::Records);
    person.open_record(&record(ANSWERS).to_json());
    person.see_routes(&["member-organisation"]);
    person.press_browser_back();
    person.see_place(&Place::Records);
    let save = Text::read().phrase("records-save").to_owned();
    let links = person.find(
        "return all('a').filter((link) => textOf(link) === arguments[1]);",
        json!(save),
    );
    assert!(
        links.is_empty(),
        "somebody else's outcome is offered as one's own"
    );
    person.go_back();
    person.see_question("right");
    assert!(person.screen().chosen().is_empty());
    person.hear_no_complaint();
}

#[test]
fn a_file_that_is_read_late_changes_nothing_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("record.json");
    fs::write(&file, record(ANSWERS).to_json()).unwrap();
    let host = Host::start();
    let person = open(&host, "view=records");
    person.session().ask::<Value>(
        "const read = Blob.prototype.text;
        Blob.prototype.text = function () {
            return new Promise((resolve) => {
                window.comes = async () => resolve(await read.call(this));
            });
        };",
        &[],
    );
    person.choose_file("#record-file", &file);
    person.press(Text::read().phrase("records-load"));
    person.go_back();
    person.see_question("capacity");
    person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const painted = () => new Promise(requestAnimationFrame);
        window.comes().then(painted).then(painted).then(() => done(null));",
        &[],
    );
    person.see_question("capacity");
    person.hear_no_complaint();
}

#[test]
fn opening_an_outcome_clears_what_was_typed_and_ticked_for_another() {
    let host = Host::start();
    let person = open(&host, &format!("{ANSWERS}&draft=member-letter"));
    let has_name = |screen: &Screen| {
        let letter = screen.letter.as_ref();
        letter.is_some_and(|letter| letter.contains("Ada Example"))
    };
    person.type_into("#field-name", "Ada Example");
    person.see("the name in the text", has_name);
    person.press(Text::read().phrase("checklist-open"));
    person.see_place(&Place::Checklist);
    let boxes = person.find("return all('.step input');", Value::Null);
    person.session().click(&boxes[0]);
    person.see("a tick", |screen| screen.ticked().len() == 1);
    person.press(Text::read().phrase("records-load-heading"));
    person.open_record(&record(ANSWERS).to_json());
    person.see_an_outcome();
    person.press(Text::read().phrase("checklist-open"));
    person.see("no tick", |screen| {
        !screen.steps.is_empty() && screen.ticked().is_empty()
    });
    person.go_back();
    person.press(&Text::read().drafts["member-letter"].title);
    person.see("a text without the name", |screen| {
        screen.letter.is_some() && !has_name(screen)
    });
    person.hear_no_complaint();
}

#[test]
fn an_opened_outcome_that_lacks_an_answer_leads_to_the_question() {
    let mut record = record(ANSWERS);
    record.guide.hash = "0".repeat(64);
    record.answers.pop();
    let host = Host::start();
    let person = open(&host, "view=records");
    person.open_record(&record.to_json());
    person.see_question("law");
    see_notice(&person, &phrase("changed-question", "May 3, 2025"));
    person.choose(&["gdpr"]);
    person.go_on();
    person.see_routes(&["member-organisation"]);
    see_notice(&person, &phrase("changed-some", "May 3, 2025"));
    person.hear_no_complaint();
}

#[test]
fn what_is_no_saved_outcome_is_refused_with_words_and_nothing_is_lost() {
    let mut altered = record(ANSWERS);
    altered.routes[0].acts = signpost::guide::file::Actor::Organisation;
    let mut other = record(ANSWERS);
    other.guide.id = "bakery".to_owned();
    let future = record(ANSWERS)
        .to_json()
        .replacen("\"format\": 1", "\"format\": 2", 1);
    let hostile = "<img src=x onerror=\"alert(1)\">";
    let cases = [
        ("records-nothing", "  ".to_owned()),
        ("records-damaged", "nonsense".to_owned()),
        ("records-damaged", hostile.to_owned()),
        ("records-damaged", "[".repeat(100_000)),
        ("records-altered", altered.to_json()),
        ("records-other-guide", other.to_json()),
        ("records-future", future),
        (
            "records-too-long",
            "x".repeat(signpost::record::MAX_LENGTH + 1),
        ),
    ];
    let host = Host::start();
    let person = open(&host, &format!("{ANSWERS}&view=records"));
    for (key, pasted) in cases {
        person.open_record(&pasted);
        let words = Text::read().phrase(key).to_owned();
        let words = words.replace("{guide}", "bakery");
        person.see(&words, |screen| {
            screen
                .message
                .as_ref()
                .is_some_and(|said| said.ends_with(&words))
        });
        let focus = person.screen().focus;
        assert!(focus.classes.contains("error-message"), "{focus:?}");
        let title = format!("Error: {}", Text::read().phrase("records-heading"));
        person.see_title(&title);
        let kept: bool = person.session().ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            return root.querySelector('#record-paste').value === arguments[0];",
            &[json!(pasted)],
        );
        assert!(kept, "{key}");
    }
    // Whoever goes away and comes back is not told again.
    person.go_back();
    person.see_an_outcome();
    person.press_browser_back();
    person.see("no message", |screen| screen.message.is_none());
    person.hear_no_complaint();
}

#[test]
fn a_file_that_is_too_large_is_not_read_and_the_field_used_last_counts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.json");
    fs::write(&file, "x".repeat(signpost::record::MAX_LENGTH + 1)).unwrap();
    let host = Host::start();
    let person = open(&host, "view=records");
    person.choose_file("#record-file", &file);
    person.press(Text::read().phrase("records-load"));
    let words = Text::read().phrase("records-too-long").to_owned();
    person.see(&words, |screen| {
        screen
            .message
            .as_ref()
            .is_some_and(|said| said.ends_with(&words))
    });
    // Blanks are nothing: the file counts still.
    person.paste_into("#record-paste", "  ");
    person.press(Text::read().phrase("records-load"));
    person.see(&words, |screen| {
        screen
            .message
            .as_ref()
            .is_some_and(|said| said.ends_with(&words))
    });
    person.open_record(&record(ANSWERS).to_json());
    person.see_routes(&["member-organisation"]);
    person.hear_no_complaint();
}

#[test]
fn what_is_saved_lands_in_the_folder_for_downloads() {
    let host = Host::start();
    let person = open(&host, &format!("{SEVERAL}&view=records"));
    let words = Text::read();
    person.save(words.phrase("records-save"));
    person.save(words.phrase("records-save-readable"));
    person.hear_no_complaint();
}
