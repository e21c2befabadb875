//! The folder that pages embed: a script, its files sealed by their hashes, and what tools read.
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

use crate::letters::Letters;
use crate::{Options, files};

/// The id of the element in the standalone page that has the program in it.
pub(crate) const PROGRAM: &str = "signpost-program";

/// The script that a page embeds.
const SCRIPT: &str = "embed.js";

/// What the shipped guide asks, packed.
const ASKED: &str = "guides/professional-services/asked.en.bin";

/// What Yew names its properties on elements by, in the glue.
const PREFIX: &str = "__yew_";

/// The modules: the program that shows the screens, in two halves, and the one that compiles guides.
const WASM: &str = "signpost_bg.wasm";
const ADVICE: &str = "snippets/advice.wasm";
const COMPILER: &str = "compiler_bg.wasm";
/// The style, in two halves as well.
const STYLE: &str = "signpost.css";
const ADVISED_STYLE: &str = "advised.css";
const GUIDES: &str = "guides";

/// The scripts of the element, which are bundled.
const SCRIPTS: [&str; 16] = [
    "advice.js",
    "begun.js",
    "compiler.js",
    "early.js",
    "echo.js",
    "embed.js",
    "failure.js",
    "files.js",
    "first.js",
    "framed.js",
    "frame.js",
    "guide.js",
    "inlaid.js",
    "letters.js",
    "program.js",
    "unframed.js",
];

/// What stands before a file's name in a script as long as its hash, or what is in it, is not filled in.
const HASH_OF: &str = "hash of ";
const TEXT_OF: &str = "text of ";

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
    /// The hash of the script that a page embeds.
    integrity: String,
    /// The text of the script that stands below the element in pages of the widget's own.
    pub(crate) early: String,
    /// The text of the script that stands in the standalone page, with what the shipped guide asks in it.
    pub(crate) inline: String,
    /// The program that the script finds in that page: the half that asks.
    pub(crate) program: Letters,
    /// The text of the script that needs no other file.
    pub(crate) single: String,
    /// The text of the widget's style.
    pub(crate) style: String,
    /// The text of the standalone page's own style.
    pub(crate) look: String,
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
        desk.seal(&version, ".", &[])?;
        desk.bundle(SCRIPT, &desk.folder.join(SCRIPT))?;
        desk.bundle("frame.js", &desk.folder.join("frame.js"))?;
        desk.write_frame()?;
        desk.pack(&version)?;
        let early = desk.early()?;
        // What is bundled from here on is for pages that are the widget's alone.
        for (own, general) in [("unframed.js", "framed.js"), ("begun.js", "first.js")] {
            files::copy(&desk.stage_of(own), &desk.stage_of(general))?;
        }
        Ok(Self {
            integrity: desk.integrity(SCRIPT)?,
            early,
            single: desk.single(&version)?,
            inline: desk.inline(&version, &address)?,
            program: Letters::of(&files::read(&desk.folder.join(WASM))?),
            style: files::read_text(&desk.folder.join(STYLE))?,
            look: desk.look()?,
            version,
            address,
        })
    }

    /// The attributes of the script element that loads the widget.
    pub(crate) fn script(&self, base: &str) -> String {
        format!(
            "src=\"{base}{}{SCRIPT}\" integrity=\"{}\" crossorigin=\"anonymous\"",
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
            let is_half = name != COMPILER;
            let program = if is_half {
                called(WASM, program)?
            } else {
                program
            };
            files::write(&self.folder.join(name), program)?;
        }
        for name in [STYLE, ADVISED_STYLE] {
            self.esbuild(&page.join(name), &self.folder.join(name), &[])?;
        }
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
            [WASM, ADVICE, COMPILER, STYLE, ADVISED_STYLE]
                .iter()
                .any(|name| path == Path::new(name))
                || is_packed(path)
        });
        let named = fetched.map(|path| (files::as_address(&path), self.folder.join(path)));
        Ok(named.collect())
    }

    /// Tells the scripts what the files must be, but for those that come with it, and where they are seen from the
    /// script.
    fn seal(&self, version: &str, place: &str, supplied: &[&str]) -> Result<()> {
        let mut seal = serde_json::Map::new();
        let fetched = self.fetched()?.into_iter();
        for (name, _) in fetched.filter(|(name, _)| !supplied.contains(&name.as_str())) {
            let hash = json!(format!("{HASH_OF}{name}"));
            seal.insert(name, hash);
        }
        let seal = format!(
            "export const VERSION = {};\nexport const PLACE = {};\nexport const SEAL = {};\n",
            json!(version),
            json!(place),
            json!(seal)
        );
        files::write(&self.stage_of("seal.js"), seal)
    }

    fn integrity(&self, name: &str) -> Result<String> {
        Ok(files::integrity(files::read(&self.folder.join(name))?))
    }

    fn bundle(&self, script: &str, to: &Path) -> Result<()> {
        self.esbuild(&self.stage_of(script), to, &[])?;
        self.fill_in(to)
    }

    /// Puts the hashes of files, and what is in the packed guides, in the place of their names. Esbuild picks the names
    /// in a script by the letters in it, and these would make others with each change of a file.
    fn fill_in(&self, script: &Path) -> Result<()> {
        let mut text = files::read_text(script)?;
        for (name, path) in self.fetched()? {
            let hash = files::integrity(files::read(&path)?);
            text = text.replace(&format!("\"{HASH_OF}{name}\""), &json!(hash).to_string());
            if is_packed(&path) {
                text = text.replace(&format!("\"{TEXT_OF}{name}\""), &as_text(&path)?);
            }
        }
        ensure!(
            !text.contains(HASH_OF) && !text.contains(TEXT_OF),
            "{} names a file that is not there, or esbuild writes such names in another way now",
            script.display()
        );
        files::write(script, text)
    }

    fn write_frame(&self) -> Result<()> {
        let mut frame = files::read_text(&self.options.page.join("frame.html"))?;
        for script in [SCRIPT, "frame.js"] {
            let integrity = self.integrity(script)?;
            let source = format!("src=\"{script}\"");
            let sealed = format!("{source} integrity=\"{integrity}\"");
            frame = files::replaced(&frame, &source, &sealed)?;
        }
        files::write(&self.folder.join("frame.html"), frame)
    }

    /// The package's manifest, and the package as npm makes it.
    fn pack(&self, version: &str) -> Result<()> {
        files::write(&self.folder.join("package.json"), manifest(version))?;
        files::run(
            Command::new("npm")
                .args(["pack", "--ignore-scripts", "--pack-destination"])
                .arg(std::path::absolute(&self.options.out)?)
                .current_dir(&self.folder),
        )
    }

    /// The script with which the first question can be answered, in a page, before the element is defined.
    fn early(&self) -> Result<String> {
        let made = self.stage_of("early.min.js");
        // It is no module: a plain script is run where it stands, before the rest of the page has come.
        self.esbuild(&self.stage_of("early.js"), &made, &["--format=iife"])?;
        standing(&made)
    }

    /// The script of the page that has the files beside it. What it needs first comes with it, or stands in the
    /// page, since a page that asks for them only once it has the script leaves the line idle until they are answered.
    fn inline(&self, version: &str, address: &str) -> Result<String> {
        self.seal(version, address, &[WASM, ASKED])?;
        let integrity = self.integrity(WASM)?;
        let files = [
            (
                WASM.to_owned(),
                format!("() => inlaid({}, {})", json!(PROGRAM), json!(integrity)),
            ),
            (ASKED.to_owned(), text_of(ASKED)),
        ];
        let imports = "import { inlaid } from \"./inlaid.js\";\n";
        self.supplied("inline.js", imports, &files)
    }

    /// The script with everything that it would fetch in it.
    fn single(&self, version: &str) -> Result<String> {
        self.seal(version, ".", &[])?;
        let mut imports = String::new();
        let mut files = Vec::new();
        // Whoever has a guide of their own has a server too, which has the files.
        let fetched = self.fetched()?.into_iter();
        let fetched = fetched.filter(|(name, _)| name != COMPILER);
        for (index, (name, path)) in fetched.enumerate() {
            let content = if is_packed(&path) {
                text_of(&name)
            } else {
                let path = json!(std::path::absolute(path)?);
                imports.push_str(&format!("import file{index} from {path};\n"));
                format!("file{index}")
            };
            files.push((name, content));
        }
        self.supplied("single.js", &imports, &files)
    }

    /// A script as it can stand in a page, with some of what it would fetch in it: files by their names, as JavaScript
    /// says them.
    fn supplied(&self, script: &str, imports: &str, files: &[(String, String)]) -> Result<String> {
        let files = files
            .iter()
            .map(|(name, content)| format!("  {}: {content},\n", json!(name)));
        let supplies = format!(
            "import {{ supply }} from \"./files.js\";\n{imports}\
             const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt());\n\
             supply({{\n{}}});\n",
            files.collect::<String>()
        );
        files::write(&self.stage_of("supplies.js"), supplies)?;
        // In this order: an element that is on the page already begins as soon as it is defined.
        let entry = "import \"./supplies.js\";\nimport \"./embed.js\";\n";
        files::write(&self.stage_of("supplied.js"), entry)?;
        let loaders = ["--loader:.wasm=binary", "--loader:.css=text"];
        let made = self.stage_of(script);
        self.esbuild(&self.stage_of("supplied.js"), &made, &loaders)?;
        self.fill_in(&made)?;
        standing(&made)
    }

    fn look(&self) -> Result<String> {
        let made = self.stage_of("page.css");
        self.esbuild(&self.options.page.join("page.css"), &made, &[])?;
        files::read_text(&made)
    }

    fn stage_of(&self, script: &str) -> PathBuf {
        self.options.stage.join(script)
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

/// A script's text, as it can stand in a page.
fn standing(script: &Path) -> Result<String> {
    let text = files::read_text(script)?;
    // These would end the script early, or let it swallow what follows.
    ensure!(
        !text.contains("</script") && !text.contains("<!--"),
        "no page can hold {}",
        script.display()
    );
    Ok(text)
}

/// A module that says what it is called, which browsers tell of a trap if it has come from no address: the binary
/// format's section `name` with the module's name alone.
fn called(name: &str, mut module: Vec<u8>) -> Result<Vec<u8>> {
    // Lengths of more take more than one byte.
    ensure!(name.len() < 100, "the name {name} is too long");
    let counted = |content: &[u8]| {
        let length = u8::try_from(content.len()).unwrap_or_default();
        [&[length], content].concat()
    };
    let of_module = [&[0], &*counted(&counted(name.as_bytes()))].concat();
    let section = counted(&[counted(b"name"), of_module].concat());
    module.extend([vec![0], section].concat());
    Ok(module)
}

fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "bin")
}

/// A packed guide as JavaScript says it: words for the most part, and shorter as text than in a code for bytes.
fn as_text(path: &Path) -> Result<String> {
    let text: String = files::read(path)?.into_iter().map(char::from).collect();
    Ok(json!(text).to_string())
}

/// The bytes of a packed guide in a script that is not filled in yet.
fn text_of(name: &str) -> String {
    format!("bytes({})", json!(format!("{TEXT_OF}{name}")))
}

/// The package's manifest.
fn manifest(version: &str) -> String {
    // Of the conditions of an export the first that holds is taken, so the types stand first.
    format!(
        r#"{{
  "name": "dsr-signpost",
  "version": "{version}",
  "description": "Asks a few questions in the browser and tells a person where to send a privacy request.",
  "license": "{}",
  "type": "module",
  "main": "embed.js",
  "module": "embed.js",
  "types": "embed.d.ts",
  "customElements": "custom-elements.json",
  "exports": {{
    ".": {{
      "types": "./embed.d.ts",
      "default": "./embed.js"
    }},
    "./*": "./*"
  }},
  "sideEffects": true
}}
"#,
        env!("CARGO_PKG_LICENSE")
    )
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
    #![allow(clippy::unwrap_used)]

    use serde_json::Value;

    use super::*;

    #[test]
    fn the_packages_types_are_found_before_its_script() {
        let manifest = manifest("1.2.3");
        let read: Value = serde_json::from_str(&manifest).unwrap();
        assert_eq!(read["version"], "1.2.3");
        assert_eq!(read["exports"]["."]["default"], "./embed.js");
        let (_, exports) = manifest.split_once("exports").unwrap();
        assert!(exports.find("types") < exports.find("default"));
    }

    #[test]
    fn a_module_says_what_it_is_called_in_a_section_at_its_end() {
        let module = called("one", b"\0asm".to_vec()).unwrap();
        assert_eq!(module, b"\0asm\0\x0b\x04name\0\x04\x03one");
        assert!(called(&"long".repeat(25), Vec::new()).is_err());
    }

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
