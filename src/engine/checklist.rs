//! Everything that an outcome has somebody do, in one order across its routes.
//!
//! It must not make up the order: the guide's stages have it, and within a stage its routes and statements.

use super::walk::Walk;
use crate::guide::{Guide, StageId, StatementId};

/// What is to be done in one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDo {
    /// Which stage.
    pub stage: StageId,
    /// The statements that say what, at least one, in the guide's order.
    pub steps: Vec<StatementId>,
}

impl Walk {
    /// What is to be done, stage by stage; a stage in which nothing is to be done is left out. Empty
    /// while a question is open, and where no statement that is said has a stage.
    #[must_use]
    pub fn checklist(&self, guide: &Guide) -> Vec<ToDo> {
        let Some(outcome) = self.outcome(guide) else {
            return Vec::new();
        };
        let said = outcome.routes.iter().flat_map(|route| &route.statements);
        let said: Vec<StatementId> = said.chain(&outcome.shared).copied().collect();
        let stages = guide.stages().iter().map(|stage| ToDo {
            stage: stage.id,
            steps: said
                .iter()
                .copied()
                .filter(|&id| guide.statement(id).stage == Some(stage.id))
                .collect(),
        });
        stages.filter(|to_do| !to_do.steps.is_empty()).collect()
    }
}
