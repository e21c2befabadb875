//! From a guide's files to a [`Guide`] and its [`Text`](super::text::Text) that can be trusted, or every problem at once.
//!
//! It must not repair anything: what is wrong is named, and the author mends it.

mod draft;

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::file::{
    Basis, ChannelFile, ChannelKind, Choose, FORMAT, GuideFile, Part, QuestionFile, ReferenceKind,
    RouteFile, RuleFile, StatementFile,
};
use super::problem::{Place, Problem};
use super::text::{Text, TextFile};
use super::{
    Address, Advised, Asked, Channel, ChannelId, Choice, Guide, MAX_ENTRIES, MAX_OPTIONS, OptionId,
    Question, QuestionId, Reference, ReferenceId, Route, RouteId, Rule, Stage, StageId, Statement,
    StatementId,
};
use crate::day::Day;

/// Question ids that a link's own keys take.
pub const RESERVED: [&str; 5] = ["signpost", "at", "change", "draft", "view"];

/// The numbers of a list's entries, with an end: more of them are a problem, never an overflow.
const NUMBERS: RangeInclusive<u16> = 0..=u16::MAX;

/// Reads and compiles `guide.json`.
///
/// # Errors
/// Every problem of the file, in the order of the file.
pub fn guide_from_json(json: &str) -> Result<Guide, Vec<Problem>> {
    compiled(&read("guide.json", json)?, json.as_bytes())
}

/// Reads and compiles `text.<locale>.json` for a guide.
///
/// # Errors
/// Every problem of the file, in the order of its lists.
pub fn text_from_json(guide: &Guide, json: &str) -> Result<Text, Vec<Problem>> {
    Text::compile(guide, read::<TextFile>("the text file", json)?)
}

/// Reads one file: its format first, so that a newer file is called newer and not malformed.
fn read<T: DeserializeOwned>(file: &'static str, json: &str) -> Result<T, Vec<Problem>> {
    #[derive(Deserialize)]
    struct Head {
        format: Option<u64>,
    }
    let unreadable = |error: serde_json::Error| {
        // The parser ends its message with the place, which the problem names itself.
        let message = error.to_string();
        let what = message
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        vec![Problem::Unreadable {
            file,
            line: error.line(),
            column: error.column(),
            what,
        }]
    };
    let head: Head = serde_json::from_str(json).map_err(unreadable)?;
    match head.format {
        Some(format) if format == u64::from(FORMAT) => {
            serde_json::from_str(json).map_err(unreadable)
        }
        Some(found) => Err(vec![Problem::OtherFormat { file, found }]),
        None => Err(vec![Problem::NoFormat { file }]),
    }
}

/// Checks a guide and resolves its names.
///
/// # Errors
/// Every problem of the file, in the order of the file.
pub fn compile(file: &GuideFile) -> Result<Guide, Vec<Problem>> {
    // A file's shape can always be written, so the default never comes to be.
    let json = serde_json::to_vec(file).unwrap_or_default();
    compiled(file, &json)
}

/// Compiles a file that was read from these bytes.
fn compiled(file: &GuideFile, bytes: &[u8]) -> Result<Guide, Vec<Problem>> {
    let names = Names::of(file);
    let mut compiler = Compiler {
        file,
        names: &names,
        problems: Vec::new(),
    };
    let mut guide = compiler.guide();
    if compiler.problems.is_empty() {
        let hash = Sha256::digest(bytes);
        guide.asked.hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(guide)
    } else {
        Err(compiler.problems)
    }
}

/// The state of one compilation. Where a name is unknown it notes the problem and goes on with
/// something sound, so that later problems are found too; such a guide is never handed out.
struct Compiler<'a> {
    file: &'a GuideFile,
    names: &'a Names<'a>,
    problems: Vec<Problem>,
}

/// Where the entries stand that others name.
struct Names<'a> {
    questions: Places<'a>,
    channels: Places<'a>,
    references: Places<'a>,
    routes: Places<'a>,
    stages: Places<'a>,
    fields: Places<'a>,
    drafts: Places<'a>,
}

/// Where each entry of a list stands, by its name. Found by hashing: a guide may have thousands.
type Places<'a> = HashMap<&'a str, u16>;

impl<'a> Names<'a> {
    fn of(file: &'a GuideFile) -> Self {
        Self {
            questions: places(file.questions.iter().map(|entry| &*entry.id)),
            channels: places(file.channels.iter().map(|entry| &*entry.id)),
            references: places(file.references.iter().map(|entry| &*entry.id)),
            routes: places(file.routes.iter().map(|entry| &*entry.id)),
            stages: places(file.stages.iter().map(|stage| &**stage)),
            fields: places(file.fields.iter().map(|entry| &*entry.id)),
            drafts: places(file.drafts.iter().map(|entry| &*entry.id)),
        }
    }
}

/// Of two entries with one name the first counts; that there are two is a problem of its own.
fn places<'a>(names: impl Iterator<Item = &'a str>) -> Places<'a> {
    let mut places = Places::new();
    for (place, name) in NUMBERS.zip(names) {
        places.entry(name).or_insert(place);
    }
    places
}

impl Compiler<'_> {
    fn guide(&mut self) -> Guide {
        let file = self.file;
        self.check_id(Place::Guide(file.id.clone()), &file.id);
        self.check_date("source.revision", &file.source.revision);
        self.check_date("source.checked", &file.source.checked);
        self.check_ids(
            file.references.iter().map(|entry| &*entry.id),
            Place::Reference,
        );
        self.check_most("references", file.references.len(), MAX_ENTRIES);
        self.check_ids(
            file.questions.iter().map(|entry| &*entry.id),
            Place::Question,
        );
        self.check_count("questions", file.questions.len());
        let questions = NUMBERS
            .zip(&file.questions)
            .map(|(i, q)| self.question(i, q))
            .collect();
        self.check_ids(file.channels.iter().map(|entry| &*entry.id), Place::Channel);
        self.check_most("channels", file.channels.len(), MAX_ENTRIES);
        let channels = NUMBERS
            .zip(&file.channels)
            .map(|(i, c)| self.channel(i, c))
            .collect();
        self.check_ids(file.routes.iter().map(|entry| &*entry.id), Place::Route);
        self.check_count("routes", file.routes.len());
        let routes = NUMBERS
            .zip(&file.routes)
            .map(|(i, r)| self.route(i, r))
            .collect();
        let shared = self.statements(None, "shared", &file.shared);
        self.check_ids(file.stages.iter().map(|stage| &**stage), Place::Stage);
        self.check_most("stages", file.stages.len(), MAX_ENTRIES);
        let stages = NUMBERS.zip(&file.stages);
        let stages = stages.map(|(index, name)| Stage {
            id: StageId(index),
            name: name.clone(),
        });
        let references = NUMBERS
            .zip(&file.references)
            .map(|(index, reference)| Reference {
                id: ReferenceId(index),
                name: reference.id.clone(),
                kind: reference.kind,
            })
            .collect();
        let asked = Asked {
            name: file.id.clone(),
            edition: file.edition,
            revision: file.source.revision.clone(),
            checked: file.source.checked.clone(),
            hash: String::new(),
            questions,
        };
        let advised = Advised {
            references,
            channels,
            routes,
            shared,
            stages: stages.collect(),
            fields: self.fields(),
            drafts: self.drafts(),
            deadlines: self.deadlines(),
        };
        Guide { asked, advised }
    }

    fn question(&mut self, index: u16, file: &QuestionFile) -> Question {
        let id = QuestionId(index);
        if RESERVED.contains(&&*file.id) {
            self.problems.push(Problem::ReservedId {
                question: file.id.clone(),
            });
        }
        let option_place = |option: &str| Place::Option {
            question: file.id.clone(),
            option: option.to_owned(),
        };
        self.check_ids(file.options.iter().map(|option| &*option.id), |id| {
            option_place(&id)
        });
        if file.options.len() < 2 {
            self.problems.push(Problem::TooFewOptions {
                question: file.id.clone(),
            });
        }
        self.check_most(
            &format!("{}.options", file.id),
            file.options.len(),
            MAX_OPTIONS,
        );
        if let Some(option) = file.options.iter().find(|option| option.alone)
            && file.choose == Choose::One
        {
            self.problems.push(Problem::AloneAmongOne {
                question: file.id.clone(),
                option: option.id.clone(),
            });
        }
        self.check_ages(file);
        let place = Place::Question(file.id.clone());
        Question {
            id,
            name: file.id.clone(),
            choose: file.choose,
            rule: self.rule(&place, file.when.as_ref(), Some(index)),
            narrows: file.narrows,
            options: (0..=u8::MAX)
                .zip(&file.options)
                .map(|(index, option)| Choice {
                    id: OptionId {
                        question: id,
                        index,
                    },
                    name: option.id.clone(),
                    is_alone: option.alone,
                    age: option
                        .age
                        .map(|age| age.least..=age.most.unwrap_or(u32::MAX)),
                })
                .collect(),
        }
    }

    /// Each day from today on picks one option, or none does.
    fn check_ages(&mut self, file: &QuestionFile) {
        let mut ages: Vec<_> = file
            .options
            .iter()
            .filter_map(|option| option.age)
            .collect();
        ages.sort_by_key(|age| age.least);
        if ages.is_empty() {
            return;
        }
        let mut next = Some(0);
        for age in ages {
            if next != Some(age.least) || age.most.is_some_and(|most| most < age.least) {
                let day = next.unwrap_or(age.least);
                self.problems.push(Problem::Ages {
                    question: file.id.clone(),
                    day,
                });
                return;
            }
            next = age.most.and_then(|most| most.checked_add(1));
        }
        if let Some(day) = next {
            self.problems.push(Problem::Ages {
                question: file.id.clone(),
                day,
            });
        }
    }

    fn channel(&mut self, index: u16, file: &ChannelFile) -> Channel {
        let channel = file.id.clone();
        let address = match (file.kind, file.address.clone()) {
            (ChannelKind::Person, None) => Address::Person,
            (ChannelKind::Person, Some(_)) => {
                self.problems.push(Problem::PersonWithAddress { channel });
                Address::Person
            }
            (ChannelKind::Link | ChannelKind::Email, None) => {
                self.problems.push(Problem::NoAddress { channel });
                Address::Person
            }
            (ChannelKind::Link, Some(address)) => {
                match host_of(&address) {
                    None => {
                        let address = address.clone();
                        self.problems.push(Problem::BadLink { channel, address });
                    }
                    Some(host) if !self.file.hosts.iter().any(|listed| listed == host) => {
                        let host = host.to_owned();
                        self.problems.push(Problem::HostNotListed { channel, host });
                    }
                    Some(_) => {}
                }
                Address::Link(address)
            }
            (ChannelKind::Email, Some(address)) => {
                if !is_email(&address) {
                    let address = address.clone();
                    self.problems.push(Problem::BadEmail { channel, address });
                }
                Address::Email(address)
            }
        };
        Channel {
            id: ChannelId(index),
            name: file.id.clone(),
            address,
        }
    }

    fn route(&mut self, index: u16, file: &RouteFile) -> Route {
        let id = RouteId(index);
        let place = Place::Route(file.id.clone());
        let rule = self.rule(&place, file.when.as_ref(), None);
        let channel = self.channel_named(&place, &file.channel);
        if !file
            .statements
            .iter()
            .any(|each| each.part == Part::Why && each.when.is_none())
        {
            self.problems.push(Problem::NoWhy {
                route: file.id.clone(),
            });
        }
        Route {
            id,
            name: file.id.clone(),
            channel,
            acts: file.acts,
            role: file.role,
            rule,
            excludes: self.excluded_routes(index, file),
            statements: self.statements(Some(id), &file.id, &file.statements),
        }
    }

    fn statements(
        &mut self,
        route: Option<RouteId>,
        route_name: &str,
        files: &[StatementFile],
    ) -> Vec<Statement> {
        let place_of = |id: String| Place::Statement {
            route: route_name.to_owned(),
            statement: id,
        };
        self.check_ids(files.iter().map(|statement| &*statement.id), place_of);
        self.check_most(
            &format!("{route_name}.statements"),
            files.len(),
            MAX_ENTRIES,
        );
        let names = places(files.iter().map(|statement| &*statement.id));
        NUMBERS
            .zip(files)
            .map(|(index, file)| {
                let place = place_of(file.id.clone());
                let rule = self.rule(&place, file.when.as_ref(), None);
                let excluded = self.excluded(&place, place_of, index, &file.excludes, &names);
                let cites = self.cites(&place, file);
                let channel = file
                    .channel
                    .as_ref()
                    .map(|name| self.channel_named(&place, name));
                let stage = file
                    .stage
                    .as_ref()
                    .and_then(|name| self.stage_named(&place, name));
                Statement {
                    id: StatementId { route, index },
                    name: file.id.clone(),
                    part: file.part,
                    rule,
                    excludes: excluded
                        .into_iter()
                        .map(|index| StatementId { route, index })
                        .collect(),
                    basis: file.basis,
                    cites,
                    channel,
                    stage,
                }
            })
            .collect()
    }

    fn excluded_routes(&mut self, index: u16, file: &RouteFile) -> Vec<RouteId> {
        let place = Place::Route(file.id.clone());
        let names = &self.names.routes;
        let found = self.excluded(&place, Place::Route, index, &file.excludes, names);
        found.into_iter().map(RouteId).collect()
    }

    /// Finds the entries that one entry excludes. Only later ones may be named: so each pair is
    /// named once, and no chain of them can close.
    fn excluded(
        &mut self,
        place: &Place,
        other: impl Fn(String) -> Place,
        index: u16,
        excludes: &[String],
        names: &Places,
    ) -> Vec<u16> {
        let mut found = Vec::new();
        for name in excludes {
            let place = place.clone();
            let other = other(name.clone());
            match names.get(name.as_str()).copied() {
                None => self
                    .problems
                    .push(Problem::UnknownExcluded { place, other }),
                Some(excluded) if excluded == index => {
                    self.problems.push(Problem::ExcludesItself { place });
                }
                Some(excluded) if excluded < index => {
                    self.problems
                        .push(Problem::ExcludesEarlier { place, other });
                }
                Some(excluded) if found.contains(&excluded) => {
                    self.problems.push(Problem::ExcludesTwice { place, other });
                }
                Some(excluded) => found.push(excluded),
            }
        }
        found
    }

    fn cites(&mut self, place: &Place, file: &StatementFile) -> Vec<ReferenceId> {
        if file.cites.is_empty() {
            self.problems.push(Problem::NoCites {
                place: place.clone(),
            });
        }
        let mut cites = Vec::new();
        let mut kinds = HashSet::new();
        for name in &file.cites {
            match self.names.references.get(name.as_str()) {
                Some(&index) => {
                    let reference = &self.file.references[usize::from(index)];
                    kinds.insert(reference.kind.word());
                    cites.push(ReferenceId(index));
                }
                None => self.problems.push(Problem::UnknownReference {
                    place: place.clone(),
                    reference: name.clone(),
                }),
            }
        }
        let kind = file.basis.needs().word();
        // A missing or unknown reference has been named already.
        if !cites.is_empty() && cites.len() == file.cites.len() && !kinds.contains(kind) {
            let basis = file.basis.word();
            let place = place.clone();
            self.problems
                .push(Problem::BasisWithoutReference { place, basis, kind });
        }
        cites
    }

    fn channel_named(&mut self, place: &Place, name: &str) -> ChannelId {
        match self.names.channels.get(name) {
            Some(&index) => ChannelId(index),
            None => {
                let place = place.clone();
                self.problems.push(Problem::UnknownChannel {
                    place,
                    channel: name.to_owned(),
                });
                ChannelId(0)
            }
        }
    }

    /// Resolves a rule. `asked` is the place of the question whose rule it is; only earlier
    /// questions may stand in it.
    fn rule(&mut self, place: &Place, file: Option<&RuleFile>, asked: Option<u16>) -> Rule {
        match file {
            None => Rule::ALWAYS,
            Some(RuleFile::Has { question, option }) => self.leaf(place, question, option, asked),
            Some(RuleFile::All(rules)) => Rule::All(self.rules(place, "all", rules, asked)),
            Some(RuleFile::Any(rules)) => Rule::Any(joined(self.rules(place, "any", rules, asked))),
            Some(RuleFile::None(rules)) => {
                Rule::None(joined(self.rules(place, "none", rules, asked)))
            }
        }
    }

    fn rules(
        &mut self,
        place: &Place,
        word: &'static str,
        files: &[RuleFile],
        asked: Option<u16>,
    ) -> Vec<Rule> {
        if files.is_empty() {
            self.problems.push(Problem::EmptyRule {
                place: place.clone(),
                word,
            });
        }
        files
            .iter()
            .map(|file| self.rule(place, Some(file), asked))
            .collect()
    }

    fn leaf(&mut self, place: &Place, question: &str, option: &str, asked: Option<u16>) -> Rule {
        let Some(&index) = self.names.questions.get(question) else {
            let question = question.to_owned();
            self.problems.push(Problem::UnknownQuestion {
                place: place.clone(),
                question,
            });
            return Rule::ALWAYS;
        };
        if let Some(asked) = asked
            && index >= asked
        {
            self.problems.push(Problem::NotEarlier {
                question: self.file.questions[usize::from(asked)].id.clone(),
                named: question.to_owned(),
            });
        }
        let named = &self.file.questions[usize::from(index)];
        let Some((option, _)) = (0..=u8::MAX)
            .zip(&named.options)
            .find(|(_, each)| each.id == option)
        else {
            self.problems.push(Problem::UnknownOption {
                place: place.clone(),
                question: question.to_owned(),
                option: option.to_owned(),
            });
            return Rule::ALWAYS;
        };
        let question = QuestionId(index);
        Rule::Has(
            question,
            OptionId {
                question,
                index: option,
            }
            .into(),
        )
    }

    fn check_ids<'i>(
        &mut self,
        ids: impl Iterator<Item = &'i str>,
        place: impl Fn(String) -> Place,
    ) {
        let mut seen = HashSet::new();
        for id in ids {
            self.check_id(place(id.to_owned()), id);
            if !seen.insert(id) {
                self.problems.push(Problem::Twice {
                    place: place(id.to_owned()),
                });
            }
        }
    }

    fn check_id(&mut self, place: Place, id: &str) {
        if !is_kebab(id) {
            self.problems.push(Problem::BadId { place });
        }
    }

    fn check_count(&mut self, list: &'static str, count: usize) {
        if count == 0 {
            self.problems.push(Problem::Empty { list });
        }
        self.check_most(list, count, MAX_ENTRIES);
    }

    fn check_most(&mut self, list: &str, found: usize, most: usize) {
        if found > most {
            self.problems.push(Problem::TooMany {
                list: list.to_owned(),
                found,
                most,
            });
        }
    }

    fn check_date(&mut self, field: &'static str, date: &str) {
        if Day::parse(date).is_none() {
            self.problems.push(Problem::BadDate {
                field,
                found: date.to_owned(),
            });
        }
    }
}

impl Basis {
    /// The kind of reference that a statement on this basis has to cite.
    fn needs(self) -> ReferenceKind {
        match self {
            Self::Stated | Self::Reading | Self::Silent => ReferenceKind::Section,
            Self::Later => ReferenceKind::LaterRevision,
            Self::Law => ReferenceKind::Law,
        }
    }

    /// The basis as the file writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Reading => "reading",
            Self::Silent => "silent",
            Self::Later => "later",
            Self::Law => "law",
        }
    }
}

impl ReferenceKind {
    fn word(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::LaterRevision => "later-revision",
            Self::Law => "law",
        }
    }
}

/// Joins what a list of alternatives says of one question into one leaf, so that an answer in
/// which either of two options will do is not mistaken for a reason.
fn joined(rules: Vec<Rule>) -> Vec<Rule> {
    let mut joined: Vec<Rule> = Vec::new();
    let mut leaves = HashMap::new();
    for rule in rules {
        if let Rule::Has(question, more) = &rule {
            let leaf = *leaves.entry(*question).or_insert(joined.len());
            if let Some(Rule::Has(_, options)) = joined.get_mut(leaf) {
                *options = options.union(*more);
                continue;
            }
        }
        joined.push(rule);
    }
    joined
}

/// Whether an id is kebab-case.
pub(crate) fn is_kebab(id: &str) -> bool {
    id.split('-').all(|word| {
        let mut bytes = word.bytes();
        !word.is_empty() && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// The host of a plain `https:` link, or nothing if it is not one.
pub(crate) fn host_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let is_plain = address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"<>\"`{}|\\^".contains(&byte));
    let host = rest.split(['/', '?', '#']).next()?;
    let is_host = host.contains('.')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    (is_plain && is_host).then_some(host)
}

/// Whether an address can stand behind `mailto:` as it is.
pub(crate) fn is_email(address: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte))
    };
    address
        .split_once('@')
        .is_some_and(|(name, host)| is_word(name) && is_word(host) && host.contains('.'))
}
