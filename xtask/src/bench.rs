//! `cargo xtask bench`: what the page costs next to the same questions written by hand and in SurveyJS.
//!
//! The pages are in `bench/page/`; what is measured is decided by `tests/browser/src/bench.rs`.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::command::{run_loudly, run_quietly};
use crate::dist;
use crate::page::Extras;
use crate::project;
use crate::test::browser_tests;
use crate::tools::debian::{self, Need};
use crate::tools::{Toolbox, npm};
use crate::webdriver::{Browser, WebDriver};

/// What to measure.
#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// How long the page takes to load on a slow machine and a slow line, in Chromium
    Page {
        /// How often each page is loaded
        #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u64).range(1..))]
        rounds: u64,
    },
    /// How long it takes from Continue to the next question
    Step {
        /// Only in these engines
        #[arg(long, value_name = "ENGINE", value_delimiter = ',')]
        browser: Vec<Browser>,
    },
    /// How the widget grows with the guide and with use, in Chromium
    Guide,
}

/// Sets up, builds the release artefact and what it is compared with, and measures.
pub(crate) fn run(options: &Options) -> Result<()> {
    let (test, browsers, rounds) = match &options.what {
        What::Page { rounds } => ("bench_page", vec![Browser::Chromium], Some(*rounds)),
        What::Step { browser } if browser.is_empty() => ("bench_step", Browser::ALL.into(), None),
        What::Step { browser } => ("bench_step", browser.clone(), None),
        What::Guide => ("bench_guide", vec![Browser::Chromium], None),
    };
    let engines_needs = browsers.iter().flat_map(|browser| browser.needs());
    let extras = Extras {
        needs: engines_needs
            .chain([Need::Nginx, Need::NginxBrotli])
            .collect(),
        npm: true,
        geckodriver: browsers.contains(&Browser::Firefox),
    };
    let toolbox = dist::provide(&extras)?;
    build_others(&toolbox)?;
    for browser in browsers {
        println!("\n== {}", browser.name());
        let driver = WebDriver::start(browser, &toolbox)?;
        let mut tests = browser_tests(browser, &driver)?;
        tests
            .args(["--ignored", "--nocapture", test])
            .env("SIGNPOST_BENCH", folder())
            .env(
                "SIGNPOST_NGINX",
                debian::nginx().context("nginx has gone from this machine")?,
            );
        if let Some(rounds) = rounds {
            tests.env("SIGNPOST_ROUNDS", rounds.to_string());
        }
        run_loudly(&mut tests).with_context(|| format!("in {}", browser.name()))?;
    }
    Ok(())
}

/// The folder with the pages that the widget is compared with, one in a folder each.
fn folder() -> PathBuf {
    project::root().join("target/bench-page")
}

/// Builds them, of the guide that is shipped.
fn build_others(toolbox: &Toolbox) -> Result<()> {
    let root = project::root();
    let log =
        |what| Ok::<_, anyhow::Error>(project::cache()?.join(format!("logs/bench-{what}.log")));
    npm::install_beside(&lock_file(), &log("install")?)?;
    let packages = [npm::packages()?, lock_file().with_file_name("node_modules")];
    let mut node = toolbox.command("node")?;
    node.arg(root.join("bench/page/build.mjs"))
        .arg(root.join("static/guides/professional-services"))
        .arg(folder())
        .env(
            "NODE_PATH",
            env::join_paths(packages).context("a folder's name holds a colon")?,
        );
    run_quietly(&mut node, &log("build")?)
}

fn lock_file() -> PathBuf {
    project::root().join("bench/page/surveyjs/package-lock.json")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::*;

    #[test]
    fn the_lock_file_names_no_registry() {
        let lock = fs::read_to_string(lock_file()).unwrap();
        assert!(
            !lock.contains("\"resolved\""),
            "run npm with the .npmrc beside it"
        );
    }
}
