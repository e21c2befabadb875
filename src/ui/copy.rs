//! A button that copies an address, and says whether it could.
//!
//! It must not know whose address it is.

use yew::platform::spawn_local;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state};

use crate::browser;

/// What the button is given.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct CopyButtonProps {
    /// What is copied.
    pub(super) content: AttrValue,
    /// The button's words.
    pub(super) action: AttrValue,
    /// The button's name for those who hear it: its words, and what is copied.
    pub(super) name: AttrValue,
    /// Said when it is copied.
    pub(super) done: AttrValue,
    /// Said when the browser or the page does not allow it.
    pub(super) refused: AttrValue,
}

/// The button, and what came of it.
#[component]
pub(super) fn CopyButton(props: &CopyButtonProps) -> Html {
    // With what it is said of: once there is something else to copy, it is not true any more.
    let said = use_state(|| None::<(AttrValue, AttrValue)>);
    let onclick = {
        let (said, props) = (said.clone(), props.clone());
        Callback::from(move |_| {
            let (said, props) = (said.clone(), props.clone());
            // Who copies again hears it again.
            said.set(None);
            spawn_local(async move {
                let is_copied = browser::copy(&props.content).await;
                let words = if is_copied { props.done } else { props.refused };
                said.set(Some((props.content, words)));
            });
        })
    };
    let holds = said.as_ref().filter(|(of, _)| *of == props.content);
    let words = holds.map(|(_, words)| words.clone());
    html! {
        <span class="copy">
            <button class="quiet" part="button quiet" type="button" aria-label={&props.name}
                {onclick}>
                { &props.action }
            </button>
            <span role="status">{ words }</span>
        </span>
    }
}
