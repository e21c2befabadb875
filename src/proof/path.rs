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
use crate::link::{self, LinkProblem, MAX_LENGTH};

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

/// The steps of an engine that a replay takes, so that tests can replay one with a mistake in it.
#[derive(Debug, Clone, Copy)]
pub struct Engine {
    /// As [`Session::update`].
    pub update: fn(Session, &Guide, Message) -> Session,
    /// As [`link::fragment`].
    pub fragment: fn(&Guide, &Session) -> String,
    /// As [`link::session`].
    pub session: fn(&Guide, &str) -> Result<Option<Session>, LinkProblem>,
}

impl Engine {
    /// The engine that the widget runs.
    pub const REAL: Self = Self {
        update: Session::update,
        fragment: link::fragment,
        session: link::session,
    };
}

/// The first path on which a session does not come back, and whether a link can be too long.
pub(super) fn findings(guide: &Guide, paths: &Paths, engine: Engine) -> Vec<Finding> {
    let replay = Replay { guide, engine };
    let broken = paths.walks.iter().find_map(|answers| {
        let at = replay.first_broken(answers)?;
        let walk = answers.clone();
        Some(Finding::BrokenPath { at, walk })
    });
    let found = longest_link(guide);
    let most = MAX_LENGTH;
    let is_long = (found > most).then_some(Finding::LongLink { found, most });
    broken.into_iter().chain(is_long).collect()
}

struct Replay<'a> {
    guide: &'a Guide,
    engine: Engine,
}

impl Replay<'_> {
    fn update(&self, session: &Session, message: Message) -> Session {
        (self.engine.update)(session.clone(), self.guide, message)
    }

    /// The first screen of a complete walk that does not come back as it was; none in it is the
    /// outcome.
    fn first_broken(&self, answers: &Answers) -> Option<Option<QuestionId>> {
        let path = walk(self.guide, answers).path;
        let mut session = Session::start(self.guide);
        for &id in &path {
            // The answer is set as a whole: which clicks lead to it is the engine's own affair.
            session.answers.set(id, answers.to(id));
            let next = self.update(&session, Message::WentOn);
            let is_whole = session.place == Place::Question(id)
                && self.can_look_around(&session)
                && self.update(&next, Message::WentBack) == session
                && self.comes_back(&session);
            if !is_whole {
                return Some(Some(id));
            }
            session = next;
        }
        let fresh = Session::at_frontier(self.guide, answers.clone());
        let is_sound = session == fresh
            && self.comes_back(&session)
            && self.can_look_around(&session)
            && self.can_follow_up(&session);
        if !is_sound {
            return Some(None);
        }
        let mut changed = path.into_iter();
        changed
            .find(|&id| !self.can_be_changed(&session, id))
            .map(Some)
    }

    /// Whether the overview and the records come back from their links, and lead back to where the
    /// answers go on.
    fn can_look_around(&self, session: &Session) -> bool {
        let onwards = Session::at_frontier(self.guide, session.answers.clone());
        let mut asides = [Place::Overview, Place::Records].into_iter();
        asides.all(|place| self.can_visit(session, place, &onwards))
    }

    /// Whether each draft that is offered, and the checklist if there is one, comes back from its link,
    /// and leads back to the outcome.
    fn can_follow_up(&self, outcome: &Session) -> bool {
        let walk = outcome.walk(self.guide);
        let drafts = walk.offers(self.guide).into_iter();
        let mut drafts = drafts.map(|offer| Place::Draft(offer.draft));
        let has_checklist = !walk.checklist(self.guide).is_empty();
        drafts.all(|draft| self.can_visit(outcome, draft, outcome))
            && (!has_checklist || self.can_visit(outcome, Place::Checklist, outcome))
    }

    /// Whether a place can be opened, comes back from its link, and leads back to where it should.
    fn can_visit(&self, from: &Session, place: Place, back: &Session) -> bool {
        let visit = self.update(from, Message::Opened(place));
        visit.place == place
            && self.comes_back(&visit)
            && self.update(&visit, Message::WentBack) == *back
    }

    /// Whether each change of one answer, from the outcome, leads where a fresh walk with the
    /// answers that still count leads, comes back from its link, and can be undone.
    fn can_be_changed(&self, outcome: &Session, id: QuestionId) -> bool {
        let asked = |session: &Session| self.update(session, Message::Opened(Place::Change(id)));
        let answered = |session: &Session, answer: OptionSet| {
            let mut session = asked(session);
            session.answers.set(id, answer);
            self.update(&session, Message::WentOn)
        };
        let is_sound = |answer: OptionSet| {
            let changed = answered(outcome, answer);
            let walked = changed.walk(self.guide);
            walk(self.guide, &walked.counted) == walked
                && self.comes_back(&changed)
                && answered(&changed, outcome.answers.to(id)) == *outcome
        };
        asked(outcome).place == Place::Change(id)
            && self.comes_back(&asked(outcome))
            && some_answers(self.guide.question(id)).all(is_sound)
    }

    /// Whether a link leads to the same screen and the same answers that count.
    fn comes_back(&self, session: &Session) -> bool {
        let fragment = (self.engine.fragment)(self.guide, session);
        let restored = (self.engine.session)(self.guide, &fragment);
        restored.is_ok_and(|restored| {
            restored.is_some_and(|restored| {
                restored.place == session.place
                    && restored.walk(self.guide) == session.walk(self.guide)
            })
        })
    }
}

/// Each option on its own, and all together that can stand together.
fn some_answers(question: &Question) -> impl Iterator<Item = OptionSet> {
    let options = question.options.iter().map(|option| option.id);
    let joined: OptionSet = options.clone().collect();
    let joined = joined.without(question.alone());
    let answers = options.map(OptionSet::from).chain([joined]);
    answers.filter(|&answer| question.accepts(answer))
}

/// How long the link would be if every question were answered with its longest answer at the place of
/// the longest name: no walk's link is longer.
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
    let questions = guide.questions().iter();
    let changes = questions.map(|question| "&change=".len() + question.name.len());
    let drafts = guide.drafts().iter();
    let drafts = drafts.map(|draft| "&draft=".len() + draft.name.len());
    let places = changes.chain(drafts).chain(["&view=checklist".len()]);
    start + answers.sum::<usize>() + places.max().unwrap_or(0)
}
