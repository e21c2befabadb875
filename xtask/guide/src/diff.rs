//! `guide diff`: who is sent elsewhere by a change of a guide.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use num_bigint::BigUint;
use signpost::proof::{Change, Diff, Subject, diff};

use crate::check::grouped;
use crate::folder;

/// What to compare.
#[derive(Args)]
pub(crate) struct Options {
    /// The guide.json, or its folder, as it was
    before: PathBuf,
    /// The guide.json, or its folder, as it is to be
    after: PathBuf,
}

/// Compares, and prints what is told to others than before.
pub(crate) fn run(options: &Options) -> Result<()> {
    let read = |path: &PathBuf| {
        let is_folder = path.is_dir();
        folder::guide(&if is_folder {
            path.join("guide.json")
        } else {
            path.clone()
        })
    };
    let diff = diff(&read(&options.before)?, &read(&options.after)?)?;
    println!("{}", told(&diff));
    Ok(())
}

fn told(diff: &Diff) -> String {
    let mut lines = Vec::new();
    for (which, (names, walks)) in [("before", &diff.only_before), ("after", &diff.only_after)] {
        if !names.is_empty() {
            let names = names.join(", ");
            let walks = grouped(walks);
            lines.push(format!(
                "only {which}: {names}; {walks} walks choose such an option"
            ));
        }
    }
    let compared = grouped(&diff.compared);
    if diff.changes.is_empty() {
        lines.push(format!(
            "all {compared} walks that both can take are asked and told the same"
        ));
    } else {
        lines.push(format!("of {compared} walks that both can take:"));
        lines.extend(diff.changes.iter().map(view_change));
    }
    lines.join("\n")
}

fn view_change(change: &Change) -> String {
    let (what, gained, lost) = match &change.subject {
        Subject::Question(question) => (
            format!("question `{question}`"),
            "newly asked of",
            "no longer asked of",
        ),
        Subject::Route { route, leads } => (
            format!("route `{route}` ({leads})"),
            "newly advised to",
            "no longer advised to",
        ),
        Subject::Statement(statement) => (statement.clone(), "newly said to", "no longer said to"),
    };
    let side = |words: &str, side: &Option<(BigUint, String)>| {
        side.as_ref().map_or_else(String::new, |(count, walk)| {
            format!("\n  {words} {}, such as {walk}", grouped(count))
        })
    };
    format!(
        "{what}{}{}",
        side(gained, &change.gained),
        side(lost, &change.lost)
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use serde_json::{Value, json};
    use signpost::guide::compile::guide_from_json;

    use super::*;
    use crate::project;

    /// Checks what is printed of a change of the shipped guide; counts are left out.
    fn check(change: impl FnOnce(&mut Value), expected: &[&str]) {
        let before = fs::read_to_string(project::shipped().join("guide.json")).unwrap();
        let mut after: Value = serde_json::from_str(&before).unwrap();
        change(&mut after);
        let guide = |json: &str| guide_from_json(json).unwrap();
        let diff = diff(&guide(&before), &guide(&after.to_string())).unwrap();
        let told = told(&diff);
        let is_count = |word: &&str| {
            word.chars()
                .all(|each| each.is_ascii_digit() || each == ',')
        };
        let lines = told.lines().map(|line| {
            let words = line
                .split(' ')
                .filter(|word| word.is_empty() || !is_count(word));
            words.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(lines.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_guide_is_like_itself() {
        check(
            |_| {},
            &["all walks that both can take are asked and told the same"],
        );
    }

    #[test]
    fn a_changed_address_moves_everyone_on_the_route() {
        check(
            |file| file["channels"][1]["address"] = json!("elsewhere@microsoft.com"),
            &[
                "of walks that both can take:",
                "route `contact-fasttrack-inbox` (You to fasttrack-inbox (elsewhere@microsoft.com))",
                "  newly advised to such as capacity=contact engagement=fasttrack right=not-sure \
                 contact-cases=not-sure law=not-sure",
                "route `contact-fasttrack-inbox` (You to fasttrack-inbox (o365ftgdpr@microsoft.com))",
                "  no longer advised to such as capacity=contact engagement=fasttrack right=not-sure \
                 contact-cases=not-sure law=not-sure",
            ],
        );
    }

    #[test]
    fn a_new_option_is_counted_apart() {
        check(
            |file| {
                let options = file["questions"][11]["options"].as_array_mut().unwrap();
                options.push(json!({ "id": "lgpd" }));
            },
            &[
                "only after: law=lgpd; walks choose such an option",
                "all walks that both can take are asked and told the same",
            ],
        );
    }
}
