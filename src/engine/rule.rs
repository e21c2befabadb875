//! Whether a rule holds, also while some answers are not known yet.
//!
//! It must not know in which order questions are asked; `walk` does.

use crate::guide::{OptionSet, QuestionId, Rule};

/// What is known of a rule, in Kleene's three-valued logic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It does not hold, whatever the unknown answers turn out to be.
    False,
    /// It depends on answers that are not known.
    Unknown,
    /// It holds, whatever the unknown answers turn out to be.
    True,
}

impl Truth {
    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

/// Evaluates a rule over what is known: `answer` gives a question's answer, the empty set for one
/// that is not asked, and nothing for one whose answer is not known.
#[must_use]
pub fn truth(rule: &Rule, answer: &impl Fn(QuestionId) -> Option<OptionSet>) -> Truth {
    match rule {
        Rule::Has(question, options) => match answer(*question) {
            Some(chosen) => chosen.meets(*options).into(),
            None => Truth::Unknown,
        },
        Rule::All(rules) => every(rules.iter().map(|rule| truth(rule, answer))),
        Rule::Any(rules) => every(rules.iter().map(|rule| truth(rule, answer).not())).not(),
        Rule::None(rules) => every(rules.iter().map(|rule| truth(rule, answer).not())),
    }
}

/// False as soon as one is false, unknown if one is unknown, else true.
fn every(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut all = Truth::True;
    for truth in truths {
        match truth {
            Truth::False => return Truth::False,
            Truth::Unknown => all = Truth::Unknown,
            Truth::True => {}
        }
    }
    all
}
