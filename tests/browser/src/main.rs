//! What a person does, in real browsers, against the release artefact.
//!
//! `cargo xtask test` provides the browser and says in the environment where everything is
//! (`surroundings`); without that every test fails, and none is skipped.
//!
//! The harness, in reading order: `surroundings`, `host` (serves the artefact as a site would, and
//! can fail on request), `session` (one browser, told what to do through WebDriver), `server` (nginx and
//! Caddy), `person` (what
//! somebody does and sees; the only words the tests speak), `shipped` (what the tests need to know
//! of the guide in the artefact), `journey` (a table of answers and what they lead to), `checkup`
//! (axe), `scenes` (every kind of screen and the way to it), `criteria` (what WCAG asks, and what
//! guards it), `theme` (a host with a look of its own), `trap` (breaks the program), `orca` (hears what
//! the screen reader says).
//! The tests follow; each module is one promise, but for `listening`, `pictures` and `bench`, which commands
//! of their own run.
//!
//! There is no fixed sleep and no second try here: a wait is for a condition, and has a deadline.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of this crate is tests, and a test fails by panicking"
)]

mod surroundings;

mod host;

mod session;

mod server;

mod person;

mod shipped;

mod journey;

mod checkup;

mod scenes;

mod pieces;

mod criteria;

mod theme;

mod trap;

mod orca;

mod walking;

mod overview;

mod reading;

mod places;

mod dates;

mod drafts;

mod checklist;

mod records;

mod keyboard;

mod links;

mod failures;

mod first;

mod panics;

mod oddities;

mod privacy;

mod imports;

mod hostile;

mod random;

mod accessibility;

mod rest;
mod roles;

mod neighbours;

mod examples;

mod hosting;

mod embedding;

mod framed;

mod policies;

mod theming;

mod listening;

mod pictures;

mod bench;
