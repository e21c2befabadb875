//! No one is asked in vain: every question and every option can change what a person is told.
//!
//! It must not know how the engine replays a changed answer; the model's stored answers do.

use biodivine_lib_bdd::Bdd;

use super::Finding;
use super::model::Model;
use crate::engine::Answers;
use crate::guide::{OptionId, Question, QuestionId};

/// The questions, options and pairs of options that make no difference.
pub(super) fn findings(model: &Model) -> Vec<Finding> {
    let mut findings = Vec::new();
    for question in model.guide.questions() {
        if model.complete().and(model.asked(question.id)).is_false() {
            continue;
        }
        let always = model.vocabulary.always();
        if let Some(walk) = in_vain(model, question, &always, &always) {
            let question = question.id;
            findings.push(Finding::IdleQuestion { question, walk });
            continue;
        }
        for option in question.options.iter().map(|option| option.id) {
            let chosen = model.stores(question.id, option.into());
            if let Some(walk) = in_vain(model, question, &chosen, &chosen.not()) {
                findings.push(Finding::IdleOption { option, walk });
            }
        }
        findings.extend(alike(model, question));
    }
    findings
}

/// The shortest answers after which a question is asked although no answer of the one kind and
/// none of the other lead to different outcomes.
fn in_vain(model: &Model, question: &Question, one: &Bdd, other: &Bdd) -> Option<Answers> {
    let mut in_vain = model.asked(question.id).clone();
    for (_, given) in model.advice() {
        if !model.speaks_of(given).contains(&question.id) {
            continue;
        }
        let can =
            |kind: &Bdd, given: &Bdd| model.for_some_answers(&kind.and(given), [&question.id]);
        let not = given.not();
        let differs = can(one, given).and(&can(other, &not));
        let differs = differs.or(&can(one, &not).and(&can(other, given)));
        in_vain = in_vain.and_not(&for_some_later(model, question.id, &differs));
        let rest = model.speaks_of(&in_vain);
        if model.with_answers_to(&in_vain, &rest).is_false() {
            return None;
        }
    }
    let variables = model.guide.questions().iter().skip(question.id.index());
    let variables = variables.flat_map(|later| model.variables(later.id).iter().copied());
    let unanswered = model.vocabulary.none_of(&variables.collect::<Vec<_>>());
    let walks = in_vain
        .and(&model.complete_before(question.id))
        .and(&unanswered);
    model.shortest(&walks)
}

/// The earlier answers for which some later answers fulfil a condition.
fn for_some_later(model: &Model, question: QuestionId, condition: &Bdd) -> Bdd {
    let spoken_of = model.speaks_of(condition);
    let later: Vec<_> = spoken_of
        .into_iter()
        .filter(|each| *each > question)
        .collect();
    model.for_some_answers(condition, &later)
}

/// The pairs of options of a question that can be swapped on every walk without a difference.
fn alike(model: &Model, question: &Question) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, one) in question.options.iter().enumerate() {
        for other in question.options.iter().skip(index + 1) {
            if are_alike(model, question, one.id, other.id) {
                let (one, other) = (one.id, other.id);
                findings.push(Finding::Alike { one, other });
            }
        }
    }
    findings
}

fn are_alike(model: &Model, question: &Question, one: OptionId, other: OptionId) -> bool {
    let variables = model.variables(question.id);
    let (one, other) = (variables[one.index()], variables[other.index()]);
    let with_one = |condition: &Bdd| condition.restrict(&[(one, true), (other, false)]);
    let with_other = |condition: &Bdd| condition.restrict(&[(one, false), (other, true)]);
    let accepted = model.accepted(question.id);
    let swappable = with_one(accepted).and(&with_other(accepted));
    model.advice().iter().all(|(_, given)| {
        let differs = swappable.and(&with_one(given).xor(&with_other(given)));
        let mut rest = model.speaks_of(&differs);
        rest.remove(&question.id);
        model.with_answers_to(&differs, &rest).is_false()
    })
}
