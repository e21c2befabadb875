//! Every word of one language: the shape of `text.<locale>.json`, and its words found by compiled ids.
//!
//! It knows nothing of how words are shown, nor of plural or date rules.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::phrase::Phrase;
use super::problem::Problem;
use super::{
    ChannelId, DraftId, FieldId, Guide, OptionId, QuestionId, ReferenceId, RouteId, StageId,
    StatementId,
};

/// The words of one language as an author writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextFile {
    /// Where an editor finds the JSON Schema of this file; nothing else reads it.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format: [`FORMAT`](super::file::FORMAT).
    pub format: u32,
    /// The id of the guide that the words belong to.
    pub guide: String,
    /// The language as a BCP 47 tag, such as `en` or `pt-BR`.
    pub locale: String,
    /// Which way the language is written.
    pub direction: Direction,
    /// The guide's title, the heading above every screen.
    pub title: String,
    /// The source document's title, as it is cited.
    pub source: String,
    /// By reference id: the section's heading, the revision or the provision, as it is cited.
    pub references: BTreeMap<String, String>,
    /// By question id.
    pub questions: BTreeMap<String, QuestionWords>,
    /// By question id and option id, joined as `question=option`.
    pub options: BTreeMap<String, OptionWords>,
    /// By channel id: the addressee's name.
    pub channels: BTreeMap<String, String>,
    /// By route id.
    pub routes: BTreeMap<String, RouteWords>,
    /// By route id and statement id, joined as `route/statement`; shared ones as `shared/statement`.
    pub statements: BTreeMap<String, String>,
    /// By stage id: what the checklist calls it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stages: BTreeMap<String, String>,
    /// By field id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, FieldWords>,
    /// By draft id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub drafts: BTreeMap<String, DraftWords>,
    /// By draft id and paragraph id, joined as `draft/paragraph`: plain text, with the id of each field
    /// that stands in it in braces where it is filled in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub paragraphs: BTreeMap<String, String>,
    /// By deadline id: what is due, as an entry of a calendar.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub deadlines: BTreeMap<String, String>,
    /// Terms that a reader may not know, by an id of the author's choice.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub glossary: BTreeMap<String, Term>,
    /// The words of the screens themselves, by phrase id.
    pub phrases: BTreeMap<String, String>,
}

/// A term that is explained on every screen that uses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The term as it stands in sentences; it is found as whole words, in this spelling.
    pub term: String,
    /// What it means, in a sentence or two.
    pub meaning: String,
}

impl Term {
    /// Whether the term stands in some words.
    #[must_use]
    pub fn is_in(&self, words: &str) -> bool {
        self.first_in(words).is_some()
    }

    /// The byte at which the term first stands in some words.
    fn first_in(&self, words: &str) -> Option<usize> {
        let is_edge = |side: Option<char>| !side.is_some_and(char::is_alphanumeric);
        let stands_at = |&start: &usize| {
            let (before, rest) = words.split_at(start);
            rest.strip_prefix(&*self.term).is_some_and(|after| {
                is_edge(before.chars().next_back()) && is_edge(after.chars().next())
            })
        };
        // The standard library's own search would be two kilobytes of the program.
        let mut starts = words.char_indices().map(|(start, _)| start);
        starts.find(stands_at)
    }
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words that need no explanation.
    Plain(&'a str),
    /// A term, where it first stands in the sentence.
    Term(&'a Term),
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// The words of one question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    /// The question itself, the screen's heading.
    pub title: String,
    /// The question in a few words, for the list of answers: "Your role".
    pub short: String,
    /// A sentence of help below the heading.
    pub hint: Option<String>,
    /// Why the answer matters, behind "Why we ask".
    pub why: String,
    /// The label of the field for a date, where one may be typed: "The day the case was closed".
    pub date: Option<String>,
}

/// The words of one option.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionWords {
    /// What is chosen.
    pub label: String,
    /// A sentence of help below the label.
    pub hint: Option<String>,
}

/// The words of one route.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RouteWords {
    /// What to do in one line: "Write to your employer".
    pub title: String,
    /// The body of data that the route is about: "Your name and contact details in support records".
    pub about: String,
}

/// The words of one field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// What is to be filled in.
    pub label: String,
    /// A sentence of help below the label.
    pub hint: Option<String>,
}

/// The words of one draft, beside its paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftWords {
    /// What it is: "A letter to your organisation".
    pub title: String,
    /// The subject of the message, or the title of the ticket.
    pub subject: String,
}

/// The words of one language, checked against a guide: there is a word for everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub(super) asked: AskedWords,
    pub(super) advised: AdvisedWords,
}

/// The words that it takes to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AskedWords {
    locale: String,
    direction: Direction,
    title: String,
    source: String,
    questions: Vec<QuestionWords>,
    options: Vec<Vec<OptionWords>>,
    glossary: Vec<Term>,
    /// The first of [`Phrase::ALL`], [`Phrase::ASKED`] of them.
    phrases: Vec<String>,
}

/// The words that it takes besides those to advise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AdvisedWords {
    references: Vec<String>,
    channels: Vec<String>,
    routes: Vec<RouteWords>,
    statements: Vec<Vec<String>>,
    shared: Vec<String>,
    stages: Vec<String>,
    fields: Vec<FieldWords>,
    drafts: Vec<DraftWords>,
    paragraphs: Vec<Vec<String>>,
    deadlines: Vec<String>,
    /// The others.
    phrases: Vec<String>,
}

impl Text {
    /// Finds the words of everything in a guide.
    ///
    /// # Errors
    /// Every word that is missing, blank or spare, and a file that belongs to another guide.
    pub fn compile(guide: &Guide, mut file: TextFile) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        if file.guide != guide.name() {
            let guide = guide.name().to_owned();
            problems.push(Problem::OtherGuide {
                found: file.guide.clone(),
                guide,
            });
        }
        if !is_language_tag(&file.locale) {
            problems.push(Problem::BadLocale {
                found: file.locale.clone(),
            });
        }
        for (key, words) in [("title", &file.title), ("source", &file.source)] {
            if words.trim().is_empty() {
                problems.push(Problem::BlankWords {
                    list: "the file",
                    key: key.to_owned(),
                });
            }
        }
        check_terms(&file, &mut problems);
        let mut take = Taker {
            problems: &mut problems,
        };
        let references = take.all(
            "references",
            &mut file.references,
            guide.advised.references.iter().map(|it| &it.name),
        );
        let questions = take.all(
            "questions",
            &mut file.questions,
            guide.questions().iter().map(|it| &it.name),
        );
        for (question, words) in guide.questions().iter().zip(&questions) {
            let takes_date = question.takes_date();
            if takes_date != words.date.is_some() && !words.is_blank() {
                let question = question.name.clone();
                take.problems.push(Problem::DateWords {
                    question,
                    takes_date,
                });
            }
        }
        let options = guide
            .questions()
            .iter()
            .map(|question| {
                let keys = question
                    .options
                    .iter()
                    .map(|it| format!("{}={}", question.name, it.name));
                take.some("options", &mut file.options, keys)
            })
            .collect();
        take.none_left("options", &file.options);
        let channels = take.all(
            "channels",
            &mut file.channels,
            guide.channels().iter().map(|it| &it.name),
        );
        let routes = take.all(
            "routes",
            &mut file.routes,
            guide.routes().iter().map(|it| &it.name),
        );
        let statements = guide
            .routes()
            .iter()
            .map(|route| {
                let keys = route
                    .statements
                    .iter()
                    .map(|it| format!("{}/{}", route.name, it.name));
                take.some("statements", &mut file.statements, keys)
            })
            .collect();
        let shared = guide
            .shared()
            .iter()
            .map(|it| format!("shared/{}", it.name));
        let shared = take.some("statements", &mut file.statements, shared);
        take.none_left("statements", &file.statements);
        let stages = take.all(
            "stages",
            &mut file.stages,
            guide.stages().iter().map(|it| &it.name),
        );
        let fields = take.all(
            "fields",
            &mut file.fields,
            guide.fields().iter().map(|it| &it.name),
        );
        let drafts = take.all(
            "drafts",
            &mut file.drafts,
            guide.drafts().iter().map(|it| &it.name),
        );
        let paragraphs = guide
            .drafts()
            .iter()
            .map(|draft| take.paragraphs(&mut file.paragraphs, guide, draft))
            .collect();
        take.none_left("paragraphs", &file.paragraphs);
        let deadlines = take.all(
            "deadlines",
            &mut file.deadlines,
            guide.deadlines().iter().map(|it| &it.name),
        );
        let mut phrases = take.all(
            "phrases",
            &mut file.phrases,
            Phrase::ALL.iter().map(|phrase| phrase.key()),
        );
        for (phrase, words) in Phrase::ALL.iter().zip(&phrases) {
            take.placeholders("phrases", phrase.key(), phrase.placeholders(), words);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let advised_phrases = phrases.split_off(Phrase::ASKED);
        let asked = AskedWords {
            locale: file.locale,
            direction: file.direction,
            title: file.title,
            source: file.source,
            questions,
            options,
            glossary: file.glossary.into_values().collect(),
            phrases,
        };
        let advised = AdvisedWords {
            references,
            channels,
            routes,
            statements,
            shared,
            stages,
            fields,
            drafts,
            paragraphs,
            deadlines,
            phrases: advised_phrases,
        };
        Ok(Self { asked, advised })
    }

    /// The language as a BCP 47 tag.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.asked.locale
    }

    /// Which way the language is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.asked.direction
    }

    /// The guide's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.asked.title
    }

    /// The source document's title.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.asked.source
    }

    /// How a reference is cited.
    #[must_use]
    pub fn reference(&self, id: ReferenceId) -> &str {
        &self.advised.references[id.index()]
    }

    /// A question's words.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> &QuestionWords {
        &self.asked.questions[id.index()]
    }

    /// An option's words.
    #[must_use]
    pub fn option(&self, id: OptionId) -> &OptionWords {
        &self.asked.options[id.question().index()][id.index()]
    }

    /// A channel's name.
    #[must_use]
    pub fn channel(&self, id: ChannelId) -> &str {
        &self.advised.channels[id.index()]
    }

    /// A route's words.
    #[must_use]
    pub fn route(&self, id: RouteId) -> &RouteWords {
        &self.advised.routes[id.index()]
    }

    /// A statement's sentence or sentences.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> &str {
        match id.route() {
            Some(route) => &self.advised.statements[route.index()][id.index()],
            None => &self.advised.shared[id.index()],
        }
    }

    /// What the checklist calls a stage.
    #[must_use]
    pub fn stage(&self, id: StageId) -> &str {
        &self.advised.stages[id.index()]
    }

    /// A field's words.
    #[must_use]
    pub fn field(&self, id: FieldId) -> &FieldWords {
        &self.advised.fields[id.index()]
    }

    /// A draft's words, beside its paragraphs.
    #[must_use]
    pub fn draft(&self, id: DraftId) -> &DraftWords {
        &self.advised.drafts[id.index()]
    }

    /// The words of a draft's paragraphs, one for each.
    #[must_use]
    pub fn paragraphs(&self, id: DraftId) -> &[String] {
        &self.advised.paragraphs[id.index()]
    }

    /// What is due, for each of the guide's deadlines.
    #[must_use]
    pub fn deadlines(&self) -> &[String] {
        &self.advised.deadlines
    }

    /// The terms that may need an explanation.
    #[must_use]
    pub fn glossary(&self) -> &[Term] {
        &self.asked.glossary
    }

    /// Some words cut at the terms in them: each term once, where it first stands, and where one
    /// lies in another the longer one. Put together again the pieces are the words.
    #[must_use]
    pub fn pieces<'a>(&'a self, words: &'a str) -> Vec<Piece<'a>> {
        let terms = self.asked.glossary.iter();
        let mut found: Vec<_> = terms
            .filter_map(|term| Some((term.first_in(words)?, term)))
            .collect();
        let mut pieces = Vec::new();
        let mut done = 0;
        // There are few: finding the next one each time costs less code than sorting them.
        while let Some(&(start, term)) = found
            .iter()
            .min_by_key(|(start, term)| (*start, Reverse(term.term.len())))
        {
            pieces.extend(words.get(done..start).map(Piece::Plain));
            pieces.push(Piece::Term(term));
            done = start + term.term.len();
            found.retain(|(start, _)| *start >= done);
        }
        pieces.extend(words.get(done..).map(Piece::Plain));
        pieces.retain(|piece| *piece != Piece::Plain(""));
        pieces
    }

    /// A phrase of the screens; for one with placeholders use [`filled`](Self::filled).
    #[must_use]
    pub fn phrase(&self, phrase: Phrase) -> &str {
        let index = phrase as usize;
        match index.checked_sub(Phrase::ASKED) {
            None => &self.asked.phrases[index],
            Some(index) => &self.advised.phrases[index],
        }
    }

    /// A phrase with its placeholders replaced, given as name and value.
    #[must_use]
    pub fn filled(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        fill(self.phrase(phrase), |name| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some(value)
        })
    }
}

/// Some words with what stands in braces replaced; what has no value stays as it is.
pub fn fill<'v>(words: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut rest = words;
    let mut filled = String::with_capacity(rest.len());
    // One pass, so that a value that looks like a placeholder stays as it is.
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after
            .split_once('}')
            .and_then(|(name, after)| Some((value(name)?, after)));
        match found {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// What stands in braces in some words and could be a name, in order.
fn placeholders(words: &str) -> impl Iterator<Item = &str> {
    let is_of_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let parts = words.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0))
        .filter(move |name| !name.is_empty() && name.bytes().all(is_of_name))
}

/// Notes blank glossary entries, and those that no words use.
fn check_terms(file: &TextFile, problems: &mut Vec<Problem>) {
    let questions = file.questions.values().flat_map(|words| {
        let optional = [&words.hint, &words.date].into_iter().flatten();
        [&words.title, &words.why].into_iter().chain(optional)
    });
    let options = file
        .options
        .values()
        .flat_map(|words| [Some(&words.label), words.hint.as_ref()])
        .flatten();
    let routes = file
        .routes
        .values()
        .flat_map(|words| [&words.title, &words.about]);
    let fields = file.fields.values();
    let fields = fields.flat_map(|words| [Some(&words.label), words.hint.as_ref()]);
    let drafts = file.drafts.values().map(|words| &words.title);
    let lists = [
        &file.channels,
        &file.statements,
        &file.stages,
        &file.phrases,
    ];
    let words: Vec<&String> = questions
        .chain(options)
        .chain(routes)
        .chain(fields.flatten())
        .chain(drafts)
        .chain(lists.into_iter().flat_map(BTreeMap::values))
        .collect();
    for (key, term) in &file.glossary {
        if term.term.is_blank() || term.meaning.is_blank() {
            problems.push(Problem::BlankWords {
                list: "glossary",
                key: key.clone(),
            });
        } else if !words.iter().any(|words| term.is_in(words)) {
            let (key, term) = (key.clone(), term.term.clone());
            problems.push(Problem::SpareTerm { key, term });
        }
    }
}

/// Something an author writes for one key.
trait Words: Default {
    fn is_blank(&self) -> bool;
}

impl Words for String {
    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }
}

impl Words for QuestionWords {
    fn is_blank(&self) -> bool {
        let hint = [&self.hint, &self.date]
            .into_iter()
            .flatten()
            .any(Words::is_blank);
        hint || [&self.title, &self.short, &self.why]
            .into_iter()
            .any(Words::is_blank)
    }
}

impl Words for OptionWords {
    fn is_blank(&self) -> bool {
        self.label.is_blank() || self.hint.as_ref().is_some_and(Words::is_blank)
    }
}

impl Words for FieldWords {
    fn is_blank(&self) -> bool {
        self.label.is_blank() || self.hint.as_ref().is_some_and(Words::is_blank)
    }
}

impl Words for DraftWords {
    fn is_blank(&self) -> bool {
        self.title.is_blank() || self.subject.is_blank()
    }
}

impl Words for RouteWords {
    fn is_blank(&self) -> bool {
        self.title.is_blank() || self.about.is_blank()
    }
}

/// Takes words out of the file's lists, in the guide's order, noting what is wrong.
struct Taker<'a> {
    problems: &'a mut Vec<Problem>,
}

impl Taker<'_> {
    fn some<W: Words>(
        &mut self,
        list: &'static str,
        from: &mut BTreeMap<String, W>,
        keys: impl Iterator<Item = impl AsRef<str>>,
    ) -> Vec<W> {
        keys.map(|key| {
            let key = key.as_ref();
            match from.remove(key) {
                Some(words) if words.is_blank() => {
                    self.problems.push(Problem::BlankWords {
                        list,
                        key: key.to_owned(),
                    });
                    W::default()
                }
                Some(words) => words,
                None => {
                    self.problems.push(Problem::NoWords {
                        list,
                        key: key.to_owned(),
                    });
                    W::default()
                }
            }
        })
        .collect()
    }

    fn paragraphs(
        &mut self,
        from: &mut BTreeMap<String, String>,
        guide: &Guide,
        draft: &Draft,
    ) -> Vec<String> {
        let keys = draft.paragraphs.iter();
        let keys = keys.map(|it| format!("{}/{}", draft.name, it.name));
        let words = self.some("paragraphs", from, keys);
        for (paragraph, words) in draft.paragraphs.iter().zip(&words) {
            let fills = paragraph.fills.iter();
            let fills: Vec<_> = fills.map(|&id| &*guide.field(id).name).collect();
            let key = format!("{}/{}", draft.name, paragraph.name);
            self.placeholders("paragraphs", &key, &fills, words);
        }
        words
    }

    /// Notes placeholders that some words lack, and those that they have beyond.
    fn placeholders(&mut self, list: &'static str, key: &str, wanted: &[&str], words: &str) {
        // Words that are missing as a whole have been named already.
        if words.is_empty() {
            return;
        }
        for &placeholder in wanted {
            if !placeholders(words).any(|found| found == placeholder) {
                self.problems.push(Problem::NoPlaceholder {
                    list,
                    key: key.to_owned(),
                    placeholder: placeholder.to_owned(),
                });
            }
        }
        for placeholder in placeholders(words) {
            if !wanted.contains(&placeholder) {
                self.problems.push(Problem::SparePlaceholder {
                    list,
                    key: key.to_owned(),
                    placeholder: placeholder.to_owned(),
                });
            }
        }
    }

    fn none_left<W>(&mut self, list: &'static str, from: &BTreeMap<String, W>) {
        let spare = from.keys().map(|key| Problem::SpareWords {
            list,
            key: key.clone(),
        });
        self.problems.extend(spare);
    }

    fn all<W: Words>(
        &mut self,
        list: &'static str,
        from: &mut BTreeMap<String, W>,
        keys: impl Iterator<Item = impl AsRef<str>>,
    ) -> Vec<W> {
        let words = self.some(list, from, keys);
        self.none_left(list, from);
        words
    }
}

/// Whether a tag has the outline of BCP 47: letters, then subtags of up to eight letters or digits.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len())
                && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
