//! Drafts are for someone, say something even if nothing is filled in, and say no more than their routes.
//!
//! It must not know what is typed; a field is empty or filled in.

use biodivine_lib_bdd::Bdd;

use super::model::Model;
use super::{Advice, Finding};
use crate::guide::draft::Draft;

/// Drafts and paragraphs for nobody, drafts that somebody gets with no word in them, and paragraphs
/// that carry out what their route does not say.
pub(super) fn findings(model: &Model) -> Vec<Finding> {
    let drafts = model.guide.drafts().iter();
    drafts.flat_map(|draft| findings_of(model, draft)).collect()
}

fn findings_of(model: &Model, draft: &Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    let of_draft = model.complete().and(&model.rule(&draft.rule));
    let routes = draft.routes.iter();
    let advised: Vec<_> = routes
        .map(|&route| (route, of_draft.and(model.leads_to(Advice::Route(route)))))
        .collect();
    let offered = union(advised.iter().map(|(_, given)| given), model);
    if offered.is_false() {
        return vec![Finding::NeverOffered(draft.id)];
    }
    let mut empty = offered.clone();
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        let rule = model.rule(&paragraph.rule);
        let written = offered.and(&rule);
        if written.is_false() {
            findings.push(Finding::NeverWritten {
                draft: draft.id,
                paragraph: index,
            });
        }
        if paragraph.fills.is_empty() {
            empty = empty.and_not(&rule);
        }
        for &statement in &paragraph.says {
            let route = advised
                .iter()
                .find(|(route, _)| statement.route() == Some(*route));
            let Some((_, given)) = route else {
                // Compiling finds the statements of a draft's own routes only.
                continue;
            };
            let said = model.leads_to(Advice::Statement(statement));
            if let Some(walk) = model.shortest(&given.and(&rule).and_not(said)) {
                findings.push(Finding::Unfounded {
                    draft: draft.id,
                    paragraph: index,
                    statement,
                    walk,
                });
            }
        }
    }
    if let Some(walk) = model.shortest(&empty) {
        findings.push(Finding::EmptyDraft {
            draft: draft.id,
            walk,
        });
    }
    findings
}

fn union<'b>(parts: impl Iterator<Item = &'b Bdd>, model: &Model) -> Bdd {
    parts.fold(model.nobody(), |all, part| all.or(part))
}
