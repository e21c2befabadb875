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
struct Findings {
    found: Vec<Finding>,
    failure: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Finding {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    target: serde_json::Value,
    failure_summary: String,
}

/// What is wrong with the whole page, or cannot be told to be right, a line each: the rule, the
/// element, the remedy.
pub(crate) fn findings(person: &Person) -> Vec<String> {
    let axe = fs::read_to_string(&Surroundings::get().axe).unwrap();
    let answer = person
        .session()
        .await_answer(&format!("{axe}\n{RUN}"), &[json!(null)]);
    let findings: Findings = serde_json::from_value(answer).unwrap();
    assert!(findings.failure.is_none(), "axe does not run: {findings:?}");
    let lines = findings.found.iter().flat_map(|finding| {
        finding.nodes.iter().map(|node| {
            let remedy = node.failure_summary.replace('\n', " ");
            format!(
                "{} ({}) at {}: {remedy}",
                finding.id, finding.help, node.target
            )
        })
    });
    lines.collect()
}
