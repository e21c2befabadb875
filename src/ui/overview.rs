//! Every route of the guide at a glance, for those who would rather look than answer.
//!
//! It must not know whom a route is for; the engine finds somebody.

use yew::{Callback, Event, Html, html};

use super::icon::{Icon, view_icon};
use super::picture::view_picture;
use super::route::{view_address, view_reasons};
use super::screen::Screen;
use crate::browser;
use crate::engine::Answers;
use crate::engine::example::{example_like, narrowed};
use crate::engine::reasons::reasons_from_the_start;
use crate::engine::session::Message;
use crate::engine::walk::walk;
use crate::guide::phrase::Phrase;
use crate::guide::{Address, OptionSet, Question, Route};

/// The overview's whole screen.
pub(super) fn view_overview(screen: &Screen) -> Html {
    let Screen { guide, text, .. } = screen;
    let sought = &screen.session.sought;
    let routes: Vec<(&Route, Answers)> = guide
        .routes()
        .iter()
        .filter_map(|route| {
            let rule = narrowed(guide, &route.rule, sought);
            let answers = example_like(guide, &rule, &screen.session.answers)?;
            Some((route, answers))
        })
        .collect();
    let (count, all) = (routes.len().to_string(), guide.routes().len().to_string());
    let count = [("count", &*count), ("all", &*all)];
    let narrowing = guide.questions().iter().filter(|question| question.narrows);
    html! {
        <div class="overview" key="overview">
            <p class="kicker">{ text.phrase(Phrase::OverviewKicker) }</p>
            { screen.view_heading(None, text.phrase(Phrase::OverviewHeading)) }
            <p class="hint">{ text.phrase(Phrase::OverviewHint) }</p>
            <div class="narrowing">{ for narrowing.map(|question| view_choice(screen, question)) }</div>
            <p class="count" role="status">{ text.filled(Phrase::OverviewCount, &count) }</p>
            <ul class="places">
                { for routes.iter().map(|(route, answers)| view_place(screen, route, answers)) }
            </ul>
            { view_picture(screen) }
            <div class="actions">{ screen.view_back() }</div>
        </div>
    }
}

/// The list of a question's options that the overview can be narrowed to.
fn view_choice(screen: &Screen, question: &Question) -> Html {
    let text = screen.text;
    let sought = screen.session.sought.to(question.id);
    let asked = question.clone();
    let send = screen.send.clone();
    let onchange = Callback::from(move |event: Event| {
        let option = browser::chosen(&event).and_then(|name| asked.option_named(&name));
        let option = option.map_or(OptionSet::EMPTY, OptionSet::from);
        send.emit(Message::Narrowed(asked.id, option));
    });
    let id = format!("narrow-{}", question.name);
    let options = question.options.iter().map(|option| {
        html! {
            <option value={option.name.clone()} selected={sought.contains(option.id)}>
                { &text.option(option.id).label }
            </option>
        }
    });
    html! {
        <div class="choice">
            <label for={id.clone()}>{ &text.question(question.id).short }</label>
            <select {id} part="field" {onchange}>
                <option value="" selected={sought.is_empty()}>
                    { text.phrase(Phrase::OverviewAny) }
                </option>
                { for options }
            </select>
        </div>
    }
}

/// One route: where it leads, what it is about, and somebody whom it concerns.
fn view_place(screen: &Screen, route: &Route, answers: &Answers) -> Html {
    let Screen { guide, text, .. } = screen;
    let words = text.route(route.id);
    let walk = walk(guide, answers);
    let name = text.filled(Phrase::OverviewTakeRoute, &[("route", &words.title)]);
    html! {
        <li class="place" part="place" key={route.name.clone()} data-place={route.name.clone()}>
            { screen.heading_level.below().view("place-heading", None, words.title.clone().into()) }
            <p class="about">{ &words.about }</p>
            <p class="channel">
                { view_icon(Icon::of(&guide.channel(route.channel).address)) }
                { text.channel(route.channel) }
            </p>
            if guide.channel(route.channel).address != Address::Person {
                { view_address(screen, route.channel) }
            }
            <p class="label">{ text.phrase(Phrase::OverviewExample) }</p>
            { view_reasons(screen, &reasons_from_the_start(guide, &walk, &route.rule)) }
            <button class="secondary" part="button secondary" type="button" aria-label={name}
                onclick={screen.sends(Message::TookAnswers(answers.clone()))}>
                { text.phrase(Phrase::OverviewTake) }
            </button>
        </li>
    }
}
