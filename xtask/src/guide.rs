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
    // Not from the root of the clone: paths are meant as typed.
    run_loudly(
        Command::new("cargo")
            .arg("run")
            .arg("--manifest-path")
            .arg(project::root().join("Cargo.toml"))
            .args(project::locked())
            .args(["--package", "guide", "--"])
            .args(&options.arguments),
    )
}
