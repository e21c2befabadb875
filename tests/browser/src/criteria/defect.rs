//! A defect put on purpose into a page that is sound. It must not know what should find it.

use serde_json::{Value, json};
use signpost::guide::compile::text_from_json;
use signpost::guide::packed::{Packed, pack};

use crate::host::{Fault, Host};
use crate::person::Person;
use crate::scenes::{Scene, Window};
use crate::shipped::{self, ADVISED, ASKED, TEXT};

/// What a seeded script may use.
const PARTS: &str = r"
const element = document.querySelector('dsr-signpost');
const root = element.shadowRoot;
const heading = root.querySelector('.heading');
const submit = root.querySelector('button[type=submit]');
";

/// Adds style to the page and to the widget.
const ADD_STYLE: &str = r"
const sheet = new CSSStyleSheet();
sheet.replaceSync(arguments[0]);
for (const root of [document, document.querySelector('dsr-signpost').shadowRoot]) {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
";

/// Something that breaks a criterion.
pub(crate) struct Defect {
    /// What is wrong, in a few words.
    pub(crate) words: &'static str,
    /// How the name of the scene begins that it is put into.
    pub(crate) at: &'static str,
    pub(crate) window: Window,
    pub(crate) seed: Seed,
}

/// How it is put there.
#[derive(Clone, Copy)]
pub(crate) enum Seed {
    /// More style rules, for the page and the widget.
    Style(&'static str),
    /// A script in the page.
    Script(&'static str),
    /// Other words for a phrase of the text file.
    Phrase(&'static str, &'static str),
}

impl Defect {
    /// Brings somebody to the screen with the defect in it.
    pub(crate) fn enter(&self, scene: &Scene, person: &Person) -> Host {
        match self.seed {
            Seed::Style(rules) => {
                let host = scene.enter(person, self.window);
                let _: Value = person.session().ask(ADD_STYLE, &[json!(rules)]);
                host
            }
            Seed::Script(script) => {
                let host = scene.enter(person, self.window);
                let _: Value = person.session().ask(&format!("{PARTS}{script}"), &[]);
                host
            }
            Seed::Phrase(name, words) => {
                let mut text: Value = serde_json::from_str(&shipped::file(TEXT)).unwrap();
                text["phrases"][name] = json!(words);
                let (guide, _) = shipped::compiled();
                let text = text_from_json(&guide, &text.to_string()).unwrap();
                let Packed { asked, advised } = pack(&guide, &text);
                let spoilt = [(ASKED, asked), (ADVISED, advised)];
                let spoilt = spoilt.map(|(path, packed)| (path, Fault::Body(packed)));
                scene.enter_spoilt(person, spoilt)
            }
        }
    }
}
