//! One route: where, why there, do this, put this in the request, know this first, then, source.
//!
//! It must not choose what is said; it shows the statements that the outcome holds.

use yew::{Html, html};

use super::answers::view_labels;
use super::copy::CopyButton;
use super::screen::Screen;
use crate::engine::reasons::reasons;
use crate::engine::walk::AdvisedRoute;
use crate::guide::file::{Actor, Basis, Part, Role};
use crate::guide::phrase::Phrase;
use crate::guide::{ChannelId, Route, Statement};

/// A route's section: `number` of `count`.
pub(super) fn view_route(
    screen: &Screen,
    advised: &AdvisedRoute,
    number: usize,
    count: usize,
) -> Html {
    let Screen { guide, text, .. } = screen;
    let route = guide.route(advised.id);
    let words = text.route(route.id);
    let said: Vec<&Statement> = route
        .statements
        .iter()
        .filter(|statement| advised.statements.contains(&statement.id))
        .collect();
    let heading_id = format!("route-{}", route.name);
    let place = [
        ("number", &*number.to_string()),
        ("count", &*count.to_string()),
    ];
    html! {
        <section class="route" key={route.name.clone()} data-route={route.name.clone()}
            aria-labelledby={heading_id.clone()}>
            if count > 1 {
                <p class="route-number">{ text.filled(Phrase::RouteNumber, &place) }</p>
            }
            <h3 id={heading_id}>{ &words.title }</h3>
            <p class="about">
                <span class="label">{ text.phrase(Phrase::AboutHeading) }</span>{ " " }
                { &words.about }
            </p>
            { view_where(screen, route) }
            { view_why(screen, route, &said) }
            { view_part(screen, &said, Part::Know, Phrase::KnowHeading) }
            { view_part(screen, &said, Part::Do, Phrase::DoHeading) }
            { view_part(screen, &said, Part::Put, Phrase::PutHeading) }
            { view_part(screen, &said, Part::Then, Phrase::ThenHeading) }
            { view_source(screen, &said) }
        </section>
    }
}

/// The channel with its address, and who has to act.
fn view_where(screen: &Screen, route: &Route) -> Html {
    let text = screen.text;
    let acts = match route.acts {
        Actor::You => Phrase::ActsYou,
        Actor::Organisation => Phrase::ActsOrganisation,
    };
    html! {
        <div class="where">
            <h4>
                <span class="label">{ text.phrase(Phrase::WhereHeading) }</span>{ " " }
                <span class="channel">{ text.channel(route.channel) }</span>
            </h4>
            { view_address(screen, route.channel) }
            <ul class="facts">
                <li>{ text.phrase(acts) }</li>
                <li>{ text.phrase(role_phrase(route.role)) }</li>
            </ul>
        </div>
    }
}

/// What the organisation behind the guide is for the data, in words.
pub(super) fn role_phrase(role: Role) -> Phrase {
    match role {
        Role::Controller => Phrase::RoleController,
        Role::Processor => Phrase::RoleProcessor,
        Role::Open => Phrase::RoleOpen,
    }
}

/// A channel's address as a link that can be seen whole and copied.
fn view_address(screen: &Screen, channel: ChannelId) -> Html {
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
fn view_why(screen: &Screen, route: &Route, said: &[&Statement]) -> Html {
    let text = screen.text;
    let decided = reasons(screen.walk, &route.rule);
    let decided = decided.iter().map(|reason| {
        html! {
            <div class="reason">
                <dt>{ &text.question(reason.question).short }</dt>
                <dd>{ view_labels(screen, reason.question, reason.options) }</dd>
            </div>
        }
    });
    html! {
        <div class="part part-why">
            <h4>{ text.phrase(Phrase::WhyHeading) }</h4>
            { for of_part(said, Part::Why).map(|each| view_words(screen, each, "p")) }
            <p class="label">{ text.phrase(Phrase::ReasonsHeading) }</p>
            <dl class="reasons">{ for decided }</dl>
        </div>
    }
}

/// The statements under one heading; steps are numbered. Nothing if there are none.
fn view_part(screen: &Screen, said: &[&Statement], part: Part, heading: Phrase) -> Html {
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
    html! {
        <div class={format!("part part-{}", part.word())}>
            <h4>{ screen.text.phrase(heading) }</h4>
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
    let label = basis(statement.basis).map(|phrase| text.phrase(phrase));
    html! {
        <@{element} key={statement.name.clone()} data-statement={statement.name.clone()}>
            if let Some(label) = label {
                <span class="basis">{ label }</span>{ " " }
            }
            { text.statement(statement.id) }
            if let Some(channel) = statement.channel {
                { view_aside(screen, channel) }
            }
        </@>
    }
}

/// The address of a channel that a statement speaks of, in the run of its words.
fn view_aside(screen: &Screen, channel: ChannelId) -> Html {
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

fn basis(basis: Basis) -> Option<Phrase> {
    match basis {
        Basis::Stated => None,
        Basis::Reading => Some(Phrase::BasisReading),
        Basis::Silent => Some(Phrase::BasisSilent),
        Basis::Later => Some(Phrase::BasisLater),
        Basis::Law => Some(Phrase::BasisLaw),
    }
}
