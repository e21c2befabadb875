//! `guide page`: what stands in the page's HTML before anything runs, made of the shipped guide: its first
//! question, to be answered at once, what the answers to it lead to, and every route in a table, for whoever has
//! no scripts.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use clap::Args;
use itertools::Itertools;
use signpost::engine::Answers;
use signpost::engine::session::Session;
use signpost::guide::file::Choose;
use signpost::guide::phrase::Phrase;
use signpost::guide::text::Text;
use signpost::guide::{Guide, OptionSet, Question};
use signpost::ui::{Advice, App, AppProps, HeadingLevel, PlainTable, PlainTableProps};
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use yew::{BaseComponent, Callback, LocalServerRenderer};

use crate::ahead::{Ahead, templates};
use crate::folder::Folder;
use crate::project;

/// Between these lines the page is written by this command.
const START: &str = "        <!-- Written by `cargo xtask guide page`; do not edit. -->\n";
const END: &str = "        <!-- Until here. -->\n";

/// Of a question with more options, what every answer leads to would make the page too long.
const MOST_OPTIONS: usize = 6;

/// What only the button to the next question has.
const CONTINUE: &str = "class=\"primary\"";

/// The level of the first question's heading, under the page's own.
const LEVEL: u8 = 2;

/// What to do with the page.
#[derive(Args)]
pub(crate) struct Options {
    /// Only say whether the kept page is up to date
    #[arg(long)]
    check: bool,
}

/// Writes or checks the parts of the page that come from the shipped guide.
pub(crate) fn run(options: &Options) -> Result<()> {
    let path = place();
    let kept =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let page = written_into(&kept, &content()?)?;
    project::keep(&path, &page, options.check, "cargo xtask guide page")
}

fn place() -> PathBuf {
    project::root().join("index.html")
}

/// The page with something else between the two lines.
fn written_into(page: &str, content: &str) -> Result<String> {
    let parts = page.split_once(START).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) =
        parts.with_context(|| format!("the page has no line {START} with {END} below it"))?;
    Ok(format!("{before}{START}{content}{END}{after}"))
}

/// What the element holds: its shadow root, and the table that stands in for it.
fn content() -> Result<String> {
    let Folder { guide, text } = Folder::read(&project::shipped())?;
    let text = text.context("the shipped guide has no words")?;
    let (guide, text) = (Rc::new(guide), Rc::new(text));
    let screen = screen(&guide, &text, Session::start(&guide))?;
    let ahead = templates(&screens_ahead(&guide, &text)?);
    let table = html_of::<PlainTable>(PlainTableProps {
        guide,
        text: Rc::clone(&text),
    })?;
    Ok(format!(
        "<template shadowrootmode=\"open\">\
         <link rel=\"stylesheet\" href=\"signpost.css\">\
         <div class=\"first\" hidden data-language=\"{}\" data-heading-level=\"{LEVEL}\">{screen}{ahead}</div>\
         <div class=\"reserve\"><slot></slot></div>\
         </template>\n\
         <div class=\"fallback\">{}\n</div>\n",
        text.locale(),
        table.replace("<tr>", "\n  <tr>")
    )
    .lines()
    .map(|line| format!("        {line}\n"))
    .collect())
}

/// The questions that come right after the first, each with the answer to that which leads there.
fn screens_ahead(guide: &Rc<Guide>, text: &Rc<Text>) -> Result<Vec<Ahead>> {
    let first = guide.questions().first();
    let first = first.context("the shipped guide asks nothing")?;
    let mut screens = Vec::new();
    for (answer, options) in answers_to(first) {
        let mut answers = Answers::none(guide);
        answers.set(first.id, options);
        let session = Session::at_frontier(guide, answers);
        // An outcome takes more than a page should have in it.
        if session.question(guide).is_some() {
            let screen = screen(guide, text, session)?;
            screens.push(Ahead { answer, screen });
        }
    }
    Ok(screens)
}

/// The answers to a question, by the ids of their options: every one, or where that would be too many, those of one
/// option, which most people give.
fn answers_to(question: &Question) -> Vec<(String, OptionSet)> {
    let options = &question.options;
    let is_few = question.choose == Choose::Several && options.len() <= MOST_OPTIONS;
    let most = if is_few { options.len() } else { 1 };
    let sizes = (1..=most).flat_map(|size| options.iter().combinations(size));
    let answers = sizes.map(|chosen| {
        let names: Vec<_> = chosen.iter().map(|option| &*option.name).collect();
        let options: OptionSet = chosen.iter().map(|option| option.id).collect();
        (names.join(","), options)
    });
    answers
        .filter(|(_, options)| question.accepts(*options))
        .collect()
}

/// A question as the widget itself shows it, with what it takes to wait for the widget.
fn screen(guide: &Rc<Guide>, text: &Rc<Text>, start: Session) -> Result<String> {
    let screen = html_of::<App>(AppProps {
        start,
        guide: Rc::clone(guide),
        text: Rc::clone(text),
        advice: Some(Advice::load()),
        fragment: "".into(),
        today: Callback::from(|()| None),
        has_history: false,
        heading_level: HeadingLevel::of_screen(LEVEL),
        on_step: Callback::noop(),
        on_title: Callback::noop(),
        on_create: Callback::noop(),
    })?;
    waiting(&screen, text.phrase(Phrase::PlainWait))
}

/// A screen on which nothing is lost while nothing runs. A form would send its answers to the server.
/// A button opens something empty of its own: that it is open says later what was pressed, and shows now
/// that the next step is on its way.
fn waiting(screen: &str, note: &str) -> Result<String> {
    let screen = screen
        .replace("<form", "<div")
        .replace("</form>", "</div>")
        .replace(" novalidate=\"novalidate\"", "")
        .replace("type=\"submit\"", "type=\"button\"")
        // A browser that fills in what was there on an earlier visit would answer for somebody else.
        .replace("<input ", "<input autocomplete=\"off\" ");
    let mut waiting = String::new();
    let mut notes = String::new();
    for (number, part) in screen.split("<button ").enumerate() {
        if number > 0 {
            let id = format!("noted-{number}");
            waiting.push_str(&format!(
                "<button popovertarget=\"{id}\" popovertargetaction=\"show\" "
            ));
            notes.push_str(&format!(
                "<span class=\"noted\" id=\"{id}\" popover=\"manual\"></span>"
            ));
        }
        waiting.push_str(part);
    }
    let notes = format!("</button>{notes}<p class=\"wait\" role=\"status\">{note}</p>");
    let parts = waiting.split_once(CONTINUE).and_then(|(before, rest)| {
        let (words, after) = rest.split_once("</button>")?;
        Some(format!("{before}{CONTINUE}{words}{notes}{after}"))
    });
    parts.with_context(|| format!("the screen has no button with {CONTINUE}"))
}

fn html_of<C: BaseComponent>(props: C::Properties) -> Result<String> {
    let runtime = Builder::new_current_thread().build()?;
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let html = LocalSet::new().block_on(&runtime, renderer.render());
    // It would end the shadow root early.
    ensure!(!html.contains("<template") && !html.contains("</template"));
    Ok(html)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_page_is_up_to_date() {
        run(&Options { check: true }).unwrap();
    }

    #[test]
    fn every_answer_to_a_question_leads_on_and_of_too_many_those_of_one_option() {
        let Folder { guide, .. } = Folder::read(&project::shipped()).unwrap();
        let answers = |name: &str| {
            let question = guide.question_named(name).unwrap();
            answers_to(question).into_iter().map(|(name, _)| name)
        };
        // Four options that go together, and one that stands alone.
        assert_eq!(answers("capacity").count(), 15 + 1);
        assert!(answers("capacity").any(|answer| answer == "contact,acting"));
        assert_eq!(answers("law").collect_vec(), ["gdpr", "ccpa", "not-sure"]);
        assert_eq!(guide.question_named("files").unwrap().options.len(), 7);
        assert_eq!(answers("files").count(), 7);
    }

    #[test]
    fn the_page_keeps_what_is_around_what_is_written() {
        let page = format!("a\n{START}b\n{END}\nc");
        let written = written_into(&page, "d\n").unwrap();
        assert_eq!(written, format!("a\n{START}d\n{END}\nc"));
        let error = written_into("a", "d").unwrap_err();
        assert!(error.to_string().contains("do not edit"), "{error}");
    }

    #[test]
    fn a_page_on_which_nothing_runs_sends_nothing_and_notes_each_button() {
        let screen = "<form novalidate=\"novalidate\" class=\"q\"><button type=\"button\">What?</button>\
                      <input type=\"radio\"><button type=\"submit\" class=\"primary\">Go</button></form>";
        assert_eq!(
            waiting(screen, "Wait.").unwrap(),
            "<div class=\"q\">\
             <button popovertarget=\"noted-1\" popovertargetaction=\"show\" type=\"button\">What?</button>\
             <input autocomplete=\"off\" type=\"radio\">\
             <button popovertarget=\"noted-2\" popovertargetaction=\"show\" type=\"button\" class=\"primary\">Go</button>\
             <span class=\"noted\" id=\"noted-1\" popover=\"manual\"></span>\
             <span class=\"noted\" id=\"noted-2\" popover=\"manual\"></span>\
             <p class=\"wait\" role=\"status\">Wait.</p></div>"
        );
        assert!(waiting("<button>Go</button>", "Wait.").is_err());
    }
}
