//! Everything that an outcome has somebody do, in one order across its routes.
//!
//! It must not make up the order: the guide's stages have it, and within a stage its routes and statements.

use super::walk::Walk;
use crate::guide::draft::Draft;
use crate::guide::{DraftId, Guide, RouteId, StageId, StatementId};

/// What is to be done in one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDo {
    /// Which stage.
    pub stage: StageId,
    /// What is to be done for each route, at least one, in the guide's order; last what is about the
    /// outcome as a whole.
    pub groups: Vec<Group>,
}

/// What is to be done in one stage for one route: a step or a draft at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which route; none if it is about the outcome as a whole.
    pub route: Option<RouteId>,
    /// The statements that say what, in the guide's order.
    pub steps: Vec<StatementId>,
    /// The drafts that help with it, in the guide's order.
    pub drafts: Vec<DraftId>,
}

impl Walk {
    /// What is to be done, stage by stage; a stage in which nothing is to be done is left out. Empty
    /// while a question is open, and where nothing that is advised has a stage.
    #[must_use]
    pub fn checklist(&self, guide: &Guide) -> Vec<ToDo> {
        let Some(outcome) = self.outcome(guide) else {
            return Vec::new();
        };
        let routes = outcome.routes.into_iter();
        let said = routes.map(|route| (Some(route.id), route.statements));
        let said: Vec<_> = said.chain([(None, outcome.shared)]).collect();
        let offers = self.offers(guide);
        let group = |stage: StageId, route: Option<RouteId>, said: &[StatementId]| Group {
            route,
            steps: said
                .iter()
                .copied()
                .filter(|&id| guide.statement(id).stage == Some(stage))
                .collect(),
            drafts: offers
                .iter()
                .filter(|offer| Some(offer.route) == route)
                .map(|offer| offer.draft)
                .filter(|&id| guide.draft(id).stage == Some(stage))
                .collect(),
        };
        let stages = guide.stages().iter().map(|stage| ToDo {
            stage: stage.id,
            groups: said
                .iter()
                .map(|(route, said)| group(stage.id, *route, said))
                .filter(|group| !group.steps.is_empty() || !group.drafts.is_empty())
                .collect(),
        });
        stages.filter(|to_do| !to_do.groups.is_empty()).collect()
    }

    /// Whether there is anything to be done; tells it without making the list.
    #[must_use]
    pub fn has_checklist(&self, guide: &Guide) -> bool {
        let routes = guide.routes().iter();
        let said = routes
            .filter(|route| self.holds(&route.rule))
            .map(|route| &*route.statements)
            .chain([guide.shared()]);
        let has_step = said
            .flatten()
            .any(|statement| statement.stage.is_some() && self.holds(&statement.rule));
        let helps = |draft: &Draft| draft.stage.is_some() && self.offer(guide, draft.id).is_some();
        self.open.is_none() && (has_step || guide.drafts().iter().any(helps))
    }
}

impl ToDo {
    /// Every step of the stage, in the guide's order.
    pub fn steps(&self) -> impl Iterator<Item = StatementId> {
        self.groups.iter().flat_map(|group| &group.steps).copied()
    }
}
