//! Where this clone keeps the shipped guide and the files that are generated from it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The root of this clone.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package)
}

/// The folder of the guide that the widget ships with.
pub(crate) fn shipped() -> PathBuf {
    root().join("static/guides/professional-services")
}

/// Writes a generated file, or, to check it, compares it with what is there.
pub(crate) fn keep(path: &Path, content: &str, is_check: bool, again: &str) -> Result<()> {
    if !is_check {
        return fs::write(path, content)
            .with_context(|| format!("cannot write {}", path.display()));
    }
    let kept =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    if kept == content {
        return Ok(());
    }
    let changed = kept
        .lines()
        .zip(content.lines())
        .position(|(before, after)| before != after);
    let line = changed.unwrap_or(kept.lines().count().min(content.lines().count())) + 1;
    bail!(
        "{} is not up to date from line {line} on; write it again with `{again}` and look at what \
         changed",
        path.display()
    )
}
