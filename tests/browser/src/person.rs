//! Somebody in front of a browser: what they do there and what they see, in the words of the screen.
//!
//! A screen is compared by the ids of what it shows, never by its markup.

use std::cell::Cell;
use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::host::Host;
use crate::session::{PATIENCE, Scheme, Session, hold_for, wait_for};
use crate::shipped::{self, Text};
use crate::surroundings::Surroundings;

const SCREEN: &str = include_str!("screen.js");
const DEEDS: &str = include_str!("deeds.js");
/// Defines `rendered()`, which waits until the program has done what it has begun, and `later`, the
/// page's own `setTimeout`, which has to be put back at the end.
pub(crate) const RENDERED: &str = include_str!("rendered.js");

pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const UP: &str = "\u{e013}";
pub(crate) const DOWN: &str = "\u{e015}";
const SPACE: &str = " ";

/// Somebody who uses a widget, with a browser that nobody has used before.
pub(crate) struct Person {
    session: Session,
    widget: Cell<usize>,
}

/// What the widget in front of the person shows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Screen {
    /// The address of the page.
    pub(crate) page: String,
    /// Whether the widget says that it is ready.
    pub(crate) is_ready: bool,
    /// The id of the question asked.
    pub(crate) question: Option<String>,
    /// The routes advised, in order.
    pub(crate) routes: Vec<SeenRoute>,
    /// The id of the draft.
    pub(crate) draft: Option<String>,
    /// Its text as it stands.
    pub(crate) letter: Option<String>,
    /// Whether it is the `checklist`, the `overview` of every route, or the `records`.
    pub(crate) view: Option<String>,
    /// The ids of the routes that the overview shows, in order.
    pub(crate) places: Vec<String>,
    /// What is chosen in each list, in order.
    pub(crate) lists: Vec<String>,
    /// The buttons' names, in order.
    pub(crate) buttons: Vec<String>,
    /// The page's title.
    pub(crate) title: String,
    /// The options offered, in order.
    pub(crate) options: Vec<SeenOption>,
    /// The steps of the checklist, in order, and whether each is ticked.
    pub(crate) steps: Vec<SeenOption>,
    /// What the error summary says.
    pub(crate) error: Option<String>,
    /// What the first message beside a field says.
    pub(crate) message: Option<String>,
    /// What is said to those who hear the page, in order.
    pub(crate) said: Vec<String>,
    /// What the notice says.
    pub(crate) notice: Option<String>,
    /// Whether the widget has given up.
    pub(crate) has_failed: bool,
    /// What is visible of the host's own content in the element.
    pub(crate) fallback: String,
    /// What has the focus.
    pub(crate) focus: Focus,
    /// What the page has said to whoever listens.
    pub(crate) heard: Option<Heard>,
}

/// A route as it is shown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct SeenRoute {
    pub(crate) id: String,
    pub(crate) links: Vec<String>,
}

/// An option as it is shown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SeenOption {
    pub(crate) id: String,
    pub(crate) is_chosen: bool,
}

/// What has the focus.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Focus {
    pub(crate) tag: String,
    /// What kind of input field it is.
    pub(crate) kind: String,
    pub(crate) classes: String,
    pub(crate) value: String,
    pub(crate) text: String,
    /// Whether it is the heading of the widget's screen.
    pub(crate) is_heading: bool,
}

/// What `ear.js` has heard.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Heard {
    /// What went to `console.error`, and what nobody caught.
    pub(crate) complaints: Vec<String>,
    /// What the policy has stopped.
    pub(crate) violations: Vec<String>,
    /// The widget's events.
    pub(crate) events: Vec<SeenEvent>,
}

/// An event of the widget.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct SeenEvent {
    /// The part of its name after `dsr-signpost:`.
    pub(crate) name: String,
    pub(crate) detail: Value,
    /// Milliseconds since the page was asked for.
    pub(crate) after: f64,
}

/// What a screen is about, whatever it looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// The question of this id.
    Question(String),
    /// The outcome with the routes of these ids.
    Outcome(Vec<String>),
    /// The draft of this id.
    Draft(String),
    /// The checklist.
    Checklist,
    /// The overview of every route.
    Overview,
    /// Where outcomes are saved and opened.
    Records,
    /// Nothing of the widget's own.
    Nowhere,
}

/// One thing that somebody does, where it has to be done quickly: by script.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Deed {
    /// Clicks the option of this id.
    Choose(String),
    /// Presses the button of this name.
    Press(String),
    /// Ticks the step of this id, such as `<route>/<statement>`, or takes its tick away.
    Tick(String),
    /// Pastes a saved outcome and opens it by the button of this name.
    Bring { record: String, button: String },
    /// Narrows the overview to an option of a question, or to none.
    Narrow { question: String, option: String },
    /// The browser's Back or Forward, by so many entries.
    Travel(isize),
    /// Puts another fragment into the address.
    Follow(String),
}

/// What came of some deeds.
#[derive(Debug, Deserialize)]
pub(crate) struct Done {
    /// What was on screen after each deed that was done.
    pub(crate) screens: Vec<Screen>,
    /// Why the next one could not be done.
    pub(crate) problem: Option<String>,
}

impl fmt::Display for SeenEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.detail)
    }
}

impl Screen {
    pub(crate) fn place(&self) -> Place {
        if let Some(draft) = &self.draft {
            return Place::Draft(draft.clone());
        }
        match self.view.as_deref() {
            Some("checklist") => return Place::Checklist,
            Some("overview") => return Place::Overview,
            Some("records") => return Place::Records,
            Some(_) | None => {}
        }
        match &self.question {
            Some(question) => Place::Question(question.clone()),
            None if self.routes.is_empty() => Place::Nowhere,
            None => Place::Outcome(self.routes.iter().map(|route| route.id.clone()).collect()),
        }
    }

    /// The ids of the options chosen.
    pub(crate) fn chosen(&self) -> Vec<&str> {
        let chosen = self.options.iter().filter(|option| option.is_chosen);
        chosen.map(|option| option.id.as_str()).collect()
    }

    /// The steps that are ticked, such as `<route>/<statement>`.
    pub(crate) fn ticked(&self) -> Vec<&str> {
        let ticked = self.steps.iter().filter(|step| step.is_chosen);
        ticked.map(|step| step.id.as_str()).collect()
    }

    /// The events of this name.
    pub(crate) fn events(&self, name: &str) -> Vec<&SeenEvent> {
        let heard = self.heard.iter().flat_map(|heard| &heard.events);
        heard.filter(|event| event.name == name).collect()
    }
}

impl Person {
    /// Somebody whose system prefers light pages.
    pub(crate) fn new() -> Self {
        Self::with(Scheme::Light)
    }

    /// Somebody whose system prefers this; panics if the pages are not told so.
    pub(crate) fn with(scheme: Scheme) -> Self {
        Self::at(Session::start(scheme), scheme)
    }

    /// The first with a browser, whose system prefers light pages.
    pub(crate) fn with_a_new_browser() -> Self {
        Self::at(Session::start_anew(Scheme::Light), Scheme::Light)
    }

    fn at(session: Session, scheme: Scheme) -> Self {
        let person = Self {
            session,
            widget: Cell::new(0),
        };
        let preference = match scheme {
            Scheme::Light => "(prefers-color-scheme: light)",
            Scheme::Dark => "(prefers-color-scheme: dark)",
            Scheme::Forced => "(forced-colors: active)",
        };
        let is_told: bool = person.session.ask(
            "return matchMedia(arguments[0]).matches;",
            &[json!(preference)],
        );
        assert!(is_told, "the pages are not told `{preference}`");
        person
    }

    /// The browser, for what no person does.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// Goes to a page and waits until the widget is ready there.
    #[track_caller]
    pub(crate) fn open(&self, address: &str) {
        self.arrive(address);
        self.see("the widget ready", |screen| screen.is_ready);
    }

    /// Goes to a page as from elsewhere, whatever becomes of the widget there.
    pub(crate) fn arrive(&self, address: &str) {
        // From a page of the same host the driver may take it for another place on that page:
        // Firefox's waits for nothing if the fragments are the same.
        self.session.go_to("about:blank");
        self.session.go_to(address);
    }

    /// Follows a link to another place on the same page.
    pub(crate) fn follow(&self, address: &str) {
        self.session.go_to(address);
    }

    /// Goes to a page in a window of 320 by 256 pixels: that of 1280 by 1024 enlarged four times.
    ///
    /// It is a frame of that size, since some browsers' windows cannot be made that narrow.
    pub(crate) fn arrive_enlarged(&self, host: &Host, path: &str) {
        let path = path.replace('&', "&amp;");
        host.publish(
            "/enlarged",
            &format!(
                r#"<!doctype html><html lang="en"><head><title>Enlarged</title></head><body>
                <iframe title="Enlarged" width="320" height="256" src="{path}"></iframe></body></html>"#
            ),
        );
        self.arrive(&host.at("/enlarged"));
        let frames = self
            .session
            .find("return [document.querySelector('iframe')];", &[]);
        self.session.enter_frame(frames.into_iter().next().unwrap());
    }

    /// From now on uses the widget in the frame that stands in for it on this page.
    pub(crate) fn enter_the_frame(&self) {
        let frames = self.session.find(
            "return [document.querySelector('dsr-signpost').shadowRoot.querySelector('iframe')];",
            &[],
        );
        self.session.enter_frame(frames.into_iter().next().unwrap());
    }

    /// From now on uses the widget at this place on the page, counted from nought.
    pub(crate) fn turn_to(&self, widget: usize) {
        self.widget.set(widget);
    }

    /// Chooses options of the question on screen, by mouse.
    #[track_caller]
    pub(crate) fn choose(&self, options: &[&str]) {
        for option in options {
            self.click_option(option);
            self.see(format!("`{option}` chosen"), |screen| {
                screen.chosen().contains(option)
            });
        }
    }

    /// Takes back the choice of options of the question on screen, by mouse.
    #[track_caller]
    pub(crate) fn unchoose(&self, options: &[&str]) {
        for option in options {
            self.click_option(option);
            self.see(format!("`{option}` not chosen"), |screen| {
                !screen.chosen().contains(option)
            });
        }
    }

    /// Presses "Continue" and waits for the next place.
    #[track_caller]
    pub(crate) fn go_on(&self) {
        self.move_by(|| self.press("Continue"));
    }

    /// Chooses options and goes on.
    #[track_caller]
    pub(crate) fn answer(&self, options: &[&str]) {
        self.choose(options);
        self.go_on();
    }

    /// Presses the widget's own "Back" and waits for the place before.
    #[track_caller]
    pub(crate) fn go_back(&self) {
        self.move_by(|| self.press("Back"));
    }

    /// Presses "Change" at an earlier answer and waits for its question.
    #[track_caller]
    pub(crate) fn change(&self, question: &str) {
        let text = Text::read();
        self.move_by(|| self.press(&format!("Change: {}", text.questions[question].short)));
        self.see_question(question);
    }

    /// Presses "Start again" and waits for another place.
    #[track_caller]
    pub(crate) fn start_again(&self) {
        self.move_by(|| self.press("Start again"));
    }

    /// Presses the browser's "Back" and waits for another place.
    #[track_caller]
    pub(crate) fn press_browser_back(&self) {
        self.move_by(|| self.session.back());
    }

    /// Presses the browser's "Forward" and waits for another place.
    #[track_caller]
    pub(crate) fn press_browser_forward(&self) {
        self.move_by(|| self.session.forward());
    }

    /// Reloads the page and waits until the widget is ready again.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.session.reload();
        self.see("the widget ready", |screen| screen.is_ready);
    }

    /// Presses the button to the overview and waits for it.
    #[track_caller]
    pub(crate) fn look_around(&self) {
        self.move_by(|| self.press(Text::read().phrase("overview-open")));
        self.see_place(&Place::Overview);
    }

    /// Narrows the overview to an option of a question, by the keys that any list of options takes.
    #[track_caller]
    pub(crate) fn narrow(&self, question: &str, label: &str) {
        let lists = self.find(
            "return all('select').filter((list) => list.id === arguments[1]);",
            json!(format!("narrow-{question}")),
        );
        let [list] = lists.as_slice() else {
            panic!("{} lists for `{question}`", lists.len());
        };
        self.session.choose_from(list, label);
    }

    /// Presses the button of this name, the one that assistive technology speaks, once there is one: Firefox
    /// tells its names some time after it shows the buttons.
    #[track_caller]
    pub(crate) fn press(&self, name: &str) {
        let button = wait_for(format!("one button `{name}`"), PATIENCE, || {
            let buttons = self.buttons();
            let mut found = buttons.iter().filter(|(its_name, _)| its_name == name);
            match (found.next(), found.next()) {
                (Some((_, button)), None) => Ok(button.clone()),
                _ => {
                    let names: Vec<_> = buttons.iter().map(|(its_name, _)| its_name).collect();
                    Err(format!("{names:?}"))
                }
            }
        });
        self.session.click(&button);
    }

    /// Whether there is a button of this name.
    pub(crate) fn has_button(&self, name: &str) -> bool {
        self.buttons().iter().any(|(its_name, _)| its_name == name)
    }

    /// The buttons, each with its name.
    fn buttons(&self) -> Vec<(String, WebElement)> {
        let buttons = self.find("return all('button');", Value::Null);
        let named = buttons.into_iter();
        named
            .map(|button| (self.session.name_of(&button), button))
            .collect()
    }

    /// Does one thing after another, each as soon as the screen shows what came of the one before.
    pub(crate) fn do_all(&self, deeds: &[Deed]) -> Done {
        let (definitions, answer) = definitions_and_answer();
        let script =
            format!("{definitions} const look = () => {{ //{answer} }};\n{RENDERED}\n{DEEDS}");
        let arguments = [json!(self.widget.get()), json!(deeds)];
        let done = self.session.await_answer(&script, &arguments);
        serde_json::from_value(done).unwrap()
    }

    /// Opens everything that is folded on the screen, and the explanation of each term.
    #[track_caller]
    pub(crate) fn unfold(&self) {
        self.find(
            "for (const details of all('details')) details.open = true;
            for (const term of all('button[aria-expanded=false]')) term.click();
            return [];",
            Value::Null,
        );
        wait_for("everything unfolded", PATIENCE, || {
            let folded = self.find("return all('button[aria-expanded=false]');", Value::Null);
            if folded.is_empty() {
                Ok(())
            } else {
                Err(format!("{} terms without an explanation", folded.len()))
            }
        });
    }

    /// Fills the field for a date, such as `2026-01-31`, and leaves the focus there.
    ///
    /// By script, since keys fill it in an order that depends on the browser's language.
    pub(crate) fn fill_in_date(&self, date: &str) {
        let filled = self.find(
            "const fields = all('input[type=date]');
            for (const field of fields) {
                field.focus();
                field.value = arguments[1];
            }
            return fields;",
            json!(date),
        );
        assert_eq!(filled.len(), 1, "fields for a date in {:?}", self.screen());
    }

    /// Types at the end of the field that a selector finds.
    pub(crate) fn type_into(&self, field: &str, words: &str) {
        let found = self.find(
            "const [field] = all(arguments[1]);
            field.focus();
            field.setSelectionRange(field.value.length, field.value.length);
            return [field];",
            json!(field),
        );
        assert_eq!(found.len(), 1, "{field}");
        self.type_keys(words);
    }

    /// Puts words into the field that a selector finds, as a paste does: no keys tell of them.
    pub(crate) fn paste_into(&self, field: &str, words: &str) {
        let found = self.find(
            "const [field] = all(arguments[1][0]);
            field.focus();
            field.value = arguments[1][1];
            field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            return [field];",
            json!([field, words]),
        );
        assert_eq!(found.len(), 1, "{field}");
    }

    /// Pastes a saved outcome where one is opened, and opens it.
    pub(crate) fn open_record(&self, record: &str) {
        self.paste_into("#record-paste", record);
        self.press(Text::read().phrase("records-load"));
    }

    /// Chooses a file in the field that a selector finds.
    pub(crate) fn choose_file(&self, field: &str, file: &Path) {
        let found = self.find("return all(arguments[1]);", json!(field));
        assert_eq!(found.len(), 1, "{field}");
        self.session.upload(&found[0], file);
    }

    /// What the link of these words saves: the name and the content of the file.
    pub(crate) fn offered(&self, words: &str) -> (String, String) {
        let found: Vec<(String, String)> = self.session.ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            const links = [...root.querySelectorAll('a[download]')];
            const found = links.filter((link) => link.innerText.trim() === arguments[0]);
            const content = ({ href }) => decodeURIComponent(href.slice(href.indexOf(',') + 1));
            return found.map((link) => [link.download, content(link)]);",
            &[json!(words)],
        );
        let [file] = found.as_slice() else {
            panic!("{} links `{words}` that save something", found.len());
        };
        file.clone()
    }

    /// Saves it, and waits until it lies in the folder for downloads.
    #[track_caller]
    pub(crate) fn save(&self, words: &str) {
        let (name, content) = self.offered(words);
        let path = Surroundings::get().downloads.join(&name);
        // Another test may have saved a file of this name.
        if path.exists() {
            fs::remove_file(&path).unwrap();
        }
        let links = self.find(
            "return all('a[download]').filter((link) => textOf(link) === arguments[1]);",
            json!(words),
        );
        self.session.click(&links[0]);
        wait_for(format!("the file `{name}`"), PATIENCE, || {
            let found = fs::read_to_string(&path).map_err(|error| error.to_string())?;
            if found == content { Ok(()) } else { Err(found) }
        });
    }

    /// Presses the button that prints, and sees that the browser is asked to.
    #[track_caller]
    pub(crate) fn print(&self) {
        let session = &self.session;
        session.ask::<Value>("window.print = () => { window.printed = true; };", &[]);
        self.press(Text::read().phrase("print"));
        assert!(session.ask::<bool>("return window.printed === true;", &[]));
    }

    /// Looks at the widget as it is printed: what its style says of paper goes for the screen as well.
    pub(crate) fn look_at_paper(&self) {
        let count: usize = self.session.ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            const sheets = [...root.styleSheets, ...root.adoptedStyleSheets];
            const rules = sheets.flatMap((sheet) => [...sheet.cssRules]);
            const ofPaper = rules.filter((rule) => rule.media?.mediaText === 'print');
            for (const rule of ofPaper) rule.media.mediaText = 'all';
            return ofPaper.length;",
            &[],
        );
        assert_ne!(count, 0, "the style says nothing of paper");
    }

    /// Waits for a message beside a field, and returns what it says.
    #[track_caller]
    pub(crate) fn see_message(&self) -> String {
        self.see("a message", |screen| screen.message.is_some())
            .message
            .unwrap_or_default()
    }

    /// Presses keys one after another, wherever the focus is.
    pub(crate) fn type_keys(&self, keys: &str) {
        self.session.type_keys(keys);
    }

    /// Chooses options and goes on, without a mouse.
    #[track_caller]
    pub(crate) fn answer_by_keys(&self, options: &[&str]) {
        for option in options {
            let offered = self.screen().options;
            // Of radio buttons Tab leads to one, and the arrows to the others.
            self.press_until(TAB, "an option", |focus| {
                let is_radio = focus.kind == "radio";
                is_radio && offered.iter().any(|it| it.id == focus.value) || focus.value == *option
            });
            for _ in &offered {
                if self.screen().focus.value != *option {
                    self.type_keys(DOWN);
                }
            }
            if !self.screen().chosen().contains(option) {
                self.type_keys(SPACE);
            }
            self.see(format!("`{option}` chosen"), |screen| {
                screen.chosen().contains(option)
            });
        }
        self.press_by_keys("Continue");
    }

    /// Presses a button whose text begins so, without a mouse, and waits for another place.
    #[track_caller]
    pub(crate) fn press_by_keys(&self, button: &str) {
        self.press_until(TAB, button, |focus| {
            focus.tag == "button" && focus.text.starts_with(button)
        });
        self.move_by_keys(ENTER);
    }

    /// Clicks the link or button of this text on the host's page.
    #[track_caller]
    pub(crate) fn click_on_page(&self, text: &str) {
        let found = self.session.find(
            "return [...document.querySelectorAll('a, button')].filter((element) =>
                element.innerText.trim() === arguments[0] && element.checkVisibility());",
            &[json!(text)],
        );
        let Some(first) = found.first() else {
            panic!("no link or button `{text}` on the page");
        };
        self.session.click(first);
    }

    /// Presses keys that lead to another place, and waits for it.
    #[track_caller]
    pub(crate) fn move_by_keys(&self, keys: &str) {
        self.move_by(|| self.type_keys(keys));
    }

    /// Waits until what has happened is painted.
    pub(crate) fn settle(&self) {
        self.session.await_answer(
            "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => done()));",
            &[],
        );
    }

    /// Presses a key, such as Tab, until the focus is where it should be and that is painted.
    #[track_caller]
    pub(crate) fn press_until(&self, key: &str, what: &str, is_there: impl Fn(&Focus) -> bool) {
        let mut passed = Vec::new();
        for _ in 0..80 {
            self.type_keys(key);
            let focus = self.screen().focus;
            if is_there(&focus) {
                // Nobody types before they see where.
                self.settle();
                return;
            }
            passed.push(format!("{} {}{}", focus.tag, focus.value, focus.text));
        }
        panic!("no key press leads to {what}; passed {passed:?}");
    }

    /// Makes the page refuse the next new element or the next new place in it, so that the program,
    /// which cannot do without, panics. The page's own scripts can do everything after that.
    pub(crate) fn break_the_page(&self) {
        let _: Value = self.session.ask(
            "const needed = [
                [Document.prototype, 'createElement'],
                [Document.prototype, 'createElementNS'],
                [Node.prototype, 'insertBefore'],
            ];
            const real = needed.map(([owner, name]) => owner[name]);
            for (const [owner, name] of needed) {
                owner[name] = () => {
                    needed.forEach(([owner, name], index) => (owner[name] = real[index]));
                    throw new Error('no more');
                };
            }",
            &[],
        );
    }

    /// Waits for this place.
    #[track_caller]
    pub(crate) fn see_place(&self, place: &Place) {
        self.see(format!("{place:?}"), |screen| screen.place() == *place);
    }

    /// Waits for the question of this id.
    #[track_caller]
    pub(crate) fn see_question(&self, question: &str) {
        self.see_place(&Place::Question(question.to_owned()));
    }

    /// Waits for an outcome, whatever it is.
    #[track_caller]
    pub(crate) fn see_an_outcome(&self) -> Screen {
        self.see("an outcome", |screen| {
            matches!(screen.place(), Place::Outcome(_))
        })
    }

    /// Waits for an outcome with exactly these routes, in any order.
    #[track_caller]
    pub(crate) fn see_routes(&self, routes: &[&str]) -> Screen {
        let mut expected: Vec<_> = routes.to_vec();
        expected.sort_unstable();
        let screen = self.see_an_outcome();
        let mut seen: Vec<_> = screen
            .routes
            .iter()
            .map(|route| route.id.as_str())
            .collect();
        seen.sort_unstable();
        assert_eq!(seen, expected, "the routes at {}", screen.page);
        screen
    }

    /// Waits until exactly these options of the question on screen are chosen.
    #[track_caller]
    pub(crate) fn see_chosen(&self, options: &[&str]) {
        self.see(format!("{options:?} chosen"), |screen| {
            screen.chosen() == options
        });
    }

    /// Waits until the heading of the screen has the focus.
    #[track_caller]
    pub(crate) fn see_focus_on_heading(&self) {
        self.see("the focus on the heading", |screen| screen.focus.is_heading);
    }

    /// Waits until the page's title begins with what the screen is called, and ends with its own.
    #[track_caller]
    pub(crate) fn see_title(&self, screen: &str) {
        let title = format!("{screen} – {}", shipped::title());
        self.see(format!("the title `{title}`"), |screen| {
            screen.title == title
        });
    }

    /// Waits for the error summary, with the focus on it.
    #[track_caller]
    pub(crate) fn see_error(&self) {
        self.see("the error summary with the focus", |screen| {
            screen.error.is_some() && screen.focus.classes.contains("error-summary")
        });
    }

    /// Sees what came of something, where those who hear the page are told.
    #[track_caller]
    pub(crate) fn see_said(&self, words: &str) {
        self.see(words, |screen| screen.said.iter().any(|said| said == words));
    }

    /// Waits until the screen is so, and returns it.
    #[track_caller]
    pub(crate) fn see(&self, what: impl fmt::Display, is_so: impl Fn(&Screen) -> bool) -> Screen {
        self.see_within(PATIENCE, what, is_so)
    }

    /// Waits until the screen is so, but no longer than this, and returns it.
    #[track_caller]
    pub(crate) fn see_within(
        &self,
        deadline: Duration,
        what: impl fmt::Display,
        is_so: impl Fn(&Screen) -> bool,
    ) -> Screen {
        wait_for(what, deadline, || {
            let screen = self.screen();
            if is_so(&screen) {
                Ok(screen)
            } else {
                Err(format!("{screen:#?}"))
            }
        })
    }

    /// Sees the screen so for as long as this.
    #[track_caller]
    pub(crate) fn keep_seeing(
        &self,
        duration: Duration,
        what: impl fmt::Display,
        is_so: impl Fn(&Screen) -> bool,
    ) {
        hold_for(what, duration, || {
            let screen = self.screen();
            if is_so(&screen) {
                Ok(())
            } else {
                Err(format!("{screen:#?}"))
            }
        });
    }

    /// What the widget shows right now.
    pub(crate) fn screen(&self) -> Screen {
        self.session.look(SCREEN, &[json!(self.widget.get())])
    }

    /// The elements in the widget that a script returns; it may use what `screen.js` defines, and
    /// gets the argument as `arguments[1]`.
    pub(crate) fn find(&self, script: &str, argument: Value) -> Vec<WebElement> {
        let (definitions, _) = definitions_and_answer();
        let script = format!("{definitions}{script}");
        self.session
            .find(&script, &[json!(self.widget.get()), argument])
    }

    /// Panics if the page complained, or tried what its policy forbids.
    #[track_caller]
    pub(crate) fn hear_no_complaint(&self) {
        let heard = self
            .screen()
            .heard
            .expect("the host's ear is on every page");
        assert!(
            heard.complaints.is_empty() && heard.violations.is_empty(),
            "the page complained: {heard:#?}"
        );
    }

    #[track_caller]
    fn click_option(&self, option: &str) {
        let labels = self.find(
            "return all('label').filter((label) => label.control?.value === arguments[1]);",
            json!(option),
        );
        let [label] = labels.as_slice() else {
            panic!("{} options `{option}` in {:?}", labels.len(), self.screen());
        };
        self.session.click(label);
    }

    #[track_caller]
    fn move_by(&self, act: impl FnOnce()) {
        let before = self.screen().place();
        act();
        self.see(format!("another place than {before:?}"), |screen| {
            screen.place() != Place::Nowhere && screen.place() != before
        });
        self.see_focus_on_heading();
    }
}

fn definitions_and_answer() -> (&'static str, &'static str) {
    SCREEN.split_once("// What follows").unwrap()
}
