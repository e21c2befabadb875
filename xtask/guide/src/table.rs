//! `guide table`: the whole decision as tables of ids, kept in the repository so that a change of advice shows in review.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use num_bigint::BigUint;
use signpost::guide::file::{Actor, Basis, Choose, Role};
use signpost::guide::{Guide, Statement};
use signpost::proof::{Advice, Tally, tally};

use crate::check::grouped;
use crate::folder;
use crate::project;
use crate::rule::written;

/// What to do with the table.
#[derive(Args)]
pub(crate) struct Options {
    /// Only say whether the kept table is up to date
    #[arg(long)]
    check: bool,
}

/// Writes or checks the table of the shipped guide.
pub(crate) fn run(options: &Options) -> Result<()> {
    let guide = folder::guide(&project::shipped().join("guide.json"))?;
    let table = table(&guide)?;
    project::keep(&place(), &table, options.check, "cargo xtask guide table")
}

fn place() -> PathBuf {
    project::root().join("docs/decision.md")
}

fn table(guide: &Guide) -> Result<String> {
    let tally = tally(guide)?;
    let mut table = String::new();
    write_head(&mut table, guide, &tally)?;
    write_questions(&mut table, guide, &tally)?;
    write_routes(&mut table, guide, &tally)?;
    for route in guide.routes() {
        writeln!(table, "\n### {}\n", route.name)?;
        write_statements(&mut table, guide, &route.statements)?;
    }
    writeln!(table, "\n### Whatever the routes\n")?;
    write_statements(&mut table, guide, guide.shared())?;
    Ok(table)
}

fn write_head(table: &mut String, guide: &Guide, tally: &Tally) -> Result<()> {
    writeln!(
        table,
        "# The decision of `{}`\n\n\
         Generated from `guide.json` by `cargo xtask guide table`; do not edit.\n\
         A share is the part of the {} complete walks that are asked a question or advised a route; \
         it says how much of the decision a rule governs, not how many people.\n\
         `a=b/c` means that question `a` has the option `b` or `c` among its answer.",
        guide.name(),
        grouped(&tally.walks),
    )?;
    Ok(())
}

fn write_questions(table: &mut String, guide: &Guide, tally: &Tally) -> Result<()> {
    writeln!(
        table,
        "\n## Questions\n\n| question | choose | options | asked when | share |"
    )?;
    writeln!(table, "|---|---|---|---|---|")?;
    for question in guide.questions() {
        let choose = match question.choose {
            Choose::One => "one",
            Choose::Several => "several",
        };
        let options = question.options.iter().map(|option| {
            let alone = if option.is_alone { " (alone)" } else { "" };
            format!("{}{alone}", option.name)
        });
        let options = options.collect::<Vec<_>>().join(", ");
        let asked = tally.asked.iter().find(|(id, _)| *id == question.id);
        let share = asked.map_or_else(String::new, |(_, count)| share(count, &tally.walks));
        let rule = written(guide, &question.rule);
        writeln!(
            table,
            "| {} | {choose} | {options} | {rule} | {share} |",
            question.name
        )?;
    }
    Ok(())
}

fn write_routes(table: &mut String, guide: &Guide, tally: &Tally) -> Result<()> {
    writeln!(
        table,
        "\n## Routes\n\n| route | leads to | acts | role | advised when | never with | share |"
    )?;
    writeln!(table, "|---|---|---|---|---|---|---|")?;
    for route in guide.routes() {
        let acts = match route.acts {
            Actor::You => "you",
            Actor::Organisation => "organisation",
        };
        let role = match route.role {
            Role::Controller => "controller",
            Role::Processor => "processor",
            Role::Open => "open",
        };
        let excludes = route
            .excludes
            .iter()
            .map(|&other| &*guide.route(other).name);
        let excludes = excludes.collect::<Vec<_>>().join(", ");
        let told = tally.told.iter();
        let told = told
            .clone()
            .find(|(advice, _)| *advice == Advice::Route(route.id));
        let share = told.map_or_else(String::new, |(_, count)| share(count, &tally.walks));
        let channel = &guide.channel(route.channel).name;
        let rule = written(guide, &route.rule);
        writeln!(
            table,
            "| {} | {channel} | {acts} | {role} | {rule} | {excludes} | {share} |",
            route.name
        )?;
    }
    writeln!(
        table,
        "\n## Statements\n\nEach is said where its route is advised and its own rule holds."
    )?;
    Ok(())
}

fn write_statements(table: &mut String, guide: &Guide, statements: &[Statement]) -> Result<()> {
    writeln!(
        table,
        "| part | statement | said when | basis | never with |\n|---|---|---|---|---|"
    )?;
    for statement in statements {
        let basis = match statement.basis {
            Basis::Stated => "",
            Basis::Reading | Basis::Silent | Basis::Later | Basis::Law => statement.basis.word(),
        };
        let excludes = statement.excludes.iter();
        let excludes = excludes.map(|&other| &*guide.statement(other).name);
        let excludes = excludes.collect::<Vec<_>>().join(", ");
        let rule = written(guide, &statement.rule);
        let part = statement.part.word();
        writeln!(
            table,
            "| {part} | {} | {rule} | {basis} | {excludes} |",
            statement.name
        )?;
    }
    Ok(())
}

/// A part of all walks, in percent with one decimal.
fn share(part: &BigUint, whole: &BigUint) -> String {
    let thousandths = (part * 2000_u32 + whole) / (whole * 2_u32);
    let (percent, tenths) = (&thousandths / 10_u32, &thousandths % 10_u32);
    format!("{percent}.{tenths} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_to_the_nearest() {
        for (part, whole, expected) in [
            (1_u32, 3_u32, "33.3 %"),
            (2, 3, "66.7 %"),
            (1, 1, "100.0 %"),
            (0, 5, "0.0 %"),
            (1, 2000, "0.1 %"),
        ] {
            assert_eq!(share(&part.into(), &whole.into()), expected);
        }
    }

    #[test]
    fn the_kept_table_is_up_to_date() -> Result<()> {
        run(&Options { check: true })
    }
}
