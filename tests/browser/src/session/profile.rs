//! Firefox's profile for one browser: with what Firefox makes of its own files when it starts for the first
//! time, which takes longer than many a test, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

/// What of a profile holds nothing that a page has done.
const KEPT: [&str; 4] = [
    "addonStartup.json.lz4",
    "compatibility.ini",
    "extensions.json",
    "startupCache",
];

/// A profile, gone when dropped.
pub(super) struct Profile(TempDir);

impl Profile {
    /// A profile of its own for the next browser, below `place`. The first time `start_and_quit` has to start a
    /// browser with the profile in this folder, which is there too, and end it.
    pub(super) fn new(place: &Path, start_and_quit: impl FnOnce(&Path)) -> Self {
        static STARTED: OnceLock<PathBuf> = OnceLock::new();
        let started = STARTED.get_or_init(|| {
            let folder = place.join("profile");
            fs::create_dir_all(&folder).unwrap();
            start_and_quit(&folder);
            folder
        });
        // There, whoever tests next clears away what the last browser leaves.
        let profile = tempfile::tempdir_in(place).unwrap();
        for name in KEPT {
            copy(&started.join(name), &profile.path().join(name));
        }
        Self(profile)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            copy(&from.join(&name), &to.join(&name));
        }
    } else if let Err(error) = fs::copy(from, to) {
        panic!("{} cannot be copied: {error}", from.display());
    }
}
