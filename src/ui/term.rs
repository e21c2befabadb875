//! A term in the run of a sentence, explained in place at a press.
//!
//! It must not decide what is a term; the text file does.

use yew::{AttrValue, Component, Context, Html, Properties, html};

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

/// The term as a button, and after it what it means, once it was pressed. No hooks: they weigh more.
struct Explained {
    is_open: bool,
}

impl Component for Explained {
    type Message = ();
    type Properties = ExplainedProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self { is_open: false }
    }

    fn update(&mut self, _ctx: &Context<Self>, _pressed: ()) -> bool {
        self.is_open = !self.is_open;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ExplainedProps { name, meaning } = ctx.props();
        let is_open = if self.is_open { "true" } else { "false" };
        let onclick = ctx.link().callback(|_| ());
        html! {
            <>
                <button class="term" type="button" aria-expanded={is_open} {onclick}>
                    { name }
                </button>
                if self.is_open {
                    <span class="meaning" role="note">{ meaning }</span>
                }
            </>
        }
    }
}
