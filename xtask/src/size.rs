//! `cargo xtask size`: where the bytes are of what is shipped, told by a program of its own, `xtask/size`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;

use crate::command::run_loudly;
use crate::dist;
use crate::page::{self, Extras};
use crate::project;
use crate::tools::{Toolbox, rust};

/// What is told.
#[derive(Args)]
pub(crate) struct Options {
    /// Take apart the module of this program, or `advice`, the second half of `signpost`
    #[arg(long, value_name = "NAME", default_value = "signpost")]
    module: String,
    /// List so many functions of the module, the longest first
    #[arg(long, value_name = "N", default_value_t = 40)]
    functions: usize,
    /// List the module's crates alone, no functions
    #[arg(long, conflicts_with = "functions")]
    crates: bool,
    /// Make today's bytes of the questions the bound, which only ever lowers it
    #[arg(long, conflicts_with_all = ["module", "functions", "crates"])]
    lower: bool,
}

/// Sets up, builds what is shipped and tells of it; an error at the end if it is heavier than it may be.
pub(crate) fn run(options: &Options) -> Result<()> {
    ensure!(
        !(options.lower && rust::is_std_rebuilt()),
        "the bound is that of the program with the standard library as it comes: lower it without --rebuilt-std"
    );
    let extras = Extras {
        npm: true,
        ..Extras::default()
    };
    let toolbox = dist::provide(&extras)?;
    println!();
    run_loudly(size("files").arg("--dist").arg(project::dist()))?;
    println!();
    if options.lower {
        return held("lower");
    }
    let name = &options.module;
    let module = Module::named(name);
    let named = module.with_names(&toolbox)?;
    println!("The module of `{name}`:\n");
    let functions = if options.crates { 0 } else { options.functions };
    run_loudly(
        size("module")
            .arg("--shipped")
            .arg(project::page().join(&module.file))
            .arg("--named")
            .arg(named)
            .args(["--functions", &functions.to_string()]),
    )?;
    println!();
    check()
}

/// Whether what is in `dist/` is as light as it has to be.
pub(crate) fn check() -> Result<()> {
    held("check")
}

fn held(subcommand: &str) -> Result<()> {
    run_loudly(
        size(subcommand)
            .arg("--dist")
            .arg(project::dist())
            .arg("--bound")
            .arg(project::root().join("xtask/size/bound.json")),
    )
}

fn size(subcommand: &str) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["run", "--quiet"])
        .args(project::locked())
        .args(["--package", "size", "--", subcommand])
        .current_dir(project::root());
    command
}

/// What can be taken apart.
struct Module<'a> {
    program: &'a str,
    /// Where it is beside the page.
    file: String,
}

impl<'a> Module<'a> {
    fn named(name: &'a str) -> Self {
        if name == "advice" {
            let (program, file) = ("signpost", page::ADVICE.to_owned());
            Self { program, file }
        } else {
            let file = format!("{name}_bg.wasm");
            Self {
                program: name,
                file,
            }
        }
    }

    /// The module once more, as it is shipped but with names.
    ///
    /// They are those of Rust's newer mangling, since the default one leaves out for which types a generic
    /// function was made. It changes some addresses and so a few bytes, which is why both numbers are told.
    fn with_names(&self, toolbox: &Toolbox) -> Result<PathBuf> {
        let name = self.program;
        let folder = project::root().join("target/size");
        run_loudly(
            Command::new("cargo")
                .args(["build", "--quiet", "--release", "--bin", name])
                .args(["--target", rust::WASM, "--target-dir"])
                .arg(&folder)
                .args(project::locked())
                .envs(rust::release(&["-Csymbol-mangling-version=v0"])?)
                .current_dir(project::root()),
        )?;
        let built = folder.join(rust::WASM).join("release").join(name);
        run_loudly(
            toolbox
                .command("wasm-bindgen")?
                .args(["--target=web", "--no-demangle", "--no-typescript"])
                .args(["--out-name", name, "--out-dir"])
                .arg(&folder)
                .arg(built.with_added_extension("wasm")),
        )?;
        let named = folder.join("named.wasm");
        run_loudly(
            toolbox
                .command("wasm-opt")?
                .args(["-Oz", "-g"])
                .args(page::passes(name)?)
                .arg(folder.join(&self.file))
                .arg("--output")
                .arg(&named),
        )?;
        Ok(named)
    }
}
