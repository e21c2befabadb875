//! A record read back: the session that it leads to, and what has changed since. Whoever wrote it may be hostile.
//!
//! It must not take the record's word for anything that the guide can say itself.

use std::collections::HashSet;

use super::changed::Changed;
use super::json::{Json, Shape};
use super::plain::{plain, quoted};
use super::problem::RecordProblem;
use super::{FORMAT, MAX_LENGTH, Record, RecordedAnswer, RecordedChannel, RecordedStatement};
use crate::day::Day;
use crate::engine::session::Session;
use crate::engine::walk::walk;
use crate::guide::Guide;
use crate::guide::compile::{host_of, is_email, is_kebab};
use crate::guide::problem::Place;
use crate::guide::text::{Text, is_language_tag};

/// What a record comes to with the present guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was recorded, its words in one line each and without characters that command. None of it
    /// is advice any more: it may be quoted as what the record says, never as what the guide does.
    pub record: Record,
    /// The recorded answers at their outcome in the present guide, or at the first question that it
    /// leaves open.
    pub session: Session,
    /// Whether the record was made by this very file of the guide. Only the words can have changed
    /// then, for they are in another.
    pub is_same_file: bool,
    /// What has changed since. Once an open question is answered there is more to compare: see
    /// [`Changed::since`].
    pub changed: Changed,
}

/// Reads a record back with a guide and the words of a language.
///
/// A record that was made by this very file of the guide must say what the guide says. One that was
/// made by another file of it cannot be checked so, whatever it says: then what it says is compared.
///
/// # Errors
/// The first problem found, if it is not a record of this guide that the program can have written.
pub fn read(guide: &Guide, text: &Text, json: &str) -> Result<Reading, RecordProblem> {
    let mut record = parse(json)?;
    check_form(&record)?;
    if record.guide.id != guide.name() {
        return Err(RecordProblem::OtherGuide {
            found: quoted(&record.guide.id),
            guide: guide.name().to_owned(),
        });
    }
    let is_same_file = record.guide.hash == guide.hash();
    if is_same_file {
        check_outcome(guide, text, &record)?;
    }
    record.each_words(|words| *words = plain(words));
    let session = Session::at_frontier(guide, record.answers_in(guide));
    Ok(Reading {
        changed: Changed::since(&record, guide, text, &session.answers),
        record,
        session,
        is_same_file,
    })
}

/// The format first, so that a later record is called later and not misshapen.
fn parse(json: &str) -> Result<Record, RecordProblem> {
    if json.len() > MAX_LENGTH {
        return Err(RecordProblem::TooLong { length: json.len() });
    }
    // Some editors write this mark before a text that they save.
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let tree: Json = serde_json::from_str(json).map_err(|error| unreadable(&error))?;
    let known = u64::from(FORMAT);
    match tree.field("format") {
        None => Err(RecordProblem::NoFormat),
        Some(&Json::Number(found)) if found > known => Err(RecordProblem::FutureFormat { found }),
        Some(&Json::Number(found)) if found < known => Err(RecordProblem::OtherFormat { found }),
        Some(_) => Record::from_json(tree).map_err(|what| misshapen(&what)),
    }
}

fn unreadable(error: &serde_json::Error) -> RecordProblem {
    let (line, column) = (error.line(), error.column());
    // The parser ends its message with the place, which the problem names itself.
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    if error.is_data() {
        misshapen(what)
    } else {
        let what = quoted(what);
        RecordProblem::NotJson { line, column, what }
    }
}

fn misshapen(what: &str) -> RecordProblem {
    let what = quoted(what);
    RecordProblem::Misshapen { what }
}

/// Checks what holds for every record, whichever guide made it.
fn check_form(record: &Record) -> Result<(), RecordProblem> {
    let guide = &record.guide;
    check_id(&guide.id, Place::Guide)?;
    for (field, date) in [("date", &record.date), ("guide.revision", &guide.revision)] {
        if Day::parse(date).is_none() {
            let found = quoted(date);
            return Err(RecordProblem::BadDate { field, found });
        }
    }
    let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if guide.hash.len() != 64 || !guide.hash.bytes().all(is_digit) {
        let found = quoted(&guide.hash);
        return Err(RecordProblem::BadHash { found });
    }
    if !is_language_tag(&record.locale) {
        let found = quoted(&record.locale);
        return Err(RecordProblem::BadLocale { found });
    }
    check_answers(record)?;
    check_ids(record.routes.iter().map(|route| &*route.id), Place::Route)?;
    for route in &record.routes {
        check_channel(&route.channel, || Place::Route(route.id.clone()))?;
        for reason in &route.reasons {
            check_id(&reason.question, Place::Question)?;
            check_ids(reason.options.iter().map(|id| &**id), |option| {
                Place::Option {
                    question: reason.question.clone(),
                    option,
                }
            })?;
        }
        check_statements(&route.id, &route.statements)?;
    }
    check_statements("shared", &record.shared)
}

fn check_answers(record: &Record) -> Result<(), RecordProblem> {
    if record.answers.is_empty() {
        return Err(RecordProblem::Empty {
            place: Place::Guide(record.guide.id.clone()),
            list: "answers",
        });
    }
    let questions = record.answers.iter().map(|answer| &*answer.question);
    check_ids(questions, Place::Question)?;
    for RecordedAnswer {
        question, options, ..
    } in &record.answers
    {
        if options.is_empty() {
            return Err(RecordProblem::Empty {
                place: Place::Question(question.clone()),
                list: "options",
            });
        }
        check_ids(options.iter().map(|option| &*option.id), |option| {
            Place::Option {
                question: question.clone(),
                option,
            }
        })?;
    }
    Ok(())
}

fn check_statements(route: &str, statements: &[RecordedStatement]) -> Result<(), RecordProblem> {
    let place = |statement: String| Place::Statement {
        route: route.to_owned(),
        statement,
    };
    check_ids(statements.iter().map(|each| &*each.id), place)?;
    for statement in statements {
        check_ids(
            statement.cites.iter().map(|cite| &*cite.id),
            Place::Reference,
        )?;
        if let Some(channel) = &statement.channel {
            check_channel(channel, || place(statement.id.clone()))?;
        }
    }
    Ok(())
}

fn check_channel(
    channel: &RecordedChannel,
    place: impl Fn() -> Place,
) -> Result<(), RecordProblem> {
    check_id(&channel.id, Place::Channel)?;
    match &channel.address {
        Some(address) if host_of(address).is_none() && !is_email(address) => {
            Err(RecordProblem::BadAddress {
                place: place(),
                found: quoted(address),
            })
        }
        Some(_) | None => Ok(()),
    }
}

fn check_ids<'i>(
    ids: impl Iterator<Item = &'i str>,
    place: impl Fn(String) -> Place,
) -> Result<(), RecordProblem> {
    let mut seen = HashSet::new();
    for id in ids {
        check_id(id, &place)?;
        if !seen.insert(id) {
            let place = place(quoted(id));
            return Err(RecordProblem::Twice { place });
        }
    }
    Ok(())
}

fn check_id(id: &str, place: impl FnOnce(String) -> Place) -> Result<(), RecordProblem> {
    if is_kebab(id) {
        return Ok(());
    }
    let place = place(quoted(id));
    Err(RecordProblem::BadId { place })
}

/// Checks a record against the very guide that it says it was made by.
fn check_outcome(guide: &Guide, text: &Text, record: &Record) -> Result<(), RecordProblem> {
    for answer in &record.answers {
        check_answer(guide, answer)?;
    }
    let answers = record.answers_in(guide);
    let walk = walk(guide, &answers);
    if let Some(open) = walk.open {
        let question = guide.question(open).name.clone();
        return Err(RecordProblem::Unanswered { question });
    }
    let mut questions = guide.questions().iter();
    if let Some(spare) =
        questions.find(|question| walk.counted.to(question.id) != answers.to(question.id))
    {
        let question = spare.name.clone();
        return Err(RecordProblem::NotAsked { question });
    }
    let date = Day::parse(&record.date);
    let Some(own) = date.and_then(|date| Record::of(guide, text, &answers, date)) else {
        return Ok(());
    };
    match difference(&own.bare(), &record.bare()) {
        Some(place) => Err(RecordProblem::OtherOutcome { place }),
        None => Ok(()),
    }
}

fn check_answer(guide: &Guide, answer: &RecordedAnswer) -> Result<(), RecordProblem> {
    let Some(question) = guide.question_named(&answer.question) else {
        let question = quoted(&answer.question);
        return Err(RecordProblem::UnknownQuestion { question });
    };
    let mut options = answer.options.iter();
    if let Some(unknown) = options.find(|option| question.option_named(&option.id).is_none()) {
        return Err(RecordProblem::UnknownOption {
            question: question.name.clone(),
            option: quoted(&unknown.id),
        });
    }
    match answer.in_guide(guide) {
        Some(_) => Ok(()),
        None => Err(RecordProblem::NoAnswer {
            question: question.name.clone(),
        }),
    }
}

/// Where two records say something else, words apart.
fn difference(own: &Record, other: &Record) -> Option<Place> {
    let mut answers = own.answers.iter().zip(&other.answers);
    if let Some((own, _)) = answers.find(|(own, other)| own != other) {
        return Some(Place::Question(own.question.clone()));
    }
    let mut routes = own.routes.iter();
    if let Some(lacking) = routes.find(|route| !other.routes.contains(route)) {
        return Some(Place::Route(lacking.id.clone()));
    }
    let mut routes = other.routes.iter();
    if let Some(spare) = routes.find(|route| !own.routes.contains(route)) {
        return Some(Place::Route(quoted(&spare.id)));
    }
    (own != other).then(|| Place::Guide(own.guide.id.clone()))
}
