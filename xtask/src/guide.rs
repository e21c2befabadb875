//! `cargo xtask guide`: handed on as typed to a program of its own, built when it is first asked for.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::command::run_loudly;
use crate::project;

/// What to hand on.
#[derive(Args)]
pub(crate) struct Options {
    /// `help` lists what there is
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds the program if need be, and runs it.
pub(crate) fn run(options: &Options) -> Result<()> {
    run_loudly(
        Command::new("cargo")
            .arg("run")
            .args(project::locked())
            .args(["--package", "guide", "--"])
            .args(&options.arguments)
            .current_dir(project::root()),
    )
}
