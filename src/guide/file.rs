//! The shape of `guide.json` as an author writes it; the docs of these types are the manual of the format.
//!
//! A file is only read here. What it means, and whether it makes sense, is decided by
//! [`compile`](super::compile::compile), which answers with every problem at once.
//!
//! Ids are kebab-case (`a-z`, `0-9` and single hyphens), stable and never translated: links and
//! records hold them. All words are in the text file of a language, keyed by these ids.

use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The only version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// Everything that is asked and advised, without a word of any language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GuideFile {
    /// Where an editor finds the JSON Schema of this file; nothing else reads it.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format: [`FORMAT`].
    pub format: u32,
    /// The guide's own id; a link names it.
    pub id: String,
    /// Raised whenever a link made earlier could mean something else now; older links are refused.
    pub edition: u32,
    /// The document that the guide is made from.
    pub source: SourceFile,
    /// The hosts that links may lead to, such as `go.example.org`; compared whole.
    pub hosts: Vec<String>,
    /// What statements cite.
    pub references: Vec<ReferenceFile>,
    /// Asked in this order, skipping those whose rule does not hold.
    pub questions: Vec<QuestionFile>,
    /// The addressees that routes lead to.
    pub channels: Vec<ChannelFile>,
    /// Every place to send a request, in the order in which they are shown.
    pub routes: Vec<RouteFile>,
    /// Statements about the outcome as a whole, said once whatever the number of routes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<StatementFile>,
    /// The ids of what the checklist is divided into, in the order in which it has to be done. Without
    /// any there is no checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<String>,
    /// What a reader can fill in for drafts, in the order in which it is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldFile>,
    /// Every request text that is made ready to send, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<DraftFile>,
    /// When an answer is due.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<DeadlineFile>,
}

/// Which edition of the source document the guide follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// The date of the document's revision, `YYYY-MM-DD`.
    pub revision: String,
    /// The date on which the guide was last compared with that revision, `YYYY-MM-DD`.
    pub checked: String,
}

/// One thing that a statement can cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferenceFile {
    /// The reference's id, its own among references.
    pub id: String,
    /// What kind of authority it is.
    pub kind: ReferenceKind,
}

/// What kind of authority a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReferenceKind {
    /// A section of the source document.
    Section,
    /// A revision of the document that came after the one the guide follows.
    LaterRevision,
    /// A provision of law.
    Law,
}

/// One question, asked on a screen of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    /// The question's id, its own among questions.
    pub id: String,
    /// How many options may be chosen.
    pub choose: Choose,
    /// Asked only if this holds; always asked if left out. It may speak of earlier questions only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<RuleFile>,
    /// Whether the overview of every route can be narrowed by this question's options.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub narrows: bool,
    /// What can be chosen, two options at least and [`MAX_OPTIONS`](super::MAX_OPTIONS) at most.
    pub options: Vec<OptionFile>,
}

/// How many options of a question may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Choose {
    /// Exactly one: radio buttons.
    One,
    /// One or more: checkboxes.
    Several,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionFile {
    /// The option's id, its own among the question's options.
    pub id: String,
    /// Whether choosing it clears the others, such as "I'm not sure" among checkboxes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// Whole days since a date that the reader may type instead of choosing: this option is picked
    /// if the date lies so far back. A question whose options have ages has one for every day from
    /// today on; its words then have a `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<AgeFile>,
}

/// A span of whole days before today; day 0 is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgeFile {
    /// The first day of the span.
    pub least: u32,
    /// Its last day; without end if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// An addressee and its literal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChannelFile {
    /// The channel's id, its own among channels.
    pub id: String,
    /// What kind of address it has.
    pub kind: ChannelKind,
    /// An `https:` link on one of the guide's hosts, or an e-mail address; a person has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What kind of address a channel has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// A page on the web.
    Link,
    /// A mailbox.
    Email,
    /// Somebody the reader already knows how to reach, such as an employer or an engagement manager.
    Person,
}

/// One place to send one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RouteFile {
    /// The route's id, its own among routes.
    pub id: String,
    /// The id of the channel that it leads to.
    pub channel: String,
    /// Who must send the request.
    pub acts: Actor,
    /// What the organisation behind the guide is for the data that this route is about.
    pub role: Role,
    /// Advised when this holds; always if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<RuleFile>,
    /// The ids of later routes that nobody may be shown together with this one. Whether anybody is
    /// gets proved, not enforced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
    /// What the route says, in the order in which each part shows it.
    pub statements: Vec<StatementFile>,
}

/// Who must send the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// The person who reads.
    You,
    /// The organisation that the reader acts for or belongs to.
    Organisation,
}

/// What the organisation behind the guide is for a body of data, in the sense of GDPR Art. 4(7) and (8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It decides on purposes and means, and answers requests itself.
    Controller,
    /// It processes for a customer, who answers the request.
    Processor,
    /// The source does not say, or the reader's answers leave it open.
    Open,
}

/// One piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatementFile {
    /// The statement's id, its own within its route (or among the shared ones).
    pub id: String,
    /// Under which heading it stands.
    pub part: Part,
    /// Said when its route is advised and this holds; always if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<RuleFile>,
    /// The ids of later statements of the same list that would contradict this one: nobody may be
    /// told both. Whether anybody is gets proved, not enforced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
    /// How far the source carries it.
    #[serde(default, skip_serializing_if = "Basis::is_stated")]
    pub basis: Basis,
    /// The ids of the references that it rests on, at least one.
    pub cites: Vec<String>,
    /// The id of a channel whose address is shown with the sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The id of the stage in which the checklist names it; one that has none is not on the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
}

/// Something that a reader can fill in. It stays in the browser's memory, and is gone with the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    /// The field's id, its own among fields. Its words have it in braces where it is filled in.
    pub id: String,
    /// How much can be filled in.
    pub kind: FieldKind,
    /// What about the reader is asked for, so that their browser can offer it; nothing if it is about
    /// somebody else, or several things (WCAG 1.3.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autofill: Option<Autofill>,
}

/// What a browser may know of the reader, in the words of HTML's `autocomplete`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Autofill {
    /// Their whole name.
    Name,
    /// Their e-mail address.
    Email,
    /// Their telephone number.
    Tel,
    /// The organisation that they are part of.
    Organization,
}

impl Autofill {
    /// The value of the attribute.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Organization => "organization",
        }
    }
}

/// How much can be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line, such as a name.
    Line,
    /// Any number of things, each on a line of its own, such as ticket numbers: a list in the draft.
    Lines,
}

/// A request text, made of paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftFile {
    /// The draft's id, its own among drafts.
    pub id: String,
    /// The ids of the routes that it is for, at least one. It is shown once, with the first of them
    /// that is advised.
    pub routes: Vec<String>,
    /// Whom it is sent to.
    #[serde(default, skip_serializing_if = "Recipient::is_channel")]
    pub to: Recipient,
    /// Offered when such a route is advised and this holds; always if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<RuleFile>,
    /// The id of the stage in which the checklist offers it; one that has none is not on the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The ids of fields without which nobody could act on it; the reader is told while one is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// What it says, in order, at least one paragraph.
    pub paragraphs: Vec<ParagraphFile>,
}

/// Whom a draft is sent to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Recipient {
    /// The channel of the route that it is shown with.
    #[default]
    Channel,
    /// The person whose data it is, from the organisation that the reader acts for.
    DataSubject,
    /// The organisation that the reader belongs or belonged to.
    Organisation,
}

impl Recipient {
    fn is_channel(&self) -> bool {
        *self == Self::Channel
    }
}

/// One paragraph of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ParagraphFile {
    /// The paragraph's id, its own within its draft.
    pub id: String,
    /// Written when this holds; always if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<RuleFile>,
    /// The ids of the fields that stand in it; it is left out while one of them is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fills: Vec<String>,
    /// The ids of fields that make it superfluous; it is left out once all of them are filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// The ids of the statements that it carries out, which every route of the draft has. Whether the
    /// route makes each of them whenever the paragraph is written gets proved, not enforced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
    /// The ids of the provisions of law that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
}

/// When an answer is due, counted from the day on which the request arrives: the draft itself, or, where that is an
/// answer to the data subject, what it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeadlineFile {
    /// The deadline's id, its own among deadlines.
    pub id: String,
    /// The ids of the drafts whose answer it is about, at least one.
    pub drafts: Vec<String>,
    /// Holds when this does; always if left out. The first of a draft's deadlines that holds counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<RuleFile>,
    /// How long it is.
    pub period: Period,
    /// The ids of the provisions of law that set it, at least one.
    pub cites: Vec<String>,
}

/// A length of time, as law counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// Months, as Article 3 of Regulation (EEC, Euratom) No 1182/71 counts them: the day itself is
    /// not counted (1), the last day has the same number in its month or is the month's last (2)(c),
    /// and if it is a Saturday or Sunday the next working day takes its place (4).
    Months(u32),
    /// Days in a row, the day itself not counted, whatever day of the week the last of them is.
    Days(u32),
}

/// The headings of a route, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Why the request goes there: who controls the data. Each route has one that always holds.
    Why,
    /// The steps, in order.
    Do,
    /// What the request has to contain.
    Put,
    /// What will not happen and what can go wrong.
    Know,
    /// What happens next, and what to do if it does not.
    Then,
    /// How to tell whether an answer covers what was asked.
    Check,
}

impl Part {
    /// Every part, in the order in which they are read.
    pub const ALL: [Self; 6] = [
        Self::Why,
        Self::Know,
        Self::Do,
        Self::Put,
        Self::Then,
        Self::Check,
    ];

    /// The part as the file writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Why => "why",
            Self::Do => "do",
            Self::Put => "put",
            Self::Know => "know",
            Self::Then => "then",
            Self::Check => "check",
        }
    }
}

/// How far the source carries a statement; anything but `stated` is labelled on screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The cited sections say so.
    #[default]
    Stated,
    /// The cited sections leave room, and this is the guide's reading of them.
    Reading,
    /// The cited sections are silent, and the statement says that they are.
    Silent,
    /// A later revision of the document says so; it cites that revision.
    Later,
    /// The law says so, not the document; it cites a provision.
    Law,
}

impl Basis {
    fn is_stated(&self) -> bool {
        *self == Self::Stated
    }
}

/// A condition over answers, from a closed vocabulary.
///
/// In JSON, the string `"question=option"` holds if that question was asked and that option chosen;
/// `{"all": [..]}` holds if each rule in the list does, `{"any": [..]}` if one does,
/// `{"none": [..]}` if none does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleFile {
    /// The question has the option among its answer.
    Has {
        /// The question's id.
        question: String,
        /// The option's id.
        option: String,
    },
    /// Every rule holds.
    All(Vec<RuleFile>),
    /// At least one rule holds.
    Any(Vec<RuleFile>),
    /// No rule holds.
    None(Vec<RuleFile>),
}

impl<'de> Deserialize<'de> for RuleFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RuleVisitor)
    }
}

impl Serialize for RuleFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let (key, rules) = match self {
            Self::Has { question, option } => {
                return serializer.collect_str(&format_args!("{question}={option}"));
            }
            Self::All(rules) => ("all", rules),
            Self::Any(rules) => ("any", rules),
            Self::None(rules) => ("none", rules),
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(key, rules)?;
        map.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RuleFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RuleFile".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let rules = generator.subschema_for::<Vec<Self>>();
        let list = |word: &str, holds: &str| {
            schemars::json_schema!({
                "type": "object",
                "description": format!("Holds if {holds}."),
                "properties": { word: rules },
                "required": [word],
                "additionalProperties": false
            })
        };
        schemars::json_schema!({
            "description": "A condition over answers.",
            "anyOf": [
                {
                    "type": "string",
                    "description": "Holds if that question was asked and that option chosen.",
                    "pattern": "^[a-z0-9-]+=[a-z0-9-]+$"
                },
                list("all", "each rule in the list does"),
                list("any", "one rule in the list does"),
                list("none", "no rule in the list does")
            ]
        })
    }
}

struct RuleVisitor;

impl<'de> Visitor<'de> for RuleVisitor {
    type Value = RuleFile;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(
            "a rule: \"question=option\", {\"all\": [..]}, {\"any\": [..]} or {\"none\": [..]}",
        )
    }

    fn visit_str<E: de::Error>(self, leaf: &str) -> Result<RuleFile, E> {
        match leaf.split_once('=') {
            Some((question, option)) => Ok(RuleFile::Has {
                question: question.to_owned(),
                option: option.to_owned(),
            }),
            None => Err(E::invalid_value(de::Unexpected::Str(leaf), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleFile, A::Error> {
        let Some(key) = map.next_key::<String>()? else {
            return Err(de::Error::invalid_length(0, &self));
        };
        let rules: Vec<RuleFile> = map.next_value()?;
        if let Some(second) = map.next_key::<String>()? {
            return Err(de::Error::custom(format_args!(
                "`{key}` and `{second}` stand in one rule, put them in an \"all\" or an \"any\""
            )));
        }
        match key.as_str() {
            "all" => Ok(RuleFile::All(rules)),
            "any" => Ok(RuleFile::Any(rules)),
            "none" => Ok(RuleFile::None(rules)),
            _ => Err(de::Error::unknown_field(&key, &["all", "any", "none"])),
        }
    }
}
