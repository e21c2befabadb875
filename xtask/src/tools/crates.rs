//! Tools built from crates, kept in the cache under their version.

use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{GECKODRIVER, TRUNK, Toolbox, found};
use crate::command::{output_of, run_quietly};
use crate::progress::Board;
use crate::project;

/// A tool that cargo builds.
pub(crate) struct CrateTool {
    program: &'static str,
    version: String,
    source: Source,
    /// What a person who waits for it should know.
    note: &'static str,
}

enum Source {
    /// Whoever has it of the right version has the same.
    Registry,
    /// Ours, with what tells it from what stood there before. Nobody else has it, whatever its version.
    Folder(PathBuf, u64),
}

/// Builds and serves the page; without TLS and the check for updates, which nothing here needs.
pub(crate) fn trunk() -> CrateTool {
    CrateTool {
        program: "trunk",
        version: TRUNK.to_owned(),
        source: Source::Registry,
        note: "building it from its crate, the first time only, 2 to 4 minutes",
    }
}

/// Firefox's WebDriver server.
pub(crate) fn geckodriver() -> CrateTool {
    CrateTool {
        program: "geckodriver",
        version: GECKODRIVER.to_owned(),
        source: Source::Registry,
        note: "building it from its crate, the first time only, about a minute",
    }
}

/// Divides the module and writes the glue between it and the page; of the version in `Cargo.lock`.
pub(crate) fn wasm_bindgen() -> Result<CrateTool> {
    let folder = project::root().join("xtask/wasm-bindgen");
    let hash = hash_of_sources(&folder)?;
    Ok(CrateTool {
        program: "wasm-bindgen",
        version: locked_wasm_bindgen()?,
        source: Source::Folder(folder, hash),
        note: "building it from its crate, the first time only, about a minute",
    })
}

/// Tells one state of a crate of ours from another: every file of it, and what else it is made of.
fn hash_of_sources(folder: &Path) -> Result<u64> {
    let mut files = vec![
        folder.join("Cargo.toml"),
        project::root().join("Cargo.lock"),
    ];
    let sources = folder.join("src");
    let found = fs::read_dir(&sources)
        .with_context(|| format!("cannot look into {}", sources.display()))?;
    for entry in found {
        files.push(entry?.path());
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        content.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

impl CrateTool {
    /// Takes the tool from `PATH` or the cache, or builds it.
    pub(crate) fn provide(&self, toolbox: &Toolbox, board: &Board) -> Result<()> {
        let name = format!("{} {}", self.program, self.version);
        let (on_path, sort) = match self.source {
            Source::Registry => (found::on_path(self.program), String::new()),
            Source::Folder(_, hash) => (None, format!("-{hash:016x}")),
        };
        let folder = project::cache()?.join(format!("{}-{}{sort}", self.program, self.version));
        let kept = folder.join("bin").join(self.program);
        let choice = choose(on_path, kept, |program| {
            found::is_version(program, &self.version)
        });
        if let Some(program) = choice {
            board.already(&name, &program.display().to_string());
            if let Some(parent) = program.parent() {
                toolbox.add(parent.to_owned());
            }
            return Ok(());
        }
        board.work(&name, self.note, || self.build(&folder))?;
        toolbox.add(folder.join("bin"));
        Ok(())
    }

    /// A debug build without debug information: Trunk is ready in a third of the time.
    /// At this level wasm-bindgen is ready in 34 seconds instead of 60, and takes half a second longer per release build.
    fn build(&self, folder: &Path) -> Result<()> {
        let target = folder.join("build");
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "--debug", "--locked", "--force"]);
        match &self.source {
            Source::Registry => cargo.args([
                self.program,
                "--version",
                &self.version,
                "--no-default-features",
            ]),
            Source::Folder(path, _) => cargo.arg("--path").arg(path),
        };
        cargo
            .args([OsStr::new("--root"), folder.as_os_str()])
            // One of its own for each, so that they build side by side.
            .args([OsStr::new("--target-dir"), target.as_os_str()])
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            // These three take 12 % off Trunk's build (298 to 262 seconds of processor time).
            .env("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false")
            .env("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false")
            .env("CARGO_PROFILE_DEV_PANIC", "abort");
        let log = project::cache()?.join(format!("logs/{}.log", self.program));
        run_quietly(&mut cargo, &log)?;
        fs::remove_dir_all(&target).with_context(|| format!("cannot remove {}", target.display()))
    }
}

fn choose(
    on_path: Option<PathBuf>,
    kept: PathBuf,
    is_right: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    on_path
        .into_iter()
        .chain([kept])
        .find(|program| is_right(program))
}

fn locked_wasm_bindgen() -> Result<String> {
    let id = output_of(
        Command::new("cargo")
            .current_dir(project::root())
            .args(["pkgid", "wasm-bindgen"]),
    );
    let version = id.as_deref().and_then(version_of_package_id);
    let Some(version) = version else {
        bail!("Cargo.lock names no single wasm-bindgen: see what `cargo pkgid wasm-bindgen` says");
    };
    Ok(version.to_owned())
}

fn version_of_package_id(id: &str) -> Option<&str> {
    let (_, version) = id.rsplit_once(['@', '#'])?;
    version
        .starts_with(|first: char| first.is_ascii_digit())
        .then_some(version)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_version_ends_a_package_id() {
        let cases = [
            (
                "registry+https://example.org/index#wasm-bindgen@0.2.130",
                Some("0.2.130"),
            ),
            ("path+file:///a/wasm-bindgen#0.2.130", Some("0.2.130")),
            ("wasm-bindgen", None),
        ];
        for (id, expected) in cases {
            assert_eq!(version_of_package_id(id), expected);
        }
    }

    #[test]
    fn another_source_of_ours_is_another_tool() {
        let folder = std::env::temp_dir().join(format!("signpost-sources-{}", std::process::id()));
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("Cargo.toml"), "[package]").unwrap();
        let hash_with = |source: &str| {
            fs::write(folder.join("src/unread.rs"), source).unwrap();
            hash_of_sources(&folder).unwrap()
        };
        let (before, after) = (hash_with("fn one() {}"), hash_with("fn two() {}"));
        assert_ne!(before, after);
        assert_eq!(before, hash_with("fn one() {}"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_lock_file_names_one_wasm_bindgen() {
        assert!(locked_wasm_bindgen().unwrap().starts_with("0.2."));
    }

    #[test]
    fn the_tool_on_the_path_is_taken_when_right_else_the_one_kept() {
        let choose_right = |right: &str| {
            choose(Some("/path/t".into()), "/kept/t".into(), |program| {
                program == Path::new(right)
            })
        };
        assert_eq!(choose_right("/path/t"), Some(PathBuf::from("/path/t")));
        assert_eq!(choose_right("/kept/t"), Some(PathBuf::from("/kept/t")));
        assert_eq!(choose_right("/neither/t"), None);
    }
}
