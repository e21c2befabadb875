//! What is measured is what it should be: the guides compile, and ten times the questions are ten times the work.

use std::cell::Cell;

use signpost::engine::rule::truth;
use signpost::engine::walk::walk;
use signpost::guide::{Guide, Rule};
use signpost_bench::{SUBJECTS, Subject, answers};

#[test]
fn every_subject_compiles_with_its_words() {
    for subject in SUBJECTS {
        assert_eq!(subject.text().locale(), "en", "{subject}");
    }
}

/// How often a rule looks at an answer on a walk and in its outcome.
fn looks(guide: &Guide, seed: u64) -> usize {
    let looks = Cell::new(0);
    let walk = walk(guide, &answers(guide, seed));
    let count = |rule: &Rule| {
        let answer = |question| {
            looks.set(looks.get() + 1);
            Some(walk.counted.to(question))
        };
        truth(rule, &answer)
    };
    for question in guide.questions() {
        count(&question.rule);
    }
    for route in guide.routes() {
        count(&route.rule);
    }
    looks.get()
}

#[test]
fn ten_times_the_questions_are_ten_times_the_work() {
    let grown = |questions| {
        let guide = Subject::Generated(questions).guide();
        let walk = walk(&guide, &answers(&guide, 1));
        (looks(&guide, 1), walk.path.len())
    };
    let (looks, asked) = grown(1_000);
    let (more_looks, more_asked) = grown(10_000);
    assert!(
        (9 * looks..=11 * looks).contains(&more_looks),
        "{looks} became {more_looks}"
    );
    assert!(
        (9 * asked..=11 * asked).contains(&more_asked),
        "{asked} became {more_asked}"
    );
}
