//! `cargo xtask listen`: what a screen reader says while a person answers, in two browser engines.
//!
//! The tests are those of `tests/browser/src/listening.rs`; they need a screen that programs draw
//! on and so are not among those of `cargo xtask test`.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::command::run_loudly;
use crate::dist;
use crate::orca::Orca;
use crate::page::Extras;
use crate::project;
use crate::test::browser_tests;
use crate::tools::Toolbox;
use crate::webdriver::{Browser, WebDriver};

/// Where to listen.
#[derive(Args)]
pub(crate) struct Options {
    /// Only in these engines
    #[arg(long, value_name = "ENGINE", value_delimiter = ',', default_values = ["chromium", "firefox"])]
    browser: Vec<Browser>,
    /// A part of the tests' names
    #[arg(last = true, value_name = "FILTER")]
    filter: Option<String>,
}

/// Sets up, builds the release artefact, and listens in one engine after the other.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.browser.contains(&Browser::Webkit) {
        bail!("Orca is listened to in chromium and in firefox");
    }
    let engines_needs = options.browser.iter().flat_map(|browser| browser.needs());
    let extras = Extras {
        needs: engines_needs.chain(Orca::needs()).collect(),
        npm: true,
        geckodriver: options.browser.contains(&Browser::Firefox),
    };
    let toolbox = dist::provide(&extras)?;
    for browser in &options.browser {
        listen_in(*browser, options.filter.as_deref(), &toolbox)
            .with_context(|| format!("in {}", browser.name()))?;
    }
    Ok(())
}

/// One screen reader for each engine, so that none has seen the other.
fn listen_in(browser: Browser, filter: Option<&str>, toolbox: &Toolbox) -> Result<()> {
    println!("\n== Orca in {}", browser.name());
    let logs = project::cache()?.join(format!("logs/listen-{}", browser.name()));
    fs::create_dir_all(&logs).with_context(|| format!("cannot create {}", logs.display()))?;
    let orca = Orca::start(&logs)?;
    let driver = WebDriver::start_with(browser, toolbox, |command| orca.surround(command))?;
    let mut tests = browser_tests(browser, &driver)?;
    tests
        .args(["--ignored", "--nocapture"])
        .arg(filter.unwrap_or("listening"))
        .env("SIGNPOST_ORCA", orca.debug_file())
        // For the keys that are pressed there.
        .env("DISPLAY", orca.screen());
    run_loudly(&mut tests)
}
