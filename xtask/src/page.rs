//! The standalone page: the tools that build it, and Trunk, which does.

use std::env;
use std::process::Command;

use anyhow::Result;

use crate::command::{run_loudly, run_quietly};
use crate::processes;
use crate::progress::{Lane, run_together};
use crate::project;
use crate::tools::debian::{self, Need};
use crate::tools::{Toolbox, crates, npm, rust};

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
        trunk.arg("--release");
        let (name, value) = rust::same_everywhere()?;
        trunk.env(name, value);
    }
    // Trunk 0.21 takes only `true` and `false` for this, and stops at the usual `1`.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// Builds the page for release; what is shipped is made of it.
pub(crate) fn build_release(toolbox: &Toolbox) -> Result<()> {
    run_loudly(
        trunk(toolbox, "build", Profile::Release)?
            .arg("--dist")
            .arg(project::page()),
    )
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
        cargo.arg("--release");
        let (name, value) = rust::same_everywhere()?;
        cargo.env(name, value);
    }
    run_quietly(&mut cargo, &project::cache()?.join("logs/module.log"))
}
