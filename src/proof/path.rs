//! Every path of a guide, replayed by the engine itself: back, changed, and kept as a link.
//!
//! It must not repeat what the engine does; it asks whether what comes back is what was there.

use super::Finding;
use super::model::Model;
use crate::engine::Answers;
use crate::engine::session::{Message, Place, Session};
use crate::engine::walk::walk;
use crate::guide::file::Choose;
use crate::guide::{Guide, OptionSet, Question, QuestionId};
use crate::link::{self, MAX_LENGTH};

/// How many paths are told apart; of a guide with more, so many bundles of paths.
const MAX_PATHS: usize = 1000;

/// Walks along the paths of a guide.
pub(super) struct Paths {
    /// The shortest complete walk of each path, or of each bundle.
    pub(super) walks: Vec<Answers>,
    /// Whether there is one for each path.
    pub(super) are_all: bool,
}

/// Parts the complete walks by the questions that they are asked.
pub(super) fn every(model: &Model) -> Paths {
    let mut paths = vec![model.complete().clone()];
    let mut are_all = true;
    for question in model.guide.questions() {
        let asked = model.asked(question.id);
        if paths.len() > MAX_PATHS {
            are_all = false;
            break;
        }
        let parted = paths
            .iter()
            .flat_map(|path| [path.and(asked), path.and_not(asked)]);
        paths = parted.filter(|path| !path.is_false()).collect();
    }
    let walks = paths.iter().filter_map(|path| model.shortest(path));
    Paths {
        walks: walks.collect(),
        are_all,
    }
}

/// Where a session does not come back, and whether a link can be too long.
pub(super) fn findings(model: &Model, paths: &Paths) -> Vec<Finding> {
    let guide = model.guide;
    let broken = paths.walks.iter().filter_map(|answers| {
        let at = first_broken(guide, answers)?;
        let walk = answers.clone();
        Some(Finding::BrokenPath { at, walk })
    });
    let mut findings: Vec<_> = broken.take(1).collect();
    let found = longest_link(guide);
    if found > MAX_LENGTH {
        let most = MAX_LENGTH;
        findings.push(Finding::LongLink { found, most });
    }
    findings
}

/// The first screen of a complete walk that does not come back as it was.
fn first_broken(guide: &Guide, answers: &Answers) -> Option<Option<QuestionId>> {
    let path = walk(guide, answers).path;
    let mut session = Session::start(guide);
    for &id in &path {
        // The answer is set as a whole: which clicks lead to it is the engine's own affair.
        session.answers.set(id, answers.to(id));
        let next = session.clone().update(guide, Message::WentOn);
        let back = next.clone().update(guide, Message::WentBack);
        let on_again = back.clone().update(guide, Message::WentOn);
        let is_whole = session.place == Place::Question(id)
            && back == session
            && on_again == next
            && comes_back(guide, &session)
            && comes_back(guide, &next);
        if !is_whole {
            return Some(Some(id));
        }
        session = next;
    }
    let fresh = Session::at_frontier(guide, answers.clone());
    if session != fresh || session.place != Place::Outcome {
        return Some(None);
    }
    path.into_iter()
        .find(|&id| !can_be_changed(guide, &session, id))
        .map(Some)
}

/// Whether each change of one answer, from the outcome, leads where a fresh walk with the answers
/// that still count leads, comes back from its link, and can be undone.
fn can_be_changed(guide: &Guide, outcome: &Session, id: QuestionId) -> bool {
    let changing = outcome.clone().update(guide, Message::AskedToChange(id));
    let answered = |session: &Session, answer: OptionSet| {
        let mut session = session.clone().update(guide, Message::AskedToChange(id));
        session.answers.set(id, answer);
        session.update(guide, Message::WentOn)
    };
    let is_like_a_fresh_walk = |answer: OptionSet| {
        let changed = answered(outcome, answer);
        let walked = changed.walk(guide);
        walk(guide, &walked.counted) == walked
            && comes_back(guide, &changed)
            && answered(&changed, outcome.answers.to(id)) == *outcome
    };
    changing.place == Place::Change(id)
        && comes_back(guide, &changing)
        && some_answers(guide.question(id)).all(is_like_a_fresh_walk)
}

/// Each option on its own, and all together that can stand together.
fn some_answers(question: &Question) -> impl Iterator<Item = OptionSet> {
    let options = question.options.iter().map(|option| option.id);
    let joined: OptionSet = options.clone().collect();
    let joined = joined.without(question.alone());
    let answers = options.map(OptionSet::from).chain([joined]);
    answers.filter(|&answer| question.accepts(answer))
}

/// Whether a link leads to the same screen and the same answers that count.
fn comes_back(guide: &Guide, session: &Session) -> bool {
    let fragment = link::fragment(guide, session);
    let restored = link::session(guide, &fragment);
    restored.is_ok_and(|restored| {
        restored.is_some_and(|restored| {
            restored.place == session.place && restored.walk(guide) == session.walk(guide)
        })
    })
}

/// How long the link would be if every question were answered with its longest answer while the
/// one with the longest name is changed: no walk's link is longer.
fn longest_link(guide: &Guide) -> usize {
    let start = link::fragment(guide, &Session::start(guide)).len();
    let answers = guide.questions().iter().map(|question| {
        let longest = question.options.iter().map(|option| option.name.len());
        let longest = match question.choose {
            Choose::One => longest.max().unwrap_or(0),
            Choose::Several => longest.map(|each| each + 1).sum(),
        };
        "&=".len() + question.name.len() + longest
    });
    let names = guide.questions().iter().map(|question| question.name.len());
    start + answers.sum::<usize>() + "&change=".len() + names.max().unwrap_or(0)
}
