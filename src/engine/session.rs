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
    /// Whether the checklist was on screen when something was opened or arrived at last, so that Back leads from a
    /// draft to it.
    pub is_from_checklist: bool,
    /// What the overview is narrowed to: of a question the one option that is sought.
    pub sought: Answers,
    /// What had been chosen each time that somebody else's answers were taken over, the earliest first.
    pub set_aside: Vec<Answers>,
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
    /// Everything to do for what the person is told, in order.
    Checklist,
    /// Every route of the guide, whatever the answers.
    Overview,
    /// Where an outcome is saved for somebody's files, if there is one, and a saved one is opened.
    Records,
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
    /// Something else was to be shown; nothing comes of it if the answers do not reach that, as when a
    /// click arrives late.
    Opened(Place),
    /// Start again was pressed.
    StartedAgain,
    /// The overview was narrowed to an option of a question, or to none of them.
    Narrowed(QuestionId, OptionSet),
    /// Somebody else's answers were taken over, such as an example's.
    TookAnswers(Answers),
    /// A link, or the browser's Back or Forward, led to a session. Answers that it does not hold,
    /// and what the overview is narrowed to, are kept; but of somebody else's answers, where it goes
    /// back to before they were taken over, those that were set aside for them.
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
            is_from_checklist: false,
            sought: Answers::none(guide),
            set_aside: Vec::new(),
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
            Place::Outcome
            | Place::Draft(_)
            | Place::Checklist
            | Place::Overview
            | Place::Records => None,
        }
    }

    /// Whether the answers lead to something, so that it can be shown.
    #[must_use]
    pub fn reaches(&self, guide: &Guide, place: Place) -> bool {
        let walk = self.walk(guide);
        match place {
            Place::Question(id) | Place::Change(id) => walk.reaches(id),
            Place::Outcome => walk.open.is_none(),
            Place::Draft(id) => walk.offer(guide, id).is_some(),
            Place::Checklist => walk.has_checklist(guide),
            Place::Overview | Place::Records => true,
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
            Message::Opened(place) if self.reaches(guide, place) => Self {
                is_from_checklist: self.place == Place::Checklist,
                place,
                is_refused: false,
                ..self
            },
            Message::Opened(_) => self,
            Message::StartedAgain => Self::start(guide),
            Message::Narrowed(question, option) => {
                self.sought.set(question, option);
                self
            }
            Message::TookAnswers(answers) => {
                self.set_aside.push(self.answers.clone());
                self.led_by(guide, answers)
            }
            Message::Arrived(session) => self.arrived(session),
        }
    }

    /// Where some answers lead, with everything but the answers kept.
    fn led_by(self, guide: &Guide, answers: Answers) -> Self {
        Self {
            sought: self.sought,
            set_aside: self.set_aside,
            ..Self::at_frontier(guide, answers)
        }
    }

    fn arrived(mut self, session: Self) -> Self {
        let mut before = self.set_aside.iter();
        if let Some(index) = before.position(|answers| session.answers.is_within(answers)) {
            self.answers = self.set_aside.swap_remove(index);
            self.set_aside.truncate(index);
        }
        Self {
            is_from_checklist: self.place == Place::Checklist,
            // Kept answers fill only what the session leaves open, so its place is still reached.
            answers: session.answers.or(&self.answers),
            sought: self.sought,
            set_aside: self.set_aside,
            ..session
        }
    }

    fn went_back(self, guide: &Guide) -> Self {
        let walk = self.walk(guide);
        let before = match self.place {
            Place::Question(id) | Place::Change(id) => walk.before(id).last(),
            Place::Outcome => walk.path.last(),
            Place::Draft(_) if self.is_from_checklist => {
                let place = Place::Checklist;
                return Self { place, ..self };
            }
            Place::Draft(_) | Place::Checklist => {
                let place = Place::Outcome;
                return Self { place, ..self };
            }
            // They stand beside the questions: whoever leaves them goes where they would have gone on.
            Place::Overview | Place::Records => {
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
            Place::Outcome
            | Place::Draft(_)
            | Place::Checklist
            | Place::Overview
            | Place::Records => None,
        };
        Self {
            place: place.unwrap_or(Place::Outcome),
            is_refused: false,
            ..self
        }
    }
}
