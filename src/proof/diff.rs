//! Who is told something else by another edition of a guide: a difference of meaning, not of text.
//!
//! It must not compare words; a text file says nothing about who is sent where.

use std::collections::BTreeMap;

use biodivine_lib_bdd::Bdd;
use num_bigint::BigUint;

use super::finding::{advice_name, option_name};
use super::model::{Model, Vocabulary};
use super::{Advice, TooManyOptions, in_ids};
use crate::guide::{Address, Guide, Question};

/// What two editions of a guide do with the same answers.
///
/// People are compared who answer every question that either edition asks them, with options that
/// both have wherever both have the question. Whoever needs an option that only one edition has is
/// not compared, but counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// How many combinations of answers are compared.
    pub compared: BigUint,
    /// The questions and options that only the first edition has, and how many of its complete
    /// walks choose one of them.
    pub only_before: (Vec<String>, BigUint),
    /// The same for the second edition.
    pub only_after: (Vec<String>, BigUint),
    /// What is told or asked to others than before, in the order of the guides.
    pub changes: Vec<Change>,
}

/// One thing that is not told, or not asked, to the same people as before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub subject: Subject,
    /// How many combinations of answers it is new to, and the shortest of them in ids.
    pub gained: Option<(BigUint, String)>,
    /// How many combinations of answers it is gone from, and the shortest of them in ids.
    pub lost: Option<(BigUint, String)>,
}

/// What is told or asked to others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A question, by its id.
    Question(String),
    /// A route, by its id, with who acts and where it leads.
    Route {
        /// The route's id.
        route: String,
        /// Who sends the request, and the channel's id and address.
        leads: String,
    },
    /// A statement, as `route/statement`.
    Statement(String),
}

/// Compares two editions of a guide.
///
/// # Errors
/// If the guides have more options than the diagrams can tell apart.
pub fn diff(before: &Guide, after: &Guide) -> Result<Diff, TooManyOptions> {
    let vocabulary = Vocabulary::of(&[before, after])?;
    let (before, after) = (
        Model::new(before, &vocabulary),
        Model::new(after, &vocabulary),
    );
    let compared = compared(&before, &after);
    let mut changes = Vec::new();
    let (mut then, now) = (subjects(&before), subjects(&after));
    for (subject, given) in now {
        let known = then.iter().position(|(each, _)| *each == subject);
        let given_before = known.map_or_else(|| vocabulary.never(), |place| then.remove(place).1);
        changes.extend(change(
            &before,
            &after,
            &compared,
            subject,
            &given_before,
            &given,
        ));
    }
    for (subject, given) in then {
        let never = vocabulary.never();
        changes.extend(change(&before, &after, &compared, subject, &given, &never));
    }
    Ok(Diff {
        compared: compared.exact_cardinality(),
        only_before: only_in(&before, after.guide),
        only_after: only_in(&after, before.guide),
        changes,
    })
}

/// The stored answers of people who can walk both editions.
fn compared(before: &Model, after: &Model) -> Bdd {
    let mut conditions = Vec::new();
    let mut by_name: BTreeMap<&str, [Option<&Question>; 2]> = BTreeMap::new();
    for (edition, model) in [before, after].into_iter().enumerate() {
        for question in model.guide.questions() {
            by_name.entry(&question.name).or_default()[edition] = Some(question);
        }
    }
    for editions in by_name.values() {
        let of = |model: &Model, question: Option<&Question>| {
            let id = question?.id;
            let none = model.vocabulary.none_of(model.variables(id));
            Some((model.asked(id).clone(), model.accepted(id).clone(), none))
        };
        let (one, other) = (of(before, editions[0]), of(after, editions[1]));
        match (one, other) {
            (Some((asked, accepted, none)), None) | (None, Some((asked, accepted, none))) => {
                conditions.push(Bdd::if_then_else(&asked, &accepted, &none));
            }
            (Some(one), Some(other)) => {
                let asked = one.0.or(&other.0);
                let accepted = one.1.and(&other.1);
                // An answer that one edition accepts with the other's options set aside.
                let none = one.2.and(&other.2);
                conditions.push(Bdd::if_then_else(&asked, &accepted, &none));
                conditions.push(without_strange_options(before, after, editions));
            }
            (None, None) => {}
        }
    }
    before.vocabulary.every(conditions)
}

/// No stored answer has an option that the other edition does not have.
fn without_strange_options(
    before: &Model,
    after: &Model,
    editions: &[Option<&Question>; 2],
) -> Bdd {
    let variables = |model: &Model, question: Option<&Question>| {
        question.map_or(Vec::new(), |question| model.variables(question.id).to_vec())
    };
    let one = variables(before, editions[0]);
    let other = variables(after, editions[1]);
    let in_one = one.iter().filter(|each| !other.contains(each));
    let in_other = other.iter().filter(|each| !one.contains(each));
    let strange: Vec<_> = in_one.chain(in_other).copied().collect();
    before.vocabulary.none_of(&strange)
}

/// Everything that is asked or told, with the answers that lead to it.
fn subjects(model: &Model) -> Vec<(Subject, Bdd)> {
    let guide = model.guide;
    let questions = guide.questions().iter().map(|question| {
        let subject = Subject::Question(question.name.clone());
        (subject, model.asked(question.id).clone())
    });
    let advice = model.advice().iter().map(|(advice, given)| {
        let subject = match *advice {
            Advice::Route(id) => {
                let route = guide.route(id);
                let channel = guide.channel(route.channel);
                let address = match &channel.address {
                    Address::Link(address) | Address::Email(address) => address,
                    Address::Person => "in person",
                };
                let leads = format!("{:?} to {} ({address})", route.acts, channel.name);
                let route = route.name.clone();
                Subject::Route { route, leads }
            }
            Advice::Statement(_) => Subject::Statement(advice_name(guide, *advice)),
        };
        (subject, given.clone())
    });
    questions.chain(advice).collect()
}

fn change(
    before: &Model,
    after: &Model,
    compared: &Bdd,
    subject: Subject,
    given_before: &Bdd,
    given_after: &Bdd,
) -> Option<Change> {
    let example = |people: Bdd| {
        let valuation = people.most_negative_valuation()?;
        // The edition that asks more names more of the answers.
        let walks = [before, after].map(|model| in_ids(model.guide, &model.answers(&valuation)));
        let walk = walks
            .into_iter()
            .max_by_key(String::len)
            .unwrap_or_default();
        Some((people.exact_cardinality(), walk))
    };
    let gained = example(compared.and(given_after).and_not(given_before));
    let lost = example(compared.and(given_before).and_not(given_after));
    let is_change = gained.is_some() || lost.is_some();
    is_change.then_some(Change {
        subject,
        gained,
        lost,
    })
}

/// The questions and options that another edition lacks, and how many complete walks choose an
/// option of a question of both that the other lacks.
fn only_in(model: &Model, other: &Guide) -> (Vec<String>, BigUint) {
    let mut names = Vec::new();
    let mut walks = model.vocabulary.never();
    for question in model.guide.questions() {
        let Some(twin) = other.question_named(&question.name) else {
            names.push(question.name.clone());
            continue;
        };
        for option in &question.options {
            if twin.option_named(&option.name).is_none() {
                names.push(option_name(model.guide, option.id));
                walks = walks.or(&model.stores(question.id, option.id.into()));
            }
        }
    }
    (names, model.count(&walks))
}
