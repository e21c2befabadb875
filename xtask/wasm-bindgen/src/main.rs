//! The wasm-bindgen command as Trunk calls it: the library does the work, and the test runner with its web servers is left out.

use std::path::PathBuf;

use clap::Parser;
use wasm_bindgen_cli_support::Bindgen;

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

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    Bindgen::new()
        .input_path(&arguments.input)
        .web(arguments.target == "web")?
        .out_name(&arguments.out_name)
        .keep_debug(arguments.keep_debug)
        .demangle(!arguments.no_demangle)
        .typescript(!arguments.no_typescript)
        .generate(&arguments.out_dir)
}
