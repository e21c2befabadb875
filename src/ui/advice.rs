//! Everything beyond the questions, which a browser may get after them: the other screens, and what it
//! takes to open a saved outcome.
//!
//! What shows a question must reach nothing of this but through [`Advice`], or it is loaded with the questions.

use std::fmt;

use yew::{AttrValue, Html};

use super::changed::Opened;
use super::checklist::Ticks;
use super::draft::{Writing, Written};
use super::records::{Brought, Shelf};
use super::screen::Screen;
use super::{checklist, draft, outcome, overview, records};
use crate::engine::Answers;
use crate::engine::session::{Place, Session};
use crate::guide::packed::{PackedProblem, unpack_advised};
use crate::guide::text::Text;
use crate::guide::{Guide, StatementId};

/// All that a widget can do beyond asking.
#[derive(Clone, Copy)]
pub struct Advice(&'static dyn Beyond);

impl Advice {
    /// The one there is. Whoever calls this is loaded together with all of it.
    #[must_use]
    pub fn load() -> Self {
        Self(&Everything)
    }

    /// A guide and words in full, given those of which only the questions are known, and the second part of
    /// the same packed guide.
    ///
    /// # Errors
    /// What the bytes are instead.
    pub fn unpack(
        self,
        guide: &Guide,
        text: &Text,
        bytes: &[u8],
    ) -> Result<(Guide, Text), PackedProblem> {
        self.0.unpack(guide, text, bytes)
    }

    pub(super) fn beyond(self) -> &'static dyn Beyond {
        self.0
    }
}

impl fmt::Debug for Advice {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Advice")
    }
}

/// What the widget asks of it. Only through a table of functions: a call by name would tie the two together.
pub(super) trait Beyond {
    /// See [`Advice::unpack`].
    fn unpack(
        &self,
        guide: &Guide,
        text: &Text,
        bytes: &[u8],
    ) -> Result<(Guide, Text), PackedProblem>;

    /// Notes what was typed on the screen of a draft that these answers led to.
    fn note(&self, writing: &mut Writing, answers: &Answers, written: Written);

    /// Ticks a step of the checklist for these answers, or takes its tick away.
    fn tick(&self, ticks: &mut Ticks, answers: &Answers, step: StatementId);

    /// The screen of a place that is no question; an outcome with a link that restores it.
    fn view(&self, screen: &Screen, keep: Option<AttrValue>) -> Html;

    /// What the outcome's screen is called.
    fn heading(&self, guide: &Guide, text: &Text, session: &Session) -> String;

    /// The ids of the outcome's routes.
    fn routes(&self, guide: &Guide, session: &Session) -> Vec<String>;

    /// Opens what was brought; the answers that it holds, if it can be.
    fn open(
        &self,
        shelf: &mut Shelf,
        guide: &Guide,
        text: &Text,
        brought: Brought,
    ) -> Option<Answers>;

    /// The saved outcome that was opened, as far as the screen of a session tells of it.
    fn opened<'a>(
        &self,
        shelf: &'a Shelf,
        guide: &Guide,
        text: &Text,
        session: &Session,
    ) -> Option<Opened<'a>>;

    /// What has become of it, above the screen of a place.
    fn notice(&self, opened: &Opened, guide: &Guide, text: &Text, place: Place) -> Option<Html>;
}

struct Everything;

impl Beyond for Everything {
    fn unpack(
        &self,
        guide: &Guide,
        text: &Text,
        bytes: &[u8],
    ) -> Result<(Guide, Text), PackedProblem> {
        unpack_advised(guide, text, bytes)
    }

    fn note(&self, writing: &mut Writing, answers: &Answers, written: Written) {
        writing.note(answers, written);
    }

    fn tick(&self, ticks: &mut Ticks, answers: &Answers, step: StatementId) {
        ticks.turn(answers, step);
    }

    fn view(&self, screen: &Screen, keep: Option<AttrValue>) -> Html {
        match screen.session.place {
            // A question has a view of its own, which is there from the start.
            Place::Question(_) | Place::Change(_) => Html::default(),
            Place::Outcome => outcome::view_outcome(screen, keep),
            Place::Draft(id) => draft::view_draft(screen, id),
            Place::Checklist => checklist::view_checklist(screen),
            Place::Overview => overview::view_overview(screen),
            Place::Records => records::view_records(screen),
        }
    }

    fn heading(&self, guide: &Guide, text: &Text, session: &Session) -> String {
        let outcome = session.walk(guide).outcome(guide);
        // The place is an outcome only if the walk is complete.
        outcome.map_or_else(String::new, |outcome| outcome::heading(text, &outcome))
    }

    fn routes(&self, guide: &Guide, session: &Session) -> Vec<String> {
        let outcome = session.walk(guide).outcome(guide);
        let routes = outcome.into_iter().flat_map(|outcome| outcome.routes);
        routes
            .map(|route| guide.route(route.id).name.clone())
            .collect()
    }

    fn open(
        &self,
        shelf: &mut Shelf,
        guide: &Guide,
        text: &Text,
        brought: Brought,
    ) -> Option<Answers> {
        shelf.take(guide, text, brought)
    }

    fn opened<'a>(
        &self,
        shelf: &'a Shelf,
        guide: &Guide,
        text: &Text,
        session: &Session,
    ) -> Option<Opened<'a>> {
        let record = shelf
            .opened()
            .filter(|_| Opened::is_told_at(session.place))?;
        Opened::compare(record, guide, text, &session.answers)
    }

    fn notice(&self, opened: &Opened, guide: &Guide, text: &Text, place: Place) -> Option<Html> {
        opened.notice(guide, text, place)
    }
}
