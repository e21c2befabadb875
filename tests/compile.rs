//! Compiling a guide and its words: each kind of mistake, in the exact sentence an author reads.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use sample::{guide, guide_file, text_file};
use serde_json::{Value, json};
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::problem::Problem;
use signpost::guide::text::{Piece, Term};
use signpost::guide::{Address, MAX_ENTRIES, OptionSet, Rule};

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
            "`source.checked` is `yesterday`; write a day of the calendar as YYYY-MM-DD",
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
        |file| {
            file["questions"][3]["id"] = json!("at");
            file["routes"][0]["statements"][1]["when"] = json!("at=cake");
            file["drafts"][0]["paragraphs"][2]["when"] = json!("at=cake");
            file["drafts"][1]["when"] = json!("at=cake");
        },
        &["question `at` has an id that links need for themselves; give it another"],
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
            for list in ["questions", "routes", "fields", "drafts", "deadlines"] {
                file[list] = json!([]);
            }
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
        &[
            "the text file's words for `progress-last` in `phrases` lack {number}; put it where the \
           value belongs",
        ],
    );
}

#[test]
fn words_with_a_placeholder_that_nothing_is_filled_in_for() {
    check_text(
        |file| {
            file["paragraphs"]["order/hello-name"] = json!("Dear {nmae},");
            file["phrases"]["continue"] = json!("Go on, {name}");
        },
        &[
            "the text file's words for `order/hello-name` in `paragraphs` lack {name}; put it where \
             the value belongs",
            "the text file's words for `order/hello-name` in `paragraphs` have {nmae}, which nothing \
             is filled in for; correct it or drop it",
            "the text file's words for `continue` in `phrases` have {name}, which nothing is filled \
             in for; correct it or drop it",
        ],
    );
}

#[test]
fn a_draft_that_names_what_does_not_exist() {
    check(
        |file| {
            let draft = &mut file["drafts"][0];
            draft["routes"] = json!(["ask-guild", "ask-nobody"]);
            draft["needs"] = json!(["name", "shoe-size", "name"]);
            draft["paragraphs"][2]["says"] = json!(["fire", "ice"]);
            draft["paragraphs"][3]["fills"] = json!(["loaves", "rolls"]);
            draft["paragraphs"][4]["cites"] = json!(["cake-act"]);
            file["routes"][2]["statements"][1]["stage"] = json!("cool");
            file["deadlines"][0]["drafts"] = json!(["orders"]);
        },
        &[
            "statement `ask-guild/fire` names stage `cool`, which does not exist; correct the name or \
             add it",
            "draft `order` names route `ask-nobody`, which does not exist; correct the name or add it",
            "draft `order` names field `shoe-size`, which does not exist; correct the name or add it",
            "draft `order` names field `name` twice; drop one of them",
            "paragraph `order/cake` names statement `ask-guild/ice`, which does not exist; correct \
             the name or add it",
            "paragraph `order/loaves` names field `rolls`, which does not exist; correct the name or \
             add it",
            "paragraph `order/act` names reference `cake-act`, which does not exist; correct the name \
             or add it",
            "deadline `soon` names draft `orders`, which does not exist; correct the name or add it",
        ],
    );
}

#[test]
fn a_statement_that_not_every_route_of_a_draft_has() {
    check(
        |file| file["drafts"][1]["paragraphs"][0]["says"] = json!(["fire"]),
        &[
            "paragraph `receipt/thanks` names statement `ask-counter/fire`, which does not exist; \
           correct the name or add it",
        ],
    );
}

#[test]
fn drafts_and_deadlines_that_are_empty_or_in_vain() {
    check(
        |file| {
            file["fields"] = json!([
                { "id": "name", "kind": "line" }, { "id": "loaves", "kind": "lines" },
                { "id": "hat", "kind": "line" }
            ]);
            let draft = &mut file["drafts"][0];
            draft["paragraphs"][1]["unless"] = json!(["name"]);
            draft["paragraphs"][4]["cites"] = json!(["counter"]);
            file["drafts"][1]["routes"] = json!([]);
            file["drafts"][1]["paragraphs"] = json!([]);
            file["deadlines"][0] =
                json!({ "id": "soon", "drafts": [], "period": { "months": 0 }, "cites": [] });
        },
        &[
            "field `hat` stands in no draft; use it in a paragraph or drop it",
            "paragraph `order/hello-name` is left out once it is filled in; take a field out of \
             \"unless\" or of \"fills\"",
            "paragraph `order/act` cites reference `counter`, which is not of kind \"law\"; name the \
             statements that rest on it in \"says\", or drop it",
            "draft `receipt` has nothing in `routes`; add at least one",
            "draft `receipt` has nothing in `paragraphs`; add at least one",
            "deadline `soon` has nothing in `drafts`; add at least one",
            "deadline `soon` has nothing in `cites`; add at least one",
            "deadline `soon` is over before it begins; give it a day or a month at least",
        ],
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

#[test]
fn everything_in_the_file_is_found_in_the_guide() {
    let guide = guide();
    assert_eq!((guide.name(), guide.edition()), ("bakery", 3));
    assert_eq!(guide.revision(), "2020-10-19");
    assert_eq!(guide.checked(), "2026-11-22");
    let channels = guide.channels().iter();
    let channels: Vec<_> = channels.map(|each| (&*each.name, &each.address)).collect();
    assert_eq!(
        channels,
        [
            ("counter", &Address::Person),
            (
                "site",
                &Address::Link("https://bakery.example/ask".to_owned())
            ),
            (
                "mailbox",
                &Address::Email("bread@bakery.example".to_owned())
            ),
        ]
    );
    let ask_site = &guide.routes()[1];
    assert_eq!(guide.channel(ask_site.channel).name, "site");
    let moved = &ask_site.statements[1];
    assert_eq!(guide.statement(moved.id), moved);
    assert_eq!(moved.channel, Some(guide.channels()[2].id));
    let cited: Vec<_> = moved
        .cites
        .iter()
        .map(|&id| &*guide.reference(id).name)
        .collect();
    assert_eq!(cited, ["new-counter"]);
    assert_eq!(
        guide.statement(guide.shared()[0].id).name,
        guide.shared()[0].name
    );
}

#[test]
fn every_word_is_found_by_the_id_of_what_it_is_for() {
    let (guide, text) = (guide(), sample::text());
    assert_eq!((text.locale(), text.title()), ("en", "Bread"));
    assert_eq!(text.source(), "The Baker's Book");
    for question in guide.questions() {
        assert_eq!(text.question(question.id).short, question.name);
        for option in &question.options {
            let key = format!("{}={}", question.name, option.name);
            assert_eq!(text.option(option.id).label, key);
        }
    }
    for channel in guide.channels() {
        assert_eq!(text.channel(channel.id), channel.name);
    }
    for route in guide.routes() {
        assert_eq!(text.route(route.id).title, route.name);
        for statement in &route.statements {
            let key = format!("{}/{}", route.name, statement.name);
            assert_eq!(text.statement(statement.id), key);
        }
    }
    assert_eq!(text.statement(guide.shared()[0].id), "shared/hours");
    let act = &guide.routes()[2].statements[2];
    assert_eq!(text.reference(act.cites[0]), "The Bread Act");
    let terms: Vec<_> = text.glossary().iter().map(|term| &*term.term).collect();
    assert_eq!(terms, ["cake"]);
}

#[test]
fn a_rule_knows_of_which_questions_and_options_it_speaks() {
    let guide = guide();
    let id = |name| sample::question(&guide, name);
    let named = |question: &str, option: &str| {
        let question = guide.question_named(question).unwrap();
        OptionSet::from(question.option_named(option).unwrap())
    };
    let rule = &guide.routes()[0].rule;
    assert_eq!(rule.questions(), [id("role"), id("shop")]);
    assert_eq!(rule.options_named(id("role")), named("role", "unsure"));
    assert_eq!(rule.options_named(id("shop")), named("shop", "corner"));
    assert_eq!(rule.options_named(id("oven")), OptionSet::EMPTY);
    assert_eq!(Rule::ALWAYS.questions(), []);
}

#[test]
fn sets_of_options_are_sets() {
    let guide = guide();
    let role = guide.question_named("role").unwrap();
    let of = |names: &[&str]| -> OptionSet {
        let ids = names.iter().map(|name| role.option_named(name).unwrap());
        ids.collect()
    };
    let (left, right) = (of(&["eater", "baker"]), of(&["baker", "unsure"]));
    assert_eq!(left.union(right), of(&["eater", "baker", "unsure"]));
    assert_eq!(left.intersection(right), of(&["baker"]));
    assert_eq!(left.without(right), of(&["eater"]));
    assert_eq!(of(&["eater", "eater"]), of(&["eater"]));
    assert_eq!((left.len(), OptionSet::EMPTY.len()), (2, 0));
    assert!(left.meets(right) && !of(&["eater"]).meets(right));
    assert!(OptionSet::EMPTY.is_empty() && !left.is_empty());
}

#[test]
fn as_many_options_as_can_be_told_apart() {
    let mut file = guide_file();
    for index in 0..62 {
        let bun = json!({ "id": format!("bun-{index}") });
        push(&mut file["questions"][3]["options"], bun);
    }
    let guide = guide_from_json(&file.to_string()).unwrap();
    let wish = guide.question_named("wish").unwrap();
    let all: OptionSet = wish.options.iter().map(|option| option.id).collect();
    assert_eq!(all.len(), 64);
}

#[test]
fn an_id_with_a_hyphen_too_many() {
    for id in ["-site", "site-", "web--site", "", "Site", "web_site", "wéb"] {
        check(
            |file| {
                file["channels"][1]["id"] = json!(id);
                file["routes"][1]["channel"] = json!(id);
            },
            &[&format!(
                "channel `{id}` has an id that is not kebab-case; use a-z, 0-9 and single hyphens \
                 between them"
            )],
        );
    }
}

#[test]
fn a_date_that_is_not_written_in_full_or_that_there_is_not() {
    for date in [
        "2026-99-99",
        "2026-02-29",
        "2026-04-31",
        "2026-00-10",
        "0000-01-01",
        "2020-10-1x",
        "2020-10-190",
        "2020-10-1",
        "2020/10/19",
        "20201-0-19",
        "",
    ] {
        check(
            |file| file["source"]["revision"] = json!(date),
            &[&format!(
                "`source.revision` is `{date}`; write a day of the calendar as YYYY-MM-DD"
            )],
        );
    }
}

#[test]
fn a_mailbox_that_cannot_stand_in_a_link() {
    for address in [
        "bread",
        "@bakery.example",
        "bread@",
        "bread@bakery",
        "bread@@bakery.example",
        "bread@bakery.example?subject=roll",
        "fresh bread@bakery.example",
    ] {
        check(
            |file| file["channels"][2]["address"] = json!(address),
            &[&format!(
                "channel `mailbox` has the address `{address}`, which is not an e-mail address; \
                 write it as name@host"
            )],
        );
    }
}

#[test]
fn a_single_day_is_a_span_and_a_span_that_ends_before_it_begins_is_none() {
    let with_ages = |ages: Value| {
        let mut file = guide_file();
        for (index, age) in ages.as_array().unwrap().iter().enumerate() {
            file["questions"][2]["options"][index]["age"] = age.clone();
        }
        guide_from_json(&file.to_string())
    };
    let today = with_ages(json!([{ "least": 0, "most": 0 }, { "least": 1 }]));
    assert!(today.is_ok());
    let reversed = with_ages(json!([{ "least": 0, "most": 4 }, { "least": 5, "most": 3 }]));
    assert_eq!(
        sentences(&reversed.unwrap_err()),
        [
            "the ages of question `oven` leave out day 5 or name it twice; make them follow each \
             other from 0 without end"
        ]
    );
}

#[test]
fn what_excludes_each_other_is_named_at_the_one_that_comes_first() {
    let mut file = guide_file();
    file["routes"][0]["excludes"] = json!(["ask-guild", "ask-site"]);
    file["routes"][2]["statements"][0]["excludes"] = json!(["act"]);
    let guide = guide_from_json(&file.to_string()).unwrap();
    let routes = guide.routes();
    assert_eq!(routes[0].excludes, [routes[2].id, routes[1].id]);
    assert_eq!(routes[1].excludes, []);
    let said = &routes[2].statements;
    assert_eq!(said[0].excludes, [said[2].id]);
    assert_eq!(said[1].excludes, []);
}

#[test]
fn what_excludes_itself_an_earlier_entry_an_unknown_one_or_one_twice() {
    check(
        |file| {
            file["routes"][1]["excludes"] = json!([
                "ask-site",
                "ask-counter",
                "ask-oven",
                "ask-guild",
                "ask-guild"
            ]);
            file["routes"][2]["statements"][1]["excludes"] = json!(["fire", "why", "cake-day"]);
        },
        &[
            "route `ask-site` excludes itself; drop its id from \"excludes\"",
            "route `ask-site` excludes route `ask-counter`, which stands before it; say it once, \
             at the one that comes first",
            "route `ask-site` excludes route `ask-oven`, which does not exist; correct the name \
             or drop it",
            "route `ask-site` excludes route `ask-guild` twice; drop one of them",
            "statement `ask-guild/fire` excludes itself; drop its id from \"excludes\"",
            "statement `ask-guild/fire` excludes statement `ask-guild/why`, which stands before \
             it; say it once, at the one that comes first",
            "statement `ask-guild/fire` excludes statement `ask-guild/cake-day`, which does not \
             exist; correct the name or drop it",
        ],
    );
}

#[test]
fn any_words_that_are_blank() {
    for (list, key, field) in [
        ("questions", "wish", "title"),
        ("questions", "wish", "short"),
        ("questions", "wish", "why"),
        ("questions", "wish", "hint"),
        ("questions", "oven", "date"),
        ("options", "wish=roll", "label"),
        ("options", "wish=roll", "hint"),
        ("routes", "ask-site", "title"),
        ("routes", "ask-site", "about"),
        ("glossary", "cake", "term"),
        ("glossary", "cake", "meaning"),
    ] {
        check_text(
            |file| file[list][key][field] = json!(" "),
            &[&format!(
                "the text file's words for `{key}` in `{list}` are blank; write them"
            )],
        );
    }
}

#[test]
fn a_term_is_found_as_a_whole_word_in_its_own_spelling() {
    let cake = Term {
        term: "cake".to_owned(),
        meaning: "sweet bread".to_owned(),
    };
    for words in ["cake", "A cake.", "(cake)", "pancake or cake", "cake-day"] {
        assert!(cake.is_in(words), "{words}");
    }
    for words in [
        "",
        "pancake",
        "two cakes",
        "Cake",
        "écake",
        "cakeé",
        "ca ke",
    ] {
        assert!(!cake.is_in(words), "{words}");
    }
}

#[test]
fn a_language_tag_has_letters_then_short_subtags() {
    let tagged = |locale: &str| {
        let mut file = text_file();
        file["locale"] = json!(locale);
        text_from_json(&guide(), &file.to_string())
    };
    for locale in ["en", "pt-BR", "zh-Hant-TW", "es-419"] {
        assert!(tagged(locale).is_ok(), "{locale}");
    }
    for locale in [
        "",
        "e",
        "e1",
        "-en",
        "en-",
        "en_US",
        "en-Ü",
        "en-toolongsub",
        "mapudungun",
    ] {
        assert_eq!(
            sentences(&tagged(locale).unwrap_err()),
            [format!(
                "the text file's locale is `{locale}`; write a language tag such as en or pt-BR"
            )]
        );
    }
}

#[test]
fn an_address_is_written_out_and_led_to() {
    let guide = guide();
    let channels = guide.channels().iter();
    let addresses: Vec<_> = channels
        .map(|channel| (channel.address.written(), channel.address.href()))
        .collect();
    let link = "https://bakery.example/ask";
    let mailbox = "bread@bakery.example";
    assert_eq!(
        addresses,
        [
            (None, None),
            (Some(link), Some(link.to_owned())),
            (Some(mailbox), Some(format!("mailto:{mailbox}"))),
        ]
    );
}

/// Checks how a sentence is cut at `cake`, `cake day` and `day`; terms stand in brackets.
fn check_pieces(words: &str, expected: &str) {
    let mut file = text_file();
    for term in ["cake day", "day"] {
        file["glossary"][term] = json!({ "term": term, "meaning": "something" });
    }
    file["phrases"]["privacy"] = json!("Every cake day is a day with cake");
    let text = text_from_json(&guide(), &file.to_string()).unwrap();
    let pieces = text.pieces(words).into_iter().map(|piece| match piece {
        Piece::Plain(words) => words.to_owned(),
        Piece::Term(term) => format!("[{}]", term.term),
    });
    assert_eq!(pieces.collect::<Vec<_>>().join("|"), expected);
}

#[test]
fn a_sentence_is_cut_where_each_term_first_stands() {
    check_pieces("No term at all.", "No term at all.");
    check_pieces("", "");
    check_pieces("cake", "[cake]");
    check_pieces("Eat cake and cake.", "Eat |[cake]| and cake.");
    check_pieces("A day of pancakes", "A |[day]| of pancakes");
    check_pieces(
        "Ein Söhnecake (cake) für “cake”",
        "Ein Söhnecake (|[cake]|) für “cake”",
    );
    check_pieces("ücake, cakeü: cake", "ücake, cakeü: |[cake]");
}

#[test]
fn of_terms_within_each_other_the_longer_one_is_explained() {
    check_pieces("On cake day, eat.", "On |[cake day]|, eat.");
}
