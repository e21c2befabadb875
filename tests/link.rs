//! Fragments: what is written is read back, and what was not written by us is refused.

#![allow(clippy::unwrap_used)]

mod sample;

use proptest::prelude::*;
use sample::{answers, guide, question};
use signpost::engine::session::{Place, Session};
use signpost::link::{LinkProblem, MAX_LENGTH, fragment, session, session_from};

#[test]
fn a_fragment_holds_the_guide_its_edition_and_the_answers_that_count() {
    let guide = guide();
    let at_outcome = Session::at_frontier(
        &guide,
        answers(&guide, "role=unsure oven=gas wish=cake,roll"),
    );
    assert_eq!(
        fragment(&guide, &at_outcome),
        "signpost=bakery.3&role=unsure&wish=roll,cake"
    );
    assert_eq!(
        fragment(&guide, &Session::start(&guide)),
        "signpost=bakery.3"
    );
}

#[test]
fn a_fragment_says_what_is_on_screen_where_the_answers_do_not() {
    let guide = guide();
    let outcome = Session::at_frontier(&guide, answers(&guide, "role=unsure wish=roll"));
    let id = question(&guide, "wish");
    let at = Session {
        place: Place::Question(id),
        ..outcome.clone()
    };
    let change = Session {
        place: Place::Change(id),
        ..outcome
    };
    let overview = Session {
        place: Place::Overview,
        ..at.clone()
    };
    assert_eq!(
        fragment(&guide, &overview),
        "signpost=bakery.3&role=unsure&wish=roll&view=overview"
    );
    let records = Session {
        place: Place::Records,
        ..at.clone()
    };
    assert_eq!(
        fragment(&guide, &records),
        "signpost=bakery.3&role=unsure&wish=roll&view=records"
    );
    assert_eq!(
        fragment(&guide, &at),
        "signpost=bakery.3&role=unsure&wish=roll&at=wish"
    );
    assert_eq!(
        fragment(&guide, &change),
        "signpost=bakery.3&role=unsure&wish=roll&change=wish"
    );
}

/// Checks where a page that wants to begin at a place begins, as the fragment of what is on screen.
fn check_start(place: &str, expected: Result<&str, LinkProblem>) {
    let guide = guide();
    let session = session_from(&guide, place);
    let fragment = session.map(|session| fragment(&guide, &session));
    assert_eq!(fragment, expected.map(str::to_owned), "{place}");
}

#[test]
fn a_page_begins_at_a_fragment_or_with_answers_alone() {
    check_start("", Ok("signpost=bakery.3"));
    check_start("role=unsure", Ok("signpost=bakery.3&role=unsure"));
    for place in [
        "signpost=bakery.3&role=unsure&wish=roll,cake",
        "#signpost=bakery.3&role=unsure&wish=roll,cake",
        "wish=cake,roll&role=unsure",
        "role=unsure&&wish=roll,cake&",
    ] {
        check_start(place, Ok("signpost=bakery.3&role=unsure&wish=roll,cake"));
    }
    check_start(
        "view=overview&role=unsure",
        Ok("signpost=bakery.3&role=unsure&view=overview"),
    );
}

#[test]
fn an_answer_that_a_page_gives_ahead_counts_once_its_question_is_asked() {
    let guide = guide();
    let mut session = session_from(&guide, "wish=roll").unwrap();
    assert_eq!(session.place, Place::Question(question(&guide, "role")));
    session.answers = session.answers.or(&answers(&guide, "role=unsure"));
    let session = Session::at_frontier(&guide, session.answers);
    assert_eq!(session.place, Place::Outcome);
}

#[test]
fn answers_that_nobody_can_give_are_asked_for() {
    check_start("role=unsure,eater", Ok("signpost=bakery.3"));
    let guide = guide();
    let session = session_from(&guide, "role=unsure,eater").unwrap();
    assert_eq!(session, Session::start(&guide));
}

#[test]
fn a_page_that_names_what_the_guide_does_not_have_is_told_so() {
    for place in [
        "role",
        "role=king",
        "rank=king",
        "signpost=bakery.3&rank=king",
        "at=wish",
        "role=unsure&at=wsh",
        "role=unsure&change=wsh",
        "role=unsure&draft=wsh",
        "role=unsure&view=overveiw",
    ] {
        check_start(place, Err(LinkProblem::Malformed));
    }
    check_start("signpost=bakery.2", Err(LinkProblem::OtherGuide));
    let long = "role=unsure&".repeat(MAX_LENGTH / 12 + 1);
    check_start(&long, Err(LinkProblem::TooLong));
}

#[test]
fn a_fragment_that_is_not_ours_is_left_alone() {
    for other in [
        "",
        "about",
        "/route",
        "%%%",
        "Signpost=bakery.3",
        "signpost",
        "signposts",
    ] {
        assert_eq!(session(&guide(), other), Ok(None), "{other}");
    }
}

/// Checks that a fragment meant for the widget is refused.
fn check_refused(fragment: &str, expected: LinkProblem) {
    assert_eq!(session(&guide(), fragment), Err(expected), "{fragment}");
}

#[test]
fn a_fragment_of_another_guide_or_edition_is_refused() {
    check_refused("signpost=butcher.3", LinkProblem::OtherGuide);
    check_refused("signpost=bakery.2&role=unsure", LinkProblem::OtherGuide);
    check_refused("signpost=bakery.03", LinkProblem::OtherGuide);
}

#[test]
fn a_fragment_with_anything_unknown_is_refused() {
    for fragment in [
        "signpost=",
        "signpost=bakery",
        "signpost=bakery.3&",
        "signpost=bakery.3&role",
        "signpost=bakery.3&role=",
        "signpost=bakery.3&role=cook",
        "signpost=bakery.3&rôle=eater",
        "signpost=bakery.3&role=<script>alert(1)</script>",
        "signpost=bakery.3&at=nowhere",
        "signpost=bakery.3&view=nowhere",
        "signpost=bakery.3&view=overview&at=role",
        "signpost=%00%ff",
    ] {
        let problem = session(&guide(), fragment);
        assert!(
            matches!(
                problem,
                Err(LinkProblem::Malformed | LinkProblem::OtherGuide)
            ),
            "{fragment}: {problem:?}"
        );
    }
}

#[test]
fn a_fragment_with_answers_that_nobody_can_have_given_is_refused() {
    check_refused(
        "signpost=bakery.3&role=unsure,baker",
        LinkProblem::Malformed,
    );
    check_refused("signpost=bakery.3&wish=cake", LinkProblem::Malformed);
    check_refused(
        "signpost=bakery.3&role=unsure&shop=web",
        LinkProblem::Malformed,
    );
    check_refused(
        "signpost=bakery.3&role=eater&role=unsure",
        LinkProblem::Malformed,
    );
    check_refused(
        "signpost=bakery.3&role=unsure&at=oven",
        LinkProblem::Malformed,
    );
    check_refused(
        "signpost=bakery.3&at=role&role=unsure",
        LinkProblem::Malformed,
    );
}

#[test]
fn a_fragment_that_is_too_long_is_refused_unread() {
    let long = format!("signpost=bakery.3&role={}", "eater,".repeat(MAX_LENGTH));
    check_refused(&long, LinkProblem::TooLong);
}

#[test]
fn a_fragment_as_long_as_may_be_is_read_and_one_byte_more_is_not() {
    let head = "signpost=bakery.3&role=";
    let filled = |length: usize| format!("{head}{}", "e".repeat(length - head.len()));
    check_refused(&filled(MAX_LENGTH), LinkProblem::Malformed);
    check_refused(&filled(MAX_LENGTH + 1), LinkProblem::TooLong);
}

/// Checks that a fragment is read, and the session that it leads to.
fn check_read(fragment: &str, written: &str, place: Place) {
    let guide = guide();
    let read = session(&guide, fragment).unwrap().unwrap();
    assert_eq!(read.answers, answers(&guide, written), "{fragment}");
    assert_eq!(read.place, place, "{fragment}");
    assert!(!read.is_refused, "{fragment}");
}

#[test]
fn a_fragment_leads_to_what_was_on_screen() {
    let guide = guide();
    let (role, wish) = (question(&guide, "role"), question(&guide, "wish"));
    let both = "role=unsure wish=roll";
    check_read("signpost=bakery.3", "", Place::Question(role));
    check_read(
        "signpost=bakery.3&role=unsure",
        "role=unsure",
        Place::Question(wish),
    );
    check_read(
        "signpost=bakery.3&role=unsure&wish=roll",
        both,
        Place::Outcome,
    );
    check_read(
        "signpost=bakery.3&role=unsure&wish=roll&at=role",
        both,
        Place::Question(role),
    );
    check_read(
        "signpost=bakery.3&role=unsure&wish=roll&change=wish",
        both,
        Place::Change(wish),
    );
    check_read(
        "signpost=bakery.3&role=unsure&change=wish",
        "role=unsure",
        Place::Change(wish),
    );
    check_read("signpost=bakery.3&view=overview", "", Place::Overview);
    check_read("signpost=bakery.3&view=records", "", Place::Records);
    let baker = "role=baker oven=gas wish=roll";
    check_read(
        "signpost=bakery.3&role=baker&oven=gas&wish=roll&view=checklist",
        baker,
        Place::Checklist,
    );
    check_read(
        "signpost=bakery.3&role=unsure&wish=roll&view=overview",
        both,
        Place::Overview,
    );
}

#[test]
fn why_a_fragment_is_refused_is_said_in_a_sentence() {
    let sentences = [
        LinkProblem::TooLong,
        LinkProblem::OtherGuide,
        LinkProblem::Malformed,
    ];
    assert_eq!(
        sentences.map(|problem| problem.to_string()),
        [
            "the link is too long to be one of ours",
            "the link was made for another guide or an earlier edition",
            "the link names answers that this guide does not have",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_fragment_is_read_without_a_panic(text in "(signpost(=bakery\\.3)?)?\\PC*") {
        let _ = session(&guide(), &text);
    }

    #[test]
    fn what_is_read_was_written_so(role in 0_usize..4, shop in 0_usize..3, oven in 0_usize..3) {
        let guide = guide();
        let role = ["eater", "baker", "eater,baker", "unsure"][role];
        let shop = ["", " shop=corner", " shop=web"][shop];
        let oven = ["", " oven=gas", " oven=wood"][oven];
        let written = answers(&guide, &format!("role={role}{shop}{oven}"));
        let before = Session::at_frontier(&guide, written);
        let after = session(&guide, &fragment(&guide, &before)).unwrap().unwrap();
        prop_assert_eq!(after.place, before.place);
        prop_assert_eq!(after.walk(&guide), before.walk(&guide));
    }
}

#[test]
fn a_fragment_that_was_not_written_so_is_refused() {
    for fragment in [
        "signpost=bakery.3&role=baker,eater",
        "signpost=bakery.3&role=eater,eater",
        "signpost=bakery.3&at=role",
        "signpost=bakery.3&role=unsure&at=role&at=wish",
        "signpost=bakery.3&role=unsure&wish=roll&at=role&change=role",
    ] {
        check_refused(fragment, LinkProblem::Malformed);
    }
}
