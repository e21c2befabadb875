//! What can be wrong with a guide or its words, each kind as one sentence: culprit, place, remedy.
//!
//! It must not decide whether something is wrong; `compile` and `text` do.

use std::fmt;

use super::file::FORMAT;

/// One mistake of an author. Its `Display` is the sentence an author reads, in lower case without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A file is not JSON, or not of the documented shape.
    Unreadable {
        /// Which file.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser says.
        what: String,
    },
    /// A file is of a format that this program does not know.
    OtherFormat {
        /// Which file.
        file: &'static str,
        /// The format it names.
        found: u64,
    },
    /// A file does not name its format.
    NoFormat {
        /// Which file.
        file: &'static str,
    },
    /// An id is not kebab-case.
    BadId {
        /// What it is the id of.
        place: Place,
    },
    /// A question has an id that links need for themselves.
    ReservedId {
        /// The question.
        question: String,
    },
    /// Two entries have one id.
    Twice {
        /// What it is the id of.
        place: Place,
    },
    /// A list that needs an entry has none.
    Empty {
        /// The list's name in the file.
        list: &'static str,
    },
    /// A list has more entries than the program can tell apart.
    TooMany {
        /// The list's name in the file.
        list: String,
        /// How many it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// A question offers no choice.
    TooFewOptions {
        /// The question.
        question: String,
    },
    /// An option stands alone where only one can be chosen anyway.
    AloneAmongOne {
        /// The question.
        question: String,
        /// The option.
        option: String,
    },
    /// The ages of a question's options leave out a day or name it twice.
    Ages {
        /// The question.
        question: String,
        /// The first such day.
        day: u32,
    },
    /// A rule names a question that does not exist.
    UnknownQuestion {
        /// Whose rule.
        place: Place,
        /// The name.
        question: String,
    },
    /// A rule names an option that its question does not have.
    UnknownOption {
        /// Whose rule.
        place: Place,
        /// The question.
        question: String,
        /// The name.
        option: String,
    },
    /// A question's rule speaks of itself or of a later question.
    NotEarlier {
        /// The question whose rule it is.
        question: String,
        /// The question that it speaks of.
        named: String,
    },
    /// A rule's list is empty.
    EmptyRule {
        /// Whose rule.
        place: Place,
        /// `all`, `any` or `none`.
        word: &'static str,
    },
    /// A channel is named that does not exist.
    UnknownChannel {
        /// Who names it.
        place: Place,
        /// The name.
        channel: String,
    },
    /// A reference is cited that does not exist.
    UnknownReference {
        /// Who cites it.
        place: Place,
        /// The name.
        reference: String,
    },
    /// A statement cites nothing.
    NoCites {
        /// The statement.
        place: Place,
    },
    /// A statement cites nothing of the kind that its basis calls for.
    BasisWithoutReference {
        /// The statement.
        place: Place,
        /// The basis as the file writes it.
        basis: &'static str,
        /// The kind of reference that it needs, as the file writes it.
        kind: &'static str,
    },
    /// No reason of a route holds whenever the route does.
    NoWhy {
        /// The route.
        route: String,
    },
    /// Something is excluded that does not exist.
    UnknownExcluded {
        /// Which route or statement excludes it.
        place: Place,
        /// What it excludes.
        other: Place,
    },
    /// A route or statement excludes itself.
    ExcludesItself {
        /// Which.
        place: Place,
    },
    /// A route or statement excludes an earlier one, so that a pair could be named twice and a
    /// chain of them could close.
    ExcludesEarlier {
        /// Which route or statement excludes it.
        place: Place,
        /// What it excludes.
        other: Place,
    },
    /// A route or statement excludes another twice.
    ExcludesTwice {
        /// Which route or statement excludes it.
        place: Place,
        /// What it excludes.
        other: Place,
    },
    /// Something is named that does not exist.
    NamesUnknown {
        /// Who names it.
        place: Place,
        /// What it names.
        named: Place,
    },
    /// Something is named twice in one list.
    NamesTwice {
        /// Who names it.
        place: Place,
        /// What it names.
        named: Place,
    },
    /// An entry's list that needs something has nothing.
    EmptyIn {
        /// Whose list.
        place: Place,
        /// The list's name in the file.
        list: &'static str,
    },
    /// A paragraph is left out whenever what stands in it is filled in.
    NeverWritten {
        /// The paragraph.
        place: Place,
    },
    /// A paragraph or a deadline rests on what is not law.
    NotLaw {
        /// Which.
        place: Place,
        /// The reference.
        reference: String,
    },
    /// No draft uses a field.
    IdleField {
        /// The field.
        field: String,
    },
    /// A deadline is over before it begins.
    NoPeriod {
        /// The deadline.
        deadline: String,
    },
    /// A link or e-mail channel has no address.
    NoAddress {
        /// The channel.
        channel: String,
    },
    /// A channel that is a person has an address.
    PersonWithAddress {
        /// The channel.
        channel: String,
    },
    /// A link is not a plain `https:` address.
    BadLink {
        /// The channel.
        channel: String,
        /// Its address.
        address: String,
    },
    /// A link leads to a host that is not on the guide's list.
    HostNotListed {
        /// The channel.
        channel: String,
        /// The host.
        host: String,
    },
    /// An e-mail address is not one.
    BadEmail {
        /// The channel.
        channel: String,
        /// Its address.
        address: String,
    },
    /// A date is no day of the calendar, or is not written as `YYYY-MM-DD`.
    BadDate {
        /// The field's name in the file.
        field: &'static str,
        /// What stands there.
        found: String,
    },
    /// The words belong to another guide.
    OtherGuide {
        /// The guide that the text file names.
        found: String,
        /// The guide that it is used with.
        guide: String,
    },
    /// The language is not a BCP 47 tag.
    BadLocale {
        /// What stands there.
        found: String,
    },
    /// Something has no words.
    NoWords {
        /// The list of the text file.
        list: &'static str,
        /// The key that it lacks.
        key: String,
    },
    /// A question takes a date but has no words for it, or has them and takes none.
    DateWords {
        /// The question.
        question: String,
        /// Whether it takes a date.
        takes_date: bool,
    },
    /// A glossary term stands nowhere in the words.
    SpareTerm {
        /// The entry's key.
        key: String,
        /// The term.
        term: String,
    },
    /// Words are empty or blank.
    BlankWords {
        /// The list of the text file.
        list: &'static str,
        /// The key.
        key: String,
    },
    /// Words are there for something that the guide does not have.
    SpareWords {
        /// The list of the text file.
        list: &'static str,
        /// The key.
        key: String,
    },
    /// Words lack a placeholder that something is filled in for.
    NoPlaceholder {
        /// The list of the text file.
        list: &'static str,
        /// The key.
        key: String,
        /// The placeholder's name.
        placeholder: String,
    },
    /// Words have a placeholder that nothing is filled in for.
    SparePlaceholder {
        /// The list of the text file.
        list: &'static str,
        /// The key.
        key: String,
        /// The placeholder's name.
        placeholder: String,
    },
}

/// Where in a guide something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The guide itself.
    Guide(String),
    /// A question.
    Question(String),
    /// An option of a question.
    Option {
        /// The question.
        question: String,
        /// The option.
        option: String,
    },
    /// A channel.
    Channel(String),
    /// A reference.
    Reference(String),
    /// A route.
    Route(String),
    /// A statement of a route.
    Statement {
        /// The route, or `shared`.
        route: String,
        /// The statement.
        statement: String,
    },
    /// A stage of the checklist.
    Stage(String),
    /// A field.
    Field(String),
    /// A draft.
    Draft(String),
    /// A paragraph of a draft.
    Paragraph {
        /// The draft.
        draft: String,
        /// The paragraph.
        paragraph: String,
    },
    /// A deadline.
    Deadline(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Guide(id) => write!(f, "guide `{id}`"),
            Self::Question(id) => write!(f, "question `{id}`"),
            Self::Option { question, option } => write!(f, "option `{question}={option}`"),
            Self::Channel(id) => write!(f, "channel `{id}`"),
            Self::Reference(id) => write!(f, "reference `{id}`"),
            Self::Route(id) => write!(f, "route `{id}`"),
            Self::Statement { route, statement } => write!(f, "statement `{route}/{statement}`"),
            Self::Stage(id) => write!(f, "stage `{id}`"),
            Self::Field(id) => write!(f, "field `{id}`"),
            Self::Draft(id) => write!(f, "draft `{id}`"),
            Self::Paragraph { draft, paragraph } => write!(f, "paragraph `{draft}/{paragraph}`"),
            Self::Deadline(id) => write!(f, "deadline `{id}`"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unreadable {
                file,
                line,
                column,
                what,
            } => {
                write!(
                    f,
                    "{file} cannot be read at line {line}, column {column}: {what}"
                )
            }
            Self::OtherFormat { file, found } => write!(
                f,
                "{file} is of format {found}, which this version cannot read; use a version that \
                 can, or write it in format {FORMAT}"
            ),
            Self::NoFormat { file } => {
                write!(
                    f,
                    "{file} does not say which format it is of; add \"format\": {FORMAT}"
                )
            }
            Self::BadId { place } => write!(
                f,
                "{place} has an id that is not kebab-case; use a-z, 0-9 and single hyphens between \
                 them"
            ),
            Self::ReservedId { question } => write!(
                f,
                "question `{question}` has an id that links need for themselves; give it another"
            ),
            Self::Twice { place } => {
                write!(
                    f,
                    "{place} stands in the file twice; give one of them another id"
                )
            }
            Self::Empty { list } => write!(f, "`{list}` is empty; add at least one entry"),
            Self::TooMany { list, found, most } => {
                write!(
                    f,
                    "`{list}` has {found} entries; {most} is the most that can be told apart"
                )
            }
            Self::TooFewOptions { question } => {
                write!(
                    f,
                    "question `{question}` offers no choice; give it two options or drop it"
                )
            }
            Self::AloneAmongOne { question, option } => write!(
                f,
                "option `{question}={option}` is marked `alone`, but only one option can be chosen \
                 there; drop the mark or let several be chosen"
            ),
            Self::Ages { question, day } => write!(
                f,
                "the ages of question `{question}` leave out day {day} or name it twice; make them \
                 follow each other from 0 without end"
            ),
            Self::UnknownQuestion { place, question } => write!(
                f,
                "the rule of {place} names question `{question}`, which does not exist; correct \
                 the name or add the question"
            ),
            Self::UnknownOption {
                place,
                question,
                option,
            } => write!(
                f,
                "the rule of {place} names option `{question}={option}`, which does not exist; \
                 correct the name or add the option"
            ),
            Self::NotEarlier { question, named } => write!(
                f,
                "the rule of question `{question}` speaks of question `{named}`, which is not \
                 asked before it; move `{named}` up or change the rule"
            ),
            Self::EmptyRule { place, word } => {
                write!(
                    f,
                    "the rule of {place} has an empty \"{word}\"; add a rule or leave it out"
                )
            }
            Self::UnknownChannel { place, channel } => write!(
                f,
                "{place} leads to channel `{channel}`, which does not exist; correct the name or \
                 add the channel"
            ),
            Self::UnknownReference { place, reference } => write!(
                f,
                "{place} cites reference `{reference}`, which does not exist; correct the name or \
                 add the reference"
            ),
            Self::NoCites { place } => {
                write!(
                    f,
                    "{place} cites nothing; name the reference that it rests on"
                )
            }
            Self::BasisWithoutReference { place, basis, kind } => write!(
                f,
                "{place} has the basis \"{basis}\" but cites no reference of kind \"{kind}\"; cite \
                 one or change the basis"
            ),
            Self::NoWhy { route } => write!(
                f,
                "route `{route}` does not always say why; add a statement with \"part\": \"why\" \
                 and no \"when\""
            ),
            Self::UnknownExcluded { place, other } => write!(
                f,
                "{place} excludes {other}, which does not exist; correct the name or drop it"
            ),
            Self::ExcludesItself { place } => {
                write!(f, "{place} excludes itself; drop its id from \"excludes\"")
            }
            Self::ExcludesEarlier { place, other } => write!(
                f,
                "{place} excludes {other}, which stands before it; say it once, at the one that \
                 comes first"
            ),
            Self::ExcludesTwice { place, other } => {
                write!(f, "{place} excludes {other} twice; drop one of them")
            }
            Self::NamesUnknown { place, named } => write!(
                f,
                "{place} names {named}, which does not exist; correct the name or add it"
            ),
            Self::NamesTwice { place, named } => {
                write!(f, "{place} names {named} twice; drop one of them")
            }
            Self::EmptyIn { place, list } => {
                write!(f, "{place} has nothing in `{list}`; add at least one")
            }
            Self::NeverWritten { place } => write!(
                f,
                "{place} is left out once it is filled in; take a field out of \"unless\" or of \
                 \"fills\""
            ),
            Self::NotLaw { place, reference } => write!(
                f,
                "{place} cites reference `{reference}`, which is not of kind \"law\"; name the \
                 statements that rest on it in \"says\", or drop it"
            ),
            Self::IdleField { field } => write!(
                f,
                "field `{field}` stands in no draft; use it in a paragraph or drop it"
            ),
            Self::NoPeriod { deadline } => write!(
                f,
                "deadline `{deadline}` is over before it begins; give it a day or a month at least"
            ),
            Self::NoAddress { channel } => write!(
                f,
                "channel `{channel}` has no address; add one or make it of kind \"person\""
            ),
            Self::PersonWithAddress { channel } => write!(
                f,
                "channel `{channel}` is a person but has an address; drop the address or change \
                 the kind"
            ),
            Self::BadLink { channel, address } => write!(
                f,
                "channel `{channel}` has the address `{address}`, which is not a plain https: \
                 link; write it out whole, without spaces, placeholders or a user name"
            ),
            Self::HostNotListed { channel, host } => write!(
                f,
                "channel `{channel}` leads to `{host}`, which is not in `hosts`; correct the link \
                 or list the host"
            ),
            Self::BadEmail { channel, address } => write!(
                f,
                "channel `{channel}` has the address `{address}`, which is not an e-mail address; \
                 write it as name@host"
            ),
            Self::BadDate { field, found } => {
                write!(
                    f,
                    "`{field}` is `{found}`; write a day of the calendar as YYYY-MM-DD"
                )
            }
            Self::OtherGuide { found, guide } => write!(
                f,
                "the text file belongs to guide `{found}`, not to `{guide}`; use that guide's words"
            ),
            Self::BadLocale { found } => write!(
                f,
                "the text file's locale is `{found}`; write a language tag such as en or pt-BR"
            ),
            Self::NoWords { list, key } => {
                write!(
                    f,
                    "the text file has no words for `{key}`; add it to `{list}`"
                )
            }
            Self::DateWords {
                question,
                takes_date: true,
            } => write!(
                f,
                "question `{question}` takes a date but has no words for it; add a \"date\" to its \
                 words"
            ),
            Self::DateWords {
                question,
                takes_date: false,
            } => write!(
                f,
                "question `{question}` has words for a date but takes none; drop the \"date\" or \
                 give its options ages"
            ),
            Self::SpareTerm { key, term } => write!(
                f,
                "the glossary explains `{term}` as `{key}`, but no words use it; correct the term \
                 or drop the entry"
            ),
            Self::BlankWords { list, key } => {
                write!(
                    f,
                    "the text file's words for `{key}` in `{list}` are blank; write them"
                )
            }
            Self::SpareWords { list, key } => write!(
                f,
                "the text file has words for `{key}` in `{list}`, which the guide does not use; \
                 correct the key or drop them"
            ),
            Self::NoPlaceholder {
                list,
                key,
                placeholder,
            } => write!(
                f,
                "the text file's words for `{key}` in `{list}` lack {{{placeholder}}}; put it where \
                 the value belongs"
            ),
            Self::SparePlaceholder {
                list,
                key,
                placeholder,
            } => write!(
                f,
                "the text file's words for `{key}` in `{list}` have {{{placeholder}}}, which nothing \
                 is filled in for; correct it or drop it"
            ),
        }
    }
}
