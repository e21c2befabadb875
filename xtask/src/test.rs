//! `cargo xtask test`: every check, the quick ones first, up to the release artefact in three browser engines.
//!
//! The browser tests (`tests/browser`) run once per engine, with one session at a time, and read:
//!
//! | variable | meaning |
//! |---|---|
//! | `SIGNPOST_BROWSER` | `chromium`, `firefox` or `webkit` |
//! | `SIGNPOST_BROWSER_BINARY` | the browser's program; for `webkit` it is MiniBrowser |
//! | `SIGNPOST_WEBDRIVER` | where the WebDriver server answers, such as `http://127.0.0.1:41234` |
//! | `SIGNPOST_DIST` | the folder that `cargo xtask dist` fills |
//! | `SIGNPOST_REBUILT_STD` | set where that has been built with `--rebuilt-std` |
//! | `SIGNPOST_EXAMPLES` | the folder with the built `examples/`, only in `chromium` |
//! | `SIGNPOST_NGINX` | the program nginx, only in `chromium` |
//! | `SIGNPOST_AXE` | the file `axe.min.js` |
//! | `SIGNPOST_ORCA` | what Orca writes down, only when `cargo xtask listen` runs them |
//! | `SIGNPOST_PICTURES` | the folder for pictures, only when `cargo xtask pictures` runs them |
//! | `SIGNPOST_BENCH`, `SIGNPOST_ROUNDS` | the folder of the pages that the widget is compared with, and how often; only when `cargo xtask bench` runs them |
//! | `SIGNPOST_SEED` | what the random walks begin with; yours to set, to walk one again |

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::command::run_loudly;
use crate::dist;
use crate::examples;
use crate::page::{self, Extras, Profile};
use crate::progress::seconds;
use crate::project;
use crate::size;
use crate::tools::{Toolbox, debian, npm, rust};
use crate::webdriver::{Browser, WebDriver};

/// Which checks to make.
#[derive(Args)]
pub(crate) struct Options {
    /// Only these checks
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    only: Vec<Group>,
    /// Only the browser tests, in these engines
    #[arg(long, value_name = "ENGINE", value_delimiter = ',')]
    browser: Vec<Browser>,
    /// For the test programs: a part of the tests' names, or an option of theirs
    #[arg(last = true, value_name = "FILTER")]
    filter: Vec<String>,
}

/// A kind of check, as chosen by `--only`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Group {
    Format,
    Clippy,
    Native,
    Browser,
}

/// One thing to do, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Format,
    ClippyNative,
    ClippyWasm,
    Native,
    BrowserSetUp,
    Artefact,
    Size,
    Examples,
    BrowserBuild,
    Browser(Browser),
}

/// Makes the checks, up to the first that fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let steps = plan(&options.only, &options.browser);
    let extras = extras(&steps);
    if steps.contains(&Step::BrowserSetUp) {
        // What only root can mend is told before a long wait, not after it.
        extras.missing_packages()?;
    }
    let mut toolbox = Toolbox::default();
    let mut times = Vec::new();
    let start = Instant::now();
    for step in steps {
        println!("\n== {}", step.title());
        let begin = Instant::now();
        if let Err(error) = step.run(options, &extras, &mut toolbox) {
            eprintln!("\nerror: {error:#}\n");
            print_table(&times);
            anyhow::bail!("{} failed; only this again: {}", step.title(), step.again());
        }
        times.push((step.title(), begin.elapsed()));
    }
    times.push(("everything".to_owned(), start.elapsed()));
    print_table(&times);
    Ok(())
}

impl Step {
    fn title(self) -> String {
        match self {
            Self::Format => "format".to_owned(),
            Self::ClippyNative => "clippy, native".to_owned(),
            Self::ClippyWasm => "clippy, wasm32".to_owned(),
            Self::Native => "native tests".to_owned(),
            Self::BrowserSetUp => "set-up for the browser tests".to_owned(),
            Self::Artefact => "release artefact".to_owned(),
            Self::Size => "bytes of the questions".to_owned(),
            Self::Examples => "examples".to_owned(),
            Self::BrowserBuild => "build of the browser tests".to_owned(),
            Self::Browser(browser) => format!("browser tests in {}", browser.name()),
        }
    }

    fn again(self) -> String {
        let xtask = if rust::is_std_rebuilt() {
            "cargo xtask --rebuilt-std"
        } else {
            "cargo xtask"
        };
        let narrowed = match self {
            Self::Format => "--only format",
            Self::ClippyNative | Self::ClippyWasm => "--only clippy",
            Self::Native => "--only native",
            Self::BrowserSetUp | Self::Artefact | Self::BrowserBuild => "--only browser",
            Self::Examples => "--browser chromium",
            Self::Size => return format!("{xtask} size"),
            Self::Browser(browser) => {
                return format!("{xtask} test --browser {}", browser.name());
            }
        };
        format!("{xtask} test {narrowed}")
    }

    fn run(self, options: &Options, extras: &Extras, toolbox: &mut Toolbox) -> Result<()> {
        match self {
            Self::Format => {
                rust::provide_component("fmt", "rustfmt")?;
                run_loudly(
                    Command::new("cargo")
                        .args(["fmt", "--all", "--check"])
                        .current_dir(project::root()),
                )
            }
            Self::ClippyNative => {
                rust::provide_component("clippy", "clippy")?;
                run_loudly(cargo("clippy").args([
                    "--workspace",
                    "--all-targets",
                    "--",
                    "-D",
                    "warnings",
                ]))
            }
            Self::ClippyWasm => {
                rust::provide_component("clippy", "clippy")?;
                rust::provide_target()?;
                run_loudly(
                    cargo("clippy")
                        .args(["-p", "signpost", "--lib", "--bins", "--target", rust::WASM])
                        .args(["--", "-D", "warnings"]),
                )
            }
            Self::Native => run_loudly(
                cargo("test")
                    .args([
                        "-p", "signpost", "-p", "xtask", "-p", "guide", "-p", "dist", "-p", "size",
                    ])
                    .args(["--features", "signpost/proof", "--"])
                    .args(&options.filter),
            ),
            Self::BrowserSetUp => {
                *toolbox = page::set_up(Profile::Release, extras)?;
                Ok(())
            }
            Self::Artefact => dist::build(toolbox),
            Self::Size => size::check(),
            Self::Examples => examples::build(toolbox),
            Self::BrowserBuild => {
                run_loudly(cargo("test").args(["-p", "browser-tests", "--no-run"]))
            }
            Self::Browser(browser) => test_in(browser, &options.filter, toolbox),
        }
    }
}

fn plan(only: &[Group], browsers: &[Browser]) -> Vec<Step> {
    let is_wanted = |group: Group| match (only, browsers) {
        ([], []) => true,
        ([], _) => group == Group::Browser,
        (only, _) => only.contains(&group),
    };
    let mut steps = Vec::new();
    if is_wanted(Group::Format) {
        steps.push(Step::Format);
    }
    if is_wanted(Group::Clippy) {
        steps.extend([Step::ClippyNative, Step::ClippyWasm]);
    }
    if is_wanted(Group::Native) {
        steps.push(Step::Native);
    }
    if is_wanted(Group::Browser) {
        let is_chosen = |browser: &Browser| browsers.is_empty() || browsers.contains(browser);
        steps.extend([Step::BrowserSetUp, Step::Artefact, Step::Size]);
        if is_chosen(&Browser::Chromium) {
            steps.push(Step::Examples);
        }
        steps.push(Step::BrowserBuild);
        steps.extend(
            Browser::ALL
                .into_iter()
                .filter(is_chosen)
                .map(Step::Browser),
        );
    }
    steps
}

fn extras(steps: &[Step]) -> Extras {
    let is_chosen = |browser: &Browser| steps.contains(&Step::Browser(*browser));
    let mut needs: Vec<_> = Browser::ALL
        .into_iter()
        .filter(is_chosen)
        .flat_map(Browser::needs)
        .collect();
    if steps.contains(&Step::Examples) {
        needs.extend(examples::needs());
    }
    Extras {
        needs,
        npm: true,
        geckodriver: is_chosen(&Browser::Firefox),
    }
}

/// One server and one session at a time: Firefox's and WebKitGTK's servers allow no second,
/// and on two cores engines side by side would make tests that measure time unsteady.
fn test_in(browser: Browser, filter: &[String], toolbox: &Toolbox) -> Result<()> {
    let driver = WebDriver::start(browser, toolbox)?;
    let mut tests = browser_tests(browser, &driver)?;
    match browser {
        Browser::Chromium => {
            let nginx = debian::nginx().context("nginx has gone from this machine")?;
            tests
                .env("SIGNPOST_EXAMPLES", examples::folder())
                .env("SIGNPOST_NGINX", nginx)
        }
        // What others' sites do to the widget, and it to them, is looked at in one engine.
        Browser::Firefox | Browser::Webkit => {
            tests.args(["--skip", "examples::", "--skip", "hosting::"])
        }
    };
    run_loudly(tests.args(filter)).with_context(|| format!("in {}", browser.name()))
}

/// The browser tests in one engine, one after another; a filter and the programs' options may follow.
pub(crate) fn browser_tests(browser: Browser, driver: &WebDriver) -> Result<Command> {
    let mut tests = cargo("test");
    tests
        .args(["-p", "browser-tests", "--", "--test-threads=1"])
        .env("SIGNPOST_BROWSER", browser.name())
        .env("SIGNPOST_BROWSER_BINARY", browser.program()?)
        .env("SIGNPOST_WEBDRIVER", driver.url())
        .env("SIGNPOST_DOWNLOADS", driver.downloads())
        .env("SIGNPOST_DIST", project::dist())
        .env("SIGNPOST_AXE", npm::axe()?);
    if rust::is_std_rebuilt() {
        tests.env("SIGNPOST_REBUILT_STD", "1");
    }
    Ok(tests)
}

fn cargo(subcommand: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .arg(subcommand)
        .args(project::locked())
        .current_dir(project::root());
    cargo
}

fn print_table(times: &[(String, Duration)]) {
    println!();
    for (title, time) in times {
        println!("{title:<32} {:>12}", seconds(*time));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_flags_everything_is_checked_the_quick_checks_first() {
        let expected = [
            Step::Format,
            Step::ClippyNative,
            Step::ClippyWasm,
            Step::Native,
            Step::BrowserSetUp,
            Step::Artefact,
            Step::Size,
            Step::Examples,
            Step::BrowserBuild,
            Step::Browser(Browser::Chromium),
            Step::Browser(Browser::Firefox),
            Step::Browser(Browser::Webkit),
        ];
        assert_eq!(plan(&[], &[]), expected);
    }

    #[test]
    fn only_native_needs_no_browser() {
        assert_eq!(plan(&[Group::Native], &[]), [Step::Native]);
    }

    #[test]
    fn naming_an_engine_runs_the_browser_tests_in_it_alone() {
        let expected = [
            Step::BrowserSetUp,
            Step::Artefact,
            Step::Size,
            Step::BrowserBuild,
            Step::Browser(Browser::Firefox),
        ];
        assert_eq!(plan(&[], &[Browser::Firefox]), expected);
        assert_eq!(plan(&[Group::Browser], &[Browser::Firefox]), expected);
    }

    #[test]
    fn checks_can_be_put_together() {
        let expected = [Step::Format, Step::ClippyNative, Step::ClippyWasm];
        assert_eq!(plan(&[Group::Clippy, Group::Format], &[]), expected);
    }

    #[test]
    fn geckodriver_is_built_for_firefox_alone() {
        assert!(extras(&plan(&[], &[])).geckodriver);
        assert!(!extras(&plan(&[], &[Browser::Webkit])).geckodriver);
    }

    #[test]
    fn a_failing_step_tells_how_to_repeat_it() {
        assert_eq!(Step::ClippyWasm.again(), "cargo xtask test --only clippy");
        assert_eq!(Step::Size.again(), "cargo xtask size");
        assert_eq!(
            Step::Browser(Browser::Webkit).again(),
            "cargo xtask test --browser webkit"
        );
    }
}
