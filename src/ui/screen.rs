//! What every view is given, and which of the two kinds of screen is shown.
//!
//! It must not own state; everything in it is borrowed from the widget for one rendering.

use yew::{AttrValue, Callback, Html, NodeRef};

use super::{outcome, question};
use crate::engine::session::{Message, Session};
use crate::engine::walk::Walk;
use crate::guide::Guide;
use crate::guide::text::Text;

/// One rendering's material.
pub(super) struct Screen<'a> {
    pub(super) guide: &'a Guide,
    pub(super) text: &'a Text,
    pub(super) session: &'a Session,
    pub(super) walk: &'a Walk,
    pub(super) send: Callback<Message>,
    /// Gets the focus when the place changes.
    pub(super) heading: &'a NodeRef,
    /// Gets the focus when Continue is refused.
    pub(super) error_summary: &'a NodeRef,
    /// Gets the focus from the error summary's link.
    pub(super) first_option: &'a NodeRef,
}

impl Screen<'_> {
    /// The question on screen, or the outcome with a link that restores it.
    pub(super) fn view(&self, keep: Option<AttrValue>) -> Html {
        match self.session.question(self.guide) {
            Some(question) => question::view_question(self, question),
            None => outcome::view_outcome(self, keep),
        }
    }

    /// A callback that sends one message, whatever the event.
    pub(super) fn sends<E>(&self, message: Message) -> Callback<E> {
        self.send.reform(move |_| message.clone())
    }
}
