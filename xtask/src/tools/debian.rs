//! What Debian packages: installed as root, otherwise told to the person.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use nix::unistd::Uid;

use super::found;
use crate::command::run_quietly;
use crate::project;

/// Something a Debian package provides, looked for by what it puts on the machine and not by the package's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// One program, by its name on `PATH`.
    Program(&'static str, &'static str),
    /// Firefox, whichever edition.
    Firefox,
    /// WebKitGTK's browser, which is not on `PATH`.
    MiniBrowser,
    /// Some font: without any, headless browsers draw no text.
    Font,
    /// The bus on which browsers tell assistive technology what they show.
    AccessibilityBus,
}

impl Need {
    fn package(self) -> &'static str {
        match self {
            Self::Program(_, package) => package,
            Self::Firefox => "firefox-esr",
            Self::MiniBrowser => "libwebkit2gtk-4.1-0",
            Self::Font => "fonts-dejavu-core",
            Self::AccessibilityBus => "at-spi2-core",
        }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Program(name, _) => found::on_path(name).is_some(),
            Self::Firefox => firefox().is_some(),
            Self::MiniBrowser => mini_browser().is_some(),
            Self::Font => holds_a_font(Path::new("/usr/share/fonts")),
            Self::AccessibilityBus => {
                Path::new("/usr/share/dbus-1/services/org.a11y.Bus.service").is_file()
            }
        }
    }
}

/// Where Firefox is.
pub(crate) fn firefox() -> Option<PathBuf> {
    found::on_path("firefox-esr").or_else(|| found::on_path("firefox"))
}

/// Where WebKitGTK's browser is.
pub(crate) fn mini_browser() -> Option<PathBuf> {
    let libraries = fs::read_dir("/usr/lib").ok()?.flatten();
    libraries
        .map(|entry| entry.path().join("webkit2gtk-4.1/MiniBrowser"))
        .find(|file| found::is_program(file))
}

/// The packages still to be installed; an error where this process may not install them.
pub(crate) fn missing(needs: &[Need]) -> Result<Vec<&'static str>> {
    let mut packages: Vec<_> = needs
        .iter()
        .filter(|need| !need.is_met())
        .map(|need| need.package())
        .collect();
    packages.sort_unstable();
    packages.dedup();
    if packages.is_empty() {
        return Ok(packages);
    }
    let names = packages.join(" ");
    if found::on_path("apt-get").is_none() {
        bail!(
            "these are missing, by the names of their Debian packages: {names}; install them and run this again"
        );
    }
    if !Uid::effective().is_root() {
        bail!(
            "these packages are missing and only root can install them; run this and try again:\n  \
             sudo apt-get update && sudo apt-get install --yes --no-install-recommends {names}"
        );
    }
    Ok(packages)
}

/// Installs packages, as root, and looks whether the needs are now met.
pub(crate) fn install(needs: &[Need], packages: &[&str]) -> Result<()> {
    let logs = project::cache()?.join("logs");
    run_quietly(apt_get().arg("update"), &logs.join("apt-update.log"))?;
    run_quietly(
        apt_get()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
        &logs.join("apt-install.log"),
    )?;
    let left = missing(needs)?;
    if !left.is_empty() {
        bail!(
            "apt-get installed {}, but what they provide is still not on PATH: add /usr/bin to it",
            left.join(" ")
        );
    }
    Ok(())
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        // A new machine may still be updating itself.
        .args(["-o", "DPkg::Lock::Timeout=300"]);
    command
}

fn holds_a_font(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().map(|entry| entry.path()).any(|path| {
        let is_font = path
            .extension()
            .is_some_and(|end| ["ttf", "otf", "ttc"].iter().any(|font| end == *font));
        is_font || (path.is_dir() && holds_a_font(&path))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_is_there_is_not_installed_again() {
        assert_eq!(
            missing(&[Need::Program("sh", "dash")]).unwrap(),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn a_missing_program_is_told_by_its_package() {
        // As root the package is listed for installing, otherwise the error names it.
        let answer = missing(&[Need::Program("no-program-of-this-name", "the-package")]);
        let told = answer.map_or_else(|error| error.to_string(), |packages| packages.join(" "));
        assert!(told.contains("the-package"), "{told}");
    }
}
