//! The replay of answers through a guide: the path, the open question, the outcome, what may still come.
//!
//! It must not remember anything: the same answers always give the same walk.

use super::Answers;
use super::rule::{Truth, truth};
use crate::guide::draft::Draft;
use crate::guide::{DraftId, Guide, OptionSet, QuestionId, RouteId, Rule, Statement, StatementId};

/// Where answers lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The questions that were asked and answered, in order.
    pub path: Vec<QuestionId>,
    /// The first question that is asked and has no valid answer; none when the walk is complete.
    pub open: Option<QuestionId>,
    /// The answers that count: those along the path.
    pub counted: Answers,
}

/// Replays answers from the first question to the first one that is open.
#[must_use]
pub fn walk(guide: &Guide, answers: &Answers) -> Walk {
    let mut walk = Walk {
        path: Vec::new(),
        open: None,
        counted: Answers::none(guide),
    };
    for question in guide.questions() {
        if !walk.holds(&question.rule) {
            continue;
        }
        let answer = answers.to(question.id);
        if !question.accepts(answer) {
            walk.open = Some(question.id);
            break;
        }
        walk.path.push(question.id);
        walk.counted.set(question.id, answer);
    }
    walk
}

/// What a complete walk advises: every route whose rule holds, with every statement whose rule holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The routes, in the guide's order.
    pub routes: Vec<AdvisedRoute>,
    /// The statements about the outcome as a whole.
    pub shared: Vec<StatementId>,
}

/// One route of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdvisedRoute {
    /// Which route.
    pub id: RouteId,
    /// What it says to this person, in the guide's order.
    pub statements: Vec<StatementId>,
}

/// A draft that is offered, and the route that it is shown with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Which draft.
    pub draft: DraftId,
    /// The first of its routes that is advised.
    pub route: RouteId,
}

/// How many questions may follow the one on screen: no fewer than `least`, no more than `most`,
/// whatever is answered from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StillToCome {
    /// The questions sure to come.
    pub least: usize,
    /// The questions not ruled out.
    pub most: usize,
}

impl Walk {
    /// Whether a rule holds over the answers that count.
    #[must_use]
    pub fn holds(&self, rule: &Rule) -> bool {
        truth(rule, &|question| Some(self.counted.to(question))) == Truth::True
    }

    /// What is advised, once every question is answered.
    #[must_use]
    pub fn outcome(&self, guide: &Guide) -> Option<Outcome> {
        if self.open.is_some() {
            return None;
        }
        let routes = guide
            .routes()
            .iter()
            .filter(|route| self.holds(&route.rule));
        Some(Outcome {
            routes: routes
                .map(|route| AdvisedRoute {
                    id: route.id,
                    statements: self.said(&route.statements),
                })
                .collect(),
            shared: self.said(guide.shared()),
        })
    }

    /// The drafts that go with what is advised, in the guide's order; none while a question is open.
    #[must_use]
    pub fn offers(&self, guide: &Guide) -> Vec<Offer> {
        let drafts = guide.drafts().iter();
        drafts
            .filter_map(|draft| self.offer(guide, draft.id))
            .collect()
    }

    /// One of them, if it is among them.
    #[must_use]
    pub fn offer(&self, guide: &Guide, draft: DraftId) -> Option<Offer> {
        let Draft { routes, rule, .. } = guide.draft(draft);
        let mut routes = routes.iter();
        let route = routes.find(|&&route| self.holds(&guide.route(route).rule))?;
        let is_offered = self.open.is_none() && self.holds(rule);
        is_offered.then_some(Offer {
            draft,
            route: *route,
        })
    }

    fn said(&self, statements: &[Statement]) -> Vec<StatementId> {
        let said = statements
            .iter()
            .filter(|statement| self.holds(&statement.rule));
        said.map(|statement| statement.id).collect()
    }

    /// Whether a question can be shown: it was answered, or it is the open one.
    #[must_use]
    pub fn reaches(&self, question: QuestionId) -> bool {
        self.open == Some(question) || self.path.contains(&question)
    }

    /// The questions answered before a question.
    #[must_use]
    pub fn before(&self, question: QuestionId) -> &[QuestionId] {
        let place = self.path.iter().position(|&passed| passed == question);
        self.path
            .get(..place.unwrap_or(self.path.len()))
            .unwrap_or_default()
    }

    /// The question that follows one on the path: answered or open; none if the outcome follows.
    #[must_use]
    pub fn after(&self, question: QuestionId) -> Option<QuestionId> {
        let mut passed = self
            .path
            .iter()
            .skip_while(|&&passed| passed != question)
            .skip(1);
        passed.next().copied().or(self.open)
    }

    /// How many questions may follow a question that is on screen, as if neither it nor any later
    /// one had been answered.
    #[must_use]
    pub fn still_to_come(&self, guide: &Guide, on_screen: QuestionId) -> StillToCome {
        let mut ruled_out = vec![false; guide.questions().len()];
        let mut still = StillToCome { least: 0, most: 0 };
        let later = guide.questions().iter().skip(on_screen.index() + 1);
        for question in later {
            let answer = |asked: QuestionId| -> Option<OptionSet> {
                if asked < on_screen {
                    Some(self.counted.to(asked))
                } else if ruled_out.get(asked.index()) == Some(&true) {
                    Some(OptionSet::EMPTY)
                } else {
                    None
                }
            };
            match truth(&question.rule, &answer) {
                Truth::False => {
                    if let Some(out) = ruled_out.get_mut(question.id.index()) {
                        *out = true;
                    }
                }
                Truth::Unknown => still.most += 1,
                Truth::True => {
                    still.least += 1;
                    still.most += 1;
                }
            }
        }
        still
    }
}
