//! What `cargo xtask test` says about this run: the browser, its driver, and where the files are.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What this run is told by its environment.
pub(crate) struct Surroundings {
    /// The engine under test.
    pub(crate) engine: Engine,
    /// The folder of the built artefact.
    pub(crate) dist: PathBuf,
    /// Whether the standard library in it was built along with it.
    pub(crate) is_std_rebuilt: bool,
    /// The address of the WebDriver server.
    pub(crate) webdriver: String,
    /// The browser's binary.
    pub(crate) browser_binary: String,
    /// The folder that the browser saves files in.
    pub(crate) downloads: PathBuf,
    /// The folder with what is made of `examples/`, in the engine that they are looked at in.
    examples: Option<PathBuf>,
    /// The program nginx, in the same engine.
    nginx: Option<PathBuf>,
    /// The file of axe-core.
    pub(crate) axe: PathBuf,
    /// The file that Orca writes, if it listens to the browser.
    pub(crate) orca: Option<PathBuf>,
    /// The folder for the pictures in the docs, if they are to be taken.
    pub(crate) pictures: Option<PathBuf>,
    /// The folder of the pages that the widget is compared with, if it is.
    pub(crate) bench: Option<PathBuf>,
    /// How often everything is measured then.
    pub(crate) rounds: Option<u64>,
    /// What the random walks begin with, if one is to be walked again.
    pub(crate) seed: Option<u64>,
}

/// The engines that the widget is tested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Surroundings {
    /// The surroundings of this run; panics with a sentence that names what is missing.
    pub(crate) fn get() -> &'static Self {
        static SURROUNDINGS: OnceLock<Surroundings> = OnceLock::new();
        SURROUNDINGS.get_or_init(Self::read)
    }

    /// The folder of a built example; panics with a sentence where there are none.
    pub(crate) fn example(&self, name: &str) -> PathBuf {
        let examples = self.examples.as_ref();
        examples
            .unwrap_or_else(|| in_chromium("SIGNPOST_EXAMPLES"))
            .join(name)
    }

    /// The program nginx; panics with a sentence where it is not needed.
    pub(crate) fn nginx(&self) -> &Path {
        let nginx = self.nginx.as_ref();
        nginx.unwrap_or_else(|| in_chromium("SIGNPOST_NGINX"))
    }

    fn read() -> Self {
        let engine = match variable("SIGNPOST_BROWSER").as_str() {
            "chromium" => Engine::Chromium,
            "firefox" => Engine::Firefox,
            "webkit" => Engine::WebKit,
            other => {
                panic!("SIGNPOST_BROWSER is `{other}`, and must be chromium, firefox or webkit")
            }
        };
        Self {
            engine,
            dist: existing("SIGNPOST_DIST"),
            is_std_rebuilt: env::var_os("SIGNPOST_REBUILT_STD").is_some(),
            webdriver: variable("SIGNPOST_WEBDRIVER"),
            browser_binary: variable("SIGNPOST_BROWSER_BINARY"),
            downloads: existing("SIGNPOST_DOWNLOADS"),
            examples: env::var_os("SIGNPOST_EXAMPLES").map(|_| existing("SIGNPOST_EXAMPLES")),
            nginx: env::var_os("SIGNPOST_NGINX").map(|_| existing("SIGNPOST_NGINX")),
            axe: existing("SIGNPOST_AXE"),
            orca: env::var_os("SIGNPOST_ORCA").map(|_| existing("SIGNPOST_ORCA")),
            pictures: env::var_os("SIGNPOST_PICTURES").map(|_| existing("SIGNPOST_PICTURES")),
            bench: env::var_os("SIGNPOST_BENCH").map(|_| existing("SIGNPOST_BENCH")),
            rounds: number("SIGNPOST_ROUNDS"),
            seed: number("SIGNPOST_SEED"),
        }
    }
}

fn in_chromium(name: &str) -> ! {
    panic!("{name} is not set: `cargo xtask test --browser chromium` sets it");
}

fn number(name: &str) -> Option<u64> {
    let value = env::var(name).ok()?;
    let number = value.parse();
    Some(number.unwrap_or_else(|_| panic!("{name} is `{value}`, and must be a number")))
}

fn existing(name: &str) -> PathBuf {
    let path = PathBuf::from(variable(name));
    assert!(
        path.exists(),
        "{name} is `{}`, where nothing is",
        path.display()
    );
    path
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!(
            "{name} is not set: `cargo xtask test --only browser` sets it and starts the browser"
        )
    })
}
