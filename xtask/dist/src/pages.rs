//! The pages of what is shipped: the standalone one, the one that is a single file, and the snippets
//! that somebody pastes into a page of theirs.

use anyhow::{Context, Result, ensure};

use crate::release::Release;
use crate::{Options, files};

/// How the page that Trunk builds names the script and its own style.
const SCRIPT: &str = r#"<script type="module" src="embed.js"></script>"#;
const STYLE: &str = r#"<link rel="stylesheet" href="page.css">"#;
/// How it names the widget's own style, for the first question that stands in it.
const FIRST_STYLE: &str = r#"<link rel="stylesheet" href="signpost.css">"#;
const ICON: &str = "icon.svg";

/// Makes them.
pub(crate) fn make(options: &Options, release: &Release) -> Result<()> {
    let page = files::read_text(&options.page.join("index.html"))?;
    let look = files::read_text(&options.page.join("page.css"))?;
    // It would end early, in the page as in the shadow root.
    ensure!(
        !release.style.contains("</style") && !look.contains("</style"),
        "no page can hold these styles"
    );
    // In the page, so that the first question waits for no file: a style sheet that does not come keeps
    // a page from loading to its end.
    let style = format!("<style>{}</style>", release.style);
    let page = files::replaced(&page, FIRST_STYLE, &style)?;
    files::copy(&options.page.join(ICON), &options.out.join(ICON))?;
    for (name, content) in [
        ("index.html", standalone(release, &page, &look)?),
        ("signpost.html", single(options, release, &page, &look)?),
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

/// The page that needs the files beside it, with the policy that it can do with.
fn standalone(release: &Release, page: &str, look: &str) -> Result<String> {
    let early = early(release);
    let policy = policy(&format!(
        "script-src 'self' {} 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self' {} {}; \
         img-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
        files::policy_hash(&early),
        files::policy_hash(look),
        files::policy_hash(&release.style)
    ));
    let script = format!("<script type=\"module\" {}></script>", release.script(""));
    // In the page, as the widget's style is: it is painted when it is there, and waits for nothing else.
    let head = format!("{policy}\n    <script>{early}</script>\n    <style>{look}</style>");
    let page = files::replaced(page, STYLE, &head)?;
    files::replaced(&page, SCRIPT, &script)
}

/// Asks for what the script will fetch first, so that it comes together with the script. `static/files.js` takes
/// it from there.
fn early(release: &Release) -> String {
    let files = release.first.iter();
    let files: Vec<_> = files
        .map(|(name, hash)| format!("[\"{name}\",\"{hash}\"]"))
        .collect();
    // Nothing is downloaded for nothing where no program may run: the smallest one tells.
    format!(
        "signpostFiles={{}};globalThis.WebAssembly?.instantiate(Uint8Array.of(0,97,115,109,1,0,0,0)).then(()=>{{\
         for(const[file,integrity]of[{}])(signpostFiles[new URL(file,location)]=fetch(file,{{integrity,\
         signal:AbortSignal.timeout(10000)}})).catch(()=>{{}})}},()=>{{}})",
        files.join(",")
    )
}

/// The page with everything in it, to be opened from a disk; its policy lets it ask for nothing.
fn single(options: &Options, release: &Release, page: &str, look: &str) -> Result<String> {
    let icon = files::read_text(&options.page.join(ICON))?;
    let script = &release.single;
    // These would end the script early, or let it swallow what follows.
    ensure!(
        !script.contains("</script") && !script.contains("<!--"),
        "the single file cannot hold its script"
    );
    let policy = policy(&format!(
        "script-src {} 'wasm-unsafe-eval'; style-src {} {}; img-src data:",
        files::policy_hash(script),
        files::policy_hash(look),
        files::policy_hash(&release.style)
    ));
    let page = files::replaced(page, STYLE, &format!("<style>{look}</style>"))?;
    let page = files::replaced(&page, SCRIPT, &policy)?;
    let page = files::replaced(
        &page,
        &format!("href=\"{ICON}\""),
        &format!("href=\"{}\"", as_data(&icon)),
    )?;
    // At the end, so that the words are there before the program is.
    files::replaced(
        &page,
        "</body>",
        &format!("<script type=\"module\">{script}</script>\n</body>"),
    )
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
        let (_, after) = rest.split_once("</template>")?;
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
