//! The widget: holds one session, renders it, and carries out what a change of place calls for.
//!
//! It must not decide anything; the engine does. It must not contain words; the text file does.

mod advice;
mod answers;
mod cases;
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
use crate::guide::Guide;
use crate::guide::phrase::Phrase;
use crate::guide::text::{Direction, Text};
use crate::link::{self, LinkProblem};
pub use advice::{Advice, Deed};
use advice::{Beyond, Done};
pub use draft::Written;
pub use heading::HeadingLevel;
pub use plain::{PlainTable, PlainTableProps};
pub use records::Brought;
use screen::Screen;

/// The id of what stands above a screen's heading, and describes it.
const NOTICE: &str = "notice";

/// What a widget is given.
#[derive(Debug, Clone, Properties)]
pub struct AppProps {
    /// What is asked and advised; as long as there is no `advice`, what is asked is enough.
    pub guide: Rc<Guide>,
    /// Its words.
    pub text: Rc<Text>,
    /// What shows everything but questions; [`Event::Completed`] brings it later. Without it the start
    /// has to be a question, and there is no fragment.
    pub advice: Option<Advice>,
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
    /// The rest of the program and of the guide came.
    Completed(Rc<Guide>, Rc<Text>, Advice),
    /// The person did something on a screen.
    Did(Message),
    /// The person did something on a screen beyond the questions.
    Acted(Deed),
    /// The browser's Back, Forward or a link led to a fragment.
    Travelled(String),
}

/// One widget.
#[derive(Debug)]
pub struct App {
    guide: Rc<Guide>,
    text: Rc<Text>,
    beyond: Option<Box<dyn Beyond>>,
    /// What has to wait for what is beyond the questions, and what was done since.
    waiting: Vec<Event>,
    session: Session,
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

    /// Takes in what happened; whether there is something else to show. Before there is advice nothing
    /// but questions can be shown, so what leads elsewhere waits, and what comes after it too.
    fn take(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        if !self.waiting.is_empty() && !matches!(event, Event::Completed(..)) {
            self.waiting.push(event);
            // What is ticked meanwhile stays so to the eye.
            return false;
        }
        let guide = Rc::clone(&self.guide);
        let (message, has_travelled) = match (event, &mut self.beyond) {
            (Event::Did(message), _) => (message, false),
            (Event::Completed(guide, text, advice), _) => {
                return self.complete(ctx, guide, text, advice);
            }
            (event, None) => {
                self.waiting.push(event);
                return true;
            }
            (Event::Acted(deed), Some(beyond)) => {
                match beyond.take(&guide, &self.text, &self.session, deed) {
                    Done::Nothing => return false,
                    Done::Noted => return true,
                    Done::Refused => {
                        self.due.focus = Some(Focus::Problem);
                        return true;
                    }
                    Done::Opened(answers) => (Message::TookAnswers(answers), false),
                }
            }
            // An anchor of the page around the widget is not a place in it.
            (Event::Travelled(fragment), _) if link::session(&guide, &fragment) == Ok(None) => {
                return false;
            }
            (Event::Travelled(fragment), _) => {
                let (session, notice) = arrival(&guide, &fragment, &ctx.props().start);
                self.notice = notice;
                (Message::Arrived(session), true)
            }
        };
        let after = self.session.clone().update(&guide, message.clone());
        if self.beyond.is_none() && after.question(&guide).is_none() {
            self.waiting.push(Event::Did(message));
            return true;
        }
        let mut beyond = self.beyond.as_mut();
        if let Some(beyond) = beyond.as_mut().filter(|_| message == Message::StartedAgain) {
            beyond.forget(&guide);
        }
        if after.place != self.session.place {
            self.due.focus = Some(Focus::Heading);
            self.due.is_announced = true;
            if let Some(beyond) = beyond {
                beyond.forget_problem();
            }
            if !has_travelled {
                self.notice = None;
                // Of several steps between two renderings only the last is shown, and the first left.
                if ctx.props().has_history && self.due.push_from.is_none() {
                    self.due.push_from = Some(link::fragment(&guide, &self.session));
                }
            }
        } else if message == Message::WentOn && after.is_refused {
            // Not when an answer is chosen after that: who chooses stays where they are.
            self.due.focus = Some(Focus::Problem);
        }
        self.session = after;
        true
    }

    /// From now on everything can be shown, beginning with what waits for it.
    fn complete(
        &mut self,
        ctx: &Context<Self>,
        guide: Rc<Guide>,
        text: Rc<Text>,
        advice: Advice,
    ) -> bool {
        self.guide = guide;
        self.text = text;
        self.beyond = Some(advice.begin(&self.guide));
        let mut is_new = false;
        for event in std::mem::take(&mut self.waiting) {
            is_new |= self.take(ctx, event);
        }
        is_new
    }
}

impl Component for App {
    type Message = Event;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let AppProps {
            guide,
            text,
            advice,
            start,
            fragment,
            on_create,
            ..
        } = ctx.props();
        on_create.emit(ctx.link().clone());
        let (session, notice) = arrival(guide, fragment, start);
        Self {
            guide: Rc::clone(guide),
            text: Rc::clone(text),
            beyond: advice.map(|advice| advice.begin(guide)),
            waiting: Vec::new(),
            session,
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
        self.take(ctx, event)
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let AppProps {
            has_history,
            heading_level,
            today,
            ..
        } = ctx.props();
        let Self { guide, text, .. } = self;
        let walk = self.session.walk(guide);
        let beyond = self.beyond.as_deref();
        let opened_notice = beyond.and_then(|it| it.notice(guide, text, &self.session));
        let link_notice = self
            .notice
            .map(|_| text.phrase(Phrase::NoticeBadLink).into());
        let notices: Vec<Html> = link_notice.into_iter().chain(opened_notice).collect();
        let screen = Screen {
            beyond,
            is_pending: !self.waiting.is_empty(),
            guide,
            text,
            session: &self.session,
            walk: &walk,
            send: ctx.link().callback(Event::Did),
            act: ctx.link().callback(Event::Acted),
            has_notice: !notices.is_empty(),
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
            has_history,
            on_step,
            on_title,
            ..
        } = ctx.props();
        let Self { guide, text, .. } = self;
        let beyond = self.beyond.as_deref();
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
            on_step.emit(step(guide, &self.session, beyond));
        }
        let is_refused = self.session.is_refused || beyond.is_some_and(Beyond::has_problem);
        let title = screen::title(guide, text, &self.session, beyond, is_refused);
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

fn step(guide: &Guide, session: &Session, beyond: Option<&dyn Beyond>) -> Step {
    match session.place {
        Place::Question(id) | Place::Change(id) => Step::Question(guide.question(id).name.clone()),
        Place::Outcome => {
            Step::Outcome(beyond.map_or_else(Vec::new, |it| it.routes(guide, session)))
        }
        Place::Draft(id) => Step::Draft(guide.draft(id).name.clone()),
        Place::Checklist => Step::Checklist,
        Place::Overview => Step::Overview,
        Place::Records => Step::Records,
    }
}
