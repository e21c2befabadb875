//! A packed guide is the guide that was compiled, or is refused: nothing is half read.

#![allow(clippy::unwrap_used)]

mod sample;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use signpost::guide::Guide;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::packed::{PackedProblem, pack, unpack};
use signpost::guide::text::Text;

fn shipped() -> (Guide, Text) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/guides/professional-services");
    let file = |name| fs::read_to_string(folder.join(name)).unwrap();
    let guide = guide_from_json(&file("guide.json")).unwrap();
    let text = text_from_json(&guide, &file("text.en.json")).unwrap();
    (guide, text)
}

fn sample() -> (Guide, Text) {
    (sample::guide(), sample::text())
}

#[test]
fn what_was_packed_comes_back_whole() {
    for (guide, text) in [sample(), shipped()] {
        assert_eq!(unpack(&pack(&guide, &text)), Ok((guide, text)));
    }
}

#[test]
fn what_another_version_packed_is_refused_by_name() {
    let (guide, text) = sample();
    let packed = pack(&guide, &text);
    let end = packed.iter().position(|&byte| byte == b'\n').unwrap();
    let other = [b"signpost 0.0.9", &packed[end..]].concat();
    for bytes in [&*other, b"", b"{}", b"signpost"] {
        assert_eq!(unpack(bytes), Err(PackedProblem::OtherProgram));
    }
}

#[test]
fn what_is_cut_off_or_goes_on_is_refused() {
    let (guide, text) = sample();
    let packed = pack(&guide, &text);
    let start = packed.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    for end in start..packed.len() {
        assert_eq!(unpack(&packed[..end]), Err(PackedProblem::Damaged), "{end}");
    }
    let longer = [&*packed, b"\0"].concat();
    assert_eq!(unpack(&longer), Err(PackedProblem::Damaged));
}

proptest! {
    #[test]
    fn changed_bytes_are_read_without_a_panic(
        place in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 1..20),
    ) {
        let (guide, text) = sample();
        let mut packed = pack(&guide, &text);
        let place = place.index(packed.len());
        packed.splice(place..(place + bytes.len()).min(packed.len()), bytes);
        // What comes of it is the business of whoever could change the bytes.
        let _ = unpack(&packed);
    }
}
