//! What has changed since the saved outcome that was opened: a notice on the outcome, and on a question
//! that it leaves open; and the list on the outcome.
//!
//! It must not pass off what was saved as advice: it is quoted as what was said before.

use yew::{Html, MouseEvent, html};

use super::screen::Screen;
use crate::browser;
use crate::engine::Answers;
use crate::engine::session::Place;
use crate::guide::file::{Actor, Role};
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;
use crate::guide::{Guide, QuestionId, RouteId, StatementId};
use crate::record::changed::{Altered, Changed, Said};
use crate::record::{Record, RecordedAnswer, RecordedRoute};

const ID: &str = "changed";

/// The saved outcome that was opened, and what has changed since.
pub(super) struct Opened<'a> {
    record: &'a Record,
    changed: Changed,
}

impl<'a> Opened<'a> {
    /// Whether the screen of a place may say anything of it; where not, there is no need to compare.
    pub(super) fn is_told_at(place: Place) -> bool {
        match place {
            Place::Question(_) | Place::Change(_) | Place::Outcome => true,
            Place::Draft(_) | Place::Checklist | Place::Overview | Place::Records => false,
        }
    }

    /// Compares a saved outcome with what its answers lead to now; none once there are others.
    pub(super) fn compare(
        record: &'a Record,
        guide: &Guide,
        text: &Text,
        answers: &Answers,
    ) -> Option<Self> {
        record.agrees_with(guide, answers).then(|| Self {
            record,
            changed: Changed::since(record, guide, text, answers),
        })
    }

    /// What has become of it, for the screen of a place: that it leaves this question open, or whether
    /// anything has changed. None where that does not matter.
    pub(super) fn notice(&self, guide: &Guide, text: &Text, place: Place) -> Option<Html> {
        let Self { record, changed } = self;
        let date = browser::written(&record.date, text.locale());
        let say = |phrase| text.filled(phrase, &[("date", &date)]);
        let is_open = |id| record.answers_in(guide).to(id).is_empty();
        match place {
            Place::Question(id) | Place::Change(id) => {
                is_open(id).then(|| say(Phrase::ChangedQuestion).into())
            }
            Place::Outcome if !changed.is_empty() => Some(html! {
                <a href={format!("#{ID}")}
                    onclick={|event: MouseEvent| browser::follow_within(&event)}>
                    { say(Phrase::ChangedSome) }
                </a>
            }),
            Place::Outcome if record.guide.hash == guide.hash() => {
                Some(say(Phrase::ChangedNothing).into())
            }
            Place::Outcome => Some(say(Phrase::ChangedGuide).into()),
            Place::Draft(_) | Place::Checklist | Place::Overview | Place::Records => None,
        }
    }
}

/// What has changed, kind by kind; nothing if nothing has, or if no saved outcome is open.
pub(super) fn view_changes(screen: &Screen, opened: Option<&Opened>) -> Html {
    let Screen { guide, text, .. } = screen;
    let Some(Opened { record, changed }) = opened else {
        return Html::default();
    };
    if changed.is_empty() {
        return Html::default();
    }
    let date = browser::written(&record.date, text.locale());
    let heading = text.filled(Phrase::ChangedHeading, &[("date", &date)]);
    let revision = changed.revision.as_ref().map(|then| {
        let day = |date| browser::written(date, text.locale());
        let (then, now) = (day(then), day(guide.revision()));
        text.filled(Phrase::ChangedRevision, &[("then", &then), ("now", &now)])
    });
    let kinds = kinds(screen, changed).into_iter();
    let kinds = kinds.filter(|(_, changes)| !changes.is_empty());
    html! {
        <section class="changed" id={ID} tabindex="-1" aria-labelledby="changed-heading">
            { screen.view_section_heading("changed-heading", &heading) }
            if changed.edition.is_some() {
                <p>{ text.phrase(Phrase::ChangedEdition) }</p>
            }
            if let Some(revision) = revision {
                <p>{ revision }</p>
            }
            { for kinds.map(|(kind, changes)| view_kind(screen, kind, changes)) }
        </section>
    }
}

fn view_kind(screen: &Screen, kind: Phrase, changes: Vec<Change>) -> Html {
    let text = screen.text;
    let changes = changes.into_iter().map(|Change { now, then }| {
        html! {
            <li>
                { now }
                if let Some(then) = then {
                    <span class="then">
                        <span class="label">{ text.phrase(Phrase::ChangedThen) }</span>
                        { " " }<q>{ shortened(&then) }</q>
                    </span>
                }
            </li>
        }
    });
    html! {
        <>
            <p class="label">{ text.phrase(kind) }</p>
            <ul>{ for changes }</ul>
        </>
    }
}

/// One thing that has changed.
struct Change {
    /// What is said of it now, if anything is.
    now: Option<String>,
    /// What the record says of it, if that is something else.
    then: Option<String>,
}

/// Things that were not there.
fn new<T>(things: &[T], now: impl Fn(&T) -> String) -> Vec<Change> {
    let things = things.iter().map(|thing| Change {
        now: Some(now(thing)),
        then: None,
    });
    things.collect()
}

/// Things that are there no more.
fn gone<T>(things: &[T], then: impl Fn(&T) -> String) -> Vec<Change> {
    let things = things.iter().map(|thing| Change {
        now: None,
        then: Some(then(thing)),
    });
    things.collect()
}

/// Things that are other than they were.
fn altered<Id: Copy, Then>(
    things: &[Altered<Id, Then>],
    now: impl Fn(Id) -> String,
    then: impl Fn(&Then) -> String,
) -> Vec<Change> {
    let things = things.iter().map(|thing| Change {
        now: Some(now(thing.id)),
        then: Some(then(&thing.then)),
    });
    things.collect()
}

/// The start of what a record says, which may be of any length.
fn shortened(words: &str) -> String {
    /// More than any guide says in one place.
    const MOST: usize = 1_000;
    let mut start: String = words.chars().take(MOST).collect();
    if start.len() < words.len() {
        start.push('…');
    }
    start
}

/// Everything that has changed, kind by kind: first what was asked, then what to do, last how it is said.
fn kinds(screen: &Screen, changed: &Changed) -> [(Phrase, Vec<Change>); 14] {
    let Screen { guide, text, .. } = screen;
    let asked = |id: &QuestionId| text.question(*id).title.clone();
    let answer = |id| answer(screen, id);
    let title = |id: &RouteId| text.route(*id).title.clone();
    let route = |id| route(screen, id);
    let route_then = |then: &RecordedRoute| recorded_route(text, then);
    let said = |id: StatementId| text.statement(id).to_owned();
    let said_then = |then: &Said| then.statement.words.clone();
    let resting = |id| {
        let cites = guide.statement(id).cites.iter();
        cited(text.statement(id), cites.map(|&id| text.reference(id)))
    };
    let resting_then = |Said { statement, .. }: &Said| {
        let cites = statement.cites.iter();
        cited(&statement.words, cites.map(|cite| &*cite.words))
    };
    let leading = |id| {
        let channel = guide.statement(id).channel;
        let address = channel.and_then(|id| guide.channel(id).address.written());
        addressed(text.statement(id), address)
    };
    let leading_then = |Said { statement, .. }: &Said| {
        let channel = statement.channel.as_ref();
        let address = channel.and_then(|channel| channel.address.as_deref());
        addressed(&statement.words, address)
    };
    let Changed {
        edition: _,
        revision: _,
        answers_gone,
        answers_idle,
        answers_reworded,
        questions_new,
        routes_gone,
        routes_new,
        routes_redirected,
        routes_reworded,
        statements_gone,
        statements_new,
        statements_moved,
        statements_reworded,
        statements_rebased,
        statements_redirected,
    } = changed;
    [
        (
            Phrase::ChangedAnswersGone,
            gone(answers_gone, recorded_answer),
        ),
        (Phrase::ChangedAnswersIdle, new(answers_idle, asked)),
        (
            Phrase::ChangedAnswersReworded,
            altered(answers_reworded, answer, recorded_answer),
        ),
        (Phrase::ChangedQuestionsNew, new(questions_new, asked)),
        (
            Phrase::ChangedRoutesGone,
            gone(routes_gone, |then| then.title.clone()),
        ),
        (Phrase::ChangedRoutesNew, new(routes_new, title)),
        (
            Phrase::ChangedRoutesRedirected,
            altered(routes_redirected, route, route_then),
        ),
        (
            Phrase::ChangedRoutesReworded,
            altered(routes_reworded, route, route_then),
        ),
        (
            Phrase::ChangedStatementsGone,
            gone(statements_gone, said_then),
        ),
        (
            Phrase::ChangedStatementsNew,
            new(statements_new, |&id| said(id)),
        ),
        (
            Phrase::ChangedStatementsRedirected,
            altered(statements_redirected, leading, leading_then),
        ),
        (
            Phrase::ChangedStatementsReworded,
            altered(statements_reworded, said, said_then),
        ),
        (
            Phrase::ChangedStatementsRebased,
            altered(statements_rebased, resting, resting_then),
        ),
        (
            Phrase::ChangedStatementsMoved,
            new(statements_moved, |moved| said(moved.id)),
        ),
    ]
}

fn answer(screen: &Screen, id: QuestionId) -> String {
    let Screen { guide, text, .. } = screen;
    let chosen = screen.session.answers.to(id);
    let options = guide.question(id).options.iter();
    let options = options.filter(|option| chosen.contains(option.id));
    let labels = options.map(|option| &*text.option(option.id).label);
    answered(&text.question(id).title, labels)
}

fn recorded_answer(then: &RecordedAnswer) -> String {
    answered(&then.words, then.options.iter().map(|it| &*it.words))
}

fn answered<'a>(question: &str, options: impl Iterator<Item = &'a str>) -> String {
    let options: Vec<_> = options.collect();
    format!("{question} {}", options.join("; "))
}

/// Everything by which a route can have changed: what to do, about what, where, and whose part it is.
fn route(screen: &Screen, id: RouteId) -> String {
    let Screen { guide, text, .. } = screen;
    let route = guide.route(id);
    let words = text.route(id);
    let channel = text.channel(route.channel);
    let address = guide.channel(route.channel).address.written();
    let parts = [&words.title, &words.about, &addressed(channel, address)];
    told(text, parts, route.acts, route.role)
}

fn recorded_route(text: &Text, then: &RecordedRoute) -> String {
    let channel = addressed(&then.channel.words, then.channel.address.as_deref());
    let parts = [&then.title, &then.about, &channel];
    told(text, parts, then.acts, then.role)
}

fn told(text: &Text, parts: [&String; 3], acts: Actor, role: Role) -> String {
    let [title, about, channel] = parts;
    let whose = [Phrase::acts(acts), Phrase::role(role)].map(|phrase| text.phrase(phrase));
    [title, about, channel, whose[0], whose[1]].join(" – ")
}

fn addressed(words: &str, address: Option<&str>) -> String {
    match address {
        Some(address) => format!("{words} ({address})"),
        None => words.to_owned(),
    }
}

fn cited<'a>(words: &str, cites: impl Iterator<Item = &'a str>) -> String {
    let cites: Vec<_> = cites.collect();
    format!("{words} ({})", cites.join("; "))
}
