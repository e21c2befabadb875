//! What the commands need from outside: which version, where it is looked for, how it is installed.
//!
//! A usable tool of the right version on `PATH` is taken; else the one kept in the cache; else it is installed.
//! Versions are pinned here, but for npm's, which are in `xtask/npm/package.json`, and wasm-bindgen's, which is in `Cargo.lock`.

pub(crate) mod crates;
pub(crate) mod debian;
pub(crate) mod found;
pub(crate) mod npm;
pub(crate) mod python;
pub(crate) mod rust;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::{env, ffi::OsString};

use anyhow::{Context, Result};

/// Trunk's later versions need a later Rust than this project.
pub(crate) const TRUNK: &str = "0.21.14";
/// Firefox's WebDriver server, which Debian does not package.
pub(crate) const GECKODRIVER: &str = "0.37.1";

/// The folders of the tools in use, first the one provided last.
#[derive(Default)]
pub(crate) struct Toolbox {
    folders: Mutex<Vec<PathBuf>>,
}

impl Toolbox {
    /// From here on programs in this folder are found before others.
    pub(crate) fn add(&self, folder: PathBuf) {
        if let Ok(mut folders) = self.folders.lock() {
            folders.insert(0, folder);
        }
    }

    /// A command that finds the tools by name, and whose own commands do too.
    pub(crate) fn command(&self, program: &str) -> Result<Command> {
        let path = self.path()?;
        let mut command =
            Command::new(found::in_path(program, &path).unwrap_or_else(|| program.into()));
        command.env("PATH", path);
        Ok(command)
    }

    fn path(&self) -> Result<OsString> {
        let mut folders = self
            .folders
            .lock()
            .map(|folders| folders.clone())
            .unwrap_or_default();
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        env::join_paths(folders).context("a folder of tools has a name that PATH cannot hold")
    }
}

/// Moves what was installed aside to where it is kept, unless another run was there first.
fn move_in(aside: &Path, folder: &Path) -> Result<()> {
    match fs::rename(aside, folder) {
        Err(_) if folder.is_dir() => {
            fs::remove_dir_all(aside).context("cannot remove a second copy")
        }
        moved => moved
            .with_context(|| format!("cannot move {} to {}", aside.display(), folder.display())),
    }
}
