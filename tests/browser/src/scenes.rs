//! Every kind of screen and the way to it, found by walking the shipped guide with the engine itself.
//!
//! It must not know what is looked at there.

use std::collections::{BTreeSet, VecDeque};

use signpost::engine::Answers;
use signpost::engine::session::{Place, Session};
use signpost::engine::walk::walk;
use signpost::guide::file::Choose;
use signpost::guide::text::Text;
use signpost::guide::{Guide, OptionSet, Question};
use signpost::link;

use crate::host::{Fault, Host, Policy};
use crate::person::{self, Person};
use crate::records;
use crate::shipped;

/// A screen, and the way to it.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    /// What it shows, in a few words.
    pub(crate) name: String,
    /// Whether no scene before it is of its kind.
    pub(crate) is_first_of_its_kind: bool,
    way: Way,
}

/// How much of the page is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    /// 1280 by 1000 pixels.
    Desk,
    /// 320 by 256 pixels.
    Enlarged,
}

#[derive(Debug, Clone)]
enum Way {
    /// A link to a question.
    Question(String),
    /// A link to a question, and Continue pressed with nothing chosen.
    Refused(String),
    /// A link to an outcome.
    Outcome(String),
    /// A link to a draft.
    Draft(String),
    /// A link to the checklist.
    Checklist(String),
    /// A link to the overview of every route.
    Overview(String),
    /// A link to where outcomes are saved and opened.
    Records(String),
    /// A link to the same, and something opened that is no saved outcome.
    RefusedRecord(String),
    /// A link to the same, and a saved outcome opened since which something has changed.
    Changed(String),
    /// A link that leads nowhere.
    BadLink,
    /// The program is still on its way.
    Loading,
    /// The same, and an answer has led on.
    Led,
    /// No script may run.
    WithoutScripts,
    /// No WebAssembly may run.
    WithoutWasm,
    /// The program is not there.
    Missing,
    /// The program panics while somebody answers.
    Crash,
}

impl Scene {
    /// Every kind of screen: each question on its shortest way, each kind of question refused and
    /// one whose answer is changed; the outcome with the most routes, one with one and one with
    /// two, and one for each route that is not in these; each kind of draft; the overview, with a path of
    /// one's own and without; the checklist; where outcomes are saved and opened, one that is refused,
    /// and one since which much has changed; a notice, loading, and each failure.
    pub(crate) fn every() -> Vec<Self> {
        let (guide, text) = shipped::compiled();
        let walks = walks(&guide);
        let mut scenes = questions(&guide, &text, &walks);
        scenes.extend(outcomes(&guide, &walks));
        scenes.extend(drafts(&guide, &walks));
        scenes.extend(overviews(&guide));
        scenes.extend(follow_ups(&guide));
        let others = [
            ("notice about a bad link", Way::BadLink),
            ("loading", Way::Loading),
            ("led on while loading", Way::Led),
            ("scripts off", Way::WithoutScripts),
            ("WebAssembly off", Way::WithoutWasm),
            ("program missing", Way::Missing),
            ("crash", Way::Crash),
        ];
        scenes.extend(others.map(|(name, way)| Self {
            name: name.to_owned(),
            is_first_of_its_kind: true,
            way,
        }));
        scenes
    }

    /// Those of every question, nothing chosen.
    pub(crate) fn every_question() -> Vec<Self> {
        let mut scenes = Self::every();
        scenes.retain(|scene| scene.name.starts_with("question "));
        scenes
    }

    /// Those of every outcome.
    pub(crate) fn every_outcome() -> Vec<Self> {
        let mut scenes = Self::every();
        scenes.retain(|scene| matches!(scene.way, Way::Outcome(_)));
        scenes
    }

    /// Those that no other of their kind stands before.
    pub(crate) fn one_of_each_kind() -> Vec<Self> {
        let mut scenes = Self::every();
        scenes.retain(|scene| scene.is_first_of_its_kind);
        scenes
    }

    /// The first scene of this name, or of a name that begins so.
    pub(crate) fn named(name: &str) -> Self {
        let mut scenes = Self::every().into_iter();
        let found = scenes.find(|scene| scene.name.starts_with(name));
        found.unwrap_or_else(|| panic!("there is no scene `{name}`"))
    }

    /// Brings somebody there and opens everything that is folded; the host must be kept as long as
    /// the person stays.
    pub(crate) fn enter(&self, person: &Person, window: Window) -> Host {
        self.enter_at(self.host(), person, window)
    }

    /// Brings somebody there and leaves folded what is folded.
    pub(crate) fn enter_folded(&self, person: &Person) -> Host {
        let host = self.host();
        self.arrive(&host, person, Window::Desk);
        host
    }

    /// The same, where files are spoilt; the page is in parts, so that they are files.
    pub(crate) fn enter_spoilt<const COUNT: usize>(
        &self,
        person: &Person,
        files: [(&str, Fault); COUNT],
    ) -> Host {
        let host = Host::start_in_parts();
        // The widget takes no file that is not the one it was built with.
        host.unseal();
        for (path, fault) in files {
            host.spoil(path, fault);
        }
        self.enter_at(host, person, Window::Desk)
    }

    fn host(&self) -> Host {
        match self.way {
            Way::WithoutScripts => Host::start_with(Policy::WithoutScripts),
            Way::WithoutWasm => Host::start_with(Policy::WithoutWasm),
            Way::Question(_)
            | Way::Refused(_)
            | Way::Outcome(_)
            | Way::Draft(_)
            | Way::Checklist(_)
            | Way::Overview(_)
            | Way::Records(_)
            | Way::RefusedRecord(_)
            | Way::Changed(_)
            | Way::BadLink
            | Way::Crash => Host::start(),
            Way::Loading | Way::Led | Way::Missing => Host::start_in_parts(),
        }
    }

    fn enter_at(&self, host: Host, person: &Person, window: Window) -> Host {
        self.arrive(&host, person, window);
        person.unfold();
        host
    }

    fn arrive(&self, host: &Host, person: &Person, window: Window) {
        let path = match &self.way {
            Way::Question(fragment)
            | Way::Refused(fragment)
            | Way::Outcome(fragment)
            | Way::Draft(fragment)
            | Way::Checklist(fragment)
            | Way::Overview(fragment)
            | Way::Records(fragment)
            | Way::RefusedRecord(fragment)
            | Way::Changed(fragment) => format!("/#{fragment}"),
            Way::BadLink => "/#signpost=nonsense".to_owned(),
            Way::Loading
            | Way::Led
            | Way::WithoutScripts
            | Way::WithoutWasm
            | Way::Missing
            | Way::Crash => "/".to_owned(),
        };
        match self.way {
            Way::Loading | Way::Led => host.spoil(shipped::WASM, Fault::Silence),
            Way::Missing => host.spoil(shipped::WASM, Fault::Status(404)),
            Way::Question(_)
            | Way::Refused(_)
            | Way::Outcome(_)
            | Way::Draft(_)
            | Way::Checklist(_)
            | Way::Overview(_)
            | Way::Records(_)
            | Way::RefusedRecord(_)
            | Way::Changed(_)
            | Way::BadLink
            | Way::WithoutScripts
            | Way::WithoutWasm
            | Way::Crash => {}
        }
        match window {
            Window::Desk => person.arrive(&host.at(&path)),
            Window::Enlarged => person.arrive_enlarged(host, &path),
        }
        self.wait(person);
    }

    fn wait(&self, person: &Person) {
        match self.way {
            // There is a question on the page before the widget is.
            Way::Question(_) => {
                person.see("a question", |screen| {
                    screen.is_ready && screen.question.is_some()
                });
            }
            Way::Refused(_) => {
                person.see("a question", |screen| {
                    screen.is_ready && screen.question.is_some()
                });
                person.press("Continue");
                person.see_error();
            }
            Way::Outcome(_) => {
                person.see_an_outcome();
            }
            Way::Draft(_) => {
                person.see("a draft", |screen| screen.draft.is_some());
            }
            Way::Checklist(_) => {
                person.see_place(&person::Place::Checklist);
            }
            Way::Overview(_) => {
                person.see_place(&person::Place::Overview);
            }
            Way::Records(_) => {
                person.see_place(&person::Place::Records);
            }
            Way::RefusedRecord(_) => {
                person.see_place(&person::Place::Records);
                person.open_record("nonsense");
                person.see_message();
            }
            Way::Changed(_) => {
                person.see_place(&person::Place::Records);
                person.open_record(&records::made_before());
                person.see_an_outcome();
            }
            Way::BadLink => {
                person.see("a notice", |screen| screen.notice.is_some());
            }
            Way::Led => {
                let first = person.screen().options[0].id.clone();
                person.choose(&[&first]);
                person.press("Continue");
                person.see("the next question, not ready", |screen| {
                    !screen.is_ready && screen.options[0].id != first
                });
                person.press("Continue");
                person.see("the host's own content", |screen| {
                    !screen.fallback.is_empty()
                });
            }
            Way::Loading | Way::WithoutScripts => {
                person.press("Continue");
                person.see("the host's own content", |screen| {
                    !screen.is_ready && !screen.fallback.is_empty()
                });
            }
            Way::WithoutWasm | Way::Missing => {
                person.see("the failure", |screen| screen.has_failed);
            }
            Way::Crash => {
                person.see("the widget ready", |screen| screen.is_ready);
                let first = person.screen().options[0].id.clone();
                person.choose(&[&first]);
                person.break_the_page();
                person.press("Continue");
                person.see("the failure", |screen| screen.has_failed);
            }
        }
    }
}

/// Every walk on which each question is answered with a single option, whole or not, the shortest
/// first.
fn walks(guide: &Guide) -> Vec<Answers> {
    let mut found = Vec::new();
    let mut due = VecDeque::from([Answers::none(guide)]);
    while let Some(answers) = due.pop_front() {
        if let Some(open) = walk(guide, &answers).open {
            for option in &guide.question(open).options {
                let mut next = answers.clone();
                next.set(open, option.id.into());
                due.push_back(next);
            }
        }
        found.push(answers);
    }
    found
}

/// The walk of somebody to whom as much as possible applies: of several choices all that can stand
/// together, of a single choice the first.
fn fullest_walk(guide: &Guide) -> Answers {
    let mut answers = Answers::none(guide);
    while let Some(open) = walk(guide, &answers).open {
        let question = guide.question(open);
        let options = question.options.iter().map(|option| option.id);
        let answer = match question.choose {
            Choose::One => options.take(1).collect::<OptionSet>(),
            Choose::Several => options.collect::<OptionSet>().without(question.alone()),
        };
        answers.set(open, answer);
    }
    answers
}

fn questions(guide: &Guide, text: &Text, walks: &[Answers]) -> Vec<Scene> {
    let mut kinds = BTreeSet::new();
    let mut scenes = Vec::new();
    for question in guide.questions() {
        let reaches = |answers: &&Answers| walk(guide, answers).open == Some(question.id);
        let Some(answers) = walks.iter().find(reaches) else {
            panic!("no walk of single options leads to `{}`", question.name);
        };
        let fragment = fragment(guide, answers);
        let kind = kind(guide, text, question);
        let is_first_of_its_kind = kinds.insert(kind.clone());
        let name = format!("question {}: {kind}", question.name);
        if is_first_of_its_kind {
            scenes.push(Scene {
                name: format!("error at {name}"),
                is_first_of_its_kind,
                way: Way::Refused(fragment.clone()),
            });
        }
        scenes.push(Scene {
            name,
            is_first_of_its_kind,
            way: Way::Question(fragment),
        });
    }
    scenes.push(Scene {
        name: "an answer to be changed".to_owned(),
        is_first_of_its_kind: true,
        way: Way::Question(change_of_the_last_answer(guide, &fullest_walk(guide))),
    });
    scenes
}

/// What there is to a question's screen.
fn kind(guide: &Guide, text: &Text, question: &Question) -> String {
    let mut parts = vec![match question.choose {
        Choose::One => "one choice",
        Choose::Several => "several choices",
    }];
    let is_first = guide
        .questions()
        .first()
        .is_some_and(|first| first.id == question.id);
    let has_option_hint = question
        .options
        .iter()
        .any(|option| text.option(option.id).hint.is_some());
    let features = [
        (is_first, "first"),
        (text.question(question.id).hint.is_some(), "hint"),
        (has_option_hint, "hint at an answer"),
        (question.takes_date(), "date"),
    ];
    parts.extend(
        features
            .iter()
            .filter(|(has, _)| *has)
            .map(|(_, part)| part),
    );
    parts.join(", ")
}

fn outcomes(guide: &Guide, walks: &[Answers]) -> Vec<Scene> {
    let routes = |answers: &Answers| {
        let outcome = walk(guide, answers).outcome(guide);
        let routes = outcome.into_iter().flat_map(|outcome| outcome.routes);
        routes.map(|route| route.id).collect::<BTreeSet<_>>()
    };
    let fullest = fullest_walk(guide);
    let with = |count: usize| {
        let found = walks.iter().find(|answers| routes(answers).len() == count);
        found.unwrap_or_else(|| panic!("no walk of single options leads to {count} routes"))
    };
    let kinds = [
        (
            format!("outcome with {} routes", routes(&fullest).len()),
            &fullest,
        ),
        ("outcome with one route".to_owned(), with(1)),
        ("outcome with two routes".to_owned(), with(2)),
    ];
    let mut met = BTreeSet::new();
    let mut scenes = Vec::new();
    for (name, answers) in kinds {
        met.extend(routes(answers));
        scenes.push(outcome(guide, name, answers, true));
    }
    for route in guide.routes() {
        if met.contains(&route.id) {
            continue;
        }
        let leads = |answers: &&Answers| routes(answers).contains(&route.id);
        let Some(answers) = walks.iter().find(leads) else {
            panic!("no walk of single options leads to `{}`", route.name);
        };
        met.extend(routes(answers));
        scenes.push(outcome(
            guide,
            format!("route {}", route.name),
            answers,
            false,
        ));
    }
    scenes
}

fn outcome(guide: &Guide, name: String, answers: &Answers, is_first_of_its_kind: bool) -> Scene {
    Scene {
        name,
        is_first_of_its_kind,
        way: Way::Outcome(fragment(guide, answers)),
    }
}

/// One draft of each kind: by whom it goes to, how, and whether there is a day on which an answer is due.
fn drafts(guide: &Guide, walks: &[Answers]) -> Vec<Scene> {
    let mut kinds = BTreeSet::new();
    let mut scenes = Vec::new();
    for draft in guide.drafts() {
        let offer = |answers: &Answers| walk(guide, answers).offer(guide, draft.id);
        let Some(answers) = walks.iter().find(|answers| offer(answers).is_some()) else {
            panic!("no walk of single options leads to draft `{}`", draft.name);
        };
        let route = draft.routes.first().map(|&route| guide.route(route));
        let address = route.and_then(|route| guide.channel(route.channel).address.href());
        let way = address.map(|address| address.split(':').next().map(str::to_owned));
        let is_timed = guide
            .deadlines()
            .iter()
            .any(|each| each.drafts.contains(&draft.id));
        if kinds.insert((format!("{:?}", draft.to), way, is_timed)) {
            scenes.push(Scene {
                name: format!("draft {}", draft.name),
                is_first_of_its_kind: scenes.is_empty(),
                way: Way::Draft(fragment_of(guide, answers, |_| Place::Draft(draft.id))),
            });
        }
    }
    scenes
}

fn overviews(guide: &Guide) -> [Scene; 2] {
    let scenes = [
        ("overview", Answers::none(guide)),
        ("overview with a path of one's own", fullest_walk(guide)),
    ];
    scenes.map(|(name, answers)| Scene {
        name: name.to_owned(),
        is_first_of_its_kind: name == "overview",
        way: Way::Overview(fragment_of(guide, &answers, |_| Place::Overview)),
    })
}

/// What follows the fullest outcome.
fn follow_ups(guide: &Guide) -> [Scene; 4] {
    let fullest = fullest_walk(guide);
    let at = |place| fragment_of(guide, &fullest, |_| place);
    let scenes = [
        ("checklist", Way::Checklist(at(Place::Checklist))),
        ("records", Way::Records(at(Place::Records))),
        (
            "record that is refused",
            Way::RefusedRecord(at(Place::Records)),
        ),
        (
            "outcome since which much has changed",
            Way::Changed(at(Place::Records)),
        ),
    ];
    scenes.map(|(name, way)| Scene {
        name: name.to_owned(),
        is_first_of_its_kind: true,
        way,
    })
}

fn fragment(guide: &Guide, answers: &Answers) -> String {
    fragment_of(guide, answers, |session| session.place)
}

/// The link that leads to a place with some answers.
fn fragment_of(guide: &Guide, answers: &Answers, place: impl Fn(&Session) -> Place) -> String {
    let session = Session::at_frontier(guide, answers.clone());
    let place = place(&session);
    link::fragment(guide, &Session { place, ..session })
}

fn change_of_the_last_answer(guide: &Guide, answers: &Answers) -> String {
    fragment_of(guide, answers, |outcome| {
        let last = outcome.walk(guide).path.last().copied();
        Place::Change(last.expect("every guide asks something"))
    })
}
