//! Where the bytes of a WebAssembly module are: by section as it is shipped, by crate and by function in
//! the same module built with names.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use wasmparser::{KnownCustom, Name, NameSectionReader, Naming, Parser, Payload, TypeRef};

use crate::symbol::{author, mentions, readable};
use crate::table::{Table, grouped, percent};

/// The crate whose share in others' generic code is told.
const OURS: &str = "signpost";

/// The sections by their numbers in the specification.
const SECTIONS: [&str; 14] = [
    "custom",
    "types",
    "imports",
    "functions",
    "tables",
    "memories",
    "globals",
    "exports",
    "start",
    "elements",
    "code",
    "data",
    "data count",
    "tags",
];

/// What to take apart, and how much of it to tell.
#[derive(Args)]
pub(crate) struct Options {
    /// The module as it is shipped
    #[arg(long)]
    shipped: PathBuf,
    /// The same module with names
    #[arg(long)]
    named: PathBuf,
    /// How many functions to list, the longest first
    #[arg(long)]
    functions: usize,
}

/// A module, taken apart.
pub(crate) struct Module {
    shipped: Sections,
    named: Sections,
    /// Those of the module with names.
    functions: Vec<Function>,
}

/// Each section with its length.
type Sections = Vec<(String, u64)>;

#[derive(Debug, PartialEq, Eq)]
struct Function {
    name: String,
    bytes: u64,
}

impl Module {
    /// Takes apart a module that is shipped and its like with names.
    pub(crate) fn read(options: &Options) -> Result<Self> {
        let read =
            |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
        let (shipped, named) = (read(&options.shipped)?, read(&options.named)?);
        let no_module = |path: &Path| format!("{} is no WebAssembly module", path.display());
        Ok(Self {
            shipped: sections(&shipped).with_context(|| no_module(&options.shipped))?,
            named: sections(&named).with_context(|| no_module(&options.named))?,
            functions: functions(&named)
                .with_context(|| format!("{} does not serve", options.named.display()))?,
        })
    }

    /// The tables to print.
    pub(crate) fn tables(&self, options: &Options) -> String {
        let [named, shipped] = [&self.named, &self.shipped].map(|sections| {
            let code = sections.iter().find(|(name, _)| name == "code");
            grouped(code.map_or(0, |(_, bytes)| *bytes))
        });
        let note = format!(
            "Below is the module with names, whose code is {named} bytes; as shipped it is {shipped}."
        );
        let mut parts = vec![self.by_section().lines(), note, self.by_crate().lines()];
        if options.functions > 0 {
            parts.push(self.by_function(options.functions).lines());
        }
        let parts = parts.iter().map(|part| part.trim_end());
        format!("{}\n", parts.collect::<Vec<_>>().join("\n\n"))
    }

    fn by_section(&self) -> Table {
        let all = self.shipped.iter().map(|(_, bytes)| bytes).sum();
        let mut table = Table::new(&["bytes", "of all", "section, as shipped"]);
        for (name, bytes) in &self.shipped {
            table.add([grouped(*bytes), percent(*bytes, all)], name);
        }
        table.add([grouped(all), percent(all, all)], "all of it");
        table
    }

    fn by_crate(&self) -> Table {
        let mut crates: BTreeMap<&str, Share> = BTreeMap::new();
        for Function { name, bytes } in &self.functions {
            let author = author(name).unwrap_or("names no crate");
            let share = crates.entry(author).or_default();
            share.bytes += bytes;
            share.functions += 1;
            if author != OURS && mentions(name, OURS) {
                share.for_ours += bytes;
            }
        }
        let mut crates: Vec<_> = crates.into_iter().collect();
        crates.sort_by_key(|(_, share)| Reverse(share.bytes));
        let for_ours = format!("for types of {OURS}");
        let mut table = Table::new(&["bytes", "of code", &for_ours, "functions", "crate"]);
        for (name, share) in crates {
            let numbers = [
                grouped(share.bytes),
                percent(share.bytes, self.code()),
                grouped(share.for_ours),
                grouped(share.functions),
            ];
            table.add(numbers, name);
        }
        table
    }

    fn by_function(&self, count: usize) -> Table {
        let mut longest: Vec<_> = self.functions.iter().collect();
        longest.sort_by_key(|function| Reverse(function.bytes));
        let mut table = Table::new(&["bytes", "of code", "function"]);
        for Function { name, bytes } in longest.into_iter().take(count) {
            let numbers = [grouped(*bytes), percent(*bytes, self.code())];
            table.add(numbers, &format!("`{name}`"));
        }
        table
    }

    fn code(&self) -> u64 {
        self.functions.iter().map(|function| function.bytes).sum()
    }
}

/// What a crate has of a module's code.
#[derive(Default)]
struct Share {
    bytes: u64,
    /// Of these, the ones in generic functions that were made for types of ours.
    for_ours: u64,
    functions: u64,
}

/// Each section with its length, what stands before it counted in.
fn sections(module: &[u8]) -> Result<Sections> {
    let mut sections = Vec::new();
    let mut end = 0;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else {
            continue;
        };
        let name = if let Payload::CustomSection(section) = &payload {
            section.name()
        } else {
            SECTIONS.get(usize::from(id)).copied().unwrap_or("another")
        };
        sections.push((name.to_owned(), range.end - end));
        end = range.end;
    }
    Ok(sections)
}

/// Each function with its length, what stands before it counted in.
fn functions(module: &[u8]) -> Result<Vec<Function>> {
    let mut imported = 0;
    let mut lengths = Vec::new();
    let mut names = HashMap::new();
    let mut end = 0;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Some((_, range)) = payload.as_section() {
            end = range.start;
        }
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "no other section says anything of functions"
        )]
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                lengths.push(body.range().end - end);
                end = body.range().end;
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    names.extend(function_names(section)?);
                }
            }
            _ => {}
        }
    }
    ensure!(!names.is_empty(), "no function in it has a name");
    let functions = (imported..).zip(lengths).map(|(index, bytes)| {
        let name = names.get(&index).map(|name| readable(name));
        Function {
            name: name.unwrap_or_else(|| format!("function {index}")),
            bytes,
        }
    });
    Ok(functions.collect())
}

/// The names of functions by their numbers; the imported ones count too.
fn function_names(section: NameSectionReader<'_>) -> Result<HashMap<u32, &str>> {
    let mut names = HashMap::new();
    for part in section {
        if let Name::Function(map) = part? {
            for naming in map {
                let Naming { index, name } = naming?;
                names.insert(index, name);
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A module that imports one function and has two, of which the second is called `b::c`.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x07\x01\x01i\x01i\0\0\
        \x03\x03\x02\0\0\
        \x0a\x0a\x02\x02\0\x0b\x05\0\x01\x01\x01\x0b\
        \0\x0e\x04name\x01\x07\x01\x02\x04b::c";

    fn module(functions: &[(&str, u64)]) -> Module {
        let functions = functions.iter().map(|(name, bytes)| Function {
            name: (*name).to_owned(),
            bytes: *bytes,
        });
        Module {
            shipped: vec![("code".to_owned(), 1_000), ("data".to_owned(), 3_000)],
            named: vec![("code".to_owned(), 1_002), ("name".to_owned(), 500)],
            functions: functions.collect(),
        }
    }

    #[test]
    fn every_byte_of_a_module_is_in_a_section() {
        let sections = sections(MODULE).unwrap();
        let found: Vec<_> = sections
            .iter()
            .map(|(name, bytes)| (name.as_str(), *bytes))
            .collect();
        assert_eq!(
            found,
            [
                ("types", 14),
                ("imports", 9),
                ("functions", 5),
                ("code", 12),
                ("name", 16)
            ]
        );
        let all: u64 = sections.iter().map(|(_, bytes)| bytes).sum();
        assert_eq!(usize::try_from(all).unwrap(), MODULE.len());
    }

    #[test]
    fn a_functions_name_is_found_behind_the_imported_ones() {
        let function = |name: &str, bytes| Function {
            name: name.to_owned(),
            bytes,
        };
        assert_eq!(
            functions(MODULE).unwrap(),
            [function("function 1", 4), function("b::c", 6)]
        );
    }

    #[test]
    fn a_module_without_names_does_not_serve() {
        let nameless = MODULE.get(..MODULE.len() - 16).unwrap();
        let error = functions(nameless).unwrap_err();
        assert_eq!(error.to_string(), "no function in it has a name");
    }

    #[test]
    fn a_crates_share_says_what_of_it_was_made_for_our_types() {
        let module = module(&[
            ("yew::start", 100),
            ("<yew::Scope<signpost::App>>::render", 300),
            ("signpost::main", 500),
            ("memcpy", 100),
        ]);
        assert_eq!(
            module.by_crate().lines(),
            "| bytes | of code | for types of signpost | functions | crate |\n\
             |------:|--------:|----------------------:|----------:|---|\n\
             |   500 |  50.0 % |                     0 |         1 | signpost |\n\
             |   400 |  40.0 % |                   300 |         2 | yew |\n\
             |   100 |  10.0 % |                     0 |         1 | names no crate |\n"
        );
    }

    #[test]
    fn sections_are_those_shipped_and_what_names_changed_is_told() {
        let options = Options {
            shipped: PathBuf::new(),
            named: PathBuf::new(),
            functions: 0,
        };
        assert_eq!(
            module(&[("a::b", 7)]).tables(&options),
            "| bytes |  of all | section, as shipped |\n\
             |------:|--------:|---|\n\
             | 1,000 |  25.0 % | code |\n\
             | 3,000 |  75.0 % | data |\n\
             | 4,000 | 100.0 % | all of it |\n\
             \n\
             Below is the module with names, whose code is 1,002 bytes; as shipped it is 1,000.\n\
             \n\
             | bytes | of code | for types of signpost | functions | crate |\n\
             |------:|--------:|----------------------:|----------:|---|\n\
             |     7 | 100.0 % |                     0 |         1 | a |\n"
        );
    }

    #[test]
    fn the_longest_functions_come_first_and_no_more_than_are_wanted() {
        let module = module(&[("a::b", 10), ("a::c", 30), ("a::d", 20)]);
        assert_eq!(
            module.by_function(2).lines(),
            "| bytes | of code | function |\n\
             |------:|--------:|---|\n\
             |    30 |  50.0 % | `a::c` |\n\
             |    20 |  33.3 % | `a::d` |\n"
        );
    }
}
