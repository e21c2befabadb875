//! Whatever somebody does, in whatever order, the widget shows what the engine says, and so do the
//! address and the browser's history.

pub(crate) mod dice;
mod model;

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use self::dice::Dice;
use self::model::{Glance, Model};
use crate::host::Host;
use crate::person::{Deed, Person};
use crate::surroundings::Surroundings;

/// How much is done before the page is loaded again, which a walk must survive.
const MOST_DEEDS: usize = 100;

/// How many places are added to the history before that: WebKit lets a page write to it a hundred
/// times in thirty seconds, and a new place writes once, or twice where the host has added an entry.
const MOST_ADDED: usize = 45;

/// How much is done in one browser: WebKitGTK's became slower and larger the longer it
/// was walked in.
const MOST_IN_A_BROWSER: usize = 1_000;

/// How many of the last deeds are told when one went wrong.
const MOST_TOLD: usize = 20;

#[test]
fn three_hundred_random_deeds_lead_where_the_engine_says() {
    walk(300);
}

#[test]
#[ignore = "takes minutes: docs/reliability.md says how to run it"]
fn ten_thousand_random_deeds_lead_where_the_engine_says() {
    walk(10_000);
}

fn walk(length: usize) {
    let seed = Surroundings::get().seed.unwrap_or_else(seed_from_the_time);
    let mut dice = Dice::with_seed(seed);
    let mut walk = Walk {
        seed,
        done: Vec::new(),
    };
    let host = Host::start();
    while walk.done.len() < length {
        let end = length.min(walk.done.len() + MOST_IN_A_BROWSER);
        walk.go_on_in_a_new_browser(&host, &mut dice, end);
    }
}

/// One thing to do, and what must come of it.
struct Step {
    deed: Deed,
    expected: Glance,
    /// Whether it leads to another place, of which the heading gets the focus.
    has_moved: bool,
}

/// What is done until the page is loaded again.
fn plan(model: &mut Model, dice: &mut Dice, most: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    while steps.len() < most.min(MOST_DEEDS) && model.added() < MOST_ADDED {
        let offer = model.choose(dice);
        let has_moved = model.act(&offer);
        steps.push(Step {
            deed: offer.deed,
            expected: model.glance(),
            has_moved,
        });
    }
    steps
}

/// The deeds done so far.
struct Walk {
    seed: u64,
    done: Vec<Deed>,
}

impl Walk {
    fn go_on_in_a_new_browser(&mut self, host: &Host, dice: &mut Dice, end: usize) {
        let person = Person::with_a_new_browser();
        let mut model = Model::new();
        person.open(&host.at("/"));
        self.compare(&model.glance_at(&person.screen()), &model.glance());

        while self.done.len() < end {
            let steps = plan(&mut model, dice, end - self.done.len());
            let deeds: Vec<_> = steps.iter().map(|step| step.deed.clone()).collect();
            let seen = person.do_all(&deeds);
            for (step, screen) in steps.into_iter().zip(&seen.screens) {
                self.done.push(step.deed);
                self.compare(&model.glance_at(screen), &step.expected);
                assert!(
                    screen.focus.is_heading || !step.has_moved,
                    "the focus is on {:?} {self}",
                    screen.focus
                );
            }
            assert_eq!(seen.problem, None, "{self}");
            person.hear_no_complaint();

            person.reload();
            model.load();
            self.compare(&model.glance_at(&person.screen()), &model.glance());
        }
    }

    #[track_caller]
    fn compare(&self, seen: &Glance, expected: &Glance) {
        assert!(
            seen == expected,
            "there is {seen:#?}, and the engine says {expected:#?} {self}"
        );
    }
}

impl fmt::Display for Walk {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { seed, done } = self;
        let last = &done[done.len().saturating_sub(MOST_TOLD)..];
        write!(
            f,
            "after {} deeds from SIGNPOST_SEED={seed}, the last of which are {last:#?}",
            done.len()
        )
    }
}

fn seed_from_the_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_secs()
}
