//! A record as Markdown, to be read, printed or put into a ticket.
//!
//! It must not let any words become markup: whatever they are, they come out as the words they are.
//! Only the addresses of the present guide's channels are links.

use super::plain::plain;
use super::{Record, RecordedAnswer, RecordedChannel, RecordedRoute, RecordedStatement};
use crate::guide::file::Part;
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;
use crate::guide::{Address, Guide};

impl Record {
    /// The record as CommonMark: its own words below headings in the language of a text. An address
    /// is a link if it is that of one of the guide's channels.
    #[must_use]
    pub fn to_markdown(&self, guide: &Guide, text: &Text) -> String {
        let mut page = Page {
            guide,
            text,
            written: String::new(),
        };
        page.record(self);
        page.written
    }
}

struct Page<'a> {
    guide: &'a Guide,
    text: &'a Text,
    written: String,
}

impl Page<'_> {
    fn record(&mut self, record: &Record) {
        let text = self.text;
        let guide = &record.guide;
        let edition = guide.edition.to_string();
        let title = [("title", &*guide.title)];
        self.heading(1, &text.filled(Phrase::RecordHeading, &title));
        self.paragraph(text.phrase(Phrase::RecordHint));
        let date = [("date", &*record.date)];
        self.item("-", &text.filled(Phrase::RecordMade, &date));
        let made_by = [
            ("guide", &*guide.id),
            ("edition", &*edition),
            ("hash", &*guide.hash),
        ];
        self.item("-", &text.filled(Phrase::RecordGuide, &made_by));
        let source = [("document", &*guide.source), ("revision", &*guide.revision)];
        self.item("-", &text.filled(Phrase::RecordSource, &source));
        self.heading(2, text.phrase(Phrase::YourAnswers));
        for answer in &record.answers {
            self.answer(answer, |_| true);
        }
        for route in &record.routes {
            self.route(record, route);
        }
        if !record.shared.is_empty() {
            self.heading(2, text.phrase(Phrase::SharedHeading));
            self.statements(record.shared.iter(), |_| "-".to_owned());
        }
    }

    fn answer(&mut self, answer: &RecordedAnswer, is_shown: impl Fn(&str) -> bool) {
        self.item("-", &answer.words);
        for option in answer.options.iter().filter(|option| is_shown(&option.id)) {
            self.item("  -", &option.words);
        }
    }

    fn route(&mut self, record: &Record, route: &RecordedRoute) {
        let text = self.text;
        self.heading(2, &route.title);
        let about = text.phrase(Phrase::AboutHeading);
        self.paragraph(&format!("{about} {}", route.about));
        self.heading(3, text.phrase(Phrase::WhereHeading));
        self.channel("-", &route.channel);
        self.item("-", text.phrase(Phrase::acts(route.acts)));
        self.item("-", text.phrase(Phrase::role(route.role)));
        for part in Part::ALL {
            let said = route.statements.iter().filter(|each| each.part == part);
            if said.clone().next().is_none() {
                continue;
            }
            self.heading(3, text.phrase(Phrase::heading(part)));
            self.statements(said, |number| match part {
                Part::Do => [number.to_string(), '.'.to_string()].concat(),
                Part::Why | Part::Put | Part::Know | Part::Then | Part::Check => "-".to_owned(),
            });
            if part == Part::Why {
                self.reasons(record, route);
            }
        }
    }

    fn reasons(&mut self, record: &Record, route: &RecordedRoute) {
        if route.reasons.is_empty() {
            return;
        }
        self.paragraph(self.text.phrase(Phrase::ReasonsHeading));
        for reason in &route.reasons {
            let mut answers = record.answers.iter();
            if let Some(answer) = answers.find(|answer| answer.question == reason.question) {
                self.answer(answer, |id| {
                    reason.options.iter().any(|option| option == id)
                });
            }
        }
    }

    fn statements<'s>(
        &mut self,
        said: impl Iterator<Item = &'s RecordedStatement>,
        marker: impl Fn(usize) -> String,
    ) {
        for (index, statement) in said.enumerate() {
            let marker = marker(index + 1);
            let below = format!("{}-", " ".repeat(marker.len() + 1));
            self.item(&marker, &statement.words);
            if let Some(mark) = Phrase::basis(statement.basis) {
                self.item(&below, self.text.phrase(mark));
            }
            if let Some(channel) = &statement.channel {
                self.channel(&below, channel);
            }
            let cites = statement.cites.iter().map(|cite| &*cite.words);
            let cites = cites.collect::<Vec<_>>().join("; ");
            let cites = [("references", &*cites)];
            self.item(&below, &self.text.filled(Phrase::RecordCites, &cites));
        }
    }

    fn channel(&mut self, marker: &str, channel: &RecordedChannel) {
        self.item(marker, &channel.words);
        let address = match &channel.address {
            Some(address) if self.is_own(address) => format!("<{address}>"),
            Some(address) => escaped(address),
            None => escaped(self.text.phrase(Phrase::WherePerson)),
        };
        self.line(&format!("{marker} {address}"));
    }

    /// Whether an address is one of the guide's, and so plain that it reads as a link to itself.
    fn is_own(&self, address: &str) -> bool {
        let mut channels = self.guide.channels().iter();
        channels.any(|channel| match &channel.address {
            Address::Link(own) => own == address && !has_entity(own),
            Address::Email(own) => own == address && has_plain_host(own),
            Address::Person => false,
        })
    }

    fn heading(&mut self, level: usize, words: &str) {
        self.block(&format!("{} {}", "#".repeat(level), escaped(words)));
    }

    fn paragraph(&mut self, words: &str) {
        self.block(&escaped(words));
    }

    /// A line with a blank one before and after it.
    fn block(&mut self, line: &str) {
        if !self.written.is_empty() && !self.written.ends_with("\n\n") {
            self.written.push('\n');
        }
        self.line(line);
        self.written.push('\n');
    }

    fn item(&mut self, marker: &str, words: &str) {
        self.line(&format!("{marker} {}", escaped(words)));
    }

    fn line(&mut self, line: &str) {
        self.written.push_str(line);
        self.written.push('\n');
    }
}

/// Words as they stand anywhere in Markdown and mean nothing but themselves.
fn escaped(words: &str) -> String {
    let words = plain(words);
    let start = start_of_block(&words);
    let mut escaped = String::with_capacity(words.len());
    for (at, letter) in words.char_indices() {
        let before = words.get(..at).unwrap_or_default();
        let is_markup = match letter {
            // Some of these mean something to other dialects only.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '$' | '^'
            | '{' | '}' | '@' => true,
            // Many renderers make links of bare addresses.
            ':' => words
                .get(at + 1..)
                .is_some_and(|rest| rest.starts_with("//")),
            '.' => ends_with_www(before),
            _ => false,
        };
        if is_markup || start == Some(at) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// Where the character stands that would make a list, a line or a heading of words at the start of
/// a block.
fn start_of_block(words: &str) -> Option<usize> {
    if words.starts_with(['-', '+', ':']) {
        return Some(0);
    }
    let number = words.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let length = words.len() - number.len();
    (length > 0 && number.starts_with(['.', ')'])).then_some(length)
}

fn ends_with_www(words: &str) -> bool {
    let start = words.len().checked_sub(3);
    let end = start.and_then(|start| words.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Whether a part of a link could be read as the name of another character.
fn has_entity(link: &str) -> bool {
    let mut parts = link.split('&').skip(1);
    parts.any(|part| part.contains(';'))
}

/// Whether a mailbox has a host of the form that CommonMark takes for one.
fn has_plain_host(mailbox: &str) -> bool {
    let host = mailbox.split_once('@').map_or("", |(_, host)| host);
    host.split('.').all(|label| {
        let is_edge = label.starts_with('-') || label.ends_with('-');
        let mut letters = label.bytes();
        (1..=63).contains(&label.len())
            && !is_edge
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
    })
}
