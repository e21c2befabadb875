//! A person's answers as a table, and where they lead.

use crate::person::{Person, Place};
use crate::shipped::Guide;

/// What somebody answers, and the routes they must be shown.
pub(crate) struct Journey {
    /// Question and options, in any order.
    pub(crate) answers: &'static [(&'static str, &'static [&'static str])],
    /// The ids of the routes, in any order.
    pub(crate) routes: &'static [&'static str],
}

impl Journey {
    /// Answers each question that is asked, by mouse, and compares the outcome: the routes, and the
    /// address that each of them links to.
    ///
    /// Panics at a question that the table does not answer, and at an answer nobody asked for.
    #[track_caller]
    pub(crate) fn walk(&self, person: &Person, guide: &Guide) {
        self.walk_with(person, guide, |options| person.answer(options));
    }

    /// The same by keyboard.
    #[track_caller]
    pub(crate) fn walk_by_keys(&self, person: &Person, guide: &Guide) {
        self.walk_with(person, guide, |options| person.answer_by_keys(options));
    }

    /// The same by whatever answers the question on screen, given the options to choose.
    #[track_caller]
    pub(crate) fn walk_with(&self, person: &Person, guide: &Guide, answer: impl Fn(&[&str])) {
        let mut asked = Vec::new();
        loop {
            let screen = person.see("a place", |screen| screen.place() != Place::Nowhere);
            let Place::Question(question) = screen.place() else {
                break;
            };
            assert!(!asked.contains(&question), "`{question}` is asked twice");
            let Some((_, options)) = self.answers.iter().find(|(id, _)| *id == question) else {
                panic!("asked `{question}` ({:?}) after {asked:?}", screen.options);
            };
            answer(options);
            asked.push(question);
        }
        for (question, _) in self.answers {
            assert!(
                asked.iter().any(|it| it == question),
                "`{question}` was not asked: {asked:?}"
            );
        }
        let outcome = person.see_routes(self.routes);
        for route in outcome.routes {
            let Some(link) = guide.channel_of(&route.id).link() else {
                continue;
            };
            assert!(
                route.links.contains(&link),
                "`{}` without {link}: {route:?}",
                route.id
            );
        }
    }
}
