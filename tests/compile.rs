//! Compiling a guide and its words: each kind of mistake, in the exact sentence an author reads.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use sample::{guide, guide_file, text_file};
use serde_json::{Value, json};
use signpost::guide::MAX_ENTRIES;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::problem::Problem;

fn sentences(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

/// Checks the problems of the sample guide after a change.
fn check(change: impl FnOnce(&mut Value), expected: &[&str]) {
    let mut file = guide_file();
    change(&mut file);
    match guide_from_json(&file.to_string()) {
        Ok(_) => panic!("expected {expected:?}, found no problem"),
        Err(problems) => assert_eq!(sentences(&problems), expected),
    }
}

/// Checks the problems of the sample's words after a change.
fn check_text(change: impl FnOnce(&mut Value), expected: &[&str]) {
    let mut file = text_file();
    change(&mut file);
    match text_from_json(&guide(), &file.to_string()) {
        Ok(_) => panic!("expected {expected:?}, found no problem"),
        Err(problems) => assert_eq!(sentences(&problems), expected),
    }
}

/// Checks what is said of a file that cannot be read at all.
fn check_unreadable(json: &str, expected: &str) {
    match guide_from_json(json) {
        Ok(_) => panic!("expected {expected}, found no problem"),
        Err(problems) => assert_eq!(sentences(&problems), [expected]),
    }
}

fn push(list: &mut Value, entry: Value) {
    list.as_array_mut().unwrap().push(entry);
}

#[test]
fn the_sample_has_no_problem() {
    assert!(guide_from_json(&guide_file().to_string()).is_ok());
    assert!(text_from_json(&guide(), &text_file().to_string()).is_ok());
}

#[test]
fn a_file_that_is_not_json_is_named_with_the_place() {
    check_unreadable(
        "{\n  nonsense\n}",
        "guide.json cannot be read at line 2, column 3: key must be a string",
    );
    check_unreadable(
        "",
        "guide.json cannot be read at line 1, column 0: EOF while parsing a value",
    );
}

#[test]
fn a_file_of_a_newer_format_is_called_that_whatever_else_it_holds() {
    check_unreadable(
        r#"{ "format": 2, "brand": "new" }"#,
        "guide.json is of format 2, which this version cannot read; use a version that can, or \
         write it in format 1",
    );
    check_unreadable(
        r#"{ "id": "bakery" }"#,
        "guide.json does not say which format it is of; add \"format\": 1",
    );
}

#[test]
fn a_field_that_does_not_exist_is_named() {
    let mut file = guide_file();
    file["questions"][0]["colour"] = json!("red");
    let problems = guide_from_json(&file.to_string()).unwrap_err();
    let sentence = problems[0].to_string();
    assert!(
        sentence.starts_with("guide.json cannot be read at line 1, column "),
        "{sentence}"
    );
    assert!(
        sentence.contains("unknown field `colour`, expected one of `id`"),
        "{sentence}"
    );
}

#[test]
fn a_rule_outside_the_vocabulary_is_explained() {
    let rule = |rule: Value| {
        let mut file = guide_file();
        file["questions"][1]["when"] = rule;
        let sentence = guide_from_json(&file.to_string()).unwrap_err()[0].to_string();
        sentence.split_once(": ").unwrap().1.to_owned()
    };
    let vocabulary = "expected a rule: \"question=option\", {\"all\": [..]}, {\"any\": [..]} or \
                      {\"none\": [..]}";
    assert_eq!(
        rule(json!("eater")),
        format!("invalid value: string \"eater\", {vocabulary}")
    );
    assert_eq!(rule(json!({})), format!("invalid length 0, {vocabulary}"));
    assert_eq!(
        rule(json!(7)),
        format!("invalid type: integer `7`, {vocabulary}")
    );
    assert_eq!(
        rule(json!({ "not": ["role=eater"] })),
        "unknown field `not`, expected one of `all`, `any`, `none`"
    );
    assert_eq!(
        rule(json!({ "all": ["role=eater"], "any": ["role=baker"] })),
        "`all` and `any` stand in one rule, put them in an \"all\" or an \"any\""
    );
}

#[test]
fn every_problem_is_reported_at_once() {
    check(
        |file| {
            file["source"]["checked"] = json!("yesterday");
            file["questions"][1]["when"] = json!("role=cook");
            file["routes"][0]["channel"] = json!("window");
        },
        &[
            "`source.checked` is `yesterday`; write the date as YYYY-MM-DD",
            "the rule of question `shop` names option `role=cook`, which does not exist; correct \
             the name or add the option",
            "route `ask-counter` leads to channel `window`, which does not exist; correct the \
             name or add the channel",
        ],
    );
}

#[test]
fn an_id_that_is_not_kebab_case() {
    check(
        |file| file["channels"][2]["id"] = json!("Mail Box"),
        &[
            "channel `Mail Box` has an id that is not kebab-case; use a-z, 0-9 and single hyphens \
             between them",
            "statement `ask-site/moved` leads to channel `mailbox`, which does not exist; correct \
             the name or add the channel",
            "route `ask-guild` leads to channel `mailbox`, which does not exist; correct the name \
             or add the channel",
        ],
    );
}

#[test]
fn an_id_that_links_need() {
    check(
        |file| file["questions"][3]["id"] = json!("at"),
        &[
            "question `at` has an id that links need for themselves; give it another",
            "the rule of statement `ask-counter/cake-day` names question `wish`, which does not \
             exist; correct the name or add the question",
        ],
    );
}

#[test]
fn two_entries_with_one_id() {
    check(
        |file| {
            push(
                &mut file["questions"][3]["options"],
                json!({ "id": "cake" }),
            );
            push(
                &mut file["references"],
                json!({ "id": "counter", "kind": "section" }),
            );
            push(
                &mut file["shared"],
                json!({ "id": "hours", "part": "know", "cites": ["counter"] }),
            );
        },
        &[
            "reference `counter` stands in the file twice; give one of them another id",
            "option `wish=cake` stands in the file twice; give one of them another id",
            "statement `shared/hours` stands in the file twice; give one of them another id",
        ],
    );
}

#[test]
fn a_guide_without_questions_or_routes() {
    check(
        |file| {
            file["questions"] = json!([]);
            file["routes"] = json!([]);
        },
        &[
            "`questions` is empty; add at least one entry",
            "`routes` is empty; add at least one entry",
        ],
    );
}

#[test]
fn a_question_with_one_option() {
    check(
        |file| file["questions"][3]["options"] = json!([{ "id": "cake" }]),
        &["question `wish` offers no choice; give it two options or drop it"],
    );
}

#[test]
fn a_question_with_more_options_than_can_be_told_apart() {
    for more in [63, 300] {
        check(
            |file| {
                for index in 0..more {
                    push(
                        &mut file["questions"][3]["options"],
                        json!({ "id": format!("bun-{index}") }),
                    );
                }
            },
            &[&format!(
                "`wish.options` has {} entries; 64 is the most that can be told apart",
                more + 2
            )],
        );
    }
}

#[test]
fn a_list_with_more_entries_than_can_be_told_apart() {
    check(
        |file| {
            for index in 0..MAX_ENTRIES {
                let id = format!("entry-{index}");
                push(
                    &mut file["references"],
                    json!({ "id": id, "kind": "section" }),
                );
                push(&mut file["channels"], json!({ "id": id, "kind": "person" }));
            }
        },
        &[
            "`references` has 65538 entries; 65535 is the most that can be told apart",
            "`channels` has 65538 entries; 65535 is the most that can be told apart",
        ],
    );
}

#[test]
fn an_option_alone_where_one_is_chosen_anyway() {
    check(
        |file| file["questions"][1]["options"][0]["alone"] = json!(true),
        &[
            "option `shop=corner` is marked `alone`, but only one option can be chosen there; drop \
           the mark or let several be chosen",
        ],
    );
}

#[test]
fn a_rule_about_a_question_that_does_not_exist() {
    check(
        |file| file["routes"][0]["when"] = json!({ "any": ["rank=high"] }),
        &[
            "the rule of route `ask-counter` names question `rank`, which does not exist; correct \
           the name or add the question",
        ],
    );
}

#[test]
fn a_question_that_depends_on_itself_or_on_a_later_one() {
    check(
        |file| file["questions"][1]["when"] = json!({ "all": ["wish=cake", "shop=web"] }),
        &[
            "the rule of question `shop` speaks of question `wish`, which is not asked before it; \
             move `wish` up or change the rule",
            "the rule of question `shop` speaks of question `shop`, which is not asked before it; \
             move `shop` up or change the rule",
        ],
    );
}

#[test]
fn a_rule_with_an_empty_list() {
    check(
        |file| file["routes"][2]["statements"][1]["when"] = json!({ "none": [] }),
        &[
            "the rule of statement `ask-guild/fire` has an empty \"none\"; add a rule or leave it out",
        ],
    );
}

#[test]
fn a_statement_that_cites_nothing_or_something_unknown() {
    check(
        |file| {
            file["shared"][0]["cites"] = json!([]);
            file["routes"][2]["statements"][1]["cites"] = json!(["counter", "cellar"]);
        },
        &[
            "statement `ask-guild/fire` cites reference `cellar`, which does not exist; correct \
             the name or add the reference",
            "statement `shared/hours` cites nothing; name the reference that it rests on",
        ],
    );
}

#[test]
fn a_statement_whose_basis_its_references_do_not_carry() {
    check(
        |file| {
            file["routes"][1]["statements"][1]["cites"] = json!(["counter"]);
            file["routes"][2]["statements"][2]["cites"] = json!(["new-counter"]);
            file["shared"][0]["cites"] = json!(["bread-act"]);
        },
        &[
            "statement `ask-site/moved` has the basis \"later\" but cites no reference of kind \
             \"later-revision\"; cite one or change the basis",
            "statement `ask-guild/act` has the basis \"law\" but cites no reference of kind \
             \"law\"; cite one or change the basis",
            "statement `shared/hours` has the basis \"silent\" but cites no reference of kind \
             \"section\"; cite one or change the basis",
        ],
    );
}

#[test]
fn a_route_that_does_not_always_say_why() {
    check(
        |file| file["routes"][0]["statements"][0]["when"] = json!("wish=roll"),
        &[
            "route `ask-counter` does not always say why; add a statement with \"part\": \"why\" and \
           no \"when\"",
        ],
    );
}

#[test]
fn a_channel_with_the_wrong_kind_of_address() {
    check(
        |file| {
            file["channels"][0]["address"] = json!("https://bakery.example/");
            file["channels"][1]
                .as_object_mut()
                .unwrap()
                .remove("address");
            file["channels"][2]["address"] = json!("bread at bakery");
        },
        &[
            "channel `counter` is a person but has an address; drop the address or change the kind",
            "channel `site` has no address; add one or make it of kind \"person\"",
            "channel `mailbox` has the address `bread at bakery`, which is not an e-mail address; \
             write it as name@host",
        ],
    );
}

#[test]
fn a_link_that_is_not_a_plain_https_address() {
    for address in [
        "javascript:alert(1)",
        "http://bakery.example/ask",
        "https://bakery.example/<your language>/ask",
        "https://baker@bakery.example/",
        "https://bakery.example:8443/",
        "https://",
        " https://bakery.example/",
    ] {
        check(
            |file| file["channels"][1]["address"] = json!(address),
            &[&format!(
                "channel `site` has the address `{address}`, which is not a plain https: link; \
                 write it out whole, without spaces, placeholders or a user name"
            )],
        );
    }
}

#[test]
fn a_link_to_a_host_that_is_not_listed() {
    check(
        |file| file["channels"][1]["address"] = json!("https://bakery.example.evil.example/ask"),
        &[
            "channel `site` leads to `bakery.example.evil.example`, which is not in `hosts`; correct \
           the link or list the host",
        ],
    );
}

#[test]
fn words_that_are_missing_blank_or_spare() {
    check_text(
        |file| {
            file["questions"].as_object_mut().unwrap().remove("oven");
            file["options"]["wish=roll"]["label"] = json!(" ");
            file["options"]["wish=tart"] = json!({ "label": "Tart" });
            file["statements"]["ask-site/gone"] = json!("Gone.");
            file["phrases"].as_object_mut().unwrap().remove("continue");
        },
        &[
            "the text file has no words for `oven`; add it to `questions`",
            "the text file's words for `wish=roll` in `options` are blank; write them",
            "the text file has words for `wish=tart` in `options`, which the guide does not use; \
             correct the key or drop them",
            "the text file has words for `ask-site/gone` in `statements`, which the guide does not \
             use; correct the key or drop them",
            "the text file has no words for `continue`; add it to `phrases`",
        ],
    );
}

#[test]
fn a_phrase_without_its_placeholder() {
    check_text(
        |file| file["phrases"]["progress-last"] = json!("The last question."),
        &["the text file's phrase `progress-last` lacks {number}; put it where the value belongs"],
    );
}

#[test]
fn words_for_another_guide_in_no_language() {
    check_text(
        |file| {
            file["guide"] = json!("butcher");
            file["locale"] = json!("English, please");
            file["title"] = json!("");
        },
        &[
            "the text file belongs to guide `butcher`, not to `bakery`; use that guide's words",
            "the text file's locale is `English, please`; write a language tag such as en or pt-BR",
            "the text file's words for `title` in `the file` are blank; write them",
        ],
    );
}

#[test]
fn a_value_that_looks_like_a_placeholder_stays_as_it_is() {
    use signpost::guide::phrase::Phrase;
    let text = sample::text();
    assert_eq!(
        text.filled(
            Phrase::RouteNumber,
            &[("number", "{count}"), ("count", "2")]
        ),
        "route-number {count} 2"
    );
}

#[test]
fn ages_that_leave_out_a_day_or_name_one_twice() {
    for (ages, day) in [
        (json!([{ "least": 1, "most": 9 }, { "least": 10 }]), 0),
        (json!([{ "least": 0, "most": 9 }, { "least": 11 }]), 10),
        (json!([{ "least": 0, "most": 9 }, { "least": 9 }]), 10),
        (
            json!([{ "least": 0, "most": 9 }, { "least": 10, "most": 20 }]),
            21,
        ),
        (json!([{ "least": 0 }, { "least": 10 }]), 10),
    ] {
        check(
            |file| {
                for (index, age) in ages.as_array().unwrap().iter().enumerate() {
                    file["questions"][2]["options"][index]["age"] = age.clone();
                }
            },
            &[&format!(
                "the ages of question `oven` leave out day {day} or name it twice; make them \
                 follow each other from 0 without end"
            )],
        );
    }
}

#[test]
fn a_date_without_words_and_words_without_a_date() {
    check_text(
        |file| {
            file["questions"]["oven"]
                .as_object_mut()
                .unwrap()
                .remove("date");
            file["questions"]["role"]["date"] = json!("Since when?");
        },
        &[
            "question `role` has words for a date but takes none; drop the \"date\" or give its \
             options ages",
            "question `oven` takes a date but has no words for it; add a \"date\" to its words",
        ],
    );
}

#[test]
fn a_glossary_entry_that_no_words_use() {
    check_text(
        |file| file["glossary"]["pan"] = json!({ "term": "pancake", "meaning": "flat cake" }),
        &[
            "the glossary explains `pancake` as `pan`, but no words use it; correct the term or drop \
           the entry",
        ],
    );
    check_text(
        |file| file["glossary"]["cake"]["meaning"] = json!(""),
        &["the text file's words for `cake` in `glossary` are blank; write them"],
    );
}
