//! The proof over every complete walk, and what it is made from: the tally of outcomes, and a diff.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::{Bencher, black_box};
use signpost::proof::{diff, prove, tally};
use signpost_bench::Subject;

fn main() {
    divan::main();
}

const PROVED: [Subject; 2] = [Subject::Shipped, Subject::Generated(10)];

#[divan::bench(name = "prove", args = PROVED, sample_count = 20, sample_size = 1)]
fn bench_prove(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    bencher.bench_local(|| prove(black_box(&guide)));
}

#[divan::bench(name = "tally", args = PROVED, sample_count = 20, sample_size = 1)]
fn bench_tally(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    bencher.bench_local(|| tally(black_box(&guide)));
}

/// A guide with itself: everything is compared, nothing found.
#[divan::bench(name = "diff", args = PROVED, sample_count = 20, sample_size = 1)]
fn bench_diff(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    bencher.bench_local(|| diff(black_box(&guide), black_box(&guide)));
}
