//! What it costs to load a page on a slow machine and a slow line, until its third question is there.

use serde::Deserialize;

use super::sample::{Sample, kilobytes, milliseconds, table};
use super::subject::Subject;
use crate::session::{Scheme, Session, Slowness, Traffic};
use crate::shipped::Text;

const SCRIPT: &str = concat!(include_str!("look.js"), include_str!("load.js"));

/// What one load measured.
pub(super) struct Load {
    times: Times,
    traffic: Traffic,
    /// The bytes of scripts' objects, once all rubbish is gone.
    heap: f64,
    /// The bytes of WebAssembly's memories.
    memory: f64,
}

/// Milliseconds, the first five since the page was asked for.
#[derive(Deserialize)]
pub(super) struct Times {
    /// Something of the page is painted.
    paint: f64,
    /// That, and the page says that it can be used. Then the first question is answered.
    pub(super) answerable: f64,
    /// The second question is laid out. Then that is answered.
    answered: f64,
    /// The third question is laid out.
    followed: f64,
    /// Nothing more is loaded from then on.
    complete: f64,
    /// The longest task until then.
    pub(super) longest: f64,
    /// What is over 50 of each task until then, all together.
    blocking: f64,
}

impl Load {
    /// Loads a page in a browser that nobody has used before.
    pub(super) fn of(subject: &Subject, slower: f64) -> Self {
        let session = Session::start_anew(Scheme::Light);
        // A page that is not there: the browser's own start is not the page's.
        session.go_to(&subject.at("/nothing"));
        session.slow_down(Slowness {
            processor: slower,
            kilobits: 1600.0,
            latency: 150.0,
        });
        session.note_programs();
        session.run_first(&script(Text::read().phrase("continue")));
        session.traffic();
        session.go_to(&subject.at("/"));
        Self {
            times: times(&session, subject.name),
            traffic: session.traffic(),
            heap: session.weigh().heap,
            memory: session.weigh_programs(),
        }
    }
}

/// What a page is to run before anything of its own, so that its times can be had; `next` is the name
/// of its button.
pub(super) fn script(next: &str) -> String {
    format!("{{ const NEXT = {next:?}; {SCRIPT} }}")
}

/// The times of a page that runs that, once its second question is there.
pub(super) fn times(session: &Session, name: &str) -> Times {
    let times = session.await_answer(
        "const [done] = arguments;
        window.measured.then(done, (problem) => done(String(problem)));",
        &[],
    );
    serde_json::from_value(times.clone()).unwrap_or_else(|_| panic!("{name}: {times}"))
}

/// What is compared: its name, what it is of a load, its unit, and what the aim is.
type Measure = (&'static str, fn(&Load) -> f64, Unit, &'static str);

#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Kilobytes,
    Count,
}

const MEASURES: [Measure; 11] = [
    (
        "first paint",
        |load| load.times.paint,
        Unit::Milliseconds,
        "that of a static page: 1.0 times the floor",
    ),
    (
        "first question answerable",
        |load| load.times.answerable,
        Unit::Milliseconds,
        "at most 1.3 times the floor, SurveyJS at least 3 times as much",
    ),
    (
        "second question there",
        |load| load.times.answered,
        Unit::Milliseconds,
        "",
    ),
    (
        "third question there",
        |load| load.times.followed,
        Unit::Milliseconds,
        "",
    ),
    (
        "everything there",
        |load| load.times.complete,
        Unit::Milliseconds,
        "",
    ),
    (
        "longest task",
        |load| load.times.longest,
        Unit::Milliseconds,
        "",
    ),
    (
        "blocked in all",
        |load| load.times.blocking,
        Unit::Milliseconds,
        "",
    ),
    (
        "over the line",
        |load| load.traffic.bytes,
        Unit::Kilobytes,
        "",
    ),
    ("requests", |load| load.traffic.requests, Unit::Count, ""),
    ("scripts' objects", |load| load.heap, Unit::Kilobytes, ""),
    (
        "WebAssembly's memory",
        |load| load.memory,
        Unit::Kilobytes,
        "",
    ),
];

/// The medians of each page, and their ratios.
pub(super) fn comparison(subjects: &[Subject; 3], loads: &[Vec<Load>]) -> String {
    let rows: Vec<_> = MEASURES
        .iter()
        .map(|&(name, of, unit, aim)| {
            let median = |loads: &Vec<Load>| loads.iter().map(of).collect::<Sample>().median();
            let medians: Vec<_> = loads.iter().map(median).collect();
            let [ours, floor, peer] = medians[..] else {
                panic!("three pages are compared");
            };
            let mut row = vec![name.to_owned()];
            row.extend(medians.iter().map(|&number| unit.show(number)));
            row.extend([ratio(ours, floor), ratio(peer, ours), aim.to_owned()]);
            row
        })
        .collect();
    let [ours, floor, peer] = subjects.each_ref().map(|subject| subject.name);
    let to_floor = format!("{ours} to {floor}");
    let to_peer = format!("{peer} to {ours}");
    let heads = ["median", ours, floor, peer, &to_floor, &to_peer, "aim"];
    table(&heads, &rows)
}

fn ratio(number: f64, other: f64) -> String {
    if other > 0.0 {
        format!("{:.2}", number / other)
    } else {
        String::new()
    }
}

impl Unit {
    fn show(self, number: f64) -> String {
        match self {
            Self::Milliseconds => milliseconds(number),
            Self::Kilobytes => kilobytes(number),
            Self::Count => format!("{number:.0}"),
        }
    }
}
