//! A field for a date that picks an option, so that nobody has to count days.
//!
//! It must not keep the date: it is read when asked for, and goes nowhere.

use yew::{
    AttrValue, Callback, Component, Context, Html, KeyboardEvent, NodeRef, Properties, html,
};

use crate::browser;
use crate::guide::{OptionId, OptionSet};

/// Earlier dates, as a field gives them, are refused: a year before has two digits, as a rule.
pub(super) const EARLIEST: &str = "1900-01-01";

/// What the field is given.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct DateFieldProps {
    /// The field's label.
    pub(super) label: AttrValue,
    /// The words of its button.
    pub(super) action: AttrValue,
    /// What is said of a text that is no date, or of one that has not come or lies too far back.
    pub(super) wrong: AttrValue,
    /// What is chosen, by whatever means.
    pub(super) chosen: OptionSet,
    /// Takes the whole days since the date, picks, and gives back what it picked and what to say of that.
    pub(super) on_age: Callback<u32, Option<(OptionId, AttrValue)>>,
}

/// The field with its button, and what came of it. No hooks: they weigh more.
pub(super) struct DateField {
    field: NodeRef,
    said: Said,
}

enum Said {
    Nothing,
    Wrong,
    /// What was picked is named as long as it is chosen.
    Picked(OptionId, AttrValue),
}

impl Component for DateField {
    type Message = ();
    type Properties = DateFieldProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self {
            field: NodeRef::default(),
            said: Said::Nothing,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, _used: ()) -> bool {
        let picked = age(&self.field).and_then(|days| ctx.props().on_age.emit(days));
        self.said = picked.map_or(Said::Wrong, |(option, words)| Said::Picked(option, words));
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link().clone();
        let onkeydown = move |event: KeyboardEvent| {
            // Enter would send the form, and the question is not answered yet.
            if event.key() == "Enter" {
                event.prevent_default();
                link.send_message(());
            }
        };
        let said = match &self.said {
            Said::Wrong => Some(&props.wrong),
            Said::Picked(option, words) if props.chosen.contains(*option) => Some(words),
            Said::Nothing | Said::Picked(..) => None,
        };
        html! {
            <div class="date">
                <label for="date">{ &props.label }</label>
                <div class="date-row">
                    <input type="date" id="date" part="field" autocomplete="off"
                        ref={self.field.clone()} {onkeydown} />
                    <button class="secondary" part="button secondary" type="button"
                        onclick={ctx.link().callback(|_| ())}>
                        { &props.action }
                    </button>
                </div>
                <p class="date-said" role="status">{ said }</p>
            </div>
        }
    }
}

/// The whole days from the date in the field to today; none if it is no date, lies ahead or too far back.
fn age(field: &NodeRef) -> Option<u32> {
    let date = browser::value(field).filter(|date| **date >= *EARLIEST)?;
    u32::try_from(browser::days_since(&date)?).ok()
}
