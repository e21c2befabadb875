//! Before there is advice, each question is on screen as it is afterwards: nothing on it rests on what comes later.

#![allow(clippy::unwrap_used)]

mod shipped;

use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::Index;
use signpost::engine::session::{Message, Place, Session};
use signpost::guide::Guide;
use signpost::guide::packed::{pack, unpack_asked};
use signpost::guide::text::Text;
use signpost::ui::{Advice, App, AppProps, HeadingLevel};
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use yew::{Callback, LocalServerRenderer};

use shipped::shipped;

/// The widget's HTML for a session, or for what a fragment leads to.
fn screen(
    guide: Guide,
    text: Text,
    advice: Option<Advice>,
    start: Session,
    fragment: &'static str,
) -> String {
    let props = AppProps {
        guide: Rc::new(guide),
        text: Rc::new(text),
        advice,
        start,
        fragment: fragment.into(),
        today: Callback::from(|()| None),
        has_history: false,
        heading_level: HeadingLevel::of_screen(2),
        on_step: Callback::noop(),
        on_title: Callback::noop(),
        on_create: Callback::noop(),
    };
    let runtime = Builder::new_current_thread().build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        LocalServerRenderer::<App>::with_props(props).render().await
    })
}

/// The sessions of a walk from the first question on, each with a question on screen.
fn walk(guide: &Guide, picks: &[Index]) -> Vec<Session> {
    let mut sessions = vec![Session::start(guide)];
    for pick in picks {
        let last = sessions.last().unwrap().clone();
        let Some(question) = last.question(guide) else {
            break;
        };
        let option = pick.get(&question.options).id;
        let refused = last.clone().update(guide, Message::WentOn);
        let chosen = last.update(guide, Message::ChoseOption(option));
        let next = chosen.clone().update(guide, Message::WentOn);
        sessions.extend([refused, chosen, next]);
    }
    sessions.retain(|session| matches!(session.place, Place::Question(_)));
    sessions
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_question_looks_the_same_before_and_after_there_is_advice(
        picks in prop::collection::vec(any::<Index>(), 12),
    ) {
        let (guide, text) = shipped();
        let (asked, words) = unpack_asked(&pack(&guide, &text).asked).unwrap();
        for session in walk(&guide, &picks) {
            let early = screen(asked.clone(), words.clone(), None, session.clone(), "");
            let late = screen(guide.clone(), text.clone(), Some(Advice::load()), session, "");
            prop_assert_eq!(early, late);
        }
    }
}

#[test]
fn so_does_what_is_said_of_a_link_that_cannot_be_followed() {
    let (guide, text) = shipped();
    let (asked, words) = unpack_asked(&pack(&guide, &text).asked).unwrap();
    let link = "signpost=professional-services.1&capacity=nobody";
    let start = Session::start(&guide);
    let early = screen(asked, words, None, start.clone(), link);
    assert!(early.contains("notice"), "nothing is said in {early}");
    let late = screen(guide, text, Some(Advice::load()), start, link);
    assert_eq!(early, late);
}
