//! Headings, and the level that the page around the widget gives them.
//!
//! It must not know what stands below a heading.

use yew::{AttrValue, Html, html};

/// The level of a heading, as in `h2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The level of a screen's heading: this one, or the nearest from 1 to 4, so that the two levels
    /// that may follow exist.
    pub fn of_screen(level: u8) -> Self {
        Self(level.clamp(1, 4))
    }

    /// The level of the headings that stand under one of this level.
    pub(super) fn below(self) -> Self {
        Self((self.0 + 1).min(6))
    }

    /// The name of a heading's element.
    pub(super) fn element(self) -> &'static str {
        match self.0 {
            ..=1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            6.. => "h6",
        }
    }

    /// A heading under the screen's own.
    pub(super) fn view(self, class: &'static str, id: Option<AttrValue>, words: Html) -> Html {
        html! { <@{self.element()} {class} part="subheading" {id}>{ words }</@> }
    }
}
