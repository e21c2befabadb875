//! One window of a browser, which has been nowhere, told through WebDriver what to do; it knows nothing of the widget.

mod browser;
mod profile;
mod slow;

use std::fmt;
use std::future::Future;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use axum::http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};
use thirtyfour::components::SelectElement;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, Key, WebDriver, WebElement};

use self::browser::Browser;
pub(crate) use self::slow::{Slowness, Traffic};
use crate::surroundings::{Engine, Surroundings};

/// How long anything but a failure may take: generous, since machines that test are busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// Between two looks at a page, which has its own work to do.
const PAUSE: Duration = Duration::from_millis(10);

/// The browser that tests take turns with, once one is started: drivers differ in how many sessions they allow, and
/// deadlines mean little side by side.
static BROWSER: Mutex<Option<Browser>> = Mutex::new(None);

/// A browser that one test has for itself, for a time.
pub(crate) struct Session {
    /// There as long as this is.
    browser: MutexGuard<'static, Option<Browser>>,
    is_to_be_kept: bool,
}

/// What a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Weight {
    /// The elements of the document itself.
    pub(crate) elements: f64,
    /// The nodes of all documents and shadow trees, those that are on no page included.
    pub(crate) nodes: f64,
    /// The listeners on them.
    pub(crate) listeners: f64,
    /// The bytes of scripts' objects.
    pub(crate) heap: f64,
}

/// What the person has told the system to prefer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Light,
    Dark,
    /// A few colours of the system's own, put in place of the page's; WebKitGTK has no such thing.
    Forced,
}

impl Session {
    /// A window that nobody has used, with no history; panics if the driver cannot open one.
    ///
    /// Other tests may have used the browser, each in a window of its own and on pages of its own.
    pub(crate) fn start(scheme: Scheme) -> Self {
        let Surroundings { engine, orca, .. } = Surroundings::get();
        let mut browser = turn();
        let kept = browser.take().and_then(|kept| kept.in_a_new_window(scheme));
        *browser = Some(kept.unwrap_or_else(|| Browser::start(scheme)));
        let session = Self {
            browser,
            // WebKitGTK starts as quickly as it opens a window, and a screen reader may be in the midst of
            // saying what is in this one.
            is_to_be_kept: *engine != Engine::WebKit && orca.is_none(),
        };
        if *engine == Engine::Chromium {
            // What others sent is none of this test's.
            session.events();
        }
        session
    }

    /// Starts a browser that nothing has been done in, for what is measured or goes on for long; panics if the driver
    /// cannot.
    pub(crate) fn start_anew(scheme: Scheme) -> Self {
        let mut browser = turn();
        // A driver may allow no second one.
        drop(browser.take());
        *browser = Some(Browser::start(scheme));
        Self {
            browser,
            is_to_be_kept: false,
        }
    }

    pub(crate) fn go_to(&self, address: &str) {
        self.done("go to a page", self.driver().goto(address));
    }

    pub(crate) fn reload(&self) {
        self.done("reload", self.driver().refresh());
    }

    pub(crate) fn back(&self) {
        self.done("go back", self.driver().back());
    }

    pub(crate) fn forward(&self) {
        self.done("go forward", self.driver().forward());
    }

    /// From now on scripts and clicks are those of this frame's page.
    pub(crate) fn enter_frame(&self, frame: WebElement) {
        self.done("enter a frame", frame.enter_frame());
    }

    /// From now on scripts and clicks are those of the page around all frames again.
    pub(crate) fn leave_frames(&self) {
        self.done("leave the frames", self.driver().enter_default_frame());
    }

    /// What a script in the page returns.
    pub(crate) fn ask<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        let returned = self.done(script, self.driver().execute(script, arguments.to_vec()));
        returned
            .convert()
            .unwrap_or_else(|error| panic!("{error}: {:?}", returned.json()))
    }

    /// What a script returns that only looks.
    ///
    /// WebKitGTK's driver (2.50) now and then loses what a script returned while the page's address
    /// was changing. Nothing but looking can be done again; gone once the driver no longer does.
    pub(crate) fn look<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        wait_for("what the page shows", PATIENCE, || {
            let looked = self.driver().execute(script, arguments.to_vec());
            match self.browser().run(looked) {
                Err(error) if error.to_string().contains("Could not parse script result") => {
                    Err(error.to_string())
                }
                looked => Ok(self.done("look", async { looked })),
            }
        })
        .convert()
        .unwrap()
    }

    /// What a script in the page hands to its last argument, a function.
    pub(crate) fn await_answer(&self, script: &str, arguments: &[Value]) -> Value {
        let returned = self.done(
            "run a script",
            self.driver().execute_async(script, arguments.to_vec()),
        );
        returned.json().clone()
    }

    /// The elements that a script in the page returns.
    pub(crate) fn find(&self, script: &str, arguments: &[Value]) -> Vec<WebElement> {
        let returned = self.done(script, self.driver().execute(script, arguments.to_vec()));
        returned.elements().unwrap()
    }

    pub(crate) fn click(&self, element: &WebElement) {
        self.done("click", element.click());
    }

    /// Chooses the entry of this label from a list.
    pub(crate) fn choose_from(&self, list: &WebElement, label: &str) {
        let choose = async {
            let list = SelectElement::new(list).await?;
            list.select_by_exact_text(label).await
        };
        self.done("choose from a list", choose);
    }

    /// Points at an element and presses nothing.
    pub(crate) fn point_at(&self, element: &WebElement) {
        // Not every driver brings it into sight.
        self.done("scroll", element.scroll_into_view());
        let actions = self.driver().action_chain();
        self.done("point", actions.move_to_element_center(element).perform());
    }

    /// Chooses a file in a field for one.
    pub(crate) fn upload(&self, field: &WebElement, file: &Path) {
        let path = file.to_str().expect("a path that a driver can be told");
        self.done("choose a file", field.send_keys(path));
    }

    /// The page as it is printed on A4, a PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        let parameters = PrintParameters {
            page: PrintPage {
                width: 21.0,
                height: 29.7,
            },
            margin: PrintMargins {
                top: 1.4,
                bottom: 1.4,
                left: 1.4,
                right: 1.4,
            },
            ..PrintParameters::default()
        };
        self.done("print", self.driver().print_page(parameters))
    }

    /// What is seen of the page, a PNG.
    pub(crate) fn picture(&self) -> Vec<u8> {
        self.done("take a picture", self.driver().screenshot_as_png())
    }

    /// What is seen of an element, a PNG.
    pub(crate) fn picture_of(&self, element: &WebElement) -> Vec<u8> {
        self.done("take a picture", element.screenshot_as_png())
    }

    /// From now on pages run no scripts, as if somebody had turned them off; in Chromium alone.
    pub(crate) fn turn_scripts_off(&self) {
        self.tell_chromium(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        );
    }

    /// Shows the page as a screen of this size does, in CSS pixels; in Chromium alone.
    pub(crate) fn emulate(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1.5, "mobile": true,
        });
        self.tell_chromium("Emulation.setDeviceMetricsOverride", size);
    }

    /// What the page holds once all rubbish is gone. Only Chromium can count more than elements.
    pub(crate) fn weigh(&self) -> Weight {
        let elements = self.ask("return document.querySelectorAll('*').length;", &[]);
        if Surroundings::get().engine != Engine::Chromium {
            return Weight {
                elements,
                ..Weight::default()
            };
        }
        for method in ["HeapProfiler.collectGarbage", "Performance.enable"] {
            self.tell_chromium(method, json!({}));
        }
        let metrics = self.tell_chromium("Performance.getMetrics", json!({}));
        let metric = |name: &str| {
            let metrics = metrics["metrics"].as_array().unwrap();
            let found = metrics.iter().find(|metric| metric["name"] == name);
            found.and_then(|metric| metric["value"].as_f64()).unwrap()
        };
        Weight {
            elements,
            nodes: metric("Nodes"),
            listeners: metric("JSEventListeners"),
            heap: metric("JSHeapUsedSize"),
        }
    }

    /// Shows the page as paper does; in Chromium alone.
    pub(crate) fn emulate_print(&self) {
        self.tell_chromium("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    }

    fn tell_chromium(&self, method: &'static str, parameters: Value) -> Value {
        let command = DevTools { method, parameters };
        let answer = self.done(
            method,
            self.driver()
                .cmd(Command::ExtensionCommand(Box::new(command))),
        );
        answer.value().unwrap()
    }

    /// What Chromium's developer tools have seen leave since this was last asked: the addresses.
    pub(crate) fn sent(&self) -> Vec<String> {
        let sent = self.events().into_iter().filter(|event| {
            ["Network.requestWillBeSent", "Network.webSocketCreated"]
                .contains(&event.method.as_str())
        });
        let addresses = sent.map(|Event { params, .. }| {
            let address = params["request"]["url"].as_str();
            let address = address.or_else(|| params["url"].as_str());
            address.unwrap_or("nowhere").to_owned()
        });
        addresses.collect()
    }

    /// What Chromium's developer tools have told since this was last asked.
    fn events(&self) -> Vec<Event> {
        let log = self.done(
            "read the log of the network",
            self.driver().cmd(Command::ExtensionCommand(Box::new(Log))),
        );
        let entries: Vec<LogEntry> = log.value().unwrap();
        let events = entries.iter().map(|entry| {
            let told: Told = serde_json::from_str(&entry.message).unwrap();
            told.message
        });
        events.collect()
    }

    /// The name of the element as assistive technology is told it.
    pub(crate) fn name_of(&self, element: &WebElement) -> String {
        self.computed(element, "computedlabel")
    }

    /// The role of the element as assistive technology is told it.
    pub(crate) fn role_of(&self, element: &WebElement) -> String {
        self.computed(element, "computedrole")
    }

    fn computed(&self, element: &WebElement, property: &'static str) -> String {
        let computed = self.done(
            property,
            self.driver()
                .cmd(Command::ExtensionCommand(Box::new(Computed {
                    element: element.element_id().to_string(),
                    property,
                }))),
        );
        computed.value().unwrap()
    }

    /// Presses keys one after another, wherever the focus is.
    pub(crate) fn type_keys(&self, keys: &str) {
        self.done(
            "press keys",
            self.driver().action_chain().send_keys(keys).perform(),
        );
    }

    /// Presses keys one after another while Shift is down.
    pub(crate) fn type_keys_with_shift(&self, keys: &str) {
        let actions = self.driver().action_chain().key_down(Key::Shift);
        self.done(
            "press keys with Shift",
            actions.send_keys(keys).key_up(Key::Shift).perform(),
        );
    }

    /// Presses the mouse on the middle of an element and lets it go at the corner of the page.
    pub(crate) fn press_and_think_better(&self, element: &WebElement) {
        let actions = self
            .driver()
            .action_chain_with_delay(None, Some(Duration::ZERO));
        let actions = actions.click_and_hold_element(element).move_to(0, 0);
        self.done("press and move away", actions.release().perform());
    }

    /// Clicks twice on the middle of an element, without a pause, whatever is there the second time.
    pub(crate) fn double_click(&self, element: &WebElement) {
        // Not every driver brings it into sight.
        self.done("scroll", element.scroll_into_view());
        let actions = self
            .driver()
            .action_chain_with_delay(None, Some(Duration::ZERO));
        let actions = actions.double_click_element(element);
        self.done("double click", actions.perform());
    }

    /// Presses the mouse on the middle of an element and keeps it down.
    pub(crate) fn hold(&self, element: &WebElement) {
        let actions = self
            .driver()
            .action_chain_with_delay(None, Some(Duration::ZERO));
        let actions = actions.click_and_hold_element(element);
        self.done("press and hold", actions.perform());
    }

    /// Lets the mouse go.
    pub(crate) fn let_go(&self) {
        let actions = self
            .driver()
            .action_chain_with_delay(None, Some(Duration::ZERO));
        self.done("let the mouse go", actions.release().perform());
    }

    fn driver(&self) -> &WebDriver {
        self.browser().driver()
    }

    fn browser(&self) -> &Browser {
        let browser = self.browser.as_ref();
        browser.expect("the browser is there until the session is dropped")
    }

    #[track_caller]
    fn done<T>(&self, what: &str, command: impl Future<Output = WebDriverResult<T>>) -> T {
        match self.browser().run(command) {
            Ok(value) => value,
            Err(error) => panic!("the browser cannot {what}: {error}"),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that fails may leave anything behind.
        if !self.is_to_be_kept || thread::panicking() {
            drop(self.browser.take());
        }
    }
}

fn turn() -> MutexGuard<'static, Option<Browser>> {
    BROWSER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until the check answers; panics with what was waited for and what was seen last.
#[track_caller]
pub(crate) fn wait_for<T>(
    what: impl fmt::Display,
    deadline: Duration,
    mut check: impl FnMut() -> Result<T, String>,
) -> T {
    let start = Instant::now();
    loop {
        match check() {
            Ok(found) => return found,
            Err(seen) => {
                assert!(
                    start.elapsed() < deadline,
                    "waited {deadline:?} for {what}; saw {seen}"
                );
            }
        }
        thread::sleep(PAUSE);
    }
}

/// Checks again and again for as long as this; panics with what was seen when the check fails.
#[track_caller]
pub(crate) fn hold_for(
    what: impl fmt::Display,
    duration: Duration,
    mut check: impl FnMut() -> Result<(), String>,
) {
    let start = Instant::now();
    while start.elapsed() < duration {
        if let Err(seen) = check() {
            panic!("{what} did not last {duration:?}; saw {seen}");
        }
        thread::sleep(PAUSE);
    }
}

fn capabilities(
    surroundings: &Surroundings,
    scheme: Scheme,
    profile: Option<&Path>,
) -> Capabilities {
    let binary = &surroundings.browser_binary;
    let audience = match &surroundings.orca {
        Some(_) => Audience::ScreenReader,
        None => Audience::Driver,
    };
    let (key, options) = match surroundings.engine {
        Engine::Chromium => (
            "goog:chromeOptions",
            chromium_options(surroundings, scheme, audience),
        ),
        Engine::Firefox => (
            "moz:firefoxOptions",
            firefox_options(surroundings, scheme, audience, profile),
        ),
        Engine::WebKit => ("webkitgtk:browserOptions", webkit_options(binary, scheme)),
    };
    let mut capabilities = Capabilities::new();
    capabilities.set(key, options).unwrap();
    if surroundings.engine == Engine::Chromium {
        let everything = json!({ "performance": "ALL" });
        capabilities.set("goog:loggingPrefs", everything).unwrap();
    }
    capabilities
}

/// Who is to perceive what the browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    /// The driver alone.
    Driver,
    /// A screen reader too, for which the browser must be on a screen.
    ScreenReader,
}

fn chromium_options(surroundings: &Surroundings, scheme: Scheme, audience: Audience) -> Value {
    let mut arguments = vec![
        // Debian's sandbox does not start for root, as whom tests run in a container.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // The driver aims before such a scroll ends.
        "--disable-smooth-scrolling",
        // Scripts change the address more often than a person could.
        "--disable-ipc-flooding-protection",
        "--window-size=1280,1000",
    ];
    match scheme {
        Scheme::Light => {}
        Scheme::Dark => arguments.push("--blink-settings=preferredColorScheme=0"),
        Scheme::Forced => arguments.push("--force-high-contrast"),
    }
    match audience {
        Audience::Driver => arguments.push("--headless"),
        Audience::ScreenReader => {
            // Below the pointer, where the keys go on a screen that no window manager looks after.
            arguments.extend(["--force-renderer-accessibility", "--window-position=0,0"]);
        }
    }
    json!({
        "binary": surroundings.browser_binary,
        "args": arguments,
        "prefs": { "download.default_directory": surroundings.downloads },
    })
}

fn firefox_options(
    surroundings: &Surroundings,
    scheme: Scheme,
    audience: Audience,
    profile: Option<&Path>,
) -> Value {
    // The second pref: 0 leaves the page its colours where the system does, 2 never does.
    let (content_scheme, colours) = match scheme {
        Scheme::Dark => (0, 0),
        Scheme::Light => (1, 0),
        Scheme::Forced => (1, 2),
    };
    let mut arguments = vec!["-width", "1280", "-height", "1000"];
    if let Some(profile) = profile {
        let profile = profile.to_str().expect("a path that a driver can be told");
        arguments.extend(["-profile", profile]);
    }
    match audience {
        Audience::Driver => arguments.push("-headless"),
        Audience::ScreenReader => {}
    }
    json!({
        "binary": surroundings.browser_binary,
        "args": arguments,
        "prefs": {
            // The folder that is named, and no other.
            "browser.download.folderList": 2,
            "browser.download.dir": surroundings.downloads,
            "layout.css.prefers-color-scheme.content-override": content_scheme,
            "browser.display.document_color_use": colours,
        },
    })
}

fn webkit_options(binary: &str, scheme: Scheme) -> Value {
    let mut arguments = vec!["--automation", "--geometry=1280x1000"];
    match scheme {
        Scheme::Light | Scheme::Forced => {}
        Scheme::Dark => arguments.push("--dark-mode"),
    }
    json!({ "binary": binary, "args": arguments })
}

/// A command of Chromium's developer tools, which its driver passes on.
#[derive(Debug)]
struct DevTools {
    method: &'static str,
    parameters: Value,
}

impl ExtensionCommand for DevTools {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "cmd": self.method, "params": self.parameters }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/goog/cdp/execute".into()
    }
}

/// What Chromium's driver has written down of its developer tools' events.
#[derive(Debug)]
struct Log;

#[derive(Debug, Deserialize)]
struct LogEntry {
    message: String,
}

#[derive(Debug, Deserialize)]
struct Told {
    message: Event,
}

/// An event of Chromium's developer tools.
#[derive(Debug, Deserialize)]
struct Event {
    method: String,
    params: Value,
}

impl ExtensionCommand for Log {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "type": "performance" }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/se/log".into()
    }
}

/// WebDriver's "get computed label" and "get computed role", which thirtyfour does not offer.
#[derive(Debug)]
struct Computed {
    element: String,
    property: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> Method {
        Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/{}", self.element, self.property).into()
    }
}
