//! What the targets share: the shipped files, and bytes read as choices so that most inputs come near to being valid.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::LazyLock;

use serde_json::Value;
use signpost::engine::Answers;
use signpost::guide::compile::guide_from_json;
use signpost::guide::{Guide, OptionSet};

/// The shipped guide's file.
pub const GUIDE: &str = include_str!("../../static/guides/professional-services/guide.json");

/// The shipped guide's English words.
pub const TEXT: &str = include_str!("../../static/guides/professional-services/text.en.json");

/// The shipped guide.
pub static SHIPPED: LazyLock<Guide> =
    LazyLock::new(|| guide_from_json(GUIDE).expect("the shipped guide has no problem"));

/// The input's bytes, taken one by one; zeros once they have run out.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// Reads the bytes as choices.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether bytes are left.
    #[must_use]
    pub fn are_left(&self) -> bool {
        !self.0.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// A number below another, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (usize::from(self.byte()) << 8 | usize::from(self.byte())) % end
    }

    /// Any answers to a guide, most of them such as can be given.
    pub fn answers(&mut self, guide: &Guide) -> Answers {
        let mut answers = Answers::none(guide);
        for question in guide.questions() {
            let bits = self.byte();
            let chosen: OptionSet = question
                .options
                .iter()
                .filter(|option| bits >> (option.id.index() % 8) & 1 == 1)
                .map(|option| option.id)
                .collect();
            answers.set(question.id, chosen);
        }
        answers
    }

    /// A file with some of its parts dropped, doubled, or put in the place of others of their kind.
    pub fn edited(&mut self, file: &Value) -> Value {
        let mut file = file.clone();
        let places = places(&file);
        // A few edits: after many, hardly any file compiles.
        for _ in 0..=self.byte() % 4 {
            let to = &places[self.below(places.len())];
            let alike: Vec<_> = places.iter().filter(|it| kind(it) == kind(to)).collect();
            let from = alike[self.below(alike.len())];
            let edit = self.byte() % 8;
            let part = file.pointer(from).cloned().unwrap_or_default();
            let Some(target) = file.pointer_mut(to) else {
                continue;
            };
            match (edit, target) {
                (0, Value::Array(list)) => {
                    list.pop();
                }
                (1, Value::Array(list)) => list.push(part),
                (2, Value::Array(list)) if !list.is_empty() => {
                    let (a, b) = (self.below(list.len()), self.below(list.len()));
                    list.swap(a, b);
                }
                (0, Value::Object(fields)) if !fields.is_empty() => {
                    let key = fields.keys().nth(self.below(fields.len())).cloned();
                    fields.remove(&key.unwrap_or_default());
                }
                (1, Value::Object(fields)) => {
                    for (key, value) in part.as_object().into_iter().flatten() {
                        fields.entry(key.clone()).or_insert_with(|| value.clone());
                    }
                }
                (3, Value::String(words)) => words.push(char::from(self.byte())),
                (_, target) => *target = part,
            }
        }
        file
    }
}

/// What stands at a place: the name of its field, or of the list that it is an entry of.
fn kind(place: &str) -> (&str, bool) {
    let is_index = |segment: &&str| segment.bytes().all(|byte| byte.is_ascii_digit());
    let mut segments = place.rsplit('/');
    let last = segments.next().unwrap_or_default();
    let named = segments.find(|segment| !is_index(segment));
    if is_index(&last) {
        (named.unwrap_or_default(), true)
    } else {
        (last, false)
    }
}

/// Every place in a file, as JSON Pointers.
fn places(file: &Value) -> Vec<String> {
    let mut places = Vec::new();
    note_places(file, "", &mut places);
    places
}

fn note_places(value: &Value, place: &str, places: &mut Vec<String>) {
    places.push(place.to_owned());
    for (index, each) in value.as_array().into_iter().flatten().enumerate() {
        note_places(each, &format!("{place}/{index}"), places);
    }
    for (key, each) in value.as_object().into_iter().flatten() {
        let key = key.replace('~', "~0").replace('/', "~1");
        note_places(each, &format!("{place}/{key}"), places);
    }
}
