//! A guide as decision diagrams: one variable per option, true if the option is among the stored answers.
//!
//! It must not know what is to be proved, nor decide anything but what the engine decides.

use std::collections::{BTreeSet, HashMap, HashSet};

use biodivine_lib_bdd::{Bdd, BddValuation, BddVariable, BddVariableSet};
use num_bigint::BigUint;

use super::{Advice, TooManyOptions};
use crate::engine::Answers;
use crate::guide::file::Choose;
use crate::guide::{Guide, OptionSet, Question, QuestionId, Rule};

/// The most options that the diagrams can tell apart.
pub(super) const MAX_VARIABLES: usize = u16::MAX as usize - 2;

/// Which variable stands for which option, for one guide or for several that share names.
#[derive(Debug)]
pub(super) struct Vocabulary {
    variables: BddVariableSet,
    by_name: HashMap<String, HashMap<String, BddVariable>>,
}

impl Vocabulary {
    /// The options of some guides. Options of one question stand together, in the order of asking:
    /// so rules that speak of one question stay small.
    pub(super) fn of(guides: &[&Guide]) -> Result<Self, TooManyOptions> {
        let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
        for question in guides.iter().flat_map(|guide| guide.questions()) {
            let known = names.iter().position(|(name, _)| *name == question.name);
            let place = known.unwrap_or_else(|| {
                names.push((&question.name, Vec::new()));
                names.len() - 1
            });
            let options = &mut names[place].1;
            for option in &question.options {
                if !options.contains(&&*option.name) {
                    options.push(&option.name);
                }
            }
        }
        let found: usize = names.iter().map(|(_, options)| options.len()).sum();
        let count = u16::try_from(found)
            .ok()
            .filter(|_| found <= MAX_VARIABLES)
            .ok_or(TooManyOptions { found })?;
        let variables = BddVariableSet::new_anonymous(count);
        let mut numbered = variables.variables().into_iter();
        let by_name = names
            .into_iter()
            .map(|(question, options)| {
                let names = options.into_iter().map(str::to_owned);
                (question.to_owned(), names.zip(&mut numbered).collect())
            })
            .collect();
        Ok(Self { variables, by_name })
    }

    pub(super) fn always(&self) -> Bdd {
        self.variables.mk_true()
    }

    pub(super) fn never(&self) -> Bdd {
        self.variables.mk_false()
    }

    /// None of these options is stored.
    pub(super) fn none_of(&self, variables: &[BddVariable]) -> Bdd {
        let absent = variables
            .iter()
            .map(|&each| self.variables.mk_not_var(each));
        self.every(absent.collect())
    }

    /// Every condition holds. Halves are joined with halves, so that long lists of small
    /// diagrams stay cheap.
    pub(super) fn every(&self, mut conditions: Vec<Bdd>) -> Bdd {
        while conditions.len() > 1 {
            let joined = conditions.chunks(2).map(|pair| match pair {
                [one, other] => one.and(other),
                rest => rest.iter().fold(self.always(), |all, each| all.and(each)),
            });
            conditions = joined.collect();
        }
        conditions.pop().unwrap_or_else(|| self.always())
    }
}

/// What one guide does with any stored answers.
///
/// The variables are the *stored* answers: every question may have one, asked or not. An answer
/// *counts* if its question is asked. A *walk* is a stored answer to exactly the questions that are
/// asked, so that each complete walk of a person is one valuation of the variables.
#[derive(Debug)]
pub(super) struct Model<'a> {
    pub(super) guide: &'a Guide,
    pub(super) vocabulary: &'a Vocabulary,
    variables: Vec<Vec<BddVariable>>,
    question_of: HashMap<BddVariable, QuestionId>,
    accepted: Vec<Bdd>,
    asked: Vec<Bdd>,
    counted: Vec<Vec<Bdd>>,
    complete: Bdd,
    advice: Vec<(Advice, Bdd)>,
    place_of: HashMap<Advice, usize>,
    /// By question: which advice depends on its answer. What leads to two is listed once.
    about: Vec<Vec<usize>>,
}

impl<'a> Model<'a> {
    pub(super) fn new(guide: &'a Guide, vocabulary: &'a Vocabulary) -> Self {
        let mut model = Self {
            guide,
            vocabulary,
            variables: Vec::new(),
            question_of: HashMap::new(),
            accepted: Vec::new(),
            asked: Vec::new(),
            counted: Vec::new(),
            complete: vocabulary.always(),
            advice: Vec::new(),
            place_of: HashMap::new(),
            about: vec![Vec::new(); guide.questions().len()],
        };
        for question in guide.questions() {
            model.add(question);
        }
        let answered_as_asked = guide.questions().iter().map(|question| {
            let unanswered = vocabulary.none_of(model.variables(question.id));
            Bdd::if_then_else(
                model.asked(question.id),
                model.accepted(question.id),
                &unanswered,
            )
        });
        model.complete = vocabulary.every(answered_as_asked.collect());
        for route in guide.routes() {
            let advised = model.rule(&route.rule);
            for statement in &route.statements {
                let said = advised.and(&model.rule(&statement.rule));
                model.advice.push((Advice::Statement(statement.id), said));
            }
            model.advice.push((Advice::Route(route.id), advised));
        }
        for statement in guide.shared() {
            let said = model.rule(&statement.rule);
            model.advice.push((Advice::Statement(statement.id), said));
        }
        model.find_places();
        model
    }

    fn add(&mut self, question: &Question) {
        let names = self.vocabulary.by_name.get(&question.name);
        let variables: Vec<_> = question
            .options
            .iter()
            .filter_map(|option| names?.get(&option.name).copied())
            .collect();
        let asked = self.rule(&question.rule);
        let counted = variables
            .iter()
            .map(|&variable| asked.and(&self.vocabulary.variables.mk_var(variable)));
        self.counted.push(counted.collect());
        self.asked.push(asked);
        self.accepted
            .push(accepted(self.vocabulary, question, &variables));
        self.question_of
            .extend(variables.iter().map(|&variable| (variable, question.id)));
        self.variables.push(variables);
    }

    fn find_places(&mut self) {
        let mut seen = HashSet::new();
        for (place, (advice, given)) in self.advice.iter().enumerate() {
            self.place_of.insert(*advice, place);
            if seen.insert(given) {
                for question in self.speaks_of(given) {
                    self.about[question.index()].push(place);
                }
            }
        }
        // Small ones first: they mostly speak of what was just asked, and so settle a check early.
        for places in &mut self.about {
            places.sort_by_key(|&place| self.advice[place].1.size());
        }
    }

    /// The variables of a question's options, in their order.
    pub(super) fn variables(&self, question: QuestionId) -> &[BddVariable] {
        &self.variables[question.index()]
    }

    /// The stored answer to a question is one that it accepts.
    pub(super) fn accepted(&self, question: QuestionId) -> &Bdd {
        &self.accepted[question.index()]
    }

    /// The question is asked.
    pub(super) fn asked(&self, question: QuestionId) -> &Bdd {
        &self.asked[question.index()]
    }

    /// The stored answers are a complete walk: each question that is asked has an answer that it
    /// accepts, and each other question has none.
    pub(super) fn complete(&self) -> &Bdd {
        &self.complete
    }

    /// The same for the questions before one.
    pub(super) fn complete_before(&self, question: QuestionId) -> Bdd {
        let earlier = self.guide.questions().iter().take(question.index());
        let answered_as_asked = earlier.map(|each| {
            let unanswered = self.vocabulary.none_of(self.variables(each.id));
            Bdd::if_then_else(self.asked(each.id), self.accepted(each.id), &unanswered)
        });
        self.vocabulary.every(answered_as_asked.collect())
    }

    /// No stored answers at all.
    pub(super) fn nobody(&self) -> Bdd {
        self.vocabulary.never()
    }

    /// Every route and statement, with the answers that lead to it; a statement of a route needs
    /// the route's rule too.
    pub(super) fn advice(&self) -> &[(Advice, Bdd)] {
        &self.advice
    }

    /// The answers that lead to one route or statement.
    pub(super) fn leads_to(&self, advice: Advice) -> &Bdd {
        &self.advice[self.place_of[&advice]].1
    }

    /// What leads to those routes and statements that depend on the answer to a question.
    pub(super) fn advice_about(&self, question: QuestionId) -> impl Iterator<Item = &Bdd> {
        let places = self.about[question.index()].iter();
        places.map(|&place| &self.advice[place].1)
    }

    /// A rule over the answers that count.
    pub(super) fn rule(&self, rule: &Rule) -> Bdd {
        self.rule_over(rule, &|question, options| {
            let chosen = self.guide.question(question).options.iter();
            let chosen = chosen.filter(|option| options.contains(option.id));
            chosen.fold(self.vocabulary.never(), |any, option| {
                any.or(&self.counted[question.index()][option.id.index()])
            })
        })
    }

    /// A rule, given what it means that a question has one of some options.
    pub(super) fn rule_over(
        &self,
        rule: &Rule,
        has: &impl Fn(QuestionId, OptionSet) -> Bdd,
    ) -> Bdd {
        let holds = |rule: &Rule| self.rule_over(rule, has);
        match rule {
            Rule::Has(question, options) => has(*question, *options),
            Rule::All(rules) => self.vocabulary.every(rules.iter().map(holds).collect()),
            Rule::Any(rules) => {
                let fails = rules.iter().map(|rule| holds(rule).into_not());
                self.vocabulary.every(fails.collect()).into_not()
            }
            Rule::None(rules) => {
                let fails = rules.iter().map(|rule| holds(rule).into_not());
                self.vocabulary.every(fails.collect())
            }
        }
    }

    /// The stored answers hold at least one of these options, whether they count or not.
    pub(super) fn stores(&self, question: QuestionId, options: OptionSet) -> Bdd {
        let chosen = self.guide.question(question).options.iter();
        let chosen = chosen.filter(|option| options.contains(option.id));
        chosen.fold(self.vocabulary.never(), |any, option| {
            let variable = self.variables(question)[option.id.index()];
            any.or(&self.vocabulary.variables.mk_var(variable))
        })
    }

    /// The questions whose stored answers a condition depends on.
    pub(super) fn speaks_of(&self, condition: &Bdd) -> BTreeSet<QuestionId> {
        let variables = condition.support_set().into_iter();
        variables
            .filter_map(|variable| self.question_of.get(&variable).copied())
            .collect()
    }

    /// The condition, with the stored answers to these questions accepted by them.
    pub(super) fn with_answers_to<'q>(
        &self,
        condition: &Bdd,
        questions: impl IntoIterator<Item = &'q QuestionId>,
    ) -> Bdd {
        let accepted = questions.into_iter().map(|&each| self.accepted(each));
        accepted.fold(condition.clone(), |all, each| all.and(each))
    }

    /// Whether some accepted answers to these questions fulfil the condition, as a condition on the
    /// answers to the others.
    pub(super) fn for_some_answers<'q>(
        &self,
        condition: &Bdd,
        questions: impl IntoIterator<Item = &'q QuestionId> + Clone,
    ) -> Bdd {
        let variables: Vec<_> = questions
            .clone()
            .into_iter()
            .flat_map(|&each| self.variables(each).iter().copied())
            .collect();
        self.with_answers_to(condition, questions)
            .exists(&variables)
    }

    /// The answers with the fewest options chosen that fulfil a condition, if any do.
    pub(super) fn shortest(&self, condition: &Bdd) -> Option<Answers> {
        let valuation = condition.most_negative_valuation()?;
        Some(self.answers(&valuation))
    }

    /// The stored answers that a valuation stands for.
    pub(super) fn answers(&self, valuation: &BddValuation) -> Answers {
        let mut answers = Answers::none(self.guide);
        for question in self.guide.questions() {
            let variables = self.variables(question.id).iter();
            let chosen = question
                .options
                .iter()
                .zip(variables)
                .filter(|(_, variable)| valuation.value(**variable))
                .map(|(option, _)| option.id);
            answers.set(question.id, chosen.collect());
        }
        answers
    }

    /// The valuation that stands for stored answers.
    pub(super) fn valuation(&self, answers: &Answers) -> BddValuation {
        let mut valuation = BddValuation::all_false(self.vocabulary.variables.num_vars());
        for question in self.guide.questions() {
            let options = question.options.iter().zip(self.variables(question.id));
            for (option, &variable) in options {
                let is_chosen = answers.to(question.id).contains(option.id);
                valuation.set_value(variable, is_chosen);
            }
        }
        valuation
    }

    /// How many of the complete walks fulfil a condition.
    pub(super) fn count(&self, condition: &Bdd) -> BigUint {
        self.complete.and(condition).exact_cardinality()
    }
}

/// The stored answer to a question is one that [`Question::accepts`].
fn accepted(vocabulary: &Vocabulary, question: &Question, variables: &[BddVariable]) -> Bdd {
    let one = vocabulary.variables.mk_sat_exactly_k(1, variables);
    match question.choose {
        Choose::One => one,
        Choose::Several => {
            let alone = question.alone();
            let options = question.options.iter().zip(variables);
            let (alone, joinable): (Vec<_>, Vec<_>) =
                options.partition(|(option, _)| alone.contains(option.id));
            let variables = |options: Vec<(_, &BddVariable)>| -> Vec<BddVariable> {
                options.into_iter().map(|(_, variable)| *variable).collect()
            };
            let none_alone = vocabulary.none_of(&variables(alone));
            let any_joined = vocabulary.none_of(&variables(joinable)).into_not();
            one.or(&none_alone.and(&any_joined))
        }
    }
}
