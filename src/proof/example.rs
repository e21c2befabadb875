//! An example of everyone: the engine finds somebody for each route wherever there is anybody.
//!
//! It must not search by itself; the diagrams know whether there is anybody.

use super::Finding;
use super::model::Model;
use crate::engine::Answers;
use crate::engine::example::{example, narrowed};
use crate::guide::Guide;

/// The routes of which an example is missed, each with somebody who needs it.
pub(super) fn findings(model: &Model) -> Vec<Finding> {
    let every_sought = every_sought(model.guide);
    let missed = model.guide.routes().iter().filter_map(|route| {
        every_sought.iter().find_map(|sought| {
            let rule = narrowed(model.guide, &route.rule, sought);
            if example(model.guide, &rule).is_some() {
                return None;
            }
            let walk = model.shortest(&model.complete().and(&model.rule(&rule)))?;
            let route = route.id;
            Some(Finding::NoExample { route, walk })
        })
    });
    missed.collect()
}

/// Everything that the overview can be narrowed to: of each question that narrows it, one option or
/// none.
fn every_sought(guide: &Guide) -> Vec<Answers> {
    let narrowing = guide.questions().iter().filter(|question| question.narrows);
    narrowing.fold(vec![Answers::none(guide)], |every, question| {
        let options = question.options.iter().map(|option| option.id);
        let narrower = options.flat_map(|option| {
            every.iter().map(move |sought| {
                let mut sought = sought.clone();
                sought.set(question.id, option.into());
                sought
            })
        });
        every.iter().cloned().chain(narrower).collect()
    })
}
