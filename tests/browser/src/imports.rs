//! What the programs can do to a page is written down and has been reviewed: nothing else is within its reach.
//!
//! A WebAssembly module reaches nothing but what it imports, and the glue says what each import does.
//! What was reviewed is in `tests/browser/imports.txt`.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use wasmparser::{Import, Parser, Payload, TypeRef};

use crate::shipped::{self, ADVICE, COMPILER, EMBED, WASM};
use crate::surroundings::Surroundings;

/// The programs, the first of them in two halves.
const MODULES: [&str; 3] = [WASM, ADVICE, COMPILER];

/// What nobody may reach, neither by an import nor by its name: the ways to send and to keep.
const FORBIDDEN: &[&str] = &[
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "importScripts",
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "caches",
    "cookie",
    "serviceWorker",
    "postMessage",
    "BroadcastChannel",
    "eval",
];

#[test]
fn the_program_imports_what_was_reviewed_and_nothing_else() {
    let (reviewed, found) = (fs::read_to_string(path()).unwrap(), imports());
    let (reviewed, found) = (lines(&reviewed), lines(&found));
    let new: Vec<_> = found.difference(&reviewed).collect();
    assert!(
        new.is_empty(),
        "the program has imports that nobody has reviewed: {new:#?}; if one can send something, keep \
         it or run text as code, take out what needs it; else write them all down with \
         `cargo xtask test --only browser --browser chromium -- --ignored write_down_what_the_program`"
    );
    if Surroundings::get().is_std_rebuilt {
        // What only a panic's words need is not there.
        return;
    }
    let gone: Vec<_> = reviewed.difference(&found).collect();
    assert!(
        gone.is_empty(),
        "take out of imports.txt what the program no longer imports: {gone:#?}"
    );
}

#[test]
#[ignore = "writes imports.txt; look at what changes"]
fn write_down_what_the_program_imports() {
    fs::write(path(), imports()).unwrap();
}

/// Some imports call any function and read any property: with a name they would reach everything.
#[test]
fn the_program_does_not_know_the_name_of_any_way_to_send_or_to_keep() {
    for module in MODULES {
        let bytes = shipped::bytes(module);
        for name in FORBIDDEN {
            let is_known = bytes
                .windows(name.len())
                .any(|part| part == name.as_bytes());
            assert!(!is_known, "{module} holds the name `{name}`");
            assert!(!imports().contains(name), "an import names `{name}`");
        }
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("imports.txt")
}

fn lines(text: &str) -> BTreeSet<&str> {
    text.lines().collect()
}

/// What the glue does for each import, and what else is imported, without what differs from one build to the next.
fn imports() -> String {
    let glue = shipped::file(EMBED);
    let mut imports = BTreeSet::new();
    for module in MODULES.map(shipped::bytes) {
        for payload in Parser::new(0).parse_all(&module) {
            let Payload::ImportSection(section) = payload.unwrap() else {
                continue;
            };
            for import in section.into_imports() {
                let Import { module, name, ty } = import.unwrap();
                let line = match module {
                    // The other half: what both share of one program, which the first brings.
                    "__wasm_split" => format!("{name} of the first half: {}\n", kind(ty)),
                    "./advice.js" => format!("{name}: see `static/advice.js`\n"),
                    program => format!("{}\n", without_short_names(body(&glue, program, name))),
                };
                imports.insert(without_hashes(&line));
            }
        }
    }
    imports.into_iter().collect()
}

fn kind(of: TypeRef) -> &'static str {
    match of {
        TypeRef::Func(_) | TypeRef::FuncExact(_) => "a function",
        TypeRef::Table(_) => "its table",
        TypeRef::Memory(_) => "its memory",
        TypeRef::Global(_) => "a number of its own",
        TypeRef::Tag(_) => "a tag",
    }
}

/// What a program's glue does for an import.
fn body<'g>(glue: &'g str, program: &str, import: &str) -> &'g str {
    let (_, imports) = glue
        .split_once(&format!("{program}:{{__proto__:null"))
        .unwrap_or_else(|| panic!("there is no glue of `{program}`"));
    // Its functions have objects with keys as short as these names, but no functions for them.
    let start = imports
        .find(&format!(",{import}:function"))
        .unwrap_or_else(|| panic!("the glue of `{program}` has nothing for `{import}`"));
    let rest = &imports[start + format!(",{import}:").len()..];
    let mut depth = 0_usize;
    let is_end = |letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        letter == '}' && depth == 0
    };
    let end = rest.find(is_end).expect("a function ends with a brace");
    &rest[..=end]
}

/// The code without the bundler's names, of one or two letters, which depend on the code around.
fn without_short_names(code: &str) -> String {
    let is_of_a_name = |letter: char| letter.is_alphanumeric() || "_$".contains(letter);
    let mut plain = String::new();
    for part in code.split_inclusive(|letter| !is_of_a_name(letter)) {
        let name = part.trim_end_matches(|letter| !is_of_a_name(letter));
        let is_property = plain.ends_with('.') && !plain.ends_with("...");
        let is_short = (1..=2).contains(&name.len()) && !name.starts_with(char::is_numeric);
        if is_short && !is_property {
            plain.push('_');
            plain.push_str(&part[name.len()..]);
        } else {
            plain.push_str(part);
        }
    }
    plain
}

/// The words without the hashes in names: wasm-bindgen's, and ours for what Yew sets on elements.
fn without_hashes(words: &str) -> String {
    let mut pieces = words.split('_');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| match after_hash(piece) {
        Some(rest) => plain + rest,
        None => plain + "_" + piece,
    })
}

fn after_hash(piece: &str) -> Option<&str> {
    let digits = piece.strip_prefix('h').unwrap_or(piece);
    [16, 8].into_iter().find_map(|length| {
        let (hash, rest) = digits.split_at_checked(length)?;
        let is_hash = hash.chars().all(|digit| digit.is_ascii_hexdigit());
        is_hash.then_some(rest)
    })
}
