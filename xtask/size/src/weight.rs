//! What a file, or a part of one, weighs for the bound: its length by brotli, without the luck of the hashes in it.
//!
//! A hash is noise, and does not get shorter. How long exactly it gets is luck: with 60 other
//! sets of its four hashes, the longest `embed.js`, which was weighed then, was 55 bytes longer than the shortest.
//! A change of any file makes another hash, so each counts as its letters, and what is left is the file's own doing.
//! That of the guide is in hexadecimal digits, two of which are a byte.

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

/// What one kind of hash looks like.
struct Hash {
    /// What it stands behind.
    start: &'static str,
    letters: usize,
    /// How many bytes each counts.
    bytes: usize,
}

/// The hashes that browsers compare files with, those that name what stands in a page, and that of a packed guide.
const HASHES: [Hash; 3] = [
    Hash {
        start: "sha384-",
        letters: 64,
        bytes: 64,
    },
    Hash {
        start: "sha256-",
        letters: 43,
        bytes: 43,
    },
    Hash {
        start: "@",
        letters: 64,
        bytes: 32,
    },
];

/// The weight of this content.
pub(crate) fn weight(content: &[u8]) -> Result<u64> {
    let without_any = |text: &str| {
        let start = (text.to_owned(), 0);
        HASHES.iter().fold(start, |(text, bytes), hash| {
            let (rest, count) = without_hashes(&text, hash);
            (rest, bytes + count * hash.bytes)
        })
    };
    let packed = match str::from_utf8(content).map(without_any) {
        Ok((rest, bytes)) => with_brotli(rest.as_bytes())?.len() + bytes,
        Err(_) => with_brotli(content)?.len(),
    };
    Ok(u64::try_from(packed)?)
}

/// A text without the letters of its hashes of one kind, and how many these hashes were.
fn without_hashes(text: &str, hash: &Hash) -> (String, usize) {
    let mut parts = text.split(hash.start);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    let mut count = 0;
    for part in parts {
        rest.push_str(hash.start);
        let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || "+/".contains(*letter);
        let is_hash = part.chars().take_while(is_letter).count() == hash.letters;
        let letters = if is_hash { hash.letters } else { 0 };
        rest.push_str(part.get(letters..).unwrap_or_default());
        count += usize::from(is_hash);
    }
    (rest, count)
}

/// As `cargo xtask dist` compresses: the lock file has one brotli for both.
pub(crate) fn with_brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)
        .context("cannot compress with brotli")?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_hash_by_which_a_policy_names_something_counts_as_its_letters() {
        let hash = "v5d0MpURv0ZDKvyIcSh463KyJYT8Cw3nEGnD/SbBNPA";
        let text = format!("script-src 'sha256-{hash}='");
        let without = with_brotli(b"script-src 'sha256-='").unwrap();
        let expected = u64::try_from(without.len() + hash.len()).unwrap();
        assert_eq!(weight(text.as_bytes()).unwrap(), expected);
    }

    #[test]
    fn another_hash_weighs_the_same() {
        let hashes = [
            "OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ];
        let weights = hashes.map(|hash| {
            let text = format!("integrity=\"sha384-{hash}\"");
            weight(text.as_bytes()).unwrap()
        });
        let without = with_brotli(b"integrity=\"sha384-\"").unwrap();
        assert_eq!(weights, [u64::try_from(without.len() + 64).unwrap(); 2]);
    }

    #[test]
    fn the_hash_of_a_guide_counts_as_its_bytes() {
        let hash = "67f85c499b3692604096a5aaa35e3efa68e250d5288579dee70564f6003b85ee";
        let text = format!("2026-11-28@{hash}\n");
        let without = with_brotli(b"2026-11-28@\n").unwrap();
        let expected = u64::try_from(without.len() + 32).unwrap();
        assert_eq!(weight(text.as_bytes()).unwrap(), expected);
    }

    #[test]
    fn what_has_no_hash_weighs_its_length_by_brotli() {
        for content in [
            &b"a{color:red}"[..],
            b"sha384-short and sha384-",
            b"\xff\xfe",
        ] {
            let expected = u64::try_from(with_brotli(content).unwrap().len()).unwrap();
            assert_eq!(weight(content).unwrap(), expected);
        }
    }
}
