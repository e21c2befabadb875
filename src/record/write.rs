//! From an outcome to its record, and to the JSON of it.
//!
//! It must not choose what is kept: all that was shown is, and nothing else.

use super::{
    FORMAT, Record, RecordedAnswer, RecordedChannel, RecordedCite, RecordedGuide, RecordedOption,
    RecordedReason, RecordedRoute, RecordedStatement,
};
use crate::day::Day;
use crate::engine::Answers;
use crate::engine::reasons::{Reason, reasons};
use crate::engine::walk::{AdvisedRoute, Walk, walk};
use crate::guide::text::Text;
use crate::guide::{ChannelId, Choice, Guide, OptionSet, QuestionId, StatementId};

impl Record {
    /// The record of what some answers lead to, made on a day; none while a question is open.
    #[must_use]
    pub fn of(guide: &Guide, text: &Text, answers: &Answers, date: Day) -> Option<Self> {
        let walk = walk(guide, answers);
        let outcome = walk.outcome(guide)?;
        let writer = Writer {
            guide,
            text,
            walk: &walk,
        };
        let path = walk.path.iter();
        let routes = outcome.routes.iter();
        let shared = outcome.shared.iter();
        Some(Self {
            format: FORMAT,
            guide: writer.guide(),
            date: date.to_string(),
            locale: text.locale().to_owned(),
            answers: path.map(|&question| writer.answer(question)).collect(),
            routes: routes.map(|advised| writer.route(advised)).collect(),
            shared: shared.map(|&id| writer.statement(id)).collect(),
        })
    }

    /// The record as JSON, indented, always in the same order, with an end of line.
    #[must_use]
    pub fn to_json(&self) -> String {
        // It is made of strings and numbers, so it can always be written.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// All of it that does not depend on words or on the day.
    pub(super) fn bare(&self) -> Self {
        let mut bare = Self {
            date: String::new(),
            locale: String::new(),
            ..self.clone()
        };
        bare.each_words(String::clear);
        bare
    }
}

struct Writer<'a> {
    guide: &'a Guide,
    text: &'a Text,
    walk: &'a Walk,
}

impl<'a> Writer<'a> {
    fn guide(&self) -> RecordedGuide {
        RecordedGuide {
            id: self.guide.name().to_owned(),
            edition: self.guide.edition(),
            revision: self.guide.revision().to_owned(),
            hash: self.guide.hash().to_owned(),
            title: self.text.title().to_owned(),
            source: self.text.source().to_owned(),
        }
    }

    fn answer(&self, question: QuestionId) -> RecordedAnswer {
        let options = self.options(question, self.walk.counted.to(question));
        RecordedAnswer {
            question: self.guide.question(question).name.clone(),
            words: self.text.question(question).title.clone(),
            options: options
                .map(|option| RecordedOption {
                    id: option.name.clone(),
                    words: self.text.option(option.id).label.clone(),
                })
                .collect(),
        }
    }

    fn route(&self, advised: &AdvisedRoute) -> RecordedRoute {
        let route = self.guide.route(advised.id);
        let words = self.text.route(advised.id);
        let reasons = reasons(self.walk, &route.rule);
        let said = advised.statements.iter();
        RecordedRoute {
            id: route.name.clone(),
            title: words.title.clone(),
            about: words.about.clone(),
            channel: self.channel(route.channel),
            acts: route.acts,
            role: route.role,
            reasons: reasons.iter().map(|reason| self.reason(reason)).collect(),
            statements: said.map(|&id| self.statement(id)).collect(),
        }
    }

    fn reason(&self, reason: &Reason) -> RecordedReason {
        let options = self.options(reason.question, reason.options);
        RecordedReason {
            question: self.guide.question(reason.question).name.clone(),
            options: options.map(|option| option.name.clone()).collect(),
        }
    }

    fn statement(&self, id: StatementId) -> RecordedStatement {
        let statement = self.guide.statement(id);
        let cites = statement.cites.iter().map(|&id| RecordedCite {
            id: self.guide.reference(id).name.clone(),
            words: self.text.reference(id).to_owned(),
        });
        RecordedStatement {
            id: statement.name.clone(),
            part: statement.part,
            basis: statement.basis,
            words: self.text.statement(id).to_owned(),
            cites: cites.collect(),
            channel: statement.channel.map(|channel| self.channel(channel)),
        }
    }

    fn channel(&self, id: ChannelId) -> RecordedChannel {
        let channel = self.guide.channel(id);
        RecordedChannel {
            id: channel.name.clone(),
            words: self.text.channel(id).to_owned(),
            address: channel.address.written().map(str::to_owned),
        }
    }

    /// Those of a question's options that are in a set, in the question's order.
    fn options(
        &self,
        question: QuestionId,
        options: OptionSet,
    ) -> impl Iterator<Item = &'a Choice> + use<'a> {
        let all = self.guide.question(question).options.iter();
        all.filter(move |option| options.contains(option.id))
    }
}
