//! Everything asked and advised, compiled: after [`compile`](compile::compile) every reference in it is sound.
//!
//! It must not know answers, words on a screen, or a browser.

pub mod compile;
pub mod draft;
pub mod file;
pub mod packed;
pub mod phrase;
pub mod problem;
pub mod text;

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use draft::{Deadline, Draft, Field};
use file::{Actor, Basis, Choose, Part, ReferenceKind, Role};

/// The most options a question can have: an [`OptionSet`] holds one bit for each.
pub const MAX_OPTIONS: usize = 64;

/// The most questions, routes, channels, references or statements of a route that a guide can have.
pub const MAX_ENTRIES: usize = u16::MAX as usize;

/// A guide that has been checked: rules speak of earlier questions only, every channel and reference
/// exists, every link is on the guide's list of hosts.
///
/// Where asking is all there is to do yet, what is advised may be [missing](packed::unpack_asked), and nothing
/// may be asked for by an id of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    asked: Asked,
    advised: Advised,
}

/// What it takes to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    name: String,
    edition: u32,
    revision: String,
    checked: String,
    hash: String,
    questions: Vec<Question>,
}

/// What it takes besides that to advise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Advised {
    references: Vec<Reference>,
    channels: Vec<Channel>,
    routes: Vec<Route>,
    shared: Vec<Statement>,
    stages: Vec<Stage>,
    fields: Vec<Field>,
    drafts: Vec<Draft>,
    deadlines: Vec<Deadline>,
}

impl Guide {
    /// The guide's id as its file writes it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.asked.name
    }

    /// The edition that links are made for.
    #[must_use]
    pub fn edition(&self) -> u32 {
        self.asked.edition
    }

    /// The date of the source's revision, `YYYY-MM-DD`.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.asked.revision
    }

    /// The date on which the guide was last compared with its source, `YYYY-MM-DD`.
    #[must_use]
    pub fn checked(&self) -> &str {
        &self.asked.checked
    }

    /// What tells this file of the guide from any other: the SHA-256 of its bytes, as 64 hexadecimal
    /// digits in lower case. Of a guide that was not read from a file, it is that of the JSON that
    /// serde writes it as.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.asked.hash
    }

    /// Every question in the order of asking; the first is always asked.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.asked.questions
    }

    /// Every route in the order of showing.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.advised.routes
    }

    /// Every channel.
    #[must_use]
    pub fn channels(&self) -> &[Channel] {
        &self.advised.channels
    }

    /// The statements about an outcome as a whole.
    #[must_use]
    pub fn shared(&self) -> &[Statement] {
        &self.advised.shared
    }

    /// What the checklist is divided into, in the order in which it has to be done.
    #[must_use]
    pub fn stages(&self) -> &[Stage] {
        &self.advised.stages
    }

    /// What can be filled in for drafts, in the order in which it is asked for.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.advised.fields
    }

    /// Every draft in the order of showing.
    #[must_use]
    pub fn drafts(&self) -> &[Draft] {
        &self.advised.drafts
    }

    /// When answers are due.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        &self.advised.deadlines
    }

    /// The stage that an id stands for.
    #[must_use]
    pub fn stage(&self, id: StageId) -> &Stage {
        &self.advised.stages[id.index()]
    }

    /// The field that an id stands for.
    #[must_use]
    pub fn field(&self, id: FieldId) -> &Field {
        &self.advised.fields[id.index()]
    }

    /// The draft that an id stands for.
    #[must_use]
    pub fn draft(&self, id: DraftId) -> &Draft {
        &self.advised.drafts[id.index()]
    }

    /// The question that an id stands for.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.asked.questions[id.index()]
    }

    /// The route that an id stands for.
    #[must_use]
    pub fn route(&self, id: RouteId) -> &Route {
        &self.advised.routes[id.index()]
    }

    /// The channel that an id stands for.
    #[must_use]
    pub fn channel(&self, id: ChannelId) -> &Channel {
        &self.advised.channels[id.index()]
    }

    /// The reference that an id stands for.
    #[must_use]
    pub fn reference(&self, id: ReferenceId) -> &Reference {
        &self.advised.references[id.index()]
    }

    /// The statement that an id stands for.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> &Statement {
        let list = match id.route {
            Some(route) => &self.route(route).statements,
            None => &self.advised.shared,
        };
        &list[id.index()]
    }

    /// The draft of that name, if there is one.
    #[must_use]
    pub fn draft_named(&self, name: &str) -> Option<&Draft> {
        self.advised.drafts.iter().find(|draft| draft.name == name)
    }

    /// The question of that name, if there is one.
    #[must_use]
    pub fn question_named(&self, name: &str) -> Option<&Question> {
        self.asked
            .questions
            .iter()
            .find(|question| question.name == name)
    }
}

/// Makes the id type of one kind of entry: its place in the guide, made only by compiling.
macro_rules! entry_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u16);

        impl $name {
            /// The entry's place among its kind, from 0.
            #[must_use]
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

entry_id! {
    /// Which question of a guide.
    QuestionId
}
entry_id! {
    /// Which route of a guide.
    RouteId
}
entry_id! {
    /// Which channel of a guide.
    ChannelId
}
entry_id! {
    /// Which reference of a guide.
    ReferenceId
}
entry_id! {
    /// Which stage of a guide's checklist.
    StageId
}
entry_id! {
    /// Which field of a guide.
    FieldId
}
entry_id! {
    /// Which draft of a guide.
    DraftId
}

/// Which option of which question of a guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OptionId {
    question: QuestionId,
    index: u8,
}

impl OptionId {
    /// The question that it answers.
    #[must_use]
    pub fn question(self) -> QuestionId {
        self.question
    }

    /// The option's place among the question's options, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.index)
    }
}

/// Which statement of a guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatementId {
    /// The route it belongs to; none for a shared one.
    route: Option<RouteId>,
    index: u16,
}

impl StatementId {
    /// The route it belongs to, or none if it is about the outcome as a whole.
    #[must_use]
    pub fn route(self) -> Option<RouteId> {
        self.route
    }

    /// Its place within its route, or among the shared ones, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.index)
    }
}

/// A question; see [`QuestionFile`](file::QuestionFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which question it is.
    pub id: QuestionId,
    /// Its id as the file writes it.
    pub name: String,
    /// How many options may be chosen.
    pub choose: Choose,
    /// When it is asked.
    pub rule: Rule,
    /// Whether the overview of every route can be narrowed by it.
    pub narrows: bool,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

impl Question {
    /// The question's option of that name, if there is one.
    #[must_use]
    pub fn option_named(&self, name: &str) -> Option<OptionId> {
        self.options
            .iter()
            .find(|option| option.name == name)
            .map(|option| option.id)
    }

    /// The option that a date so many whole days ago picks; none if the question takes no date.
    #[must_use]
    pub fn option_aged(&self, days: u32) -> Option<OptionId> {
        let is_of_age =
            |option: &&Choice| option.age.as_ref().is_some_and(|age| age.contains(&days));
        self.options.iter().find(is_of_age).map(|option| option.id)
    }

    /// Whether a date may be typed instead of choosing an option.
    #[must_use]
    pub fn takes_date(&self) -> bool {
        self.options.iter().any(|option| option.age.is_some())
    }

    /// Those of its options that, once chosen, are the whole answer.
    #[must_use]
    pub fn alone(&self) -> OptionSet {
        self.options
            .iter()
            .filter(|option| option.is_alone)
            .map(|option| option.id)
            .collect()
    }

    /// Whether a set of its options is an answer: not empty, one option where one is asked for,
    /// and none beside an option that stands alone.
    #[must_use]
    pub fn accepts(&self, options: OptionSet) -> bool {
        match options.len() {
            0 => false,
            1 => true,
            _ => self.choose == Choose::Several && !options.meets(self.alone()),
        }
    }
}

/// An option of a question; see [`OptionFile`](file::OptionFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Which option it is.
    pub id: OptionId,
    /// Its id as the file writes it.
    pub name: String,
    /// Whether choosing it clears the others.
    pub is_alone: bool,
    /// The days since a typed date for which it is picked.
    pub age: Option<RangeInclusive<u32>>,
}

/// A channel; see [`ChannelFile`](file::ChannelFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Which channel it is.
    pub id: ChannelId,
    /// Its id as the file writes it.
    pub name: String,
    /// How it is reached.
    pub address: Address,
}

/// How a channel is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Address {
    /// An `https:` address on one of the guide's hosts.
    Link(String),
    /// A mailbox.
    Email(String),
    /// The reader knows how to reach this person.
    Person,
}

impl Address {
    /// The address as it is written out; a person has none.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::Link(address) | Self::Email(address) => Some(address),
            Self::Person => None,
        }
    }

    /// Where a link to it leads; to a person none does.
    #[must_use]
    pub fn href(&self) -> Option<String> {
        match self {
            Self::Link(address) => Some(address.clone()),
            Self::Email(address) => Some(format!("mailto:{address}")),
            Self::Person => None,
        }
    }
}

/// A reference; see [`ReferenceFile`](file::ReferenceFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Which reference it is.
    pub id: ReferenceId,
    /// Its id as the file writes it.
    pub name: String,
    /// What kind of authority it is.
    pub kind: ReferenceKind,
}

/// A route; see [`RouteFile`](file::RouteFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Which route it is.
    pub id: RouteId,
    /// Its id as the file writes it.
    pub name: String,
    /// Where it leads.
    pub channel: ChannelId,
    /// Who must send the request.
    pub acts: Actor,
    /// Whether the organisation behind the guide is controller or processor of the data.
    pub role: Role,
    /// When it is advised.
    pub rule: Rule,
    /// The later routes that are never advised together with it.
    pub excludes: Vec<RouteId>,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// A statement; see [`StatementFile`](file::StatementFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Which statement it is.
    pub id: StatementId,
    /// Its id as the file writes it.
    pub name: String,
    /// Under which heading it stands.
    pub part: Part,
    /// When its route says it.
    pub rule: Rule,
    /// The later statements of its list that are never said together with it.
    pub excludes: Vec<StatementId>,
    /// How far the source carries it.
    pub basis: Basis,
    /// What it rests on, at least one.
    pub cites: Vec<ReferenceId>,
    /// A channel whose address is shown with it.
    pub channel: Option<ChannelId>,
    /// Where the checklist names it.
    pub stage: Option<StageId>,
}

/// A part of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Which stage it is.
    pub id: StageId,
    /// Its id as the file writes it.
    pub name: String,
}

/// A condition over answers; see [`RuleFile`](file::RuleFile).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// The question was asked and at least one of these options chosen.
    Has(QuestionId, OptionSet),
    /// Every rule holds; with no rule at all, always.
    All(Vec<Rule>),
    /// At least one rule holds.
    Any(Vec<Rule>),
    /// No rule holds.
    None(Vec<Rule>),
}

impl Rule {
    /// The rule that always holds.
    pub const ALWAYS: Self = Self::All(Vec::new());

    /// The questions that the rule speaks of, in the order of asking.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionId> {
        let mut questions = Vec::new();
        self.note_questions(&mut questions);
        questions
    }

    fn note_questions(&self, noted: &mut Vec<QuestionId>) {
        match self {
            Self::Has(question, _) => {
                if let Err(place) = noted.binary_search(question) {
                    noted.insert(place, *question);
                }
            }
            Self::All(rules) | Self::Any(rules) | Self::None(rules) => {
                for rule in rules {
                    rule.note_questions(noted);
                }
            }
        }
    }

    /// The options of a question whose choice can help the rule to hold: those that it names
    /// outside a `none`, or inside two.
    #[must_use]
    pub fn options_helping(&self, question: QuestionId) -> OptionSet {
        self.options_on_side(question, true)
    }

    fn options_on_side(&self, question: QuestionId, is_helping: bool) -> OptionSet {
        let of = |rules: &[Self], is_helping| {
            rules
                .iter()
                .map(|rule| rule.options_on_side(question, is_helping))
                .fold(OptionSet::EMPTY, OptionSet::union)
        };
        match self {
            Self::Has(named, options) if *named == question && is_helping => *options,
            Self::Has(..) => OptionSet::EMPTY,
            Self::All(rules) | Self::Any(rules) => of(rules, is_helping),
            Self::None(rules) => of(rules, !is_helping),
        }
    }

    /// The options of a question that the rule speaks of.
    #[must_use]
    pub fn options_named(&self, question: QuestionId) -> OptionSet {
        match self {
            Self::Has(named, options) if *named == question => *options,
            Self::Has(..) => OptionSet::EMPTY,
            Self::All(rules) | Self::Any(rules) | Self::None(rules) => rules
                .iter()
                .map(|rule| rule.options_named(question))
                .fold(OptionSet::EMPTY, OptionSet::union),
        }
    }
}

/// A set of options of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct OptionSet(u64);

impl OptionSet {
    /// No option.
    pub const EMPTY: Self = Self(0);

    /// Whether no option is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many options are in it.
    #[must_use]
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether the option is in it.
    #[must_use]
    pub fn contains(self, option: OptionId) -> bool {
        self.meets(Self::from(option))
    }

    /// Whether the two sets share an option.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The options that are in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The options that are in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The options that are in this one and not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl From<OptionId> for OptionSet {
    fn from(option: OptionId) -> Self {
        Self(1 << (option.index % 64))
    }
}

impl FromIterator<OptionId> for OptionSet {
    fn from_iter<I: IntoIterator<Item = OptionId>>(options: I) -> Self {
        options
            .into_iter()
            .fold(Self::EMPTY, |set, option| set.union(option.into()))
    }
}
