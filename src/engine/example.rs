//! Somebody for whom a rule holds: answers that lead there, found by trying, in the order of asking.
//!
//! It must not know what the rule is for, nor claim that there is nobody; `proof` can.

use super::Answers;
use super::rule::{Truth, truth};
use crate::guide::file::Choose;
use crate::guide::{Guide, OptionId, OptionSet, Question, QuestionId, Rule};

/// How many answers are tried before the search gives up. The shipped guide needs some hundreds;
/// a guide that needs more than this could keep a person waiting.
const MOST_TRIES: usize = 20_000;

/// The answers of a complete walk on which a rule holds: to each question the first of its options
/// that leads there, and several together only where one alone does not. None if there is no such
/// walk, or none was found within a bounded number of tries; `prove` finds guides in which a route
/// is missed so.
#[must_use]
pub fn example(guide: &Guide, rule: &Rule) -> Option<Answers> {
    found(guide, rule, &Answers::none(guide))
}

/// As [`example`], but somebody who answers as a person does wherever that leads there too.
#[must_use]
pub fn example_like(guide: &Guide, rule: &Rule, own: &Answers) -> Option<Answers> {
    // What is tried first may use up the tries.
    found(guide, rule, own).or_else(|| example(guide, rule))
}

fn found(guide: &Guide, rule: &Rule, first: &Answers) -> Option<Answers> {
    let mut search = Search {
        guide,
        rule,
        first,
        found: Answers::none(guide),
        tries_left: MOST_TRIES,
    };
    search.complete(0).then_some(search.found)
}

/// The rule, for those only who are not asked a question of which an option is sought, or who
/// answer it with that option and no other.
#[must_use]
pub fn narrowed(guide: &Guide, rule: &Rule, sought: &Answers) -> Rule {
    let options = guide.questions().iter().flat_map(|question| {
        let options = question.options.iter();
        let sought = options.filter(|option| sought.to(question.id).contains(option.id));
        sought.map(|option| only(question, option.id))
    });
    Rule::All([rule.clone()].into_iter().chain(options).collect())
}

fn only(question: &Question, option: OptionId) -> Rule {
    let every: OptionSet = question.options.iter().map(|each| each.id).collect();
    let others = every.without(option.into());
    Rule::Any(vec![
        Rule::None(vec![Rule::Has(question.id, every)]),
        Rule::All(vec![
            Rule::Has(question.id, option.into()),
            Rule::None(vec![Rule::Has(question.id, others)]),
        ]),
    ])
}

struct Search<'a> {
    guide: &'a Guide,
    rule: &'a Rule,
    /// The answers that are tried before all others.
    first: &'a Answers,
    /// The answers to the questions decided so far; an empty one is to a question not asked.
    found: Answers,
    tries_left: usize,
}

impl Search<'_> {
    /// Finds answers to the questions from this place on, those before it being decided.
    fn complete(&mut self, place: usize) -> bool {
        self.tries_left = self.tries_left.saturating_sub(1);
        if !self.is_possible(place) {
            return false;
        }
        let Some(question) = self.guide.questions().get(place) else {
            return true;
        };
        let answer = |asked: QuestionId| Some(self.found.to(asked));
        if truth(&question.rule, &answer) != Truth::True {
            return self.complete(place + 1);
        }
        let first = Some(self.first.to(question.id)).filter(|&it| question.accepts(it));
        let others = answers_to(question).filter(|&it| Some(it) != first);
        for answer in first.into_iter().chain(others) {
            if self.tries_left == 0 {
                break;
            }
            self.found.set(question.id, answer);
            if self.complete(place + 1) {
                return true;
            }
        }
        self.found.set(question.id, OptionSet::EMPTY);
        false
    }

    /// Whether the answers decided so far leave it open that the rule holds.
    fn is_possible(&self, place: usize) -> bool {
        let mut ruled_out = vec![false; self.guide.questions().len()];
        for question in self.guide.questions().iter().skip(place) {
            let answer = |asked| self.known(place, &ruled_out, asked);
            let is_out = truth(&question.rule, &answer) == Truth::False;
            ruled_out[question.id.index()] = is_out;
        }
        truth(self.rule, &|asked| self.known(place, &ruled_out, asked)) != Truth::False
    }

    /// What is known of an answer: none is of a question that is yet to be decided and not ruled out.
    fn known(&self, place: usize, ruled_out: &[bool], asked: QuestionId) -> Option<OptionSet> {
        let is_known = asked.index() < place || ruled_out[asked.index()];
        is_known.then(|| self.found.to(asked))
    }
}

/// Every answer to a question that it accepts, smaller ones first.
fn answers_to(question: &Question) -> impl Iterator<Item = OptionSet> + '_ {
    let most = match question.choose {
        Choose::One => 1,
        Choose::Several => question.options.len(),
    };
    let sizes = (1..=most).flat_map(|size| sets(question, size));
    sizes.filter(|&answer| question.accepts(answer))
}

/// Every set of so many options of a question, earlier options first.
fn sets(question: &Question, size: usize) -> impl Iterator<Item = OptionSet> + '_ {
    let mut places: Option<Vec<usize>> = Some((0..size).collect());
    std::iter::from_fn(move || {
        let now = places.take()?;
        let options = now.iter().map(|&place| question.options[place].id);
        let set = options.collect();
        places = next_places(now, question.options.len());
        Some(set)
    })
}

/// The combination of places that follows one, in the order of a dictionary.
fn next_places(mut places: Vec<usize>, count: usize) -> Option<Vec<usize>> {
    let size = places.len();
    let last = (0..size).rev().find(|&at| places[at] < count - size + at)?;
    places[last] += 1;
    for at in last + 1..size {
        places[at] = places[at - 1] + 1;
    }
    Some(places)
}
