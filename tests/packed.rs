//! A packed guide is the guide that was compiled, or is refused: nothing is half read.

#![allow(clippy::unwrap_used)]

mod sample;
mod shipped;

use proptest::prelude::*;
use signpost::guide::Guide;
use signpost::guide::packed::{Packed, PackedProblem, pack, unpack_advised, unpack_asked};
use signpost::guide::text::Text;

use shipped::shipped;

fn sample() -> (Guide, Text) {
    (sample::guide(), sample::text())
}

/// Both parts, read one after the other.
fn unpack(packed: &Packed) -> Result<(Guide, Text), PackedProblem> {
    let (guide, text) = unpack_asked(&packed.asked)?;
    unpack_advised(&guide, &text, &packed.advised)
}

/// The same with other bytes for one of its parts.
fn each_part(packed: &Packed, change: impl Fn(&[u8]) -> Vec<u8>) -> [Packed; 2] {
    [
        Packed {
            asked: change(&packed.asked),
            ..packed.clone()
        },
        Packed {
            advised: change(&packed.advised),
            ..packed.clone()
        },
    ]
}

#[test]
fn what_was_packed_comes_back_whole() {
    for (guide, text) in [sample(), shipped()] {
        assert_eq!(unpack(&pack(&guide, &text)), Ok((guide, text)));
    }
}

#[test]
fn the_first_part_knows_every_question_and_no_advice() {
    let (guide, text) = shipped();
    let (asked, words) = unpack_asked(&pack(&guide, &text).asked).unwrap();
    assert_eq!(asked.questions(), guide.questions());
    assert_eq!(asked.hash(), guide.hash());
    assert!(asked.routes().is_empty() && asked.drafts().is_empty());
    for question in guide.questions() {
        assert_eq!(words.question(question.id), text.question(question.id));
    }
}

#[test]
fn what_another_version_packed_is_refused_by_name() {
    let (guide, text) = sample();
    let packed = pack(&guide, &text);
    let older = |part: &[u8]| {
        let end = part.iter().position(|&byte| byte == b'\n').unwrap();
        [b"signpost 0.0.9", &part[end..]].concat()
    };
    for change in [
        older,
        |_: &[u8]| Vec::new(),
        |_: &[u8]| b"signpost".to_vec(),
    ] {
        for other in each_part(&packed, change) {
            assert_eq!(unpack(&other), Err(PackedProblem::OtherProgram));
        }
    }
}

#[test]
fn what_is_cut_off_or_goes_on_is_refused() {
    let (guide, text) = sample();
    let packed = pack(&guide, &text);
    let start = packed.asked.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    for end in start..packed.asked.len().max(packed.advised.len()) {
        for cut in each_part(&packed, |part| part[..end.min(part.len())].to_vec()) {
            if cut != packed {
                assert_eq!(unpack(&cut), Err(PackedProblem::Damaged), "{end}");
            }
        }
    }
    for longer in each_part(&packed, |part| [part, b"\0"].concat()) {
        assert_eq!(unpack(&longer), Err(PackedProblem::Damaged));
    }
}

#[test]
fn advice_on_other_questions_is_refused() {
    let [ours, theirs] = [sample(), shipped()].map(|(guide, text)| pack(&guide, &text));
    let mixed = Packed {
        advised: theirs.advised,
        ..ours
    };
    assert_eq!(unpack(&mixed), Err(PackedProblem::OtherGuide));
}

proptest! {
    #[test]
    fn changed_bytes_are_read_without_a_panic(
        place in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 1..20),
    ) {
        let (guide, text) = sample();
        let changed = each_part(&pack(&guide, &text), |part| {
            let mut part = part.to_vec();
            let place = place.index(part.len());
            part.splice(place..(place + bytes.len()).min(part.len()), bytes.clone());
            part
        });
        for packed in changed {
            // What comes of it is the business of whoever could change the bytes.
            let _ = unpack(&packed);
        }
    }
}
