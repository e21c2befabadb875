//! Where everything in the picture of the decision stands: rows of words, and lines from row to row.
//!
//! It must not draw. Lengths are in units of the drawing, which is scaled as a whole.

use super::super::screen::Screen;
use super::{brought_up, led_to};
use crate::engine::reasons::reasons;
use crate::guide::{OptionId, OptionSet, QuestionId, RouteId};

/// How wide the drawing is.
pub(super) const WIDTH: usize = 800;
/// How far apart two lines of words are.
pub(super) const LINE: usize = 16;

/// Where lines from answers to questions begin and end; they bend out to the left of it.
const LEFT: usize = 72;
/// Where an answer's words begin.
const ANSWERS: usize = LEFT + 28;
/// Where lines from answers to places begin.
const RIGHT: usize = 400;
/// Where they end.
const PLACES: usize = 530;
/// Between two rows.
const GAP: usize = 8;
/// Above a question.
const QUESTION_GAP: usize = 16;
/// The most letters in a line of words, so few that any usual font has room.
const LETTERS: usize = 38;
const PLACE_LETTERS: usize = 27;

/// The whole picture.
pub(super) struct Plan {
    pub(super) height: usize,
    pub(super) rows: Vec<Row>,
    pub(super) lines: Vec<Line>,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Question(QuestionId),
    Answer(OptionId),
    Place(RouteId),
}

impl Kind {
    /// The row's class.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Question(_) => "asked",
            Self::Answer(_) => "answer",
            Self::Place(_) => "led",
        }
    }
}

/// Some words at a height.
pub(super) struct Row {
    pub(super) kind: Kind,
    /// The words, line by line.
    pub(super) words: Vec<String>,
    pub(super) top: usize,
    /// Where its words begin.
    pub(super) start: usize,
    /// Where lines meet it.
    pub(super) dots: Vec<usize>,
    /// Whether it is on the reader's own path: asked, chosen or advised.
    pub(super) is_own: bool,
}

impl Row {
    fn height(&self) -> usize {
        self.words.len() * LINE
    }

    /// The height at which lines meet it.
    pub(super) fn middle(&self) -> usize {
        self.top + self.height() / 2 + 3
    }

    /// The course of a tick before its words, if it is an answer or a place of the reader's own.
    pub(super) fn tick(&self) -> Option<String> {
        let is_ticked = match self.kind {
            Kind::Question(_) => false,
            Kind::Answer(_) | Kind::Place(_) => self.is_own,
        };
        is_ticked.then(|| format!("M{} {}l4 4 7-9", self.start - 17, self.middle()))
    }
}

/// A line from an answer to what it can lead to.
pub(super) struct Line {
    pub(super) course: String,
    /// Whether the reader's own path goes along it.
    pub(super) is_own: bool,
}

impl Plan {
    /// The picture of a guide, with the path of the answers so far.
    pub(super) fn of(screen: &Screen) -> Self {
        let asking = asking(screen);
        let places = places(screen, bottom(&asking));
        let height = bottom(&asking).max(bottom(&places)) + GAP;
        let lines = lines(screen, &asking, &places);
        Self {
            height,
            rows: asking.into_iter().chain(places).collect(),
            lines,
        }
    }
}

fn bottom(rows: &[Row]) -> usize {
    rows.last().map_or(0, |row| row.top + row.height() + GAP)
}

/// The questions in the order of asking, each with its options.
fn asking(screen: &Screen) -> Vec<Row> {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let mut rows: Vec<Row> = Vec::new();
    for question in guide.questions() {
        rows.push(Row {
            kind: Kind::Question(question.id),
            words: lines_of(&text.question(question.id).short, LETTERS),
            top: bottom(&rows) + QUESTION_GAP,
            start: LEFT + 10,
            dots: vec![LEFT],
            is_own: walk.reaches(question.id),
        });
        for option in &question.options {
            let bringing_up = brought_up(guide, option.id).next().map(|_| LEFT);
            let leading = led_to(guide, option.id).next().map(|_| RIGHT);
            rows.push(Row {
                kind: Kind::Answer(option.id),
                words: lines_of(&text.option(option.id).label, LETTERS),
                top: bottom(&rows),
                start: ANSWERS,
                dots: bringing_up.into_iter().chain(leading).collect(),
                is_own: walk.counted.to(question.id).contains(option.id),
            });
        }
    }
    rows
}

/// The routes, spread over a height.
fn places(screen: &Screen, height: usize) -> Vec<Row> {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let outcome = walk.outcome(guide);
    let count = guide.routes().len();
    let routes = guide.routes().iter().enumerate();
    routes
        .map(|(index, route)| Row {
            kind: Kind::Place(route.id),
            words: lines_of(&text.route(route.id).title, PLACE_LETTERS),
            top: QUESTION_GAP + index * height / count.max(1),
            start: PLACES + 28,
            dots: vec![PLACES],
            is_own: outcome
                .as_ref()
                .is_some_and(|outcome| outcome.routes.iter().any(|advised| advised.id == route.id)),
        })
        .collect()
}

fn lines(screen: &Screen, asking: &[Row], places: &[Row]) -> Vec<Line> {
    let mut lines = Vec::new();
    for from in asking {
        let Kind::Answer(option) = from.kind else {
            continue;
        };
        for question in brought_up(screen.guide, option) {
            let to = asking
                .iter()
                .find(|row| row.kind == Kind::Question(question.id));
            lines.extend(to.map(|to| Line {
                course: outwards(from, to),
                is_own: from.is_own && screen.walk.reaches(question.id),
            }));
        }
        for route in led_to(screen.guide, option) {
            let to = places.iter().find(|row| row.kind == Kind::Place(route.id));
            let decided = |to: &Row| {
                let mut decided = reasons(screen.walk, &route.rule).into_iter();
                to.is_own && decided.any(|reason| reason.options.meets(OptionSet::from(option)))
            };
            lines.extend(to.map(|to| Line {
                course: across(from, to),
                is_own: from.is_own && decided(to),
            }));
        }
    }
    lines
}

/// From an answer to a question further down, around to the left.
fn outwards(from: &Row, to: &Row) -> String {
    let (start, end) = (from.middle(), to.middle());
    // The farther it goes, the wider it bends, so that lines side by side can be told apart.
    let bend = LEFT.saturating_sub(14 + (end - start) / 24);
    format!("M{LEFT} {start}C{bend} {start} {bend} {end} {LEFT} {end}")
}

/// From an answer to a place, to the right.
fn across(from: &Row, to: &Row) -> String {
    let (start, end) = (from.middle(), to.middle());
    let half = usize::midpoint(RIGHT, PLACES);
    format!("M{RIGHT} {start}C{half} {start} {half} {end} {PLACES} {end}")
}

/// Words in lines of so many letters at the most; a longer word has a line of its own.
fn lines_of(words: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}
