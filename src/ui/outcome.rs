//! The outcome: how many requests, each route, what holds for all, the answers, the link to keep.
//!
//! It must not know why a route is advised; the engine says so.

use yew::{AttrValue, Html, html};

use super::answers::view_answers;
use super::glossary::view_glossary;
use super::route::{role_phrase, view_route, view_statement};
use super::screen::Screen;
use crate::engine::session::Message;
use crate::engine::walk::Outcome;
use crate::guide::phrase::Phrase;

/// The outcome's whole screen.
pub(super) fn view_outcome(screen: &Screen, keep: Option<AttrValue>) -> Html {
    let Screen {
        text, walk, guide, ..
    } = screen;
    let Some(outcome) = walk.outcome(guide) else {
        // The place is an outcome only if the walk is complete.
        return Html::default();
    };
    let count = outcome.routes.len();
    let heading = match count {
        1 => text.phrase(Phrase::OutcomeOne).to_owned(),
        _ => text.filled(Phrase::OutcomeSeveral, &[("count", &count.to_string())]),
    };
    html! {
        <div class="outcome" key="outcome">
            // When the focus goes down with the screen before, Orca 43 moves without a word to the
            // first text of this one, and a heading there would get the focus unsaid.
            <p class="progress">{ text.phrase(Phrase::OutcomeKicker) }</p>
            <h2 tabindex="-1" ref={screen.heading.clone()}>{ heading }</h2>
            if count > 1 {
                { view_overview(screen, &outcome) }
            }
            { for outcome.routes.iter().enumerate().map(|(index, route)| {
                view_route(screen, route, index + 1, count)
            }) }
            { view_shared(screen, &outcome) }
            { view_glossary(screen, "outcome", &words_on(screen, &outcome)) }
            if let Some(address) = keep {
                { view_keep(screen, address) }
            }
            { view_answers(screen, &walk.path, Phrase::YourAnswers) }
            <div class="actions">
                <button class="secondary" type="button" onclick={screen.sends(Message::WentBack)}>
                    { text.phrase(Phrase::Back) }
                </button>
            </div>
        </div>
    }
}

/// The routes at a glance.
fn view_overview(screen: &Screen, outcome: &Outcome) -> Html {
    let routes = outcome.routes.iter().map(|route| {
        let words = screen.text.route(route.id);
        html! { <li><strong>{ &words.title }</strong><span>{ &words.about }</span></li> }
    });
    html! {
        <div class="overview">
            <p>{ screen.text.phrase(Phrase::OverviewHeading) }</p>
            <ol>{ for routes }</ol>
        </div>
    }
}

/// What holds for the outcome as a whole.
fn view_shared(screen: &Screen, outcome: &Outcome) -> Html {
    let statements = screen.guide.shared().iter();
    let said = statements.filter(|statement| outcome.shared.contains(&statement.id));
    let said: Vec<Html> = said
        .map(|statement| view_statement(screen, statement))
        .collect();
    if said.is_empty() {
        return Html::default();
    }
    html! {
        <section class="shared" aria-labelledby="shared-heading">
            <h3 id="shared-heading">{ screen.text.phrase(Phrase::SharedHeading) }</h3>
            <ul>{ for said }</ul>
        </section>
    }
}

/// Everything that the outcome says, to find the terms in it.
fn words_on<'s>(screen: &Screen<'s>, outcome: &Outcome) -> Vec<&'s str> {
    let text = screen.text;
    let mut said: Vec<&str> = outcome
        .shared
        .iter()
        .map(|&id| text.statement(id))
        .collect();
    for advised in &outcome.routes {
        let route = screen.guide.route(advised.id);
        let words = text.route(advised.id);
        said.extend([
            words.title.as_str(),
            words.about.as_str(),
            text.channel(route.channel),
        ]);
        said.push(text.phrase(role_phrase(route.role)));
        said.extend(advised.statements.iter().map(|&id| text.statement(id)));
    }
    said
}

fn view_keep(screen: &Screen, address: AttrValue) -> Html {
    html! {
        <section class="keep" aria-labelledby="keep-heading">
            <h3 id="keep-heading">{ screen.text.phrase(Phrase::KeepHeading) }</h3>
            <p>{ screen.text.phrase(Phrase::KeepHint) }</p>
            <p><a href={address}>{ screen.text.phrase(Phrase::KeepLink) }</a></p>
        </section>
    }
}
