//! What axe finds on the screen in front of a person, with every rule on.

use std::fs;

use serde::Deserialize;
use serde_json::json;

use crate::person::Person;
use crate::surroundings::Surroundings;

/// Turns on all rules, those too that axe leaves off by itself (`target-size`, AAA, experimental).
const RUN: &str = r#"
const done = arguments[arguments.length - 1];
const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
axe.run(document, { rules, resultTypes: ["violations", "incomplete"] }).then(
  ({ violations, incomplete }) => done({ found: [...violations, ...incomplete] }),
  (error) => done({ found: [], failure: String(error) }),
);
"#;

#[derive(Debug, Deserialize)]
struct Answer {
    found: Vec<Rule>,
    failure: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Rule {
    id: String,
    tags: Vec<String>,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    target: serde_json::Value,
    failure_summary: String,
}

/// Something that axe has found.
pub(crate) struct Finding {
    /// The criteria that it is about, such as `1.4.3`; none if it is a matter of good practice.
    pub(crate) criteria: Vec<String>,
    /// The rule, the element, the remedy.
    pub(crate) line: String,
}

/// What is wrong with the whole page, or cannot be told to be right.
pub(crate) fn findings(person: &Person) -> Vec<Finding> {
    let axe = fs::read_to_string(&Surroundings::get().axe).unwrap();
    let answer = person
        .session()
        .await_answer(&format!("{axe}\n{RUN}"), &[json!(null)]);
    let answer: Answer = serde_json::from_value(answer).unwrap();
    assert!(answer.failure.is_none(), "axe does not run: {answer:?}");
    answer.found.iter().flat_map(found).collect()
}

fn found(rule: &Rule) -> impl Iterator<Item = Finding> {
    rule.nodes.iter().map(|node| {
        let remedy = node.failure_summary.replace('\n', " ");
        Finding {
            criteria: rule.tags.iter().filter_map(|tag| criterion(tag)).collect(),
            line: format!("{} ({}) at {}: {remedy}", rule.id, rule.help, node.target),
        }
    })
}

/// The criterion that a tag of axe names: `1.4.10` for `wcag1410`, none for `wcag2aa`.
fn criterion(tag: &str) -> Option<String> {
    let digits = tag.strip_prefix("wcag")?;
    if digits.len() < 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (principle, rest) = digits.split_at(1);
    let (guideline, number) = rest.split_at(1);
    Some(format!("{principle}.{guideline}.{number}"))
}
