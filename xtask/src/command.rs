//! Running other programs: a failure names the program, what it was asked, and what it said last.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

const LINES_SHOWN_ON_FAILURE: usize = 60;

/// Runs to the end with its output on the screen.
pub(crate) fn run_loudly(command: &mut Command) -> Result<()> {
    let line = as_typed(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs to the end with its output in a log file, shown only when it fails.
pub(crate) fn run_quietly(command: &mut Command, log: &Path) -> Result<()> {
    let line = as_typed(command);
    let status = log_to(command, log)?
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!(
            "`{line}` failed ({status}); the end of {}:\n{}",
            log.display(),
            end_of(log)
        );
    }
    Ok(())
}

/// What a command prints, or nothing when it cannot be started or fails.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Sends what the command will print to a new file.
pub(crate) fn log_to<'a>(command: &'a mut Command, log: &Path) -> Result<&'a mut Command> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let other = file
        .try_clone()
        .with_context(|| format!("cannot write {}", log.display()))?;
    Ok(command.stdout(file).stderr(other))
}

/// The last lines of a log file.
pub(crate) fn end_of(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    last_lines(&String::from_utf8_lossy(&text), LINES_SHOWN_ON_FAILURE)
}

/// The command as a person would type it.
pub(crate) fn as_typed(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|argument| argument.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.len().saturating_sub(count);
    lines.get(start..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_is_shown_from_its_end() {
        assert_eq!(last_lines("one\ntwo\nthree\n", 2), "two\nthree");
        assert_eq!(last_lines("one\n", 2), "one");
        assert_eq!(last_lines("", 2), "");
    }

    #[test]
    fn a_failure_shows_the_command_as_typed() {
        assert_eq!(
            as_typed(Command::new("cargo").args(["test", "-p", "xtask"])),
            "cargo test -p xtask"
        );
    }
}
