//! `guide schema`: the JSON Schemas that an editor uses, made from the types and docs that read the files.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use schemars::{JsonSchema, schema_for};
use serde_json::Value;
use signpost::guide::file::GuideFile;
use signpost::guide::text::TextFile;
use signpost::record::Record;

use crate::project;

/// What to do with the schemas.
#[derive(Args)]
pub(crate) struct Options {
    /// Only say whether the kept schemas are up to date
    #[arg(long)]
    check: bool,
}

/// Writes or checks the schemas.
pub(crate) fn run(options: &Options) -> Result<()> {
    for (place, schema) in [
        (place("guide"), schema::<GuideFile>()),
        (place("text"), schema::<TextFile>()),
        (place("record"), schema::<Record>()),
    ] {
        let content = format!("{:#}\n", schema);
        project::keep(&place, &content, options.check, "cargo xtask guide schema")?;
    }
    Ok(())
}

fn place(file: &str) -> PathBuf {
    project::root().join(format!("docs/{file}.schema.json"))
}

fn schema<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;

    fn shipped(file: &str) -> Value {
        let content = fs::read_to_string(project::shipped().join(file)).unwrap();
        serde_json::from_str(&content).unwrap()
    }

    /// Checks that a schema has nothing against a file, and how many things after a change.
    fn check(schema: &Value, mut file: Value, change: impl FnOnce(&mut Value)) {
        let validator = jsonschema::validator_for(schema).unwrap();
        let complaints: Vec<_> = validator
            .iter_errors(&file)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(complaints, Vec::<String>::new());
        change(&mut file);
        assert!(!validator.is_valid(&file));
    }

    #[test]
    fn the_kept_schemas_are_up_to_date() -> Result<()> {
        run(&Options { check: true })
    }

    #[test]
    fn the_shipped_files_fit_their_schemas_and_a_slip_of_the_pen_does_not() {
        let guide = schema::<GuideFile>();
        check(&guide, shipped("guide.json"), |file| {
            file["routes"][0]["whem"] = "a=b".into()
        });
        check(&guide, shipped("guide.json"), |file| {
            file["routes"][0]["when"] = "contact".into()
        });
        check(&guide, shipped("guide.json"), |file| {
            file["questions"][0]["choose"] = "two".into()
        });
        let text = schema::<TextFile>();
        check(&text, shipped("text.en.json"), |file| {
            file["direction"] = "down".into()
        });
    }

    #[test]
    fn the_shipped_files_name_their_schemas() {
        for (file, schema) in [("guide.json", "guide"), ("text.en.json", "text")] {
            let named = shipped(file)["$schema"].as_str().unwrap().to_owned();
            let named = project::shipped().join(named).canonicalize().unwrap();
            assert_eq!(named, place(schema).canonicalize().unwrap());
        }
    }
}
