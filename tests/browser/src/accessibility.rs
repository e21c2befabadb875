//! Every kind of screen keeps the criteria of WCAG, in every window and every choice of colours.
//!
//! What is looked at is in `criteria`; which screens there are, in `scenes`.

use std::fs;
use std::path::PathBuf;

use crate::criteria::{self, CRITERIA, Criterion, Seeding};
use crate::person::Person;
use crate::scenes::{Scene, Window};
use crate::session::Scheme;
use crate::surroundings::{Engine, Surroundings};

#[test]
fn every_screen_keeps_the_criteria_in_the_light() {
    check_every_screen(Scheme::Light, Window::Desk);
}

#[test]
fn every_screen_keeps_the_criteria_in_the_dark() {
    check_every_screen(Scheme::Dark, Window::Desk);
}

#[test]
fn every_screen_keeps_the_criteria_enlarged_four_times() {
    check_every_screen(Scheme::Light, Window::Enlarged);
}

#[test]
fn every_screen_keeps_the_criteria_in_forced_colours() {
    match Surroundings::get().engine {
        Engine::Chromium | Engine::Firefox => check_every_screen(Scheme::Forced, Window::Desk),
        Engine::WebKit => check_that_colours_are_never_forced(),
    }
}

#[test]
fn every_kind_of_screen_behaves() {
    let person = Person::new();
    let mut findings = Vec::new();
    for scene in Scene::one_of_each_kind() {
        let enter = || scene.enter(&person, Window::Desk);
        findings.extend(named(&scene, criteria::findings_of_acts(&person, enter)));
    }
    expect_none(&findings);
}

#[test]
fn the_page_about_accessibility_lists_the_criteria_as_they_are_checked() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/accessibility.md");
    let page = fs::read_to_string(path).unwrap();
    let listed: Vec<_> = page.lines().filter(|line| is_row(line)).collect();
    let rows: Vec<_> = CRITERIA.iter().map(Criterion::row).collect();
    assert_eq!(listed, rows, "the table must read:\n{}", rows.join("\n"));
}

#[test]
#[ignore = "shows that the checks bite; run when one of them changes"]
#[allow(clippy::print_stdout, reason = "the table is what it is run for")]
fn every_seeded_defect_is_found() {
    let Seeding { rows, problems } = Seeding::of_every_defect(&Person::new());
    println!("{}", rows.join("\n"));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Whether a line is a row about a criterion that is checked.
fn is_row(line: &str) -> bool {
    let first = line.strip_prefix("| ").and_then(|rest| rest.chars().next());
    first.is_some_and(|first| first.is_ascii_digit()) && line.matches(" | ").count() == 3
}

fn check_every_screen(scheme: Scheme, window: Window) {
    let person = Person::with(scheme);
    let mut findings = Vec::new();
    for scene in Scene::every() {
        let host = scene.enter(&person, window);
        findings.extend(named(&scene, criteria::findings(&person)));
        if scene.is_first_of_its_kind {
            findings.extend(named(&scene, criteria::findings_of_a_round(&person)));
        }
        drop(host);
    }
    expect_none(&findings);
}

/// The engine reads the query and never says yes: there is no way to switch them on.
fn check_that_colours_are_never_forced() {
    let person = Person::new();
    let [is_known, is_active]: [bool; 2] = person.session().ask(
        "return [matchMedia('(forced-colors: none)').matches, matchMedia('(forced-colors: active)').matches];",
        &[],
    );
    assert!(is_known && !is_active);
}

fn named(scene: &Scene, findings: Vec<String>) -> Vec<String> {
    let named = findings.into_iter();
    named
        .map(|finding| format!("{}: {finding}", scene.name))
        .collect()
}

#[track_caller]
fn expect_none(findings: &[String]) {
    assert!(
        findings.is_empty(),
        "{} findings:\n{}",
        findings.len(),
        findings.join("\n")
    );
}
