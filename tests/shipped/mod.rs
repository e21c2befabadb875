//! The guide that is shipped, compiled from its files, with its English words.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use signpost::guide::Guide;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::text::Text;

pub(crate) fn shipped() -> (Guide, Text) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/guides/professional-services");
    let file = |name| fs::read_to_string(folder.join(name)).unwrap();
    let guide = guide_from_json(&file("guide.json")).unwrap();
    let text = text_from_json(&guide, &file("text.en.json")).unwrap();
    (guide, text)
}
