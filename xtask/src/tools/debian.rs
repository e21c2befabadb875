//! What Debian packages: installed as root, otherwise told to the person.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use anyhow::{Context, Result, bail};
use nix::unistd::Uid;

use super::found;
use crate::command::{output_of, run_quietly};
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
    /// The web server, which is not on everybody's `PATH`.
    Nginx,
    /// Its module for files that are stored compressed by brotli.
    NginxBrotli,
    /// A Python that makes environments with packages of their own.
    PythonVenv,
}

impl Need {
    fn package(self) -> &'static str {
        match self {
            Self::Program(_, package) => package,
            Self::Firefox => "firefox-esr",
            Self::MiniBrowser => "libwebkit2gtk-4.1-0",
            Self::Font => "fonts-dejavu-core",
            Self::AccessibilityBus => "at-spi2-core",
            Self::Nginx => "nginx",
            Self::NginxBrotli => "libnginx-mod-http-brotli-static",
            Self::PythonVenv => "python3-venv",
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
            Self::Nginx => nginx().is_some(),
            Self::NginxBrotli => {
                Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").is_file()
            }
            Self::PythonVenv => {
                output_of(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_some()
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

/// Where nginx is.
pub(crate) fn nginx() -> Option<PathBuf> {
    let for_root = PathBuf::from("/usr/sbin/nginx");
    found::on_path("nginx").or_else(|| Some(for_root).filter(|file| found::is_program(file)))
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
    let _quiet = Quiet::begin()?;
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

/// As long as this lives, Debian starts no server that it installs: only the program is wanted.
struct Quiet {
    is_ours: bool,
}

impl Quiet {
    /// What Debian asks before it starts a service.
    const POLICY: &str = "/usr/sbin/policy-rc.d";

    fn begin() -> Result<Self> {
        // Should it be left behind, it allows everything.
        let policy = format!("#!/bin/sh\n[ ! -d /proc/{} ] || exit 101\n", process::id());
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o755)
            .open(Self::POLICY);
        let is_ours = match file {
            Ok(mut file) => file.write_all(policy.as_bytes()).map(|()| true),
            // A container's own, which does the same.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        };
        let is_ours = is_ours.with_context(|| format!("cannot write {}", Self::POLICY))?;
        Ok(Self { is_ours })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = fs::remove_file(Self::POLICY);
        }
    }
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
