//! The wasm-bindgen command as Trunk calls it: the library does the work, and the test runner with its web servers is left out.
//!
//! A program that asks for a part of itself, as `src/embed/advice.rs` does, is divided first, and only its first half
//! needs wasm-bindgen. What a module imports of its glue then gets short names.

mod panics;
#[cfg(test)]
mod sample;
mod unread;

use std::collections::HashMap;
use std::fs;
use std::mem;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::Parser;
use wasm_bindgen_cli_support::{Bindgen, Output};
use wasm_split_cli_support::Options;

/// The script that the first half calls to get the second.
const LINK: &str = "./advice.js";

/// What the functions are called by which a program asks for another part of it.
const MARK: &[u8] = b"__wasm_split_load_";

#[derive(Parser)]
#[command(name = "wasm-bindgen", version)]
struct Arguments {
    input: PathBuf,
    #[arg(long, value_parser = ["web"])]
    target: String,
    #[arg(long)]
    out_dir: PathBuf,
    #[arg(long)]
    out_name: String,
    #[arg(long)]
    keep_debug: bool,
    #[arg(long)]
    no_demangle: bool,
    #[arg(long)]
    no_typescript: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let input = divided(&arguments)?;
    let mut output = Bindgen::new()
        .input_path(&input)
        .web(arguments.target == "web")?
        // The second half is linked with the first by its table.
        .keep_lld_exports(input != arguments.input)
        .out_name(&arguments.out_name)
        .keep_debug(arguments.keep_debug)
        .demangle(!arguments.no_demangle)
        .typescript(!arguments.no_typescript)
        .generate_output()?;
    let keys = shorten(&mut output, &arguments.out_name);
    output.emit(&arguments.out_dir)?;
    let path = arguments.out_dir.join(&arguments.out_name);
    let path = path.with_added_extension("js");
    let glue =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    fs::write(&path, with_names(glue, &keys)?)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Gives everything that the module imports of its glue a name of a letter or two; what the glue has to call
/// what, before and after. Wasm-bindgen's names say what is imported, which the glue does as well, and end with
/// a hash, which nothing compresses.
fn shorten(output: &mut Output, program: &str) -> HashMap<String, String> {
    let glue = format!("./{program}_bg.js");
    let mut names = HashMap::new();
    for import in output.wasm_mut().imports.iter_mut() {
        if import.module == glue {
            // Some things are imported twice.
            let count = names.len();
            let long = mem::take(&mut import.name);
            let short = names.entry(long).or_insert_with(|| letters(count));
            import.name.clone_from(short);
            program.clone_into(&mut import.module);
        }
    }
    let mut keys: HashMap<_, _> = names
        .iter()
        .map(|(long, short)| (format!("{long}: function("), format!("{short}: function(")))
        .collect();
    keys.insert(format!("\"{glue}\": "), format!("\"{program}\": "));
    keys
}

/// The glue with its keys renamed.
fn with_names(mut glue: String, keys: &HashMap<String, String>) -> Result<String> {
    for (long, short) in keys {
        ensure!(
            glue.matches(long).count() == 1,
            "the glue does not have `{long}` once: see how wasm-bindgen writes it now"
        );
        glue = glue.replace(long, short);
    }
    Ok(glue)
}

/// The names of letters alone, shorter ones first: `a` to `z`, `A` to `Z`, `aa`, `ba` and so on.
fn letters(number: usize) -> String {
    let alphabet: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    let rest = (number / alphabet.len()).checked_sub(1).map(letters);
    format!(
        "{}{}",
        alphabet[number % alphabet.len()],
        rest.unwrap_or_default()
    )
}

/// Divides a program that can be. Its second half goes where Trunk takes it for a part of the glue, and so
/// takes it along.
fn divided(arguments: &Arguments) -> Result<PathBuf> {
    let Arguments { input, out_dir, .. } = arguments;
    let program = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    if !program.windows(MARK.len()).any(|bytes| bytes == MARK) {
        return Ok(input.clone());
    }
    let halves = input.with_extension("divided");
    let first = halves.join("main.wasm");
    let program = panics::without_words(&program)
        .with_context(|| format!("cannot take the words out of {}", input.display()))?;
    let mut options = Options::new(&program);
    options.output_dir = &halves;
    options.main_out_path = &first;
    options.link_name = LINK;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("cannot divide {}: {error:?}", input.display()))?;
    let [second] = &*split.split_modules else {
        bail!(
            "{} falls into {} modules besides the first, and `static/program.js` loads one",
            input.display(),
            split.split_modules.len()
        );
    };
    let snippets = out_dir.join("snippets");
    fs::create_dir_all(&snippets)
        .and_then(|()| fs::copy(second, snippets.join("advice.wasm")))
        .with_context(|| format!("cannot write into {}", snippets.display()))?;
    Ok(first)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_of_one_letter_or_two_and_none_comes_twice() {
        let names: HashSet<_> = (0..52 + 52 * 52).map(letters).collect();
        assert_eq!(names.len(), 52 + 52 * 52);
        assert!(names.iter().all(|name| (1..=2).contains(&name.len())));
        assert_eq!([0, 51, 52, 53].map(letters), ["a", "Z", "aa", "ba"]);
    }

    #[test]
    fn glue_that_does_not_have_a_key_once_is_an_error() -> Result<()> {
        let keys = HashMap::from([("long: function(".to_owned(), "a: function(".to_owned())]);
        let renamed = |glue: &str| with_names(glue.to_owned(), &keys);
        assert_eq!(renamed("{ long: function() {} }")?, "{ a: function() {} }");
        assert!(renamed("{ long() {} }").is_err());
        assert!(renamed("{ long: function() {}, long: function() {} }").is_err());
        Ok(())
    }
}
