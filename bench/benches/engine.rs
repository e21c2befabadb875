//! Each step of the engine and of compiling, on the shipped guide and on guides of growing size.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::{Bencher, black_box};
use signpost::engine::Answers;
use signpost::engine::reasons::reasons;
use signpost::engine::session::Session;
use signpost::engine::walk::{Walk, walk};
use signpost::guide::Guide;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::link;
use signpost_bench::{SUBJECTS, Subject, answers};

fn main() {
    divan::main();
}

/// Different people, taken in turns, so that no single path is measured.
fn people(guide: &Guide) -> Vec<Answers> {
    (0..64).map(|seed| answers(guide, seed)).collect()
}

fn walks(guide: &Guide) -> Vec<Walk> {
    people(guide)
        .iter()
        .map(|answers| walk(guide, answers))
        .collect()
}

#[divan::bench(name = "walk", args = SUBJECTS)]
fn bench_walk(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    let people = people(&guide);
    let mut turn = people.iter().cycle();
    bencher.bench_local(|| walk(black_box(&guide), turn.next().unwrap()));
}

#[divan::bench(name = "still_to_come", args = SUBJECTS)]
fn bench_still_to_come(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    let walks = walks(&guide);
    let mut turn = walks.iter().cycle();
    let first = guide.questions()[0].id;
    bencher.bench_local(|| turn.next().unwrap().still_to_come(black_box(&guide), first));
}

#[divan::bench(name = "outcome", args = SUBJECTS)]
fn bench_outcome(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    let walks = walks(&guide);
    let mut turn = walks.iter().cycle();
    bencher.bench_local(|| turn.next().unwrap().outcome(black_box(&guide)));
}

/// The reasons of every route that is advised.
#[divan::bench(name = "reasons", args = SUBJECTS)]
fn bench_reasons(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    let walks = walks(&guide);
    let outcomes: Vec<_> = walks
        .iter()
        .map(|walk| (walk, walk.outcome(&guide).unwrap()))
        .collect();
    let mut turn = outcomes.iter().cycle();
    bencher.bench_local(|| {
        let (walk, outcome) = turn.next().unwrap();
        let routes = outcome.routes.iter();
        routes
            .map(|route| reasons(walk, &black_box(&guide).route(route.id).rule).len())
            .sum::<usize>()
    });
}

/// Writing the link of an outcome and reading it, on guides whose links are short enough to be read.
#[divan::bench(name = "link", args = [Subject::Shipped, Subject::Generated(10), Subject::Generated(100)])]
fn bench_link(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    let sessions: Vec<_> = people(&guide)
        .into_iter()
        .map(|answers| Session::at_frontier(&guide, answers))
        .collect();
    let mut turn = sessions.iter().cycle();
    bencher.bench_local(|| {
        let fragment = link::fragment(black_box(&guide), turn.next().unwrap());
        link::session(&guide, &fragment)
    });
}

#[divan::bench(name = "compile_guide", args = SUBJECTS)]
fn bench_compile_guide(bencher: Bencher, subject: Subject) {
    let json = subject.guide_json();
    bencher.bench_local(|| guide_from_json(black_box(&json)));
}

#[divan::bench(name = "compile_text", args = SUBJECTS)]
fn bench_compile_text(bencher: Bencher, subject: Subject) {
    let guide = subject.guide();
    let json = subject.text_json();
    bencher.bench_local(|| text_from_json(&guide, black_box(&json)));
}
