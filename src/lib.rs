//! Signpost asks a person a few questions and tells them where to send a privacy request.
//!
//! The code map, in reading order; each module knows only those above it:
//! - [`day`]: a day of the calendar;
//! - [`guide`]: what is asked and advised, as data, checked once;
//! - [`engine`]: answers in, questions and outcomes out; pure and total;
//! - [`link`]: a session as a fragment of an address, and back;
//! - [`draft`]: request texts made ready to send;
//! - [`record`]: an outcome for somebody's files, and what a guide has changed since;
//! - `proof`: what holds for every combination of answers; native only, behind the feature `proof`;
//! - [`browser`]: everything that touches the window;
//! - [`ui`]: the screens.
//!
//! Two programs are made of it: `main` shows the screens, in two modules, of which the first asks and the
//! second, divided from it in `embed/advice`, does everything else; and `bin/compiler` compiles a guide that
//! was not compiled ahead.

pub mod day;

pub mod guide;

pub mod engine;

pub mod link;

pub mod draft;

pub mod record;

#[cfg(all(feature = "proof", not(target_arch = "wasm32")))]
pub mod proof;

pub mod browser;

pub mod ui;
