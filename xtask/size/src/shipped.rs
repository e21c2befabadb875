//! What is shipped, file by file, as heavy as it is on disk and on its way to a browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::table::{Table, grouped, kib};
use crate::weight::weight;

/// What a browser that has seen nothing yet loads before somebody can answer the first question and go
/// on. This is the list to change when other files are loaded; `embed/` stands for the folder of this
/// version. The page has the program in it, its script and what the guide asks.
const FIRST: [&str; 1] = ["index.html"];

/// Every file, the compressed copies beside them left out.
pub(crate) struct Shipped {
    /// Those of the first question, as listed.
    first: Vec<File>,
    rest: Vec<File>,
}

/// A file and its lengths in bytes; without a compressed copy it goes as it is.
struct File {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Shipped {
    /// Weighs what `cargo xtask dist` made. The copies are its own, so the numbers are what servers send.
    pub(crate) fn read(dist: &Path) -> Result<Self> {
        let first = first(dist)?;
        let list = dist.join("SHA256SUMS");
        let list =
            fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
        let rest = others(&list).into_iter();
        let rest = rest.map(|name| File::read(dist, &name));
        Ok(Self {
            first,
            rest: rest.collect::<Result<_>>()?,
        })
    }

    /// The tables to print.
    pub(crate) fn tables(&self) -> String {
        let lengths: [fn(&File) -> u64; 3] =
            [|file| file.raw, |file| file.gzip, |file| file.brotli];
        let table = |about, files: &[File]| {
            let mut table = Table::new(&["raw", "gzip -9", "brotli 11", about]);
            for file in files {
                table.add(lengths.map(|length| grouped(length(file))), &file.name);
            }
            table
        };
        let mut first = table("needed for the first question", &self.first);
        let rest = table("shipped as well", &self.rest);
        let sums = lengths.map(|length| self.first.iter().map(length).sum());
        first.add(sums.map(grouped), "all of these, in bytes");
        first.add(sums.map(kib), "all of these, in KiB");
        format!("{}\n{}", first.lines(), rest.lines())
    }
}

/// What each file of the first question weighs, by its name.
pub(crate) fn weights(dist: &Path) -> Result<BTreeMap<String, u64>> {
    let weights = first(dist)?.into_iter().map(|file| {
        let path = dist.join(place(&file.name));
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok((file.name, weight(&content, file.brotli)?))
    });
    weights.collect()
}

fn first(dist: &Path) -> Result<Vec<File>> {
    let files = FIRST.into_iter().map(|name| {
        File::read(dist, name).with_context(|| {
            format!(
                "the first question is said to need {name}, which is not shipped; if it needs other \
                 files now, change FIRST in xtask/size/src/shipped.rs"
            )
        })
    });
    files.collect()
}

impl File {
    fn read(dist: &Path, name: &str) -> Result<Self> {
        let path = dist.join(place(name));
        let length = |path: &Path| fs::metadata(path).map(|data| data.len());
        let raw = length(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let copy = |end: &str| length(&path.with_added_extension(end)).unwrap_or(raw);
        Ok(Self {
            name: name.to_owned(),
            raw,
            gzip: copy("gz"),
            brotli: copy("br"),
        })
    }
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where a file is; its name here says no version, so that a release is not a change.
fn place(name: &str) -> PathBuf {
    match name.strip_prefix("embed/") {
        Some(rest) => Path::new("embed").join(VERSION).join(rest),
        None => PathBuf::from(name),
    }
}

/// The files in a list of checksums that the first question does not need, without compressed copies.
fn others(list: &str) -> Vec<String> {
    let folder = format!("embed/{VERSION}/");
    let names = list.lines().filter_map(|line| line.split_once("  "));
    let names = names.map(|(_, name)| match name.strip_prefix(&folder) {
        Some(rest) => format!("embed/{rest}"),
        None => name.to_owned(),
    });
    let is_other = |name: &String| {
        let is_copy = name.ends_with(".br") || name.ends_with(".gz");
        !is_copy && !FIRST.contains(&name.as_str())
    };
    names.filter(is_other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_first_question_needs_and_copies_are_not_listed_again() {
        let list = format!(
            "ab  embed/{VERSION}/frame.js\n\
             cd  embed/{VERSION}/frame.js.br\n\
             ef  index.html\n\
             01  index.html.gz\n\
             23  signpost.html\n"
        );
        assert_eq!(others(&list), ["embed/frame.js", "signpost.html"]);
    }

    #[test]
    fn a_name_stands_for_the_file_of_this_version() {
        assert_eq!(
            place("embed/guides/a.bin"),
            Path::new("embed").join(VERSION).join("guides/a.bin")
        );
        assert_eq!(place("index.html"), Path::new("index.html"));
    }

    #[test]
    fn the_first_question_is_summed_up_in_bytes_and_in_kib() {
        let file = |name: &str, raw, gzip, brotli| File {
            name: name.to_owned(),
            raw,
            gzip,
            brotli,
        };
        let shipped = Shipped {
            first: vec![file("a.js", 2_000, 1_000, 500), file("b.css", 48, 24, 12)],
            rest: vec![file("c.js", 7, 7, 7)],
        };
        assert_eq!(
            shipped.tables(),
            "|   raw | gzip -9 | brotli 11 | needed for the first question |\n\
             |------:|--------:|----------:|---|\n\
             | 2,000 |   1,000 |       500 | a.js |\n\
             |    48 |      24 |        12 | b.css |\n\
             | 2,048 |   1,024 |       512 | all of these, in bytes |\n\
             |   2.0 |     1.0 |       0.5 | all of these, in KiB |\n\
             \n\
             | raw | gzip -9 | brotli 11 | shipped as well |\n\
             |----:|--------:|----------:|---|\n\
             |   7 |       7 |         7 | c.js |\n"
        );
    }

    #[test]
    fn a_file_that_is_not_shipped_is_named_with_where_to_mend_it() {
        let error = Shipped::read(Path::new("no-such-folder")).err();
        let told = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(
            told.contains("need index.html, which is not shipped"),
            "{told}"
        );
        assert!(told.contains("xtask/size/src/shipped.rs"), "{told}");
    }
}
