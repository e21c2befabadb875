//! A guide's folder: `guide.json` and the words of one language, read and compiled.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use signpost::guide::Guide;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::problem::Problem;
use signpost::guide::text::Text;

/// A guide, with words if its folder has any.
pub(crate) struct Folder {
    pub(crate) guide: Guide,
    pub(crate) text: Option<Text>,
}

impl Folder {
    /// Reads a folder. Of several languages English is taken, or else the first by name.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let guide = guide(&path.join("guide.json"))?;
        let text = match words(path)? {
            Some(words) => {
                let compiled = text_from_json(&guide, &read(&words)?);
                Some(compiled.map_err(|problems| listed(&words, &problems))?)
            }
            None => None,
        };
        Ok(Self { guide, text })
    }
}

/// Reads and compiles `guide.json` alone.
pub(crate) fn guide(path: &Path) -> Result<Guide> {
    guide_from_json(&read(path)?).map_err(|problems| listed(path, &problems))
}

fn words(folder: &Path) -> Result<Option<PathBuf>> {
    let entries = fs::read_dir(folder);
    let entries = entries.with_context(|| format!("cannot read {}", folder.display()))?;
    let is_words = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with("text.") && name.ends_with(".json"))
    };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    Ok(paths
        .filter(is_words)
        .min_by_key(|path| (!path.ends_with("text.en.json"), path.clone())))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn listed(path: &Path, problems: &[Problem]) -> anyhow::Error {
    let lines: String = problems.iter().map(|each| format!("\n  {each}")).collect();
    anyhow!("{} has problems:{lines}", path.display())
}
