//! Finding programs, and reading which version they are.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::output_of;

/// The program of this name on the person's own `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    in_path(program, &env::var_os("PATH")?)
}

/// The program of this name in a list of folders like `PATH`.
pub(crate) fn in_path(program: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path)
        .map(|folder| folder.join(program))
        .find(|file| is_program(file))
}

/// Whether there is something at this place that can be run.
pub(crate) fn is_program(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// Whether the program runs and says that it is of this version.
pub(crate) fn is_version(program: &Path, version: &str) -> bool {
    output_of(Command::new(program).arg("--version"))
        .is_some_and(|said| says_version(&said, version))
}

/// Whether what a program printed for `--version` names this version: its first line, as a word of its own.
pub(crate) fn says_version(said: &str, version: &str) -> bool {
    let first_line = said.lines().next().unwrap_or_default();
    first_line.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_word_of_the_first_line() {
        let cases = [
            ("trunk 0.21.14", "0.21.14", true),
            ("trunk 0.21.140", "0.21.14", false),
            ("wasm-opt version 132 (version_132)", "132", true),
            (
                "geckodriver 0.37.1 (a1b2 2026-01-01)\n\nThe source code 0.36.0",
                "0.37.1",
                true,
            ),
            ("geckodriver 0.37.1\n0.36.0", "0.36.0", false),
            ("", "0.21.14", false),
        ];
        for (said, version, expected) in cases {
            assert_eq!(says_version(said, version), expected, "{said} / {version}");
        }
    }

    #[test]
    fn a_program_nobody_has_is_not_found() {
        assert_eq!(on_path("no-program-of-this-name"), None);
    }
}
