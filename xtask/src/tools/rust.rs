//! What rustup provides: the wasm32 target, the formatter and clippy.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::found;
use crate::command::{output_of, run_loudly};

/// The browser's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that Rust can compile for the browser.
pub(crate) fn provide_target() -> Result<()> {
    let folder =
        output_of(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    rustup(&["target", "add", WASM])
}

/// Makes sure that a cargo subcommand is there, by its rustup component.
pub(crate) fn provide_component(subcommand: &str, component: &str) -> Result<()> {
    if output_of(Command::new("cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    rustup(&["component", "add", component])
}

fn rustup(arguments: &[&str]) -> Result<()> {
    if found::on_path("rustup").is_none() {
        let wanted = arguments.join(" ");
        bail!(
            "this Rust lacks what `rustup {wanted}` provides, and there is no rustup: install it from rustup.rs"
        );
    }
    run_loudly(Command::new("rustup").args(arguments))
}
