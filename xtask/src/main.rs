//! The project's own commands: this file knows their arguments, the modules know what they do.

// What these commands print is what they are for.
#![allow(clippy::print_stdout)]

mod bench;
mod command;
mod desktop;
mod dist;
mod examples;
mod guide;
mod listen;
mod orca;
mod page;
mod pictures;
mod processes;
mod progress;
mod project;
mod serve;
mod size;
mod test;
mod tools;
mod webdriver;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use tools::rust;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Signpost's own commands"
)]
struct Arguments {
    /// Build Rust's standard library along with the program, for size; it takes unstable options of the compiler
    #[arg(long, global = true)]
    rebuilt_std: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up what is missing, build the standalone page and serve it
    Serve(serve::Options),
    /// Set up what is missing and check everything, in three browser engines
    Test(test::Options),
    /// Set up what is missing and make what is shipped, in `dist/`
    Dist(dist::Options),
    /// Set up what is missing and say where the bytes are of what is shipped
    Size(size::Options),
    /// Set up what is missing and check what Orca, a screen reader, says in Firefox and in Chromium
    Listen(listen::Options),
    /// Measure the page next to the same questions written by hand and in SurveyJS
    Bench(bench::Options),
    /// Take the pictures in the README and the docs anew
    Pictures(pictures::Options),
    /// Check, walk, tabulate and compare guides
    #[command(disable_help_flag = true)]
    Guide(guide::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.rebuilt_std {
        rust::rebuild_std();
    }
    let result = processes::end_with_this_one().and_then(|()| match arguments.command {
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Dist(options) => dist::run(&options),
        Command::Size(options) => size::run(&options),
        Command::Listen(options) => listen::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Pictures(options) => pictures::run(&options),
        Command::Guide(options) => guide::run(&options),
    });
    processes::end_descendants();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
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
