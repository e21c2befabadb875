//! All the state there is, and its one update: answers, and what is on screen.
//!
//! It must not cause effects; the widget compares the place before and after and acts on it.

use super::Answers;
use super::walk::{Walk, walk};
use crate::guide::{DraftId, Guide, OptionId, OptionSet, Question, QuestionId};

/// Where a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What was chosen so far, counting or not.
    pub answers: Answers,
    /// What is on screen; always something that the answers reach.
    pub place: Place,
    /// Whether Continue was refused because nothing was chosen.
    pub is_refused: bool,
    /// What the overview is narrowed to: of a question the one option that is sought.
    pub sought: Answers,
}

/// What is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A question, on the way forward: Continue leads to the next one, answered or not.
    Question(QuestionId),
    /// A question whose answer is being changed: Continue leads to the next one that is open.
    Change(QuestionId),
    /// What the person is told.
    Outcome,
    /// A draft that goes with what the person is told.
    Draft(DraftId),
    /// Every route of the guide, whatever the answers.
    Overview,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// An option was clicked.
    ChoseOption(OptionId),
    /// A date picked an option.
    PickedOption(OptionId),
    /// Continue was pressed.
    WentOn,
    /// Back was pressed.
    WentBack,
    /// The change of one answer was asked for.
    AskedToChange(QuestionId),
    /// Start again was pressed.
    StartedAgain,
    /// A draft was asked for.
    OpenedDraft(DraftId),
    /// The overview of every route was asked for.
    LookedAround,
    /// The overview was narrowed to an option of a question, or to none of them.
    Narrowed(QuestionId, OptionSet),
    /// Somebody else's answers were taken over, such as an example's.
    TookAnswers(Answers),
    /// A link, or the browser's Back or Forward, led to a session. Answers that it does not hold,
    /// and what the overview is narrowed to, are kept.
    Arrived(Session),
}

impl Session {
    /// The first question, nothing answered.
    #[must_use]
    pub fn start(guide: &Guide) -> Self {
        Self::at_frontier(guide, Answers::none(guide))
    }

    /// The first open question of some answers, or their outcome.
    #[must_use]
    pub fn at_frontier(guide: &Guide, answers: Answers) -> Self {
        let place = match walk(guide, &answers).open {
            Some(open) => Place::Question(open),
            None => Place::Outcome,
        };
        Self {
            answers,
            place,
            is_refused: false,
            sought: Answers::none(guide),
        }
    }

    /// Where the answers lead.
    #[must_use]
    pub fn walk(&self, guide: &Guide) -> Walk {
        walk(guide, &self.answers)
    }

    /// The question on screen, if it is one.
    #[must_use]
    pub fn question<'g>(&self, guide: &'g Guide) -> Option<&'g Question> {
        match self.place {
            Place::Question(id) | Place::Change(id) => Some(guide.question(id)),
            Place::Outcome | Place::Draft(_) | Place::Overview => None,
        }
    }

    /// The session after something happened.
    #[must_use]
    pub fn update(mut self, guide: &Guide, message: Message) -> Self {
        match message {
            Message::ChoseOption(option) => {
                // A click that arrives late, on a question that is gone, changes nothing.
                if self
                    .question(guide)
                    .is_some_and(|shown| shown.id == option.question())
                {
                    self.answers.choose(guide, option);
                }
                self
            }
            Message::PickedOption(option) => {
                let question = option.question();
                let is_shown = self
                    .question(guide)
                    .is_some_and(|shown| shown.id == question);
                if is_shown && !self.answers.to(question).contains(option) {
                    self.answers.choose(guide, option);
                }
                self
            }
            Message::WentOn => self.went_on(guide),
            Message::WentBack => self.went_back(guide),
            Message::AskedToChange(question) if self.walk(guide).reaches(question) => Self {
                place: Place::Change(question),
                is_refused: false,
                ..self
            },
            Message::AskedToChange(_) => self,
            Message::StartedAgain => Self::start(guide),
            Message::OpenedDraft(draft) => self.at_draft(guide, draft),
            Message::LookedAround => Self {
                place: Place::Overview,
                is_refused: false,
                ..self
            },
            Message::Narrowed(question, option) => {
                self.sought.set(question, option);
                self
            }
            Message::TookAnswers(answers) => self.led_by(guide, answers),
            // Kept answers fill only what the session leaves open, so its place is still reached.
            Message::Arrived(session) => Self {
                answers: session.answers.or(&self.answers),
                sought: self.sought,
                ..session
            },
        }
    }

    /// Where some answers lead, with everything but the answers kept.
    fn led_by(self, guide: &Guide, answers: Answers) -> Self {
        Self {
            sought: self.sought,
            ..Self::at_frontier(guide, answers)
        }
    }

    fn at_draft(self, guide: &Guide, draft: DraftId) -> Self {
        // A click that arrives late, on an outcome that is gone, changes nothing.
        let place = match self.walk(guide).offer(guide, draft) {
            Some(offer) => Place::Draft(offer.draft),
            None => self.place,
        };
        Self { place, ..self }
    }

    fn went_back(self, guide: &Guide) -> Self {
        let walk = self.walk(guide);
        let before = match self.place {
            Place::Question(id) | Place::Change(id) => walk.before(id).last(),
            Place::Outcome => walk.path.last(),
            Place::Draft(_) => {
                let place = Place::Outcome;
                return Self { place, ..self };
            }
            // It stands beside the questions: whoever leaves it goes where they would have gone on.
            Place::Overview => {
                let answers = self.answers.clone();
                return self.led_by(guide, answers);
            }
        };
        match before {
            Some(&question) => Self {
                place: Place::Question(question),
                is_refused: false,
                ..self
            },
            None => self,
        }
    }

    fn went_on(self, guide: &Guide) -> Self {
        let Some(question) = self.question(guide) else {
            return self;
        };
        if !question.accepts(self.answers.to(question.id)) {
            return Self {
                is_refused: true,
                ..self
            };
        }
        let walk = self.walk(guide);
        let place = match self.place {
            Place::Question(id) => walk.after(id).map(Place::Question),
            Place::Change(_) => walk.open.map(Place::Change),
            Place::Outcome | Place::Draft(_) | Place::Overview => None,
        };
        Self {
            place: place.unwrap_or(Place::Outcome),
            is_refused: false,
            ..self
        }
    }
}
