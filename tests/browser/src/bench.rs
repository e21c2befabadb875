//! What the page costs next to the same questions written by hand and in SurveyJS: `cargo xtask bench`.
//!
//! Nothing here is a promise about time, and nothing of it is among the tests of `cargo xtask test`. That
//! all three pages ask and advise the same is asserted before anything is measured.

#![allow(clippy::print_stdout, reason = "what these print is what they are for")]

mod growth;
mod load;
mod sample;
mod subject;
mod walks;

use self::load::Load;
use self::sample::{Sample, milliseconds, table};
use self::subject::Subject;
use self::walks::{Step, Walks};
use crate::session::{Scheme, Session};
use crate::surroundings::{Engine, Surroundings};

/// How many walks the pages are compared on.
const WALKS: usize = 200;

/// How many walks are timed.
const TIMED: usize = 60;

/// How many rounds are measured unless the command says so.
const ROUNDS: u64 = 11;

/// How much slower than this machine the processor of a reader is.
const SLOWER: f64 = 4.0;

#[test]
#[ignore = "measures and promises nothing: cargo xtask bench page runs it"]
fn bench_page() {
    let subjects = Subject::all();
    for subject in &subjects {
        let steps = Walks::random(WALKS).walk(subject, &Session::start_anew(Scheme::Light));
        println!(
            "{}: {WALKS} walks, {} steps, lead where the engine says",
            subject.name,
            steps.len()
        );
    }
    let mut loads: Vec<Vec<Load>> = subjects.iter().map(|_| Vec::new()).collect();
    let rounds = Surroundings::get().rounds.unwrap_or(ROUNDS);
    for round in 0..rounds {
        // Whoever is first has the machine as the round before left it, so they take turns.
        for turn in 0..subjects.len() {
            let place = (turn + usize::try_from(round).unwrap()) % subjects.len();
            loads[place].push(Load::of(&subjects[place], SLOWER));
        }
        println!("round {} of {rounds}", round + 1);
    }
    println!("\n{}", load::comparison(&subjects, &loads));
}

#[test]
#[ignore = "measures and promises nothing: cargo xtask bench step runs it"]
fn bench_step() {
    let mut rows = Vec::new();
    // Only Chromium's driver can slow the processor down, so it is measured as it is as well.
    let speeds: &[f64] = match Surroundings::get().engine {
        Engine::Chromium => &[1.0, SLOWER],
        Engine::Firefox | Engine::WebKit => &[1.0],
    };
    for subject in &Subject::all() {
        for &slower in speeds {
            let session = Session::start_anew(Scheme::Light);
            if slower > 1.0 {
                session.go_to(&subject.at("/nothing"));
                session.slow_the_processor(slower);
            }
            let steps = Walks::random(TIMED).walk(subject, &session);
            let (last, between): (Vec<Step>, Vec<Step>) =
                steps.iter().partition(|step| step.is_last);
            let mut row = vec![subject.name.to_owned(), format!("{slower}")];
            row.push(between.len().to_string());
            for of in [|step: &Step| step.shown, |step: &Step| step.painted] {
                let sample: Sample = between.iter().map(of).collect();
                row.extend([sample.median(), sample.of(95)].map(milliseconds));
            }
            let outcomes: Sample = last.iter().map(|step| step.painted).collect();
            row.extend([outcomes.median(), outcomes.of(95)].map(milliseconds));
            rows.push(row);
        }
    }
    let heads = [
        "page",
        "times slowed",
        "steps",
        "next question laid out, p50",
        "p95",
        "painted, p50",
        "p95",
        "outcome painted, p50",
        "p95",
    ];
    println!("\n{}", table(&heads, &rows));
}

#[test]
#[ignore = "measures and promises nothing: cargo xtask bench guide runs it"]
fn bench_guide() {
    let [widget, ..] = Subject::all();
    println!("\n{}", growth::endurance(&widget));
    println!("\n{}", growth::growth(SLOWER));
}
