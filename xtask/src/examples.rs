//! The sites of `examples/`, each built from its lock file as its reader would build it.
//!
//! What is made of them is in `target/examples/`, a folder for each; what they are to do there is in
//! `tests/browser/src/examples.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::run_quietly;
use crate::page::{self, Profile};
use crate::processes;
use crate::progress::{Lane, run_together};
use crate::project;
use crate::tools::debian::Need;
use crate::tools::{Toolbox, npm, python};

/// What Debian packages for them.
pub(crate) fn needs() -> Vec<Need> {
    vec![
        Need::Program("node", "nodejs"),
        Need::Program("npm", "npm"),
        Need::PythonVenv,
        Need::Nginx,
        Need::NginxBrotli,
        Need::Program("caddy", "caddy"),
    ]
}

/// Where each is, once it is built.
pub(crate) fn folder() -> PathBuf {
    project::root().join("target/examples")
}

/// Builds all of them, with tools that [`page::set_up`] has provided.
pub(crate) fn build(toolbox: &Toolbox) -> Result<()> {
    let lanes: Vec<Lane<'_>> = vec![
        Box::new(|board| {
            for name in ["vitepress", "react", "vue"] {
                board.work(name, "with npm", || with_npm(name))?;
            }
            Ok(())
        }),
        Box::new(|board| {
            board.work("mkdocs", "with pip", || {
                with_python("mkdocs", |python, out| {
                    python.args(["mkdocs", "build", "--strict", "--site-dir"]);
                    python.arg(out);
                })
            })?;
            board.work("sphinx", "with pip", || {
                with_python("sphinx", |python, out| {
                    python.args(["sphinx", "-W", "--fresh-env", "--doctree-dir"]);
                    python.arg(project::root().join("target/doctrees"));
                    python.arg(".").arg(out);
                })
            })
        }),
        Box::new(move |board| {
            board.work("yew", "with Trunk", || with_trunk("yew", toolbox))?;
            board.work("plain", "as it is", || copy_page("plain"))
        }),
    ];
    run_together(lanes, processes::end_descendants)
}

fn with_npm(name: &str) -> Result<()> {
    npm::install_beside(
        &source(name).join("package-lock.json"),
        &log_of(name, "install")?,
    )?;
    let mut npm = Command::new("npm");
    npm.args(["run", "build", "--", "--emptyOutDir", "--outDir"]);
    run(npm.arg(folder().join(name)), name, "build")
}

/// A module of Python's that the caller names first, with where it is to write.
fn with_python(name: &str, ask: impl FnOnce(&mut Command, &Path)) -> Result<()> {
    let mut python = Command::new(python::with(&source(name).join("requirements.txt"))?);
    python.arg("-m");
    ask(&mut python, &folder().join(name));
    run(&mut python, name, "build")
}

fn with_trunk(name: &str, toolbox: &Toolbox) -> Result<()> {
    run(
        Command::new("cargo").args(["fetch", "--locked"]),
        name,
        "fetch",
    )?;
    let mut trunk = page::trunk(toolbox, "build", Profile::Release)?;
    trunk
        .arg("--dist")
        .arg(folder().join(name))
        // Beside the widget's own, since most of what they are made of is the same.
        .env("CARGO_TARGET_DIR", project::root().join("target"));
    run(&mut trunk, name, "build")
}

fn copy_page(name: &str) -> Result<()> {
    let folder = folder().join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::copy(source(name).join("index.html"), folder.join("index.html"))
        .with_context(|| format!("cannot copy the page of {name}"))?;
    Ok(())
}

fn source(name: &str) -> PathBuf {
    project::root().join("examples").join(name)
}

fn run(command: &mut Command, name: &str, what: &str) -> Result<()> {
    run_quietly(command.current_dir(source(name)), &log_of(name, what)?)
}

fn log_of(name: &str, what: &str) -> Result<PathBuf> {
    Ok(project::cache()?.join(format!("logs/example-{name}-{what}.log")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn no_lock_file_names_a_registry() {
        let mut count = 0;
        for example in fs::read_dir(project::root().join("examples")).unwrap() {
            for name in ["package-lock.json", "requirements.txt"] {
                let file = example.as_ref().unwrap().path().join(name);
                let Ok(lock) = fs::read_to_string(&file) else {
                    continue;
                };
                count += 1;
                for word in ["\"resolved\"", "--index-url", "--find-links", "file:"] {
                    assert!(!lock.contains(word), "{} names {word}", file.display());
                }
            }
        }
        assert_eq!(count, 5);
    }

    #[test]
    fn the_yew_example_takes_the_wasm_bindgen_that_is_provided() {
        let package = |lock: &Path| {
            let lock = fs::read_to_string(lock).unwrap();
            let (_, rest) = lock.split_once("name = \"wasm-bindgen\"\n").unwrap();
            rest.lines().next().unwrap().to_owned()
        };
        assert_eq!(
            package(&source("yew").join("Cargo.lock")),
            package(&project::root().join("Cargo.lock"))
        );
    }
}
