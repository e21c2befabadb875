//! The checklist: everything to do for an outcome, stage by stage, to be ticked or printed.
//!
//! It must not know an order; the engine has it. What is ticked is the widget's, and gone with the page.

use std::collections::BTreeSet;

use yew::{Html, html};

use super::advice::Deed;
use super::cases::Cases;
use super::draft::view_way_to_draft;
use super::glossary::view_glossary;
use super::route::{view_aside, view_basis};
use super::screen::Screen;
use crate::engine::Answers;
use crate::engine::checklist::{Group, ToDo};
use crate::engine::session::{Message, Place};
use crate::guide::phrase::Phrase;
use crate::guide::{Statement, StatementId};

/// The steps that are ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ticks(Cases<BTreeSet<StatementId>>);

impl Ticks {
    /// Ticks a step of the checklist for these answers, or takes its tick away.
    pub(super) fn turn(&mut self, answers: &Answers, step: StatementId) {
        self.0.change(answers, |steps| {
            if !steps.remove(&step) {
                steps.insert(step);
            }
        });
    }

    fn has(&self, answers: &Answers, step: StatementId) -> bool {
        self.0.of(answers).is_some_and(|it| it.contains(&step))
    }
}

/// The button to the checklist; nothing if there is nothing to do.
pub(super) fn view_way_to_checklist(screen: &Screen) -> Html {
    if !screen.walk.has_checklist(screen.guide) {
        return Html::default();
    }
    html! {
        <button class="secondary to-checklist" part="button secondary" type="button"
            onclick={screen.sends(Message::Opened(Place::Checklist))}>
            { screen.text.phrase(Phrase::ChecklistOpen) }
        </button>
    }
}

/// The checklist's whole screen.
pub(super) fn view_checklist(screen: &Screen, ticks: &Ticks) -> Html {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let list = walk.checklist(guide);
    let steps = || list.iter().flat_map(ToDo::steps);
    let is_done = |&step: &StatementId| ticks.has(&walk.counted, step);
    let done = steps().filter(is_done).count();
    let (done, all) = (done.to_string(), steps().count().to_string());
    let words: Vec<&str> = steps().map(|step| text.statement(step)).collect();
    let phrase = |phrase| text.phrase(phrase);
    html! {
        <div class="checklist" key="checklist">
            <p class="kicker">{ phrase(Phrase::ChecklistKicker) }</p>
            { screen.view_heading(None, phrase(Phrase::ChecklistHeading)) }
            <p class="hint">{ phrase(Phrase::ChecklistHint) }</p>
            <p class="done" role="status">
                { text.filled(Phrase::ChecklistDone, &[("done", &done), ("all", &all)]) }
            </p>
            { for list.iter().map(|to_do| view_stage(screen, ticks, to_do)) }
            { view_glossary(screen, "checklist", &words) }
            <div class="actions">
                { screen.view_back() }
                { screen.view_print() }
            </div>
        </div>
    }
}

/// One stage, what is to be done in it under the routes that they belong to.
fn view_stage(screen: &Screen, ticks: &Ticks, to_do: &ToDo) -> Html {
    let Screen { guide, text, .. } = screen;
    let ToDo { stage, groups } = to_do;
    let name = guide.stage(*stage).name.clone();
    let id = format!("stage-{name}");
    let heading = screen.view_section_heading(id.clone(), text.stage(*stage));
    html! {
        <section class="stage" key={name} aria-labelledby={id.clone()}>
            { heading }
            { for groups.iter().map(|group| view_group(screen, ticks, &id, group)) }
        </section>
    }
}

/// The steps and the drafts of one route, or those about the outcome as a whole.
fn view_group(screen: &Screen, ticks: &Ticks, stage: &str, group: &Group) -> Html {
    let Screen { guide, text, .. } = screen;
    let route = group.route.map(|route| guide.route(route));
    let (name, title) = match route {
        Some(route) => (&*route.name, &*text.route(route.id).title),
        None => ("shared", text.phrase(Phrase::ChecklistShared)),
    };
    let name = format!("{stage}--{name}");
    let steps = group.steps.iter().map(|&step| guide.statement(step));
    let drafts = group.drafts.iter();
    html! {
        <fieldset key={name.clone()}>
            <legend class="label">{ title }</legend>
            if let Some(route) = route {
                { view_aside(screen, route.channel) }
            }
            <ul>
                { for steps.map(|step| view_step(screen, ticks, &name, step)) }
                { for drafts.map(|&draft| html! { <li>{ view_way_to_draft(screen, draft) }</li> }) }
            </ul>
        </fieldset>
    }
}

fn view_step(screen: &Screen, ticks: &Ticks, group: &str, statement: &Statement) -> Html {
    let step = statement.id;
    let of = step.route();
    let of = of.map_or("shared", |route| &screen.guide.route(route).name);
    let id = format!("step-{of}--{}", statement.name);
    let is_done = ticks.has(&screen.walk.counted, step);
    html! {
        <li class="step" key={id.clone()} data-step={format!("{of}/{}", statement.name)}>
            <input type="checkbox" id={id.clone()} name={group.to_owned()} checked={is_done}
                onchange={screen.act.reform(move |_| Deed::Ticked(step))} />
            <label for={id}>
                { view_basis(screen, statement) }{ screen.text.statement(step) }
            </label>
            if let Some(channel) = statement.channel {
                { view_aside(screen, channel) }
            }
        </li>
    }
}
