//! Request texts made ready to send: what each says, and the forms in which it leaves the page.
//!
//! It must not know a screen, a clock or a random source: what was typed, today and now are arguments.

pub mod entry;

pub mod mail;

pub mod file;

pub mod calendar;

use crate::engine::walk::Walk;
use crate::guide::draft::{Deadline, Field, Paragraph};
use crate::guide::file::FieldKind;
use crate::guide::text::{Text, fill};
use crate::guide::{DraftId, FieldId, Guide};
use entry::EntryProblem;

/// What is typed into the fields of one guide; an empty string for a field that is left empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries(Vec<String>);

impl Entries {
    /// Nothing typed into any field of the guide.
    #[must_use]
    pub fn none(guide: &Guide) -> Self {
        Self(vec![String::new(); guide.fields().len()])
    }

    /// What is typed into a field, as it was typed.
    #[must_use]
    pub fn typed(&self, field: FieldId) -> &str {
        self.0.get(field.index()).map_or("", String::as_str)
    }

    /// Replaces what is typed into a field.
    pub fn set(&mut self, field: FieldId, typed: String) {
        if let Some(slot) = self.0.get_mut(field.index()) {
            *slot = typed;
        }
    }

    /// What is typed into a field, tidied; empty if only blanks are.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn checked(&self, field: &Field) -> Result<String, EntryProblem> {
        let typed = self.typed(field.id);
        match field.kind {
            FieldKind::Line => entry::one_line(typed),
            FieldKind::Lines => entry::several_lines(typed),
        }
    }

    /// What stands for each field in a draft: nothing where nothing is typed, or what is not taken.
    fn filled_in(&self, guide: &Guide) -> FilledIn {
        let fields = guide.fields().iter();
        let filled = fields.map(|field| {
            let words = self.checked(field).ok().filter(|words| !words.is_empty())?;
            Some(match field.kind {
                FieldKind::Line => words,
                FieldKind::Lines => listed(&words),
            })
        });
        FilledIn(filled.collect())
    }
}

/// The words that stand for each field.
struct FilledIn(Vec<Option<String>>);

impl FilledIn {
    fn of(&self, field: FieldId) -> Option<&str> {
        self.0.get(field.index())?.as_deref()
    }

    fn has_all(&self, fields: &[FieldId]) -> bool {
        fields.iter().all(|&field| self.of(field).is_some())
    }
}

/// A draft filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject of the message, or the title of the ticket.
    pub subject: String,
    /// Its paragraphs, with an empty line between them.
    pub body: String,
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
    let filled_in = entries.filled_in(guide);
    let words = text.paragraphs(draft).iter();
    let paragraphs = guide.draft(draft).paragraphs.iter().zip(words);
    let written = paragraphs.filter(|(paragraph, _)| is_written(walk, paragraph, &filled_in));
    let filled = written.map(|(paragraph, words)| {
        fill(words, |name| {
            let mut fields = paragraph.fills.iter();
            let field = fields.find(|&&field| guide.field(field).name == name)?;
            filled_in.of(*field)
        })
    });
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
    let written: Vec<_> = written
        .filter(|paragraph| walk.holds(&paragraph.rule))
        .collect();
    let is_filled = |field: &FieldId| written.iter().any(|it| it.fills.contains(field));
    let fields = guide.fields().iter().map(|field| field.id);
    fields.filter(is_filled).collect()
}

/// The fields without which nobody could act on a draft, and which are not filled in.
#[must_use]
pub fn missing(guide: &Guide, walk: &Walk, draft: DraftId, entries: &Entries) -> Vec<FieldId> {
    let filled_in = entries.filled_in(guide);
    let needs = &guide.draft(draft).needs;
    let fields = fields(guide, walk, draft).into_iter();
    fields
        .filter(|field| needs.contains(field) && filled_in.of(*field).is_none())
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

fn is_written(walk: &Walk, paragraph: &Paragraph, filled_in: &FilledIn) -> bool {
    let is_superfluous = !paragraph.unless.is_empty() && filled_in.has_all(&paragraph.unless);
    walk.holds(&paragraph.rule) && filled_in.has_all(&paragraph.fills) && !is_superfluous
}

/// Each thing on a line of its own, marked as one of a list.
fn listed(words: &str) -> String {
    let marked: Vec<_> = entry::lines(words)
        .map(|line| format!("- {line}"))
        .collect();
    marked.join("\n")
}
