//! What the tests need to know of the guide in the artefact: its ids, its addresses, a few words.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::surroundings::Surroundings;

/// Where the guide is served.
pub(crate) const GUIDE: &str = "/guides/professional-services/guide.json";
/// Where its English words are served.
pub(crate) const TEXT: &str = "/guides/professional-services/text.en.json";

/// The part of `guide.json` that tests compare screens with.
#[derive(Debug, Deserialize)]
pub(crate) struct Guide {
    pub(crate) id: String,
    pub(crate) edition: u32,
    pub(crate) channels: Vec<Channel>,
    pub(crate) routes: Vec<Route>,
}

/// An addressee.
#[derive(Debug, Deserialize)]
pub(crate) struct Channel {
    pub(crate) id: String,
    pub(crate) address: Option<String>,
}

/// A place to send a request.
#[derive(Debug, Deserialize)]
pub(crate) struct Route {
    pub(crate) id: String,
    pub(crate) channel: String,
}

/// The part of `text.en.json` that the screen's vocabulary needs.
#[derive(Debug, Deserialize)]
pub(crate) struct Text {
    pub(crate) questions: BTreeMap<String, QuestionWords>,
    pub(crate) phrases: BTreeMap<String, String>,
    pub(crate) glossary: BTreeMap<String, Term>,
}

/// The words of one question.
#[derive(Debug, Deserialize)]
pub(crate) struct QuestionWords {
    pub(crate) short: String,
}

/// A term that the words explain.
#[derive(Debug, Deserialize)]
pub(crate) struct Term {
    pub(crate) term: String,
}

impl Channel {
    /// What a link to the addressee leads to; a person has none.
    pub(crate) fn link(&self) -> Option<String> {
        let address = self.address.as_ref()?;
        Some(if address.contains("://") {
            address.clone()
        } else {
            format!("mailto:{address}")
        })
    }
}

impl Guide {
    /// The guide of the artefact under test.
    pub(crate) fn read() -> Self {
        read(GUIDE)
    }

    /// The channel that a route leads to; panics if the guide has no such route.
    pub(crate) fn channel_of(&self, route: &str) -> &Channel {
        let found = self.routes.iter().find(|it| it.id == route);
        let route = found.unwrap_or_else(|| panic!("the guide has no route `{route}`"));
        let found = self.channels.iter().find(|it| it.id == route.channel);
        found.unwrap_or_else(|| panic!("the guide has no channel `{}`", route.channel))
    }

    /// The fragment that holds these answers, such as `capacity=member,consumer`.
    pub(crate) fn link(&self, answers: &str) -> String {
        format!("#signpost={}.{}&{answers}", self.id, self.edition)
    }
}

impl Text {
    /// The English words of the artefact under test.
    pub(crate) fn read() -> Self {
        read(TEXT)
    }
}

/// The text of a file in the artefact, by the path it is served at.
pub(crate) fn file(path: &str) -> String {
    let file = Surroundings::get().dist.join(path.trim_start_matches('/'));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Where the artefact's one WebAssembly file is served.
pub(crate) fn wasm() -> String {
    let folder = fs::read_dir(&Surroundings::get().dist).unwrap();
    let mut names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let name = names.find(|name| name.ends_with(".wasm"));
    format!(
        "/{}",
        name.expect("the artefact has no WebAssembly file beside its page")
    )
}

fn read<T: DeserializeOwned>(path: &str) -> T {
    serde_json::from_str(&file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
