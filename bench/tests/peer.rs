//! The peer decides as Signpost does, in each of its forms: otherwise their times could not be compared.

#![allow(clippy::unwrap_used)]

use signpost::engine::walk::walk;
use signpost_bench::peer::{self, Extent, Form};
use signpost_bench::{Subject, answers};

/// Checks that the peer tells as many people the same, in each of its forms.
fn check_same(subject: Subject, people: u64) {
    let json = subject.guide_json();
    let (guide, file) = (subject.guide(), peer::file(&json));
    for extent in [Extent::Routes, Extent::Everything] {
        for form in [Form::Table, Form::Expressions] {
            let decision = peer::decision(&peer::content(&file, extent, form));
            for seed in 0..people {
                let walk = walk(&guide, &answers(&guide, seed));
                let outcome = walk.outcome(&guide).unwrap();
                let expected = peer::expected(&guide, &outcome.routes, extent);
                let input = peer::input(&guide, &walk);
                // Twice with one input, as the bench does it.
                for _ in 0..2 {
                    let result = peer::decide(&decision, input.clone());
                    let told = peer::told(&file, extent, form, &result);
                    assert_eq!(
                        told, expected,
                        "{subject}, {extent:?}, {form:?}, seed {seed}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_peer_decides_as_signpost_does() {
    check_same(Subject::Shipped, 500);
    check_same(Subject::Generated(100), 20);
}
