//! What the benches measure: the shipped guide, generated guides of any size, and the same decision in a general rules engine.

#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod generated;
#[cfg(feature = "peer")]
pub mod peer;

use std::fmt;

use generated::mixed;
use signpost::engine::Answers;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::text::Text;
use signpost::guide::{Guide, OptionSet};

/// A guide to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The guide that Signpost ships.
    Shipped,
    /// A generated guide of so many questions.
    Generated(usize),
}

/// The shipped guide, and generated ones of growing size.
pub const SUBJECTS: [Subject; 5] = [
    Subject::Shipped,
    Subject::Generated(10),
    Subject::Generated(100),
    Subject::Generated(1_000),
    Subject::Generated(10_000),
];

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Shipped => f.write_str("shipped"),
            Self::Generated(questions) => write!(f, "{questions}"),
        }
    }
}

impl Subject {
    /// The guide's file.
    #[must_use]
    pub fn guide_json(self) -> String {
        match self {
            Self::Shipped => {
                include_str!("../../static/guides/professional-services/guide.json").to_owned()
            }
            Self::Generated(questions) => generated::guide_file(questions).to_string(),
        }
    }

    /// The file of its words.
    #[must_use]
    pub fn text_json(self) -> String {
        match self {
            Self::Shipped => {
                include_str!("../../static/guides/professional-services/text.en.json").to_owned()
            }
            Self::Generated(_) => generated::text_file(&self.guide()).to_string(),
        }
    }

    /// The guide.
    #[must_use]
    pub fn guide(self) -> Guide {
        guide_from_json(&self.guide_json()).expect("the guide has no problem")
    }

    /// Its words.
    #[must_use]
    pub fn text(self) -> Text {
        text_from_json(&self.guide(), &self.text_json()).expect("the words have no problem")
    }
}

/// An accepted answer to every question, asked or not; another seed gives other answers.
#[must_use]
pub fn answers(guide: &Guide, seed: u64) -> Answers {
    let mut answers = Answers::none(guide);
    for question in guide.questions() {
        let pick = mixed(seed, question.id.index() as u64);
        let several: OptionSet = question
            .options
            .iter()
            .filter(|option| pick >> option.id.index() & 1 == 1)
            .map(|option| option.id)
            .collect();
        let one = (pick >> 32) as usize % question.options.len();
        let one = OptionSet::from(question.options[one].id);
        let answer = if question.accepts(several) {
            several
        } else {
            one
        };
        answers.set(question.id, answer);
    }
    answers
}
