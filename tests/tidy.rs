//! The lines between the parts: who may know whom, what a file opens with, where words may stand.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Every Rust file of the widget, as its path below `src/` and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&root);
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap())
    };
    files.into_iter().map(read).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The files of one module: `guide.rs` and what is in `guide/`.
fn is_in(module: &str, file: &str) -> bool {
    file == format!("{module}.rs") || file.starts_with(&format!("{module}/"))
}

/// Code without comments, so that a doc may name what the code must not use.
fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Checks that no file of a module names any of these.
fn check_knows_nothing_of(module: &str, forbidden: &[&str]) {
    let files: Vec<_> = sources()
        .into_iter()
        .filter(|(file, _)| is_in(module, file))
        .collect();
    assert!(!files.is_empty(), "there is no module {module}");
    for (file, text) in files {
        for name in forbidden {
            assert!(
                !code(&text).contains(name),
                "src/{file} must not know `{name}`"
            );
        }
    }
}

const RIM: [&str; 7] = [
    "yew",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "std::time",
    "crate::browser",
];

/// The modules in the order in which `src/lib.rs` has them.
fn modules() -> Vec<String> {
    let code = code(&read("src/lib.rs"));
    let names = code.lines().filter_map(|line| {
        let name = line.strip_prefix("pub mod ")?;
        Some(name.strip_suffix(';')?.to_owned())
    });
    names.collect()
}

#[test]
fn a_day_knows_nothing_of_the_rest() {
    check_knows_nothing_of("day", &["crate::"]);
}

#[test]
fn each_module_knows_only_those_above_it() {
    let modules = modules();
    assert_eq!(modules.len(), 9, "{modules:?}");
    for (index, module) in modules.iter().enumerate() {
        let below: Vec<_> = modules[index + 1..]
            .iter()
            .map(|it| format!("crate::{it}"))
            .collect();
        let below: Vec<_> = below.iter().map(String::as_str).collect();
        check_knows_nothing_of(module, &below);
    }
}

#[test]
fn what_is_pure_knows_nothing_of_the_browser() {
    let modules = modules();
    let pure = modules.iter().take_while(|module| *module != "browser");
    for module in pure {
        check_knows_nothing_of(module, &RIM);
    }
}

#[test]
fn engine_and_links_know_no_words() {
    for module in ["engine", "link"] {
        check_knows_nothing_of(module, &["guide::text", "guide::phrase"]);
    }
}

#[test]
fn neither_drafts_nor_records_know_links() {
    for module in ["draft", "record"] {
        check_knows_nothing_of(module, &["crate::link"]);
    }
}

#[test]
fn records_hold_no_words_of_their_own() {
    // Where the JSON parser ends its message.
    let allowed = [" at line "];
    let files = sources()
        .into_iter()
        .filter(|(file, _)| is_in("record", file));
    for (file, text) in files {
        // Their sentences are for developers; the screens have their own.
        if ["record/problem.rs", "record/json.rs"].contains(&file.as_str()) {
            continue;
        }
        let prose: Vec<_> = prose(&text)
            .into_iter()
            .filter(|found| !allowed.contains(&found.as_str()))
            .collect();
        assert!(
            prose.is_empty(),
            "src/{file} must take its words from the text file: {prose:?}"
        );
    }
}

#[test]
fn the_browser_rim_knows_no_guide() {
    check_knows_nothing_of("browser", &["crate::"]);
}

#[test]
fn the_screens_reach_the_window_only_through_the_rim() {
    check_knows_nothing_of("ui", &["web_sys", "js_sys", "wasm_bindgen"]);
}

#[test]
fn every_file_opens_with_its_purpose() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "src/{file} must open with `//!`");
    }
}

#[test]
fn the_code_knows_no_vendor_and_no_law() {
    for (file, text) in sources() {
        for word in [
            "Microsoft",
            "Xbox",
            "FastTrack",
            "Contoso",
            "professional-services",
        ] {
            assert!(
                !text.contains(word),
                "src/{file} must not name {word}: it belongs to a guide"
            );
        }
        // A doc may say what a word of ours means there.
        for law in ["GDPR", "CCPA", "1182/71"] {
            let code = code(&text);
            assert!(
                !code.contains(law),
                "src/{file} must not name {law}: it belongs to a guide"
            );
        }
    }
}

/// The string literals of a file's code that a person could read: two words or more.
fn prose(text: &str) -> Vec<String> {
    let code = code(text);
    let literals = code.split('"').skip(1).step_by(2);
    let is_prose = |literal: &&str| {
        let words = literal
            .split_whitespace()
            .filter(|word| word.chars().all(char::is_alphabetic));
        words.count() >= 2
            || literal
                .split_whitespace()
                .any(|word| word.ends_with(['.', '!', '?']))
    };
    literals.filter(is_prose).map(str::to_owned).collect()
}

#[test]
fn the_screens_hold_no_words_of_their_own() {
    // Class names and parts of elements are the only literals of several words.
    let allowed = [
        "option alone",
        "part part-{}",
        "line own",
        "button primary",
        "button secondary",
        "button quiet",
    ];
    for (file, text) in sources().into_iter().filter(|(file, _)| is_in("ui", file)) {
        let prose: Vec<_> = prose(&text)
            .into_iter()
            .filter(|found| !allowed.contains(&found.as_str()))
            .collect();
        assert!(
            prose.is_empty(),
            "src/{file} must take its words from the text file: {prose:?}"
        );
    }
}

#[test]
fn the_widgets_style_knows_no_left_and_right() {
    let style = read("static/signpost.css") + &read("static/advised.css");
    let sides = ["left", "right", "top", "bottom"];
    let sizes = ["width", "height"];
    for line in style.lines().map(str::trim) {
        let Some((property, value)) = line.strip_suffix(';').and_then(|it| it.split_once(':'))
        else {
            continue;
        };
        let has_side = property.split('-').any(|part| sides.contains(&part));
        let has_size = sizes.contains(
            &property
                .trim_start_matches("min-")
                .trim_start_matches("max-"),
        );
        let is_aligned = value
            .split_whitespace()
            .any(|word| word == "left" || word == "right");
        assert!(
            !has_side && !has_size && !is_aligned,
            "static: `{line}` must name a logical side or size"
        );
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// What follows each occurrence of a beginning, as far as it is a name.
fn names<'t>(text: &'t str, beginning: &str) -> BTreeSet<&'t str> {
    let rest = text.split(beginning).skip(1);
    let names = rest.map(|rest| {
        let is_beyond = |letter: char| !letter.is_ascii_lowercase() && letter != '-';
        rest.split(is_beyond).next().unwrap()
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// The rows of the tables in a section of the page about theming, by the name in their first column.
fn theming(section: &str) -> Vec<(String, String)> {
    rows("docs/theming.md", section)
}

/// The rows of the tables in a section of a page, by the name in their first column.
fn rows(page: &str, section: &str) -> Vec<(String, String)> {
    let page = read(page);
    let (_, rest) = page.split_once(&format!("\n## {section}\n")).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let (name, rest) = row.split_once('`').unwrap();
        (name.to_owned(), rest.to_owned())
    })
    .collect()
}

#[test]
fn every_property_that_a_host_may_set_is_documented_and_no_other() {
    let style = read("static/signpost.css");
    let page = read("docs/theming.md");
    let rows: String = theming("Properties")
        .into_iter()
        .map(|(name, _)| name + "\n")
        .collect();
    assert_eq!(names(&rows, "--signpost-"), names(&style, "--signpost-"));
    assert_eq!(names(&page, "--signpost-"), names(&style, "--signpost-"));
    let listed: String = manifest("cssProperties", "name")
        .into_iter()
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(names(&listed, "--signpost-"), names(&style, "--signpost-"));
}

#[test]
fn every_part_that_a_host_may_style_is_documented_and_no_other() {
    let sources: String = sources().into_iter().map(|(_, text)| text).collect();
    let parts = sources.split(" part=\"").skip(1);
    let parts: BTreeSet<&str> = parts
        .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
        .collect();
    let rows = theming("Parts");
    let documented: BTreeSet<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(documented, parts);
    let page = read("docs/theming.md");
    assert!(names(&page, "::part(").is_subset(&parts));
    let listed = manifest("cssParts", "name");
    assert_eq!(
        listed.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        parts
    );
}

#[test]
fn the_documented_colours_are_the_widgets_own() {
    let style = read("static/signpost.css");
    for (property, row) in theming("Properties") {
        let [_, _, light, dark, _] = row.split(" | ").collect::<Vec<_>>()[..] else {
            continue;
        };
        let expected = format!("({}, {})", light.trim_matches('`'), dark.trim_matches('`'));
        assert!(style.contains(&expected), "{property}: {expected}");
    }
}

#[test]
fn a_browser_without_light_dark_gets_the_same_light_colours() {
    let style = read("static/signpost.css");
    let (before, rest) = style
        .split_once("@supports not (color: light-dark(")
        .unwrap();
    let pairs = before.lines().filter(|line| line.contains("light-dark(#"));
    let mut count = 0;
    for line in pairs {
        let (declared, colours) = line.trim().split_once("light-dark(").unwrap();
        let light = colours.split(',').next().unwrap();
        assert!(
            rest.contains(&format!("{declared}{light})")),
            "{declared}{light}"
        );
        count += 1;
    }
    assert_eq!(count, 12, "colours of two schemes");
}

/// What `custom-elements.json` says of the element under a key, each as the value of one of its fields.
fn manifest(key: &str, field: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(&read("static/custom-elements.json")).unwrap();
    let list = &manifest["modules"][0]["declarations"][0][key];
    let fields = list.as_array().unwrap().iter().map(|each| &each[field]);
    fields
        .filter_map(|field| field.as_str().map(str::to_owned))
        .collect()
}

/// The names in the first column of a section's tables in the page about embedding.
fn embedding(section: &str) -> BTreeSet<String> {
    let rows = rows("docs/embedding.md", section).into_iter();
    rows.map(|(name, _)| name).collect()
}

#[test]
fn the_elements_attributes_are_the_same_in_code_types_manifest_and_docs() {
    let code = read("static/embed.js");
    let types = read("static/embed.d.ts");
    let (_, rest) = code.split_once("const STRINGS = {").unwrap();
    let (tables, _) = rest.split_once("/** How far").unwrap();
    let pairs: BTreeSet<(String, String)> = tables
        .split([',', '{', '}'])
        .filter_map(|pair| pair.split_once(": "))
        .map(|(attribute, property)| {
            let name = |text: &str| text.trim().trim_matches('"').to_owned();
            (name(attribute), name(property))
        })
        .collect();
    assert_eq!(pairs.len(), 9, "{pairs:?}");
    let attributes: BTreeSet<String> = pairs.iter().map(|pair| pair.0.clone()).collect();
    let properties: BTreeSet<String> = pairs.iter().map(|pair| pair.1.clone()).collect();
    assert_eq!(manifest("attributes", "name"), attributes);
    assert_eq!(manifest("attributes", "fieldName"), properties);
    assert!(properties.is_subset(&manifest("members", "name")));
    for property in &properties {
        assert!(
            types.contains(&format!("\n  {property}: ")),
            "{property} has no type"
        );
    }
    let documented = rows("docs/embedding.md", "Attributes").into_iter();
    let documented = documented.map(|(attribute, row)| {
        let property = row.split('`').nth(1).unwrap();
        (attribute, property.to_owned())
    });
    assert_eq!(documented.collect::<BTreeSet<_>>(), pairs);
}

#[test]
fn the_elements_methods_and_promises_are_the_same_in_code_types_manifest_and_docs() {
    let code = read("static/embed.js");
    let types = read("static/embed.d.ts");
    let rows = embedding("Methods and promises").into_iter();
    let documented: BTreeSet<String> = rows
        .map(|name| name.split('(').next().unwrap().to_owned())
        .collect();
    let properties = manifest("attributes", "fieldName");
    let members = manifest("members", "name");
    let others: BTreeSet<String> = members.difference(&properties).cloned().collect();
    assert_eq!(others, documented);
    for member in &documented {
        let is_typed = [format!("  {member}("), format!("  readonly {member}: ")];
        assert!(is_typed.iter().any(|line| types.contains(line)), "{member}");
        let is_there = [format!("  async {member}("), format!("  get {member}()")];
        assert!(is_there.iter().any(|line| code.contains(line)), "{member}");
    }
}

#[test]
fn the_elements_events_and_slots_are_the_same_in_code_types_manifest_and_docs() {
    let types = read("static/embed.d.ts");
    let code = read("static/embed.js");
    let events: BTreeSet<String> = embedding("Events")
        .into_iter()
        .filter(|name| name.starts_with("dsr-signpost:"))
        .collect();
    assert_eq!(manifest("events", "name"), events);
    for event in &events {
        assert!(
            types.contains(&format!("\"{event}\": ")),
            "{event} has no type"
        );
    }
    let slots = manifest("slots", "name").into_iter();
    let slots: BTreeSet<String> = slots.filter(|name| !name.is_empty()).collect();
    assert_eq!(embedding("Slots"), slots);
    for slot in &slots {
        assert!(
            code.contains(&format!("slot(\"{slot}\")")),
            "there is no slot {slot}"
        );
    }
}

#[test]
fn the_codes_of_failures_are_the_same_in_code_types_and_docs() {
    let types = read("static/embed.d.ts");
    let (_, rest) = types.split_once("type FailureCode =").unwrap();
    let (list, _) = rest.split_once(';').unwrap();
    let typed: BTreeSet<String> = list
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    let failure = read("static/failure.js");
    let commented = failure
        .lines()
        .filter_map(|line| line.trim().strip_prefix("* | `"));
    let commented = commented.map(|row| row.split('`').next().unwrap().to_owned());
    assert_eq!(commented.collect::<BTreeSet<_>>(), typed);
    let documented = embedding("Events").into_iter();
    let documented = documented.filter(|name| !name.contains(':'));
    assert_eq!(documented.collect::<BTreeSet<_>>(), typed);
    let element: String = ["embed", "files", "framed", "program"]
        .iter()
        .map(|name| read(&format!("static/{name}.js")))
        .collect();
    for code in &typed {
        assert!(
            element.contains(&format!("\"{code}\"")),
            "nothing fails with {code}"
        );
    }
}
