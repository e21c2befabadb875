//! The pages of what is shipped: the standalone one, the one that is a single file, and the snippets
//! that somebody pastes into a page of theirs.

use anyhow::{Context, Result, ensure};

use crate::letters::Letters;
use crate::release::{PROGRAM, Release};
use crate::{Options, files};

/// How the page that Trunk builds names the script and its own style.
const SCRIPT: &str = r#"<script type="module" src="embed.js"></script>"#;
const STYLE: &str = r#"<link rel="stylesheet" href="page.css">"#;
/// How it names the widget's own style, for the first question that stands in it.
const FIRST_STYLE: &str = r#"<link rel="stylesheet" href="signpost.css">"#;
const ICON: &str = "icon.svg";
/// How the widget's element ends.
const CLOSED: &str = "</dsr-signpost>";

/// How a line begins that Trunk read, and left where it was.
const READ: &str = "<link data-trunk";

/// Makes them.
pub(crate) fn make(options: &Options, release: &Release) -> Result<()> {
    // It would end early, in the page as in the shadow root.
    ensure!(
        !release.style.contains("</style") && !release.look.contains("</style"),
        "no page can hold these styles"
    );
    let page = files::read_text(&options.page.join("index.html"))?;
    let said = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with(READ);
    let page: String = page.split_inclusive('\n').filter(said).collect();
    // In the page, so that the first question waits for no file: a style sheet that does not come keeps
    // a page from loading to its end.
    let style = format!("<style class=\"signpost-style\">{}</style>", release.style);
    let page = files::replaced(&page, FIRST_STYLE, &style)?;
    // Browsers ask for an icon when they like, long after the widget is ready too, when nothing is asked for.
    let icon = as_data(&files::read_text(&options.page.join(ICON))?);
    let page = files::replaced(
        &page,
        &format!("href=\"{ICON}\""),
        &format!("href=\"{icon}\""),
    )?;
    for (name, content) in [
        ("index.html", standalone(release, &page)?),
        ("signpost.html", single(release, &page)?),
        ("snippet.html", snippet(options, release, &page, false)?),
        (
            "snippet-first.html",
            snippet(options, release, &page, true)?,
        ),
    ] {
        files::write(&options.out.join(name), content)?;
    }
    Ok(())
}

/// The page that needs the files beside it once the first question is there, with the policy that it can do with.
fn standalone(release: &Release, page: &str) -> Result<String> {
    let policy = policy(&format!(
        "script-src {} {} 'wasm-unsafe-eval'; connect-src 'self'; style-src {} {}; img-src data:; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        files::policy_hash(&release.early),
        files::policy_hash(&release.inline),
        files::policy_hash(&release.look),
        files::policy_hash(&release.style)
    ));
    let Letters { alphabet, text } = &release.program;
    let size = text.chars().count();
    // The script runs while the program is on its way.
    let end = format!(
        "<script type=\"module\" async>{}</script>\n\
         <script type=\"application/octet-stream\" id=\"{PROGRAM}\" data-size=\"{size}\" \
         data-alphabet=\"{alphabet}\">{text}</script>",
        release.inline
    );
    with_parts(release, page, &policy, &end)
}

/// The page with everything in it, to be opened from a disk; its policy lets it ask for nothing.
fn single(release: &Release, page: &str) -> Result<String> {
    let policy = policy(&format!(
        "script-src {} {} 'wasm-unsafe-eval'; style-src {} {}; img-src data:",
        files::policy_hash(&release.early),
        files::policy_hash(&release.single),
        files::policy_hash(&release.look),
        files::policy_hash(&release.style)
    ));
    let end = format!("<script type=\"module\">{}</script>", release.single);
    with_parts(release, page, &policy, &end)
}

/// A page with its policy, with its look, so that it is painted when it is there and waits for nothing else, with a
/// script below the element, so that what is painted can be answered, and with the other at the end, so that the words are
/// there before the program is.
fn with_parts(release: &Release, page: &str, policy: &str, end: &str) -> Result<String> {
    let page = files::replaced(page, &format!("{SCRIPT}\n"), "")?;
    let head = format!("{policy}\n    <style>{}</style>", release.look);
    let page = files::replaced(&page, STYLE, &head)?;
    let early = format!("{CLOSED}\n<script>{}</script>", release.early);
    let page = files::replaced(&page, CLOSED, &early)?;
    files::replaced(&page, "</body>", &format!("{end}\n</body>"))
}

/// A policy as an element of a page: nothing is allowed but what is named here.
fn policy(allowed: &str) -> String {
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; {allowed}; \
         base-uri 'none'; form-action 'none'\">"
    )
}

/// What to paste: the script, and the element with every place, which is shown without the script; and
/// before it, if it is wanted, the first question.
fn snippet(
    options: &Options,
    release: &Release,
    page: &str,
    has_first_question: bool,
) -> Result<String> {
    let (_, rest) = page
        .split_once("<dsr-signpost")
        .context("the page has no <dsr-signpost>")?;
    let (content, _) = rest
        .split_once('>')
        .and_then(|(_, rest)| rest.split_once("</dsr-signpost>"))
        .context("the page does not close its <dsr-signpost>")?;
    let content = if has_first_question {
        content.to_owned()
    } else {
        without_template(content)?
    };
    Ok(format!(
        "<script type=\"module\" {}></script>\n<dsr-signpost>\n{}\n</dsr-signpost>\n",
        release.script(&options.base),
        without_margin(&content)
    ))
}

/// A text without its one template.
fn without_template(text: &str) -> Result<String> {
    let parts = text.split_once("<template").and_then(|(before, rest)| {
        // There are others in it.
        let (_, after) = rest.rsplit_once("</template>")?;
        Some(before.to_owned() + after)
    });
    parts.context("the page has no first question in a <template>")
}

/// A text with less space before each line, as much less as they have in common but two.
fn without_margin(text: &str) -> String {
    let text = text.trim_matches('\n').trim_end();
    let margin = |line: &str| line.len() - line.trim_start().len();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let common = lines.map(margin).min().unwrap_or_default();
    let lines = text
        .lines()
        // What is said there is for whoever edits the page.
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("<!--"))
        .map(|line| line.get(common..).unwrap_or_default());
    let lines = lines.map(|line| format!("  {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A small image as an address that needs no request.
fn as_data(svg: &str) -> String {
    let mut address = "data:image/svg+xml,".to_owned();
    for each in svg.trim().chars() {
        match each {
            '"' => address.push('\''),
            '#' | '%' | '<' | '>' | '&' | '\n' => {
                address.push_str(&format!("%{:02X}", u32::from(each)));
            }
            _ => address.push(each),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_indented_as_little_as_can_be() {
        let text = "\n        <p>One.</p>\n          <p>Two.</p>\n      ";
        assert_eq!(without_margin(text), "  <p>One.</p>\n    <p>Two.</p>");
    }

    #[test]
    fn an_image_becomes_an_address_that_stays_within_its_quotes() {
        assert_eq!(
            as_data("<path fill=\"#fff\"/>"),
            "data:image/svg+xml,%3Cpath fill='%23fff'/%3E"
        );
    }
}
