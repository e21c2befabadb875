//! The folder that pages embed: one script, its files sealed by their hashes, and what tools read.
//!
//! It is a package for npm as well, and nothing in it changes once it is out.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow, ensure};
use serde_json::json;
use signpost::guide::Guide;
use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::packed::{Packed, pack};
use signpost::guide::problem::Problem;
use signpost::guide::text::Text;

use crate::{Options, files};

/// What Yew names its properties on elements by, in the glue.
const PREFIX: &str = "__yew_";

/// The modules: the program that shows the screens, in two halves, and the one that compiles guides.
const WASM: &str = "signpost_bg.wasm";
const ADVICE: &str = "snippets/advice.wasm";
const COMPILER: &str = "compiler_bg.wasm";
const STYLE: &str = "signpost.css";
const GUIDES: &str = "guides";

/// The scripts of the element, which are bundled.
const SCRIPTS: [&str; 10] = [
    "advice.js",
    "compiler.js",
    "embed.js",
    "failure.js",
    "files.js",
    "first.js",
    "framed.js",
    "frame.js",
    "guide.js",
    "program.js",
];

/// What stands beside the scripts for npm, editors and readers, from the root of the project.
const PAPERS: [(&str, &str); 4] = [
    ("static/embed.d.ts", "embed.d.ts"),
    ("static/custom-elements.json", "custom-elements.json"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

/// One version, made.
pub(crate) struct Release {
    pub(crate) version: String,
    /// From the root of what is shipped, as the web writes it.
    pub(crate) address: String,
    /// The hash of `embed.js`.
    pub(crate) integrity: String,
    /// What the script fetches to ask the first question of the shipped guide in the language of the page: the
    /// names, with their hashes.
    pub(crate) first: Vec<(String, String)>,
    /// The text of the script that needs no other file.
    pub(crate) single: String,
    /// The text of the widget's style.
    pub(crate) style: String,
}

impl Release {
    /// Makes the folder, and packs it as npm would.
    pub(crate) fn make(options: &Options) -> Result<Self> {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let address = format!("embed/{version}/");
        let folder = options.out.join("embed").join(&version);
        let desk = Desk { options, folder };
        desk.stage()?;
        desk.place_files()?;
        desk.seal(&version)?;
        desk.bundle("embed.js", &desk.folder.join("embed.js"))?;
        desk.bundle("frame.js", &desk.folder.join("frame.js"))?;
        desk.write_frame()?;
        desk.pack(&version)?;
        let asked = "guides/professional-services/asked.en.bin";
        let first = [WASM, asked].map(|name| {
            let hash = files::integrity(files::read(&desk.folder.join(name))?);
            Ok((format!("{address}{name}"), hash))
        });
        Ok(Self {
            first: first.into_iter().collect::<Result<_>>()?,
            integrity: files::integrity(files::read(&desk.folder.join("embed.js"))?),
            single: desk.single()?,
            style: files::read_text(&desk.folder.join(STYLE))?,
            version,
            address,
        })
    }

    /// The attributes of the script element that loads the widget.
    pub(crate) fn script(&self, base: &str) -> String {
        format!(
            "src=\"{base}{}embed.js\" integrity=\"{}\" crossorigin=\"anonymous\"",
            self.address, self.integrity
        )
    }
}

struct Desk<'a> {
    options: &'a Options,
    folder: PathBuf,
}

impl Desk<'_> {
    /// Lays out what is bundled. The properties that Yew sets on elements get a name of this build's
    /// own: a host that is a Yew app sets the same on the same elements.
    fn stage(&self) -> Result<()> {
        let Options { page, stage, .. } = self.options;
        files::empty(stage)?;
        for name in SCRIPTS {
            files::copy(&page.join(name), &stage.join(name))?;
        }
        let build = files::checksum(&files::read(&page.join(WASM))?);
        let own = format!("__signpost_{}_", build.get(..8).unwrap_or_default());
        let glue = files::read_text(&page.join("signpost.js"))?;
        ensure!(
            glue.contains(PREFIX),
            "the glue has no `{PREFIX}`: see how Yew names its properties now"
        );
        files::write(&stage.join("signpost.js"), glue.replace(PREFIX, &own))
    }

    fn place_files(&self) -> Result<()> {
        let Options { page, root, .. } = self.options;
        // Some containers have no other home than the root, in which everything is.
        let home = env::home_dir().filter(|home| home.parent().is_some());
        let places: Vec<_> = [Some(root.clone()), home].into_iter().flatten().collect();
        for name in [WASM, ADVICE, COMPILER] {
            let program = files::read(&page.join(name))?;
            for place in &places {
                ensure!(
                    !files::names(&program, place),
                    "{name} names {}, so whoever builds it elsewhere gets other bytes: \
                     see how `xtask/src/tools/rust.rs` renames such places",
                    place.display()
                );
            }
            files::write(&self.folder.join(name), program)?;
        }
        self.esbuild(&page.join(STYLE), &self.folder.join(STYLE), &[])?;
        self.place_guides()?;
        for (from, to) in PAPERS {
            files::copy(&root.join(from), &self.folder.join(to))?;
        }
        let manual = files::read_text(&root.join("docs/embedding.md"))?;
        files::write(&self.folder.join("README.md"), without_links_out(&manual))
    }

    /// Each guide as its author writes it, to begin one's own with, and packed with each language's words.
    fn place_guides(&self) -> Result<()> {
        for path in files::list(&self.options.page.join(GUIDES))? {
            let path = Path::new(GUIDES).join(path);
            let file = self.options.page.join(&path);
            files::copy(&file, &self.folder.join(&path))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let language = name
                .strip_prefix("text.")
                .and_then(|name| name.strip_suffix(".json"));
            if let Some(language) = language {
                let (guide, text) = compiled(&file.with_file_name("guide.json"), &file)?;
                let Packed { asked, advised } = pack(&guide, &text);
                for (part, bytes) in [("asked", asked), ("advised", advised)] {
                    let to = path.with_file_name(format!("{part}.{language}.bin"));
                    files::write(&self.folder.join(to), bytes)?;
                }
            }
        }
        Ok(())
    }

    /// Every file that the script will fetch, as its name and its path.
    fn fetched(&self) -> Result<Vec<(String, PathBuf)>> {
        let list = files::list(&self.folder)?.into_iter();
        let fetched = list.filter(|path| {
            [WASM, ADVICE, COMPILER, STYLE]
                .iter()
                .any(|name| path == Path::new(name))
                || path.extension().is_some_and(|ending| ending == "bin")
        });
        let named = fetched.map(|path| (files::as_address(&path), self.folder.join(path)));
        Ok(named.collect())
    }

    fn seal(&self, version: &str) -> Result<()> {
        let mut seal = serde_json::Map::new();
        for (name, path) in self.fetched()? {
            seal.insert(name, json!(files::integrity(files::read(&path)?)));
        }
        let seal = format!(
            "export const VERSION = {};\nexport const SEAL = {};\n",
            json!(version),
            json!(seal)
        );
        files::write(&self.options.stage.join("seal.js"), seal)
    }

    fn bundle(&self, script: &str, to: &Path) -> Result<()> {
        self.esbuild(&self.options.stage.join(script), to, &[])
    }

    fn write_frame(&self) -> Result<()> {
        let mut frame = files::read_text(&self.options.page.join("frame.html"))?;
        for script in ["embed.js", "frame.js"] {
            let integrity = files::integrity(files::read(&self.folder.join(script))?);
            let source = format!("src=\"{script}\"");
            let sealed = format!("{source} integrity=\"{integrity}\"");
            frame = files::replaced(&frame, &source, &sealed)?;
        }
        files::write(&self.folder.join("frame.html"), frame)
    }

    /// The package's manifest, and the package as npm makes it.
    fn pack(&self, version: &str) -> Result<()> {
        let manifest = json!({
            "name": "dsr-signpost",
            "version": version,
            "description": "Asks a few questions in the browser and tells a person where to send a privacy request.",
            "license": env!("CARGO_PKG_LICENSE"),
            "type": "module",
            "main": "embed.js",
            "module": "embed.js",
            "types": "embed.d.ts",
            "customElements": "custom-elements.json",
            "exports": {
                ".": { "types": "./embed.d.ts", "default": "./embed.js" },
                "./*": "./*",
            },
            "sideEffects": true,
        });
        let manifest = format!("{}\n", serde_json::to_string_pretty(&manifest)?);
        files::write(&self.folder.join("package.json"), manifest)?;
        files::run(
            Command::new("npm")
                .args(["pack", "--ignore-scripts", "--pack-destination"])
                .arg(std::path::absolute(&self.options.out)?)
                .current_dir(&self.folder),
        )
    }

    /// The script with everything that it would fetch in it.
    fn single(&self) -> Result<String> {
        let mut supplies = String::from("import { supply } from \"./files.js\";\n");
        let mut names = String::new();
        // Whoever has a guide of their own has a server too, which has the files.
        let fetched = self.fetched()?.into_iter();
        let fetched = fetched.filter(|(name, _)| name != COMPILER);
        for (index, (name, path)) in fetched.enumerate() {
            let path = json!(std::path::absolute(path)?);
            supplies.push_str(&format!("import file{index} from {path};\n"));
            names.push_str(&format!("  {}: file{index},\n", json!(name)));
        }
        supplies.push_str(&format!("supply({{\n{names}}});\n"));
        // A module that comes from no address has no name in Chromium's traces, only the script that called it,
        // and of long ones Chromium tells the end. The page is ours, so it is ours to ask for more.
        supplies.push_str("Error.stackTraceLimit = 200;\n");
        let stage = &self.options.stage;
        files::write(&stage.join("supplies.js"), supplies)?;
        // In this order: an element that is on the page already begins as soon as it is defined.
        let entry = "import \"./supplies.js\";\nimport \"./embed.js\";\n";
        files::write(&stage.join("single.js"), entry)?;
        let loaders = [
            "--loader:.wasm=binary",
            "--loader:.css=text",
            "--loader:.bin=binary",
        ];
        let made = stage.join("single.min.js");
        self.esbuild(&stage.join("single.js"), &made, &loaders)?;
        files::read_text(&made)
    }

    fn esbuild(&self, from: &Path, to: &Path, more: &[&str]) -> Result<()> {
        files::run(
            Command::new(self.options.programs.join("esbuild"))
                .arg(from)
                .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
                .args([
                    "--charset=utf8",
                    "--legal-comments=none",
                    "--log-level=warning",
                ])
                .args(more)
                .arg(format!("--outfile={}", to.display())),
        )
    }
}

/// A guide and its words, compiled.
fn compiled(guide_file: &Path, text_file: &Path) -> Result<(Guide, Text)> {
    let guide = guide_from_json(&files::read_text(guide_file)?);
    let guide = guide.map_err(|problems| refused(guide_file, &problems))?;
    let text = text_from_json(&guide, &files::read_text(text_file)?);
    let text = text.map_err(|problems| refused(text_file, &problems))?;
    Ok((guide, text))
}

fn refused(file: &Path, problems: &[Problem]) -> anyhow::Error {
    let list = problems.iter().map(|problem| format!("\n- {problem}"));
    anyhow!(
        "{} does not compile:{}",
        file.display(),
        list.collect::<String>()
    )
}

/// A Markdown text without its links to other files, which are not in the package; their words stay.
fn without_links_out(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let (target, after) = after.split_once(')').unwrap_or((after, ""));
        rest = after;
        let start = before.rfind('[').filter(|_| !is_within(target));
        match start.and_then(|start| before.split_at_checked(start)) {
            Some((before, words)) => kept.extend([before, words.trim_start_matches('[')]),
            None => kept.extend([before, "](", target, ")"]),
        }
    }
    kept + rest
}

fn is_within(target: &str) -> bool {
    target.starts_with('#') || target.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packages_manual_links_to_nothing_that_is_not_in_it() {
        let cases = [
            (
                "see [hosting](hosting.md) and [more](#more).",
                "see hosting and [more](#more).",
            ),
            (
                "[`x.rs`](../x.rs), [site](https://x.example)",
                "`x.rs`, [site](https://x.example)",
            ),
            ("no link (at all) [here]", "no link (at all) [here]"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_links_out(text), expected);
        }
    }
}
