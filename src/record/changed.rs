//! What the present guide does with recorded answers that the recorded one did not.
//!
//! It must not judge: it compares what was said with what is said, and quotes the former only.

use std::collections::HashSet;

use super::plain::plain;
use super::{Record, RecordedAnswer, RecordedChannel, RecordedRoute, RecordedStatement};
use crate::engine::Answers;
use crate::engine::rule::{Truth, truth};
use crate::engine::walk::{Outcome, Walk, walk};
use crate::guide::text::Text;
use crate::guide::{ChannelId, Guide, OptionSet, QuestionId, RouteId, StatementId};

/// What has changed since a record was made. It is empty if the guide's file changed and what it
/// says for these answers did not.
///
/// While the answers leave a question open there is nothing to compare with: then no list says
/// anything of routes and statements. Words are compared only if they are of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// The recorded edition, if the guide is of another: its answers can have meant something else.
    pub edition: Option<u32>,
    /// The recorded revision of the source, if the guide follows another.
    pub revision: Option<String>,
    /// The answers that cannot be given any more: the question or one of the options is gone, or
    /// they are no answer together.
    pub answers_gone: Vec<RecordedAnswer>,
    /// The answers that can be given and no longer count, since the question is not asked any more.
    pub answers_idle: Vec<QuestionId>,
    /// The answers that count and have another question or other labels than those that were read.
    pub answers_reworded: Vec<Altered<QuestionId, RecordedAnswer>>,
    /// The questions that are asked and that the record has no answer to that can be given.
    pub questions_new: Vec<QuestionId>,
    /// The routes that are not advised any more.
    pub routes_gone: Vec<RecordedRoute>,
    /// The routes that were not advised.
    pub routes_new: Vec<RouteId>,
    /// The routes that lead to another address, have somebody else act, or see another role.
    pub routes_redirected: Vec<Altered<RouteId, RecordedRoute>>,
    /// The routes with another title, another description of the data, or another name of the addressee.
    pub routes_reworded: Vec<Altered<RouteId, RecordedRoute>>,
    /// The statements that are not said any more, by routes that are still advised.
    pub statements_gone: Vec<Said>,
    /// The statements that were not said, by routes that were advised.
    pub statements_new: Vec<StatementId>,
    /// The statements that stand in another route, under another heading or in another order.
    pub statements_moved: Vec<Altered<StatementId, Said>>,
    /// The statements that say it in other words.
    pub statements_reworded: Vec<Altered<StatementId, Said>>,
    /// The statements that have another basis or cite something else.
    pub statements_rebased: Vec<Altered<StatementId, Said>>,
    /// The statements that show another address.
    pub statements_redirected: Vec<Altered<StatementId, Said>>,
}

/// Something that the guide still has, and what the record says of it, to be quoted as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered<Id, Then> {
    /// What it is now.
    pub id: Id,
    /// What was recorded.
    pub then: Then,
}

/// A recorded statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The id of the route that said it; none if it was about the outcome as a whole.
    pub route: Option<String>,
    /// What it said.
    pub statement: RecordedStatement,
}

impl Changed {
    /// Compares a record with what a guide makes of some answers: those of the record, and perhaps
    /// some to questions that it asks anew.
    #[must_use]
    pub fn since(record: &Record, guide: &Guide, text: &Text, answers: &Answers) -> Self {
        let walk = walk(guide, answers);
        let comparison = Comparison {
            record,
            guide,
            text,
            is_one_language: record.locale == text.locale(),
        };
        let made_by = &record.guide;
        let is_other_revision = made_by.revision != guide.revision();
        let mut changed = Self {
            edition: (made_by.edition != guide.edition()).then_some(made_by.edition),
            revision: is_other_revision.then(|| plain(&made_by.revision)),
            ..Self::default()
        };
        comparison.note_answers(&walk, &mut changed);
        if let Some(outcome) = walk.outcome(guide) {
            comparison.note_routes(&outcome, &mut changed);
            comparison.note_statements(&outcome, &mut changed);
        }
        changed
    }

    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Record {
    /// The answers of the record that can be given in a guide.
    #[must_use]
    pub fn answers_in(&self, guide: &Guide) -> Answers {
        let mut answers = Answers::none(guide);
        for (question, chosen) in self.answers.iter().filter_map(|it| it.in_guide(guide)) {
            answers.set(question, chosen);
        }
        answers
    }

    /// Whether the answers are those of the record, as far as they can be given in a guide.
    #[must_use]
    pub fn agrees_with(&self, guide: &Guide, answers: &Answers) -> bool {
        self.answers_in(guide).is_within(answers)
    }
}

impl RecordedAnswer {
    /// The answer in a guide, if it can be given there.
    pub(super) fn in_guide(&self, guide: &Guide) -> Option<(QuestionId, OptionSet)> {
        let question = guide.question_named(&self.question)?;
        let options = self.options.iter();
        let chosen: Option<OptionSet> = options
            .map(|option| question.option_named(&option.id))
            .collect();
        let chosen = chosen.filter(|&chosen| question.accepts(chosen))?;
        Some((question.id, chosen))
    }
}

struct Comparison<'a> {
    record: &'a Record,
    guide: &'a Guide,
    text: &'a Text,
    is_one_language: bool,
}

/// A statement that was said and is said.
struct Pair {
    /// Its place among all that was said.
    place: usize,
    then: Said,
    id: StatementId,
}

impl Comparison<'_> {
    fn note_answers(&self, walk: &Walk, changed: &mut Changed) {
        let guide = self.guide;
        // Nothing is known of the open question and of those after it.
        let answer = |asked: QuestionId| {
            let is_known = walk.open.is_none_or(|open| asked < open);
            is_known.then(|| walk.counted.to(asked))
        };
        let mut answered = HashSet::new();
        for recorded in &self.record.answers {
            let Some((id, chosen)) = recorded.in_guide(guide) else {
                changed.answers_gone.push(recorded.clone());
                continue;
            };
            answered.insert(id);
            if truth(&guide.question(id).rule, &answer) == Truth::False {
                changed.answers_idle.push(id);
            } else if self.is_one_language && self.is_answer_reworded(recorded, id, chosen) {
                let then = recorded.clone();
                changed.answers_reworded.push(Altered { id, then });
            }
        }
        let asked = guide
            .questions()
            .iter()
            .filter(|question| truth(&question.rule, &answer) == Truth::True);
        let new = asked.map(|question| question.id);
        changed.questions_new = new.filter(|id| !answered.contains(id)).collect();
    }

    fn is_answer_reworded(&self, then: &RecordedAnswer, id: QuestionId, chosen: OptionSet) -> bool {
        let question = self.guide.question(id);
        let mut options = question
            .options
            .iter()
            .filter(|option| chosen.contains(option.id));
        let is_label_other = |name: &str, label: &str| {
            let mut recorded = then.options.iter();
            recorded.any(|option| option.id == name && is_other(&option.words, label))
        };
        is_other(&then.words, &self.text.question(id).title)
            || options
                .any(|option| is_label_other(&option.name, &self.text.option(option.id).label))
    }

    fn note_routes(&self, outcome: &Outcome, changed: &mut Changed) {
        let named = |name: &str| {
            let mut ids = outcome.routes.iter().map(|advised| advised.id);
            ids.find(|&id| self.guide.route(id).name == name)
        };
        for then in &self.record.routes {
            let Some(id) = named(&then.id) else {
                changed.routes_gone.push(then.clone());
                continue;
            };
            let (route, words) = (self.guide.route(id), self.text.route(id));
            let is_redirected = self.is_elsewhere(&then.channel, route.channel)
                || then.acts != route.acts
                || then.role != route.role;
            let is_reworded = is_other(&then.title, &words.title)
                || is_other(&then.about, &words.about)
                || is_other(&then.channel.words, self.text.channel(route.channel));
            let altered = || Altered {
                id,
                then: then.clone(),
            };
            if is_redirected {
                changed.routes_redirected.push(altered());
            }
            if is_reworded && self.is_one_language {
                changed.routes_reworded.push(altered());
            }
        }
        let ids = outcome.routes.iter().map(|advised| advised.id);
        changed.routes_new = ids.filter(|&id| !self.was_advised(id)).collect();
    }

    fn was_advised(&self, id: RouteId) -> bool {
        let name = &self.guide.route(id).name;
        self.record.routes.iter().any(|route| route.id == *name)
    }

    fn note_statements(&self, outcome: &Outcome, changed: &mut Changed) {
        let mut then: Vec<Option<Said>> = self.said().into_iter().map(Some).collect();
        let words = then.iter().flatten();
        let words: Vec<String> = words.map(|said| plain(&said.statement.words)).collect();
        let now = outcome.routes.iter().flat_map(|route| &route.statements);
        let now: Vec<StatementId> = now.chain(&outcome.shared).copied().collect();
        let mut found: Vec<Option<(usize, Said)>> = Vec::new();
        let mut take = |is_it: &dyn Fn(&Said, &str) -> bool| {
            let mut places = then.iter().zip(&words);
            let is_left = |(said, words): (&Option<Said>, &String)| {
                said.as_ref().is_some_and(|said| is_it(said, words))
            };
            let place = places.position(is_left)?;
            Some((place, then.get_mut(place)?.take()?))
        };
        for &id in &now {
            found.push(take(&|said, _| self.is_named(said, id)));
        }
        // What is said in the same words under another id, or in another route, is the same.
        for (&id, found) in now.iter().zip(&mut found) {
            if found.is_none() && self.is_one_language {
                let now = plain(self.text.statement(id));
                *found = take(&|_, then| then == now);
            }
        }
        let mut pairs = Vec::new();
        for (id, found) in now.into_iter().zip(found) {
            match found {
                Some((place, then)) => pairs.push(Pair { place, then, id }),
                None if id.route().is_none_or(|route| self.was_advised(route)) => {
                    changed.statements_new.push(id);
                }
                // It came with a new route.
                None => {}
            }
        }
        self.note_pairs(&pairs, changed);
        let gone: HashSet<&str> = changed.routes_gone.iter().map(|route| &*route.id).collect();
        let went_alone = |said: &Said| !said.route.as_ref().is_some_and(|id| gone.contains(&**id));
        changed.statements_gone = then.into_iter().flatten().filter(went_alone).collect();
    }

    fn note_pairs(&self, pairs: &[Pair], changed: &mut Changed) {
        let moved = self.moved(pairs);
        for Pair { place, then, id } in pairs {
            let (statement, said) = (self.guide.statement(*id), &then.statement);
            let was = &said.cites;
            let is = statement.cites.iter();
            let is: Vec<&str> = is.map(|&id| &*self.guide.reference(id).name).collect();
            // Neither names one twice.
            let rests_on_the_same =
                was.len() == is.len() && was.iter().all(|cite| is.contains(&&*cite.id));
            let is_redirected = match (&said.channel, statement.channel) {
                (Some(then), Some(now)) => self.is_elsewhere(then, now),
                (then, now) => then.is_some() || now.is_some(),
            };
            let is_reworded =
                self.is_one_language && is_other(&said.words, self.text.statement(*id));
            for (is_so, list) in [
                (moved.contains(place), &mut changed.statements_moved),
                (is_reworded, &mut changed.statements_reworded),
                (
                    said.basis != statement.basis || !rests_on_the_same,
                    &mut changed.statements_rebased,
                ),
                (is_redirected, &mut changed.statements_redirected),
            ] {
                if is_so {
                    let then = then.clone();
                    list.push(Altered { id: *id, then });
                }
            }
        }
    }

    /// The recorded places of the statements that stand elsewhere now.
    fn moved(&self, pairs: &[Pair]) -> HashSet<usize> {
        let is_at_home = |pair: &&Pair| {
            self.is_route(&pair.then, pair.id)
                && pair.then.statement.part == self.guide.statement(pair.id).part
        };
        let heading = |pair: &Pair| (pair.id.route(), self.guide.statement(pair.id).part);
        let mut moved: HashSet<usize> = pairs.iter().map(|pair| pair.place).collect();
        let headings: HashSet<_> = pairs.iter().map(heading).collect();
        for each in headings {
            let below = pairs.iter().filter(|pair| heading(pair) == each);
            let places: Vec<usize> = below.filter(is_at_home).map(|pair| pair.place).collect();
            for place in longest_rising(&places) {
                moved.remove(&place);
            }
        }
        moved
    }

    /// Every recorded statement.
    fn said(&self) -> Vec<Said> {
        let routes = self.record.routes.iter().flat_map(|route| {
            let statements = route.statements.iter();
            statements.map(|statement| (Some(&route.id), statement))
        });
        let shared = self.record.shared.iter().map(|statement| (None, statement));
        let all = routes.chain(shared);
        all.map(|(route, statement)| Said {
            route: route.cloned(),
            statement: statement.clone(),
        })
        .collect()
    }

    fn is_named(&self, said: &Said, id: StatementId) -> bool {
        self.is_route(said, id) && said.statement.id == self.guide.statement(id).name
    }

    fn is_route(&self, said: &Said, id: StatementId) -> bool {
        let route = id.route().map(|route| &self.guide.route(route).name);
        said.route.as_ref() == route
    }

    /// Whether a channel leads to another address; people are told apart by their ids.
    fn is_elsewhere(&self, then: &RecordedChannel, now: ChannelId) -> bool {
        let now = self.guide.channel(now);
        match (then.address.as_deref(), now.address.written()) {
            (None, None) => then.id != now.name,
            (then, now) => then != now,
        }
    }
}

fn is_other(then: &str, now: &str) -> bool {
    plain(then) != plain(now)
}

/// The longest part of a list, with gaps, in which each number is greater than the one before: what
/// has kept its order.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (end, &number) in numbers.iter().enumerate() {
        let before = numbers.iter().zip(&best).take(end);
        let before = before.filter(|(earlier, _)| **earlier < number);
        let longest = before.map(|(_, rising)| rising).max_by_key(|it| it.len());
        let mut rising = longest.cloned().unwrap_or_default();
        rising.push(number);
        best.push(rising);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}
