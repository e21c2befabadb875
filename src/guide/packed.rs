//! A compiled guide and the words of one language as bytes, so that a browser has nothing to compile.
//!
//! It must not check again what compiling has checked: only whether bytes are whole, and of this program.

use std::fmt;

use postcard::{take_from_bytes, to_allocvec};

use super::Guide;
use super::text::Text;

/// What the bytes begin with. Phrases and ids are numbers in them, which mean something else in
/// another version of the program.
const MARK: &[u8] = concat!("signpost ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// Why bytes are not a packed guide. Its `Display` is the sentence an author reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackedProblem {
    /// They are something else, or were packed by another version of the program.
    OtherProgram,
    /// They are cut off, or not what was packed.
    Damaged,
}

impl fmt::Display for PackedProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::OtherProgram => {
                "the packed guide was not made for this version of the program; pack it again"
            }
            Self::Damaged => "the packed guide is damaged; pack it again",
        })
    }
}

/// Packs a guide and its words.
#[must_use]
pub fn pack(guide: &Guide, text: &Text) -> Vec<u8> {
    // All of it has lengths and can be written, so the default never comes to be.
    let body = to_allocvec(&(guide, text)).unwrap_or_default();
    [MARK, &body].concat()
}

/// The guide and its words again.
///
/// # Errors
/// What the bytes are instead. They are trusted beyond that: whoever can change them can change the
/// program too.
pub fn unpack(bytes: &[u8]) -> Result<(Guide, Text), PackedProblem> {
    let body = bytes
        .strip_prefix(MARK)
        .ok_or(PackedProblem::OtherProgram)?;
    match take_from_bytes::<(Guide, Text)>(body) {
        Ok((packed, [])) => Ok(packed),
        Ok(_) | Err(_) => Err(PackedProblem::Damaged),
    }
}
