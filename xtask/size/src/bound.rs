//! How heavy the files of the first question may be together; each file's share is kept to say which
//! one grew. It only goes down by itself: a person raises it by hand, for a
//! reviewer to see.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shipped::weights;
use crate::table::{grouped, kib};

/// What each file weighed when the bound was set.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    files: BTreeMap<String, u64>,
}

impl Bound {
    /// The bound as it is committed.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let files = serde_json::from_str(&text)
            .with_context(|| format!("{} is no list of files with their bytes", path.display()))?;
        Ok(Self { files })
    }

    /// What the files weigh that `cargo xtask dist` made.
    pub(crate) fn today(dist: &Path) -> Result<Self> {
        let files = weights(dist)?;
        Ok(Self { files })
    }

    /// Today's weights as the bound in place of this one; an error if they were a higher one.
    pub(crate) fn lowered(&self, today: Self) -> Result<Self> {
        self.check(&today)?;
        Ok(today)
    }

    /// Makes this the bound that is committed.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let text = format!("{}\n", serde_json::to_string_pretty(&self.files)?);
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Whether today's weights are within the bound, in a sentence; an error if they are not.
    pub(crate) fn check(&self, today: &Self) -> Result<String> {
        let (bytes, bound) = (today.total(), self.total());
        let all = format!(
            "the first question weighs {} bytes ({} KiB) by brotli, each hash counted as 64",
            grouped(bytes),
            kib(bytes)
        );
        match bytes.cmp(&bound) {
            Ordering::Less => Ok(format!(
                "{all}: {} below the bound, so commit what `cargo xtask size --lower` writes",
                grouped(bound - bytes)
            )),
            Ordering::Equal => Ok(format!("{all}: just the bound")),
            Ordering::Greater => bail!(
                "{all}: {} more than it may{}\n\
                 make it smaller; or, if what it brings is worth the bytes, write today's numbers into \
                 xtask/size/bound.json by hand and say why in the commit",
                grouped(bytes - bound),
                self.changes(today)
            ),
        }
    }

    fn total(&self) -> u64 {
        self.files.values().sum()
    }

    /// What happened to each file since, a line for each.
    fn changes(&self, today: &Self) -> String {
        let names: BTreeSet<_> = self.files.keys().chain(today.files.keys()).collect();
        let changes = names.into_iter().filter_map(|name| {
            match (self.files.get(name), today.files.get(name)) {
                (Some(before), Some(after)) => {
                    let (verb, by) = match after.cmp(before) {
                        Ordering::Less => ("shrank", before - after),
                        Ordering::Equal => return None,
                        Ordering::Greater => ("grew", after - before),
                    };
                    Some(format!("{name} {verb} by {by}, to {after}"))
                }
                (None, Some(after)) => Some(format!("{name} is new, with {after}")),
                (Some(before), None) => Some(format!("{name} is gone, with its {before}")),
                (None, None) => None,
            }
        });
        changes.map(|change| format!("\n- {change}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(files: &[(&str, u64)]) -> Bound {
        let files = files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), *bytes));
        Bound {
            files: files.collect(),
        }
    }

    /// What is said when the bound is one list and the files are another.
    fn said(before: &[(&str, u64)], after: &[(&str, u64)]) -> Result<String, String> {
        let said = bound(before).check(&bound(after));
        said.map_err(|error| error.to_string())
    }

    #[test]
    fn one_byte_more_fails_and_says_which_file_it_came_with() {
        let before = [("a.js", 1_000), ("b.css", 100), ("c.bin", 10)];
        let after = [("a.js", 1_005), ("b.css", 96), ("c.bin", 10)];
        let expected = "the first question weighs 1,111 bytes (1.1 KiB) by brotli, each hash counted as \
                        64: 1 more than it may\n\
                        - a.js grew by 5, to 1005\n\
                        - b.css shrank by 4, to 96\n\
                        make it smaller; or, if what it brings is worth the bytes, write today's numbers \
                        into xtask/size/bound.json by hand and say why in the commit";
        assert_eq!(said(&before, &after), Err(expected.to_owned()));
    }

    #[test]
    fn a_file_may_grow_by_what_another_lost() {
        let before = [("a.js", 700), ("b.css", 300)];
        let after = [("a.js", 600), ("b.css", 400)];
        let expected = "the first question weighs 1,000 bytes (1.0 KiB) by brotli, each hash counted as \
                        64: just the bound";
        assert_eq!(said(&before, &after), Ok(expected.to_owned()));
    }

    #[test]
    fn less_than_the_bound_is_worth_keeping() {
        let expected = "the first question weighs 958 bytes (0.9 KiB) by brotli, each hash counted as \
                        64: 42 below the bound, so commit what `cargo xtask size --lower` writes";
        let said = said(&[("a.js", 1_000)], &[("a.js", 958)]);
        assert_eq!(said, Ok(expected.to_owned()));
    }

    #[test]
    fn a_module_may_be_divided_but_a_new_file_weighs_all_it_has() {
        let before = [("a.wasm", 100)];
        assert!(said(&before, &[("b.wasm", 60), ("c.wasm", 40)]).is_ok());
        let told = said(&before, &[("b.wasm", 60), ("c.wasm", 41)]);
        let told = told.err().unwrap_or_default();
        let changes = "\n- a.wasm is gone, with its 100\n- b.wasm is new, with 60\n- c.wasm is new, with 41\n";
        assert!(told.contains(changes), "{told}");
    }

    #[test]
    fn the_bound_goes_down_and_never_up() {
        let before = bound(&[("a.js", 100), ("b.css", 10)]);
        let lowered = |today: &[(&str, u64)]| before.lowered(bound(today)).ok();
        let lighter = [("a.js", 99), ("b.css", 10)];
        assert_eq!(lowered(&lighter), Some(bound(&lighter)));
        let shifted = [("a.js", 90), ("b.css", 20)];
        assert_eq!(lowered(&shifted), Some(bound(&shifted)));
        assert_eq!(lowered(&[("a.js", 99), ("b.css", 12)]), None);
    }

    #[test]
    fn a_missing_bound_is_not_taken_for_none() {
        let error = Bound::read(Path::new("no-such-file.json")).err();
        assert_eq!(
            error.map(|error| error.to_string()).as_deref(),
            Some("cannot read no-such-file.json")
        );
    }
}
