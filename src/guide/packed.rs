//! A compiled guide and the words of one language as bytes, so that a browser has nothing to compile: first
//! what is asked, and then what is advised.
//!
//! It must not check again what compiling has checked: only whether bytes are whole, and of this program.

use std::fmt;

use postcard::{take_from_bytes, to_allocvec};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::text::{AdvisedWords, AskedWords, Text};
use super::{Advised, Asked, Guide};

/// What the bytes begin with. Phrases and ids are numbers in them, which mean something else in
/// another version of the program.
const MARK: &[u8] = concat!("signpost ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// A guide and its words in two parts, of which the first is of use by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// What it takes to ask.
    pub asked: Vec<u8>,
    /// What it takes besides that to advise.
    pub advised: Vec<u8>,
}

/// Why bytes are not a packed guide. Its `Display` is the sentence an author reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackedProblem {
    /// They are something else, or were packed by another version of the program.
    OtherProgram,
    /// They are cut off, or not what was packed.
    Damaged,
    /// What is advised belongs to other questions or words.
    OtherGuide,
}

impl fmt::Display for PackedProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::OtherProgram => {
                "the packed guide was not made for this version of the program; pack it again"
            }
            Self::Damaged => "the packed guide is damaged; pack it again",
            Self::OtherGuide => {
                "the two parts of the packed guide do not belong together; pack it again"
            }
        })
    }
}

/// The second part, with what tells which first part it belongs to.
#[derive(Serialize, Deserialize)]
struct Second<T, G, W> {
    hash: T,
    locale: T,
    guide: G,
    words: W,
}

/// Packs a guide and its words.
#[must_use]
pub fn pack(guide: &Guide, text: &Text) -> Packed {
    let second = Second {
        hash: guide.hash(),
        locale: text.locale(),
        guide: &guide.advised,
        words: &text.advised,
    };
    Packed {
        asked: written(&(&guide.asked, &text.asked)),
        advised: written(&second),
    }
}

/// A guide with its words of which only the questions are known.
///
/// # Errors
/// What the bytes are instead of the first part. They are trusted beyond that: whoever can change them can
/// change the program too.
pub fn unpack_asked(bytes: &[u8]) -> Result<(Guide, Text), PackedProblem> {
    let (guide, words): (Asked, AskedWords) = read(bytes)?;
    let guide = Guide {
        asked: guide,
        advised: Advised::default(),
    };
    let text = Text {
        asked: words,
        advised: AdvisedWords::default(),
    };
    Ok((guide, text))
}

/// The same guide and words in full.
///
/// # Errors
/// What the bytes are instead of the second part of these.
pub fn unpack_advised(
    guide: &Guide,
    text: &Text,
    bytes: &[u8],
) -> Result<(Guide, Text), PackedProblem> {
    let second: Second<String, Advised, AdvisedWords> = read(bytes)?;
    if second.hash != guide.hash() || second.locale != text.locale() {
        return Err(PackedProblem::OtherGuide);
    }
    let guide = Guide {
        asked: guide.asked.clone(),
        advised: second.guide,
    };
    let text = Text {
        asked: text.asked.clone(),
        advised: second.words,
    };
    Ok((guide, text))
}

fn written(part: &impl Serialize) -> Vec<u8> {
    // All of it has lengths and can be written, so the default never comes to be.
    let body = to_allocvec(part).unwrap_or_default();
    [MARK, &body].concat()
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, PackedProblem> {
    let body = bytes
        .strip_prefix(MARK)
        .ok_or(PackedProblem::OtherProgram)?;
    match take_from_bytes(body) {
        Ok((part, [])) => Ok(part),
        Ok(_) | Err(_) => Err(PackedProblem::Damaged),
    }
}
