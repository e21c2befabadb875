//! One route: where, why there, know this first, do this, put this in the request, then, check, source.
//!
//! It must not choose what is said; it shows the statements that the outcome holds.

use yew::{Html, html};

use super::answers::view_labels;
use super::copy::CopyButton;
use super::draft::view_offers;
use super::heading::HeadingLevel;
use super::icon::{Icon, view_icon};
use super::screen::Screen;
use super::term::view_explained;
use crate::engine::reasons::{Reason, reasons};
use crate::engine::walk::AdvisedRoute;
use crate::guide::file::Part;
use crate::guide::phrase::Phrase;
use crate::guide::{ChannelId, Route, Statement};

/// Which of several routes one is; the only one is none of several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Among {
    pub(super) number: usize,
    pub(super) count: usize,
}

/// A route's section. The only route of an outcome has the screen's heading.
pub(super) fn view_route(screen: &Screen, advised: &AdvisedRoute, among: Option<Among>) -> Html {
    let Screen { guide, text, .. } = screen;
    let route = guide.route(advised.id);
    let said: Vec<&Statement> = route
        .statements
        .iter()
        .filter(|statement| advised.statements.contains(&statement.id))
        .collect();
    let below = screen.heading_level.below();
    let part = if among.is_some() {
        below.below()
    } else {
        below
    };
    html! {
        <section class="route" part="route" key={route.name.clone()} data-route={route.name.clone()}
            aria-labelledby={heading_id(route)}>
            { view_title(screen, route, among) }
            <p class="about">
                <span class="label">{ text.phrase(Phrase::AboutHeading) }</span>{ " " }
                { view_explained(text, &text.route(route.id).about) }
            </p>
            { view_where(screen, route, part) }
            { view_why(screen, route, &said, part) }
            { view_part(screen, &said, Part::Know, part) }
            { view_part(screen, &said, Part::Do, part) }
            { view_part(screen, &said, Part::Put, part) }
            { view_offers(screen, route.id) }
            { view_part(screen, &said, Part::Then, part) }
            { view_check(screen, &said) }
            { view_source(screen, &said) }
        </section>
    }
}

/// The id of the heading that names a route's section.
pub(super) fn heading_id(route: &Route) -> String {
    format!("route-{}", route.name)
}

fn view_title(screen: &Screen, route: &Route, among: Option<Among>) -> Html {
    let text = screen.text;
    let id = heading_id(route);
    let title = &text.route(route.id).title;
    let Some(Among { number, count }) = among else {
        return screen.view_heading(Some(id), title);
    };
    let (number, count) = (number.to_string(), count.to_string());
    let place = [("number", &*number), ("count", &*count)];
    html! {
        <>
            <p class="kicker">{ text.filled(Phrase::RouteNumber, &place) }</p>
            <@{screen.heading_level.below().element()} {id} class="route-heading"
                part="subheading" tabindex="-1">{ title }</@>
        </>
    }
}

/// The sign: the channel with its address, and who has to act.
fn view_where(screen: &Screen, route: &Route, part: HeadingLevel) -> Html {
    let Screen { guide, text, .. } = screen;
    let heading = part.view(
        "part-heading",
        None,
        html! {
            <>
                <span class="label">{ text.phrase(Phrase::WhereHeading) }</span>{ " " }
                <span class="channel">
                    { view_icon(Icon::of(&guide.channel(route.channel).address)) }
                    { text.channel(route.channel) }
                </span>
            </>
        },
    );
    html! {
        <div class="where">
            <div class="sign" part="sign">
                { heading }
                { view_address(screen, route.channel) }
            </div>
            <ul class="facts">
                <li>{ text.phrase(Phrase::acts(route.acts)) }</li>
                <li>{ view_explained(text, text.phrase(Phrase::role(route.role))) }</li>
            </ul>
        </div>
    }
}

/// A channel's address as a link that can be seen whole and copied.
pub(super) fn view_address(screen: &Screen, channel: ChannelId) -> Html {
    let text = screen.text;
    let address = &screen.guide.channel(channel).address;
    let Some(written) = address.written() else {
        return html! { <p class="address-none">{ text.phrase(Phrase::WherePerson) }</p> };
    };
    let name = text.filled(Phrase::CopyAddress, &[("address", written)]);
    html! {
        <p class="address">
            <a href={address.href()} rel="noreferrer">{ written }</a>{ " " }
            <CopyButton content={written.to_owned()} {name}
                action={text.phrase(Phrase::Copy).to_owned()}
                done={text.phrase(Phrase::CopyDone).to_owned()}
                refused={text.phrase(Phrase::CopyRefused).to_owned()} />
        </p>
    }
}

/// The reasons, and the answers that decided the route.
fn view_why(screen: &Screen, route: &Route, said: &[&Statement], part: HeadingLevel) -> Html {
    let text = screen.text;
    html! {
        <div class="part part-why">
            { part.view("part-heading", None, text.phrase(Phrase::WhyHeading).into()) }
            { for of_part(said, Part::Why).map(|each| view_words(screen, each, "p")) }
            <p class="label">{ text.phrase(Phrase::ReasonsHeading) }</p>
            { view_reasons(screen, &reasons(screen.walk, &route.rule)) }
        </div>
    }
}

/// The answers that decided a route.
pub(super) fn view_reasons(screen: &Screen, reasons: &[Reason]) -> Html {
    let decided = reasons.iter().map(|reason| {
        html! {
            <div class="reason">
                <dt>{ &screen.text.question(reason.question).short }</dt>
                <dd>{ view_labels(screen, reason.question, reason.options) }</dd>
            </div>
        }
    });
    html! { <dl class="reasons">{ for decided }</dl> }
}

/// The statements under one heading; steps are numbered. Nothing if there are none.
fn view_part(screen: &Screen, said: &[&Statement], part: Part, heading: HeadingLevel) -> Html {
    let mut statements = of_part(said, part).peekable();
    if statements.peek().is_none() {
        return Html::default();
    }
    let items = statements.map(|statement| view_statement(screen, statement));
    let list = if part == Part::Do {
        html! { <ol>{ for items }</ol> }
    } else {
        html! { <ul>{ for items }</ul> }
    };
    let icon = (part == Part::Know).then_some(Icon::Warning);
    let words = screen.text.phrase(Phrase::heading(part));
    let words = html! { <>{ for icon.map(view_icon) }{ words }</> };
    html! {
        <div class={format!("part part-{}", part.word())}>
            { heading.view("part-heading", None, words) }
            { list }
        </div>
    }
}

/// A statement as an item of a list.
pub(super) fn view_statement(screen: &Screen, statement: &Statement) -> Html {
    view_words(screen, statement, "li")
}

/// A statement's label, words and address, inside an element of the given name.
fn view_words(screen: &Screen, statement: &Statement, element: &'static str) -> Html {
    let text = screen.text;
    html! {
        <@{element} key={statement.name.clone()} data-statement={statement.name.clone()}>
            { view_basis(screen, statement) }
            { view_explained(text, text.statement(statement.id)) }
            if let Some(channel) = statement.channel {
                { view_aside(screen, channel) }
            }
        </@>
    }
}

/// How far the source carries a statement; nothing if it plainly states it.
pub(super) fn view_basis(screen: &Screen, statement: &Statement) -> Html {
    let Some(label) = Phrase::basis(statement.basis) else {
        return Html::default();
    };
    html! { <><span class="basis">{ screen.text.phrase(label) }</span>{ " " }</> }
}

/// The address of a channel that a statement speaks of, in the run of its words.
pub(super) fn view_aside(screen: &Screen, channel: ChannelId) -> Html {
    let address = &screen.guide.channel(channel).address;
    let Some(written) = address.written() else {
        return Html::default();
    };
    html! {
        <span class="aside">
            { screen.text.channel(channel) }{ ": " }
            <a href={address.href()} rel="noreferrer">{ written }</a>
        </span>
    }
}

/// What to look for in an answer, folded since there is none yet; nothing if there is nothing.
fn view_check(screen: &Screen, said: &[&Statement]) -> Html {
    let mut statements = of_part(said, Part::Check).peekable();
    if statements.peek().is_none() {
        return Html::default();
    }
    html! {
        <details class="check">
            <summary>{ screen.text.phrase(Phrase::CheckHeading) }</summary>
            <ul>{ for statements.map(|statement| view_statement(screen, statement)) }</ul>
        </details>
    }
}

/// Section and revision for each statement, folded.
fn view_source(screen: &Screen, said: &[&Statement]) -> Html {
    let Screen { guide, text, .. } = screen;
    let values = [
        ("document", text.source()),
        ("revision", guide.revision()),
        ("checked", guide.checked()),
    ];
    let rows = said.iter().map(|statement| {
        let cites = statement
            .cites
            .iter()
            .map(|&id| html! { <li>{ text.reference(id) }</li> });
        html! {
            <div class="cite">
                <dt>{ text.statement(statement.id) }</dt>
                <dd><ul class="labels">{ for cites }</ul></dd>
            </div>
        }
    });
    html! {
        <details class="source">
            <summary>{ text.phrase(Phrase::SourceHeading) }</summary>
            <p>{ text.filled(Phrase::SourceRevision, &values) }</p>
            <dl>{ for rows }</dl>
        </details>
    }
}

fn of_part<'s>(said: &'s [&'s Statement], part: Part) -> impl Iterator<Item = &'s Statement> {
    said.iter()
        .copied()
        .filter(move |statement| statement.part == part)
}
