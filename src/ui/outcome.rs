//! The outcome: how many requests, each route, what holds for all, the answers, the link to keep.
//!
//! It must not know why a route is advised; the engine says so.

use yew::{AttrValue, Html, MouseEvent, html};

use super::answers::view_answers;
use super::changed::{Opened, view_changes};
use super::checklist::view_way_to_checklist;
use super::copy::CopyButton;
use super::glossary::view_glossary;
use super::icon::{Icon, view_icon};
use super::route::{Among, heading_id, view_route, view_statement};
use super::screen::Screen;
use crate::browser;
use crate::engine::session::{Message, Place};
use crate::engine::walk::Outcome;
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;

/// The outcome's whole screen.
pub(super) fn view_outcome(
    screen: &Screen,
    opened: Option<&Opened>,
    keep: Option<AttrValue>,
) -> Html {
    let Screen {
        text, walk, guide, ..
    } = screen;
    let Some(outcome) = walk.outcome(guide) else {
        // The place is an outcome only if the walk is complete.
        return Html::default();
    };
    html! {
        <div class="outcome" key="outcome">
            <p class="kicker">{ text.phrase(Phrase::OutcomeKicker) }</p>
            { view_routes(screen, &outcome) }
            { view_changes(screen, opened) }
            { view_shared(screen, &outcome) }
            { view_glossary(screen, "outcome", &words_on(screen, &outcome)) }
            { view_keep(screen, keep) }
            { view_answers(screen, &walk.path, Phrase::YourAnswers) }
            <div class="actions">{ screen.view_back() }</div>
        </div>
    }
}

/// What an outcome is called: where to go, or in how many places something is to be done.
pub(super) fn heading(text: &Text, outcome: &Outcome) -> String {
    match outcome.routes.as_slice() {
        [only] => text.route(only.id).title.clone(),
        several => {
            let count = several.len().to_string();
            text.filled(Phrase::OutcomeSeveral, &[("count", &count)])
        }
    }
}

/// The only route below the screen's heading, or several at a glance and then each.
fn view_routes(screen: &Screen, outcome: &Outcome) -> Html {
    let text = screen.text;
    if let [only] = outcome.routes.as_slice() {
        return html! {
            <>
                { view_route(screen, only, None) }
                { view_way_to_checklist(screen) }
            </>
        };
    }
    let count = outcome.routes.len();
    let routes = outcome.routes.iter().enumerate();
    let routes = routes.map(|(index, route)| {
        let number = index + 1;
        view_route(screen, route, Some(Among { number, count }))
    });
    html! {
        <>
            { screen.view_heading(None, &heading(text, outcome)) }
            { view_summary(screen, outcome) }
            { view_way_to_checklist(screen) }
            { for routes }
        </>
    }
}

/// The routes at a glance, each with the way to it.
fn view_summary(screen: &Screen, outcome: &Outcome) -> Html {
    let Screen { guide, text, .. } = screen;
    let routes = outcome.routes.iter().map(|advised| {
        let route = guide.route(advised.id);
        let words = text.route(route.id);
        let icon = Icon::of(&guide.channel(route.channel).address);
        html! {
            <li>
                <a href={format!("#{}", heading_id(route))}
                    onclick={|event: MouseEvent| browser::follow_within(&event)}>
                    { view_icon(icon) }{ &words.title }
                </a>
                <span>{ &words.about }</span>
            </li>
        }
    });
    html! {
        <div class="summary">
            <p>{ text.phrase(Phrase::SummaryHeading) }</p>
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
    let heading = screen.text.phrase(Phrase::SharedHeading);
    html! {
        <section class="shared" aria-labelledby="shared-heading">
            { screen.view_section_heading("shared-heading", heading) }
            <ul>{ for said }</ul>
        </section>
    }
}

/// What the outcome says where no term can be explained in place: in headings and channels' names.
fn words_on<'s>(screen: &Screen<'s>, outcome: &Outcome) -> Vec<&'s str> {
    let Screen { guide, text, .. } = *screen;
    let routes = outcome.routes.iter();
    let words = routes.flat_map(|advised| {
        let channel = guide.route(advised.id).channel;
        [&*text.route(advised.id).title, text.channel(channel)]
    });
    words.collect()
}

/// The link that leads back here, where the page's address may be written, and the way to a record.
fn view_keep(screen: &Screen, address: Option<AttrValue>) -> Html {
    let phrase = |phrase| screen.text.phrase(phrase);
    let owned = |name| phrase(name).to_owned();
    let link = phrase(Phrase::KeepLink);
    let copy = screen
        .text
        .filled(Phrase::CopyAddress, &[("address", link)]);
    html! {
        <section class="keep" aria-labelledby="keep-heading">
            { screen.view_section_heading("keep-heading", phrase(Phrase::KeepHeading)) }
            if let Some(address) = address {
                <p>{ phrase(Phrase::KeepHint) }</p>
                <p class="address">
                    <a href={address.clone()}>{ link }</a>{ " " }
                    <CopyButton content={address} name={copy} action={owned(Phrase::Copy)}
                        done={owned(Phrase::CopyDone)} refused={owned(Phrase::KeepCopyRefused)} />
                </p>
            }
            <p>{ phrase(Phrase::RecordHint) }</p>
            <button class="secondary" part="button secondary" type="button"
                onclick={screen.sends(Message::Opened(Place::Records))}>
                { phrase(Phrase::RecordsSaveHeading) }
            </button>
            { " " }{ screen.view_print() }
        </section>
    }
}
