//! What every view is given, which kind of screen is shown, what it is called, and its foot.
//!
//! It must not own state; everything in it is borrowed from the widget for one rendering.

use yew::{AttrValue, Callback, Html, NodeRef, html};

use super::advice::{Beyond, Deed};
use super::heading::HeadingLevel;
use super::icon::{Icon, view_icon};
use super::{NOTICE, question};
use crate::browser;
use crate::day::Day;
use crate::engine::session::{Message, Place, Session};
use crate::engine::walk::Walk;
use crate::guide::Guide;
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;

/// One rendering's material.
pub(super) struct Screen<'a> {
    /// What shows everything but questions; until it is there nothing else is to be shown.
    pub(super) beyond: Option<&'a dyn Beyond>,
    /// Whether something that was asked for waits for that.
    pub(super) is_pending: bool,
    pub(super) guide: &'a Guide,
    pub(super) text: &'a Text,
    pub(super) session: &'a Session,
    pub(super) walk: &'a Walk,
    pub(super) send: Callback<Message>,
    /// Takes what is done beyond the questions.
    pub(super) act: Callback<Deed>,
    /// Whether a notice stands above the heading.
    pub(super) has_notice: bool,
    pub(super) today: &'a Callback<(), Option<Day>>,
    pub(super) heading_level: HeadingLevel,
    /// Gets the focus when the place changes.
    pub(super) heading: &'a NodeRef,
    /// Gets the focus when Continue is refused, or what was brought to be opened.
    pub(super) problem: &'a NodeRef,
}

impl Screen<'_> {
    /// What the place shows; an outcome with a link that restores it.
    pub(super) fn view(&self, keep: Option<AttrValue>) -> Html {
        match self.session.place {
            Place::Question(id) | Place::Change(id) => {
                question::view_question(self, self.guide.question(id))
            }
            Place::Outcome
            | Place::Draft(_)
            | Place::Checklist
            | Place::Overview
            | Place::Records => self
                .beyond
                .map_or_else(Html::default, |it| it.view(self, keep)),
        }
    }

    /// The heading of the screen, which gets the focus when the place changes.
    pub(super) fn view_heading(&self, id: Option<String>, words: &str) -> Html {
        // The words are an element of their own. When what had the focus has gone with the screen
        // before, Orca 43 moves without a word to the first element that holds words, and when that
        // is the heading itself, it says nothing when the heading gets the focus.
        // The focus goes to the heading and so past a notice, which is read with it.
        let described = self.has_notice.then_some(NOTICE);
        html! {
            <@{self.heading_level.element()} {id} class="heading" part="heading" tabindex="-1"
                aria-describedby={described} ref={self.heading.clone()}><strong>{ words }</strong></@>
        }
    }

    /// The heading of a section under the screen's own.
    pub(super) fn view_section_heading(&self, id: impl Into<AttrValue>, words: &str) -> Html {
        let level = self.heading_level.below();
        level.view("section-heading", Some(id.into()), words.into())
    }

    /// What stands below every screen: that nothing is sent, and the ways to what is not part of the walk.
    pub(super) fn view_foot(&self) -> Html {
        html! {
            <div class="foot" part="foot">
                <p class="privacy">{ self.text.phrase(Phrase::Privacy) }</p>
                { self.view_aside(Place::Overview, Icon::Places, Phrase::OverviewOpen) }
                { self.view_aside(Place::Records, Icon::File, Phrase::RecordsLoadHeading) }
            </div>
        }
    }

    /// The button to a place, unless it is there already.
    fn view_aside(&self, place: Place, icon: Icon, words: Phrase) -> Html {
        if self.session.place == place {
            return Html::default();
        }
        html! {
            <button class="quiet" part="button quiet" type="button"
                onclick={self.sends(Message::Opened(place))}>
                { view_icon(icon) }{ self.text.phrase(words) }
            </button>
        }
    }

    /// The button to the screen before.
    pub(super) fn view_back(&self) -> Html {
        html! {
            <button class="secondary" part="button secondary" type="button"
                onclick={self.sends(Message::WentBack)}>
                { self.text.phrase(Phrase::Back) }
            </button>
        }
    }

    /// The button that prints what is on screen.
    pub(super) fn view_print(&self) -> Html {
        html! {
            <button class="quiet" part="button quiet" type="button" onclick={|_| browser::print()}>
                { self.text.phrase(Phrase::Print) }
            </button>
        }
    }

    /// A callback that sends one message, whatever the event.
    pub(super) fn sends<E>(&self, message: Message) -> Callback<E> {
        self.send.reform(move |_| message.clone())
    }
}

/// What the screen of a session is called: its heading, and before it, while something that was asked for
/// is refused, that there is an error.
pub(super) fn title(
    guide: &Guide,
    text: &Text,
    session: &Session,
    beyond: Option<&dyn Beyond>,
    is_refused: bool,
) -> String {
    let heading = match session.place {
        Place::Question(id) | Place::Change(id) => text.question(id).title.clone(),
        Place::Outcome => beyond.map_or_else(String::new, |it| it.heading(guide, text, session)),
        Place::Draft(id) => text.draft(id).title.clone(),
        Place::Checklist => text.phrase(Phrase::ChecklistHeading).to_owned(),
        Place::Overview => text.phrase(Phrase::OverviewHeading).to_owned(),
        Place::Records => text.phrase(Phrase::RecordsHeading).to_owned(),
    };
    if is_refused {
        format!("{} {heading}", text.phrase(Phrase::ErrorPrefix))
    } else {
        heading
    }
}
