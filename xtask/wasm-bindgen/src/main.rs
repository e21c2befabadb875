//! The wasm-bindgen command as Trunk calls it: the library does the work, and the test runner with its web servers is left out.
//!
//! A program that asks for a part of itself, as `src/embed/advice.rs` does, is divided first, and only its first half
//! needs wasm-bindgen.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use clap::Parser;
use wasm_bindgen_cli_support::Bindgen;
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
    Bindgen::new()
        .input_path(&input)
        .web(arguments.target == "web")?
        // The second half is linked with the first by its table.
        .keep_lld_exports(input != arguments.input)
        .out_name(&arguments.out_name)
        .keep_debug(arguments.keep_debug)
        .demangle(!arguments.no_demangle)
        .typescript(!arguments.no_typescript)
        .generate(&arguments.out_dir)
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
