//! A browser process, and which test has it next: in Firefox it takes longer to start and end one than many a test.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;
use tokio::runtime::{Builder, Runtime};

use super::profile::Profile;
use super::{Scheme, capabilities};
use crate::surroundings::{Engine, Surroundings};

/// How many tests may have the same one, so that what piles up in a browser stays little.
const TESTS: usize = 20;

/// The one that the last test was done with.
static KEPT: Mutex<Option<Browser>> = Mutex::new(None);

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
        // A driver may allow no second one.
        drop(kept());
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
            tests: 0,
        }
    }

    /// The one that was kept, in a new window, or another one.
    pub(super) fn kept_or_started(scheme: Scheme) -> Self {
        let mut browser = kept()
            .filter(|kept| kept.scheme == scheme && kept.tests < TESTS)
            .and_then(|kept| kept.run(open_anew(kept.driver())).is_ok().then_some(kept))
            .unwrap_or_else(|| Self::start(scheme));
        browser.tests += 1;
        browser
    }

    /// Keeps it for the next test, unless this one fails, which may leave anything behind; WebKitGTK's starts as
    /// quickly as it opens a window, and a screen reader may be in the midst of saying what is in this one.
    pub(super) fn keep(self) {
        let Surroundings { engine, orca, .. } = Surroundings::get();
        if *engine != Engine::WebKit && orca.is_none() && !thread::panicking() {
            *KEPT.lock().unwrap_or_else(PoisonError::into_inner) = Some(self);
        }
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

fn kept() -> Option<Browser> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).take()
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
