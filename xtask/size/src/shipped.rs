//! What is shipped, file by file, as heavy as it is on disk and on its way to a browser.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::table::{Table, grouped};
use crate::weight::{weight, with_brotli};

/// The page that a browser which has seen nothing yet loads: it has all in it that questions need.
const PAGE: &str = "index.html";

/// How what comes last in it begins: the script that starts the program, and the program. What stands before that asks
/// the first question, takes an answer to it and shows the question that this leads to.
const MODULE: &str = "<script type=\"module\"";

/// What is needed of it until the first answer leads on, and until every answer does.
pub(crate) const FIRST: &str = "index.html, up to its module";
pub(crate) const EVERY: &str = PAGE;

/// Every file, the compressed copies beside them left out.
pub(crate) struct Shipped {
    /// What questions need, the first alone and all of them.
    asking: [File; 2],
    rest: Vec<File>,
}

/// A file, or the first part of one, and its lengths in bytes; without a compressed copy it goes as it is.
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
        let asking = [
            File {
                name: FIRST.to_owned(),
                raw: length(&first)?,
                gzip: length(&with_gzip(&first)?)?,
                brotli: length(&with_brotli(&first)?)?,
            },
            File::read(dist, EVERY)?,
        ];
        let list = dist.join("SHA256SUMS");
        let list =
            fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
        let rest = others(&list).into_iter();
        let rest = rest.map(|name| File::read(dist, &name));
        Ok(Self {
            asking,
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
            table.lines()
        };
        format!(
            "{}\n{}",
            table(
                "needed until the first answer leads on, and every answer",
                &self.asking
            ),
            table("shipped as well", &self.rest)
        )
    }
}

/// What questions weigh, the first alone and all of them.
pub(crate) fn weights(dist: &Path) -> Result<BTreeMap<String, u64>> {
    let parts = [(FIRST, first(dist)?), (EVERY, page(dist)?)];
    let weights = parts
        .into_iter()
        .map(|(name, content)| Ok((name.to_owned(), weight(&content)?)));
    weights.collect()
}

fn page(dist: &Path) -> Result<Vec<u8>> {
    let path = dist.join(PAGE);
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn first(dist: &Path) -> Result<Vec<u8>> {
    let page = page(dist)?;
    let place = page
        .windows(MODULE.len())
        .position(|part| part == MODULE.as_bytes());
    let place = place.with_context(|| {
        format!("{PAGE} has no {MODULE} in it; if its module stands elsewhere now, change MODULE in xtask/size/src/shipped.rs")
    })?;
    Ok(page.into_iter().take(place).collect())
}

fn with_gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn length(content: &[u8]) -> Result<u64> {
    Ok(u64::try_from(content.len())?)
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

/// The files in a list of checksums that questions do not need, without compressed copies.
fn others(list: &str) -> Vec<String> {
    let folder = format!("embed/{VERSION}/");
    let names = list.lines().filter_map(|line| line.split_once("  "));
    let names = names.map(|(_, name)| match name.strip_prefix(&folder) {
        Some(rest) => format!("embed/{rest}"),
        None => name.to_owned(),
    });
    let is_other = |name: &String| {
        let is_copy = name.ends_with(".br") || name.ends_with(".gz");
        !is_copy && name != PAGE
    };
    names.filter(is_other).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_page_and_copies_are_not_listed_again() {
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
    fn what_questions_need_stands_apart_from_the_rest() {
        let file = |name: &str, raw, gzip, brotli| File {
            name: name.to_owned(),
            raw,
            gzip,
            brotli,
        };
        let shipped = Shipped {
            asking: [
                file("a, at first", 48, 24, 12),
                file("a", 2_000, 1_000, 500),
            ],
            rest: vec![file("c.js", 7, 7, 7)],
        };
        assert_eq!(
            shipped.tables(),
            "|   raw | gzip -9 | brotli 11 | needed until the first answer leads on, and every answer |\n\
             |------:|--------:|----------:|---|\n\
             |    48 |      24 |        12 | a, at first |\n\
             | 2,000 |   1,000 |       500 | a |\n\
             \n\
             | raw | gzip -9 | brotli 11 | shipped as well |\n\
             |----:|--------:|----------:|---|\n\
             |   7 |       7 |         7 | c.js |\n"
        );
    }

    #[test]
    fn a_page_that_has_no_module_in_it_is_named_with_where_to_mend_that() {
        let folder = tempfile::tempdir().unwrap();
        let told = || first(folder.path()).unwrap_err().to_string();
        assert!(told().contains("cannot read"), "{}", told());
        fs::write(folder.path().join(PAGE), "<p>Ask.").unwrap();
        assert!(told().contains("xtask/size/src/shipped.rs"), "{}", told());
        fs::write(folder.path().join(PAGE), format!("<p>Ask.{MODULE}>a")).unwrap();
        assert_eq!(first(folder.path()).unwrap(), b"<p>Ask.");
    }
}
