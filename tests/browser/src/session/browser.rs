//! A browser process, which one test has after another: in Firefox it takes longer to start and end one than many a
//! test.

use std::path::Path;

use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;
use tokio::runtime::{Builder, Runtime};

use super::profile::Profile;
use super::{Scheme, capabilities};
use crate::surroundings::{Engine, Surroundings};

/// How many tests may have the same one, so that what piles up in a browser stays little.
const TESTS: usize = 20;

/// A browser with one window, ended when dropped.
pub(super) struct Browser {
    runtime: Runtime,
    driver: Option<WebDriver>,
    _profile: Option<Profile>,
    scheme: Scheme,
    /// How many tests have had it.
    tests: usize,
}

impl Browser {
    /// Starts one with a profile of its own; panics if the driver cannot.
    pub(super) fn start(scheme: Scheme) -> Self {
        let surroundings = Surroundings::get();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let start = |scheme, profile: Option<&Path>| {
            let server = surroundings.webdriver.as_str();
            let capabilities = capabilities(surroundings, scheme, profile);
            runtime
                .block_on(WebDriver::new(server, capabilities))
                .unwrap_or_else(|error| panic!("{server} does not start a browser: {error}"))
        };
        let profile = match surroundings.engine {
            Engine::Firefox => Some(Profile::new(&surroundings.downloads, |folder| {
                let first = start(Scheme::Light, Some(folder));
                runtime.block_on(first.quit()).unwrap();
            })),
            Engine::Chromium | Engine::WebKit => None,
        };
        let driver = start(scheme, profile.as_ref().map(Profile::path));
        Self {
            runtime,
            driver: Some(driver),
            _profile: profile,
            scheme,
            tests: 1,
        }
    }

    /// The same for another test, in a new window; none if it cannot be had so, and then it is ended.
    pub(super) fn in_a_new_window(mut self, scheme: Scheme) -> Option<Self> {
        let is_fit = self.scheme == scheme && self.tests < TESTS;
        self.tests += 1;
        (is_fit && self.run(open_anew(self.driver())).is_ok()).then_some(self)
    }

    pub(super) fn driver(&self) -> &WebDriver {
        self.driver
            .as_ref()
            .expect("the driver is there until the browser is dropped")
    }

    /// Waits for what comes of a command.
    pub(super) fn run<T>(&self, command: impl Future<Output = T>) -> T {
        self.runtime.block_on(command)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // A test may be failing already; that is the failure to report.
            let _ = self.runtime.block_on(driver.quit());
        }
    }
}

/// Opens a window without a history, of the same size, and closes every other.
async fn open_anew(driver: &WebDriver) -> WebDriverResult<()> {
    let others = driver.windows().await?;
    let new = driver.new_tab().await?;
    for other in others {
        driver.switch_to_window(other).await?;
        driver.close_window().await?;
    }
    driver.switch_to_window(new).await
}
