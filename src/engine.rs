//! Answers in, questions and outcomes out: pure and total, by replaying the answers from the start.
//!
//! It must not know words, screens, a clock or a browser.

pub mod checklist;
pub mod example;
pub mod reasons;
pub mod rule;
pub mod session;
pub mod walk;

use crate::guide::file::Choose;
use crate::guide::{Guide, OptionId, OptionSet, QuestionId};

/// What was chosen, for each question of one guide; an empty set is no answer.
///
/// Answers to questions that the walk does not reach are kept: they do not count, and they count
/// again once the change that made them irrelevant is undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers(Vec<OptionSet>);

impl Answers {
    /// No answer to any question of the guide.
    #[must_use]
    pub fn none(guide: &Guide) -> Self {
        Self(vec![OptionSet::EMPTY; guide.questions().len()])
    }

    /// The answer to a question; empty if there is none.
    #[must_use]
    pub fn to(&self, question: QuestionId) -> OptionSet {
        self.0.get(question.index()).copied().unwrap_or_default()
    }

    /// Replaces the answer to a question.
    pub fn set(&mut self, question: QuestionId, answer: OptionSet) {
        if let Some(slot) = self.0.get_mut(question.index()) {
            *slot = answer;
        }
    }

    /// Chooses an option as a click on it does: a radio button replaces the answer, a checkbox
    /// goes on or off, and an option that stands alone clears the others, as they clear it.
    pub fn choose(&mut self, guide: &Guide, option: OptionId) {
        let question = guide.question(option.question());
        let before = self.to(question.id);
        let chosen = OptionSet::from(option);
        let after = match question.choose {
            Choose::One => chosen,
            Choose::Several if before.contains(option) => before.without(chosen),
            Choose::Several if question.alone().contains(option) => chosen,
            Choose::Several => before.without(question.alone()).union(chosen),
        };
        self.set(question.id, after);
    }

    /// Whether the other has each of these answers.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        let mut pairs = self.0.iter().zip(&other.0);
        pairs.all(|(answer, of_other)| answer.is_empty() || answer == of_other)
    }

    /// These answers, with those of the other wherever these have none.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        for (slot, answer) in self.0.iter_mut().zip(&other.0) {
            if slot.is_empty() {
                *slot = *answer;
            }
        }
        self
    }
}
