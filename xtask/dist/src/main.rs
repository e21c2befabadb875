//! What `cargo xtask dist` runs once Trunk has built the page: makes of it what is shipped.
//!
//! The parts, in the order of work: `release` (the folder that pages embed), `pages` (the standalone
//! page, the single file, the snippet), `packed` (compressed copies and the list of checksums).
//! The same page makes the same bytes, wherever and whenever this runs.

// What this program prints is what it is for.
#![allow(clippy::print_stdout)]

mod files;
mod letters;
mod packed;
mod pages;
mod release;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use release::Release;

/// Where everything is, and where it goes.
#[derive(Debug, Parser)]
struct Options {
    /// The folder that Trunk filled
    #[arg(long)]
    page: PathBuf,
    /// The folder of the element's own files: the manifest, the types, the licences
    #[arg(long)]
    root: PathBuf,
    /// A folder for what is made on the way
    #[arg(long)]
    stage: PathBuf,
    /// The folder to fill; what was in it is gone
    #[arg(long)]
    out: PathBuf,
    /// The programs of the npm packages
    #[arg(long)]
    programs: PathBuf,
    /// Where the folder will be served, for the snippet
    #[arg(long, default_value = "https://help.example/signpost/", value_parser = folder)]
    base: String,
}

/// The address of a folder, whether it was written with its last slash or not.
fn folder(address: &str) -> Result<String> {
    Ok(format!("{}/", address.trim_end_matches('/')))
}

fn main() -> Result<()> {
    let options = Options::parse();
    files::empty(&options.out)?;
    let release = Release::make(&options)?;
    pages::make(&options, &release)?;
    let count = packed::make(&options.out)?;
    println!(
        "{}: version {}, {count} files",
        options.out.display(),
        release.version
    );
    Ok(())
}
