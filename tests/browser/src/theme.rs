//! A host that themes the widget, and what its documentation says that a host may do.

use std::fs;
use std::path::PathBuf;

use crate::host::Host;
use crate::shipped::EMBED;

/// Where the widget stands on the host.
pub(crate) const PAGE: &str = "/help.html";

/// A theme that the documentation works out.
pub(crate) struct Theme {
    /// Its heading there.
    pub(crate) name: String,
    /// The host's rules.
    pub(crate) style: String,
}

impl Theme {
    /// Every one, as it stands there.
    pub(crate) fn every() -> Vec<Self> {
        let page = documentation();
        let sections = page.split("\n### ").skip(1);
        let themes = sections.map(|section| {
            let (name, rest) = section.split_once('\n').unwrap();
            let (_, style) = rest.split_once("```css\n").unwrap();
            let (style, _) = style.split_once("```").unwrap();
            Self {
                name: name.to_owned(),
                style: style.to_owned(),
            }
        });
        themes.collect()
    }
}

/// A host with these rules, and on its page the widget with these attributes.
pub(crate) fn host(style: &str, attributes: &str) -> Host {
    let host = Host::start();
    // Said in so many words, since axe takes a page that says nothing for white.
    let ground = "body { background: Canvas; color: CanvasText; }";
    host.publish("/host.css", &format!("{ground} {style}"));
    host.publish(
        PAGE,
        &format!(
            r#"<!doctype html><html lang="en"><head><title>Help</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/host.css">
            <script type="module" src="{EMBED}"></script></head>
            <body><main><h1>Help</h1><dsr-signpost history {attributes}><p>Write to us.</p>
            <p slot="footer">Or call us.</p></dsr-signpost></main></body></html>"#
        ),
    );
    host
}

/// What the first columns of the tables of a section name.
pub(crate) fn named_in(section: &str) -> Vec<String> {
    let page = documentation();
    let (_, rest) = page.split_once(&format!("\n## {section}\n")).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned())
        .collect()
}

fn documentation() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/theming.md");
    fs::read_to_string(path).unwrap()
}
