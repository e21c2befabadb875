//! The browsers' WebDriver servers: started on free ports, waited for, always ended.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::command::{as_typed, end_of, log_to};
use crate::desktop;
use crate::processes;
use crate::project;
use crate::tools::debian::{Need, firefox, mini_browser};
use crate::tools::{Toolbox, found};

const TIME_TO_START: Duration = Duration::from_secs(30);
const TIME_TO_ANSWER: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// A browser engine that the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
    Webkit,
}

impl Browser {
    /// All of them, in the order in which they are tested.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name, as in `--browser` and `SIGNPOST_BROWSER`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// What Debian packages for it.
    pub(crate) fn needs(self) -> Vec<Need> {
        let mut needs = vec![Need::Font, Need::Program("pdfinfo", "poppler-utils")];
        match self {
            Self::Chromium => {
                needs.push(Need::Program("chromium", "chromium"));
                needs.push(Need::Program("chromedriver", "chromium-driver"));
            }
            Self::Firefox => needs.push(Need::Firefox),
            Self::Webkit => {
                needs.push(Need::Program("WebKitWebDriver", "webkit2gtk-driver"));
                needs.push(Need::MiniBrowser);
                needs.push(Need::Program("Xvfb", "xvfb"));
            }
        }
        needs
    }

    /// The browser's own program.
    pub(crate) fn program(self) -> Result<PathBuf> {
        let found = match self {
            Self::Chromium => found::on_path("chromium"),
            Self::Firefox => firefox(),
            Self::Webkit => mini_browser(),
        };
        found.with_context(|| {
            format!(
                "{} has gone from this machine since the set-up",
                self.name()
            )
        })
    }

    fn driver(self, toolbox: &Toolbox, port: u16) -> Result<Command> {
        let (program, port) = match self {
            Self::Chromium => ("chromedriver", format!("--port={port}")),
            Self::Firefox => ("geckodriver", format!("--port={port}")),
            Self::Webkit => ("WebKitWebDriver", format!("--port={port}")),
        };
        let mut driver = toolbox.command(program)?;
        driver.arg(port);
        if self == Self::Webkit {
            // Without it memory is damaged now and then on Linux, as far as measured: docs/reliability.md.
            driver.env("JSC_useWasmOSR", "0");
        }
        Ok(driver)
    }
}

/// A WebDriver server that answers; dropping it ends it and its browsers.
pub(crate) struct WebDriver {
    port: u16,
    downloads: PathBuf,
}

impl WebDriver {
    /// Starts the browser's server, and a screen for it where it needs one.
    pub(crate) fn start(browser: Browser, toolbox: &Toolbox) -> Result<Self> {
        match browser {
            Browser::Chromium | Browser::Firefox => Self::start_with(browser, toolbox, |_| {}),
            // WebKitGTK has no headless mode.
            Browser::Webkit => {
                let screen = desktop::start_screen()?;
                Self::start_with(browser, toolbox, |command| {
                    desktop::show_on(&screen, command);
                })
            }
        }
    }

    /// Starts the browser's server in surroundings that the caller adds to its command.
    pub(crate) fn start_with(
        browser: Browser,
        toolbox: &Toolbox,
        surround: impl FnOnce(&mut Command),
    ) -> Result<Self> {
        let port = free_port()?;
        let mut command = browser.driver(toolbox, port)?;
        let downloads = downloads(browser, &mut command)?;
        surround(&mut command);
        let log = project::cache()?.join(format!("logs/webdriver-{}.log", browser.name()));
        let child = log_to(&mut command, &log)?
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start `{}`", as_typed(&command)))?;
        // Made before waiting, so that a server that never answers is ended too.
        let driver = Self { port, downloads };
        driver.wait(child).with_context(|| {
            format!(
                "`{}`; the end of {}:\n{}",
                as_typed(&command),
                log.display(),
                end_of(&log)
            )
        })?;
        Ok(driver)
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder that its browsers are to save files in.
    pub(crate) fn downloads(&self) -> &Path {
        &self.downloads
    }

    fn wait(&self, mut child: Child) -> Result<()> {
        let deadline = Instant::now() + TIME_TO_START;
        while Instant::now() < deadline {
            if let Some(status) = child
                .try_wait()
                .context("cannot watch the WebDriver server")?
            {
                bail!("the WebDriver server ended ({status})");
            }
            if get(self.port, "/status").is_some_and(|answer| says_ready(&answer)) {
                return Ok(());
            }
            thread::sleep(PAUSE);
        }
        bail!(
            "the WebDriver server did not get ready in {} seconds",
            TIME_TO_START.as_secs()
        )
    }
}

impl Drop for WebDriver {
    fn drop(&mut self) {
        processes::end_descendants();
    }
}

/// Makes an empty folder for what the browsers save. WebKitGTK, which no driver can tell where to
/// save, is told as a desktop tells it.
fn downloads(browser: Browser, command: &mut Command) -> Result<PathBuf> {
    let folder = project::root().join(format!("target/downloads/{}", browser.name()));
    let settings = folder.join("settings");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&settings).with_context(|| format!("cannot make {}", settings.display()))?;
    if browser == Browser::Webkit {
        let path = settings.join("user-dirs.dirs");
        let line = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.display());
        fs::write(&path, line).with_context(|| format!("cannot write {}", path.display()))?;
        command.env("XDG_CONFIG_HOME", &settings);
    }
    Ok(folder)
}

/// The body of a page on this machine, if it is there.
pub(crate) fn get(port: u16, path: &str) -> Option<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, TIME_TO_ANSWER).ok()?;
    stream.set_read_timeout(Some(TIME_TO_ANSWER)).ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    let mut answer = Vec::new();
    // A server that keeps the line open is heard until the time is up.
    let _ = stream.read_to_end(&mut answer);
    body_of_ok(&String::from_utf8_lossy(&answer)).map(str::to_owned)
}

fn body_of_ok(answer: &str) -> Option<&str> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    (head.split_whitespace().nth(1)? == "200").then_some(body)
}

fn says_ready(status: &str) -> bool {
    let packed: String = status.split_whitespace().collect();
    packed.contains("\"ready\":true")
}

fn free_port() -> Result<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port of 127.0.0.1 is free")?;
    Ok(listener
        .local_addr()
        .context("a port without a number")?
        .port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_ready_when_it_says_so() {
        assert!(says_ready(r#"{"value":{"message":"","ready": true}}"#));
        assert!(!says_ready(r#"{"value":{"ready":false}}"#));
    }

    #[test]
    fn only_a_page_that_is_there_has_a_body() {
        assert_eq!(
            body_of_ok("HTTP/1.1 200 OK\r\nA: b\r\n\r\nhello"),
            Some("hello")
        );
        assert_eq!(body_of_ok("HTTP/1.1 404 Not Found\r\n\r\nhello"), None);
        assert_eq!(body_of_ok(""), None);
    }

    #[test]
    fn nobody_answers_on_a_port_nobody_has() {
        let port = free_port();
        assert!(port.is_ok_and(|port| get(port, "/").is_none()));
    }
}
