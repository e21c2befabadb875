//! A session as the fragment of an address, and back; and where a page wants to begin.
//!
//! Whoever wrote the fragment may be hostile. It must not hold anything but ids: what a person types is never in a link.
//!
//! The form is `signpost=<guide>.<edition>&<question>=<option>,<option>&…`, with the answers that
//! count in the order of asking; then `&at=<question>` if that question is on screen although it is
//! answered, `&change=<question>` if its answer is being changed, `&draft=<draft>`, or `&view=` and
//! `checklist`, `overview` or `records`.

use std::fmt;
use std::str::Split;

use crate::engine::Answers;
use crate::engine::session::{Place, Session};
use crate::guide::compile::RESERVED;
use crate::guide::{Guide, OptionSet};

/// The longest fragment that is read, in bytes.
pub const MAX_LENGTH: usize = 4096;

const KEY: &str = RESERVED[0];
const AT: &str = RESERVED[1];
const CHANGE: &str = RESERVED[2];
const DRAFT: &str = RESERVED[3];
const VIEW: &str = RESERVED[4];
/// What has no id in the guide, and what it is called in a link.
const VIEWS: [(&str, Place); 3] = [
    ("checklist", Place::Checklist),
    ("overview", Place::Overview),
    ("records", Place::Records),
];

/// Why a fragment that is meant for the widget is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is longer than [`MAX_LENGTH`].
    TooLong,
    /// It was made for another guide, or for another edition of this one.
    OtherGuide,
    /// It names what the guide does not have, or answers that nobody can have given.
    Malformed,
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the link is too long to be one of ours",
            Self::OtherGuide => "the link was made for another guide or an earlier edition",
            Self::Malformed => "the link names answers that this guide does not have",
        })
    }
}

/// The fragment, without `#`, that restores the session.
#[must_use]
pub fn fragment(guide: &Guide, session: &Session) -> String {
    let walk = session.walk(guide);
    let mut fragment = KEY.to_owned();
    fragment.extend(["=", guide.name(), ".", &guide.edition().to_string()]);
    for question in walk.path.iter().map(|&id| guide.question(id)) {
        let answer = walk.counted.to(question.id);
        let chosen = question
            .options
            .iter()
            .filter(|option| answer.contains(option.id));
        for (index, option) in chosen.enumerate() {
            if index == 0 {
                fragment.extend(["&", &question.name, "="]);
            } else {
                fragment.push(',');
            }
            fragment.push_str(&option.name);
        }
    }
    let place = match session.place {
        Place::Question(id) if walk.open == Some(id) => None,
        Place::Question(id) => Some((AT, &*guide.question(id).name)),
        Place::Change(id) => Some((CHANGE, &*guide.question(id).name)),
        Place::Outcome => None,
        Place::Draft(id) => Some((DRAFT, &*guide.draft(id).name)),
        Place::Checklist | Place::Overview | Place::Records => {
            let mut views = VIEWS.into_iter();
            let view = views.find(|&(_, view)| view == session.place);
            view.map(|(name, _)| (VIEW, name))
        }
    };
    if let Some((key, value)) = place {
        fragment.extend(["&", key, "=", value]);
    }
    fragment
}

/// Reads a fragment, without `#`. Nothing if it is not meant for the widget at all, such as an
/// anchor of the page around it.
///
/// # Errors
/// If it is meant for the widget and cannot be followed to the letter.
pub fn session(guide: &Guide, fragment: &str) -> Result<Option<Session>, LinkProblem> {
    let Some(rest) = fragment
        .strip_prefix(KEY)
        .and_then(|rest| rest.strip_prefix('='))
    else {
        return Ok(None);
    };
    if fragment.len() > MAX_LENGTH {
        return Err(LinkProblem::TooLong);
    }
    let mut pairs = rest.split('&');
    let (name, edition) = pairs
        .next()
        .and_then(|head| head.rsplit_once('.'))
        .ok_or(LinkProblem::Malformed)?;
    if name != guide.name() || edition != guide.edition().to_string() {
        return Err(LinkProblem::OtherGuide);
    }
    let session = read(guide, pairs)?;
    // An answer that does not count, or one that is named twice, was not written by `fragment`.
    if self::fragment(guide, &session) != fragment {
        return Err(LinkProblem::Malformed);
    }
    Ok(Some(session))
}

/// Reads where a page wants to begin: a fragment, or answers alone, such as
/// `capacity=member&right=delete`, in any order and also to questions that come later. Nothing
/// stands for the first question.
///
/// # Errors
/// If a fragment cannot be followed to the letter, or if answers name what the guide does not have.
pub fn session_from(guide: &Guide, place: &str) -> Result<Session, LinkProblem> {
    let place = place.strip_prefix('#').unwrap_or(place);
    if let Some(session) = session(guide, place)? {
        return Ok(session);
    }
    if place.len() > MAX_LENGTH {
        return Err(LinkProblem::TooLong);
    }
    read(guide, place.split('&'))
}

/// The session of these pairs of a key and its value; an empty one says nothing.
fn read(guide: &Guide, pairs: Split<char>) -> Result<Session, LinkProblem> {
    let mut answers = Answers::none(guide);
    let mut place = None;
    for pair in pairs.filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').ok_or(LinkProblem::Malformed)?;
        let id = |name| guide.question_named(name).map(|question| question.id);
        let found = match key {
            AT => id(value).map(Place::Question),
            CHANGE => id(value).map(Place::Change),
            DRAFT => guide.draft_named(value).map(|draft| Place::Draft(draft.id)),
            VIEW => {
                let mut views = VIEWS.into_iter();
                views.find(|&(name, _)| name == value).map(|(_, view)| view)
            }
            _ => {
                let question = guide.question_named(key).ok_or(LinkProblem::Malformed)?;
                let options: Option<OptionSet> = value
                    .split(',')
                    .map(|name| question.option_named(name))
                    .collect();
                let options = options.ok_or(LinkProblem::Malformed)?;
                // What nobody can have chosen is asked for.
                if question.accepts(options) {
                    answers.set(question.id, options);
                }
                continue;
            }
        };
        place = Some(found.ok_or(LinkProblem::Malformed)?);
    }
    let at_frontier = Session::at_frontier(guide, answers);
    let is_reached = place.is_none_or(|place| at_frontier.reaches(guide, place));
    if !is_reached {
        return Err(LinkProblem::Malformed);
    }
    Ok(Session {
        place: place.unwrap_or(at_frontier.place),
        ..at_frontier
    })
}
