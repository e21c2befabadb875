//! `cargo xtask guide`: this file knows the arguments, the modules know what they do.

// What these commands print is what they are for.
#![allow(clippy::print_stdout)]

mod ahead;
mod answers;
mod check;
mod diff;
mod folder;
mod page;
mod project;
mod rule;
mod schema;
mod table;
mod walk;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask guide",
    bin_name = "cargo xtask guide",
    about = "Checks, walks, tabulates and compares guides"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prove what holds for every combination of answers
    Check(check::Options),
    /// Answer a guide's questions and see what it says
    Walk(walk::Options),
    /// Write the whole decision as one table of ids
    Table(table::Options),
    /// List who is sent elsewhere by a change
    Diff(diff::Options),
    /// Write the JSON Schemas of a guide's files
    Schema(schema::Options),
    /// Write what stands in the page's HTML before anything runs
    Page(page::Options),
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    match command {
        Command::Check(options) => check::run(options),
        Command::Walk(options) => walk::run(options),
        Command::Table(options) => table::run(options),
        Command::Diff(options) => diff::run(options),
        Command::Schema(options) => schema::run(options),
        Command::Page(options) => page::run(options),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }
}
