//! `cargo xtask dist`: what is shipped, made of the page by a program of its own, `xtask/dist`.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::command::run_loudly;
use crate::page::{self, Extras, Profile};
use crate::project;
use crate::tools::{Toolbox, npm};

/// What is made.
#[derive(Args)]
pub(crate) struct Options {
    /// The address at which the folder will be served, for the snippet
    #[arg(long, value_name = "ADDRESS")]
    base: Option<String>,
}

/// Sets up, builds and makes it.
pub(crate) fn run(options: &Options) -> Result<()> {
    let extras = Extras {
        npm: true,
        ..Extras::default()
    };
    extras.missing_packages()?;
    let toolbox = page::set_up(Profile::Release, &extras)?;
    make(&toolbox, options)
}

/// Sets up with what else a command needs, builds and makes it, for whatever looks at it.
pub(crate) fn provide(extras: &Extras) -> Result<Toolbox> {
    extras.missing_packages()?;
    let toolbox = page::set_up(Profile::Release, extras)?;
    build(&toolbox)?;
    Ok(toolbox)
}

/// Builds and makes it, for tests.
pub(crate) fn build(toolbox: &Toolbox) -> Result<()> {
    make(toolbox, &Options { base: None })
}

fn make(toolbox: &Toolbox, options: &Options) -> Result<()> {
    page::build_release(toolbox)?;
    let mut command = Command::new("cargo");
    command
        .args(["run", "--quiet"])
        .args(project::locked())
        .args(["--package", "dist", "--"])
        .current_dir(project::root());
    for (name, path) in [
        ("--page", project::page()),
        ("--root", project::root().to_owned()),
        ("--stage", project::root().join("target/stage")),
        ("--out", project::dist()),
        ("--programs", npm::programs()?),
    ] {
        command.arg(name).arg(path);
    }
    if let Some(base) = &options.base {
        command.args(["--base", base]);
    }
    run_loudly(&mut command)
}
