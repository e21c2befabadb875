//! A round through the widget by Tab, from a link before it to a link after it, and back.
//!
//! It must not know a criterion; the table says which of the judgements below is about which.

use serde::Deserialize;
use serde_json::Value;

use super::ask;
use crate::person::{Person, Place, TAB};
use crate::surroundings::{Engine, Surroundings};

const ROUND: &str = include_str!("round.js");
/// A field for a date is one stop with up to four places for the focus.
const SPARE_KEYS: usize = 8;

/// What was passed.
pub(crate) struct Round {
    /// The controls of the widget, in the order of reading.
    stops: Vec<String>,
    forth: Vec<Passed>,
    back: Vec<Passed>,
    letters_at_first: usize,
    place: [Place; 2],
    page: [String; 2],
}

/// What had the focus when the next key was pressed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Passed {
    /// Which of the stops it is.
    stop: Option<usize>,
    /// `before` or `after`, if it is one of the links around the widget.
    end: Option<String>,
    called: String,
    ring: Option<Ring>,
    is_in_sight: bool,
    /// How many letters the widget showed.
    letters: usize,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Ring {
    width: f64,
    contrast: f64,
}

#[derive(Deserialize)]
struct Stops {
    stops: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Watched {
    passed: Vec<Passed>,
    letters_at_first: usize,
}

impl Round {
    /// Puts a link before the widget and one after it, and goes from the one to the other and back.
    pub(crate) fn go(person: &Person) -> Self {
        let before = person.screen();
        let Stops { stops } = ask(person, ROUND, Value::Null);
        let count = stops.len() + SPARE_KEYS;
        // WebKitGTK may bring what has the focus into sight only with the next frame, and Firefox what
        // comes after a field for words, which keys that are sent together do not wait for.
        let fields = ["#field-", "#letter", "#record-"];
        let is_field = |stop: &String| fields.iter().any(|field| stop.contains(field));
        let is_late = Surroundings::get().engine == Engine::WebKit || stops.iter().any(is_field);
        let (times, keys) = if is_late {
            (count, TAB.to_owned())
        } else {
            (1, TAB.repeat(count))
        };
        for _ in 0..times {
            person.type_keys(&keys);
            person.settle();
        }
        let forth = watched(person);
        for _ in 0..times {
            person.session().type_keys_with_shift(&keys);
            person.settle();
        }
        let back = watched(person);
        let after = person.screen();
        Self {
            stops,
            forth: forth.passed,
            back: back.passed,
            letters_at_first: back.letters_at_first,
            place: [before.place(), after.place()],
            // The links around the widget are places on the page.
            page: [before.page, after.page],
        }
    }

    fn passed(&self) -> impl Iterator<Item = &Passed> {
        self.forth.iter().chain(&self.back)
    }
}

/// What has been passed since this was asked last.
fn watched(person: &Person) -> Watched {
    person.session().ask(
        "const watched = { ...window.round };
        window.round.passed = [];
        return watched;",
        &[],
    )
}

/// Every control is reached by Tab, in both directions.
pub(super) fn reaches_everything(round: &Round) -> Vec<String> {
    let missed = |passed: &[Passed], way: &str| {
        let is_missed = |stop: &usize| !passed.iter().any(|it| it.stop == Some(*stop));
        let missed = (0..round.stops.len()).filter(is_missed);
        missed
            .map(|stop| format!("{way} does not reach {}", round.stops[stop]))
            .collect::<Vec<_>>()
    };
    [
        missed(&round.forth, "Tab"),
        missed(&round.back, "Shift and Tab"),
    ]
    .concat()
}

/// Tab leads out of the widget, in both directions.
pub(super) fn leads_out(round: &Round) -> Vec<String> {
    let ends = [(&round.forth, "after"), (&round.back, "before")];
    let stuck = ends.iter().filter_map(|(passed, end)| {
        let last = passed.last()?;
        (last.end.as_deref() != Some(end)).then(|| {
            format!(
                "the focus stays at {} and never comes to the link {end}",
                last.called
            )
        })
    });
    stuck.collect()
}

/// The focus goes from control to control in the order of reading.
pub(super) fn keeps_the_order(round: &Round) -> Vec<String> {
    let stray = round
        .passed()
        .filter(|passed| passed.stop.is_none() && passed.end.is_none())
        .map(|passed| format!("the focus strays to {}", passed.called));
    let stops = |passed: &[Passed]| passed.iter().filter_map(|it| it.stop).collect::<Vec<_>>();
    let mut back = stops(&round.back);
    back.reverse();
    let disordered = [stops(&round.forth), back].into_iter().flat_map(|stops| {
        let pairs = stops.windows(2).filter(|pair| pair[0] > pair[1]);
        pairs
            .map(|pair| {
                format!(
                    "{} is before {}",
                    round.stops[pair[0]], round.stops[pair[1]]
                )
            })
            .collect::<Vec<_>>()
    });
    stray.chain(disordered).collect()
}

/// A ring of at least two pixels and a contrast of at least three shows where the focus is.
pub(super) fn shows_the_focus(round: &Round) -> Vec<String> {
    let faint = round.passed().filter_map(|passed| {
        let Ring { width, contrast } = passed.ring.as_ref()?;
        (*width < 2.0 || *contrast < 3.0).then(|| {
            format!(
                "the ring of {} is {width} px wide, with a contrast of {contrast:.2}",
                passed.called
            )
        })
    });
    distinct(faint)
}

/// What has the focus is in sight.
pub(super) fn keeps_the_focus_in_sight(round: &Round) -> Vec<String> {
    let hidden = round.passed().filter(|passed| !passed.is_in_sight);
    distinct(hidden.map(|passed| format!("{} has the focus out of sight", passed.called)))
}

/// Nothing appears where the focus is, and nothing goes.
pub(super) fn changes_no_words(round: &Round) -> Vec<String> {
    let changed = round
        .passed()
        .filter(|passed| passed.letters != round.letters_at_first);
    distinct(changed.map(|passed| format!("the focus at {} changes what is shown", passed.called)))
}

/// The focus alone leads nowhere.
pub(super) fn stays_where_it_is(round: &Round) -> Vec<String> {
    let [place, place_after] = &round.place;
    let [page, page_after] = &round.page;
    if place == place_after && page == page_after {
        Vec::new()
    } else {
        vec![format!("the focus leads from {place:?} to {place_after:?}")]
    }
}

fn distinct(findings: impl Iterator<Item = String>) -> Vec<String> {
    let mut findings: Vec<_> = findings.collect();
    findings.sort_unstable();
    findings.dedup();
    findings
}
