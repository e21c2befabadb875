//! Why a record is not read back, each kind as one sentence: culprit, place, remedy.
//!
//! It must not decide whether something is wrong; `read` does. What a reader is told is in the text file.

use std::fmt;

use super::{FORMAT, MAX_LENGTH};
use crate::guide::problem::Place;

/// What is wrong with a record. Its `Display` is the sentence a developer reads, in lower case
/// without a full stop. What the record says is quoted in part and spelt out, so that the sentence
/// can stand in a log; a screen finds its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordProblem {
    /// It is longer than [`MAX_LENGTH`].
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// It is not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser says.
        what: String,
    },
    /// It is JSON of another shape: a field is missing, unknown, there twice, or not what it should be.
    Misshapen {
        /// Where it does not fit, and why.
        what: String,
    },
    /// It does not say which format it is of.
    NoFormat,
    /// It is of a format that there never was.
    OtherFormat {
        /// The format that it names.
        found: u64,
    },
    /// It is of a format that a later version of the program writes.
    FutureFormat {
        /// The format that it names.
        found: u64,
    },
    /// It was made by another guide.
    OtherGuide {
        /// The guide that it names.
        found: String,
        /// The guide that it is read with.
        guide: String,
    },
    /// An id is not kebab-case.
    BadId {
        /// What it is the id of.
        place: Place,
    },
    /// Two entries have one id.
    Twice {
        /// What it is the id of.
        place: Place,
    },
    /// A list that needs an entry has none.
    Empty {
        /// Whose list.
        place: Place,
        /// Its name.
        list: &'static str,
    },
    /// A date is not written as `YYYY-MM-DD`, or there is no such day.
    BadDate {
        /// The field's name.
        field: &'static str,
        /// What stands there.
        found: String,
    },
    /// The hash is not one.
    BadHash {
        /// What stands there.
        found: String,
    },
    /// The language is not a BCP 47 tag.
    BadLocale {
        /// What stands there.
        found: String,
    },
    /// An address is neither a plain link nor a mailbox.
    BadAddress {
        /// Whose address.
        place: Place,
        /// What stands there.
        found: String,
    },
    /// It names this very file of the guide, which has no such question.
    UnknownQuestion {
        /// The name.
        question: String,
    },
    /// It names this very file of the guide, in which the question has no such option.
    UnknownOption {
        /// The question.
        question: String,
        /// The name.
        option: String,
    },
    /// It names this very file of the guide, in which these options are no answer.
    NoAnswer {
        /// The question.
        question: String,
    },
    /// It names this very file of the guide, which does not ask this after the other answers.
    NotAsked {
        /// The question.
        question: String,
    },
    /// It names this very file of the guide, which asks this too.
    Unanswered {
        /// The question.
        question: String,
    },
    /// It names this very file of the guide, which says something else for the same answers.
    OtherOutcome {
        /// What is not as the guide has it.
        place: Place,
    },
}

impl fmt::Display for RecordProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::TooLong { length } => write!(
                f,
                "the record has {length} bytes, and {MAX_LENGTH} is the most that is read; use the \
                 file as it was saved"
            ),
            Self::NotJson { line, column, what } => write!(
                f,
                "the record is not JSON at line {line}, column {column}: {what}; use the file as \
                 it was saved, not the Markdown"
            ),
            Self::Misshapen { what } => write!(
                f,
                "the record is not of the documented shape: {what}; use the file as it was saved"
            ),
            Self::NoFormat => write!(
                f,
                "the record does not say which format it is of; use a file that has \"format\": \
                 {FORMAT}"
            ),
            Self::OtherFormat { found } => write!(
                f,
                "the record is of format {found}, which there never was; use a file that has \
                 \"format\": {FORMAT}"
            ),
            Self::FutureFormat { found } => write!(
                f,
                "the record is of format {found}, which a later version writes; read it with that \
                 version, this one reads format {FORMAT}"
            ),
            Self::OtherGuide { found, guide } => write!(
                f,
                "the record was made by guide `{found}`, not by `{guide}`; read it with that guide"
            ),
            Self::BadId { place } => write!(
                f,
                "{place} in the record has an id that is not kebab-case, which no guide has; use \
                 the file as it was saved"
            ),
            Self::Twice { place } => write!(
                f,
                "{place} stands in the record twice; use the file as it was saved"
            ),
            Self::Empty { place, list } => write!(
                f,
                "{place} has no {list} in the record; use the file as it was saved"
            ),
            Self::BadDate { field, found } => write!(
                f,
                "`{field}` of the record is `{found}`; write a day that there is as YYYY-MM-DD"
            ),
            Self::BadHash { found } => write!(
                f,
                "`guide.hash` of the record is `{found}`; write 64 digits from 0-9 and a-f"
            ),
            Self::BadLocale { found } => write!(
                f,
                "`locale` of the record is `{found}`; write a language tag such as en or pt-BR"
            ),
            Self::BadAddress { place, found } => write!(
                f,
                "{place} has the address `{found}` in the record, which no guide can have; use the \
                 file as it was saved"
            ),
            Self::UnknownQuestion { question } => write!(
                f,
                "the record answers question `{question}`, which the guide that it names does not \
                 have; use the file as it was saved"
            ),
            Self::UnknownOption { question, option } => write!(
                f,
                "the record answers with option `{question}={option}`, which the guide that it \
                 names does not have; use the file as it was saved"
            ),
            Self::NoAnswer { question } => write!(
                f,
                "the record's options of question `{question}` are no answer to it that anybody \
                 can give; use the file as it was saved"
            ),
            Self::NotAsked { question } => write!(
                f,
                "the record answers question `{question}`, which the guide that it names does not \
                 ask after its other answers; use the file as it was saved"
            ),
            Self::Unanswered { question } => write!(
                f,
                "the record does not answer question `{question}`, which the guide that it names \
                 asks; use the file as it was saved"
            ),
            Self::OtherOutcome { place } => write!(
                f,
                "{place} in the record is not what the guide that it names says for its answers; \
                 use the file as it was saved"
            ),
        }
    }
}
