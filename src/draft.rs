//! Request texts made ready to send: which ones an outcome has, and what each says.
//!
//! It must not know a screen, a clock or a browser; what a person typed is an argument.

use crate::engine::walk::Walk;
use crate::guide::draft::{Deadline, Paragraph};
use crate::guide::file::FieldKind;
use crate::guide::text::{Text, fill};
use crate::guide::{DraftId, FieldId, Guide, RouteId};

/// What is typed into the fields of one guide; an empty string for a field that is left empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries(Vec<String>);

impl Entries {
    /// Nothing typed into any field of the guide.
    #[must_use]
    pub fn none(guide: &Guide) -> Self {
        Self(vec![String::new(); guide.fields().len()])
    }

    /// What is typed into a field.
    #[must_use]
    pub fn of(&self, field: FieldId) -> &str {
        self.0.get(field.index()).map_or("", String::as_str)
    }

    /// Replaces what is typed into a field.
    pub fn set(&mut self, field: FieldId, words: String) {
        if let Some(slot) = self.0.get_mut(field.index()) {
            *slot = words;
        }
    }

    /// Whether nothing but blanks is typed into a field.
    #[must_use]
    pub fn is_empty(&self, field: FieldId) -> bool {
        self.of(field).trim().is_empty()
    }
}

/// A draft that is offered, and the route that it is shown with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Which draft.
    pub draft: DraftId,
    /// The first of its routes that is advised.
    pub route: RouteId,
}

/// A draft filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject of the message, or the title of the ticket.
    pub subject: String,
    /// Its paragraphs, with an empty line between them.
    pub body: String,
}

/// The drafts of an outcome, in the guide's order; none while a question is open.
#[must_use]
pub fn offers(guide: &Guide, walk: &Walk) -> Vec<Offer> {
    if walk.open.is_some() {
        return Vec::new();
    }
    let drafts = guide.drafts().iter();
    let offers = drafts.filter_map(|draft| {
        let mut routes = draft.routes.iter();
        let route = routes.find(|&&route| walk.holds(&guide.route(route).rule))?;
        walk.holds(&draft.rule).then_some(Offer {
            draft: draft.id,
            route: *route,
        })
    });
    offers.collect()
}

/// What a draft says to these answers, with what is typed into its fields.
#[must_use]
pub fn letter(
    guide: &Guide,
    text: &Text,
    walk: &Walk,
    draft: DraftId,
    entries: &Entries,
) -> Letter {
    let words = text.paragraphs(draft).iter();
    let paragraphs = guide.draft(draft).paragraphs.iter().zip(words);
    let written = paragraphs.filter(|(paragraph, _)| is_written(walk, paragraph, entries));
    let filled = written.map(|(paragraph, words)| filled(guide, paragraph, words, entries));
    Letter {
        subject: text.draft(draft).subject.clone(),
        body: filled.collect::<Vec<_>>().join("\n\n"),
    }
}

/// The fields that would change what a draft says to these answers, in the guide's order.
#[must_use]
pub fn fields(guide: &Guide, walk: &Walk, draft: DraftId) -> Vec<FieldId> {
    let draft = guide.draft(draft);
    let written = draft.paragraphs.iter();
    let written = written.filter(|paragraph| walk.holds(&paragraph.rule));
    let mut fields: Vec<_> = written
        .flat_map(|paragraph| paragraph.fills.clone())
        .collect();
    fields.sort();
    fields.dedup();
    fields
}

/// The fields without which nobody could act on a draft, and which are empty.
#[must_use]
pub fn missing(guide: &Guide, walk: &Walk, draft: DraftId, entries: &Entries) -> Vec<FieldId> {
    let needs = &guide.draft(draft).needs;
    let fields = fields(guide, walk, draft).into_iter();
    fields
        .filter(|field| needs.contains(field) && entries.is_empty(*field))
        .collect()
}

/// When the answer to a draft is due, for these answers: the first of its deadlines that holds, by its
/// place in the guide's list.
#[must_use]
pub fn deadline<'g>(
    guide: &'g Guide,
    walk: &Walk,
    draft: DraftId,
) -> Option<(usize, &'g Deadline)> {
    let mut deadlines = guide.deadlines().iter().enumerate();
    deadlines.find(|(_, each)| each.drafts.contains(&draft) && walk.holds(&each.rule))
}

fn is_written(walk: &Walk, paragraph: &Paragraph, entries: &Entries) -> bool {
    let is_filled_in = |field: &FieldId| !entries.is_empty(*field);
    let is_superfluous = !paragraph.unless.is_empty() && paragraph.unless.iter().all(is_filled_in);
    walk.holds(&paragraph.rule) && paragraph.fills.iter().all(is_filled_in) && !is_superfluous
}

fn filled(guide: &Guide, paragraph: &Paragraph, words: &str, entries: &Entries) -> String {
    let values: Vec<_> = paragraph
        .fills
        .iter()
        .map(|&id| {
            let field = guide.field(id);
            let value = match field.kind {
                FieldKind::Line => entries.of(id).trim().to_owned(),
                FieldKind::Lines => listed(entries.of(id)),
            };
            (&*field.name, value)
        })
        .collect();
    fill(words, |name| {
        let (_, value) = values.iter().find(|(known, _)| *known == name)?;
        Some(value)
    })
}

/// Each thing on a line of its own, marked as one of a list.
fn listed(lines: &str) -> String {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let marked: Vec<_> = lines.map(|line| format!("- {line}")).collect();
    marked.join("\n")
}
