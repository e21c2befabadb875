//! The answers given so far, each with a way to change it.
//!
//! It must not know what changing one leads to.

use yew::{Html, html};

use super::screen::Screen;
use crate::engine::session::{Message, Place};
use crate::guide::phrase::Phrase;
use crate::guide::{OptionSet, QuestionId};

/// The list of answers to some questions, and Start again; nothing if there are none.
pub(super) fn view_answers(screen: &Screen, questions: &[QuestionId], heading: Phrase) -> Html {
    if questions.is_empty() {
        return Html::default();
    }
    html! {
        <section class="answers" aria-labelledby="answers-heading">
            { screen.view_section_heading("answers-heading", screen.text.phrase(heading)) }
            <dl>{ for questions.iter().map(|&question| view_answer(screen, question)) }</dl>
            <button class="quiet" part="button quiet" type="button"
                onclick={screen.sends(Message::StartedAgain)}>
                { screen.text.phrase(Phrase::StartAgain) }
            </button>
        </section>
    }
}

fn view_answer(screen: &Screen, question: QuestionId) -> Html {
    let Screen { text, walk, .. } = screen;
    let short = &text.question(question).short;
    let name = text.filled(Phrase::ChangeAnswer, &[("question", short)]);
    html! {
        <div class="answer">
            <dt>{ short }</dt>
            <dd>{ view_labels(screen, question, walk.counted.to(question)) }</dd>
            <dd class="answer-action">
                <button class="quiet" part="button quiet" type="button" aria-label={name}
                    onclick={screen.sends(Message::Opened(Place::Change(question)))}>
                    { text.phrase(Phrase::Change) }
                </button>
            </dd>
        </div>
    }
}

/// The labels of some options of a question, in the question's order.
pub(super) fn view_labels(screen: &Screen, question: QuestionId, options: OptionSet) -> Html {
    let named = screen.guide.question(question).options.iter();
    let labels = named
        .filter(|option| options.contains(option.id))
        .map(|option| html! { <li>{ &screen.text.option(option.id).label }</li> });
    html! { <ul class="labels">{ for labels }</ul> }
}
