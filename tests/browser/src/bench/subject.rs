//! The pages that are compared, each served as `docs/hosting.md` tells hosts to, by a server of its own.

use crate::server::Server;
use crate::surroundings::Surroundings;

/// A page that asks the shipped guide's questions.
pub(super) struct Subject {
    /// What it is called in the tables.
    pub(super) name: &'static str,
    server: Server,
}

impl Subject {
    /// This widget, the floor and SurveyJS, in this order.
    pub(super) fn all() -> [Self; 3] {
        let surroundings = Surroundings::get();
        let bench = surroundings.bench.as_ref();
        let bench = bench.expect("SIGNPOST_BENCH names the folder: `cargo xtask bench` sets it");
        [
            ("Signpost", surroundings.dist.clone()),
            ("floor", bench.join("floor")),
            ("SurveyJS", bench.join("surveyjs")),
        ]
        .map(|(name, files)| Self {
            name,
            server: Server::nginx_for(&files),
        })
    }

    /// The address of a path there.
    pub(super) fn at(&self, path: &str) -> String {
        self.server.at(path)
    }
}
