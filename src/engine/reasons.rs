//! Why a route is advised: the answers that decided it, and no others.
//!
//! It must not know how a reason is worded; `ui` shows the question and the options.

use super::rule::{Truth, truth};
use super::walk::Walk;
use crate::guide::{Guide, OptionSet, QuestionId, Rule};

/// One answer that decided a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The question.
    pub question: QuestionId,
    /// Those of the chosen options that the rule speaks of; the whole answer if the rule speaks
    /// only of options that were not chosen.
    pub options: OptionSet,
}

/// The reasons, and with each the reasons why its question was asked, in the order of asking: all
/// that it takes to be where a rule holds.
#[must_use]
pub fn reasons_from_the_start(guide: &Guide, walk: &Walk, rule: &Rule) -> Vec<Reason> {
    let mut found = reasons(walk, rule);
    let mut done = 0;
    while let Some(reason) = found.get(done) {
        let asked_by = reasons(walk, &guide.question(reason.question).rule);
        done += 1;
        for reason in asked_by {
            match found
                .iter_mut()
                .find(|known| known.question == reason.question)
            {
                Some(known) => known.options = known.options.union(reason.options),
                None => found.push(reason),
            }
        }
    }
    // Everything that decided was asked on the way.
    let of = |question: &QuestionId| found.iter().find(|it| it.question == *question).copied();
    walk.path.iter().filter_map(of).collect()
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
