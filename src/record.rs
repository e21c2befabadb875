//! What somebody keeps in their files: one outcome, the answers that led to it, and which guide said so.
//!
//! It must not hold a word that anyone typed, know what day it is, or pass off what it has read as
//! advice: that is always the present guide's.

pub mod changed;
mod json;
mod markdown;
pub mod plain;
pub mod problem;
pub mod read;
mod write;

use serde::Serialize;

use crate::guide::file::{Actor, Basis, Part, Role};

/// The only version of the format that is written and read.
pub const FORMAT: u32 = 1;

/// The longest record that is read, in bytes; those that the shipped guide makes are an eighth of it at most.
pub const MAX_LENGTH: usize = 1 << 20;

/// One outcome as a file. It holds ids, so that the program can read it back, and beside them the
/// words that were shown, so that a person can read it without the program.
///
/// Ids are kebab-case, those of the guide that made the record. Words are in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Record {
    /// The version of the format: [`FORMAT`].
    #[cfg_attr(feature = "schema", schemars(range(min = FORMAT, max = FORMAT)))]
    pub format: u32,
    /// Which guide made it.
    pub guide: RecordedGuide,
    /// The day on which it was made, `YYYY-MM-DD`.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
    )]
    pub date: String,
    /// The language of its words as a BCP 47 tag, such as `en` or `pt-BR`.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"))
    )]
    pub locale: String,
    /// Every answer that counted, in the order of asking.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub answers: Vec<RecordedAnswer>,
    /// What was advised, in the order of showing.
    pub routes: Vec<RecordedRoute>,
    /// What was said about the outcome as a whole.
    pub shared: Vec<RecordedStatement>,
}

/// The guide that made a record, to tell one file of it from any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedGuide {
    /// The guide's id.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub id: String,
    /// Its edition: answers made for another one can mean something else.
    pub edition: u32,
    /// The date of the source's revision, `YYYY-MM-DD`.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
    )]
    pub revision: String,
    /// The SHA-256 of the bytes of its `guide.json`, as 64 hexadecimal digits in lower case.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub hash: String,
    /// Its title.
    pub title: String,
    /// The title of the document that it is made from.
    pub source: String,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedAnswer {
    /// The question's id.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub question: String,
    /// The question.
    pub words: String,
    /// What was chosen, in the question's order, one option at least.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = crate::guide::MAX_OPTIONS)))]
    pub options: Vec<RecordedOption>,
}

/// An option that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedOption {
    /// The option's id.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub id: String,
    /// Its label.
    pub words: String,
}

/// A route that was advised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedRoute {
    /// The route's id.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub id: String,
    /// What to do, in one line.
    pub title: String,
    /// The body of data that the route is about.
    pub about: String,
    /// Where it leads.
    pub channel: RecordedChannel,
    /// Who must send the request.
    pub acts: Actor,
    /// What the organisation behind the guide is for the data.
    pub role: Role,
    /// The answers that decided it, in the order of asking; none if everyone was advised so.
    pub reasons: Vec<RecordedReason>,
    /// What it said.
    pub statements: Vec<RecordedStatement>,
}

/// An addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedChannel {
    /// The channel's id.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub id: String,
    /// The addressee's name.
    pub words: String,
    /// The literal address, an `https:` link or a mailbox; a person has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = r"^(https://[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9._+-]+)$"))
    )]
    pub address: Option<String>,
}

/// An answer that decided a route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedReason {
    /// The question's id; its words stand among the answers.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub question: String,
    /// The ids of the options that decided, in the question's order.
    #[cfg_attr(
        feature = "schema",
        schemars(length(min = 1), inner(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")))
    )]
    pub options: Vec<String>,
}

/// A piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedStatement {
    /// The statement's id, its own within its route or among the shared ones.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub id: String,
    /// Under which heading it stood.
    pub part: Part,
    /// How far the source carried it.
    pub basis: Basis,
    /// What it said.
    pub words: String,
    /// What it rested on.
    pub cites: Vec<RecordedCite>,
    /// The addressee that was shown with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<RecordedChannel>,
}

/// A section, a later revision or a provision of law that a statement rested on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct RecordedCite {
    /// The reference's id.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))
    )]
    pub id: String,
    /// How it is cited.
    pub words: String,
}

impl Record {
    /// Changes every word of the record; ids, dates and addresses are none.
    fn each_words(&mut self, mut change: impl FnMut(&mut String)) {
        change(&mut self.guide.title);
        change(&mut self.guide.source);
        for answer in &mut self.answers {
            change(&mut answer.words);
            answer
                .options
                .iter_mut()
                .for_each(|option| change(&mut option.words));
        }
        for route in &mut self.routes {
            change(&mut route.title);
            change(&mut route.about);
            change(&mut route.channel.words);
        }
        let said = self.routes.iter_mut().map(|route| &mut route.statements);
        for statement in said.flatten().chain(&mut self.shared) {
            change(&mut statement.words);
            statement
                .cites
                .iter_mut()
                .for_each(|cite| change(&mut cite.words));
            if let Some(channel) = &mut statement.channel {
                change(&mut channel.words);
            }
        }
    }
}
