//! Reasons are minimal and whole: the engine names an answer exactly if another one could undo the route.
//!
//! It must not know how a reason is worded, nor which of its options are shown.

use biodivine_lib_bdd::Bdd;

use super::Finding;
use super::model::Model;
use crate::guide::{QuestionId, Rule};

/// Where the engine names a question in vain, or leaves one out.
pub(super) fn findings(model: &Model) -> Vec<Finding> {
    let mut findings = Vec::new();
    for route in model.guide.routes() {
        let advised = model.complete().and(&model.rule(&route.rule));
        for question in model.guide.questions() {
            if route.rule.options_named(question.id).is_empty() {
                continue;
            }
            let named = could_fail(model, &route.rule, question.id);
            let fails = holds(model, &route.rule).into_not();
            let decides = model.for_some_answers(&fails, [&question.id]);
            let differs = advised
                .and(model.asked(question.id))
                .and(&named.xor(&decides));
            if let Some(walk) = model.shortest(&differs) {
                let route = route.id;
                let question = question.id;
                findings.push(Finding::FalseReason {
                    route,
                    question,
                    walk,
                });
            }
        }
    }
    findings
}

/// The rule holds over a complete walk, on which every stored answer counts.
fn holds(model: &Model, rule: &Rule) -> Bdd {
    model.rule_over(rule, &|question, options| model.stores(question, options))
}

/// The rule is not sure to hold while the answer to one question is unknown, by the engine's
/// three-valued logic: each mention of the question is taken to hold or not on its own.
fn could_fail(model: &Model, rule: &Rule, unknown: QuestionId) -> Bdd {
    could_be(model, rule, unknown, false)
}

fn could_be(model: &Model, rule: &Rule, unknown: QuestionId, truth: bool) -> Bdd {
    let each = |rules: &[Rule], truth| -> Vec<Bdd> {
        let each = rules
            .iter()
            .map(|rule| could_be(model, rule, unknown, truth));
        each.collect()
    };
    let every = |conditions: Vec<Bdd>| model.vocabulary.every(conditions);
    let some = |conditions: Vec<Bdd>| {
        let nots = conditions.iter().map(Bdd::not);
        every(nots.collect()).into_not()
    };
    match (rule, truth) {
        (Rule::Has(question, _), _) if *question == unknown => model.vocabulary.always(),
        (Rule::Has(question, options), true) => model.stores(*question, *options),
        (Rule::Has(question, options), false) => model.stores(*question, *options).into_not(),
        (Rule::All(rules), true) => every(each(rules, true)),
        (Rule::All(rules), false) => some(each(rules, false)),
        (Rule::Any(rules), true) => some(each(rules, true)),
        (Rule::Any(rules), false) => every(each(rules, false)),
        (Rule::None(rules), true) => every(each(rules, false)),
        (Rule::None(rules), false) => some(each(rules, true)),
    }
}
