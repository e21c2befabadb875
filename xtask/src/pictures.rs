//! `cargo xtask pictures`: the pictures in the README and the docs, taken anew of the running widget.
//!
//! What is on them is decided by `tests/browser/src/pictures.rs`.

use anyhow::{Context, Result};
use clap::Args;

use crate::command::run_loudly;
use crate::dist;
use crate::page::Extras;
use crate::project;
use crate::test::browser_tests;
use crate::webdriver::{Browser, WebDriver};

/// Which pictures to take.
#[derive(Args)]
pub(crate) struct Options {
    /// A part of the names of those who take them
    #[arg(last = true, value_name = "FILTER")]
    filter: Option<String>,
}

/// Sets up, builds the release artefact, and takes the pictures.
pub(crate) fn run(options: &Options) -> Result<()> {
    let browser = Browser::Chromium;
    let extras = Extras {
        needs: browser.needs(),
        npm: true,
        geckodriver: false,
    };
    let toolbox = dist::provide(&extras)?;
    let driver = WebDriver::start(browser, &toolbox)?;
    let folder = project::root().join("docs/pictures");
    run_loudly(
        browser_tests(browser, &driver)?
            .arg("--ignored")
            .arg(options.filter.as_deref().unwrap_or("pictures_"))
            .env("SIGNPOST_PICTURES", &folder),
    )
    .with_context(|| format!("no new pictures in {}", folder.display()))
}
