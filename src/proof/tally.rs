//! How many complete walks ask each question and lead to each route and statement.
//!
//! It must not know how a share is written.

use std::collections::BTreeSet;

use num_bigint::BigUint;

use super::model::{Model, Vocabulary};
use super::{Advice, TooManyOptions};
use crate::engine::Answers;
use crate::guide::{Guide, QuestionId};

/// How many complete walks there are of each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub walks: BigUint,
    /// By question, in the order of asking: those on which it is asked.
    pub asked: Vec<(QuestionId, BigUint)>,
    /// Those that are told each thing.
    pub told: Vec<(Advice, BigUint)>,
}

/// Counts the complete walks of a guide.
///
/// # Errors
/// If the guide has more options than the diagrams can tell apart.
pub fn tally(guide: &Guide) -> Result<Tally, TooManyOptions> {
    let vocabulary = Vocabulary::of(&[guide])?;
    let model = Model::new(guide, &vocabulary);
    let questions = guide.questions().iter().map(|question| question.id);
    let advice = model.advice().iter();
    Ok(Tally {
        walks: model.count(&vocabulary.always()),
        asked: questions
            .map(|id| (id, model.count(model.asked(id))))
            .collect(),
        told: advice
            .map(|(advice, given)| (*advice, model.count(given)))
            .collect(),
    })
}

/// What the diagrams tell some people, by their answers to every question, asked or not; so that
/// diagrams can be compared with the engine one person at a time.
///
/// # Errors
/// If the guide has more options than the diagrams can tell apart.
pub fn told_by(guide: &Guide, people: &[Answers]) -> Result<Vec<BTreeSet<Advice>>, TooManyOptions> {
    let vocabulary = Vocabulary::of(&[guide])?;
    let model = Model::new(guide, &vocabulary);
    let told = |answers: &Answers| {
        let person = model.valuation(answers);
        let advice = model.advice().iter();
        advice
            .filter(|(_, given)| given.eval_in(&person))
            .map(|(advice, _)| *advice)
            .collect()
    };
    Ok(people.iter().map(told).collect())
}
