//! Every route in one table, for a page on which nothing runs: rendered ahead, into the page's HTML.
//!
//! It must not need the person's answers: each route says for which of them it is.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use crate::guide::phrase::Phrase;
use crate::guide::text::Text;
use crate::guide::{Address, Guide, OptionSet, QuestionId, Route, Rule};

/// What the table is made of.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PlainTableProps {
    /// What is advised.
    pub guide: Rc<Guide>,
    /// Its words.
    pub text: Rc<Text>,
}

/// The table: in a row for whom a route is, and where it leads.
#[component]
pub fn PlainTable(props: &PlainTableProps) -> Html {
    let PlainTableProps { guide, text } = props;
    let table = Table { guide, text };
    html! {
        <table class="plain">
            <caption>{ text.phrase(Phrase::PlainCaption) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ text.phrase(Phrase::PlainCase) }</th>
                    <th scope="col">{ text.phrase(Phrase::PlainPlace) }</th>
                </tr>
            </thead>
            <tbody>{ for guide.routes().iter().map(|route| table.view_route(route)) }</tbody>
        </table>
    }
}

struct Table<'a> {
    guide: &'a Guide,
    text: &'a Text,
}

impl Table<'_> {
    fn view_route(&self, route: &Route) -> Html {
        let words = self.text.route(route.id);
        let address = &self.guide.channel(route.channel).address;
        html! {
            <tr>
                <td>{ self.view_rule(&route.rule) }</td>
                <td>
                    <p><strong>{ &words.title }</strong></p>
                    <p>{ &words.about }</p>
                    <p>{ self.text.channel(route.channel) }</p>
                    if *address != Address::Person {
                        <p><a href={address.href()} rel="noreferrer">{ address.written() }</a></p>
                    }
                </td>
            </tr>
        }
    }

    fn view_rule(&self, rule: &Rule) -> Html {
        let conditions = self.whole(rule);
        if conditions.is_empty() {
            return html! { <p>{ self.text.phrase(Phrase::PlainEveryone) }</p> };
        }
        self.view_list(&conditions)
    }

    /// What must all hold for a rule to hold, with the answers that lead to its questions: here nobody has been led
    /// to them. When else a question is asked would be of no use to whoever can see what it is about.
    fn whole<'r>(&'r self, rule: &'r Rule) -> Vec<&'r Rule> {
        let own = conditions(rule);
        let questions = own.iter().flat_map(|condition| needed(condition));
        let before = questions.flat_map(|id| self.whole(&self.guide.question(id).rule));
        let answers = before.filter(|condition| matches!(condition, Rule::Has(..)));
        let mut whole: Vec<&Rule> = Vec::new();
        for answer in answers {
            if !whole.iter().chain(&own).any(|said| says(said, answer)) {
                whole.push(answer);
            }
        }
        whole.extend(own);
        whole
    }

    fn view_list(&self, rules: &[&Rule]) -> Html {
        let entries = rules.iter().map(|rule| self.view_condition(rule));
        html! { <ul>{ for entries.map(|entry| html! { <li>{ entry }</li> }) }</ul> }
    }

    fn view_condition(&self, rule: &Rule) -> Html {
        let (phrase, rules) = match rule {
            Rule::Has(question, options) => return self.view_answer(*question, *options),
            Rule::All(_) => (Phrase::PlainAll, conditions(rule)),
            Rule::Any(rules) => (Phrase::PlainAny, rules.iter().collect()),
            Rule::None(rules) => (Phrase::PlainNone, rules.iter().collect()),
        };
        html! { <>{ self.text.phrase(phrase) }{ self.view_list(&rules) }</> }
    }

    /// An answer: the question in short, and the options of which one will do.
    fn view_answer(&self, question: QuestionId, options: OptionSet) -> Html {
        let named = self.guide.question(question).options.iter();
        let labels: Vec<&str> = named
            .filter(|option| options.contains(option.id))
            .map(|option| &*self.text.option(option.id).label)
            .collect();
        let or = format!(" {} ", self.text.phrase(Phrase::PlainOr));
        html! {
            <>
                <strong>{ &self.text.question(question).short }{ ":" }</strong>{ " " }
                { labels.join(&or) }
            </>
        }
    }
}

/// The questions without whose answers a rule cannot hold.
fn needed(rule: &Rule) -> Vec<QuestionId> {
    match rule {
        Rule::Has(question, _) => vec![*question],
        Rule::All(rules) => rules.iter().flat_map(needed).collect(),
        Rule::Any(rules) => {
            let mut each = rules.iter().map(needed);
            let first = each.next().unwrap_or_default();
            each.fold(first, |all, of_one| {
                all.into_iter().filter(|id| of_one.contains(id)).collect()
            })
        }
        Rule::None(_) => Vec::new(),
    }
}

/// Whether one condition says all that another does.
fn says(one: &Rule, other: &Rule) -> bool {
    match (one, other) {
        (Rule::Has(question, options), Rule::Has(of_other, others)) => {
            question == of_other && options.intersection(*others) == *options
        }
        _ => one == other,
    }
}

/// What must all hold for a rule to hold, without lists of one.
fn conditions(rule: &Rule) -> Vec<&Rule> {
    match rule {
        Rule::All(rules) => rules.iter().flat_map(conditions).collect(),
        Rule::Any(rules) if rules.len() == 1 => rules.iter().flat_map(conditions).collect(),
        Rule::Has(..) | Rule::Any(_) | Rule::None(_) => vec![rule],
    }
}
