//! The widget looks at home on any host, and stays legible whatever the host does.

use serde_json::{Value, json};

use crate::criteria;
use crate::host::{Fault, Host};
use crate::person::{Person, Place};
use crate::session::{PATIENCE, Scheme, wait_for};
use crate::shipped::{self, Guide, STYLE};
use crate::surroundings::{Engine, Surroundings};
use crate::theme::{self, PAGE, Theme};

const LIGHT: &str = "rgb(255, 255, 255)";
const DARK: &str = "rgb(21, 27, 34)";

/// The answers of somebody with one thing to do.
const ONE: &str = "capacity=consumer&right=delete&law=gdpr";
/// A question that takes a date.
const DATED: &str = "capacity=contact&engagement=support&right=delete";
/// A link that cannot be followed.
const NONSENSE: &str = "#signpost=nonsense";

#[test]
fn a_host_that_says_nothing_of_colours_has_a_light_widget_even_in_the_dark() {
    check_ground(Scheme::Dark, "", "", LIGHT);
    check_ground(Scheme::Dark, "", "theme='auto'", LIGHT);
}

#[test]
fn a_light_host_has_a_light_widget_even_in_the_dark() {
    check_ground(Scheme::Dark, ":root { color-scheme: light; }", "", LIGHT);
}

#[test]
fn a_dark_host_has_a_dark_widget_even_in_the_light() {
    check_ground(Scheme::Light, ":root { color-scheme: dark; }", "", DARK);
}

#[test]
fn a_host_of_both_follows_the_reader_and_so_does_the_widget() {
    let both = ":root { color-scheme: light dark; }";
    check_ground(Scheme::Light, both, "", LIGHT);
    check_ground(Scheme::Dark, both, "", DARK);
}

#[test]
fn the_attribute_outdoes_the_host() {
    let dark = ":root { color-scheme: dark; }";
    check_ground(Scheme::Dark, dark, "theme='light'", LIGHT);
    check_ground(Scheme::Light, "", "theme='dark'", DARK);
}

#[test]
fn a_host_that_goes_dark_takes_the_widget_with_it() {
    let host = theme::host(".night { color-scheme: dark; }", "");
    let person = Person::new();
    person.open(&host.at(PAGE));
    see_ground(&person, LIGHT);
    toggle(&person, "document.body.classList.toggle('night');");
    see_ground(&person, DARK);
    toggle(
        &person,
        "document.querySelector('dsr-signpost').setAttribute('theme', 'light');",
    );
    see_ground(&person, LIGHT);
}

#[test]
fn a_browser_without_light_dark_shows_the_light_colours() {
    let host = theme::host(":root { color-scheme: dark; }", "theme='dark'");
    let style = shipped::file(STYLE).replace("light-dark(", "not-known(");
    host.unseal();
    host.spoil(STYLE, Fault::Body(style.into()));
    let person = Person::with(Scheme::Dark);
    person.open(&host.at(PAGE));
    see_ground(&person, LIGHT);
    assert_eq!(look(&person, ".signpost", "color-scheme"), "light");
    assert_eq!(
        look(&person, ".primary", "background-color"),
        "rgb(10, 79, 138)"
    );
    assert_eq!(criteria::findings(&person), Vec::<String>::new());
}

#[test]
fn a_dark_widget_is_printed_on_white() {
    if Surroundings::get().engine != Engine::Chromium {
        // Only its driver shows on screen what is printed.
        return;
    }
    let host = theme::host(
        ":root { color-scheme: dark; } dsr-signpost { color-scheme: dark; --signpost-ink: #eee; }",
        "theme='dark'",
    );
    let person = Person::with(Scheme::Dark);
    person.open(&at(&host, ONE));
    person.see_an_outcome();
    person.session().emulate_print();
    see_ground(&person, LIGHT);
    assert_eq!(look(&person, ".signpost", "color"), "rgb(0, 0, 0)");
    assert_eq!(look(&person, ".sign", "color"), "rgb(0, 0, 0)");
    assert_eq!(look(&person, ".signpost", "color-scheme"), "light");
}

/// What a property is set to, and where that shows: on which element, and as which value of which of
/// its own properties.
struct Effect {
    property: &'static str,
    value: &'static str,
    selector: &'static str,
    shown_as: &'static str,
    expected: &'static str,
}

impl Effect {
    /// Those of a table.
    fn every(table: &'static str) -> impl Iterator<Item = Self> {
        table.trim().lines().map(|line| {
            let columns: Vec<_> = line.split(" | ").map(str::trim).collect();
            let [property, value, selector, shown_as, expected] = columns[..] else {
                panic!("`{line}` has {} columns", columns.len());
            };
            Self {
                property,
                value,
                selector,
                shown_as,
                expected,
            }
        })
    }
}

/// What shows at a question, with a notice and an error.
const AT_A_QUESTION: &str = "
    --signpost-accent | #010101 | .primary | background-color | rgb(1, 1, 1)
    --signpost-on-accent | #020202 | .primary | color | rgb(2, 2, 2)
    --signpost-surface | #030303 | .signpost | background-color | rgb(3, 3, 3)
    --signpost-ink | #040404 | .option label | color | rgb(4, 4, 4)
    --signpost-muted | #050505 | .progress | color | rgb(5, 5, 5)
    --signpost-line | #060606 | .foot | border-top-color | rgb(6, 6, 6)
    --signpost-control | #070707 | .option | border-top-color | rgb(7, 7, 7)
    --signpost-warn | #080808 | .notice | border-left-color | rgb(8, 8, 8)
    --signpost-warn-tint | #090909 | .notice | background-color | rgb(9, 9, 9)
    --signpost-error | #0a0a0a | .error-message | color | rgb(10, 10, 10)
    --signpost-font | fantasy | .primary | font-family | fantasy
    --signpost-radius | 6px | .option | border-top-left-radius | 6px
    --signpost-space | 8px | .signpost | padding-left | 10px
";

/// What shows at an outcome, with its terms explained.
const AT_AN_OUTCOME: &str = "
    --signpost-tint | #0b0b0b | .meaning | background-color | rgb(11, 11, 11)
    --signpost-sign | #0c0c0c | .sign | background-color | rgb(12, 12, 12)
    --signpost-on-sign | #0d0d0d | .channel | color | rgb(13, 13, 13)
";

/// Tried apart from the others, since it changes what they do.
const DENSITY: &str = "--signpost-density";

#[test]
fn every_property_of_the_host_shows() {
    let effects = Effect::every(AT_A_QUESTION).chain(Effect::every(AT_AN_OUTCOME));
    let rules = effects.map(|effect| format!("{}: {};", effect.property, effect.value));
    let host = theme::host(&format!("body {{ {} }}", rules.collect::<String>()), "");
    let person = Person::new();
    person.open(&host.at(&format!("{PAGE}{NONSENSE}")));
    person.press("Continue");
    person.see_error();
    check_effects(&person, AT_A_QUESTION);
    person.arrive(&at(&host, ONE));
    person.see_an_outcome();
    person.unfold();
    check_effects(&person, AT_AN_OUTCOME);
}

#[test]
fn every_property_in_the_documentation_is_tried() {
    let effects = Effect::every(AT_A_QUESTION).chain(Effect::every(AT_AN_OUTCOME));
    let mut tried: Vec<_> = effects.map(|effect| effect.property).collect();
    tried.push(DENSITY);
    tried.sort_unstable();
    let mut documented = theme::named_in("Properties");
    documented.sort_unstable();
    assert_eq!(tried, documented);
}

#[test]
fn the_sign_takes_the_hosts_accent_in_the_light_and_in_the_dark() {
    let style = ":root { color-scheme: light dark; } \
        dsr-signpost { --signpost-accent: #010101; --signpost-on-accent: #fefefe; }";
    for scheme in [Scheme::Light, Scheme::Dark] {
        let host = theme::host(style, "");
        let person = Person::with(scheme);
        person.open(&at(&host, ONE));
        person.see_an_outcome();
        assert_eq!(look(&person, ".sign", "background-color"), "rgb(1, 1, 1)");
        assert_eq!(look(&person, ".sign", "color"), "rgb(254, 254, 254)");
    }
}

#[test]
fn the_densest_widget_in_small_letters_keeps_its_targets_large() {
    let person = Person::new();
    let loose = height(&person, "dsr-signpost { font-size: 0.75em; }");
    let style = format!("dsr-signpost {{ font-size: 0.75em; {DENSITY}: 0; }}");
    let dense = height(&person, &style);
    assert!(
        dense < 0.8 * loose,
        "{loose} px high, and {dense} px when dense"
    );

    let guide = Guide::read();
    let mut findings = Vec::new();
    for fragment in [
        guide.link(DATED),
        guide.link(ONE),
        guide.link("view=overview"),
    ] {
        let host = theme::host(&style, "");
        person.open(&host.at(&format!("{PAGE}{fragment}")));
        person.unfold();
        findings.extend(criteria::findings(&person));
    }
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn every_part_in_the_documentation_takes_the_hosts_rules() {
    let parts = theme::named_in("Parts");
    let rules = parts.iter().map(|part| {
        format!("dsr-signpost::part({part}) {{ --host-{part}: yes; border-style: dashed; }}")
    });
    let host = theme::host(&rules.collect::<String>(), "");
    let person = Person::new();
    let mut seen = Vec::new();
    let look_around = |seen: &mut Vec<String>| {
        seen.extend(person.session().ask::<Vec<String>>(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            return [...root.querySelectorAll('[part]')].flatMap((node) => {
              const style = getComputedStyle(node);
              const isStyled = (part) => style.getPropertyValue(`--host-${part}`) === 'yes';
              return style.borderTopStyle === 'dashed' ? [...node.part].filter(isStyled) : [];
            });",
            &[],
        ));
    };
    person.open(&host.at(&format!("{PAGE}{NONSENSE}")));
    person.press("Continue");
    person.see_error();
    look_around(&mut seen);
    for answers in [DATED, ONE, "view=overview"] {
        person.open(&at(&host, answers));
        look_around(&mut seen);
    }
    seen.sort_unstable();
    seen.dedup();
    let mut documented = parts;
    documented.sort_unstable();
    assert_eq!(seen, documented);
}

/// A host whose rules were written with no widget in mind.
const HOSTILE: &str = "
    a, button, dd, details, div, dl, dt, fieldset, figure, form, h2, h3, h4, input, label, legend, li,
    ol, path, section, select, slot, span, strong, summary, svg, table, td, text, th, ul {
      all: unset !important; display: none !important;
    }
    p { all: unset !important; }
    h1 { all: initial; font-size: 2em; }
    body {
      cursor: wait; font: italic small-caps 900 1em/0.5 sans-serif; hyphens: auto;
      letter-spacing: 0.5em; text-align: right; text-indent: 9em; text-shadow: 0 0 9px #f00;
      text-transform: uppercase; white-space: nowrap; word-break: break-all; word-spacing: 1em;
    }";

#[test]
fn a_hostile_host_leaves_the_widget_legible() {
    let host = theme::host(HOSTILE, "");
    let person = Person::new();
    person.open(&host.at(&format!("{PAGE}{NONSENSE}")));
    person.press("Continue");
    person.see_error();
    for (property, expected) in [
        ("cursor", "auto"),
        ("font-style", "normal"),
        ("font-variant-caps", "normal"),
        ("text-align", "start"),
        ("text-indent", "0px"),
        ("text-shadow", "none"),
        ("text-transform", "none"),
        ("word-break", "normal"),
    ] {
        assert_eq!(look(&person, ".hint", property), expected, "{property}");
    }
    assert_eq!(look(&person, ".hint", "font-weight"), "400");
    assert_eq!(look(&person, ".heading", "font-weight"), "700");
    // What readers set for themselves comes in.
    assert_eq!(look(&person, ".hint", "letter-spacing"), "8px");
    let mut findings = criteria::findings(&person);
    for answers in [DATED, ONE, "view=overview"] {
        person.open(&at(&host, answers));
        person.unfold();
        findings.extend(criteria::findings(&person));
    }
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn what_a_host_puts_above_the_widget_stays_above() {
    let host = theme::host(
        "h1 { background: #fff; inset: 0; position: fixed; z-index: 1; }",
        "",
    );
    let person = Person::new();
    person.open(&host.at(PAGE));
    let above: Vec<String> = person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        const box = root.querySelector('.option input').getBoundingClientRect();
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return [hit.localName];",
        &[],
    );
    assert_eq!(above, ["h1"]);
}

#[test]
fn the_headings_follow_the_level_that_the_host_chooses() {
    let person = Person::new();
    for (attribute, expected) in [
        ("", ["h2", "h3"]),
        ("heading-level='1'", ["h1", "h2"]),
        ("heading-level='4'", ["h4", "h5"]),
        ("heading-level='6'", ["h4", "h5"]),
        ("heading-level='large'", ["h2", "h3"]),
    ] {
        let host = theme::host("", attribute);
        person.open(&at(&host, ONE));
        let screen = person.see_an_outcome();
        assert_eq!(screen.routes.len(), 1);
        let levels: Vec<String> = person.session().ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            return ['.heading', '.part-heading'].map((it) => root.querySelector(it).localName);",
            &[],
        );
        assert_eq!(levels, expected, "{attribute}");
        // 1.55 and 1.1 times the 16 px of the page; WebKitGTK says 24.799999.
        let sizes = [".heading", ".part-heading"].map(|it| pixels(&look(&person, it, "font-size")));
        assert_eq!(sizes.map(|size| (size * 10.0).round()), [248.0, 176.0]);
    }
}

#[test]
fn the_hosts_footer_stands_below_the_foot_in_the_widgets_colours() {
    let host = theme::host("", "theme='dark'");
    let person = Person::new();
    person.open(&host.at(PAGE));
    let (is_below, colour): (bool, String) = person.session().ask(
        "const element = document.querySelector('dsr-signpost');
        const footer = element.querySelector('[slot=footer]');
        const box = (node) => node.getBoundingClientRect();
        const foot = element.shadowRoot.querySelector('.foot');
        const widget = element.shadowRoot.querySelector('.signpost');
        const isBelow = box(footer).top >= box(foot).bottom && box(footer).bottom <= box(widget).bottom;
        return [isBelow && footer.checkVisibility(), getComputedStyle(footer).color];",
        &[],
    );
    assert!(is_below);
    assert_eq!(colour, look(&person, ".signpost", "color"));
    assert_eq!(criteria::findings(&person), Vec::<String>::new());
}

#[test]
fn the_themes_in_the_documentation_keep_the_criteria() {
    let mut findings = Vec::new();
    for scheme in schemes() {
        let person = Person::with(scheme);
        for Theme { name, style } in Theme::every() {
            let host = theme::host(
                &format!(":root {{ color-scheme: light dark; }} {style}"),
                "",
            );
            person.open(&host.at(&format!("{PAGE}{NONSENSE}")));
            person.press("Continue");
            person.see_error();
            let at_a_question = criteria::findings(&person);
            person.open(&at(&host, ONE));
            person.unfold();
            let at_an_outcome = criteria::findings(&person);
            let found = at_a_question.into_iter().chain(at_an_outcome);
            findings.extend(found.map(|line| format!("{name}, {scheme:?}: {line}")));
        }
    }
    assert_eq!(findings, Vec::<String>::new());
}

fn schemes() -> Vec<Scheme> {
    match Surroundings::get().engine {
        Engine::Chromium | Engine::Firefox => vec![Scheme::Light, Scheme::Dark, Scheme::Forced],
        // It forces no colours.
        Engine::WebKit => vec![Scheme::Light, Scheme::Dark],
    }
}

/// Where the widget shows what a link of these answers leads to.
fn at(host: &Host, answers: &str) -> String {
    host.at(&format!("{PAGE}{}", Guide::read().link(answers)))
}

#[track_caller]
fn check_ground(scheme: Scheme, style: &str, attributes: &str, expected: &str) {
    let host = theme::host(style, attributes);
    let person = Person::with(scheme);
    person.open(&host.at(PAGE));
    see_ground(&person, expected);
    person.hear_no_complaint();
}

/// Waits for the ground of the widget to be of this colour.
#[track_caller]
fn see_ground(person: &Person, expected: &str) {
    wait_for(format!("the ground {expected}"), PATIENCE, || {
        let ground = look(person, ".signpost", "background-color");
        if ground == expected {
            Ok(())
        } else {
            Err(ground)
        }
    });
}

#[track_caller]
fn check_effects(person: &Person, table: &'static str) {
    for effect in Effect::every(table) {
        let shown = look(person, effect.selector, effect.shown_as);
        assert_eq!(shown, effect.expected, "{}", effect.property);
    }
}

/// What a property of an element in the widget comes to.
#[track_caller]
fn look(person: &Person, selector: &str, property: &str) -> String {
    person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        const style = getComputedStyle(root.querySelector(arguments[0]));
        return style.getPropertyValue(arguments[1]);",
        &[json!(selector), json!(property)],
    )
}

fn pixels(length: &str) -> f64 {
    length.strip_suffix("px").unwrap().parse().unwrap()
}

/// How high the first question is on a host with these rules.
fn height(person: &Person, style: &str) -> f64 {
    let host = theme::host(style, "");
    person.open(&host.at(PAGE));
    person.see_place(&Place::Question("capacity".to_owned()));
    person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        return root.querySelector('.signpost').offsetHeight;",
        &[],
    )
}

fn toggle(person: &Person, script: &str) {
    let _: Value = person.session().ask(script, &[]);
}
