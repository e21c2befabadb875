//! The routes of a guide as decisions of `zen-engine`, a general rules engine, in the two forms it offers for them.
//!
//! Both are made from the guide's own file. They are given the answers that count, so the peer is
//! spared the work of finding out which questions are asked; Signpost does that in its own time.

use serde_json::{Map, Value, json};
use signpost::engine::walk::{AdvisedRoute, Walk};
use signpost::guide::Guide;
use signpost::guide::file::{Choose, GuideFile, RuleFile, StatementFile};
use zen_engine::Decision;
use zen_engine::Variable;
use zen_engine::model::GraphContent;

/// How much is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Which routes are advised.
    Routes,
    /// Which routes, and which of their statements are said.
    Everything,
}

/// How the decision is written down for the peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A decision table with one row per route or statement, all rows that match collected.
    Table,
    /// An expression node with one true-or-false field per route or statement.
    Expressions,
}

/// The guide's file, read but not compiled.
#[must_use]
pub fn file(guide_json: &str) -> GuideFile {
    serde_json::from_str(guide_json).expect("the guide's file is of the documented shape")
}

/// The decision as a file of the peer's.
#[must_use]
pub fn content(file: &GuideFile, extent: Extent, form: Form) -> String {
    let rows = rows(file, extent);
    let (kind, content) = match form {
        Form::Table => {
            let rules = rows.iter().enumerate().map(|(index, (name, condition))| {
                json!({ "_id": index.to_string(), "when": condition, "told": format!("'{name}'") })
            });
            let content = json!({
                "hitPolicy": "collect",
                "inputs": [{ "id": "when", "name": "When" }],
                "outputs": [{ "id": "told", "name": "Told", "field": "told" }],
                "rules": rules.collect::<Vec<_>>(),
            });
            ("decisionTableNode", content)
        }
        Form::Expressions => {
            let expressions = rows.iter().enumerate().map(|(index, (_, condition))| {
                json!({ "id": index.to_string(), "key": format!("told{index}"), "value": condition })
            });
            let content = json!({ "expressions": expressions.collect::<Vec<_>>() });
            ("expressionNode", content)
        }
    };
    json!({
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode", "content": {} },
            { "id": "decide", "name": "decide", "type": kind, "content": content },
            { "id": "out", "name": "out", "type": "outputNode", "content": {} },
        ],
        "edges": [
            { "id": "1", "sourceId": "in", "targetId": "decide" },
            { "id": "2", "sourceId": "decide", "targetId": "out" },
        ],
    })
    .to_string()
}

/// The decision, compiled ahead as the peer allows.
#[must_use]
pub fn decision(content: &str) -> Decision {
    let mut graph: GraphContent =
        serde_json::from_str(content).expect("the decision is well formed");
    graph.compile();
    Decision::from(graph)
}

/// The answers that count, as the peer's input: a word for a single choice, a list for several;
/// the empty word and the empty list for a question that was not asked.
#[must_use]
pub fn input(guide: &Guide, walk: &Walk) -> Variable {
    let mut input = Map::new();
    for question in guide.questions() {
        let answer = walk.counted.to(question.id);
        let mut chosen = question
            .options
            .iter()
            .filter(|option| answer.contains(option.id))
            .map(|option| json!(option.name));
        let value = match question.choose {
            Choose::One => chosen.next().unwrap_or_else(|| json!("")),
            Choose::Several => Value::Array(chosen.collect()),
        };
        input.insert(variable(&question.name), value);
    }
    Value::Object(input).into()
}

/// What the peer decides, as it hands it over.
#[must_use]
pub fn decide(decision: &Decision, input: Variable) -> Variable {
    pollster::block_on(decision.evaluate(input))
        .expect("the decision is made")
        .result
}

/// The names of what the peer advises, in the guide's order.
#[must_use]
pub fn told(file: &GuideFile, extent: Extent, form: Form, result: &Variable) -> Vec<String> {
    let result = result.to_value();
    match form {
        Form::Table => {
            let rows = result.as_array().into_iter().flatten();
            rows.filter_map(|row| row["told"].as_str().map(str::to_owned))
                .collect()
        }
        Form::Expressions => {
            let names = rows(file, extent).into_iter().map(|(name, _)| name);
            let told = names
                .enumerate()
                .filter(|(index, _)| result[format!("told{index}")] == true);
            told.map(|(_, name)| name).collect()
        }
    }
}

/// The names of what Signpost advises, in the guide's order.
#[must_use]
pub fn expected(guide: &Guide, routes: &[AdvisedRoute], extent: Extent) -> Vec<String> {
    let mut names = Vec::new();
    for advised in routes {
        let route = guide.route(advised.id);
        names.push(route.name.clone());
        if extent == Extent::Everything {
            let said = advised
                .statements
                .iter()
                .map(|&id| &guide.statement(id).name);
            names.extend(said.map(|said| format!("{}/{said}", route.name)));
        }
    }
    names
}

/// What can be told, each with its condition in the peer's language.
fn rows(file: &GuideFile, extent: Extent) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for route in &file.routes {
        let condition = condition(file, route.when.as_ref());
        rows.push((route.id.clone(), condition.clone()));
        if extent == Extent::Everything {
            let statement = |each: &StatementFile| {
                let name = format!("{}/{}", route.id, each.id);
                let condition = match &each.when {
                    None => condition.clone(),
                    Some(_) => format!(
                        "{condition} and {}",
                        self::condition(file, each.when.as_ref())
                    ),
                };
                (name, condition)
            };
            rows.extend(route.statements.iter().map(statement));
        }
    }
    rows
}

fn condition(file: &GuideFile, rule: Option<&RuleFile>) -> String {
    let join = |rules: &[RuleFile], word: &str| {
        let each: Vec<_> = rules
            .iter()
            .map(|rule| condition(file, Some(rule)))
            .collect();
        format!("({})", each.join(word))
    };
    match rule {
        None => "true".to_owned(),
        Some(RuleFile::Has { question, option }) => {
            let asked = file.questions.iter().find(|each| each.id == *question);
            let name = variable(question);
            match asked
                .expect("the rule speaks of a question of the guide")
                .choose
            {
                Choose::One => format!("{name} == '{option}'"),
                Choose::Several => format!("'{option}' in {name}"),
            }
        }
        Some(RuleFile::All(rules)) => join(rules, " and "),
        Some(RuleFile::Any(rules)) => join(rules, " or "),
        Some(RuleFile::None(rules)) => format!("not {}", join(rules, " or ")),
    }
}

/// A question's id as a name of the peer's language, which takes a hyphen for a minus.
fn variable(question: &str) -> String {
    question.replace('-', "_")
}
