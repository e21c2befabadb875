//! `guide check`: the proof, with what it found in words and how long it took.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use num_bigint::BigUint;
use signpost::proof::{in_words, prove};

use crate::folder::Folder;
use crate::project;

/// Which guide to check.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder of the guide; the shipped one if left out
    folder: Option<PathBuf>,
}

/// Proves, prints, and fails if something does not hold.
pub(crate) fn run(options: &Options) -> Result<()> {
    let path = options.folder.clone().unwrap_or_else(project::shipped);
    let Folder { guide, text } = Folder::read(&path)?;
    let begin = Instant::now();
    let proof = prove(&guide)?;
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{}: {} questions, {} complete walks on {}{} paths, looked at in {seconds:.2} s",
        guide.name(),
        guide.questions().len(),
        grouped(&proof.walks),
        if proof.are_all_paths {
            ""
        } else {
            "more than "
        },
        proof.paths,
    );
    for finding in &proof.findings {
        println!("\n{}", finding.sentence(&guide));
        if let (Some(text), Some(walk)) = (&text, finding.walk()) {
            for line in in_words(&guide, text, walk) {
                println!("  {line}");
            }
        }
    }
    match proof.findings.len() {
        0 => {
            println!("{PROVED}");
            Ok(())
        }
        1 => bail!("one thing does not hold"),
        count => bail!("{count} things do not hold"),
    }
}

const PROVED: &str = "\
On every one of them:
  there is a route for everyone
  every question, option, route and statement is used by someone
  no question is asked in vain, no option added in vain, no two options are alike
  nobody is told two things that exclude each other
  the reasons for a route are minimal and whole
For each route, however the overview is narrowed, an example is found if there is anybody
On each of these paths, replayed:
  Back undoes Continue, a changed answer leads where a fresh walk does, links come back,
  the overview leads back to where the answers go on";

/// A number with its digits in threes.
pub(crate) fn grouped(number: &BigUint) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (number, expected) in [
            (0_u32, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(&BigUint::from(number)), expected);
        }
    }
}
