//! Where an outcome is saved for somebody's files, and where a saved one is opened.
//!
//! It must not trust what is opened; `record` judges it.

use yew::platform::spawn_local;
use yew::{
    AttrValue, Callback, Event, Html, InputEvent, Properties, component, html, use_mut_ref,
    use_node_ref,
};

use super::advice::Deed;
use super::screen::Screen;
use crate::browser::{self, ChosenFile};
use crate::draft::file::{FileKind, file_link};
use crate::engine::Answers;
use crate::guide::Guide;
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;
use crate::record::problem::RecordProblem;
use crate::record::read::read;
use crate::record::{MAX_LENGTH, Record};

/// What somebody brought to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brought {
    /// Nothing, or a file that cannot be read.
    Nothing,
    /// A file that has more bytes than are looked at.
    TooLong(usize),
    /// What is in the file, or was pasted.
    Content(String),
}

/// The saved outcome that was opened, and why another was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shelf {
    opened: Option<Record>,
    problem: Option<Refusal>,
}

/// Why nothing was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refusal {
    Nothing,
    Bad(RecordProblem),
}

impl Shelf {
    /// Opens what was brought; the answers that it holds, if it can be.
    pub(super) fn take(&mut self, guide: &Guide, text: &Text, brought: Brought) -> Option<Answers> {
        let read = match brought {
            Brought::Content(json) if !json.trim().is_empty() => {
                read(guide, text, &json).map_err(Refusal::Bad)
            }
            Brought::Nothing | Brought::Content(_) => Err(Refusal::Nothing),
            Brought::TooLong(length) => Err(Refusal::Bad(RecordProblem::TooLong { length })),
        };
        match read {
            Ok(reading) => {
                *self = Self {
                    opened: Some(reading.record),
                    problem: None,
                };
                Some(reading.session.answers)
            }
            Err(refusal) => {
                self.problem = Some(refusal);
                None
            }
        }
    }

    /// Whether something was not opened.
    pub(super) fn has_problem(&self) -> bool {
        self.problem.is_some()
    }

    /// Forgets why something was not opened.
    pub(super) fn forget_problem(&mut self) {
        self.problem = None;
    }

    /// What was opened.
    pub(super) fn opened(&self) -> Option<&Record> {
        self.opened.as_ref()
    }
}

/// The whole screen.
pub(super) fn view_records(screen: &Screen, shelf: &Shelf) -> Html {
    let text = screen.text;
    html! {
        <div class="records" key="records">
            <p class="kicker">{ text.phrase(Phrase::RecordsKicker) }</p>
            { screen.view_heading(None, text.phrase(Phrase::RecordsHeading)) }
            { view_save(screen) }
            { view_load(screen, shelf) }
            <div class="actions">{ screen.view_back() }</div>
        </div>
    }
}

/// The ways to save the outcome; nothing while there is none.
fn view_save(screen: &Screen) -> Html {
    let Screen { guide, text, .. } = screen;
    let today = screen.today.emit(());
    let record = today.and_then(|day| Record::of(guide, text, &screen.session.answers, day));
    let Some(record) = record else {
        return Html::default();
    };
    let name = format!("{}-{}", guide.name(), record.date);
    let files = [
        (
            Phrase::RecordsSave,
            file_link(FileKind::Json, &record.to_json()),
            format!("{name}.json"),
        ),
        (
            Phrase::RecordsSaveReadable,
            file_link(FileKind::Markdown, &record.to_markdown(guide, text)),
            format!("{name}.md"),
        ),
    ];
    let files = files.into_iter().map(|(words, href, download)| {
        html! { <li><a class="way" {href} {download}>{ text.phrase(words) }</a></li> }
    });
    html! {
        <section class="save" aria-labelledby="save-heading">
            { screen.view_section_heading("save-heading", text.phrase(Phrase::RecordsSaveHeading)) }
            <p class="hint">{ text.phrase(Phrase::RecordHint) }</p>
            <ul class="ways">{ for files }</ul>
        </section>
    }
}

fn view_load(screen: &Screen, shelf: &Shelf) -> Html {
    let text = screen.text;
    let phrase = |phrase| AttrValue::from(text.phrase(phrase).to_owned());
    let problem = shelf.problem.as_ref();
    let problem = problem.map(|problem| said_of(text, problem));
    html! {
        <section class="load" aria-labelledby="load-heading">
            { screen.view_section_heading("load-heading", text.phrase(Phrase::RecordsLoadHeading)) }
            <p class="hint">{ phrase(Phrase::RecordsLoadHint) }</p>
            if let Some(problem) = &problem {
                <p class="error-message" id="load-error" role="alert" tabindex="-1"
                    ref={screen.problem.clone()}>
                    <span class="spoken">{ phrase(Phrase::ErrorPrefix) }{ " " }</span>{ problem }
                </p>
            }
            <LoadFields file={phrase(Phrase::RecordsFile)} paste={phrase(Phrase::RecordsPaste)}
                action={phrase(Phrase::RecordsLoad)} is_refused={problem.is_some()}
                bring={screen.act.reform(Deed::Brought)} />
        </section>
    }
}

fn said_of(text: &Text, refusal: &Refusal) -> String {
    let problem = match refusal {
        Refusal::Nothing => return text.phrase(Phrase::RecordsNothing).to_owned(),
        Refusal::Bad(problem) => problem,
    };
    match problem {
        RecordProblem::TooLong { .. } => text.phrase(Phrase::RecordsTooLong).to_owned(),
        RecordProblem::FutureFormat { .. } => text.phrase(Phrase::RecordsFuture).to_owned(),
        RecordProblem::OtherGuide { found, .. } => {
            text.filled(Phrase::RecordsOtherGuide, &[("guide", found)])
        }
        RecordProblem::UnknownQuestion { .. }
        | RecordProblem::UnknownOption { .. }
        | RecordProblem::NoAnswer { .. }
        | RecordProblem::NotAsked { .. }
        | RecordProblem::Unanswered { .. }
        | RecordProblem::OtherOutcome { .. } => text.phrase(Phrase::RecordsAltered).to_owned(),
        RecordProblem::NotJson { .. }
        | RecordProblem::Misshapen { .. }
        | RecordProblem::NoFormat
        | RecordProblem::OtherFormat { .. }
        | RecordProblem::BadId { .. }
        | RecordProblem::Twice { .. }
        | RecordProblem::Empty { .. }
        | RecordProblem::BadDate { .. }
        | RecordProblem::BadHash { .. }
        | RecordProblem::BadLocale { .. }
        | RecordProblem::BadAddress { .. } => text.phrase(Phrase::RecordsDamaged).to_owned(),
    }
}

/// What the fields are given.
#[derive(Debug, Clone, PartialEq, Properties)]
struct LoadFieldsProps {
    /// The label of the field for a file.
    file: AttrValue,
    /// The label of the field for what is in it.
    paste: AttrValue,
    /// The button's words.
    action: AttrValue,
    /// Whether what was brought was not opened.
    is_refused: bool,
    /// Takes what is brought.
    bring: Callback<Brought>,
}

/// A field for a file, another for what is in it, and the button that takes what was filled in last.
#[component]
fn LoadFields(props: &LoadFieldsProps) -> Html {
    let (file, paste) = (use_node_ref(), use_node_ref());
    let is_pasted = use_mut_ref(|| false);
    let onchange = {
        let is_pasted = is_pasted.clone();
        move |_: Event| *is_pasted.borrow_mut() = false
    };
    let oninput = {
        let is_pasted = is_pasted.clone();
        move |_: InputEvent| *is_pasted.borrow_mut() = true
    };
    let onclick = {
        let (file, paste, bring) = (file.clone(), paste.clone(), props.bring.clone());
        move |_| {
            let pasted = browser::value(&paste).unwrap_or_default();
            let is_used = *is_pasted.borrow() && !pasted.trim().is_empty();
            let chosen = ChosenFile::of(&file).filter(|_| !is_used);
            let bring = bring.clone();
            spawn_local(async move {
                bring.emit(match chosen {
                    Some(file) => of_file(&file).await,
                    None => Brought::Content(pasted),
                });
            });
        }
    };
    let described = props.is_refused.then_some("load-error");
    let is_invalid = props.is_refused.then_some("true");
    html! {
        <>
            <div class="field">
                <label for="record-file">{ &props.file }</label>
                <input type="file" id="record-file" part="field" accept=".json,application/json"
                    aria-describedby={described} aria-invalid={is_invalid} ref={file} {onchange} />
            </div>
            <div class="field">
                <label for="record-paste">{ &props.paste }</label>
                <textarea id="record-paste" part="field" rows="4" autocomplete="off" spellcheck="false"
                    aria-describedby={described} aria-invalid={is_invalid} ref={paste} {oninput} />
            </div>
            <p>
                <button class="secondary" part="button secondary" type="button" {onclick}>
                    { &props.action }
                </button>
            </p>
        </>
    }
}

async fn of_file(file: &ChosenFile) -> Brought {
    let length = file.length();
    if length > MAX_LENGTH {
        return Brought::TooLong(length);
    }
    let content = file.content().await;
    content.map_or(Brought::Nothing, Brought::Content)
}
