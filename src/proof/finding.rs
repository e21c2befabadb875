//! What does not hold, each as one sentence in ids, with the shortest walk that shows it.
//!
//! It must not know how it was found out.

use crate::engine::Answers;
use crate::engine::walk::walk;
use crate::guide::text::Text;
use crate::guide::{DraftId, Guide, OptionId, QuestionId, RouteId, StatementId};

use super::Advice;

/// Something that a guide gets wrong for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Somebody is told nothing.
    NoRoute {
        /// Their answers.
        walk: Answers,
    },
    /// Nobody is asked a question.
    NeverAsked(QuestionId),
    /// Nobody can choose an option of a question that is asked.
    NeverChosen(OptionId),
    /// Nobody is told something.
    NeverGiven(Advice),
    /// A question is asked whose answer cannot change the outcome.
    IdleQuestion {
        /// The question.
        question: QuestionId,
        /// The answers before it.
        walk: Answers,
    },
    /// An option can be added to others where that cannot change the outcome.
    IdleOption {
        /// The option.
        option: OptionId,
        /// The answers before its question.
        walk: Answers,
    },
    /// Two options of a question lead to the same on every walk.
    Alike {
        /// The one that comes first.
        one: OptionId,
        /// The other.
        other: OptionId,
    },
    /// Somebody is told two things that exclude each other.
    Together {
        /// The one that comes first.
        one: Advice,
        /// The other.
        other: Advice,
        /// Their answers.
        walk: Answers,
    },
    /// The reasons for a route name an answer that does not decide it, or leave out one that does.
    FalseReason {
        /// The route.
        route: RouteId,
        /// The question.
        question: QuestionId,
        /// The answers.
        walk: Answers,
    },
    /// Somebody is advised a route, and the engine finds no example of them.
    NoExample {
        /// The route.
        route: RouteId,
        /// Their answers.
        walk: Answers,
    },
    /// Nobody is offered a draft.
    NeverOffered(DraftId),
    /// Nobody's draft has a paragraph.
    NeverWritten {
        /// The draft.
        draft: DraftId,
        /// The paragraph's place in it, from 0.
        paragraph: usize,
    },
    /// Somebody who fills in nothing is offered a draft without a word.
    EmptyDraft {
        /// The draft.
        draft: DraftId,
        /// Their answers.
        walk: Answers,
    },
    /// A paragraph carries out a statement that its route does not make to somebody.
    Unfounded {
        /// The draft.
        draft: DraftId,
        /// The paragraph's place in it, from 0.
        paragraph: usize,
        /// The statement.
        statement: StatementId,
        /// Their answers.
        walk: Answers,
    },
    /// A path cannot be gone back, changed or kept.
    BrokenPath {
        /// The question on screen; none for the outcome.
        at: Option<QuestionId>,
        /// The answers.
        walk: Answers,
    },
    /// A link can grow longer than is read.
    LongLink {
        /// How long, in bytes, if every question is answered with its longest answer.
        found: usize,
        /// How long it may be.
        most: usize,
    },
}

impl Finding {
    /// The sentence that an author reads, in ids, lower case without a full stop.
    #[must_use]
    pub fn sentence(&self, guide: &Guide) -> String {
        let question = |id: QuestionId| format!("question `{}`", guide.question(id).name);
        let option = |id: OptionId| format!("option `{}`", option_name(guide, id));
        let after = |walk: &Answers| match in_ids(guide, walk) {
            ids if ids.is_empty() => "from the start".to_owned(),
            ids => format!("after `{ids}`"),
        };
        match self {
            Self::NoRoute { walk } => {
                format!(
                    "nobody says where to go {}; widen the rule of a route",
                    after(walk)
                )
            }
            Self::NeverAsked(id) => {
                format!(
                    "{} is never asked; correct its rule or drop it",
                    question(*id)
                )
            }
            Self::NeverChosen(id) => {
                format!(
                    "{} can never be chosen; correct the question or drop it",
                    option(*id)
                )
            }
            Self::NeverGiven(advice) => {
                let what = advice_name(guide, *advice);
                format!("{what} is for nobody; correct its rule or drop it")
            }
            Self::IdleQuestion { question: id, walk } => format!(
                "{} is asked {}, where no answer to it changes the outcome; do not ask it there, or \
                 let the outcome depend on it",
                question(*id),
                after(walk)
            ),
            Self::IdleOption { option: id, walk } => format!(
                "{} is offered {}, where adding it to other options changes nothing; drop it, or \
                 let the outcome depend on it",
                option(*id),
                after(walk)
            ),
            Self::Alike { one, other } => format!(
                "{} and {} always lead to the same; merge them, or let the outcome depend on which \
                 it is",
                option(*one),
                option(*other)
            ),
            Self::Together { one, other, walk } => format!(
                "{} excludes {}, but both are told {}; narrow the rule of one, or drop the mark",
                advice_name(guide, *one),
                advice_name(guide, *other),
                after(walk)
            ),
            Self::FalseReason {
                route,
                question: id,
                walk,
            } => format!(
                "the reasons for route `{}` are wrong about {} {}; mention the question once in \
                 the route's rule, and not with all its options",
                guide.route(*route).name,
                question(*id),
                after(walk)
            ),
            Self::NoExample { route, walk } => format!(
                "no example of who needs route `{}` is found, though there is one {}; let fewer \
                 options together lead there",
                guide.route(*route).name,
                after(walk)
            ),
            Self::NeverOffered(id) => format!(
                "draft `{}` is for nobody; correct its rule or drop it",
                guide.draft(*id).name
            ),
            Self::NeverWritten { draft, paragraph } => format!(
                "{} is never written; correct its rule or drop it",
                paragraph_name(guide, *draft, *paragraph)
            ),
            Self::EmptyDraft { draft, walk } => format!(
                "draft `{}` has no word {} while nothing is filled in; add a paragraph that fills in \
                 nothing",
                guide.draft(*draft).name,
                after(walk)
            ),
            Self::Unfounded {
                draft,
                paragraph,
                statement,
                walk,
            } => format!(
                "{} is written {}, where {} is not said; narrow its rule, or let the route say so",
                paragraph_name(guide, *draft, *paragraph),
                after(walk),
                advice_name(guide, Advice::Statement(*statement))
            ),
            Self::BrokenPath { at, walk } => {
                let at = at.map_or("the outcome".to_owned(), question);
                format!(
                    "{at} does not come back {}; the engine has a mistake",
                    after(walk)
                )
            }
            Self::LongLink { found, most } => format!(
                "a link can grow to {found} bytes, and only {most} are read; shorten the ids or ask \
                 less"
            ),
        }
    }

    /// The answers that show it; none where there is no such walk at all.
    #[must_use]
    pub fn walk(&self) -> Option<&Answers> {
        match self {
            Self::NoRoute { walk }
            | Self::IdleQuestion { walk, .. }
            | Self::IdleOption { walk, .. }
            | Self::Together { walk, .. }
            | Self::FalseReason { walk, .. }
            | Self::NoExample { walk, .. }
            | Self::EmptyDraft { walk, .. }
            | Self::Unfounded { walk, .. }
            | Self::BrokenPath { walk, .. } => Some(walk),
            Self::NeverAsked(_)
            | Self::NeverChosen(_)
            | Self::NeverGiven(_)
            | Self::NeverOffered(_)
            | Self::NeverWritten { .. }
            | Self::Alike { .. }
            | Self::LongLink { .. } => None,
        }
    }
}

/// The answers that count, as `question=option,option question=option`.
#[must_use]
pub fn in_ids(guide: &Guide, answers: &Answers) -> String {
    let walk = walk(guide, answers);
    let answered = walk.path.iter().map(|&id| {
        let question = guide.question(id);
        let chosen = question.options.iter();
        let names: Vec<_> = chosen
            .filter(|option| walk.counted.to(id).contains(option.id))
            .map(|option| &*option.name)
            .collect();
        format!("{}={}", question.name, names.join(","))
    });
    answered.collect::<Vec<_>>().join(" ")
}

/// The answers that count, each with its question, in words; one line for each.
#[must_use]
pub fn in_words(guide: &Guide, text: &Text, answers: &Answers) -> Vec<String> {
    let walk = walk(guide, answers);
    let answered = walk.path.iter().map(|&id| {
        let chosen = guide.question(id).options.iter();
        let labels: Vec<_> = chosen
            .filter(|option| walk.counted.to(id).contains(option.id))
            .map(|option| &*text.option(option.id).label)
            .collect();
        format!("{} {}", text.question(id).title, labels.join(" + "))
    });
    answered.collect()
}

pub(super) fn option_name(guide: &Guide, id: OptionId) -> String {
    let question = guide.question(id.question());
    let option = question.options.iter().find(|option| option.id == id);
    let option = option.map_or("", |option| &*option.name);
    format!("{}={option}", question.name)
}

fn paragraph_name(guide: &Guide, draft: DraftId, paragraph: usize) -> String {
    let draft = guide.draft(draft);
    let paragraph = draft.paragraphs.get(paragraph);
    let paragraph = paragraph.map_or("", |paragraph| &*paragraph.name);
    format!("paragraph `{}/{paragraph}`", draft.name)
}

pub(super) fn advice_name(guide: &Guide, advice: Advice) -> String {
    match advice {
        Advice::Route(id) => format!("route `{}`", guide.route(id).name),
        Advice::Statement(id) => {
            let list = id
                .route()
                .map_or("shared", |route| &*guide.route(route).name);
            format!("statement `{list}/{}`", guide.statement(id).name)
        }
    }
}
