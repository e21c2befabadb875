//! Every path of a guide, replayed by the engine itself: back, changed, and kept as a link.
//!
//! It must not repeat what the engine does; it asks whether what comes back is what was there.

use biodivine_lib_bdd::Bdd;

use super::Finding;
use super::model::Model;
use crate::engine::Answers;
use crate::engine::session::{Message, Place, Session};
use crate::engine::walk::walk;
use crate::guide::file::Choose;
use crate::guide::{Guide, OptionSet, QuestionId};
use crate::link::{self, MAX_LENGTH};

/// The most paths that are replayed; a guide with more is replayed on the first ones.
const MAX_PATHS: usize = 10_000;

/// The shortest complete walk of every path, that is of every set of questions that are asked together.
pub(super) fn every(model: &Model) -> Vec<Answers> {
    let mut walks = vec![model.complete().clone()];
    for question in model.guide.questions() {
        let asked = model.asked(question.id);
        let parted: Vec<Bdd> = walks
            .iter()
            .flat_map(|path| [path.and(asked), path.and_not(asked)])
            .filter(|path| !path.is_false())
            .take(MAX_PATHS)
            .collect();
        walks = parted;
    }
    walks
        .iter()
        .filter_map(|path| model.shortest(path))
        .collect()
}

/// Where a session does not come back, and whether a link can be too long.
pub(super) fn findings(model: &Model, paths: &[Answers]) -> Vec<Finding> {
    let guide = model.guide;
    let broken = paths.iter().filter_map(|answers| {
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
        .find(|&id| {
            let changing = session.clone().update(guide, Message::AskedToChange(id));
            let unchanged = changing.clone().update(guide, Message::WentOn);
            let mut forgotten = changing.clone();
            forgotten.answers.set(id, OptionSet::EMPTY);
            let mut again = forgotten.clone();
            again.answers.set(id, answers.to(id));
            changing.place != Place::Change(id)
                || unchanged != fresh
                || again.update(guide, Message::WentOn) != fresh
                || !comes_back(guide, &changing)
        })
        .map(Some)
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
