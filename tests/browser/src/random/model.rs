//! What the widget on the standalone page must show, and what the browser's history must hold, whatever
//! is done: the native engine, behind the rules of the history. It must not look at the page.

use std::collections::BTreeSet;

use signpost::draft::calendar::Day;
use signpost::engine::Answers;
use signpost::engine::checklist::ToDo;
use signpost::engine::example::{example, example_like, narrowed};
use signpost::engine::session::{self, Message, Session};
use signpost::engine::walk::walk;
use signpost::guide::phrase::Phrase;
use signpost::guide::text::Text;
use signpost::guide::{DraftId, Guide, OptionSet, QuestionId, StatementId};
use signpost::link;
use signpost::record::Record;

use super::dice::Dice;
use crate::person::{Deed, Place, Screen};
use crate::shipped;

/// The events that tell the page of a place.
const TOLD: [&str; 6] = [
    "step",
    "outcome",
    "draft",
    "checklist",
    "overview",
    "records",
];

/// How many entries of the history are gone back to: fewer than any browser keeps.
const MOST_ENTRIES: usize = 40;

/// The widget on the standalone page, and the browser around it.
pub(super) struct Model {
    guide: Guide,
    text: Text,
    session: Session,
    has_bad_link: bool,
    /// What is ticked on the checklist of which answers.
    ticked: Vec<(Answers, StatementId)>,
    /// The saved outcome that was opened.
    opened: Option<Record>,
    entries: Vec<Entry>,
    at: usize,
    /// How many places the page has been told of since it was loaded.
    told: usize,
    /// How many entries the widget has added since then.
    added: usize,
}

/// An entry of the browser's history.
#[derive(Clone)]
struct Entry {
    /// What stands behind `#` in its address.
    fragment: String,
    /// What the widget has marked it with.
    mark: Option<String>,
}

/// Something that can be done on a screen.
pub(super) struct Offer {
    /// How likely it is, among the others.
    weight: u32,
    pub(super) deed: Deed,
    act: Act,
}

enum Act {
    Did(Message),
    /// A step of the checklist was ticked, or its tick taken away.
    Ticked(StatementId),
    /// A saved outcome was opened.
    Brought(Box<Record>, Answers),
    /// Back or Forward, by so many entries.
    Travelled(isize),
    /// Another fragment was put into the address.
    Followed(String),
}

/// What is compared: a screen as far as answers, links and the history decide it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Glance {
    place: Place,
    chosen: Vec<String>,
    ticked: Vec<String>,
    /// What the overview is narrowed to, list by list.
    lists: Vec<String>,
    /// The routes that the overview shows.
    places: Vec<String>,
    /// Those buttons that lead somewhere.
    buttons: BTreeSet<String>,
    is_refused: bool,
    has_notice: bool,
    fragment: String,
    told: usize,
    /// What the page has complained of.
    complaints: Vec<String>,
}

impl Model {
    /// The standalone page as it opens, without a fragment.
    pub(super) fn new() -> Self {
        let (guide, text) = shipped::compiled();
        let session = Session::start(&guide);
        let mut model = Self {
            guide,
            text,
            session,
            has_bad_link: false,
            ticked: Vec::new(),
            opened: None,
            entries: vec![Entry {
                fragment: String::new(),
                mark: None,
            }],
            at: 0,
            told: 0,
            added: 0,
        };
        model.load();
        model
    }

    /// The page is loaded, or loaded again: what is remembered is in the address and the history.
    pub(super) fn load(&mut self) {
        let (session, has_bad_link) = self.arrival(&self.entries[self.at].fragment);
        self.session = session.unwrap_or_else(|| Session::start(&self.guide));
        self.has_bad_link = has_bad_link;
        self.ticked.clear();
        self.opened = None;
        self.entries[self.at].mark = Some(self.fragment());
        self.told = 1;
        self.added = 0;
    }

    /// How many entries the page has added to the history since it was loaded.
    pub(super) fn added(&self) -> usize {
        self.added
    }

    /// Something that can be done now.
    pub(super) fn choose(&self, dice: &mut Dice) -> Offer {
        let mut offers = self.offers();
        let follow = self.link(dice);
        if follow != self.entries[self.at].fragment {
            offers.push(Offer {
                weight: 6,
                deed: Deed::Follow(follow.clone()),
                act: Act::Followed(follow),
            });
        }
        let total = offers.iter().map(|offer| offer.weight).sum();
        let mut drawn = dice.below(total);
        let index = offers.iter().position(|offer| {
            let is_drawn = drawn < offer.weight;
            drawn = drawn.wrapping_sub(offer.weight);
            is_drawn
        });
        offers.swap_remove(index.unwrap())
    }

    /// Does it; whether it led to another place.
    pub(super) fn act(&mut self, offer: &Offer) -> bool {
        let before = self.session.clone();
        match &offer.act {
            Act::Did(message) => {
                if *message == Message::StartedAgain {
                    self.ticked.clear();
                    self.opened = None;
                }
                self.update(message.clone());
            }
            Act::Ticked(step) => {
                let tick = (self.session.walk(&self.guide).counted, *step);
                let count = self.ticked.len();
                self.ticked.retain(|other| *other != tick);
                if self.ticked.len() == count {
                    self.ticked.push(tick);
                }
            }
            Act::Brought(record, answers) => {
                self.opened = Some((**record).clone());
                self.ticked.clear();
                // A record holds no answers but those that counted.
                let counted = walk(&self.guide, answers).counted;
                self.update(Message::TookAnswers(counted));
            }
            Act::Travelled(distance) => {
                self.at = self.at.checked_add_signed(*distance).unwrap();
                let Entry { fragment, mark } = self.entries[self.at].clone();
                self.arrive(&mark.unwrap_or(fragment));
            }
            Act::Followed(fragment) => {
                self.add(Entry {
                    fragment: fragment.clone(),
                    mark: None,
                });
                self.arrive(fragment);
            }
        }
        let has_moved = self.session.place != before.place;
        self.told += usize::from(has_moved);
        has_moved
    }

    /// What must be on screen.
    pub(super) fn glance(&self) -> Glance {
        let (guide, session) = (&self.guide, &self.session);
        let is_overview = session.place == session::Place::Overview;
        let narrowing = guide.questions().iter().filter(|question| question.narrows);
        let lists = narrowing.map(|question| self.names(question.id, &session.sought).join(","));
        let names = |deed| match deed {
            Deed::Press(name) => Some(name),
            Deed::Choose(_)
            | Deed::Tick(_)
            | Deed::Bring { .. }
            | Deed::Narrow { .. }
            | Deed::Travel(_)
            | Deed::Follow(_) => None,
        };
        Glance {
            place: self.place(),
            chosen: session.question(guide).map_or_else(Vec::new, |question| {
                self.names(question.id, &session.answers)
            }),
            ticked: self.ticked().collect(),
            lists: lists.filter(|_| is_overview).collect(),
            places: self.places().map(|(name, _)| name.to_owned()).collect(),
            buttons: self
                .offers()
                .into_iter()
                .filter_map(|offer| names(offer.deed))
                .collect(),
            is_refused: session.is_refused,
            has_notice: self.has_bad_link || self.tells_whose_it_is(),
            fragment: self.entries[self.at].fragment.clone(),
            told: self.told,
            complaints: Vec::new(),
        }
    }

    /// What is on screen, as far as it is compared.
    pub(super) fn glance_at(&self, screen: &Screen) -> Glance {
        let ids = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let leads = |name: &&String| !self.leads_nowhere(name);
        let told = TOLD.map(|name| screen.events(name).len());
        Glance {
            place: screen.place(),
            chosen: ids(screen.chosen()),
            ticked: ids(screen.ticked()),
            lists: screen.lists.clone(),
            places: screen.places.clone(),
            buttons: screen.buttons.iter().filter(leads).cloned().collect(),
            is_refused: screen.error.is_some(),
            has_notice: screen.notice.is_some(),
            fragment: screen
                .page
                .split_once('#')
                .map_or_else(String::new, |(_, fragment)| fragment.to_owned()),
            told: told.iter().sum(),
            complaints: screen
                .heard
                .as_ref()
                .map_or_else(Vec::new, |heard| heard.complaints.clone()),
        }
    }

    /// Something was done on the screen; another place is another entry of the history.
    fn update(&mut self, message: Message) {
        let before = self.session.clone();
        self.session = before.clone().update(&self.guide, message);
        if self.session.place != before.place {
            self.has_bad_link = false;
            self.entries[self.at].mark = Some(link::fragment(&self.guide, &before));
            let fragment = self.fragment();
            self.add(Entry {
                fragment: fragment.clone(),
                mark: Some(fragment),
            });
        }
    }

    fn add(&mut self, entry: Entry) {
        self.entries.truncate(self.at + 1);
        self.entries.push(entry);
        if self.entries.len() > MOST_ENTRIES {
            self.entries.remove(0);
        }
        self.at = self.entries.len() - 1;
        self.added += 1;
    }

    fn arrive(&mut self, fragment: &str) {
        let (Some(session), has_notice) = self.arrival(fragment) else {
            return;
        };
        self.has_bad_link = has_notice;
        self.session = self
            .session
            .clone()
            .update(&self.guide, Message::Arrived(session));
    }

    /// Where a fragment leads, if it is meant for the widget, and whether that is worth a notice.
    fn arrival(&self, fragment: &str) -> (Option<Session>, bool) {
        match link::session(&self.guide, fragment) {
            Ok(session) => (session, false),
            Err(_) => (Some(Session::start(&self.guide)), true),
        }
    }

    fn fragment(&self) -> String {
        link::fragment(&self.guide, &self.session)
    }

    fn place(&self) -> Place {
        match self.session.place {
            session::Place::Question(id) | session::Place::Change(id) => {
                Place::Question(self.guide.question(id).name.clone())
            }
            session::Place::Outcome => {
                let outcome = self.session.walk(&self.guide).outcome(&self.guide).unwrap();
                let routes = outcome.routes.iter();
                Place::Outcome(
                    routes
                        .map(|route| self.guide.route(route.id).name.clone())
                        .collect(),
                )
            }
            session::Place::Draft(id) => Place::Draft(self.guide.draft(id).name.clone()),
            session::Place::Checklist => Place::Checklist,
            session::Place::Overview => Place::Overview,
            session::Place::Records => Place::Records,
        }
    }

    /// The steps that the checklist shows, in order, while it is on screen.
    fn steps(&self) -> impl Iterator<Item = (StatementId, String)> {
        let is_checklist = self.session.place == session::Place::Checklist;
        let list = self.session.walk(&self.guide).checklist(&self.guide);
        let steps: Vec<_> = list.iter().flat_map(ToDo::steps).collect();
        steps.into_iter().filter(move |_| is_checklist).map(|step| {
            let route = step.route().map(|route| &*self.guide.route(route).name);
            let name = &self.guide.statement(step).name;
            (step, format!("{}/{name}", route.unwrap_or("shared")))
        })
    }

    fn ticked(&self) -> impl Iterator<Item = String> {
        let counted = self.session.walk(&self.guide).counted;
        let is_ticked = move |step| self.ticked.contains(&(counted.clone(), step));
        let ticked = self.steps().filter(move |(step, _)| is_ticked(*step));
        ticked.map(|(_, name)| name)
    }

    /// Whether the screen says what has changed since the saved outcome that was opened, or that the answers began
    /// with an example.
    fn tells_whose_it_is(&self) -> bool {
        let agrees = |record: &Record| record.agrees_with(&self.guide, &self.session.answers);
        let is_outcome = self.session.place == session::Place::Outcome;
        let is_told = match &self.opened {
            Some(record) => agrees(record),
            None => !self.session.set_aside.is_empty(),
        };
        is_outcome && is_told
    }

    /// The routes that the overview shows, each with somebody's answers, while it is on screen.
    fn places(&self) -> impl Iterator<Item = (&str, Answers)> {
        let routes = self.guide.routes().iter();
        let is_overview = self.session.place == session::Place::Overview;
        routes.filter(move |_| is_overview).filter_map(|route| {
            let rule = narrowed(&self.guide, &route.rule, &self.session.sought);
            let answers = example_like(&self.guide, &rule, &self.session.answers)?;
            Some((&*route.name, answers))
        })
    }

    /// The names of the options of a question that are in its answer, in the question's order.
    fn names(&self, question: QuestionId, answers: &Answers) -> Vec<String> {
        let options = self.guide.question(question).options.iter();
        let chosen = options.filter(|option| answers.to(question).contains(option.id));
        chosen.map(|option| option.name.clone()).collect()
    }

    /// Everything that the screen and the browser offer, but for other fragments.
    fn offers(&self) -> Vec<Offer> {
        let mut offers = match self.session.place {
            session::Place::Question(id) | session::Place::Change(id) => self.at_question(id),
            session::Place::Outcome => self.at_outcome(),
            session::Place::Draft(_) => self.at_draft(),
            session::Place::Checklist => self.at_checklist(),
            session::Place::Overview => self.at_overview(),
            session::Place::Records => self.at_records(),
        };
        let asides = [
            (session::Place::Overview, Phrase::OverviewOpen),
            (session::Place::Records, Phrase::RecordsLoadHeading),
        ];
        let asides = asides.into_iter();
        let asides = asides.filter(|(place, _)| *place != self.session.place);
        offers.extend(asides.map(|(place, words)| self.press(3, words, Message::Opened(place))));
        if self.at > 0 {
            offers.push(travel(-1));
        }
        if self.at + 1 < self.entries.len() {
            offers.push(travel(1));
        }
        offers
    }

    fn at_question(&self, id: QuestionId) -> Vec<Offer> {
        let question = self.guide.question(id);
        let options = question.options.iter().map(|option| Offer {
            weight: 8,
            deed: Deed::Choose(option.name.clone()),
            act: Act::Did(Message::ChoseOption(option.id)),
        });
        let mut offers: Vec<_> = options.collect();
        offers.push(self.press(40, Phrase::Continue, Message::WentOn));
        let walk = self.session.walk(&self.guide);
        let before = walk.before(id);
        if !before.is_empty() {
            offers.push(self.press(5, Phrase::Back, Message::WentBack));
            offers.extend(self.beside_answers(before));
        }
        offers
    }

    fn at_outcome(&self) -> Vec<Offer> {
        let walk = self.session.walk(&self.guide);
        let mut offers = self.beside_answers(&walk.path);
        offers.extend([
            self.press(5, Phrase::Back, Message::WentBack),
            self.press(
                3,
                Phrase::RecordsSaveHeading,
                Message::Opened(session::Place::Records),
            ),
        ]);
        offers.extend(self.way_to_checklist());
        let drafts = walk.offers(&self.guide).into_iter();
        offers.extend(drafts.map(|offer| self.open_draft(offer.draft)));
        offers
    }

    fn at_checklist(&self) -> Vec<Offer> {
        let ticks = self.steps().map(|(step, name)| Offer {
            weight: 2,
            deed: Deed::Tick(name),
            act: Act::Ticked(step),
        });
        let back = self.press(10, Phrase::Back, Message::WentBack);
        let list = self.session.walk(&self.guide).checklist(&self.guide);
        let groups = list.iter().flat_map(|to_do| &to_do.groups);
        let drafts = groups.flat_map(|group| &group.drafts);
        let drafts = drafts.map(|&draft| self.open_draft(draft));
        ticks.chain([back]).chain(drafts).collect()
    }

    fn at_draft(&self) -> Vec<Offer> {
        let back = self.press(10, Phrase::Back, Message::WentBack);
        [back].into_iter().chain(self.way_to_checklist()).collect()
    }

    fn open_draft(&self, draft: DraftId) -> Offer {
        Offer {
            weight: 3,
            deed: Deed::Press(self.text.draft(draft).title.clone()),
            act: Act::Did(Message::Opened(session::Place::Draft(draft))),
        }
    }

    fn way_to_checklist(&self) -> Option<Offer> {
        let list = self.session.walk(&self.guide).checklist(&self.guide);
        let open = Message::Opened(session::Place::Checklist);
        (!list.is_empty()).then(|| self.press(6, Phrase::ChecklistOpen, open))
    }

    /// The way back, and the record of the outcome, or of somebody else's.
    fn at_records(&self) -> Vec<Offer> {
        let mut offers = vec![self.press(10, Phrase::Back, Message::WentBack)];
        let guide = &self.guide;
        let rules = guide.routes().iter().map(|route| &route.rule);
        let others = rules.filter_map(|rule| example(guide, rule));
        for answers in others.chain([self.session.answers.clone()]) {
            let day = Day::new(2026, 5, 3).unwrap();
            let Some(record) = Record::of(guide, &self.text, &answers, day) else {
                continue;
            };
            let button = self.text.phrase(Phrase::RecordsLoad).to_owned();
            let deed = Deed::Bring {
                record: record.to_json(),
                button,
            };
            offers.push(Offer {
                weight: 1,
                deed,
                act: Act::Brought(Box::new(record), answers),
            });
        }
        offers
    }

    fn at_overview(&self) -> Vec<Offer> {
        let questions = self.guide.questions().iter();
        let narrowing = questions.filter(|question| question.narrows);
        let narrow = narrowing.flat_map(|question| {
            let options = question.options.iter();
            let options = options.map(|option| (option.name.clone(), OptionSet::from(option.id)));
            let any = (String::new(), OptionSet::EMPTY);
            options.chain([any]).map(|(option, sought)| Offer {
                weight: 2,
                deed: Deed::Narrow {
                    question: question.name.clone(),
                    option,
                },
                act: Act::Did(Message::Narrowed(question.id, sought)),
            })
        });
        let take = self.places().map(|(name, answers)| {
            let route = self.guide.routes().iter().find(|it| it.name == name);
            let title = &*self.text.route(route.unwrap().id).title;
            Offer {
                weight: 1,
                deed: Deed::Press(
                    self.text
                        .filled(Phrase::OverviewTakeRoute, &[("route", title)]),
                ),
                act: Act::Did(Message::TookAnswers(answers)),
            }
        });
        let back = self.press(10, Phrase::Back, Message::WentBack);
        narrow.chain(take).chain([back]).collect()
    }

    /// What stands beside a list of answers.
    fn beside_answers(&self, questions: &[QuestionId]) -> Vec<Offer> {
        let change = questions.iter().map(|&question| Offer {
            weight: 2,
            deed: Deed::Press(self.change(question)),
            act: Act::Did(Message::Opened(session::Place::Change(question))),
        });
        let again = self.press(2, Phrase::StartAgain, Message::StartedAgain);
        change.chain([again]).collect()
    }

    fn press(&self, weight: u32, phrase: Phrase, message: Message) -> Offer {
        Offer {
            weight,
            deed: Deed::Press(self.text.phrase(phrase).to_owned()),
            act: Act::Did(message),
        }
    }

    fn change(&self, question: QuestionId) -> String {
        let short = &*self.text.question(question).short;
        self.text
            .filled(Phrase::ChangeAnswer, &[("question", short)])
    }

    /// Whether a button is one of those that explain, copy, print or pick.
    fn leads_nowhere(&self, name: &str) -> bool {
        let is_term = self.text.glossary().iter().any(|term| term.term == name);
        let channels = self.guide.channels().iter();
        let addresses = channels.filter_map(|channel| channel.address.written());
        let mut copied = addresses.chain([self.text.phrase(Phrase::KeepLink)]);
        let copies = |address| {
            self.text
                .filled(Phrase::CopyAddress, &[("address", address)])
                == name
        };
        let here = [
            Phrase::DateUse,
            Phrase::EntryClean,
            Phrase::LetterAnew,
            Phrase::LetterCopy,
            Phrase::Print,
            Phrase::RecordsLoad,
        ];
        let mut here = here.iter().map(|&phrase| self.text.phrase(phrase));
        copied.any(copies) || here.any(|here| here == name) || is_term
    }

    /// A fragment that somebody might follow: mostly a link into the widget, good or bad.
    fn link(&self, dice: &mut Dice) -> String {
        match dice.below(8) {
            0 => "about-us".to_owned(),
            1 => format!("{}&at=nowhere", self.fragment()),
            2 => self.entries[dice.index(self.entries.len())]
                .fragment
                .clone(),
            _ => link::fragment(&self.guide, &self.somewhere(dice)),
        }
    }

    /// A session that somebody might have kept.
    fn somewhere(&self, dice: &mut Dice) -> Session {
        let mut answers = Answers::none(&self.guide);
        for question in self.guide.questions() {
            for option in &question.options {
                if dice.below(3) == 0 {
                    answers.choose(&self.guide, option.id);
                }
            }
        }
        let session = Session::at_frontier(&self.guide, answers);
        let path = session.walk(&self.guide).path;
        let passed = (!path.is_empty()).then(|| path[dice.index(path.len())]);
        let offers = session.walk(&self.guide).offers(&self.guide);
        let draft = (!offers.is_empty()).then(|| offers[dice.index(offers.len())].draft);
        let has_checklist = !session.walk(&self.guide).checklist(&self.guide).is_empty();
        let place = match (dice.below(7), passed) {
            (0, Some(passed)) => session::Place::Question(passed),
            (1, Some(passed)) => session::Place::Change(passed),
            (2, _) => session::Place::Overview,
            (3, _) => draft.map_or(session.place, session::Place::Draft),
            (4, _) => session::Place::Records,
            (5, _) if has_checklist => session::Place::Checklist,
            _ => session.place,
        };
        Session { place, ..session }
    }
}

fn travel(distance: isize) -> Offer {
    Offer {
        weight: 6,
        deed: Deed::Travel(distance),
        act: Act::Travelled(distance),
    }
}
