//! Words as one line of plain text, whoever wrote them.
//!
//! It must not know where they will stand; what is markup there is escaped there.

/// The words in one line: white space that breaks lines or piles up is one space, and characters
/// that cannot be seen but command, such as controls and changes of the writing direction, are left
/// out.
#[must_use]
pub fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in words.chars() {
        if is_space(letter) {
            if !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !is_command(letter) {
            plain.push(letter);
        }
    }
    let end = plain.trim_end_matches(' ').len();
    plain.truncate(end);
    plain
}

/// The start of the words in one line, every character that is not seen spelt out: for a sentence
/// that names what somebody else wrote.
pub(super) fn quoted(words: &str) -> String {
    /// Enough to find the place, and too little to fill a log.
    const MOST: usize = 80;
    let mut quoted: String = words
        .chars()
        .take(MOST)
        .flat_map(char::escape_debug)
        .collect();
    if words.chars().nth(MOST).is_some() {
        quoted.push('…');
    }
    quoted
}

/// What ends a line or is a blank; spaces that do not break are letters here, since some languages
/// set them on purpose.
fn is_space(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_command(letter: char) -> bool {
    let is_direction = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_mark =
        matches!(letter, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    letter.is_control() || is_direction || is_mark
}
