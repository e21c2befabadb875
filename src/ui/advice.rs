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
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;
use crate::guide::{Guide, StatementId};

/// All that a widget can do beyond asking.
#[derive(Debug, Clone, Copy)]
pub struct Advice {
    begin: fn(&Guide) -> Box<dyn Beyond>,
    unpack: Unpack,
}

type Unpack = fn(&Guide, &Text, &[u8]) -> Result<(Guide, Text), PackedProblem>;

impl Advice {
    /// The one there is. Whoever calls this is loaded together with all of it.
    #[must_use]
    pub fn load() -> Self {
        Self {
            begin: |guide| Box::new(Everything::new(guide)),
            unpack: unpack_advised,
        }
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
        (self.unpack)(guide, text, bytes)
    }

    /// What one widget has beyond the questions, with nothing done there.
    pub(super) fn begin(self, guide: &Guide) -> Box<dyn Beyond> {
        (self.begin)(guide)
    }
}

/// Something that was done on a screen beyond the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The person typed something on the screen of a draft.
    Wrote(Written),
    /// The person ticked a step of the checklist, or took the tick away.
    Ticked(StatementId),
    /// The person brought a saved outcome.
    Brought(Brought),
}

/// What came of a deed.
pub(super) enum Done {
    /// Nothing: it came late, when somebody had gone on already.
    Nothing,
    /// It is to be shown.
    Noted,
    /// What was brought cannot be opened.
    Refused,
    /// These answers were in what was brought.
    Opened(Answers),
}

/// What one widget asks of it, and what is typed, ticked and opened there. Only through a table of functions: a call
/// by name would tie the two halves together.
pub(super) trait Beyond {
    /// Takes in what was done on the screen of a session.
    fn take(&mut self, guide: &Guide, text: &Text, session: &Session, deed: Deed) -> Done;

    /// Forgets what was typed, ticked and opened.
    fn forget(&mut self, guide: &Guide);

    /// Forgets why something was not opened.
    fn forget_problem(&mut self);

    /// Whether something was not opened.
    fn has_problem(&self) -> bool;

    /// The screen of a place that is no question; an outcome with a link that restores it.
    fn view(&self, screen: &Screen, keep: Option<AttrValue>) -> Html;

    /// What the outcome's screen is called.
    fn heading(&self, guide: &Guide, text: &Text, session: &Session) -> String;

    /// The ids of the outcome's routes.
    fn routes(&self, guide: &Guide, session: &Session) -> Vec<String>;

    /// What has become of the saved outcome that was opened, or that the answers began with an example, above
    /// the screen of a session.
    fn notice(&self, guide: &Guide, text: &Text, session: &Session) -> Option<Html>;
}

impl fmt::Debug for dyn Beyond {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Beyond")
    }
}

struct Everything {
    writing: Writing,
    ticks: Ticks,
    shelf: Shelf,
}

impl Everything {
    fn new(guide: &Guide) -> Self {
        Self {
            writing: Writing::none(guide),
            ticks: Ticks::default(),
            shelf: Shelf::default(),
        }
    }

    /// The saved outcome that was opened, as far as the screen of a session tells of it.
    fn opened(&self, guide: &Guide, text: &Text, session: &Session) -> Option<Opened<'_>> {
        let record = self.shelf.opened();
        let record = record.filter(|_| Opened::is_told_at(session.place))?;
        Opened::compare(record, guide, text, &session.answers)
    }
}

impl Beyond for Everything {
    fn take(&mut self, guide: &Guide, text: &Text, session: &Session, deed: Deed) -> Done {
        match deed {
            Deed::Wrote(written) => self.writing.note(&session.walk(guide).counted, written),
            Deed::Ticked(step) => self.ticks.turn(&session.walk(guide).counted, step),
            // A file that was read late.
            Deed::Brought(_) if session.place != Place::Records => return Done::Nothing,
            Deed::Brought(brought) => {
                let Some(answers) = self.shelf.take(guide, text, brought) else {
                    return Done::Refused;
                };
                // It is about another case, or about what has become of this one.
                self.writing = Writing::none(guide);
                self.ticks = Ticks::default();
                return Done::Opened(answers);
            }
        }
        Done::Noted
    }

    fn forget(&mut self, guide: &Guide) {
        *self = Self::new(guide);
    }

    fn forget_problem(&mut self) {
        self.shelf.forget_problem();
    }

    fn has_problem(&self) -> bool {
        self.shelf.has_problem()
    }

    fn view(&self, screen: &Screen, keep: Option<AttrValue>) -> Html {
        let Screen {
            guide,
            text,
            session,
            ..
        } = screen;
        match session.place {
            // A question has a view of its own, which is there from the start.
            Place::Question(_) | Place::Change(_) => Html::default(),
            Place::Outcome => {
                let opened = self.opened(guide, text, session);
                outcome::view_outcome(screen, opened.as_ref(), keep)
            }
            Place::Draft(id) => draft::view_draft(screen, &self.writing, id),
            Place::Checklist => checklist::view_checklist(screen, &self.ticks),
            Place::Overview => overview::view_overview(screen),
            Place::Records => records::view_records(screen, &self.shelf),
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

    fn notice(&self, guide: &Guide, text: &Text, session: &Session) -> Option<Html> {
        let Some(opened) = self.opened(guide, text, session) else {
            let is_others = self.shelf.opened().is_none() && !session.set_aside.is_empty();
            let is_told = is_others && session.place == Place::Outcome;
            return is_told.then(|| text.phrase(Phrase::NoticeExample).into());
        };
        opened.notice(guide, text, session.place)
    }
}
