//! A route for everyone, and everything in the guide used by someone.
//!
//! It must not know whether a use makes sense; `sense` asks that.

use super::model::Model;
use super::{Advice, Finding};

/// Who is told nothing, and what nobody meets. What follows from another finding is not repeated:
/// the options of a question that is never asked, the statements of a route never advised.
pub(super) fn findings(model: &Model) -> Vec<Finding> {
    let mut findings = Vec::new();
    let advised = model
        .advice()
        .iter()
        .filter_map(|(advice, given)| match advice {
            Advice::Route(_) => Some(given),
            Advice::Statement(_) => None,
        });
    let unadvised = advised.fold(model.complete().clone(), |rest, given| rest.and_not(given));
    if let Some(walk) = model.shortest(&unadvised) {
        findings.push(Finding::NoRoute { walk });
    }
    for question in model.guide.questions() {
        let asked = model.complete().and(model.asked(question.id));
        if asked.is_false() {
            findings.push(Finding::NeverAsked(question.id));
            continue;
        }
        for option in &question.options {
            if asked
                .and(&model.stores(question.id, option.id.into()))
                .is_false()
            {
                findings.push(Finding::NeverChosen(option.id));
            }
        }
    }
    let is_given = |advice| {
        let given = model.leads_to(advice);
        !model.complete().and(given).is_false()
    };
    for route in model.guide.routes() {
        if !is_given(Advice::Route(route.id)) {
            findings.push(Finding::NeverGiven(Advice::Route(route.id)));
            continue;
        }
        for statement in &route.statements {
            if !is_given(Advice::Statement(statement.id)) {
                findings.push(Finding::NeverGiven(Advice::Statement(statement.id)));
            }
        }
    }
    for statement in model.guide.shared() {
        if !is_given(Advice::Statement(statement.id)) {
            findings.push(Finding::NeverGiven(Advice::Statement(statement.id)));
        }
    }
    findings
}
