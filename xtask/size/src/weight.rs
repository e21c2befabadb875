//! What a file weighs for the bound: its length by brotli, without the luck of the hashes in it.
//!
//! A hash is noise, and does not get shorter. How long exactly it gets is luck: with 60 other
//! sets of its four hashes, the longest `embed.js`, which was weighed then, was 55 bytes longer than the shortest.
//! A change of any file makes another hash, so each counts as its letters, and what is left is the file's own doing.

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

/// How the hashes begin that browsers compare files with, and those that name what stands in a page; and how many
/// letters follow.
const HASHES: [(&str, usize); 2] = [("sha384-", 64), ("sha256-", 43)];

/// The weight of a file that has this content and, as shipped, this length by brotli.
pub(crate) fn weight(content: &[u8], shipped: u64) -> Result<u64> {
    let without_any = |text: &str| {
        let start = (text.to_owned(), 0);
        HASHES.iter().fold(start, |(text, letters), hash| {
            let (rest, more) = without_hashes(&text, *hash);
            (rest, letters + more)
        })
    };
    match str::from_utf8(content).map(without_any) {
        Ok((rest, letters)) if letters > 0 => {
            Ok(u64::try_from(with_brotli(rest.as_bytes())? + letters)?)
        }
        _ => Ok(shipped),
    }
}

/// A text without the letters of its hashes of one kind, and how many these were.
fn without_hashes(text: &str, (start, length): (&str, usize)) -> (String, usize) {
    let mut parts = text.split(start);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    let mut letters = 0;
    for part in parts {
        rest.push_str(start);
        let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || "+/".contains(*letter);
        let is_hash = part.chars().take_while(is_letter).count() == length;
        let hash = if is_hash { length } else { 0 };
        rest.push_str(part.get(hash..).unwrap_or_default());
        letters += hash;
    }
    (rest, letters)
}

/// As `cargo xtask dist` compresses: the lock file has one brotli for both.
fn with_brotli(content: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)
        .context("cannot compress with brotli")?;
    Ok(packed.len())
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
        let expected = u64::try_from(without + hash.len()).unwrap();
        assert_eq!(weight(text.as_bytes(), 1_000).unwrap(), expected);
    }

    #[test]
    fn another_hash_weighs_the_same() {
        let hashes = [
            "OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ];
        let weights = hashes.map(|hash| {
            let text = format!("integrity=\"sha384-{hash}\"");
            weight(text.as_bytes(), 1_000).unwrap()
        });
        let without = with_brotli(b"integrity=\"sha384-\"").unwrap();
        assert_eq!(weights, [u64::try_from(without + 64).unwrap(); 2]);
    }

    #[test]
    fn what_has_no_hash_weighs_what_is_shipped() {
        for content in [
            &b"a{color:red}"[..],
            b"sha384-short and sha384-",
            b"\xff\xfe",
        ] {
            assert_eq!(weight(content, 9).unwrap(), 9);
        }
    }
}
