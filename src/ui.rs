//! The widget: holds one session, renders it, and carries out what a change of place calls for.
//!
//! It must not decide anything; the engine does. It must not contain words; the text file does.

mod answers;
mod changed;
mod checklist;
mod copy;
mod date;
mod draft;
mod glossary;
mod heading;
mod icon;
mod outcome;
mod overview;
mod picture;
mod plain;
mod question;
mod records;
mod route;
mod screen;
mod term;

use std::rc::Rc;

use gloo::events::EventListener;
use yew::html::Scope;
use yew::{AttrValue, Callback, Component, Context, Html, NodeRef, Properties, html};

use crate::browser;
use crate::day::Day;
use crate::engine::session::{Message, Place, Session};
use crate::guide::phrase::Phrase;
use crate::guide::text::{Direction, Text};
use crate::guide::{Guide, StatementId};
use crate::link::{self, LinkProblem};
use changed::Opened;
use checklist::Ticks;
use draft::Writing;
pub use draft::Written;
pub use heading::HeadingLevel;
pub use plain::{PlainTable, PlainTableProps};
pub use records::Brought;
use records::Shelf;
use screen::Screen;

/// The id of what stands above a screen's heading, and describes it.
const NOTICE: &str = "notice";

/// What a widget is given.
#[derive(Debug, Clone, Properties)]
pub struct AppProps {
    /// What is asked and advised.
    pub guide: Rc<Guide>,
    /// Its words.
    pub text: Rc<Text>,
    /// Where to begin.
    pub start: Session,
    /// The fragment, without `#`, that is followed instead if it is the widget's.
    pub fragment: AttrValue,
    /// What day it is where the reader is; none if nobody knows.
    pub today: Callback<(), Option<Day>>,
    /// Whether the page's fragment is followed and written from then on.
    pub has_history: bool,
    /// The level of the screen's heading; the others follow.
    pub heading_level: HeadingLevel,
    /// Called whenever what is on screen changes, the first screen included.
    pub on_step: Callback<Step>,
    /// Called with what the screen is called, whenever that changes: its heading, and before it,
    /// while Continue or a saved outcome is refused, that there is an error.
    pub on_title: Callback<String>,
    /// Called once with what events can be sent to.
    pub on_create: Callback<Scope<App>>,
}

/// A widget keeps what it was given first: nothing is compared, and no code for that is in the browser.
impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.guide, &other.guide) && Rc::ptr_eq(&self.text, &other.text)
    }
}

/// What is on screen, in ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A question, by its id.
    Question(String),
    /// An outcome, by its routes' ids.
    Outcome(Vec<String>),
    /// A draft, by its id.
    Draft(String),
    /// The checklist.
    Checklist,
    /// The overview of every route.
    Overview,
    /// Where outcomes are saved and opened.
    Records,
}

/// What reaches the widget.
#[derive(Debug)]
pub enum Event {
    /// The person did something on a screen.
    Did(Message),
    /// The person typed something.
    Wrote(Written),
    /// The person ticked a step of the checklist, or took the tick away.
    Ticked(StatementId),
    /// The person brought a saved outcome.
    Brought(Brought),
    /// The browser's Back, Forward or a link led to a fragment.
    Travelled(String),
}

/// One widget.
#[derive(Debug)]
pub struct App {
    session: Session,
    writing: Writing,
    ticks: Ticks,
    shelf: Shelf,
    notice: Option<LinkProblem>,
    due: Due,
    heading: NodeRef,
    problem: NodeRef,
    title: String,
    travel: Option<EventListener>,
}

/// The effects that the next rendering is followed by.
#[derive(Debug, Default)]
struct Due {
    focus: Option<Focus>,
    /// The fragment of the place that is left, if the new one is an entry of the history.
    push_from: Option<String>,
    is_announced: bool,
}

#[derive(Debug, Clone, Copy)]
enum Focus {
    Heading,
    Problem,
}

impl App {
    /// The fragment, without `#`, that leads back to what is on screen.
    #[must_use]
    pub fn place(&self, guide: &Guide) -> String {
        link::fragment(guide, &self.session)
    }

    /// Forgets what was typed and ticked.
    fn forget(&mut self, guide: &Guide) {
        self.writing = Writing::none(guide);
        self.ticks = Ticks::default();
    }
}

impl Component for App {
    type Message = Event;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let AppProps {
            guide,
            start,
            fragment,
            on_create,
            ..
        } = ctx.props();
        on_create.emit(ctx.link().clone());
        let (session, notice) = arrival(guide, fragment, start);
        Self {
            session,
            writing: Writing::none(guide),
            ticks: Ticks::default(),
            shelf: Shelf::default(),
            notice,
            due: Due {
                is_announced: true,
                ..Due::default()
            },
            heading: NodeRef::default(),
            problem: NodeRef::default(),
            title: String::new(),
            travel: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        let AppProps { guide, text, .. } = ctx.props();
        let (message, has_travelled) = match event {
            Event::Wrote(written) => {
                self.writing.note(written);
                return true;
            }
            Event::Ticked(step) => {
                self.ticks.turn(&self.session.walk(guide).counted, step);
                return true;
            }
            // A file that was read late, when somebody had gone on already.
            Event::Brought(_) if self.session.place != Place::Records => return false,
            Event::Brought(brought) => match self.shelf.take(guide, text, brought) {
                Some(answers) => {
                    // It is about another case, or about what has become of this one.
                    self.forget(guide);
                    (Message::TookAnswers(answers), false)
                }
                None => {
                    self.due.focus = Some(Focus::Problem);
                    return true;
                }
            },
            Event::Did(message) => (message, false),
            // An anchor of the page around the widget is not a place in it.
            Event::Travelled(fragment) if link::session(guide, &fragment) == Ok(None) => {
                return false;
            }
            Event::Travelled(fragment) => {
                let (session, notice) = arrival(guide, &fragment, &ctx.props().start);
                self.notice = notice;
                (Message::Arrived(session), true)
            }
        };
        if message == Message::StartedAgain {
            self.forget(guide);
            self.shelf = Shelf::default();
        }
        let before = self.session.place;
        let went_on = message == Message::WentOn;
        let after = self.session.clone().update(guide, message);
        if after.place != before {
            self.due.focus = Some(Focus::Heading);
            self.due.is_announced = true;
            self.shelf.forget_problem();
            if !has_travelled {
                self.notice = None;
                // Of several steps between two renderings only the last is shown, and the first left.
                if ctx.props().has_history && self.due.push_from.is_none() {
                    self.due.push_from = Some(link::fragment(guide, &self.session));
                }
            }
        } else if went_on && after.is_refused {
            // Not when an answer is chosen after that: who chooses stays where they are.
            self.due.focus = Some(Focus::Problem);
        }
        self.session = after;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let AppProps {
            guide,
            text,
            has_history,
            heading_level,
            today,
            ..
        } = ctx.props();
        let walk = self.session.walk(guide);
        let place = self.session.place;
        let opened = self.shelf.opened().filter(|_| Opened::is_told_at(place));
        let opened = opened.and_then(|it| Opened::compare(it, guide, text, &self.session.answers));
        let opened_notice = opened.as_ref().and_then(|it| it.notice(guide, text, place));
        let link_notice = self
            .notice
            .map(|_| text.phrase(Phrase::NoticeBadLink).into());
        let notices: Vec<Html> = link_notice.into_iter().chain(opened_notice).collect();
        let screen = Screen {
            guide,
            text,
            session: &self.session,
            walk: &walk,
            send: ctx.link().callback(Event::Did),
            writing: &self.writing,
            write: ctx.link().callback(Event::Wrote),
            ticks: &self.ticks,
            tick: ctx.link().callback(Event::Ticked),
            opened,
            has_notice: !notices.is_empty(),
            shelf: &self.shelf,
            bring: ctx.link().callback(Event::Brought),
            today,
            heading_level: *heading_level,
            heading: &self.heading,
            problem: &self.problem,
        };
        let direction = match text.direction() {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        let keep = has_history
            .then(|| browser::address_with(&link::fragment(guide, &self.session)))
            .flatten();
        html! {
            <div class="signpost" part="widget" lang={text.locale().to_owned()} dir={direction}>
                if !notices.is_empty() {
                    <div id={NOTICE}>
                        { for notices.into_iter().map(|words| html! {
                            <p class="notice" part="notice" role="status">{ words }</p>
                        }) }
                    </div>
                }
                { screen.view(keep.map(AttrValue::from)) }
                { screen.view_foot() }
                // The host's own words, on the widget's ground so that its colours fit them.
                <slot name="footer" />
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        let AppProps {
            guide,
            text,
            has_history,
            on_step,
            on_title,
            ..
        } = ctx.props();
        if first_render && *has_history {
            let travelled = ctx.link().callback(Event::Travelled);
            self.travel = browser::on_travel(move |fragment| travelled.emit(fragment));
            browser::mark(&link::fragment(guide, &self.session));
        }
        let due = std::mem::take(&mut self.due);
        match due.focus {
            Some(Focus::Heading) => browser::focus(&self.heading),
            Some(Focus::Problem) => browser::focus(&self.problem),
            None => {}
        }
        if let Some(before) = due.push_from {
            browser::push(&before, &link::fragment(guide, &self.session));
        }
        if due.is_announced {
            on_step.emit(step(guide, &self.session));
        }
        let is_refused = self.session.is_refused || self.shelf.has_problem();
        let title = screen::title(guide, text, &self.session, is_refused);
        if title != self.title {
            self.title.clone_from(&title);
            on_title.emit(title);
        }
    }
}

/// The session that a fragment leads to: the start if it is not the widget's, and the first question
/// with a notice if it cannot be followed.
fn arrival(guide: &Guide, fragment: &str, start: &Session) -> (Session, Option<LinkProblem>) {
    match link::session(guide, fragment) {
        Ok(session) => (session.unwrap_or_else(|| start.clone()), None),
        Err(problem) => (Session::start(guide), Some(problem)),
    }
}

fn step(guide: &Guide, session: &Session) -> Step {
    match session.place {
        Place::Question(id) | Place::Change(id) => Step::Question(guide.question(id).name.clone()),
        Place::Outcome => {
            let outcome = session.walk(guide).outcome(guide);
            let routes = outcome.into_iter().flat_map(|outcome| outcome.routes);
            Step::Outcome(
                routes
                    .map(|route| guide.route(route.id).name.clone())
                    .collect(),
            )
        }
        Place::Draft(id) => Step::Draft(guide.draft(id).name.clone()),
        Place::Checklist => Step::Checklist,
        Place::Overview => Step::Overview,
        Place::Records => Step::Records,
    }
}
