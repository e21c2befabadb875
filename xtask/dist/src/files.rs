//! Reading, writing and listing files; an error names the file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// Makes a folder that has nothing in it.
pub(crate) fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, and the folders that it is in.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Copies a file to a path whose folders need not exist.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, read(from)?)
}

/// Every file in a folder and in those below it, as paths from it, in order.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries =
            fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether something in these bytes is named by its path in a folder.
pub(crate) fn names(content: &[u8], folder: &Path) -> bool {
    let folder = folder.join("");
    let start = folder.as_os_str().as_encoded_bytes();
    content.windows(start.len()).any(|part| part == start)
}

/// A path as the web writes it.
pub(crate) fn as_address(path: &Path) -> String {
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// What `integrity` attributes and `fetch` compare a file with.
pub(crate) fn integrity(content: impl AsRef<[u8]>) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// How a policy names an inline script or style.
pub(crate) fn policy_hash(content: &str) -> String {
    format!(
        "'sha256-{}'",
        BASE64_STANDARD.encode(Sha256::digest(content))
    )
}

/// What `sha256sum` prints of a file.
pub(crate) fn checksum(content: &[u8]) -> String {
    let digits = Sha256::digest(content);
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs a program to its end; what it prints is shown only if it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    ensure!(
        output.status.success(),
        "{} failed ({}):\n{}{}",
        command.get_program().display(),
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    Ok(())
}

/// A text with one part of it replaced; an error if the part is not there just once.
pub(crate) fn replaced(text: &str, part: &str, with: &str) -> Result<String> {
    let count = text.matches(part).count();
    ensure!(
        count == 1,
        "`{part}` stands {count} times where it must stand once"
    );
    Ok(text.replacen(part, with, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_the_standards_name() {
        // The hash of nothing, as everyone prints it.
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(checksum(b""), nothing);
        assert_eq!(
            policy_hash(""),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
        assert!(
            integrity("").starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6")
        );
    }

    #[test]
    fn a_path_in_a_folder_is_found_among_other_bytes() {
        let content = b"\x00/home/ada/src/lib.rs\xff";
        assert!(names(content, Path::new("/home/ada")));
        assert!(!names(content, Path::new("/home/ad")));
        assert!(!names(b"", Path::new("/home/ada")));
    }

    #[test]
    fn what_is_replaced_must_be_there_and_only_once() {
        assert_eq!(replaced("a b", "b", "c").ok().as_deref(), Some("a c"));
        assert!(replaced("a a", "a", "c").is_err());
        assert!(replaced("a", "b", "c").is_err());
    }
}
