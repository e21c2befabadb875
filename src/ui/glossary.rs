//! The terms that a screen uses, with what they mean.
//!
//! It must not decide what is a term; the text file does.

use yew::{Html, html};

use super::screen::Screen;
use crate::guide::phrase::Phrase;
use crate::guide::text::Term;

/// The terms that stand in some words, folded anew for each place; nothing if there are none.
pub(super) fn view_glossary(screen: &Screen, place: &str, words: &[&str]) -> Html {
    let is_used = |term: &&Term| words.iter().any(|words| term.is_in(words));
    let terms: Vec<&Term> = screen.text.glossary().iter().filter(is_used).collect();
    if terms.is_empty() {
        return Html::default();
    }
    let entries = terms.iter().map(|term| {
        html! { <div><dt>{ &term.term }</dt><dd>{ &term.meaning }</dd></div> }
    });
    html! {
        <details class="glossary" key={format!("glossary-{place}")}>
            <summary>{ screen.text.phrase(Phrase::GlossaryHeading) }</summary>
            <dl>{ for entries }</dl>
        </details>
    }
}
