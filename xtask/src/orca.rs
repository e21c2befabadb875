//! Orca, Debian's screen reader, on a desktop of its own; what it says is written to a file.
//!
//! It must not know what Orca is to say.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command::{end_of, log_to};
use crate::desktop::{show_on, start_bus, start_screen};
use crate::processes;
use crate::tools::debian::Need;

const TIME_TO_START: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);

/// A voice without a sound; libao, unlike the default, opens where there is no sound device.
const VOICE: &str = "\
AudioOutputMethod \"libao\"
AddModule \"dummy\" \"sd_dummy\" \"\"
DefaultModule \"dummy\"
";

/// Run by Orca when it starts: pages are not read out from the top when they are loaded, so that
/// what is said is what a key led to; and each line of the debug file is written at once, not when
/// 8 kB are full.
const CUSTOMIZATIONS: &str = "\
from orca import debug, settings

settings.sayAllOnLoad = False
debug.debugFile.reconfigure(line_buffering=True)
";

/// A screen reader that runs; dropping it ends every process below this one.
pub(crate) struct Orca {
    /// The programs' folder for everything that they would else share with the person's own.
    folder: PathBuf,
    screen: String,
    bus: String,
    debug_file: PathBuf,
}

impl Orca {
    /// What Debian packages for it.
    pub(crate) fn needs() -> Vec<Need> {
        vec![
            Need::Program("orca", "orca"),
            Need::Program("speech-dispatcher", "speech-dispatcher"),
            Need::AccessibilityBus,
            Need::Program("dbus-daemon", "dbus-daemon"),
            Need::Program("Xvfb", "xvfb"),
            Need::Program("xdotool", "xdotool"),
        ]
    }

    /// Starts a screen, a bus and Orca, and waits until it speaks; its logs go to this folder.
    pub(crate) fn start(logs: &Path) -> Result<Self> {
        // Short, since the names of sockets in it may have no more than 107 bytes.
        let folder = env::temp_dir().join(format!("signpost-listen-{}", process::id()));
        prepare(&folder)?;
        let screen = start_screen()?;
        let bus = start_bus(|command| {
            show_on(&screen, command);
            keep_apart(&folder, command);
        })?;
        let orca = Self {
            debug_file: logs.join("orca-debug.log"),
            folder,
            screen,
            bus,
        };
        let log = logs.join("orca.log");
        let mut command = Command::new("orca");
        orca.surround(&mut command);
        let child = log_to(&mut command, &log)?
            // Its clock is to be compared with that of the tests.
            .env("TZ", "UTC")
            // The names of keys are not said: what is said after a key is what it led to.
            .args(["--disable", "key-echo"])
            .arg("--user-prefs")
            .arg(orca.settings())
            .arg("--debug-file")
            .arg(&orca.debug_file)
            .stdin(Stdio::null())
            .spawn()
            .context("cannot start `orca`")?;
        orca.wait(child)
            .with_context(|| format!("Orca said:\n{}", end_of(&log)))?;
        Ok(orca)
    }

    /// Puts a program on the same screen and bus.
    pub(crate) fn surround(&self, command: &mut Command) {
        show_on(&self.screen, command);
        keep_apart(&self.folder, command);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            // Firefox looks for this before it tells assistive technology anything.
            .env("GNOME_ACCESSIBILITY", "1");
    }

    /// The screen that it reads from.
    pub(crate) fn screen(&self) -> &str {
        &self.screen
    }

    /// The file that it writes to, each line at once.
    pub(crate) fn debug_file(&self) -> &Path {
        &self.debug_file
    }

    fn settings(&self) -> PathBuf {
        settings(&self.folder)
    }

    fn wait(&self, mut child: Child) -> Result<()> {
        let deadline = Instant::now() + TIME_TO_START;
        while Instant::now() < deadline {
            if let Some(status) = child.try_wait().context("cannot watch Orca")? {
                bail!("Orca ended ({status})");
            }
            let written = fs::read(&self.debug_file).unwrap_or_default();
            if String::from_utf8_lossy(&written).contains("SPEECH DISPATCHER: Speaking") {
                return Ok(());
            }
            thread::sleep(PAUSE);
        }
        bail!(
            "Orca did not speak in {} seconds; {} is what it did",
            TIME_TO_START.as_secs(),
            self.debug_file.display()
        )
    }
}

impl Drop for Orca {
    fn drop(&mut self) {
        processes::end_descendants();
        // What is left there is of no use to anyone, and in the system's own folder for such things.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn prepare(folder: &Path) -> Result<()> {
    let speech = folder.join("config/speech-dispatcher");
    let settings = settings(folder);
    for new in [&folder.join("runtime"), &speech, &settings] {
        fs::create_dir_all(new).with_context(|| format!("cannot create {}", new.display()))?;
        fs::set_permissions(new, Permissions::from_mode(0o700))
            .with_context(|| format!("cannot keep {} private", new.display()))?;
    }
    for (file, content) in [
        (speech.join("speechd.conf"), VOICE),
        (settings.join("orca-customizations.py"), CUSTOMIZATIONS),
    ] {
        fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

fn settings(folder: &Path) -> PathBuf {
    folder.join("orca")
}

/// Keeps a program from what the person who runs it has set up, and from their loudspeaker.
fn keep_apart(folder: &Path, command: &mut Command) {
    command
        .env("XDG_RUNTIME_DIR", folder.join("runtime"))
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("XDG_CACHE_HOME", folder.join("cache"))
        // Orca says its own words in English.
        .env("LC_ALL", "C.UTF-8");
}
