//! What npm packages: wasm-opt, esbuild and axe-core, from the committed lock file, kept in the cache.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use anyhow::{Context, Result};

use super::{Toolbox, found, move_in};
use crate::command::run_quietly;
use crate::progress::Board;
use crate::project;

const PACKAGE: &str = include_str!("../../npm/package.json");
const LOCK: &str = include_str!("../../npm/package-lock.json");
const SETTINGS: &str = include_str!("../../npm/.npmrc");

/// Provides wasm-opt: the one on `PATH` when it is of the version in `package.json`, else npm's.
pub(crate) fn provide_wasm_opt(toolbox: &Toolbox, board: &Board) -> Result<()> {
    match right_wasm_opt() {
        Some(program) => {
            board.already("wasm-opt", &program.display().to_string());
            Ok(())
        }
        None => provide(toolbox, board),
    }
}

/// Whether `npm ci` will have to run for wasm-opt alone.
pub(crate) fn is_needed_for_wasm_opt() -> Result<bool> {
    Ok(right_wasm_opt().is_none() && !folder()?.is_dir())
}

/// Installs the packages unless the cache holds them, and puts their programs into the toolbox.
pub(crate) fn provide(toolbox: &Toolbox, board: &Board) -> Result<()> {
    let folder = folder()?;
    if folder.is_dir() {
        board.already("wasm-opt, esbuild, axe-core", &folder.display().to_string());
    } else {
        board.work(
            "wasm-opt, esbuild, axe-core",
            "installing them from npm",
            || install(&folder),
        )?;
    }
    toolbox.add(programs()?);
    Ok(())
}

/// The folder of the packages' programs.
pub(crate) fn programs() -> Result<PathBuf> {
    Ok(packages()?.join(".bin"))
}

/// The accessibility checker that the browser tests load into pages.
pub(crate) fn axe() -> Result<PathBuf> {
    Ok(packages()?.join("axe-core/axe.min.js"))
}

/// The folder of the packages themselves, for programs that look in `NODE_PATH`.
pub(crate) fn packages() -> Result<PathBuf> {
    Ok(folder()?.join("node_modules"))
}

/// Installs what a folder's lock file names, in that folder, unless it is there already.
pub(crate) fn install_beside(lock_file: &Path, log: &Path) -> Result<()> {
    let folder = lock_file.parent().unwrap_or(lock_file);
    let installed = folder.join("node_modules/.installed-lock.json");
    let read =
        |file: &Path| fs::read(file).with_context(|| format!("cannot read {}", file.display()));
    if read(&installed).ok() == Some(read(lock_file)?) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(folder);
    run_quietly(&mut npm, log)?;
    fs::copy(lock_file, &installed)
        .with_context(|| format!("cannot write {}", installed.display()))?;
    Ok(())
}

fn right_wasm_opt() -> Option<PathBuf> {
    let version = major_version(PACKAGE, "binaryen")?;
    found::on_path("wasm-opt").filter(|program| found::is_version(program, version))
}

/// The first number of a package's pinned version: binaryen's programs say no more than that.
fn major_version<'a>(manifest: &'a str, package: &str) -> Option<&'a str> {
    let (_, rest) = manifest.split_once(&format!("\"{package}\": \""))?;
    rest.split(['.', '"']).next()
}

/// One folder per lock file, so that clones of different ages do not disturb each other.
fn folder() -> Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    (PACKAGE, LOCK, SETTINGS).hash(&mut hasher);
    Ok(project::cache()?.join(format!("npm-{:016x}", hasher.finish())))
}

fn install(folder: &Path) -> Result<()> {
    // Installed aside and moved in one go: a folder that is there is complete.
    let aside = folder.with_extension(format!("aside-{}", process::id()));
    fs::create_dir_all(&aside).with_context(|| format!("cannot create {}", aside.display()))?;
    for (name, text) in [
        ("package.json", PACKAGE),
        ("package-lock.json", LOCK),
        (".npmrc", SETTINGS),
    ] {
        let file = aside.join(name);
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let log = project::cache()?.join("logs/npm.log");
    run_quietly(Command::new("npm").arg("ci").current_dir(&aside), &log)?;
    move_in(&aside, folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_of_a_version_is_read_from_the_manifest() {
        assert_eq!(
            major_version(r#"{ "a": "1.2.3", "binaryen": "132.0.0" }"#, "binaryen"),
            Some("132")
        );
        assert_eq!(major_version("{}", "binaryen"), None);
        assert!(major_version(PACKAGE, "binaryen").is_some());
    }

    #[test]
    fn the_lock_file_names_no_registry() {
        assert!(
            !LOCK.contains("\"resolved\""),
            "run npm with the .npmrc beside package.json"
        );
    }
}
