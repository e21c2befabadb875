//! Why a route is advised: the answers that decided it, and no others.
//!
//! It must not know how a reason is worded; `ui` shows the question and the options.

use super::rule::{Truth, truth};
use super::walk::Walk;
use crate::guide::{OptionSet, QuestionId, Rule};

/// One answer that decided a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The question.
    pub question: QuestionId,
    /// Those of the chosen options that the rule speaks of; the whole answer if the rule speaks
    /// only of options that were not chosen.
    pub options: OptionSet,
}

/// The answers along the walk without which a rule that holds could fail to, in the order of asking.
#[must_use]
pub fn reasons(walk: &Walk, rule: &Rule) -> Vec<Reason> {
    let decides = |question: &QuestionId| {
        let answer = |asked: QuestionId| (asked != *question).then(|| walk.counted.to(asked));
        truth(rule, &answer) != Truth::True
    };
    let is_asked = |question: &QuestionId| !walk.counted.to(*question).is_empty();
    let reason = |question: QuestionId| {
        let chosen = walk.counted.to(question);
        let named = chosen.intersection(rule.options_named(question));
        Reason {
            question,
            options: if named.is_empty() { chosen } else { named },
        }
    };
    // Not the whole path: the cost is that of the rule, however long the walk.
    let named = rule.questions().into_iter();
    named.filter(is_asked).filter(decides).map(reason).collect()
}
