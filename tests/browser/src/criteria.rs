//! The success criteria of WCAG 2.2, A and AA, that matter for the widget: what guards each, and a
//! defect that must not get past its guards.
//!
//! It must not know which screens there are; a guard looks at whatever is in front of a person.

mod act;
mod defect;
mod round;
mod table;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::checkup::{self, Finding};
use crate::host::Host;
use crate::person::Person;
use crate::scenes::Scene;
use crate::shipped::Text;

pub(crate) use act::Act;
pub(crate) use defect::{Defect, Seed};
pub(crate) use round::Round;
pub(crate) use table::CRITERIA;

/// What the scripts know of any page.
const PAGE: &str = include_str!("criteria/page.js");
/// What is looked at for each criterion, by its number.
const LOOKS: &str = include_str!("criteria/looks.js");

/// A success criterion.
pub(crate) struct Criterion {
    /// Its number, such as `1.4.10`.
    pub(crate) number: &'static str,
    /// Its name in the recommendation.
    pub(crate) name: &'static str,
    /// What the guards look for, in words.
    pub(crate) check: &'static str,
    pub(crate) guards: &'static [Guard],
    /// Each is found by a guard, and each guard finds one.
    pub(crate) defects: &'static [Defect],
}

/// Finds what breaks a criterion on the page in front of a person.
#[derive(Clone, Copy)]
pub(crate) enum Guard {
    /// The rules of axe that are about the criterion.
    Axe,
    /// The script in `looks.js` under the criterion's number; it leaves the page as it was.
    Look,
    /// What a round by Tab, there and back, has shown.
    Round(fn(&Round) -> Vec<String>),
    /// What somebody does, which may leave the page changed.
    Act(Act),
}

impl Guard {
    /// The word for it in the documentation.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Axe => "axe",
            Self::Look => "look",
            Self::Round(_) => "round",
            Self::Act(_) => "act",
        }
    }

    /// What this guard of a criterion finds.
    pub(crate) fn findings(self, criterion: &Criterion, person: &Person) -> Vec<String> {
        match self {
            Self::Axe => by_axe(person)
                .filter(|found| found.criteria.iter().any(|it| it == criterion.number))
                .map(|found| found.line)
                .collect(),
            Self::Look => look(person, &[criterion.number])
                .into_values()
                .flatten()
                .collect(),
            Self::Round(judge) => judge(&Round::go(person)),
            Self::Act(act) => (act.run)(person),
        }
    }
}

/// What axe leaves to a person, and what looks at it instead: how a finding begins, and what it
/// has in it.
const LOOKED_AT_ELSEWHERE: [(&str, &str); 2] = [
    // The one thing that the page hides is the sentence about a failure; each failure shows it.
    ("hidden-content", r#"["p[slot=\"failure\"]"]"#),
    // Words in a picture, of which axe cannot tell the background, are looked at for 1.4.3.
    ("color-contrast", r#""tspan["#),
];

/// What axe and the looks find on the page in front of a person, axe's good practice included.
pub(crate) fn findings(person: &Person) -> Vec<String> {
    let mut findings: Vec<String> = by_axe(person).map(|found| found.line).collect();
    let looks: Vec<&str> = CRITERIA
        .iter()
        .filter(|criterion| {
            let mut guards = criterion.guards.iter();
            guards.any(|guard| matches!(guard, Guard::Look))
        })
        .map(|criterion| criterion.number)
        .collect();
    for (number, found) in look(person, &looks) {
        findings.extend(found.iter().map(|line| format!("{number}: {line}")));
    }
    findings
}

/// What axe finds, without what it leaves to a person.
fn by_axe(person: &Person) -> impl Iterator<Item = Finding> {
    let found = checkup::findings(person).into_iter();
    found.filter(|found| !is_looked_at_elsewhere(&found.line))
}

fn is_looked_at_elsewhere(line: &str) -> bool {
    let mut known = LOOKED_AT_ELSEWHERE.iter();
    known.any(|(rule, part)| line.starts_with(rule) && line.contains(part))
}

/// What a round by Tab shows on the page in front of a person.
pub(crate) fn findings_of_a_round(person: &Person) -> Vec<String> {
    let round = Round::go(person);
    let mut findings = Vec::new();
    for criterion in CRITERIA {
        for guard in criterion.guards {
            if let Guard::Round(judge) = guard {
                let found = judge(&round).into_iter();
                findings.extend(found.map(|line| format!("{}: {line}", criterion.number)));
            }
        }
    }
    findings
}

/// What comes of each act that can be done on a screen; somebody enters the screen anew after each that leaves
/// a trace.
pub(crate) fn findings_of_acts(person: &Person, enter: impl Fn() -> Host) -> Vec<String> {
    let mut findings = Vec::new();
    let mut host = enter();
    let mut is_fresh = true;
    for criterion in CRITERIA {
        for guard in criterion.guards {
            let Guard::Act(act) = guard else { continue };
            if !is_fresh {
                host = enter();
            }
            is_fresh = true;
            if act.can_be_done(person) {
                let found = (act.run)(person);
                is_fresh = act.leaves_no_trace && found.is_empty();
                let found = found.into_iter();
                findings.extend(found.map(|line| format!("{}: {line}", criterion.number)));
            }
        }
    }
    drop(host);
    findings
}

/// What the looks of these numbers find, by number.
fn look(person: &Person, numbers: &[&str]) -> BTreeMap<String, Vec<String>> {
    let body = format!("{LOOKS}\nreturn looksAt(arguments[0], arguments[1]);");
    let text = Text::read();
    let terms: Vec<_> = text.glossary.values().map(|term| &term.term).collect();
    let drafts: Vec<_> = text.drafts.values().map(|draft| &draft.title).collect();
    let known = json!({ "phrases": text.phrases, "terms": terms, "drafts": drafts });
    person
        .session()
        .ask(&script(&body), &[json!(numbers), known])
}

/// A script that may use what `page.js` defines.
pub(crate) fn script(body: &str) -> String {
    format!("{PAGE}\n{body}")
}

fn ask<T: DeserializeOwned>(person: &Person, body: &str, argument: Value) -> T {
    person.session().ask(&script(body), &[argument])
}

impl Criterion {
    /// Its row in the documentation.
    pub(crate) fn row(&self) -> String {
        let mut guards: Vec<_> = self.guards.iter().map(|guard| guard.word()).collect();
        guards.dedup();
        let defects: Vec<_> = self.defects.iter().map(|defect| defect.words).collect();
        format!(
            "| {} {} | {} | {} | {} |",
            self.number,
            self.name,
            guards.join(", "),
            self.check,
            defects.join("; ")
        )
    }
}

/// Puts each defect into a page and takes note of the guards that find it.
#[derive(Default)]
pub(crate) struct Seeding {
    /// Each defect with those that find it.
    pub(crate) rows: Vec<String>,
    /// What is wrong with a guard or a defect.
    pub(crate) problems: Vec<String>,
}

impl Seeding {
    /// Seeds every defect in turn.
    pub(crate) fn of_every_defect(person: &Person) -> Self {
        let mut seeding = Self::default();
        for criterion in CRITERIA {
            seeding.seed_those_of(criterion, person);
        }
        seeding
    }

    fn seed_those_of(&mut self, criterion: &Criterion, person: &Person) {
        let number = criterion.number;
        let mut idle: Vec<_> = criterion.guards.iter().map(|guard| guard.word()).collect();
        for defect in criterion.defects {
            let scene = Scene::named(defect.at);
            let mut finders = Vec::new();
            for guard in criterion.guards {
                let word = guard.word();
                let host = scene.enter(person, defect.window);
                let without = guard.findings(criterion, person);
                drop(host);
                let host = defect.enter(&scene, person);
                let with = guard.findings(criterion, person);
                drop(host);
                if !without.is_empty() {
                    self.problems.push(format!(
                        "{number}: {word} finds {without:?} without a defect"
                    ));
                } else if !with.is_empty() {
                    finders.push(word);
                }
            }
            idle.retain(|word| !finders.contains(word));
            if finders.is_empty() {
                self.problems
                    .push(format!("{number}: nothing finds {}", defect.words));
            }
            self.rows.push(format!(
                "{number:7} {:50} {}",
                defect.words,
                finders.join(", ")
            ));
        }
        let idle = idle
            .iter()
            .map(|word| format!("{number}: {word} finds no defect"));
        self.problems.extend(idle);
    }
}
