//! How heavy it may be what questions need: the first alone, and all of them. Each only goes down by itself: a person
//! raises it by hand, for a reviewer to see.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::shipped::weights;
use crate::table::{grouped, kib};

/// What each part weighed when the bound was set.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    parts: BTreeMap<String, u64>,
}

impl Bound {
    /// The bound as it is committed.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let parts = serde_json::from_str(&text)
            .with_context(|| format!("{} is no list of parts with their bytes", path.display()))?;
        Ok(Self { parts })
    }

    /// What the parts weigh of what `cargo xtask dist` made.
    pub(crate) fn today(dist: &Path) -> Result<Self> {
        let parts = weights(dist)?;
        Ok(Self { parts })
    }

    /// Today's weights as the bound in place of this one; an error if they were a higher one.
    pub(crate) fn lowered(&self, today: Self) -> Result<Self> {
        self.check(&today)?;
        Ok(today)
    }

    /// Makes this the bound that is committed.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let text = format!("{}\n", serde_json::to_string_pretty(&self.parts)?);
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Whether today's weights are within the bound, in a line for each; an error if one is not.
    pub(crate) fn check(&self, today: &Self) -> Result<String> {
        let mut lines = Vec::new();
        let mut is_within = self.parts.keys().eq(today.parts.keys());
        for (name, &bytes) in &today.parts {
            let bound = self.parts.get(name).copied().unwrap_or_default();
            let compared = match bytes.cmp(&bound) {
                Ordering::Less => format!(
                    "{} below the bound, so commit what `cargo xtask size --lower` writes",
                    grouped(bound - bytes)
                ),
                Ordering::Equal => "just the bound".to_owned(),
                Ordering::Greater => {
                    is_within = false;
                    format!("{} more than it may", grouped(bytes - bound))
                }
            };
            lines.push(format!(
                "{name} weighs {} bytes ({} KiB) by brotli, each hash counted as its letters: {compared}",
                grouped(bytes),
                kib(bytes)
            ));
        }
        let lines = lines.join("\n");
        ensure!(
            is_within,
            "{lines}\n\
             make it smaller; or, if what it brings is worth the bytes, write today's numbers into \
             xtask/size/bound.json by hand and say why in the commit"
        );
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(parts: &[(&str, u64)]) -> Bound {
        let parts = parts
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), *bytes));
        Bound {
            parts: parts.collect(),
        }
    }

    /// What is said when the bound is one list and the parts are another.
    fn said(before: &[(&str, u64)], after: &[(&str, u64)]) -> Result<String, String> {
        let said = bound(before).check(&bound(after));
        said.map_err(|error| error.to_string())
    }

    #[test]
    fn one_byte_more_fails_and_says_what_of() {
        let before = [("a, at first", 1_000), ("a", 2_100)];
        let after = [("a, at first", 1_001), ("a", 2_096)];
        let expected = "a weighs 2,096 bytes (2.0 KiB) by brotli, each hash counted as its letters: \
                        4 below the bound, so commit what `cargo xtask size --lower` writes\n\
                        a, at first weighs 1,001 bytes (1.0 KiB) by brotli, each hash counted as its \
                        letters: 1 more than it may\n\
                        make it smaller; or, if what it brings is worth the bytes, write today's numbers \
                        into xtask/size/bound.json by hand and say why in the commit";
        assert_eq!(said(&before, &after), Err(expected.to_owned()));
    }

    #[test]
    fn what_is_within_the_bound_is_said_as_well() {
        let expected = "a weighs 1,000 bytes (1.0 KiB) by brotli, each hash counted as its letters: \
                        just the bound";
        assert_eq!(
            said(&[("a", 1_000)], &[("a", 1_000)]),
            Ok(expected.to_owned())
        );
    }

    #[test]
    fn a_part_that_is_new_or_gone_has_to_be_written_down() {
        let both = [("a", 100), ("b", 10)];
        let told = said(&[("a", 100)], &both).err().unwrap_or_default();
        assert!(told.contains("b weighs 10 bytes"), "{told}");
        assert!(told.contains("10 more than it may"), "{told}");
        assert!(said(&both, &[("a", 100)]).is_err());
    }

    #[test]
    fn the_bound_goes_down_and_never_up() {
        let before = bound(&[("a.js", 100), ("b.css", 10)]);
        let lowered = |today: &[(&str, u64)]| before.lowered(bound(today)).ok();
        let lighter = [("a.js", 99), ("b.css", 10)];
        assert_eq!(lowered(&lighter), Some(bound(&lighter)));
        assert_eq!(lowered(&[("a.js", 90), ("b.css", 11)]), None);
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
