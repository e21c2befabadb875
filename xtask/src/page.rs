//! The standalone page: the tools that build it, and Trunk, which does.

use std::env;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{run_loudly, run_quietly};
use crate::processes;
use crate::progress::{Lane, run_together};
use crate::project;
use crate::tools::debian::{self, Need};
use crate::tools::{Toolbox, crates, npm, rust};

/// Where `xtask/wasm-bindgen` has Trunk put the second half of the program.
pub(crate) const ADVICE: &str = "snippets/advice.wasm";

/// How the page is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As shipped.
    Release,
    /// Quick to build and slow to load.
    Dev,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }
}

/// What else a command needs, beside what builds the page.
#[derive(Default)]
pub(crate) struct Extras {
    /// Debian packages.
    pub(crate) needs: Vec<Need>,
    /// Whether every npm package is needed, and not wasm-opt alone.
    pub(crate) npm: bool,
    /// Whether geckodriver is needed.
    pub(crate) geckodriver: bool,
}

impl Extras {
    /// The packages that are missing; an error at once when they cannot be installed here.
    pub(crate) fn missing_packages(&self) -> Result<Vec<&'static str>> {
        debian::missing(&self.all_needs()?)
    }

    fn all_needs(&self) -> Result<Vec<Need>> {
        let mut needs = self.needs.clone();
        if self.npm || npm::is_needed_for_wasm_opt()? {
            needs.extend([Need::Program("node", "nodejs"), Need::Program("npm", "npm")]);
        } else {
            // npm's wasm-opt is JavaScript.
            needs.push(Need::Program("node", "nodejs"));
        }
        Ok(needs)
    }
}

/// Provides every tool and compiles the module for the first time, side by side.
pub(crate) fn set_up(profile: Profile, extras: &Extras) -> Result<Toolbox> {
    let needs = extras.all_needs()?;
    let packages = debian::missing(&needs)?;
    rust::provide_target()?;
    let toolbox = Toolbox::default();
    let shared = &toolbox;
    let trunk = crates::trunk();
    let wasm_bindgen = crates::wasm_bindgen()?;
    // Trunk is the longest by far and starts at once; everything else fits beside it.
    let lanes: Vec<Lane<'_>> = vec![
        Box::new(move |board| trunk.provide(shared, board)),
        Box::new(move |board| {
            wasm_bindgen.provide(shared, board)?;
            let name = format!("the module ({})", profile.name());
            board.work(&name, "compiling it", || compile(profile))?;
            if extras.geckodriver {
                crates::geckodriver().provide(shared, board)
            } else {
                Ok(())
            }
        }),
        Box::new(move |board| {
            if !packages.is_empty() {
                board.work("Debian packages", &packages.join(" "), || {
                    debian::install(&needs, &packages)
                })?;
            }
            if extras.npm {
                npm::provide(shared, board)
            } else {
                npm::provide_wasm_opt(shared, board)
            }
        }),
    ];
    run_together(lanes, processes::end_descendants)?;
    Ok(toolbox)
}

/// Trunk, with the tools it calls within reach and without a network.
pub(crate) fn trunk(toolbox: &Toolbox, subcommand: &str, profile: Profile) -> Result<Command> {
    let mut trunk = toolbox.command("trunk")?;
    trunk
        .current_dir(project::root())
        .args([subcommand, "--offline"]);
    if profile == Profile::Release {
        trunk.arg("--release").envs(rust::release(&[])?);
    }
    // Trunk 0.21 takes only `true` and `false` for this, and stops at the usual `1`.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// Builds the page for release; what is shipped is made of it. Of the second half of the program Trunk knows
/// nothing, so it is made smaller here.
pub(crate) fn build_release(toolbox: &Toolbox) -> Result<()> {
    run_loudly(
        trunk(toolbox, "build", Profile::Release)?
            .arg("--dist")
            .arg(project::page()),
    )?;
    let second = project::page().join(ADVICE);
    run_loudly(
        toolbox
            .command("wasm-opt")?
            .arg("-Oz")
            .args(passes("signpost")?)
            .arg(&second)
            .arg("--output")
            .arg(&second),
    )
}

/// What `index.html` has Trunk tell wasm-opt about a module.
pub(crate) fn passes(name: &str) -> Result<Vec<String>> {
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

/// The same call as Trunk's own, so that Trunk finds it done; what comes first may use the network.
fn compile(profile: Profile) -> Result<()> {
    let manifest = project::root().join("Cargo.toml");
    let mut fetch = Command::new("cargo");
    fetch.args(["fetch", "--target", rust::WASM, "--manifest-path"]);
    fetch.arg(&manifest).args(project::locked());
    run_quietly(&mut fetch, &project::cache()?.join("logs/crates.log"))?;

    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--target", rust::WASM, "--bins", "--manifest-path"]);
    cargo.arg(manifest).args(project::locked());
    if profile == Profile::Release {
        cargo.arg("--release").envs(rust::release(&[])?);
    }
    run_quietly(&mut cargo, &project::cache()?.join("logs/module.log"))
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
