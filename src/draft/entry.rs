//! What a person typed into a field, checked and tidied.
//!
//! It must not change anything that can be seen.

use std::fmt;
use std::iter;
use std::str::Chars;

/// The most characters of an entry of one line: a name, an address or a long link.
pub const MAX_LINE: usize = 300;

/// The most characters of an entry of several lines: a list of a thousand numbers, or a whole text
/// that was edited.
pub const MAX_LINES: usize = 20_000;

/// Why an entry is not taken. Nothing of it is lost: the field still holds what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryProblem {
    /// It has more characters than it may have.
    TooLong {
        /// How many it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// It has characters that nobody sees, and that can make a text read otherwise than it is
    /// written or an address be another one than it seems; [`without_hidden`] takes them out.
    HiddenCharacters {
        /// The first of them.
        first: HiddenCharacter,
        /// How many there are.
        count: usize,
    },
    /// It has more lines than the one that it may have.
    MoreThanOneLine,
}

impl fmt::Display for EntryProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::TooLong { found, most } => {
                write!(f, "the entry has {found} characters and may have {most}")
            }
            Self::HiddenCharacters { first, count } => write!(
                f,
                "the entry has hidden characters, {count} in all, the first of them {first} at \
                 index {}",
                first.index
            ),
            Self::MoreThanOneLine => f.write_str("the entry has more than one line"),
        }
    }
}

/// A character that nobody sees, and where it stands. Its `Display` is the code point, such as `U+202E`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HiddenCharacter {
    /// How many characters (code points, not bytes) of what was typed stand before it.
    pub index: usize,
    /// The character itself.
    pub character: char,
}

impl fmt::Display for HiddenCharacter {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.character))
    }
}

/// What was typed into a field of one line, without the white space around it. It may be empty.
///
/// # Errors
/// If it is longer than [`MAX_LINE`], has hidden characters or is more than one line.
pub fn one_line(typed: &str) -> Result<String, EntryProblem> {
    let entry = checked(typed, MAX_LINE)?;
    if entry.contains('\n') {
        return Err(EntryProblem::MoreThanOneLine);
    }
    Ok(entry)
}

/// What was typed into a field of several lines, without the white space around it, with `\n` for
/// whatever ends a line. It may be empty.
///
/// # Errors
/// If it is longer than [`MAX_LINES`] or has hidden characters.
pub fn several_lines(typed: &str) -> Result<String, EntryProblem> {
    checked(typed, MAX_LINES)
}

/// The lines that hold anything, each without the white space around it.
pub fn lines(entry: &str) -> impl Iterator<Item = &str> {
    entry
        .split(is_line_end)
        .map(str::trim)
        .filter(|line| !line.is_empty())
}

/// What was typed without its hidden characters; everything that can be seen is still there.
#[must_use]
pub fn without_hidden(typed: &str) -> String {
    let seen = characters_seen(typed).filter(|(_, is_hidden)| !is_hidden);
    seen.map(|(character, _)| character).collect()
}

fn checked(typed: &str, most: usize) -> Result<String, EntryProblem> {
    let entry: String = plain(typed.trim()).collect();
    let found = entry.chars().count();
    if found > most {
        return Err(EntryProblem::TooLong { found, most });
    }
    let mut hidden = characters_seen(typed)
        .enumerate()
        .filter(|(_, (_, is_hidden))| *is_hidden)
        .map(|(index, (character, _))| HiddenCharacter { index, character });
    if let Some(first) = hidden.next() {
        let count = 1 + hidden.count();
        return Err(EntryProblem::HiddenCharacters { first, count });
    }
    Ok(entry)
}

/// The characters of a text that may come from anywhere, fit to be written into another format:
/// whatever ends a line is one `\n`, and any control character but this and the tab is U+FFFD, so
/// that one sees that something was there.
pub(super) fn plain(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text.chars().peekable();
    iter::from_fn(move || {
        let character = rest.next()?;
        if character == '\r' {
            rest.next_if_eq(&'\n');
        }
        Some(match character {
            '\t' => '\t',
            _ if is_line_end(character) => '\n',
            _ if character.is_control() => char::REPLACEMENT_CHARACTER,
            _ => character,
        })
    })
}

/// Line feed, vertical tab, form feed, carriage return, next line, line and paragraph separator, as
/// in Unicode's newline guidelines (section 5.8 of the standard).
fn is_line_end(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Every character, and whether it is hidden.
fn characters_seen(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut rest = text.chars();
    let mut tags_of_flag = 0;
    iter::from_fn(move || {
        let character = rest.next()?;
        if tags_of_flag > 0 {
            tags_of_flag -= 1;
            return Some((character, false));
        }
        if character == BLACK_FLAG {
            tags_of_flag = tags_of(rest.clone());
        }
        Some((character, is_hidden(character)))
    })
}

const BLACK_FLAG: char = '\u{1F3F4}';

/// How many tag characters after a black flag make it the flag of a part of a country, such as
/// Wales. Anything longer, or without an end, could carry a message that nobody sees.
fn tags_of(mut after: Chars) -> usize {
    let is_letter =
        |tag: &char| matches!(tag, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
    // Two of a country and up to four of its part.
    let letters = after.clone().take(6).take_while(is_letter).count();
    let is_ended = after.nth(letters) == Some('\u{E007F}');
    if is_ended && letters >= 3 {
        letters + 1
    } else {
        0
    }
}

/// U+200C and U+200D are not among them: Persian, Hindi and many emoji cannot be written without.
fn is_hidden(character: char) -> bool {
    match character {
        '\t' => false,
        // Soft hyphen.
        '\u{AD}'
        // Marks, embeddings, overrides and isolates of the direction of writing.
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        // Zero-width space and joiner of words, invisible operators, byte order mark.
        | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        // Withdrawn formats, and marks of annotations.
        | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}'
        // Tags.
        | '\u{E0000}'..='\u{E007F}'
        // Noncharacters; the rest of them end each plane.
        | '\u{FDD0}'..='\u{FDEF}' => true,
        _ if is_line_end(character) => false,
        _ => character.is_control() || u32::from(character) & 0xFFFE == 0xFFFE,
    }
}
