//! What PyPI packages: a Python with exactly the packages of a `requirements.txt`, kept in the cache.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use anyhow::{Context, Result};

use super::move_in;
use crate::command::{output_of, run_quietly};
use crate::project;

/// The interpreter that finds these packages, each of the version and the hash that is written there.
pub(crate) fn with(requirements: &Path) -> Result<PathBuf> {
    let list = fs::read(requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let mut hasher = DefaultHasher::new();
    // Packages are installed for one version of Python.
    let version = output_of(Command::new("python3").arg("--version"));
    (list, version).hash(&mut hasher);
    let folder = project::cache()?.join(format!("python-{:016x}", hasher.finish()));
    if !folder.is_dir() {
        install(requirements, &folder)?;
    }
    Ok(folder.join("bin/python"))
}

fn install(requirements: &Path, folder: &Path) -> Result<()> {
    // Installed aside and moved in one go: a folder that is there is complete.
    let aside = folder.with_extension(format!("aside-{}", process::id()));
    let log = project::cache()?.join("logs/python.log");
    run_quietly(
        Command::new("python3").args(["-m", "venv"]).arg(&aside),
        &log,
    )?;
    // The programs in `bin` name the folder that they were installed in, so only modules are called.
    run_quietly(
        Command::new(aside.join("bin/python"))
            .args(["-m", "pip", "install", "--require-hashes", "--requirement"])
            .arg(requirements),
        &log,
    )?;
    move_in(&aside, folder)
}
