//! What holds for every combination of answers to a guide, by decision diagrams; native only.
//!
//! It must not know a browser or a clock, and it decides nothing: it asks what the guide decides.
//!
//! # What is claimed
//!
//! A *complete walk* is an accepted answer to every question that is asked and to no other. An
//! *outcome* is what a complete walk is told: the routes and the statements. [`prove`] looks at
//! every complete walk, however many there are, and claims, unless it has a [`Finding`]:
//!
//! - **A route for everyone.** Every complete walk is advised at least one route.
//! - **Nothing is idle.** Every question is asked on some complete walk, every option is chosen on
//!   one, every route advised, every statement said.
//! - **No question in vain.** Whenever a question is asked, whatever was answered before it, there
//!   are two answers to it and some answers to the later questions with which the outcomes differ.
//!   The later answers are the same on both sides and count only where their question is asked,
//!   exactly as the engine treats a person who comes back and changes that one answer.
//! - **No option in vain.** The same for each option that can be added to others, between some
//!   answer without it and that answer with it. (Where one option is chosen, or one that stands
//!   alone, this follows from the claim before: it differs from one of any two that differ.)
//! - **No two options alike.** For any two options of a question there are a walk and a swap of the
//!   one for the other that changes the outcome. There may be other walks where it does not.
//! - **Nothing contradictory.** No complete walk is told two things that exclude each other.
//! - **Reasons are minimal and whole.** Wherever a route is advised,
//!   [`reasons`](crate::engine::reasons::reasons) names an answer if and only if another answer to
//!   that question, the other answers that count being as they are, makes the route's rule fail.
//! - **An example of everyone.** For each route, and for each choice of what the overview of the
//!   routes is narrowed to, [`example`](crate::engine::example::example) finds somebody whom it
//!   concerns if there is anybody.
//! - **Drafts say what their routes say.** Every draft is offered on some complete walk and every
//!   paragraph written on one. No offered draft is without a word when nothing is filled in. Whenever
//!   a paragraph is written, each route of its draft that is advised makes every statement that the
//!   paragraph carries out.
//! - **Every path can be gone back, changed and kept.** Two walks that are asked the same questions
//!   take one *path*. The shortest walk of every path is replayed by the engine itself: on every
//!   screen Back undoes Continue; every screen comes back from its link; the overview of the routes
//!   leads back to where the answers go on, and every draft to the outcome;
//!   changing any answer, to each option on its own and to all that can stand together, leads where
//!   a fresh walk with the answers that still count leads, and changing it back leads back. And no
//!   link of any walk is too long to read.
//!
//! The last claim is an example for each path, not a proof for each walk. That it is enough rests on
//! the session's looking only at which questions are asked, and on a link's writing each option on
//! its own. The others are about every walk without exception.
//!
//! That a statement cites a section that exists is a matter of compiling, and proved there.
//!
//! # What this rests on
//!
//! The diagrams restate the engine's two rules, which questions are asked and whether a rule holds,
//! and nothing else. `tests/proof.rs` compares them with plain enumeration by the engine itself: on
//! the sample, on generated guides, on random walks of the shipped one, and, for whoever has the
//! time, on every single walk of the shipped one.
//!
//! The diagrams are those of `biodivine-lib-bdd`. Its values are owned and its operations cannot
//! fail, it counts exactly and finds the shortest example itself. The other kept crate, `oxidd`, is
//! faster on diagrams of millions of nodes; a guide has thousands.

mod coverage;
mod diff;
mod draft;
mod example;
mod exclusion;
mod finding;
mod model;
mod path;
mod reason;
mod sense;
mod tally;

use std::error::Error;
use std::fmt;

use num_bigint::BigUint;

pub use diff::{Change, Diff, Subject, diff};
pub use finding::{Finding, in_ids, in_words};
pub use path::Engine;
pub use tally::{Tally, tally, told_by};

use crate::guide::{Guide, RouteId, StatementId};
use model::{MAX_VARIABLES, Model, Vocabulary};

/// One thing that a person can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Advice {
    /// To go somewhere.
    Route(RouteId),
    /// A sentence.
    Statement(StatementId),
}

/// What was found out about every complete walk of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// How many complete walks there are.
    pub walks: BigUint,
    /// How many paths were replayed.
    pub paths: usize,
    /// Whether that is every path; of a guide with more than a thousand it can be one of each bundle.
    pub are_all_paths: bool,
    /// What does not hold, each with the shortest walk that shows it; none if the guide is sound.
    pub findings: Vec<Finding>,
}

/// The guides have more options than the diagrams can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyOptions {
    /// How many there are.
    pub found: usize,
}

impl fmt::Display for TooManyOptions {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let found = self.found;
        write!(
            f,
            "there are {found} options; {MAX_VARIABLES} is the most that can be proved"
        )
    }
}

impl Error for TooManyOptions {}

/// Looks at every complete walk of a guide.
///
/// # Errors
/// If the guide has more options than the diagrams can tell apart.
pub fn prove(guide: &Guide) -> Result<Proof, TooManyOptions> {
    let vocabulary = Vocabulary::of(&[guide])?;
    let model = Model::new(guide, &vocabulary);
    let mut findings = Vec::new();
    findings.extend(coverage::findings(&model));
    findings.extend(sense::findings(&model));
    findings.extend(exclusion::findings(&model));
    findings.extend(reason::findings(&model));
    findings.extend(example::findings(&model));
    findings.extend(draft::findings(&model));
    let paths = path::every(&model);
    findings.extend(path::findings(guide, &paths, Engine::REAL));
    Ok(Proof {
        walks: model.count(&vocabulary.always()),
        paths: paths.walks.len(),
        are_all_paths: paths.are_all,
        findings,
    })
}

/// Replays every path of a guide with an engine of the caller's choice, and finds the first screen
/// that does not come back; [`prove`] does so with the real one.
///
/// # Errors
/// If the guide has more options than the diagrams can tell apart.
pub fn replay(guide: &Guide, engine: Engine) -> Result<Vec<Finding>, TooManyOptions> {
    let vocabulary = Vocabulary::of(&[guide])?;
    let paths = path::every(&Model::new(guide, &vocabulary));
    Ok(path::findings(guide, &paths, engine))
}
