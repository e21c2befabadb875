//! The screens as HTML, rendered natively: what a person finds on each, by role and by words.

#![allow(clippy::panic)]

mod sample;

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::json;
use signpost::draft::calendar::Day;
use signpost::engine::session::Session;
use signpost::guide::Guide;
use signpost::guide::compile::guide_from_json;
use signpost::ui::{Advice, App, AppProps, HeadingLevel};
use yew::{Callback, LocalServerRenderer};

/// The widget's HTML for a fragment of the sample guide.
async fn screen(fragment: &str) -> String {
    screen_at_level(2, fragment).await
}

/// The same where the page asks for another level of the screen's heading.
async fn screen_at_level(level: u8, fragment: &str) -> String {
    screen_of(sample::guide(), level, fragment).await
}

/// The same of another guide that has the sample's words.
async fn screen_of(guide: Guide, level: u8, fragment: &str) -> String {
    let props = AppProps {
        start: Session::start(&guide),
        guide: Rc::new(guide),
        text: Rc::new(sample::text()),
        advice: Some(Advice::load()),
        fragment: fragment.to_owned().into(),
        today: Callback::from(|()| Day::new(2026, 5, 3)),
        has_history: false,
        heading_level: HeadingLevel::of_screen(level),
        on_step: Callback::noop(),
        on_title: Callback::noop(),
        on_create: Callback::noop(),
    };
    LocalServerRenderer::<App>::with_props(props)
        .hydratable(false)
        .render()
        .await
}

/// Checks that a screen holds each of these, in this order.
async fn check(fragment: &str, expected: &[&str]) {
    let html = screen(fragment).await;
    let mut rest = html.as_str();
    for each in expected {
        let Some((_, after)) = rest.split_once(each) else {
            panic!("{each} is not where it belongs on the screen of {fragment}:\n{html}");
        };
        rest = after;
    }
}

/// Checks that a screen holds none of these.
async fn check_without(fragment: &str, unexpected: &[&str]) {
    let html = screen(fragment).await;
    for each in unexpected {
        assert!(
            !html.contains(each),
            "{each} is on the screen of {fragment}:\n{html}"
        );
    }
}

#[tokio::test]
async fn the_first_question_is_a_group_named_by_its_heading() {
    check(
        "",
        &[
            "lang=\"en\" dir=\"ltr\"",
            "progress-range 1 1 3",
            "<fieldset data-question=\"role\"",
            "<legend><h2 part=\"heading\" tabindex=\"-1\" class=\"heading\"><strong>role?</strong></h2></legend>",
            "choose-several",
            "type=\"checkbox\" id=\"option-eater\" name=\"role\"",
            "<label for=\"option-eater\">role=eater</label>",
            "class=\"option alone\"",
            "<summary>why-we-ask</summary><p>because</p>",
            "type=\"submit\" class=\"primary\">continue</button>",
            "privacy",
        ],
    )
    .await;
}

#[tokio::test]
async fn the_first_question_has_nothing_to_go_back_to() {
    check_without(
        "",
        &[
            ">back<",
            "answers-so-far",
            "start-again",
            "error-",
            "notice",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_later_question_shows_the_answers_so_far_and_a_way_back() {
    check(
        "signpost=bakery.3&role=eater",
        &[
            "progress-range 2 1 2",
            "type=\"radio\"",
            ">back</button>",
            "answers-so-far",
            "<dt>role</dt>",
            "<li>role=eater</li>",
            "aria-label=\"change-answer role\"",
            "start-again",
        ],
    )
    .await;
}

#[tokio::test]
async fn an_answer_given_before_is_chosen_again() {
    check(
        "signpost=bakery.3&role=eater&at=role",
        &["value=\"eater\" checked"],
    )
    .await;
}

#[tokio::test]
async fn the_last_question_says_that_it_is_the_last() {
    check("signpost=bakery.3&role=unsure", &["progress-last 2"]).await;
}

#[tokio::test]
async fn an_outcome_with_one_route_says_where_why_and_how_sure_it_is() {
    check(
        "signpost=bakery.3&role=eater&shop=web&oven=gas&wish=roll",
        &[
            "<p class=\"kicker\">outcome-kicker</p>",
            "data-route=\"ask-site\"",
            "<h2 id=\"route-ask-site\" part=\"heading\" tabindex=\"-1\" class=\"heading\"><strong>ask-site</strong></h2>",
            "bread",
            "where-heading",
            "<a href=\"https://bakery.example/ask\"",
            "aria-label=\"copy-address https://bakery.example/ask\"",
            "acts-you",
            "role-open",
            "why-heading",
            "basis-reading",
            "ask-site/why",
            "reasons-heading",
            "shop=web",
            "oven=gas",
            "then-heading",
            "basis-later",
            "ask-site/moved",
            "<a href=\"mailto:bread@bakery.example\"",
            "source-heading",
            "source-revision The Baker's Book 2020-10-19 2026-11-22",
            "The new counter",
            "shared-heading",
            "basis-silent",
            "your-answers",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_part_without_statements_has_no_heading() {
    check_without(
        "signpost=bakery.3&role=unsure&wish=roll",
        &[
            "do-heading",
            "put-heading",
            "know-heading",
            "then-heading",
            "summary-heading",
        ],
    )
    .await;
    check(
        "signpost=bakery.3&role=unsure&wish=cake",
        &["know-heading", "ask-counter/cake-day"],
    )
    .await;
}

#[tokio::test]
async fn several_routes_are_listed_first_and_numbered() {
    check(
        "signpost=bakery.3&role=eater,baker&shop=web&oven=gas&wish=roll",
        &[
            "<h2 part=\"heading\" tabindex=\"-1\" class=\"heading\"><strong>outcome-several 2</strong></h2>",
            "summary-heading",
            "<a href=\"#route-ask-site\">",
            "<a href=\"#route-ask-guild\">",
            "data-route=\"ask-site\"",
            "route-number 1 2",
            "<h3 id=\"route-ask-site\" part=\"subheading\" tabindex=\"-1\" class=\"route-heading\">ask-site</h3>",
            "data-route=\"ask-guild\"",
            "route-number 2 2",
            "<h3 id=\"route-ask-guild\" part=\"subheading\" tabindex=\"-1\" class=\"route-heading\">ask-guild</h3>",
            "acts-organisation",
        ],
    )
    .await;
}

#[tokio::test]
async fn steps_are_numbered_and_the_rest_is_not() {
    check(
        "signpost=bakery.3&role=baker&oven=gas&wish=roll",
        &[
            "do-heading",
            "<ol><li data-statement=\"fire\"",
            "put-heading",
            "<ul><li data-statement=\"act\"",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_person_has_no_address() {
    check(
        "signpost=bakery.3&role=unsure&wish=roll",
        &["counter</span>", "where-person"],
    )
    .await;
}

#[tokio::test]
async fn a_link_that_cannot_be_followed_begins_again_with_a_notice() {
    check(
        "signpost=bakery.2&role=unsure",
        &[
            "<div id=\"notice\"><p part=\"notice\" role=\"status\" class=\"notice\">notice-bad-link</p>",
            "aria-describedby=\"notice\"",
            "role?",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_question_that_takes_a_date_has_a_labelled_field() {
    check(
        "signpost=bakery.3&role=baker",
        &[
            "<label for=\"date\">oven-date</label>",
            "type=\"date\" id=\"date\"",
            "date-use</button>",
            "role=\"status\"",
        ],
    )
    .await;
    check_without("signpost=bakery.3&role=unsure", &["type=\"date\""]).await;
}

#[tokio::test]
async fn a_term_in_a_heading_or_an_option_is_explained_below() {
    check(
        "signpost=bakery.3&role=unsure",
        &[
            "<label for=\"option-cake\">wish=cake</label>",
            "<summary>glossary-heading</summary>",
            "<dt>cake</dt><dd>sweet bread</dd>",
        ],
    )
    .await;
    check_without("", &["glossary-heading"]).await;
}

#[tokio::test]
async fn a_term_in_a_sentence_is_a_button_that_opens_in_place() {
    check(
        "signpost=bakery.3&role=unsure&wish=cake",
        &[
            "<li data-statement=\"cake-day\">ask-counter/",
            "<button type=\"button\" aria-expanded=\"false\" class=\"term\">cake</button>-day",
        ],
    )
    .await;
    check_without(
        "signpost=bakery.3&role=unsure&wish=cake",
        &["sweet bread", "glossary-heading"],
    )
    .await;
}

#[tokio::test]
async fn progress_has_a_dot_for_each_question_behind_here_sure_and_perhaps() {
    let dots = |kinds: &[&str]| {
        let dots: String = kinds
            .iter()
            .map(|kind| format!("<i class=\"{kind}\"></i>"))
            .collect();
        format!("<span aria-hidden=\"true\" class=\"dots\">{dots}</span>")
    };
    check(
        "",
        &[
            &dots(&["here", "sure", "may", "may"]),
            "progress-range 1 1 3",
        ],
    )
    .await;
    check(
        "signpost=bakery.3&role=eater",
        &[
            &dots(&["behind", "here", "sure", "may"]),
            "progress-range 2 1 2",
        ],
    )
    .await;
}

#[tokio::test]
async fn every_screen_but_the_overview_leads_to_it() {
    for fragment in ["", "signpost=bakery.3&role=unsure&wish=cake"] {
        check(fragment, &["privacy", "overview-open</button>"]).await;
    }
    check_without("signpost=bakery.3&view=overview", &["overview-open"]).await;
}

#[tokio::test]
async fn the_overview_shows_each_route_with_somebody_whom_it_concerns() {
    check(
        "signpost=bakery.3&view=overview",
        &[
            "<p class=\"kicker\">overview-kicker</p>",
            "<h2 part=\"heading\" tabindex=\"-1\" class=\"heading\"><strong>overview-heading</strong></h2>",
            "overview-hint",
            "<label for=\"narrow-wish\">wish</label>",
            "<select id=\"narrow-wish\"",
            "overview-any</option>",
            "<option value=\"roll\">wish=roll</option>",
            "role=\"status\" class=\"count\">overview-count 3 3</p>",
            "data-place=\"ask-counter\"",
            "<h3 part=\"subheading\" class=\"place-heading\">ask-counter</h3>",
            "overview-example",
            "<dt>role</dt><dd><ul class=\"labels\"><li>role=eater</li></ul></dd>",
            "<dt>shop</dt><dd><ul class=\"labels\"><li>shop=corner</li></ul></dd>",
            "aria-label=\"overview-take-route ask-counter\"",
            "data-place=\"ask-site\"",
            "<a href=\"https://bakery.example/ask\"",
            "data-place=\"ask-guild\"",
            "picture-heading",
            ">back</button>",
        ],
    )
    .await;
    check_without(
        "signpost=bakery.3&view=overview",
        &["where-person", "narrow-role", "picture-yours"],
    )
    .await;
}

#[tokio::test]
async fn the_picture_marks_the_own_path_and_has_a_table_that_says_the_same() {
    check(
        "signpost=bakery.3&role=unsure&view=overview",
        &[
            "picture-hint",
            "picture-yours",
            "tabindex=\"0\"",
            "role=\"img\" aria-labelledby=\"picture-heading\"",
            "<g class=\"asked own\">",
            "<g class=\"answer\">",
            "<g class=\"answer own\">",
            "class=\"tick\"",
            "<g class=\"led\">",
            "<summary>picture-table</summary>",
            "<table><caption>role</caption>",
            "<th scope=\"col\">picture-answer</th><th scope=\"col\">picture-leads</th>",
            "role=eater</th><td><ul class=\"labels\"><li>shop</li></ul></td>",
            "role=baker</th>",
            "<li>oven</li><li>ask-guild</li>",
            "<tr class=\"own\"><th scope=\"row\">role=unsure",
            "picture-your-answer",
            "<li>ask-counter</li>",
            "wish=roll</th><td><ul class=\"labels\"><li>picture-nowhere</li></ul></td>",
        ],
    )
    .await;
}

/// The fragments of screens of each kind that can be linked to.
const SCREENS: [&str; 5] = [
    "signpost=bakery.2&role=unsure",
    "signpost=bakery.3&role=baker",
    "signpost=bakery.3&role=unsure&wish=cake",
    "signpost=bakery.3&role=eater,baker&shop=web&oven=gas&wish=roll",
    "signpost=bakery.3&view=overview",
];

/// The parts that a host may style, and the screens that have them, by their place in `SCREENS`.
const PARTS: [(&str, &[usize]); 15] = [
    ("widget", &[0, 1, 2, 3, 4]),
    ("notice", &[0]),
    ("progress", &[0, 1]),
    ("heading", &[0, 1, 2, 3, 4]),
    ("subheading", &[1, 2, 3, 4]),
    ("option", &[0, 1]),
    ("field", &[1, 4]),
    ("button", &[0, 1, 2, 3, 4]),
    ("primary", &[0, 1]),
    ("secondary", &[1, 2, 3, 4]),
    ("quiet", &[0, 1, 2, 3, 4]),
    ("route", &[2, 3]),
    ("sign", &[2, 3]),
    ("place", &[4]),
    ("foot", &[0, 1, 2, 3, 4]),
];

#[tokio::test]
async fn each_screen_has_its_parts() {
    for (index, fragment) in SCREENS.into_iter().enumerate() {
        let html = screen(fragment).await;
        let parts = html.split(" part=\"").skip(1);
        let parts: BTreeSet<&str> = parts
            .filter_map(|rest| rest.split('"').next())
            .flat_map(|parts| parts.split(' '))
            .collect();
        let expected = PARTS.iter().filter(|(_, screens)| screens.contains(&index));
        let expected: BTreeSet<&str> = expected.map(|(part, _)| *part).collect();
        assert_eq!(parts, expected, "the parts on the screen of {fragment}");
    }
}

#[tokio::test]
async fn the_headings_follow_the_level_of_the_first() {
    // What a host asks for; the screen's, each route's and each part's heading.
    for (asked, levels) in [
        (0, [1, 2, 3]),
        (1, [1, 2, 3]),
        (2, [2, 3, 4]),
        (3, [3, 4, 5]),
        (4, [4, 5, 6]),
        (6, [4, 5, 6]),
    ] {
        let html = screen_at_level(asked, SCREENS[3]).await;
        for (class, level) in ["heading", "route-heading", "part-heading"]
            .into_iter()
            .zip(levels)
        {
            let mut elements = html.split('<');
            let is_headed = |element: &str| element.contains(&format!("class=\"{class}\""));
            let heading = elements.find(|element| is_headed(element));
            assert_eq!(
                heading.and_then(|heading| heading.get(..2)),
                Some(&*format!("h{level}")),
                "{class} where {asked} is asked for"
            );
        }
    }
}

#[tokio::test]
async fn the_hosts_footer_stands_below_the_foot() {
    for fragment in SCREENS {
        check(
            fragment,
            &["class=\"foot\"", "<slot name=\"footer\"></slot></div>"],
        )
        .await;
    }
}

const ORDER: &str = "signpost=bakery.3&role=baker&oven=gas&wish=cake";

#[tokio::test]
async fn an_outcome_offers_its_drafts_with_the_first_of_their_routes() {
    check(
        ORDER,
        &[
            "data-route=\"ask-guild\"",
            "put-heading",
            "drafts-hint",
            "<button part=\"button secondary\" type=\"button\" class=\"secondary\">order</button>",
            "<button part=\"button secondary\" type=\"button\" class=\"secondary\">receipt</button>",
            "shared-heading",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_draft_has_its_fields_its_text_the_ways_to_take_it_and_its_deadline() {
    check(
        &format!("{ORDER}&draft=order"),
        &[
            "data-draft=\"order\"",
            "draft-kicker",
            "<strong>order</strong>",
            "<label for=\"field-name\">Your name</label>",
            "type=\"text\" id=\"field-name\" part=\"field\" autocomplete=\"name\"",
            "<label for=\"field-loaves\">Loaves</label> <span class=\"optional\">field-optional</span>",
            "id=\"field-loaves-hint\" class=\"hint\">One a line</p>",
            "<textarea id=\"field-loaves\"",
            "re order",
            "id=\"letter\"",
            "order/hello\n\norder/cake\n\norder/act",
            "letter-missing Your name",
            "letter-copy",
            "href=\"mailto:bread@bakery.example?subject=re%20order&amp;body=order%2Fhello%0D%0A",
            "href=\"data:text/plain;charset=utf-8,re%20order%0D%0A",
            "download=\"order.txt\"",
            "print",
            "bread@bakery.example",
            "deadline-heading",
            "type=\"date\" id=\"since\"",
            "The Bread Act",
            ">back</button>",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_draft_to_the_organisation_names_no_channel_and_is_mailed_to_no_address() {
    let mut file = sample::guide_file();
    file["drafts"][0]["to"] = json!("organisation");
    let Ok(guide) = guide_from_json(&file.to_string()) else {
        panic!("the sample with another recipient has a problem");
    };
    let html = screen_of(guide, 2, &format!("{ORDER}&draft=order")).await;
    assert!(
        html.contains("href=\"mailto:?subject=re%20order&amp;body="),
        "{html}"
    );
    for unexpected in ["letter-to", "bread@"] {
        assert!(!html.contains(unexpected), "{unexpected} in {html}");
    }
}

#[tokio::test]
async fn an_outcome_with_something_to_do_leads_to_its_checklist_and_to_its_record() {
    check(
        ORDER,
        &[
            "data-route=\"ask-guild\"",
            "checklist-open</button>",
            "shared-heading",
            "keep-heading",
            "record-hint",
            "records-save-heading</button>",
        ],
    )
    .await;
    check_without(
        "signpost=bakery.3&role=unsure&wish=roll",
        &["checklist-open"],
    )
    .await;
}

#[tokio::test]
async fn the_checklist_names_each_step_under_its_stage_and_its_route() {
    check(
        "signpost=bakery.3&role=eater,baker&shop=corner&oven=gas&wish=cake&view=checklist",
        &[
            "checklist-kicker",
            "<strong>checklist-heading</strong>",
            "checklist-hint",
            "role=\"status\" class=\"done\">checklist-done 0 2</p>",
            "part=\"subheading\" id=\"stage-heat\" class=\"section-heading\">First",
            "<fieldset><legend class=\"label\">ask-guild</legend>",
            "href=\"mailto:bread@bakery.example\"",
            "type=\"checkbox\" id=\"step-ask-guild--fire\" name=\"stage-heat--ask-guild\"",
            "<label for=\"step-ask-guild--fire\">ask-guild/fire</label>",
            "id=\"stage-bake\"",
            "<label for=\"step-ask-counter--cake-day\">",
            "<legend class=\"label\">ask-guild</legend>",
            "class=\"secondary\">order</button>",
            ">back</button>",
            ">print</button>",
        ],
    )
    .await;
}

#[tokio::test]
async fn an_outcome_is_saved_to_be_opened_and_to_be_read() {
    check(
        &format!("{ORDER}&view=records"),
        &[
            "<strong>records-heading</strong>",
            "records-save-heading",
            "href=\"data:application/json;charset=utf-8,%7B%0A",
            "download=\"bakery-2026-05-03.json\"",
            "records-save</a>",
            "href=\"data:text/markdown;charset=utf-8,%23%20",
            "download=\"bakery-2026-05-03.md\"",
            "records-load-heading",
            "<label for=\"record-file\">records-file</label>",
            "type=\"file\" id=\"record-file\"",
            "<label for=\"record-paste\">records-paste</label>",
            "records-load</button>",
        ],
    )
    .await;
}

#[tokio::test]
async fn where_there_is_no_outcome_yet_nothing_is_saved() {
    check("signpost=bakery.3&view=records", &["records-load-heading"]).await;
    check_without(
        "signpost=bakery.3&view=records",
        &[
            "records-save",
            "data:",
            "records-load-heading</button>",
            "error",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_draft_to_the_person_names_no_channel() {
    check_without(
        &format!("{ORDER}&draft=receipt"),
        &[
            "letter-to",
            "deadline-heading",
            "fields-heading",
            "letter-missing",
            "bread@",
        ],
    )
    .await;
}
