//! No one is asked in vain: every question and every option can change what a person is told.
//!
//! It must not know how the engine replays a changed answer; the model's stored answers do.

use biodivine_lib_bdd::{Bdd, BddVariable};

use super::Finding;
use super::model::Model;
use crate::engine::Answers;
use crate::guide::{Question, QuestionId};

/// The questions, options and pairs of options that make no difference.
pub(super) fn findings(model: &Model) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in model.guide.questions() {
        if model.complete().and(model.asked(question.id)).is_false() {
            continue;
        }
        if let Some(walk) = first_in_vain(model, question, &|given| any_two(model, question, given))
        {
            let question = question.id;
            findings.push(Finding::IdleQuestion { question, walk });
            continue;
        }
        findings.extend(idle_options(model, question));
        findings.extend(alike(model, question));
    }
    findings
}

/// Two answers to the question, of which one leads to the advice and the other does not.
fn any_two(model: &Model, question: &Question, given: &Bdd) -> Bdd {
    let leads = model.for_some_answers(given, [&question.id]);
    leads.and(&model.for_some_answers(&given.not(), [&question.id]))
}

/// The options that can be added to others and change nothing by it.
fn idle_options(model: &Model, question: &Question) -> Vec<Finding> {
    let variables = model.variables(question.id).iter();
    let options = question.options.iter().zip(variables);
    options
        .filter_map(|(option, &variable)| {
            let added = [(variable, true)];
            let left_out = [(variable, false)];
            let swap = Swap::new(model, question, &added, &left_out)?;
            let walk = first_in_vain(model, question, &|given| swap.differs(given))?;
            let option = option.id;
            Some(Finding::IdleOption { option, walk })
        })
        .collect()
}

/// The pairs of options that stand in for each other on every walk without changing anything.
fn alike(model: &Model, question: &Question) -> Vec<Finding> {
    let variables = model.variables(question.id).iter();
    let options: Vec<_> = question.options.iter().zip(variables).collect();
    let mut findings = Vec::new();
    for (index, &(one, &first)) in options.iter().enumerate() {
        for &(other, &second) in options.iter().skip(index + 1) {
            let taken = [(first, true), (second, false)];
            let swapped = [(first, false), (second, true)];
            let swap = Swap::new(model, question, &taken, &swapped);
            if swap.is_some_and(|swap| swap.never_differs()) {
                let (one, other) = (one.id, other.id);
                findings.push(Finding::Alike { one, other });
            }
        }
    }
    findings
}

/// Two ways to answer a question that differ in some options and share the others.
struct Swap<'a> {
    model: &'a Model<'a>,
    question: QuestionId,
    one: &'a [(BddVariable, bool)],
    other: &'a [(BddVariable, bool)],
    accepted: Bdd,
}

impl<'a> Swap<'a> {
    /// None if the question accepts no two answers that differ so.
    fn new(
        model: &'a Model<'a>,
        question: &Question,
        one: &'a [(BddVariable, bool)],
        other: &'a [(BddVariable, bool)],
    ) -> Option<Self> {
        let question = question.id;
        let accepted = model.accepted(question);
        let accepted = accepted.restrict(one).and(&accepted.restrict(other));
        (!accepted.is_false()).then_some(Self {
            model,
            question,
            one,
            other,
            accepted,
        })
    }

    fn differs(&self, given: &Bdd) -> Bdd {
        let differs = given.restrict(self.one).xor(&given.restrict(self.other));
        self.accepted
            .and(&differs)
            .exists(self.model.variables(self.question))
    }

    fn never_differs(&self) -> bool {
        let mut advice = self.model.advice_about(self.question);
        advice.all(|given| {
            let differs = self.differs(given);
            let rest = self.model.speaks_of(&differs);
            self.model.with_answers_to(&differs, &rest).is_false()
        })
    }
}

/// The shortest answers after which a question is asked in vain: of no advice is it true that it
/// differs, whatever the later answers.
fn first_in_vain(
    model: &Model,
    question: &Question,
    differs: &impl Fn(&Bdd) -> Bdd,
) -> Option<Answers> {
    let mut in_vain = model.asked(question.id).clone();
    for given in model.advice_about(question.id) {
        let somehow = for_some_later(model, question.id, &differs(given));
        in_vain = in_vain.and_not(&somehow);
        if model
            .with_answers_to(&in_vain, &model.speaks_of(&in_vain))
            .is_false()
        {
            return None;
        }
    }
    let unanswered = model.guide.questions().iter().skip(question.id.index());
    let unanswered = unanswered.flat_map(|later| model.variables(later.id).iter().copied());
    let unanswered: Vec<_> = unanswered.collect();
    let walks = in_vain.and(&model.complete_before(question.id));
    model.shortest(&walks.and(&model.vocabulary.none_of(&unanswered)))
}

/// The earlier answers for which some later answers fulfil a condition.
fn for_some_later(model: &Model, question: QuestionId, condition: &Bdd) -> Bdd {
    let spoken_of = model.speaks_of(condition).into_iter();
    let later: Vec<_> = spoken_of.filter(|each| *each > question).collect();
    model.for_some_answers(condition, &later)
}
