//! Records: what is written is read back the same, what changed since is named, what is forged is refused, and words stay words.

#![allow(clippy::unwrap_used, clippy::panic)]
// What an independent parser finds is refused unless it is expected.
#![allow(clippy::wildcard_enum_match_arm)]

mod sample;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use sample::{answers, guide, guide_file, text, text_file};
use serde_json::{Value, json};
use signpost::draft::calendar::Day;
use signpost::engine::Answers;
use signpost::engine::session::Place;
use signpost::engine::walk::walk;
use signpost::guide::compile::{compile, guide_from_json, text_from_json};
use signpost::guide::file::GuideFile;
use signpost::guide::phrase::Phrase;
use signpost::guide::text::Text;
use signpost::guide::{Guide, OptionSet, QuestionId, RouteId, StatementId};
use signpost::record::changed::{Changed, Said};
use signpost::record::plain::plain;
use signpost::record::problem::RecordProblem;
use signpost::record::read::read;
use signpost::record::{FORMAT, MAX_LENGTH, Record, RecordedStatement};

fn file(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

static SHIPPED: LazyLock<Guide> = LazyLock::new(|| {
    guide_from_json(&file("static/guides/professional-services/guide.json")).unwrap()
});

static ENGLISH: LazyLock<Text> = LazyLock::new(|| {
    let words = file("static/guides/professional-services/text.en.json");
    text_from_json(&SHIPPED, &words).unwrap()
});

/// What an independent library makes of the kept schema.
static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(&file("docs/record.schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
});

fn day() -> Day {
    Day::parse("2026-11-26").unwrap()
}

/// The sample's record of some answers.
fn record(written: &str) -> Record {
    let guide = guide();
    Record::of(&guide, &text(), &answers(&guide, written), day()).unwrap()
}

/// Whom the tests follow: told something by two routes.
const TWO_ROUTES: &str = "role=eater,baker shop=web oven=gas wish=cake";

// What is written.

#[test]
fn a_record_says_who_made_it_when_from_what_and_all_that_was_shown() {
    let guide = guide();
    let json = record("role=unsure wish=roll,cake").to_json();
    let written: Value = serde_json::from_str(&json).unwrap();
    let counter = json!([{ "id": "counter", "words": "At the counter" }]);
    let expected = json!({
        "format": 1,
        "guide": {
            "id": "bakery", "edition": 3, "revision": "2020-10-19", "hash": guide.hash(),
            "title": "Bread", "source": "The Baker's Book",
        },
        "date": "2026-11-26",
        "locale": "en",
        "answers": [
            { "question": "role", "words": "role?",
                "options": [{ "id": "unsure", "words": "role=unsure" }] },
            { "question": "wish", "words": "wish?", "options": [
                { "id": "roll", "words": "wish=roll" }, { "id": "cake", "words": "wish=cake" },
            ] },
        ],
        "routes": [{
            "id": "ask-counter", "title": "ask-counter", "about": "bread",
            "channel": { "id": "counter", "words": "counter" },
            "acts": "you", "role": "controller",
            "reasons": [{ "question": "role", "options": ["unsure"] }],
            "statements": [
                { "id": "why", "part": "why", "basis": "stated", "words": "ask-counter/why",
                    "cites": counter },
                { "id": "cake-day", "part": "know", "basis": "stated",
                    "words": "ask-counter/cake-day", "cites": counter },
            ],
        }],
        "shared": [{ "id": "hours", "part": "know", "basis": "silent", "words": "shared/hours",
            "cites": counter }],
    });
    assert_eq!(written, expected);
    assert!(json.starts_with("{\n  \"format\": 1,\n  \"guide\": {\n    \"id\": \"bakery\","));
    assert!(json.ends_with("\n}\n"));
}

#[test]
fn an_address_is_recorded_letter_for_letter() {
    let record = record(TWO_ROUTES);
    let addresses: Vec<_> = record
        .routes
        .iter()
        .map(|route| route.channel.address.as_deref().unwrap())
        .collect();
    assert_eq!(
        addresses,
        ["https://bakery.example/ask", "bread@bakery.example"]
    );
    let beside = record.routes[0].statements[1].channel.as_ref().unwrap();
    assert_eq!(beside.address.as_deref(), Some("bread@bakery.example"));
}

#[test]
fn only_answers_that_count_are_recorded() {
    let record = record("role=unsure oven=gas shop=web wish=roll");
    let asked = record.answers.iter().map(|answer| &*answer.question);
    assert_eq!(asked.collect::<Vec<_>>(), ["role", "wish"]);
}

#[test]
fn there_is_no_record_while_a_question_is_open() {
    let guide = guide();
    let open = answers(&guide, "role=unsure");
    assert_eq!(Record::of(&guide, &text(), &open, day()), None);
}

#[test]
fn a_guides_hash_is_that_of_its_files_bytes() {
    let json = r#"{"format":1,"id":"g","edition":1,"source":{"revision":"2020-01-01","checked":"2020-01-01"},"hosts":[],"references":[{"id":"r","kind":"section"}],"questions":[{"id":"q","choose":"one","options":[{"id":"a"},{"id":"b"}]}],"channels":[{"id":"c","kind":"person"}],"routes":[{"id":"x","channel":"c","acts":"you","role":"open","statements":[{"id":"why","part":"why","cites":["r"]}]}]}"#;
    // What sha256sum says of these bytes, with and without the end of the line.
    let with_end = guide_from_json(&format!("{json}\n")).unwrap();
    assert_eq!(
        with_end.hash(),
        "6c8617a231355e770233a436cd91ec9eac9dca4e2d316250f7f49c013e0b2329"
    );
    let without_end = guide_from_json(json).unwrap();
    assert_eq!(
        without_end.hash(),
        "74a50bf2b6494b796dc32610351a5034592ab18d92f655a4b742a4b543c836dd"
    );
    // One that was never read is told apart by the JSON that it is written as.
    let read: GuideFile = serde_json::from_str(json).unwrap();
    let written = serde_json::to_string(&read).unwrap();
    let compiled = compile(&read).unwrap();
    assert_eq!(compiled.hash(), guide_from_json(&written).unwrap().hash());
}

#[test]
fn a_day_is_one_of_the_calendar() {
    for written in [
        "2026-11-26",
        "2024-02-29",
        "2000-02-29",
        "0001-01-01",
        "9999-12-31",
    ] {
        assert_eq!(Day::parse(written).unwrap().to_string(), written);
    }
    for written in [
        "",
        "2026-11-31",
        "2026-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "0000-01-01",
        "2026-1-1",
        "26-11-2026",
        "2026/11/26",
        "2026-11-26T00:00",
        "+026-11-26",
        "２０２６-11-26",
    ] {
        assert_eq!(Day::parse(written), None, "{written}");
    }
    for (month, days) in (1..).zip([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        let last = |day| Day::parse(&format!("2026-{month:02}-{day}"));
        assert!(last(days).is_some() && last(days + 1).is_none(), "{month}");
    }
}

// What is read back.

/// Checks that what was written is read back the same, and that an independent library takes it for
/// what the schema says.
fn check_the_same(guide: &Guide, text: &Text, answers: &Answers) {
    let record = Record::of(guide, text, answers, day()).unwrap();
    let json = record.to_json();
    let reading = read(guide, text, &json).unwrap_or_else(|problem| panic!("{problem}: {json}"));
    let walk = walk(guide, answers);
    assert_eq!(reading.session.place, Place::Outcome);
    assert_eq!(reading.session.answers, walk.counted);
    assert_eq!(
        reading.session.walk(guide).outcome(guide),
        walk.outcome(guide)
    );
    assert!(reading.is_same_file);
    assert_eq!(reading.changed, Changed::default());
    assert!(reading.changed.is_empty());
    let again = Record::of(guide, text, &reading.session.answers, day()).unwrap();
    assert_eq!(again.to_json(), json);
    check_schema(&json);
    assert!(json.len() < MAX_LENGTH / 8, "{} bytes", json.len());
}

fn check_schema(json: &str) {
    let value = serde_json::from_str(json).unwrap();
    let complaints: Vec<_> = SCHEMA
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(complaints, Vec::<String>::new());
}

/// Every answer to each question of the sample, the empty one apart.
fn every_outcome_of_the_sample() -> Vec<Answers> {
    let guide = guide();
    let mut all = Vec::new();
    for role in ["eater", "baker", "eater,baker", "unsure"] {
        for shop in ["corner", "web"] {
            for oven in ["gas", "wood"] {
                for wish in ["roll", "cake", "roll,cake"] {
                    let written = format!("role={role} shop={shop} oven={oven} wish={wish}");
                    all.push(answers(&guide, &written));
                }
            }
        }
    }
    all
}

#[test]
fn every_outcome_of_the_sample_comes_back_the_same() {
    for answers in every_outcome_of_the_sample() {
        check_the_same(&guide(), &text(), &answers);
        let record = Record::of(&guide(), &text(), &answers, day()).unwrap();
        check_markdown(&guide(), &text(), &record);
    }
}

/// Answers to every question of the shipped guide.
fn any_answers() -> impl Strategy<Value = Answers> {
    let questions = SHIPPED.questions().len();
    proptest::collection::vec(any::<u64>(), questions).prop_map(move |picks| {
        let mut answers = Answers::none(&SHIPPED);
        for (question, pick) in SHIPPED.questions().iter().zip(picks) {
            let options = question.options.iter().enumerate();
            let chosen = options.filter(|(index, _)| pick >> index & 1 == 1);
            let chosen: OptionSet = chosen.map(|(_, option)| option.id).collect();
            let index = usize::try_from(pick >> 32).unwrap() % question.options.len();
            let one = OptionSet::from(question.options[index].id);
            let answer = if question.accepts(chosen) {
                chosen
            } else {
                one
            };
            answers.set(question.id, answer);
        }
        answers
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_the_shipped_guide_says_comes_back_the_same(answers in any_answers()) {
        check_the_same(&SHIPPED, &ENGLISH, &answers);
        let record = Record::of(&SHIPPED, &ENGLISH, &answers, day()).unwrap();
        check_markdown(&SHIPPED, &ENGLISH, &record);
    }
}

#[test]
fn a_record_that_an_editor_has_laid_out_anew_is_read() {
    let record = record(TWO_ROUTES);
    let compact = serde_json::to_string(&record).unwrap();
    let marked = format!("\u{feff}{}", record.to_json().replace('\n', "\r\n"));
    for json in [compact, marked] {
        let reading = read(&guide(), &text(), &json).unwrap();
        assert!(reading.is_same_file && reading.changed.is_empty());
    }
}

#[test]
fn what_was_recorded_is_kept_to_be_quoted_and_commands_nothing() {
    let json = forged(|record| {
        record["guide"]["hash"] = json!("0".repeat(64));
        record["routes"][0]["title"] = json!("Go\u{202e} there\u{0}\n\nnow\u{2028} ");
    });
    let reading = read(&guide(), &text(), &json).unwrap();
    assert_eq!(reading.record.routes[0].title, "Go there now");
}

// What is refused.

/// A record of the sample's, changed by hand.
fn forged(change: impl FnOnce(&mut Value)) -> String {
    let mut record: Value = serde_json::from_str(&record(TWO_ROUTES).to_json()).unwrap();
    change(&mut record);
    record.to_string()
}

/// Checks that a record is refused, and the sentence that says why.
fn check_refused(json: &str, expected: &str) {
    match read(&guide(), &text(), json) {
        Ok(_) => panic!("it was read: {json}"),
        Err(problem) => assert_eq!(problem.to_string(), expected),
    }
}

/// Checks that a record changed by hand is refused, and that the schema refuses it too.
fn check_misfit(change: impl FnOnce(&mut Value), expected: &str) {
    let json = forged(change);
    check_refused(&json, expected);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert!(!SCHEMA.is_valid(&value), "the schema accepts {json}");
}

/// Checks that a record changed by hand, in which the schema finds nothing, is refused.
fn check_forged(change: impl FnOnce(&mut Value), expected: &str) {
    let json = forged(change);
    check_schema(&json);
    check_refused(&json, expected);
}

/// As [`check_forged`], of a record that names another file of the guide.
fn check_forged_of_another_file(change: impl FnOnce(&mut Value), expected: &str) {
    let with_hash = |record: &mut Value| {
        record["guide"]["hash"] = json!("0".repeat(64));
        change(record);
    };
    check_refused(&forged(with_hash), expected);
}

#[test]
fn what_is_not_json_is_refused() {
    check_refused(
        "",
        "the record is not JSON at line 1, column 0: EOF while parsing a value; use the file as \
         it was saved, not the Markdown",
    );
    check_refused(
        "# Record\n",
        "the record is not JSON at line 1, column 1: expected value; use the file as it was \
         saved, not the Markdown",
    );
    let cut = record(TWO_ROUTES).to_json();
    let problem = read(&guide(), &text(), &cut[..cut.len() / 2]).unwrap_err();
    assert!(
        matches!(problem, RecordProblem::NotJson { .. }),
        "{problem}"
    );
}

#[test]
fn what_is_too_long_is_refused_unread() {
    let filled = |length: usize| " ".repeat(length);
    check_refused(
        &filled(MAX_LENGTH + 1),
        "the record has 1048577 bytes, and 1048576 is the most that is read; use the file as it \
         was saved",
    );
    let problem = read(&guide(), &text(), &filled(MAX_LENGTH)).unwrap_err();
    assert!(
        matches!(problem, RecordProblem::NotJson { .. }),
        "{problem}"
    );
}

#[test]
fn json_of_another_shape_is_refused() {
    check_refused(
        "null",
        "the record does not say which format it is of; use a file that has \"format\": 1",
    );
    check_misfit(
        |record| record["note"] = json!("typed by hand"),
        "the record is not of the documented shape: `note` is unknown; use the file as it was saved",
    );
    check_misfit(
        |record| {
            drop(
                record["routes"][1]["channel"]
                    .as_object_mut()
                    .unwrap()
                    .remove("words"),
            )
        },
        "the record is not of the documented shape: `routes`: entry 2: `channel`: `words` is \
         missing; use the file as it was saved",
    );
    check_misfit(
        |record| record["routes"][0]["acts"] = json!("nobody"),
        "the record is not of the documented shape: `routes`: entry 1: `acts`: unknown variant \
         `nobody`, expected `you` or `organisa…; use the file as it was saved",
    );
    for change in [
        (|record| record["date"] = json!(20_261_126)) as fn(&mut Value),
        |record| record["guide"]["edition"] = json!(-1),
        |record| record["routes"][0]["channel"]["words"] = json!(null),
        |record| record["shared"] = json!(true),
        |record| record["routes"][0]["statements"][0]["basis"] = json!("hearsay"),
        |record| record["routes"][0]["statements"][0]["typed"] = json!("Jo Doe"),
        |record| record["answers"][0]["options"] = json!("eater"),
        |record| drop(record.as_object_mut().unwrap().remove("shared")),
        |record| drop(record["guide"].as_object_mut().unwrap().remove("hash")),
    ] {
        let json = forged(change);
        let problem = read(&guide(), &text(), &json).unwrap_err();
        assert!(
            matches!(problem, RecordProblem::Misshapen { .. }),
            "{problem}"
        );
        assert!(
            !SCHEMA.is_valid(&serde_json::from_str(&json).unwrap()),
            "{json}"
        );
    }
}

#[test]
fn a_key_that_is_there_twice_is_refused() {
    let json = record(TWO_ROUTES).to_json();
    for (key, twice) in [
        ("  \"format\": 1,", "format"),
        ("  \"date\": \"2026-11-26\",", "date"),
        ("      \"role\": \"open\",", "role"),
    ] {
        let json = json.replacen(key, &format!("{key}\n{key}"), 1);
        let problem = read(&guide(), &text(), &json).unwrap_err();
        let RecordProblem::Misshapen { what, .. } = &problem else {
            panic!("{problem}");
        };
        assert_eq!(what, &format!("duplicate field `{twice}`"));
    }
}

#[test]
fn as_many_fields_as_fit_are_refused_without_comparing_each_with_each() {
    let many: Vec<_> = (0..MAX_LENGTH / 12)
        .map(|number| format!("\"{number}\":1"))
        .collect();
    let json = format!("{{{}}}", many.join(","));
    assert!(json.len() <= MAX_LENGTH);
    assert!(read(&guide(), &text(), &json).is_err());
}

#[test]
fn what_is_nested_without_end_is_refused_and_overflows_nothing() {
    let deep = "[".repeat(MAX_LENGTH / 2);
    let json = record(TWO_ROUTES).to_json();
    for hostile in [
        deep.clone(),
        deep.replace('[', "{\"format\":"),
        format!("{{\"format\": 1, \"deep\": {deep}"),
        format!("{{\"format\": {deep}"),
        json.replacen("\"routes\": [", &format!("\"routes\": {deep}"), 1),
        json.replacen("\"words\": \"role?\"", &format!("\"words\": {deep}"), 1),
    ] {
        let hostile = &hostile[..hostile.len().min(MAX_LENGTH)];
        let problem = read(&guide(), &text(), hostile).unwrap_err();
        let is_clear = matches!(
            problem,
            RecordProblem::NotJson { .. } | RecordProblem::Misshapen { .. }
        );
        assert!(is_clear, "{problem}");
    }
    let closed = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    let nested = json.replacen(
        "\"format\": 1,",
        &format!("\"format\": 1, \"deep\": {closed},"),
        1,
    );
    let problem = read(&guide(), &text(), &nested).unwrap_err();
    assert!(
        matches!(problem, RecordProblem::NotJson { .. }),
        "{problem}"
    );
}

#[test]
fn a_format_that_is_not_known_is_refused_before_anything_else_is_read() {
    check_misfit(
        |record| drop(record.as_object_mut().unwrap().remove("format")),
        "the record does not say which format it is of; use a file that has \"format\": 1",
    );
    check_misfit(
        |record| record["format"] = json!(0),
        "the record is of format 0, which there never was; use a file that has \"format\": 1",
    );
    check_misfit(
        |record| *record = json!({ "format": FORMAT + 1, "sights": ["unknown"] }),
        "the record is of format 2, which a later version writes; read it with that version, this \
         one reads format 1",
    );
    check_misfit(
        |record| record["format"] = json!(u64::MAX),
        "the record is of format 18446744073709551615, which a later version writes; read it with \
         that version, this one reads format 1",
    );
}

#[test]
fn another_guides_record_is_refused() {
    check_forged(
        |record| record["guide"]["id"] = json!("butcher"),
        "the record was made by guide `butcher`, not by `bakery`; read it with that guide",
    );
}

#[test]
fn what_has_not_the_form_of_an_id_a_date_or_an_address_is_refused() {
    let bad_id = |what: &str| {
        format!(
            "{what} in the record has an id that is not kebab-case, which no guide has; use the \
             file as it was saved"
        )
    };
    check_misfit(
        |record| record["guide"]["id"] = json!("Bakery"),
        &bad_id("guide `Bakery`"),
    );
    check_misfit(
        |record| record["answers"][0]["question"] = json!("rôle"),
        &bad_id("question `rôle`"),
    );
    check_misfit(
        |record| record["answers"][0]["options"][0]["id"] = json!("../etc"),
        &bad_id("option `role=../etc`"),
    );
    check_misfit(
        |record| record["routes"][0]["id"] = json!("<b>"),
        &bad_id("route `<b>`"),
    );
    check_misfit(
        |record| record["routes"][0]["statements"][0]["id"] = json!(""),
        &bad_id("statement `ask-site/`"),
    );
    check_misfit(
        |record| record["routes"][0]["statements"][0]["cites"][0]["id"] = json!("a--b"),
        &bad_id("reference `a--b`"),
    );
    check_misfit(
        |record| record["routes"][0]["channel"]["id"] = json!("a b"),
        &bad_id("channel `a b`"),
    );
    check_misfit(
        |record| record["routes"][0]["reasons"][0]["question"] = json!("a\u{202e}b"),
        &bad_id("question `a\\u{202e}b`"),
    );
    check_misfit(
        |record| record["routes"][0]["reasons"][0]["options"][0] = json!("a\nb"),
        &bad_id("option `shop=a\\nb`"),
    );
    check_misfit(
        |record| record["shared"][0]["id"] = json!("X".repeat(100)),
        &bad_id(&format!("statement `shared/{}…`", "X".repeat(80))),
    );
    check_misfit(
        |record| record["date"] = json!("yesterday"),
        "`date` of the record is `yesterday`; write a day that there is as YYYY-MM-DD",
    );
    check_forged(
        |record| record["date"] = json!("2026-02-30"),
        "`date` of the record is `2026-02-30`; write a day that there is as YYYY-MM-DD",
    );
    check_misfit(
        |record| record["guide"]["revision"] = json!("2020"),
        "`guide.revision` of the record is `2020`; write a day that there is as YYYY-MM-DD",
    );
    for hash in ["", "ABC", &"A".repeat(64), &"g".repeat(64), &"0".repeat(63)] {
        check_misfit(
            |record| record["guide"]["hash"] = json!(hash),
            &format!("`guide.hash` of the record is `{hash}`; write 64 digits from 0-9 and a-f"),
        );
    }
    check_misfit(
        |record| record["locale"] = json!("<en>"),
        "`locale` of the record is `<en>`; write a language tag such as en or pt-BR",
    );
    for address in [
        "javascript:alert(1)",
        "http://bakery.example/",
        "data:,x",
        "bread",
    ] {
        check_misfit(
            |record| record["routes"][0]["channel"]["address"] = json!(address),
            &format!(
                "route `ask-site` has the address `{address}` in the record, which no guide can \
                 have; use the file as it was saved"
            ),
        );
    }
    check_misfit(
        |record| {
            record["routes"][0]["statements"][1]["channel"]["address"] = json!("bread@bakery\n");
        },
        "statement `ask-site/moved` has the address `bread@bakery\\n` in the record, which no \
         guide can have; use the file as it was saved",
    );
}

#[test]
fn an_entry_that_is_there_twice_is_refused() {
    type Copies = (&'static str, fn(&mut Value) -> &mut Value);
    let lists: [Copies; 5] = [
        ("question `role`", |record| &mut record["answers"]),
        (
            "option `role=eater`",
            |record| &mut record["answers"][0]["options"],
        ),
        ("route `ask-site`", |record| &mut record["routes"]),
        ("statement `ask-site/why`", |record| {
            &mut record["routes"][0]["statements"]
        }),
        ("statement `shared/hours`", |record| &mut record["shared"]),
    ];
    for (place, list) in lists {
        let twice = |record: &mut Value| {
            let entries = list(record).as_array_mut().unwrap();
            entries.push(entries[0].clone());
        };
        let sentence = format!("{place} stands in the record twice; use the file as it was saved");
        check_forged(twice, &sentence);
        check_forged_of_another_file(twice, &sentence);
    }
}

#[test]
fn what_answers_nothing_is_refused() {
    check_misfit(
        |record| record["answers"] = json!([]),
        "guide `bakery` has no answers in the record; use the file as it was saved",
    );
    check_misfit(
        |record| record["answers"][1]["options"] = json!([]),
        "question `shop` has no options in the record; use the file as it was saved",
    );
}

#[test]
fn answers_that_nobody_can_have_given_are_refused() {
    check_forged(
        |record| record["answers"][1]["question"] = json!("rank"),
        "the record answers question `rank`, which the guide that it names does not have; use the \
         file as it was saved",
    );
    check_forged(
        |record| record["answers"][1]["options"][0]["id"] = json!("market"),
        "the record answers with option `shop=market`, which the guide that it names does not \
         have; use the file as it was saved",
    );
    check_forged(
        |record| record["answers"][0]["options"][1]["id"] = json!("unsure"),
        "the record's options of question `role` are no answer to it that anybody can give; use \
         the file as it was saved",
    );
    check_forged(
        |record| record["answers"][1]["options"][0]["id"] = json!("corner"),
        "route `ask-counter` in the record is not what the guide that it names says for its \
         answers; use the file as it was saved",
    );
    check_forged(
        |record| record["answers"][0]["options"] = json!([{ "id": "eater", "words": "" }]),
        "route `ask-guild` in the record is not what the guide that it names says for its \
         answers; use the file as it was saved",
    );
    check_forged(
        |record| record["answers"][0]["options"] = json!([{ "id": "unsure", "words": "" }]),
        "the record answers question `shop`, which the guide that it names does not ask after its \
         other answers; use the file as it was saved",
    );
    check_forged(
        |record| drop(record["answers"].as_array_mut().unwrap().pop()),
        "the record does not answer question `wish`, which the guide that it names asks; use the \
         file as it was saved",
    );
    check_forged(
        |record| record["answers"].as_array_mut().unwrap().reverse(),
        "question `role` in the record is not what the guide that it names says for its answers; \
         use the file as it was saved",
    );
}

#[test]
fn advice_that_the_guide_it_names_does_not_give_is_refused() {
    let other = |place: &str| {
        format!(
            "{place} in the record is not what the guide that it names says for its answers; use \
             the file as it was saved"
        )
    };
    for change in [
        (|route| route["channel"]["address"] = json!("https://evil.example/ask")) as fn(&mut Value),
        |route| route["channel"]["address"] = json!("evil@bakery.example"),
        |route| route["acts"] = json!("organisation"),
        |route| route["role"] = json!("processor"),
        |route| route["reasons"][0]["options"] = json!(["corner"]),
        |route| route["reasons"] = json!([]),
        |route| route["statements"][0]["basis"] = json!("stated"),
        |route| route["statements"][0]["part"] = json!("do"),
        |route| route["statements"][0]["cites"][0]["id"] = json!("bread-act"),
        |route| route["statements"][1]["channel"]["address"] = json!("evil@bakery.example"),
        |route| drop(route["statements"].as_array_mut().unwrap().pop()),
    ] {
        check_forged(
            |record| change(&mut record["routes"][0]),
            &other("route `ask-site`"),
        );
    }
    check_forged(
        |record| drop(record["routes"].as_array_mut().unwrap().remove(0)),
        &other("route `ask-site`"),
    );
    check_forged(
        |record| record["routes"].as_array_mut().unwrap().reverse(),
        &other("guide `bakery`"),
    );
    check_forged(
        |record| {
            let mut more = record["routes"][0].clone();
            more["id"] = json!("ask-evil");
            record["routes"].as_array_mut().unwrap().push(more);
        },
        &other("route `ask-evil`"),
    );
    check_forged(
        |record| record["shared"] = json!([]),
        &other("guide `bakery`"),
    );
    check_forged(
        |record| record["guide"]["edition"] = json!(2),
        &other("guide `bakery`"),
    );
    check_forged(
        |record| record["guide"]["revision"] = json!("2021-10-19"),
        &other("guide `bakery`"),
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_file_is_read_without_a_panic(
        junk in "\\PC{0,40}|[\\[\\]{}\":,0-9\\\\]{0,40}", at in 0_usize..5000, length in 0_usize..200,
    ) {
        let mut json = record(TWO_ROUTES).to_json();
        let start = (0..=at.min(json.len())).rev().find(|&place| json.is_char_boundary(place)).unwrap();
        let end = (start + length).min(json.len());
        if json.is_char_boundary(end) {
            json.replace_range(start..end, &junk);
        }
        for json in [&json, &junk] {
            if let Err(problem) = read(&guide(), &text(), json) {
                prop_assert!(!problem.to_string().contains(char::is_control));
            }
        }
    }
}

// What has changed since.

/// Words for an edited sample: those of the sample, and for what is new its key.
fn words_for(guide: &Guide) -> Value {
    let mut file = text_file();
    let old = file.clone();
    let of = |list: &str, key: &str, new: Value| {
        let known = &old[list][key];
        if known.is_null() { new } else { known.clone() }
    };
    for list in ["questions", "options", "channels", "routes", "statements"] {
        file[list] = json!({});
    }
    if guide.drafts().is_empty() {
        for list in ["fields", "drafts", "paragraphs", "deadlines"] {
            file[list] = json!({});
        }
    }
    for question in guide.questions() {
        let name = &*question.name;
        let new = json!({ "title": format!("{name}?"), "short": name, "why": "because" });
        file["questions"][name] = of("questions", name, new);
        for option in &question.options {
            let key = format!("{name}={}", option.name);
            file["options"][&key] = of("options", &key, json!({ "label": key.clone() }));
        }
    }
    for channel in guide.channels() {
        let name = &*channel.name;
        file["channels"][name] = of("channels", name, json!(name));
    }
    for route in guide.routes() {
        let name = &*route.name;
        file["routes"][name] = of("routes", name, json!({ "title": name, "about": "bread" }));
        for statement in &route.statements {
            let key = format!("{name}/{}", statement.name);
            file["statements"][&key] = of("statements", &key, json!(key.clone()));
        }
    }
    for statement in guide.shared() {
        let key = format!("shared/{}", statement.name);
        file["statements"][&key] = of("statements", &key, json!(key.clone()));
    }
    file
}

/// What has changed, as lines in ids.
fn told(guide: &Guide, changed: &Changed) -> Vec<String> {
    let question = |id: QuestionId| guide.question(id).name.clone();
    let route = |id: RouteId| guide.route(id).name.clone();
    let statement = |id: StatementId| {
        let of = id.route().map_or("shared".to_owned(), route);
        format!("{of}/{}", guide.statement(id).name)
    };
    let said = |said: &Said| {
        let of = said.route.as_deref().unwrap_or("shared");
        format!("{of}/{}", said.statement.id)
    };
    let mut lines = Vec::new();
    lines.extend(changed.edition.iter().map(|it| format!("edition was {it}")));
    lines.extend(
        changed
            .revision
            .iter()
            .map(|it| format!("revision was {it}")),
    );
    let gone = changed.answers_gone.iter();
    lines.extend(gone.map(|it| format!("answer to {} gone", it.question)));
    let idle = changed.answers_idle.iter();
    lines.extend(idle.map(|&it| format!("answer to {} idle", question(it))));
    for altered in &changed.answers_reworded {
        assert_eq!(question(altered.id), altered.then.question);
        lines.push(format!("answer to {} reworded", question(altered.id)));
    }
    let new = changed.questions_new.iter();
    lines.extend(new.map(|&it| format!("question {} new", question(it))));
    lines.extend(
        changed
            .routes_gone
            .iter()
            .map(|it| format!("route {} gone", it.id)),
    );
    lines.extend(
        changed
            .routes_new
            .iter()
            .map(|&it| format!("route {} new", route(it))),
    );
    for (list, what) in [
        (&changed.routes_redirected, "redirected"),
        (&changed.routes_reworded, "reworded"),
    ] {
        for altered in list {
            assert_eq!(route(altered.id), altered.then.id);
            lines.push(format!("route {} {what}", route(altered.id)));
        }
    }
    let gone = changed.statements_gone.iter();
    lines.extend(gone.map(|it| format!("statement {} gone", said(it))));
    let new = changed.statements_new.iter();
    lines.extend(new.map(|&it| format!("statement {} new", statement(it))));
    for (list, what) in [
        (&changed.statements_moved, "moved"),
        (&changed.statements_reworded, "reworded"),
        (&changed.statements_rebased, "rebased"),
        (&changed.statements_redirected, "redirected"),
    ] {
        let altered = list.iter().map(|it| (said(&it.then), statement(it.id)));
        lines.extend(altered.map(|(then, now)| {
            if then == now {
                format!("statement {now} {what}")
            } else {
                format!("statement {then} {what}, now {now}")
            }
        }));
    }
    assert_eq!(changed.is_empty(), lines.is_empty());
    lines
}

/// The same guide without anything to send, which no record speaks of.
fn without_drafts(mut guide: Value) -> Value {
    for list in ["fields", "drafts", "deadlines"] {
        guide[list] = json!([]);
    }
    guide
}

/// Checks what a record made by an edited guide is told by the sample: the guide that made it, its
/// words and the answers; then the place it leads to and what changed.
fn check_changed_with_words(
    edit: impl FnOnce(&mut Value),
    reword: impl FnOnce(&mut Value),
    written: &str,
    place: &str,
    expected: &[&str],
) {
    let mut file = without_drafts(guide_file());
    edit(&mut file);
    let before = guide_from_json(&file.to_string()).unwrap();
    let mut words = words_for(&before);
    reword(&mut words);
    let before_text = text_from_json(&before, &words.to_string()).unwrap();
    let made = Record::of(&before, &before_text, &answers(&before, written), day()).unwrap();
    check_schema(&made.to_json());
    let now = guide();
    let reading = read(&now, &text(), &made.to_json()).unwrap();
    assert_eq!(reading.is_same_file, before.hash() == now.hash());
    assert_eq!(told(&now, &reading.changed), expected);
    let at = match reading.session.place {
        Place::Question(id) => &*now.question(id).name,
        Place::Outcome => "outcome",
        Place::Change(_)
        | Place::Draft(_)
        | Place::Checklist
        | Place::Overview
        | Place::Records => "elsewhere",
    };
    assert_eq!(at, place);
}

fn check_changed(edit: impl FnOnce(&mut Value), written: &str, expected: &[&str]) {
    check_changed_with_words(edit, |_| {}, written, "outcome", expected);
}

const SITE: &str = "role=eater shop=web oven=gas wish=roll";

#[test]
fn a_guide_of_other_bytes_that_says_the_same_has_not_changed() {
    check_changed(|_| {}, SITE, &[]);
    check_changed(
        |guide| guide["source"]["checked"] = json!("2026-01-01"),
        SITE,
        &[],
    );
    check_changed(
        |guide| guide["questions"][3]["narrows"] = json!(false),
        SITE,
        &[],
    );
    // What changed is told to others.
    check_changed(
        |guide| guide["routes"][0]["statements"][1]["part"] = json!("then"),
        SITE,
        &[],
    );
    // A statement of another id that says the same.
    check_changed_with_words(
        |guide| guide["routes"][1]["statements"][1]["id"] = json!("went"),
        |words| words["statements"]["ask-site/went"] = json!("ask-site/moved"),
        SITE,
        "outcome",
        &[],
    );
    // A channel of another id with the same address.
    check_changed_with_words(
        |guide| {
            guide["channels"][1]["id"] = json!("page");
            guide["routes"][1]["channel"] = json!("page");
        },
        |words| words["channels"]["page"] = json!("site"),
        SITE,
        "outcome",
        &[],
    );
}

#[test]
fn another_edition_and_another_revision_of_the_source_are_named() {
    check_changed(
        |guide| {
            guide["edition"] = json!(2);
            guide["source"]["revision"] = json!("2019-10-19");
        },
        SITE,
        &["edition was 2", "revision was 2019-10-19"],
    );
}

#[test]
fn a_route_that_is_gone_and_one_that_is_new_are_named_once_and_whole() {
    check_changed(
        |guide| {
            guide["routes"][1]["when"] = json!("role=baker");
            guide["routes"][0]["when"] = json!("role=eater");
        },
        SITE,
        &["route ask-counter gone", "route ask-site new"],
    );
}

#[test]
fn a_route_that_leads_elsewhere_is_named() {
    for edit in [
        (|guide| guide["channels"][1]["address"] = json!("https://bakery.example/old"))
            as fn(&mut Value),
        |guide| guide["routes"][1]["acts"] = json!("organisation"),
        |guide| guide["routes"][1]["role"] = json!("controller"),
    ] {
        check_changed(edit, SITE, &["route ask-site redirected"]);
    }
    check_changed_with_words(
        |guide| guide["routes"][1]["channel"] = json!("counter"),
        |_| {},
        SITE,
        "outcome",
        &["route ask-site redirected", "route ask-site reworded"],
    );
    check_changed_with_words(
        |guide| {
            guide["channels"][0]["id"] = json!("desk");
            guide["routes"][0]["channel"] = json!("desk");
        },
        |words| words["channels"]["desk"] = json!("counter"),
        "role=unsure wish=roll",
        "outcome",
        &["route ask-counter redirected"],
    );
}

#[test]
fn a_statement_that_is_gone_new_moved_or_based_on_something_else_is_named() {
    check_changed(
        |guide| {
            let gone = json!({ "id": "gone", "part": "do", "cites": ["counter"] });
            guide["routes"][1]["statements"]
                .as_array_mut()
                .unwrap()
                .push(gone);
        },
        SITE,
        &["statement ask-site/gone gone"],
    );
    check_changed(
        |guide| {
            drop(
                guide["routes"][1]["statements"]
                    .as_array_mut()
                    .unwrap()
                    .pop(),
            )
        },
        SITE,
        &["statement ask-site/moved new"],
    );
    check_changed(
        |guide| guide["routes"][1]["statements"][1]["part"] = json!("do"),
        SITE,
        &["statement ask-site/moved moved"],
    );
    check_changed(
        |guide| guide["routes"][1]["statements"][0]["basis"] = json!("stated"),
        SITE,
        &["statement ask-site/why rebased"],
    );
    check_changed(
        |guide| guide["routes"][1]["statements"][0]["cites"] = json!(["counter", "bread-act"]),
        SITE,
        &["statement ask-site/why rebased"],
    );
    check_changed(
        |guide| {
            let statement = guide["routes"][1]["statements"][1].as_object_mut().unwrap();
            statement.remove("channel");
        },
        SITE,
        &["statement ask-site/moved redirected"],
    );
    check_changed(
        |guide| guide["shared"] = json!([]),
        SITE,
        &["statement shared/hours new"],
    );
}

#[test]
fn a_statement_that_says_it_in_another_route_has_moved() {
    check_changed_with_words(
        |guide| {
            let statement = guide["shared"][0].clone();
            guide["shared"] = json!([]);
            guide["routes"][1]["statements"]
                .as_array_mut()
                .unwrap()
                .push(statement);
        },
        |words| words["statements"]["ask-site/hours"] = json!("shared/hours"),
        SITE,
        "outcome",
        &["statement ask-site/hours moved, now shared/hours"],
    );
}

#[test]
fn of_steps_in_another_order_those_are_named_that_moved() {
    let guild = "role=baker oven=gas wish=roll";
    let steps = |order: [usize; 4]| {
        move |guide: &mut Value| {
            let step = |number: &usize| json!({ "id": format!("step-{number}"), "part": "why", "cites": ["counter"] });
            let steps: Vec<Value> = order.iter().map(step).collect();
            guide["routes"][2]["statements"] = json!(steps);
        }
    };
    // Both guides are edited here: the sample has no four steps.
    for (order, moved) in [
        ([1, 2, 3, 4], vec![]),
        ([4, 1, 2, 3], vec!["statement ask-guild/step-4 moved"]),
        ([2, 3, 4, 1], vec!["statement ask-guild/step-1 moved"]),
    ] {
        let compiled = |order| {
            let mut file = without_drafts(guide_file());
            steps(order)(&mut file);
            let guide = guide_from_json(&file.to_string()).unwrap();
            let text = text_from_json(&guide, &words_for(&guide).to_string()).unwrap();
            (guide, text)
        };
        let (before, before_text) = compiled(order);
        let (now, now_text) = compiled([1, 2, 3, 4]);
        let given = answers(&before, guild);
        let made = Record::of(&before, &before_text, &given, day()).unwrap();
        let reading = read(&now, &now_text, &made.to_json()).unwrap();
        assert_eq!(told(&now, &reading.changed), moved);
    }
}

#[test]
fn what_is_said_in_other_words_is_named_even_if_the_guides_file_is_the_same() {
    check_changed_with_words(
        |_| {},
        |words| {
            words["statements"]["ask-site/why"] = json!("So it was");
            words["routes"]["ask-site"]["about"] = json!("old bread");
            words["questions"]["shop"]["title"] = json!("Which shop?");
            words["options"]["oven=gas"]["label"] = json!("Town gas");
            // Nobody here was told these.
            words["options"]["oven=wood"]["label"] = json!("Beech");
            words["statements"]["ask-guild/why"] = json!("So it was");
        },
        SITE,
        "outcome",
        &[
            "answer to shop reworded",
            "answer to oven reworded",
            "route ask-site reworded",
            "statement ask-site/why reworded",
        ],
    );
}

#[test]
fn words_of_another_language_are_not_compared() {
    check_changed_with_words(
        |guide| guide["edition"] = json!(2),
        |words| {
            words["locale"] = json!("de");
            words["statements"]["ask-site/why"] = json!("Darum");
            words["routes"]["ask-site"]["title"] = json!("Frag die Seite");
            words["questions"]["shop"]["title"] = json!("Welcher Laden?");
        },
        SITE,
        "outcome",
        &["edition was 2"],
    );
}

#[test]
fn an_answer_that_the_guide_has_no_more_is_asked_for_again() {
    // The option is gone.
    check_changed_with_words(
        |guide| {
            let options = guide["questions"][1]["options"].as_array_mut().unwrap();
            options.push(json!({ "id": "market" }));
        },
        |_| {},
        "role=eater shop=market wish=roll",
        "shop",
        &["answer to shop gone", "question shop new"],
    );
    // The question is gone.
    check_changed_with_words(
        |guide| {
            guide["questions"][3]["id"] = json!("want");
            guide["routes"][0]["statements"][1]["when"] = json!("want=cake");
        },
        |_| {},
        "role=unsure want=roll",
        "wish",
        &["answer to want gone", "question wish new"],
    );
    // Several options were an answer and are none now.
    check_changed_with_words(
        |guide| guide["questions"][1]["choose"] = json!("several"),
        |_| {},
        "role=eater shop=corner,web oven=gas wish=roll",
        "shop",
        &["answer to shop gone", "question shop new"],
    );
}

#[test]
fn one_option_of_several_that_is_gone_takes_the_answer_with_it() {
    check_changed_with_words(
        |guide| {
            let options = guide["questions"][3]["options"].as_array_mut().unwrap();
            options.push(json!({ "id": "pie" }));
        },
        |_| {},
        "role=unsure wish=roll,pie",
        "wish",
        &["answer to wish gone", "question wish new"],
    );
}

/// The sample as it was before its last question was asked.
fn without_wish(guide: &mut Value) {
    guide["questions"].as_array_mut().unwrap().pop();
    let statements = &mut guide["routes"][0]["statements"];
    statements.as_array_mut().unwrap().pop();
}

#[test]
fn a_question_that_is_asked_now_is_named_and_on_screen() {
    check_changed_with_words(
        without_wish,
        |words| {
            words.as_object_mut().unwrap().remove("glossary");
        },
        "role=baker oven=gas",
        "wish",
        &["question wish new"],
    );
}

#[test]
fn an_answer_to_what_is_not_asked_any_more_is_named_and_kept() {
    check_changed(
        |guide| guide["questions"][2]["when"] = json!("role=unsure"),
        "role=unsure oven=gas wish=roll",
        &["answer to oven idle"],
    );
}

#[test]
fn once_an_open_question_is_answered_the_rest_is_compared() {
    let mut file = without_drafts(guide_file());
    without_wish(&mut file);
    file["routes"][2]["acts"] = json!("you");
    let before = guide_from_json(&file.to_string()).unwrap();
    let mut words = words_for(&before);
    words.as_object_mut().unwrap().remove("glossary");
    let before_text = text_from_json(&before, &words.to_string()).unwrap();
    let given = answers(&before, "role=baker oven=gas");
    let made = Record::of(&before, &before_text, &given, day()).unwrap();
    let (now, text) = (guide(), text());
    let reading = read(&now, &text, &made.to_json()).unwrap();
    assert_eq!(told(&now, &reading.changed), ["question wish new"]);
    let answered = reading.session.answers.or(&answers(&now, "wish=roll"));
    let changed = Changed::since(&reading.record, &now, &text, &answered);
    assert_eq!(
        told(&now, &changed),
        ["question wish new", "route ask-guild redirected"]
    );
}

// Markdown.

#[test]
fn a_record_reads_as_a_page() {
    let page =
        record("role=eater,baker shop=web oven=gas wish=roll").to_markdown(&guide(), &text());
    assert_eq!(
        page,
        include_str!("record/page.md").replace("HASH", guide().hash())
    );
}

/// CommonMark, and all that the parser knows beside it but the change of quotes and dashes.
fn dialects() -> [Options; 2] {
    let smart = Options::ENABLE_SMART_PUNCTUATION;
    [Options::empty(), Options::all().difference(smart)]
}

/// The blocks of a page as their words, without those of the blocks in them, and the links.
fn blocks_and_links(page: &str, options: Options) -> (Vec<String>, Vec<String>) {
    let (mut open, mut blocks, mut links) = (Vec::new(), Vec::new(), Vec::new());
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Item) => {
                open.push(String::new());
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => {
                blocks.push(open.pop().unwrap());
            }
            Event::Text(words) => open.last_mut().unwrap().push_str(&words),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            }) => {
                assert!(title.is_empty());
                links.push(match link_type {
                    LinkType::Autolink => dest_url.to_string(),
                    LinkType::Email => format!("mailto:{dest_url}"),
                    other => panic!("a link of the type {other:?} in {page}"),
                });
            }
            Event::Start(Tag::List(_)) | Event::End(TagEnd::List(_) | TagEnd::Link) => {}
            other => panic!("{other:?} in {page}"),
        }
    }
    (blocks, links)
}

fn statements(record: &Record) -> impl Iterator<Item = &RecordedStatement> {
    let said = record.routes.iter().flat_map(|route| &route.statements);
    said.chain(&record.shared)
}

/// Checks with an independent parser that a record's page is headings, paragraphs and lists that
/// hold its words and nothing else, and that its links are the guide's addresses.
fn check_markdown(guide: &Guide, text: &Text, record: &Record) {
    let page = record.to_markdown(guide, text);
    let known: BTreeSet<String> = guide
        .channels()
        .iter()
        .filter_map(|channel| channel.address.href())
        .collect();
    for options in dialects() {
        let (blocks, links) = blocks_and_links(&page, options);
        let shown: BTreeSet<String> = links.into_iter().collect();
        assert!(shown.is_subset(&known), "{shown:?} in {page}");
        let channels = record.routes.iter().map(|route| &route.channel);
        let beside = statements(record).filter_map(|each| each.channel.as_ref());
        let addresses = channels.chain(beside).filter_map(|it| it.address.as_ref());
        for address in addresses {
            assert!(blocks.contains(address), "{address} is not in {page}");
        }
        let answers = record.answers.iter();
        let words = answers
            .flat_map(|answer| {
                answer
                    .options
                    .iter()
                    .map(|it| &it.words)
                    .chain([&answer.words])
            })
            .chain(record.routes.iter().map(|route| &route.title))
            .chain(record.routes.iter().map(|route| &route.channel.words))
            .chain(statements(record).map(|each| &each.words));
        for words in words
            .map(|words| plain(words))
            .filter(|words| !words.is_empty())
        {
            assert!(blocks.contains(&words), "{words:?} is not in {page}");
        }
    }
}

/// The sample's text with these words in place of every word, and after every placeholder's.
fn text_of(words: &str) -> Text {
    let mut file = text_file();
    file.as_object_mut().unwrap().remove("glossary");
    for list in ["references", "channels", "statements"] {
        for each in file[list].as_object_mut().unwrap().values_mut() {
            *each = json!(words);
        }
    }
    for list in ["questions", "options", "routes"] {
        for entry in file[list].as_object_mut().unwrap().values_mut() {
            for each in entry.as_object_mut().unwrap().values_mut() {
                *each = json!(words);
            }
        }
    }
    for phrase in Phrase::ALL {
        let placeholders = phrase.placeholders().iter();
        let placeholders: String = placeholders.map(|name| format!(" {{{name}}}")).collect();
        // Braces around a name that the program does not fill in are the author's mistake.
        let words = words.replace('{', "(");
        file["phrases"][phrase.key()] = json!(format!("{words}{placeholders}"));
    }
    file["title"] = json!(words);
    file["source"] = json!(words);
    text_from_json(&guide(), &file.to_string()).unwrap()
}

/// What a parser makes of a page, its words apart.
fn shape(page: &str, options: Options) -> Vec<Event<'_>> {
    let events = Parser::new_ext(page, options);
    let is_shape = |event: &Event| !matches!(event, Event::Text(_));
    events.filter(is_shape).collect()
}

/// Checks that words are only words in every place of a page, which has the shape that harmless
/// words give it, and that the record of them comes back.
fn check_words(words: &str) {
    let (guide, text, harmless) = (guide(), text_of(words), text_of("x"));
    for written in [
        "role=eater,baker shop=web oven=wood wish=roll,cake",
        TWO_ROUTES,
        "role=unsure wish=cake",
    ] {
        let given = answers(&guide, written);
        check_the_same(&guide, &text, &given);
        let record = Record::of(&guide, &text, &given, day()).unwrap();
        check_markdown(&guide, &text, &record);
        if plain(words).is_empty() {
            continue;
        }
        let page = record.to_markdown(&guide, &text);
        let like = Record::of(&guide, &harmless, &given, day()).unwrap();
        let like = like.to_markdown(&guide, &harmless);
        for options in dialects() {
            assert_eq!(shape(&page, options), shape(&like, options), "{page}");
        }
    }
}

const HOSTILE: [&str; 45] = [
    "{a}",
    "<script>alert(1)</script>",
    "<b>",
    "<!-- x -->",
    "<https://evil.example>",
    "<e@evil.example>",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[[evil]]",
    "[x][y]",
    "[x]: https://evil.example",
    "[^1]",
    "[^1]: x",
    "&lt;b&gt;",
    "&#60;",
    "# x",
    "x #",
    "> x",
    "> [!NOTE]",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "12) x",
    "---",
    "- - -",
    "===",
    "```",
    "~~~",
    "`x`",
    "*x*",
    "__x__",
    "~~x~~",
    "$x$",
    "^x^",
    "{#x .y}",
    "| a | b |",
    ": x",
    "- [ ] x",
    "\\",
    "x\\",
    "    x",
    "\tx",
    "a\n\nb",
    "a\r\n- b",
];

#[test]
fn whatever_stands_in_the_words_is_no_markup() {
    for words in HOSTILE {
        check_words(words);
        check_words(&format!("x {words} x"));
    }
}

#[test]
fn what_commands_and_is_not_seen_is_left_out_of_a_page() {
    let hostile = "a\u{202e}b\u{0}c\u{7}d\u{2066}e\u{feff}f\u{2028}g\u{2029}h\u{85}i\u{1b}[0m";
    let record = Record::of(
        &guide(),
        &text_of(hostile),
        &answers(&guide(), TWO_ROUTES),
        day(),
    );
    let page = record.unwrap().to_markdown(&guide(), &text_of(hostile));
    assert!(page.contains("abcdef g h i\\[0m"));
    let is_unseen = |letter: char| letter.is_control() && letter != '\n';
    assert!(!page.contains(is_unseen) && !page.contains(['\u{202e}', '\u{2066}', '\u{feff}']));
}

#[test]
fn a_bare_address_in_the_words_is_no_link_for_renderers_that_make_some() {
    let text =
        text_of("See https://evil.example, www.evil.example and WWW.evil.example or x@y.example");
    let record = Record::of(&guide(), &text, &answers(&guide(), SITE), day()).unwrap();
    let page = record.to_markdown(&guide(), &text);
    assert!(page.contains(
        "See https\\://evil.example, www\\.evil.example and WWW\\.evil.example or x\\@y.example"
    ));
}

#[test]
fn what_only_other_dialects_take_for_markup_is_escaped_too() {
    for (words, escaped) in [
        ("| x [y]{.z}", "\\| x \\[y\\]\\{.z\\}"),
        (": x", "\\: x"),
        ("x: x | x", "x: x \\| x"),
    ] {
        let text = text_of(words);
        let record = Record::of(&guide(), &text, &answers(&guide(), SITE), day()).unwrap();
        let page = record.to_markdown(&guide(), &text);
        assert!(page.contains(&format!("\n- {escaped}\n")), "{page}");
    }
}

#[test]
fn an_address_that_is_not_the_guides_is_no_link() {
    for address in ["https://evil.example/ask", "evil@bakery.example"] {
        let json = forged(|record| {
            record["guide"]["hash"] = json!("0".repeat(64));
            record["routes"][0]["channel"]["address"] = json!(address);
        });
        let reading = read(&guide(), &text(), &json).unwrap();
        check_markdown(&guide(), &text(), &reading.record);
    }
}

#[test]
fn an_address_that_would_not_read_as_itself_is_no_link() {
    for (kind, address) in [
        ("link", "https://bakery.example/?a=1&copy;=2"),
        ("email", "bread@_bakery_.example"),
        ("email", "bread@-bakery.example"),
    ] {
        let mut file = without_drafts(guide_file());
        file["channels"][1] = json!({ "id": "site", "kind": kind, "address": address });
        let guide = guide_from_json(&file.to_string()).unwrap();
        let given = answers(&guide, SITE);
        let record = Record::of(&guide, &text(), &given, day()).unwrap();
        assert_eq!(record.routes[0].channel.address.as_deref(), Some(address));
        check_markdown(&guide, &text(), &record);
        let page = record.to_markdown(&guide, &text());
        assert!(!page.contains(&format!("<{address}>")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_the_words_are_they_are_only_words(
        parts in proptest::collection::vec(
            prop_oneof![
                proptest::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
                "[\\\\`*_\\[\\]<>(){}#+.!|~&:/@=^$'\"%0-9a-z \n-]{1,12}",
                "\\PC{1,6}",
                any::<String>(),
            ],
            1..6,
        ),
        glue in proptest::sample::select(vec!["", " ", "\n", "\u{a0}"]),
    ) {
        let words = parts.join(glue);
        // An author cannot leave words blank.
        prop_assume!(!words.trim().is_empty());
        // Placeholders that are not the program's are not filled in.
        check_words(&words);
    }
}

#[test]
fn a_record_agrees_with_its_own_answers_and_with_no_others() {
    let guide = guide();
    let record = record(SITE);
    assert!(record.agrees_with(&guide, &answers(&guide, SITE)));
    let others = [
        "role=eater shop=web oven=gas wish=roll,cake",
        "role=eater shop=web oven=gas",
        "role=unsure wish=roll",
    ];
    for other in others {
        assert!(
            !record.agrees_with(&guide, &answers(&guide, other)),
            "{other}"
        );
    }
}

#[test]
fn an_answer_that_cannot_be_given_any_more_is_none() {
    let guide = guide();
    let mut record = record(SITE);
    record.answers[2].options[0].id = "sun".to_owned();
    let question = |name: &str| guide.question_named(name).unwrap();
    let oven = question("oven").id;
    assert!(record.answers_in(&guide).to(oven).is_empty());
    let wish = question("wish");
    let roll = OptionSet::from(wish.option_named("roll").unwrap());
    assert_eq!(record.answers_in(&guide).to(wish.id), roll);
    // What can still be given agrees.
    for oven in ["gas", "wood"] {
        let written = format!("role=eater shop=web oven={oven} wish=roll");
        assert!(record.agrees_with(&guide, &answers(&guide, &written)));
    }
}
