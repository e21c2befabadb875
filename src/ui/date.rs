//! A field for a date that picks an option, so that nobody has to count days.
//!
//! It must not keep the date: it is read when asked for, and goes nowhere.

use yew::{AttrValue, Callback, Html, KeyboardEvent, NodeRef, Properties, component, html};
use yew::{use_node_ref, use_state};

use crate::browser;

/// What the field is given.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct DateFieldProps {
    /// The field's label.
    pub(super) label: AttrValue,
    /// The words of its button.
    pub(super) action: AttrValue,
    /// What is said of a text that is no date, or of one that has not come.
    pub(super) wrong: AttrValue,
    /// Takes the whole days since the date, picks, and gives back what to say.
    pub(super) on_age: Callback<u32, AttrValue>,
}

/// The field with its button, and what came of it.
#[component]
pub(super) fn DateField(props: &DateFieldProps) -> Html {
    let field = use_node_ref();
    let said = use_state(|| None::<AttrValue>);
    let pick = {
        let (field, said, props) = (field.clone(), said.clone(), props.clone());
        Callback::from(move |()| {
            let age = age(&field);
            said.set(Some(match age {
                Some(days) => props.on_age.emit(days),
                None => props.wrong.clone(),
            }));
        })
    };
    let onkeydown = {
        let pick = pick.clone();
        move |event: KeyboardEvent| {
            // Enter would send the form, and the question is not answered yet.
            if event.key() == "Enter" {
                event.prevent_default();
                pick.emit(());
            }
        }
    };
    html! {
        <div class="date">
            <label for="date">{ &props.label }</label>
            <div class="date-row">
                <input type="date" id="date" part="field" autocomplete="off" ref={field}
                    {onkeydown} />
                <button class="secondary" part="button secondary" type="button"
                    onclick={pick.reform(|_| ())}>
                    { &props.action }
                </button>
            </div>
            <p class="date-said" role="status">{ (*said).clone() }</p>
        </div>
    }
}

/// The whole days from the date in the field to today; none if it is no date or lies ahead.
fn age(field: &NodeRef) -> Option<u32> {
    let days = browser::days_since(&browser::value(field)?)?;
    u32::try_from(days).ok()
}
