//! A rule as one line of ids.

use signpost::guide::{Guide, OptionSet, QuestionId, Rule};

/// Writes a rule: `capacity=contact and not law=gdpr/ccpa`, where `/` means either.
pub(crate) fn written(guide: &Guide, rule: &Rule) -> String {
    if *rule == Rule::ALWAYS {
        return "always".to_owned();
    }
    side(guide, rule, Joint::Or)
}

/// What stands around a rule, and so whether it needs brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
}

fn side(guide: &Guide, rule: &Rule, around: Joint) -> String {
    match rule {
        Rule::Has(question, options) => has(guide, *question, *options),
        Rule::All(_) => {
            let rules = flat_all(rule);
            let sides = rules.iter().map(|rule| side(guide, rule, Joint::And));
            sides.collect::<Vec<_>>().join(" and ")
        }
        Rule::Any(_) => {
            let sides = alternatives(guide, rule);
            match around {
                Joint::And if sides.len() > 1 => format!("({})", sides.join(" or ")),
                Joint::And | Joint::Or => sides.join(" or "),
            }
        }
        Rule::None(rules) => {
            let any = Rule::Any(rules.clone());
            let sides = alternatives(guide, &any);
            match sides.as_slice() {
                [one] if !one.contains(' ') => format!("not {one}"),
                sides => format!("not ({})", sides.join(" or ")),
            }
        }
    }
}

/// The alternatives of a rule, those of one question joined.
fn alternatives(guide: &Guide, rule: &Rule) -> Vec<String> {
    let mut sides: Vec<(Option<QuestionId>, OptionSet, String)> = Vec::new();
    for rule in flat_any(rule) {
        let Rule::Has(question, options) = rule else {
            sides.push((None, OptionSet::EMPTY, side(guide, rule, Joint::Or)));
            continue;
        };
        match sides.iter_mut().find(|(same, ..)| *same == Some(*question)) {
            Some(twin) => twin.1 = twin.1.union(*options),
            None => sides.push((Some(*question), *options, String::new())),
        }
    }
    let write = |(question, options, written): (Option<_>, _, _)| match question {
        Some(question) => has(guide, question, options),
        None => written,
    };
    sides.into_iter().map(write).collect()
}

fn flat_all(rule: &Rule) -> Vec<&Rule> {
    match rule {
        Rule::All(rules) => rules.iter().flat_map(flat_all).collect(),
        Rule::Has(..) | Rule::Any(_) | Rule::None(_) => vec![rule],
    }
}

fn flat_any(rule: &Rule) -> Vec<&Rule> {
    match rule {
        Rule::Any(rules) => rules.iter().flat_map(flat_any).collect(),
        Rule::Has(..) | Rule::All(_) | Rule::None(_) => vec![rule],
    }
}

fn has(guide: &Guide, question: QuestionId, options: OptionSet) -> String {
    let question = guide.question(question);
    let named = question.options.iter();
    let named = named.filter(|option| options.contains(option.id));
    let names: Vec<_> = named.map(|option| &*option.name).collect();
    format!("{}={}", question.name, names.join("/"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::folder::Folder;
    use crate::project;

    #[test]
    fn rules_read_as_one_line() {
        let guide = Folder::read(&project::shipped()).unwrap().guide;
        let leaf = |question: &str, option: &str| {
            let question = guide.question_named(question).unwrap();
            Rule::Has(question.id, question.option_named(option).unwrap().into())
        };
        let gdpr = || leaf("law", "gdpr");
        let ccpa = || leaf("law", "ccpa");
        let contact = || leaf("capacity", "contact");
        let cases = [
            (Rule::ALWAYS, "always"),
            (
                Rule::Any(vec![gdpr(), Rule::Any(vec![ccpa()])]),
                "law=gdpr/ccpa",
            ),
            (
                Rule::All(vec![
                    contact(),
                    Rule::Any(vec![gdpr(), Rule::All(vec![ccpa(), contact()])]),
                ]),
                "capacity=contact and (law=gdpr or law=ccpa and capacity=contact)",
            ),
            (Rule::None(vec![gdpr(), ccpa()]), "not law=gdpr/ccpa"),
            (
                Rule::None(vec![gdpr(), contact()]),
                "not (law=gdpr or capacity=contact)",
            ),
        ];
        for (rule, expected) in cases {
            assert_eq!(written(&guide, &rule), expected);
        }
    }
}
