//! Compressed copies beside the files, for servers that send those, and the list of checksums.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use crate::files;

/// What is worth compressing: the others are compressed already.
const TEXT: [&str; 10] = [
    "html", "css", "js", "json", "svg", "wasm", "bin", "ts", "md", "txt",
];

/// Packs everything in a folder; how many files there are then.
pub(crate) fn make(folder: &Path) -> Result<usize> {
    for path in files::list(folder)? {
        let is_text = path
            .extension()
            .is_some_and(|end| TEXT.iter().any(|text| end == *text));
        if is_text {
            let path = folder.join(path);
            let content = files::read(&path)?;
            let copy = |end: &str| path.with_added_extension(end);
            files::write(&copy("br"), with_brotli(&content)?)?;
            files::write(&copy("gz"), with_gzip(&content)?)?;
        }
    }
    let list = files::list(folder)?;
    let mut sums = String::new();
    for path in &list {
        let sum = files::checksum(&files::read(&folder.join(path))?);
        sums.push_str(&format!("{sum}  {}\n", files::as_address(path)));
    }
    files::write(&folder.join("SHA256SUMS"), sums)?;
    Ok(list.len() + 1)
}

fn with_brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)
        .context("cannot compress with brotli")?;
    Ok(packed)
}

fn with_gzip(content: &[u8]) -> Result<Vec<u8>> {
    // Without a name and a time, so that the same file makes the same bytes.
    let mut writer = GzBuilder::new().write(Vec::new(), Compression::best());
    writer
        .write_all(content)
        .and_then(|()| writer.finish())
        .context("cannot compress with gzip")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let content = "Where to send it. ".repeat(500).into_bytes();
        let mut from_brotli = Vec::new();
        let packed = with_brotli(&content).unwrap();
        assert!(packed.len() < content.len() / 10);
        brotli::BrotliDecompress(&mut &*packed, &mut from_brotli).unwrap();
        assert_eq!(from_brotli, content);

        let mut from_gzip = Vec::new();
        let packed = with_gzip(&content).unwrap();
        flate2::read::GzDecoder::new(&*packed)
            .read_to_end(&mut from_gzip)
            .unwrap();
        assert_eq!(from_gzip, content);
    }
}
