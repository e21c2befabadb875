//! What the tests need to know of the guide in the artefact: its ids, its addresses, a few words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use signpost::guide::compile::{guide_from_json, text_from_json};

use crate::host::NONCE;
use crate::surroundings::Surroundings;

/// Where a file of the folder that pages embed is served.
macro_rules! embedded {
    ($name:literal) => {
        concat!("/embed/", env!("CARGO_PKG_VERSION"), "/", $name)
    };
}

/// Where the script is served that pages embed.
pub(crate) const EMBED: &str = embedded!("embed.js");
/// Where the first half of the program is served, which asks.
pub(crate) const WASM: &str = embedded!("signpost_bg.wasm");
/// Where the other half of the program is served.
pub(crate) const ADVICE: &str = embedded!("snippets/advice.wasm");
/// Where the widget's look is served, as far as questions need it.
pub(crate) const STYLE: &str = embedded!("signpost.css");
/// Where the look of what is beyond them is served.
pub(crate) const ADVISED_STYLE: &str = embedded!("advised.css");
/// Where the program is served that compiles guides of somebody's own.
pub(crate) const COMPILER: &str = embedded!("compiler_bg.wasm");
/// Where it is served what the guide asks, packed with its English words.
pub(crate) const ASKED: &str = embedded!("guides/professional-services/asked.en.bin");
/// Where it is served what the guide advises, packed likewise.
pub(crate) const ADVISED: &str = embedded!("guides/professional-services/advised.en.bin");
/// Where the guide is served as its author writes it.
pub(crate) const GUIDE: &str = embedded!("guides/professional-services/guide.json");
/// Where its English words are served as their author writes them.
pub(crate) const TEXT: &str = embedded!("guides/professional-services/text.en.json");
/// Where the page is served that a frame shows.
pub(crate) const FRAME: &str = embedded!("frame.html");
/// Every file that the script fetches to ask the first question of the guide that is shipped, on a page that
/// has that question and its look in its HTML; the standalone page has these in it too.
pub(crate) const FIRST: [&str; 2] = [WASM, ASKED];
/// Every file that it fetches after those.
pub(crate) const REST: [&str; 3] = [ADVICE, ADVISED, ADVISED_STYLE];

/// The part of `guide.json` that tests compare screens with.
#[derive(Debug, Deserialize)]
pub(crate) struct Guide {
    pub(crate) id: String,
    pub(crate) edition: u32,
    pub(crate) questions: Vec<Question>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) routes: Vec<Route>,
}

/// A question.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) choose: Choose,
}

/// How many of a question's options may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Choose {
    One,
    Several,
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

/// The part of `text.en.json` that the tests need.
#[derive(Debug, Deserialize)]
pub(crate) struct Text {
    pub(crate) questions: BTreeMap<String, QuestionWords>,
    /// By question and option, such as `capacity=member`.
    pub(crate) options: BTreeMap<String, OptionWords>,
    pub(crate) routes: BTreeMap<String, RouteWords>,
    pub(crate) drafts: BTreeMap<String, DraftWords>,
    pub(crate) phrases: BTreeMap<String, String>,
    pub(crate) glossary: BTreeMap<String, Term>,
}

/// The words of one draft.
#[derive(Debug, Deserialize)]
pub(crate) struct DraftWords {
    pub(crate) title: String,
    pub(crate) subject: String,
}

/// The words of one question.
#[derive(Debug, Deserialize)]
pub(crate) struct QuestionWords {
    pub(crate) title: String,
    pub(crate) short: String,
    pub(crate) hint: Option<String>,
    pub(crate) why: String,
}

/// The words of one route.
#[derive(Debug, Deserialize)]
pub(crate) struct RouteWords {
    pub(crate) title: String,
}

/// The words of one option.
#[derive(Debug, Deserialize)]
pub(crate) struct OptionWords {
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

/// A term that the words explain.
#[derive(Debug, Deserialize)]
pub(crate) struct Term {
    pub(crate) term: String,
    pub(crate) meaning: String,
}

/// The shipped guide and its words, compiled of what their author writes.
pub(crate) fn compiled() -> (signpost::guide::Guide, signpost::guide::text::Text) {
    let guide = guide_from_json(&file(GUIDE)).unwrap();
    let text = text_from_json(&guide, &file(TEXT)).unwrap();
    (guide, text)
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

    /// How many options of a question may be chosen; panics if the guide has no such question.
    pub(crate) fn choose(&self, question: &str) -> Choose {
        let found = self.questions.iter().find(|it| it.id == question);
        let found = found.unwrap_or_else(|| panic!("the guide has no question `{question}`"));
        found.choose
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

    /// The words of the screens themselves, by their key.
    pub(crate) fn phrase(&self, key: &str) -> &str {
        let found = self.phrases.get(key);
        found.unwrap_or_else(|| panic!("the text has no phrase `{key}`"))
    }

    /// Everything that a question's screen says which is about that question.
    pub(crate) fn of_question(&self, id: &str) -> Vec<&str> {
        let words = &self.questions[id];
        let of_it = |key: &str| {
            key.strip_prefix(id)
                .is_some_and(|rest| rest.starts_with('='))
        };
        let options = self.options.iter().filter(|(key, _)| of_it(key));
        let options = options.flat_map(|(_, option)| [Some(&option.label), option.hint.as_ref()]);
        [Some(&words.title), words.hint.as_ref(), Some(&words.why)]
            .into_iter()
            .chain(options)
            .flatten()
            .map(String::as_str)
            .collect()
    }
}

/// The folder that pages embed, of which a site may hold a copy.
pub(crate) fn folder() -> PathBuf {
    let script = Path::new(EMBED.trim_start_matches('/'));
    let folder = script.parent().expect("the script is in a folder");
    Surroundings::get().dist.join(folder)
}

/// The text of a file in the artefact, by the path it is served at.
pub(crate) fn file(path: &str) -> String {
    String::from_utf8(bytes(path)).unwrap()
}

/// A file in the artefact, by the path it is served at.
pub(crate) fn bytes(path: &str) -> Vec<u8> {
    let file = Surroundings::get().dist.join(path.trim_start_matches('/'));
    fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The title of the standalone page.
pub(crate) fn title() -> String {
    let page = file("/index.html");
    let title = page
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"));
    title.expect("the page has a title").0.to_owned()
}

/// The standalone page with the script of the snippet: it has neither its own ones, nor the program, nor what is asked
/// in it, as no page has on which somebody embeds the widget.
pub(crate) fn page_in_parts() -> String {
    let (page, snippet) = (file("/index.html"), file("/snippet.html"));
    let (before, rest) = page.split_once("<script>").unwrap();
    let (_, between) = rest.split_once("</script>").unwrap();
    let (between, rest) = between.split_once("<script type=\"module\"").unwrap();
    let (_, after) = rest.rsplit_once("</script>").unwrap();
    let (_, script) = snippet.split_once("/embed/").unwrap();
    let (script, _) = script.split_once("</script>").unwrap();
    let before = before.replacen("script-src ", "script-src 'self' ", 1);
    format!("{before}{between}<script type=\"module\" src=\"/embed/{script}</script>{after}")
}

/// A page of somebody's own with the widget's script, and this in its body.
pub(crate) fn page(title: &str, body: &str) -> String {
    page_from("", title, body)
}

/// The same with the script of another host, named by its address.
pub(crate) fn page_from(host: &str, title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title}</title>\
         <script type=\"module\" nonce=\"{NONCE}\" src=\"{host}{EMBED}\"></script></head>\
         <body>{body}</body></html>"
    )
}

fn read<T: DeserializeOwned>(path: &str) -> T {
    serde_json::from_str(&file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
