//! What a reader can send, compiled: stages of the checklist, fields, drafts with their paragraphs, deadlines.
//!
//! It must not hold words; the text file does.

use serde::{Deserialize, Serialize};

use super::file::{Autofill, FieldKind, Period, Recipient};
use super::{DraftId, FieldId, ReferenceId, RouteId, Rule, StageId, StatementId};

/// A field; see [`FieldFile`](super::file::FieldFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Which field it is.
    pub id: FieldId,
    /// Its id as the file writes it.
    pub name: String,
    /// How much can be filled in.
    pub kind: FieldKind,
    /// What about the reader is asked for.
    pub autofill: Option<Autofill>,
}

/// A draft; see [`DraftFile`](super::file::DraftFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which draft it is.
    pub id: DraftId,
    /// Its id as the file writes it.
    pub name: String,
    /// The routes that it is for, at least one, in the guide's order.
    pub routes: Vec<RouteId>,
    /// Whom it is sent to.
    pub to: Recipient,
    /// When it is offered, if one of its routes is advised.
    pub rule: Rule,
    /// In which stage the checklist offers it, if it is on the list.
    pub stage: Option<StageId>,
    /// The fields without which nobody could act on it.
    pub needs: Vec<FieldId>,
    /// What it says, at least one paragraph.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of a draft; see [`ParagraphFile`](super::file::ParagraphFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its id as the file writes it.
    pub name: String,
    /// When it is written.
    pub rule: Rule,
    /// The fields that stand in it.
    pub fills: Vec<FieldId>,
    /// The fields that together make it superfluous.
    pub unless: Vec<FieldId>,
    /// The statements that it carries out, of each route of its draft.
    pub says: Vec<StatementId>,
    /// The provisions of law that it names.
    pub cites: Vec<ReferenceId>,
}

/// A deadline; see [`DeadlineFile`](super::file::DeadlineFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Its id as the file writes it.
    pub name: String,
    /// The drafts whose answer it is about, at least one.
    pub drafts: Vec<DraftId>,
    /// When it holds.
    pub rule: Rule,
    /// How long it is.
    pub period: Period,
    /// The provisions that set it, at least one.
    pub cites: Vec<ReferenceId>,
}
