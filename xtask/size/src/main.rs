//! What `cargo xtask size` runs once everything is built: this file knows the arguments, the modules
//! know what they do.
//!
//! `shipped` knows the files and which part of the page questions need, `weight` says
//! how heavy that is and `bound` how heavy it may be, `module` takes a WebAssembly module apart, `symbol` says whose code a function
//! is, and `table` is how all of it is printed.

// What this program prints is what it is for.
#![allow(clippy::print_stdout)]

mod bound;
mod module;
mod shipped;
mod symbol;
mod table;
mod weight;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use bound::Bound;
use module::Module;
use shipped::Shipped;

#[derive(Parser)]
#[command(about = "Says where the bytes are of what is shipped")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Weigh every file that is shipped
    Files {
        /// The folder that `cargo xtask dist` filled
        #[arg(long)]
        dist: PathBuf,
    },
    /// Fail if what questions need is heavier than it may be
    Check(Held),
    /// Make today's weight of what questions need what it may weigh, if that is not more than before
    Lower(Held),
    /// Take a module apart
    Module(module::Options),
}

#[derive(Args)]
struct Held {
    /// The folder that `cargo xtask dist` filled
    #[arg(long)]
    dist: PathBuf,
    /// The file with what each part may weigh
    #[arg(long)]
    bound: PathBuf,
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
        Command::Files { dist } => print!("{}", Shipped::read(dist)?.tables()),
        Command::Check(Held { dist, bound }) => {
            println!("{}", Bound::read(bound)?.check(&Bound::today(dist)?)?);
        }
        Command::Lower(Held { dist, bound }) => {
            let lowered = Bound::read(bound)?.lowered(Bound::today(dist)?)?;
            lowered.write(bound)?;
            println!("{}", lowered.check(&lowered)?);
        }
        Command::Module(options) => print!("{}", Module::read(options)?.tables(options)),
    }
    Ok(())
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
