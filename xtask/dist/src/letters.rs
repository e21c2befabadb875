//! Bytes as letters that HTML and scripts can hold, each of which is one byte there if it is a frequent one.
//!
//! A program's text is 2 % longer by brotli than its bytes are, where a code for bytes would make it a quarter
//! longer. `static/letters.js` reads it.

use std::collections::BTreeSet;

const SOFT_HYPHEN: char = '\u{ad}';

/// Bytes in letters.
pub(crate) struct Letters {
    /// The letter of each byte, from that of 0 to that of 255.
    pub(crate) alphabet: String,
    /// The letters.
    pub(crate) text: String,
}

impl Letters {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let count = |byte: u8| bytes.iter().filter(|each| **each == byte).count();
        let mut order: Vec<_> = (0..=u8::MAX).map(|byte| (count(byte), byte)).collect();
        order.sort_by_key(|(count, byte)| (usize::MAX - count, *byte));
        let short: Vec<_> = short_letters().collect();
        let frequent: BTreeSet<_> = order
            .iter()
            .map(|(_, byte)| *byte)
            .take(short.len())
            .collect();
        // By brotli that is shorter than another letter for each.
        let keeps = |byte: u8| frequent.contains(&byte) && short.contains(&char::from(byte));
        let is_free = |letter: &char| !u8::try_from(*letter).is_ok_and(keeps);
        let mut free = short.iter().copied().filter(is_free);
        let mut long = long_letters();
        let letters: Vec<_> = (0..=u8::MAX)
            .filter_map(|byte| {
                if keeps(byte) {
                    Some(char::from(byte))
                } else if frequent.contains(&byte) {
                    free.next()
                } else {
                    long.next()
                }
            })
            .collect();
        let letter = |byte: &u8| letters.get(usize::from(*byte));
        Self {
            text: bytes.iter().filter_map(letter).collect(),
            alphabet: letters.into_iter().collect(),
        }
    }
}

/// Letters of one byte that mean nothing to HTML, neither in a script nor between quotes.
fn short_letters() -> impl Iterator<Item = char> {
    (' '..='~').filter(|letter| !"\"&<".contains(*letter))
}

/// Letters of two bytes, as many as are wanted.
fn long_letters() -> impl Iterator<Item = char> {
    ('\u{a1}'..).filter(|letter| *letter != SOFT_HYPHEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_by_its_letters_place_in_the_alphabet() {
        let bytes: Vec<u8> = (0..=u8::MAX).chain([0, 0, 60, 38, 34]).collect();
        let Letters { alphabet, text } = Letters::of(&bytes);
        let place = |letter| alphabet.chars().position(|each| each == letter);
        let read: Vec<_> = text.chars().map(place).collect();
        let expected: Vec<_> = bytes.iter().map(|byte| Some(usize::from(*byte))).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn no_letter_ends_a_script_or_an_attribute_or_is_unseen() {
        let Letters { alphabet, .. } = Letters::of(b"<&\"\0\r\n");
        let is_seen = |letter: char| !letter.is_control() && !"<&\"\u{ad}".contains(letter);
        assert!(alphabet.chars().all(is_seen), "{alphabet}");
        assert_eq!(alphabet.chars().count(), 256);
    }

    #[test]
    fn frequent_bytes_are_one_byte_in_the_page() {
        let bytes = [0xff; 1000];
        assert_eq!(Letters::of(&bytes).text.len(), bytes.len());
    }
}
