//! `cargo xtask size`: where the bytes are of what is shipped, told by a program of its own, `xtask/size`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::command::run_loudly;
use crate::dist;
use crate::page::Extras;
use crate::project;
use crate::tools::{Toolbox, rust};

/// What is told.
#[derive(Args)]
pub(crate) struct Options {
    /// Take apart the module of this program
    #[arg(long, value_name = "NAME", default_value = "signpost")]
    module: String,
    /// List so many functions of the module, the longest first
    #[arg(long, value_name = "N", default_value_t = 40)]
    functions: usize,
    /// List the module's crates alone, no functions
    #[arg(long, conflicts_with = "functions")]
    crates: bool,
    /// Make today's bytes of the first question the bound, which only ever lowers it
    #[arg(long, conflicts_with_all = ["module", "functions", "crates"])]
    lower: bool,
}

/// Sets up, builds what is shipped and tells of it; an error at the end if it is heavier than it may be.
pub(crate) fn run(options: &Options) -> Result<()> {
    let extras = Extras {
        npm: true,
        ..Extras::default()
    };
    let toolbox = dist::provide(&extras)?;
    println!();
    run_loudly(size("files").arg("--dist").arg(project::dist()))?;
    println!();
    if options.lower {
        return held("lower");
    }
    let name = &options.module;
    let named = with_names(&toolbox, name)?;
    println!("The module of `{name}`:\n");
    let functions = if options.crates { 0 } else { options.functions };
    run_loudly(
        size("module")
            .arg("--shipped")
            .arg(project::page().join(format!("{name}_bg.wasm")))
            .arg("--named")
            .arg(named)
            .args(["--functions", &functions.to_string()]),
    )?;
    println!();
    check()
}

/// Whether what is in `dist/` is as light as it has to be.
pub(crate) fn check() -> Result<()> {
    held("check")
}

fn held(subcommand: &str) -> Result<()> {
    run_loudly(
        size(subcommand)
            .arg("--dist")
            .arg(project::dist())
            .arg("--bound")
            .arg(project::root().join("xtask/size/bound.json")),
    )
}

fn size(subcommand: &str) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["run", "--quiet"])
        .args(project::locked())
        .args(["--package", "size", "--", subcommand])
        .current_dir(project::root());
    command
}

/// The module once more, as Trunk makes it but with names.
///
/// They are those of Rust's newer mangling, since the default one leaves out for which types a generic
/// function was made. It changes some addresses and so a few bytes, which is why both numbers are told.
fn with_names(toolbox: &Toolbox, name: &str) -> Result<PathBuf> {
    let folder = project::root().join("target/size");
    let (variable, mut flags) = rust::same_everywhere()?;
    flags.push("\u{1f}-Csymbol-mangling-version=v0");
    run_loudly(
        Command::new("cargo")
            .args(["build", "--quiet", "--release", "--bin", name])
            .args(["--target", rust::WASM, "--target-dir"])
            .arg(&folder)
            .args(project::locked())
            .env(variable, flags)
            .current_dir(project::root()),
    )?;
    let built = folder.join(rust::WASM).join("release").join(name);
    run_loudly(
        toolbox
            .command("wasm-bindgen")?
            .args(["--target=web", "--no-demangle", "--no-typescript"])
            .args(["--out-name", name, "--out-dir"])
            .arg(&folder)
            .arg(built.with_added_extension("wasm")),
    )?;
    let named = folder.join(format!("{name}.wasm"));
    run_loudly(
        toolbox
            .command("wasm-opt")?
            .args(["-Oz", "-g"])
            .args(passes(name)?)
            .arg(folder.join(format!("{name}_bg.wasm")))
            .arg("--output")
            .arg(&named),
    )?;
    Ok(named)
}

/// What `index.html` has Trunk tell wasm-opt about a module.
fn passes(name: &str) -> Result<Vec<String>> {
    let page = project::root().join("index.html");
    let text =
        fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    passes_in(&text, name).with_context(|| {
        format!("index.html says nothing of wasm-opt for a program called {name}: name one that it links")
    })
}

fn passes_in(page: &str, name: &str) -> Option<Vec<String>> {
    let program = format!("data-bin=\"{name}\"");
    let line = page.lines().find(|line| line.contains(&program))?;
    let (_, rest) = line.split_once("data-wasm-opt-params=\"")?;
    let (passes, _) = rest.split_once('"')?;
    Some(passes.split_whitespace().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn each_module_is_optimised_as_the_page_says() {
        let page = "<link data-bin=\"a\" data-wasm-opt-params=\"--one --two\">\n\
                    <link data-bin=\"b\" data-wasm-opt-params=\"--three\">\n\
                    <link data-bin=\"c\">";
        assert_eq!(passes_in(page, "a").unwrap(), ["--one", "--two"]);
        assert_eq!(passes_in(page, "b").unwrap(), ["--three"]);
        assert_eq!(passes_in(page, "c"), None);
        assert_eq!(passes_in(page, "d"), None);
    }

    #[test]
    fn the_page_says_how_the_widgets_module_is_optimised() {
        assert!(!passes("signpost").unwrap().is_empty());
    }
}
