//! What rustup provides, and how cargo is told to build for release: the wasm32 target, the formatter and
//! clippy, and the standard library's source for whoever wants that rebuilt.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};

use super::found;
use crate::command::{output_of, run_loudly};
use crate::project;

/// The browser's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// How cargo is told to build the standard library as well, for size, which takes unstable options of the
/// same stable compiler.
const REBUILDING: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];
/// And how the compiler is told that a panic stops the program without a word.
const SILENT: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

static IS_STD_REBUILT: AtomicBool = AtomicBool::new(false);

/// From now on what is built for release has a standard library that is built with it.
pub(crate) fn rebuild_std() {
    IS_STD_REBUILT.store(true, Ordering::Relaxed);
}

/// Whether it has.
pub(crate) fn is_std_rebuilt() -> bool {
    IS_STD_REBUILT.load(Ordering::Relaxed)
}

/// Makes sure that Rust can compile for the browser.
pub(crate) fn provide_target() -> Result<()> {
    if is_std_rebuilt() && !std_source().is_some_and(|source| source.join("library").is_dir()) {
        rustup(&["component", "add", "rust-src"])?;
    }
    let folder =
        output_of(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    rustup(&["target", "add", WASM])
}

/// Where the standard library's source is once rustup has brought it.
fn std_source() -> Option<PathBuf> {
    let sysroot = output_of(Command::new("rustc").args(["--print", "sysroot"]))?;
    Some(Path::new(&sysroot).join("lib/rustlib/src/rust"))
}

/// Makes sure that a cargo subcommand is there, by its rustup component.
pub(crate) fn provide_component(subcommand: &str, component: &str) -> Result<()> {
    if output_of(Command::new("cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    rustup(&["component", "add", component])
}

/// What cargo is told when it builds for release: names and values of variables, among which the compiler gets
/// these flags too.
///
/// The module is the same, byte for byte, whoever builds it where: panics name the file they come from, and the
/// compiler knows it by where it is on this machine. The crates must have been downloaded already.
pub(crate) fn release(flags: &[&str]) -> Result<Vec<(&'static str, OsString)>> {
    let mut all = remappings(places()?);
    let silent: &[&str] = if is_std_rebuilt() { &SILENT } else { &[] };
    for flag in silent.iter().chain(flags) {
        all.push("\u{1f}");
        all.push(flag);
    }
    let mut variables = vec![("CARGO_ENCODED_RUSTFLAGS", all)];
    if is_std_rebuilt() {
        variables.extend(REBUILDING.map(|(name, value)| (name, value.into())));
    }
    Ok(variables)
}

/// The folders of this machine that are built from, and what they are called everywhere.
fn places() -> Result<Vec<(PathBuf, String)>> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
        .context("neither CARGO_HOME nor HOME is set: cargo keeps the crates in one of them")?;
    let mut places = vec![(project::root().to_owned(), "signpost".to_owned())];
    let registries = cargo_home.join("registry/src");
    if registries.is_dir() {
        for registry in fs::read_dir(&registries)
            .with_context(|| format!("cannot read {}", registries.display()))?
        {
            places.push((registry?.path(), "crates".to_owned()));
        }
    }
    // Only with rustup's `rust-src` is the standard library's source known by a place at all.
    if let (Some(source), Some(commit)) = (
        std_source(),
        output_of(Command::new("rustc").arg("-vV")).and_then(|about| commit_of(&about)),
    ) {
        places.push((source, format!("/rustc/{commit}")));
    }
    Ok(places)
}

fn remappings(places: Vec<(PathBuf, String)>) -> OsString {
    let mut flags = OsString::new();
    for (from, to) in places {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    }
    flags
}

fn commit_of(about: &str) -> Option<String> {
    let line = about
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "));
    line.map(str::to_owned)
}

fn rustup(arguments: &[&str]) -> Result<()> {
    if found::on_path("rustup").is_none() {
        let wanted = arguments.join(" ");
        bail!(
            "this Rust lacks what `rustup {wanted}` provides, and there is no rustup: install it from rustup.rs"
        );
    }
    run_loudly(Command::new("rustup").args(arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_of_this_machine_gets_a_name_that_others_have_too() {
        let places = vec![
            (PathBuf::from("/home/a b/signpost"), "signpost".to_owned()),
            (
                PathBuf::from("/home/a b/.cargo/registry/src/x"),
                "crates".to_owned(),
            ),
        ];
        assert_eq!(
            remappings(places),
            "--remap-path-prefix=/home/a b/signpost=signpost\u{1f}\
             --remap-path-prefix=/home/a b/.cargo/registry/src/x=crates"
        );
    }

    #[test]
    fn the_compiler_says_which_commit_it_is() {
        let about = "rustc 1.95.0 (59807616e 2026-04-14)\ncommit-hash: 59807616e1fa\nhost: x";
        assert_eq!(commit_of(about).as_deref(), Some("59807616e1fa"));
        assert_eq!(commit_of("rustc 1.95.0\ncommit-hash"), None);
    }
}
