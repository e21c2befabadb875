//! Whatever stands in a fragment: no panic, and a link that is followed is written back as it was read.

#![no_main]
#![allow(missing_docs, clippy::unwrap_used)]

use std::fmt::Write;

use libfuzzer_sys::fuzz_target;
use signpost::engine::session::Place;
use signpost::link::{fragment, session};
use signpost_fuzz::{Choices, SHIPPED};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check(text);
    }
    check(&near_to_valid(bytes));
});

fn check(text: &str) {
    let guide = &SHIPPED;
    let Ok(Some(read)) = session(guide, text) else {
        return;
    };
    assert!(read.reaches(guide, read.place));
    if read.place == Place::Outcome {
        let outcome = read.walk(guide).outcome(guide);
        assert!(outcome.is_some_and(|it| !it.routes.is_empty()));
    }
    let written = fragment(guide, &read);
    assert_eq!(
        session(guide, &written),
        Ok(Some(read)),
        "{text} became {written}"
    );
}

/// A fragment put together from the guide's own names, in an order that the bytes decide.
fn near_to_valid(bytes: &[u8]) -> String {
    let mut choices = Choices::of(bytes);
    let mut text = format!("signpost={}.{}", SHIPPED.name(), SHIPPED.edition());
    let questions = SHIPPED.questions();
    // Most often the next question, so that whole walks come about.
    let mut next = 0;
    while choices.are_left() {
        let choice = choices.byte();
        if choice < 0xe0 {
            next = (next + usize::from(choice >> 6)) % questions.len();
        }
        let question = &questions[next];
        match choice {
            0xf0.. => text.push(char::from(choices.byte())),
            0xe8.. => write!(text, "&at={}", question.name).unwrap(),
            0xe0.. => write!(text, "&change={}", question.name).unwrap(),
            _ => {
                write!(text, "&{}=", question.name).unwrap();
                let bits = choices.byte();
                let chosen = question.options.iter().filter(|option| {
                    bits >> (option.id.index() % 8) & 1 == 1
                        || option.id.index() == usize::from(choice & 7)
                });
                let names: Vec<_> = chosen.map(|option| option.name.as_str()).collect();
                text.push_str(&names.join(","));
                next = (next + 1) % questions.len();
            }
        }
    }
    text
}
