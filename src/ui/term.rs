//! A term in the run of a sentence, explained in place at a press.
//!
//! It must not decide what is a term; the text file does.

use yew::{AttrValue, Callback, Html, Properties, component, html, use_state};

use crate::guide::text::{Piece, Text};

/// Some words, each term in them with its explanation at hand.
pub(super) fn view_explained(text: &Text, words: &str) -> Html {
    let pieces = text.pieces(words).into_iter().map(|piece| match piece {
        Piece::Plain(words) => html! { { words } },
        Piece::Term(term) => {
            let (name, meaning) = (term.term.clone(), term.meaning.clone());
            html! { <Explained {name} {meaning} /> }
        }
    });
    html! { <>{ for pieces }</> }
}

/// What a term is given.
#[derive(Debug, Clone, PartialEq, Properties)]
struct ExplainedProps {
    /// The term, as it stands in the sentence.
    name: AttrValue,
    /// What it means.
    meaning: AttrValue,
}

/// The term as a button, and after it what it means, once it was pressed.
#[component]
fn Explained(props: &ExplainedProps) -> Html {
    let is_open = use_state(|| false);
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    html! {
        <>
            <button class="term" type="button" aria-expanded={is_open.to_string()} {onclick}>
                { &props.name }
            </button>
            if *is_open {
                <span class="meaning" role="note">{ &props.meaning }</span>
            }
        </>
    }
}
