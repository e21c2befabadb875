//! `guide walk`: the outcome of some answers in words, with its drafts, or the question that comes next.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use signpost::draft::{Entries, Letter, letter};
use signpost::engine::walk::{AdvisedRoute, Walk, walk};
use signpost::guide::file::{Actor, Choose, Part};
use signpost::guide::phrase::Phrase;
use signpost::guide::text::Text;
use signpost::guide::{Address, ChannelId, DraftId, Guide, QuestionId, StatementId};
use signpost::proof::in_words;

use crate::answers;
use crate::folder::Folder;
use crate::project;

/// What is answered.
#[derive(Args)]
pub(crate) struct Options {
    /// The answers, in any order
    #[arg(value_name = "QUESTION=OPTION,…")]
    answers: Vec<String>,
    /// The folder of the guide; the shipped one if left out
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// Walks, and prints where that leads.
pub(crate) fn run(options: &Options) -> Result<()> {
    let path = options.folder.clone().unwrap_or_else(project::shipped);
    let folder = Folder::read(&path)?;
    let answers = answers::parse(&folder.guide, &options.answers)?;
    let walk = walk(&folder.guide, &answers);
    println!("{}", told(&folder, &walk).trim_end());
    Ok(())
}

fn told(folder: &Folder, walk: &Walk) -> String {
    let Folder { guide, text } = folder;
    let mut lines = Vec::new();
    if let Some(text) = text {
        lines.extend(in_words(guide, text, &walk.counted));
        lines.push(String::new());
    }
    let Some(outcome) = walk.outcome(guide) else {
        lines.extend(walk.open.map(|open| next(folder, open)));
        return lines.join("\n");
    };
    for route in &outcome.routes {
        lines.push(view_route(folder, route));
    }
    if let Some(text) = text {
        lines.push(format!("## {}", text.phrase(Phrase::SharedHeading)));
    }
    lines.extend(outcome.shared.iter().map(|&id| view_statement(folder, id)));
    let offers = walk.offers(guide).into_iter();
    lines.extend(offers.map(|offer| view_draft(folder, walk, offer.draft)));
    lines.join("\n")
}

/// A draft with nothing filled in.
fn view_draft(Folder { guide, text }: &Folder, walk: &Walk, id: DraftId) -> String {
    let name = &guide.draft(id).name;
    let Some(text) = text else {
        return format!("# draft {name}");
    };
    let title = &text.draft(id).title;
    let Letter { subject, body } = letter(guide, text, walk, id, &Entries::none(guide));
    let subject_label = text.phrase(Phrase::LetterSubject);
    format!("\n# {title} [{name}]\n{subject_label} {subject}\n\n{body}")
}

/// The question that is asked next, with its options as they are typed.
fn next(folder: &Folder, id: QuestionId) -> String {
    let question = folder.guide.question(id);
    let title = match &folder.text {
        Some(text) => &text.question(id).title,
        None => &question.name,
    };
    let how_many = match question.choose {
        Choose::One => "one of",
        Choose::Several => "one or more of",
    };
    let options = question.options.iter().map(|option| {
        let typed = format!("{}={}", question.name, option.name);
        let label = folder
            .text
            .as_ref()
            .map_or("", |text| &text.option(option.id).label);
        let alone = if option.is_alone { " (alone)" } else { "" };
        format!("\n  {typed:<36} {label}{alone}")
    });
    let options: String = options.collect();
    format!("Next: {title}\nAdd {how_many}:{options}")
}

fn view_route(folder: &Folder, advised: &AdvisedRoute) -> String {
    let Folder { guide, text } = folder;
    let route = guide.route(advised.id);
    let mut lines = Vec::new();
    match text {
        Some(text) => {
            let words = text.route(route.id);
            let acts = match route.acts {
                Actor::You => text.phrase(Phrase::ActsYou),
                Actor::Organisation => text.phrase(Phrase::ActsOrganisation),
            };
            lines.push(format!("# {} [{}]", words.title, route.name));
            lines.push(format!(
                "{} {}",
                text.phrase(Phrase::AboutHeading),
                words.about
            ));
            lines.push(view_channel(guide, text, route.channel));
            lines.push(acts.to_owned());
        }
        None => lines.push(format!("# {}", route.name)),
    }
    for part in Part::ALL {
        let said = advised.statements.iter().copied();
        let said: Vec<_> = said
            .filter(|&id| guide.statement(id).part == part)
            .collect();
        if said.is_empty() {
            continue;
        }
        let heading = text
            .as_ref()
            .map_or(part.word(), |text| text.phrase(Phrase::heading(part)));
        lines.push(format!("## {heading}"));
        lines.extend(said.into_iter().map(|id| view_statement(folder, id)));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn view_statement(folder: &Folder, id: StatementId) -> String {
    let Folder { guide, text } = folder;
    let statement = guide.statement(id);
    let words = text.as_ref().map_or("", |text| text.statement(id));
    let channel = match (text, statement.channel) {
        (Some(text), Some(channel)) => format!(" {}", view_channel(guide, text, channel)),
        _ => String::new(),
    };
    format!("- {words}{channel} [{}]", statement.name)
}

fn view_channel(guide: &Guide, text: &Text, id: ChannelId) -> String {
    let name = text.channel(id);
    match &guide.channel(id).address {
        Address::Link(address) | Address::Email(address) => format!("{name}: {address}"),
        Address::Person => name.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Checks that a walk through the shipped guide prints these lines, among others, in this order.
    fn check(typed: &str, expected: &[&str]) {
        let folder = Folder::read(&project::shipped()).unwrap();
        let typed: Vec<_> = typed.split_whitespace().map(str::to_owned).collect();
        let answers = answers::parse(&folder.guide, &typed).unwrap();
        let told = told(&folder, &walk(&folder.guide, &answers));
        let mut lines = told.lines();
        for line in expected {
            assert!(
                lines.any(|each| each.contains(line)),
                "{line} is not in\n{told}"
            );
        }
    }

    #[test]
    fn a_walk_that_is_not_complete_says_what_comes_next() {
        check(
            "capacity=member",
            &[
                "Whose data is it?",
                "Next: What do you want to happen to the data?",
                "Add one or more of:",
                "right=access",
                "I'm not sure (alone)",
            ],
        );
    }

    #[test]
    fn a_complete_walk_says_where_to_go_and_why() {
        check(
            "capacity=contact engagement=fasttrack right=delete contact-cases=none law=gdpr",
            &[
                "[contact-fasttrack-inbox]",
                "o365ftgdpr@microsoft.com",
                "[controller]",
                "[contact-only]",
                "[write]",
                "[gdpr-delete]",
                "[fasttrack-mail]",
                "Article 17",
            ],
        );
    }
}
