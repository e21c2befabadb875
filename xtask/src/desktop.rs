//! What a graphical program needs around it: a screen and a message bus, seen by nobody else.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::as_typed;

/// Starts an X server on the first free display and returns its name.
pub(crate) fn start_screen() -> Result<String> {
    let mut command = Command::new("Xvfb");
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1280x1024x24",
        "-nolisten",
        "tcp",
        // Otherwise it begins anew when its last client leaves, and a browser that starts just
        // then finds no display.
        "-noreset",
    ]);
    let number = first_line(&mut command)?;
    Ok(format!(":{number}"))
}

/// Lets a program draw on this screen, whatever else the person who runs it has.
pub(crate) fn show_on(screen: &str, command: &mut Command) {
    command
        .env("DISPLAY", screen)
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11");
}

/// Starts a message bus in the surroundings that the caller adds, and returns its address.
pub(crate) fn start_bus(surround: impl FnOnce(&mut Command)) -> Result<String> {
    let mut command = Command::new("dbus-daemon");
    command.args(["--session", "--nofork", "--print-address=1"]);
    surround(&mut command);
    first_line(&mut command)
}

/// Starts a server that says where it can be reached, and returns what it says.
fn first_line(command: &mut Command) -> Result<String> {
    let mut server = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start `{}`", as_typed(command)))?;
    let mut line = String::new();
    if let Some(output) = server.stdout.take() {
        BufReader::new(output)
            .read_line(&mut line)
            .with_context(|| format!("cannot read what `{}` says", as_typed(command)))?;
    }
    let line = line.trim();
    if line.is_empty() {
        bail!("`{}` does not say where it is", as_typed(command));
    }
    Ok(line.to_owned())
}
