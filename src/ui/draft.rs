//! One draft: what can be filled in, the text as it stands, and the ways to take it along.
//!
//! It must not keep what is typed; the widget does, and forgets it with the page.

use std::collections::BTreeMap;

use yew::{Callback, Html, InputEvent, MouseEvent, html};

use super::advice::Deed;
use super::cases::Cases;
use super::checklist::view_way_to_checklist;
use super::copy::CopyButton;
use super::date::EARLIEST;
use super::route::view_address;
use super::screen::Screen;
use super::term::view_explained;
use crate::browser;
use crate::draft::calendar::{Day, Event, Moment, due};
use crate::draft::entry::{self, EntryProblem};
use crate::draft::file::{FileKind, file_link};
use crate::draft::mail::Mail;
use crate::draft::{self, Entries, Letter};
use crate::engine::Answers;
use crate::engine::session::{Message, Place};
use crate::guide::draft::{Draft, Field};
use crate::guide::file::{Autofill, FieldKind, Recipient};
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;
use crate::guide::{Address, DraftId, FieldId, Guide, RouteId};

/// How many days before an answer is due the calendar reminds of it.
const ALARM_DAYS_BEFORE: u32 = 7;

/// Everything that is typed on the screens of drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Writing {
    entries: Entries,
    /// What was done with the drafts of one request.
    drafts: Cases<BTreeMap<DraftId, Work>>,
}

/// What was done with a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Work {
    /// Its text, if that was changed by hand.
    edited: Option<String>,
    /// The day from which the time for an answer runs, as it was typed.
    since: String,
}

/// Something that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Into a field.
    Field(FieldId, String),
    /// Into the text itself; or the text was to be made of the fields again.
    Text(DraftId, Option<String>),
    /// The day from which the time for an answer runs.
    Since(DraftId, String),
}

impl Writing {
    /// Nothing typed.
    pub(super) fn none(guide: &Guide) -> Self {
        Self {
            entries: Entries::none(guide),
            drafts: Cases::default(),
        }
    }

    /// Notes what was typed on the screen of a draft that these answers led to. What stands in a field holds
    /// for every request, and what was made of a text only for the one that it was made for.
    pub(super) fn note(&mut self, answers: &Answers, written: Written) {
        match written {
            Written::Field(field, typed) => self.entries.set(field, typed),
            Written::Text(draft, typed) => self.drafts.change(answers, |drafts| {
                drafts.entry(draft).or_default().edited = typed;
            }),
            Written::Since(draft, typed) => self.drafts.change(answers, |drafts| {
                drafts.entry(draft).or_default().since = typed;
            }),
        }
    }

    fn of(&self, answers: &Answers, draft: DraftId) -> Option<&Work> {
        self.drafts.of(answers)?.get(&draft)
    }
}

/// The buttons to the drafts that are shown with a route; nothing if there are none.
pub(super) fn view_offers(screen: &Screen, route: RouteId) -> Html {
    let offers = screen.walk.offers(screen.guide).into_iter();
    let offers: Vec<_> = offers.filter(|offer| offer.route == route).collect();
    if offers.is_empty() {
        return Html::default();
    }
    let buttons = offers.into_iter();
    let buttons = buttons.map(|offer| view_way_to_draft(screen, offer.draft));
    html! {
        <div class="offers">
            <p class="label">{ screen.text.phrase(Phrase::DraftsHint) }</p>
            <ul>{ for buttons.map(|button| html! { <li>{ button }</li> }) }</ul>
        </div>
    }
}

/// The button to a draft.
pub(super) fn view_way_to_draft(screen: &Screen, draft: DraftId) -> Html {
    html! {
        <button class="secondary" part="button secondary" type="button"
            onclick={screen.sends(Message::Opened(Place::Draft(draft)))}>
            { &screen.text.draft(draft).title }
        </button>
    }
}

/// A draft's whole screen.
pub(super) fn view_draft(screen: &Screen, writing: &Writing, draft: DraftId) -> Html {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let Some(offer) = walk.offer(guide, draft) else {
        // The place is a draft only if it is offered.
        return Html::default();
    };
    let words = text.draft(draft);
    let draft = guide.draft(draft);
    html! {
        <div class="draft" key={format!("draft-{}", draft.name)} data-draft={draft.name.clone()}>
            <p class="kicker">{ text.phrase(Phrase::DraftKicker) }</p>
            { screen.view_heading(None, &words.title) }
            <p class="about">
                <span class="label">{ text.phrase(Phrase::AboutHeading) }</span>{ " " }
                { view_explained(text, &text.route(offer.route).about) }
            </p>
            { view_fields(screen, writing, draft) }
            { view_letter(screen, writing, draft, offer.route) }
            { view_deadline(screen, writing, draft) }
            <div class="actions">{ screen.view_back() }{ view_way_to_checklist(screen) }</div>
        </div>
    }
}

fn view_fields(screen: &Screen, writing: &Writing, draft: &Draft) -> Html {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let fields = draft::fields(guide, walk, draft.id);
    if fields.is_empty() {
        return Html::default();
    }
    let fields = fields.into_iter();
    let fields = fields.map(|id| view_field(screen, writing, draft, guide.field(id)));
    let heading = text.phrase(Phrase::FieldsHeading);
    html! {
        <section class="fields" aria-labelledby="fields-heading">
            { screen.view_section_heading("fields-heading", heading) }
            <p class="hint">{ text.phrase(Phrase::FieldsHint) }</p>
            { for fields }
        </section>
    }
}

fn view_field(screen: &Screen, writing: &Writing, draft: &Draft, field: &Field) -> Html {
    let text = screen.text;
    let words = text.field(field.id);
    let entries = &writing.entries;
    let problem = entries.checked(field).err();
    let id = format!("field-{}", field.name);
    let hint_id = words.hint.is_some().then(|| format!("{id}-hint"));
    let error_id = problem.map(|_| format!("{id}-error"));
    let described: Vec<_> = [hint_id.clone(), error_id.clone()]
        .into_iter()
        .flatten()
        .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let typed = entries.typed(field.id).to_owned();
    let is_invalid = problem.is_some().then_some("true");
    let autocomplete = field.autofill.map_or("off", Autofill::word);
    let field_id = field.id;
    let oninput = takes(screen, move |typed| Written::Field(field_id, typed));
    html! {
        <div class="field" key={field.name.clone()}>
            <label for={id.clone()}>{ &words.label }</label>
            if !draft.needs.contains(&field.id) {
                { " " }<span class="optional">{ text.phrase(Phrase::FieldOptional) }</span>
            }
            if let Some(hint) = &words.hint {
                <p class="hint" id={hint_id}>{ view_explained(text, hint) }</p>
            }
            if let Some(problem) = problem {
                <p class="error-message" id={error_id} role="alert">
                    <span class="spoken">{ text.phrase(Phrase::ErrorPrefix) }{ " " }</span>
                    { said_of(text, problem) }
                </p>
            }
            if matches!(problem, Some(EntryProblem::HiddenCharacters { .. })) {
                { view_clean(screen, field_id, entries.typed(field_id)) }
            }
            if field.kind == FieldKind::Line {
                <input type="text" {id} part="field" {autocomplete} value={typed}
                    aria-describedby={described} aria-invalid={is_invalid} {oninput} />
            } else {
                <textarea {id} part="field" rows="3" {autocomplete} value={typed}
                    aria-describedby={described} aria-invalid={is_invalid} {oninput} />
            }
        </div>
    }
}

/// The button that takes out of an entry what nobody sees.
fn view_clean(screen: &Screen, field: FieldId, typed: &str) -> Html {
    let clean = entry::without_hidden(typed);
    let clean = screen.act.reform(move |event: MouseEvent| {
        browser::focus_field_in(&event, ".field");
        Deed::Wrote(Written::Field(field, clean.clone()))
    });
    html! {
        <button class="quiet" part="button quiet" type="button" onclick={clean}>
            { screen.text.phrase(Phrase::EntryClean) }
        </button>
    }
}

/// A callback that passes on what stands in the field that an event came from.
fn takes(screen: &Screen, what: impl Fn(String) -> Written + 'static) -> Callback<InputEvent> {
    let act = screen.act.clone();
    Callback::from(move |event| {
        if let Some(typed) = browser::typed(&event) {
            act.emit(Deed::Wrote(what(typed)));
        }
    })
}

fn said_of(text: &Text, problem: EntryProblem) -> String {
    match problem {
        EntryProblem::TooLong { found, most } => {
            let (found, most) = (found.to_string(), most.to_string());
            text.filled(Phrase::EntryTooLong, &[("found", &found), ("most", &most)])
        }
        EntryProblem::HiddenCharacters { first, count } => {
            let place = (first.index + 1).to_string();
            let (first, count) = (first.to_string(), count.to_string());
            let values = [("count", &*count), ("first", &*first), ("place", &*place)];
            text.filled(Phrase::EntryHidden, &values)
        }
        EntryProblem::MoreThanOneLine => text.phrase(Phrase::EntryLines).to_owned(),
    }
}

/// The text, which may be changed by hand, and the ways to take it along.
fn view_letter(screen: &Screen, writing: &Writing, draft: &Draft, route: RouteId) -> Html {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let Letter { subject, body } = draft::letter(guide, text, walk, draft.id, &writing.entries);
    let work = writing.of(&walk.counted, draft.id);
    let edited = work.and_then(|it| it.edited.clone());
    let is_edited = edited.is_some();
    let body = edited.unwrap_or(body);
    let missing = draft::missing(guide, walk, draft.id, &writing.entries);
    let missing: Vec<_> = missing
        .into_iter()
        .map(|id| &*text.field(id).label)
        .collect();
    let id = draft.id;
    let oninput = takes(screen, move |typed| Written::Text(id, Some(typed)));
    let anew = screen.act.reform(move |event: MouseEvent| {
        browser::focus_field_in(&event, ".letter");
        Deed::Wrote(Written::Text(id, None))
    });
    let heading = text.phrase(Phrase::LetterHeading);
    html! {
        <section class="letter" aria-labelledby="letter-heading">
            { screen.view_section_heading("letter-heading", heading) }
            <p class="subject">
                <span class="label">{ text.phrase(Phrase::LetterSubject) }</span>{ " " }{ &subject }
            </p>
            <label class="label" for="letter">{ text.phrase(Phrase::LetterText) }</label>
            // The style makes the box as tall as its text, and prints that.
            <div class="letter-box" data-text={body.clone()}>
                <textarea id="letter" part="field" autocomplete="off" value={body.clone()} {oninput} />
            </div>
            if is_edited {
                <p class="hint">
                    { text.phrase(Phrase::LetterEdited) }{ " " }
                    <button class="quiet" part="button quiet" type="button" onclick={anew}>
                        { text.phrase(Phrase::LetterAnew) }
                    </button>
                </p>
            }
            <p class="missing" role="status">
                if !missing.is_empty() && !is_edited {
                    { text.filled(Phrase::LetterMissing, &[("fields", &missing.join("; "))]) }
                }
            </p>
            { view_ways(screen, draft, route, &subject, body) }
        </section>
    }
}

/// Where it goes, and the ways to take it there.
fn view_ways(screen: &Screen, draft: &Draft, route: RouteId, subject: &str, body: String) -> Html {
    let Screen { guide, text, .. } = screen;
    let channel = guide.channel(guide.route(route).channel);
    let (to, is_form) = match (draft.to, &channel.address) {
        (Recipient::Channel, Address::Email(address)) => (Some(&**address), false),
        (Recipient::Channel, Address::Link(_)) => (None, true),
        (Recipient::Channel, Address::Person)
        | (Recipient::DataSubject | Recipient::Organisation, _) => (None, false),
    };
    let mail = Mail {
        to,
        subject,
        body: &body,
    }
    .link();
    let file = file_link(FileKind::Text, &format!("{subject}\n\n{body}\n"));
    let phrase = |phrase| text.phrase(phrase).to_owned();
    html! {
        <>
            <ul class="ways">
                <li>
                    <CopyButton content={body} name={phrase(Phrase::LetterCopy)}
                        action={phrase(Phrase::LetterCopy)} done={phrase(Phrase::CopyDone)}
                        refused={phrase(Phrase::LetterCopyRefused)} />
                </li>
                if !is_form {
                    <li>
                        <a class="way" href={mail.href} rel="noreferrer">{ text.phrase(Phrase::LetterMail) }</a>
                        if mail.is_too_long {
                            <p class="hint">{ text.phrase(Phrase::LetterMailLong) }</p>
                        }
                    </li>
                }
                <li>
                    <a class="way" href={file} download={format!("{}.txt", draft.name)}>
                        { text.phrase(Phrase::LetterSave) }
                    </a>
                </li>
                <li>
                    { screen.view_print() }
                </li>
            </ul>
            if draft.to == Recipient::Channel {
                <p class="label">{ text.phrase(Phrase::LetterTo) }{ " " }{ text.channel(channel.id) }</p>
                { view_address(screen, channel.id) }
            }
        </>
    }
}

/// When an answer is due, counted from the day on which the request arrives.
fn view_deadline(screen: &Screen, writing: &Writing, draft: &Draft) -> Html {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let Some((index, deadline)) = draft::deadline(guide, walk, draft.id) else {
        return Html::default();
    };
    let work = writing.of(&walk.counted, draft.id);
    let typed = work.map(|it| it.since.clone()).unwrap_or_default();
    let since = Day::parse(&typed).filter(|_| *typed >= *EARLIEST);
    let due = since.and_then(|since| due(since, deadline.period));
    // An answer is due by its own writer.
    let (hint, label, said) = if draft.to == Recipient::DataSubject {
        (
            Phrase::DeadlineOursHint,
            Phrase::DeadlineOursReceived,
            Phrase::DeadlineOursDue,
        )
    } else {
        (
            Phrase::DeadlineHint,
            Phrase::DeadlineSent,
            Phrase::DeadlineDue,
        )
    };
    let id = draft.id;
    let oninput = takes(screen, move |typed| Written::Since(id, typed));
    let cites = deadline
        .cites
        .iter()
        .map(|&id| html! { <li>{ text.reference(id) }</li> });
    let title = text.deadlines().get(index).map_or("", String::as_str);
    html! {
        <section class="deadline" aria-labelledby="deadline-heading">
            { screen.view_section_heading("deadline-heading", text.phrase(Phrase::DeadlineHeading)) }
            <p>
                <span class="basis">{ text.phrase(Phrase::BasisLaw) }</span>{ " " }
                { text.phrase(hint) }
            </p>
            <div class="field">
                <label for="since">{ text.phrase(label) }</label>
                <input type="date" id="since" part="field" autocomplete="off" value={typed} {oninput} />
            </div>
            <p role="status">
                if let Some(due) = due {
                    { text.filled(said, &[("day", &browser::written(&due.to_string(), text.locale()))]) }
                }
            </p>
            if let Some(due) = due {
                <p>
                    <a class="way" download={format!("{}.ics", draft.name)}
                        href={calendar(screen, draft, title, due)}>
                        { text.phrase(Phrase::DeadlineSave) }
                    </a>
                </p>
            }
            <ul class="labels">{ for cites }</ul>
        </section>
    }
}

fn calendar(screen: &Screen, draft: &Draft, title: &str, day: Day) -> Option<String> {
    let Screen { guide, text, .. } = screen;
    let uid = format!("{}-{}-{day}@signpost", guide.name(), draft.name);
    let event = Event {
        uid: &uid,
        written: Moment::since_1970(browser::seconds_since_1970())?,
        day,
        summary: title,
        description: &text.draft(draft.id).title,
        alarm_days_before: ALARM_DAYS_BEFORE,
    };
    Some(file_link(FileKind::Calendar, &event.file()))
}
