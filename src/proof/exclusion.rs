//! Nobody is told two things that exclude each other.
//!
//! It must not know why they do; the guide says so.

use super::model::Model;
use super::{Advice, Finding};
use crate::guide::Statement;

/// The pairs that are told together to someone.
pub(super) fn findings(model: &Model) -> Vec<Finding> {
    let guide = model.guide;
    let routes = guide.routes().iter().flat_map(|route| {
        let others = route.excludes.iter();
        others.map(|&other| (Advice::Route(route.id), Advice::Route(other)))
    });
    let in_routes = guide
        .routes()
        .iter()
        .flat_map(|route| pairs(&route.statements));
    let pairs = routes.chain(in_routes).chain(pairs(guide.shared()));
    pairs
        .filter_map(|(one, other)| {
            let both = model.leads_to(one).and(model.leads_to(other));
            let walk = model.shortest(&model.complete().and(&both))?;
            Some(Finding::Together { one, other, walk })
        })
        .collect()
}

fn pairs(statements: &[Statement]) -> impl Iterator<Item = (Advice, Advice)> {
    statements.iter().flat_map(|statement| {
        let others = statement.excludes.iter();
        others.map(|&other| (Advice::Statement(statement.id), Advice::Statement(other)))
    })
}
