//! What a page may rely on: the element's attributes, properties, methods, events and slots.

use serde_json::{Value, json};

use crate::host::{Fault, Host, Policy};
use crate::person::Person;
use crate::session::{PATIENCE, wait_for};
use crate::shipped::{self, EMBED, GUIDE, Guide, TEXT, WASM, page};
use crate::surroundings::{Engine, Surroundings};

const PLAIN: &str = "<dsr-signpost><p>Write to us.</p></dsr-signpost>";

/// A page of this body, with the widget ready on it.
#[track_caller]
fn open(host: &Host, body: &str) -> Person {
    host.publish("/help.html", &page("Help", body));
    let person = Person::new();
    person.open(&host.at("/help.html"));
    person
}

#[test]
fn a_widget_begins_with_the_answers_of_its_attribute() {
    let host = Host::start();
    let person = open(
        &host,
        r#"<dsr-signpost answers="right=delete&amp;capacity=member"></dsr-signpost>"#,
    );
    person.see_question("law");
    person.answer(&["gdpr"]);
    person.see_routes(&["member-organisation"]);
    person.start_again();
    person.see_question("capacity");
    person.hear_no_complaint();
}

#[test]
fn answers_that_the_guide_does_not_have_are_told_to_the_author_and_not_to_the_reader() {
    let host = Host::start();
    let person = open(
        &host,
        r#"<dsr-signpost answers="rank=king"></dsr-signpost>"#,
    );
    person.see_question("capacity");
    let screen = person.screen();
    assert_eq!(screen.notice, None);
    let complaints = screen.heard.unwrap().complaints;
    assert!(
        complaints.iter().any(|it| it.contains("rank=king")),
        "{complaints:?}"
    );
}

#[test]
fn a_page_leads_the_widget_to_a_place_and_back_to_the_start() {
    let host = Host::start();
    let person = open(&host, PLAIN);
    let told = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const element = document.querySelector('dsr-signpost');
        const lead = async () => {
            const same = (await element.ready) === element;
            await element.goTo('capacity=consumer&right=delete&law=gdpr');
            return same;
        };
        lead().then(done, (error) => done(String(error)));",
        &[],
    );
    assert_eq!(told, json!(true));
    person.see_routes(&["consumer-privacy-response-center"]);
    person.see_focus_on_heading();
    let place: String = person
        .session()
        .ask("return document.querySelector('dsr-signpost').place;", &[]);
    assert_eq!(
        format!("#{place}"),
        Guide::read().link("capacity=consumer&right=delete&law=gdpr")
    );

    let refused = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        document.querySelector('dsr-signpost').goTo('rank=king')
            .then(() => done(null), (error) => done(error.message));",
        &[],
    );
    assert_eq!(
        refused,
        json!("the link names answers that this guide does not have")
    );
    person.see_routes(&["consumer-privacy-response-center"]);

    let _: Value = person
        .session()
        .ask("document.querySelector('dsr-signpost').reset();", &[]);
    person.see_question("capacity");
    person.see_chosen(&[]);
    person.hear_no_complaint();
}

#[test]
fn who_waits_for_a_widget_that_cannot_be_had_is_told_why() {
    let host = Host::start();
    host.spoil(WASM, Fault::Status(404));
    host.publish("/help.html", &page("Help", PLAIN));
    let person = Person::new();
    person.arrive(&host.at("/help.html"));
    person.see("the failure", |screen| screen.has_failed);
    let code = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        document.querySelector('dsr-signpost').ready
            .then(() => done(null), (error) => done(error.code));",
        &[],
    );
    assert_eq!(code, json!("not-loaded"));
}

#[test]
fn a_widget_that_failed_for_its_guide_starts_once_it_is_given_another() {
    let host = Host::start();
    host.publish(
        "/help.html",
        &page(
            "Help",
            r#"<dsr-signpost guide="/no-guide"><p>Write.</p></dsr-signpost>"#,
        ),
    );
    let person = Person::new();
    person.arrive(&host.at("/help.html"));
    person.see("the failure", |screen| screen.has_failed);
    let _: Value = person
        .session()
        .ask("document.querySelector('dsr-signpost').guide = null;", &[]);
    person.see("the widget ready", |screen| {
        screen.is_ready && !screen.has_failed
    });
    person.see_question("capacity");
}

/// A page with a lazy widget far below its beginning.
fn publish_far(host: &Host) {
    host.publish(
        "/far.js",
        "document.getElementById('far').style.height = '9000px';",
    );
    host.publish(
        "/help.html",
        &page(
            "Help",
            r#"<div id="far"></div><script src="/far.js"></script>
            <dsr-signpost loading="lazy"><p>Write to us.</p></dsr-signpost>"#,
        ),
    );
}

#[test]
fn a_lazy_widget_loads_nothing_until_it_comes_near() {
    let host = Host::start();
    publish_far(&host);
    let person = Person::new();
    person.arrive(&host.at("/help.html"));
    // Two frames later every observer has had its say.
    let _ = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));",
        &[],
    );
    assert!(
        !host.requests().contains(&WASM.to_owned()),
        "{:?}",
        host.requests()
    );
    assert!(!person.screen().is_ready);

    let _: Value = person.session().ask(
        "document.querySelector('dsr-signpost').scrollIntoView();",
        &[],
    );
    person.see("the widget ready", |screen| screen.is_ready);
}

#[test]
fn a_lazy_widget_that_is_led_to_a_place_does_not_wait() {
    let host = Host::start();
    publish_far(&host);
    let person = Person::new();
    person.arrive(&host.at("/help.html"));
    let _: Value = person.session().ask(
        "document.querySelector('dsr-signpost').goTo('capacity=member');",
        &[],
    );
    person.see_question("right");
}

#[test]
fn every_attribute_has_a_property_of_the_same_meaning() {
    let host = Host::start();
    let person = open(&host, PLAIN);
    let differ: Vec<String> = person.session().ask(
        "const element = document.createElement('dsr-signpost');
        const strings = { guide: 'guide', language: 'language', theme: 'theme', answers: 'answers',
            loading: 'loading', mode: 'mode', headingLevel: 'heading-level' };
        const switches = { history: 'history', pageTitle: 'page-title' };
        const differ = [];
        for (const [property, attribute] of Object.entries(strings)) {
            const before = element[property];
            element[property] = '3';
            const set = element.getAttribute(attribute);
            element[property] = null;
            if (before !== null || set !== '3' || element.hasAttribute(attribute)) {
                differ.push(property);
            }
        }
        for (const [property, attribute] of Object.entries(switches)) {
            const before = element[property];
            element[property] = true;
            const set = element.hasAttribute(attribute);
            element[property] = false;
            if (before || !set || element.hasAttribute(attribute)) {
                differ.push(property);
            }
        }
        return differ;",
        &[],
    );
    assert_eq!(differ, Vec::<String>::new());
}

#[test]
fn the_footer_stands_below_the_widget_and_below_what_stands_in_for_it() {
    let body =
        r#"<dsr-signpost><p>Write to us.</p><p slot="footer">Ask the desk.</p></dsr-signpost>"#;
    let host = Host::start();
    let person = open(&host, body);
    assert_eq!(person.screen().fallback, "Ask the desk.");

    let host = Host::start();
    host.spoil(WASM, Fault::Status(404));
    host.publish("/help.html", &page("Help", body));
    person.arrive(&host.at("/help.html"));
    person.see("the failure", |screen| screen.has_failed);
    assert_eq!(person.screen().fallback, "Write to us.\nAsk the desk.");
}

#[test]
fn keys_for_the_widget_are_not_shortcuts_of_the_page() {
    let host = Host::start();
    host.publish(
        "/shortcuts.js",
        "window.taken = [];
        document.addEventListener('keydown', (event) => {
            window.taken.push(event.key);
            if (event.key === 'k' || event.key === 's') event.preventDefault();
        });",
    );
    let person = open(
        &host,
        r#"<script src="/shortcuts.js"></script>
        <dsr-signpost><input slot="footer" aria-label="Search"></dsr-signpost>"#,
    );
    person.find("all('input')[0].focus(); return [];", Value::Null);
    person.type_keys("sk ");
    person.see("the option under the focus chosen", |screen| {
        screen.chosen().len() == 1
    });
    let taken = || -> Vec<String> { person.session().ask("return window.taken;", &[]) };
    assert_eq!(taken(), Vec::<String>::new());
    // A dialog around the widget has to hear these.
    person.type_keys("\u{e00c}\u{e004}");
    assert_eq!(taken(), ["Escape", "Tab"]);

    let _: Value = person
        .session()
        .ask("document.querySelector('input').focus();", &[]);
    person.type_keys("x");
    assert_eq!(taken(), ["Escape", "Tab", "x"]);
}

#[test]
fn the_second_half_of_a_double_click_does_not_answer_the_next_question() {
    let host = Host::start();
    let person = open(&host, &format!("{PLAIN}<div id=\"room\"></div>"));
    person.choose(&["consumer"]);
    let going_on = person.find("return all('.primary');", Value::Null);
    // The next question's first option comes to where the mouse is.
    let _: Value = person.session().ask(
        "const widget = document.querySelector('dsr-signpost');
        room.style.height = '200vh';
        let y;
        addEventListener('click', (event) => (y ??= event.clientY), { capture: true });
        widget.addEventListener('dsr-signpost:step', () => {
            const option = widget.shadowRoot.querySelector('.option').getBoundingClientRect();
            scrollBy({ top: (option.top + option.bottom) / 2 - y, behavior: 'instant' });
        });",
        &[],
    );
    person.session().double_click(&going_on[0]);
    person.see_question("right");
    person.settle();
    person.see_chosen(&[]);
    person.hear_no_complaint();
}

#[test]
fn an_element_that_is_moved_keeps_its_answers() {
    // It puts a script into the page, which the strict policy forbids.
    let host = Host::start_with(Policy::Absent);
    let person = open(&host, &format!("<div id=\"there\"></div>{PLAIN}"));
    person.answer(&["member"]);
    host.publish(
        "/move.js",
        "there.append(document.querySelector('dsr-signpost'));",
    );
    let _: Value = person.session().ask(
        // In a task of the page's own: some drivers run microtasks within their scripts.
        "const script = document.createElement('script');
        script.src = '/move.js';
        document.body.append(script);",
        &[],
    );
    wait_for("the element moved", PATIENCE, || {
        let is_there: bool = person.session().ask(
            "return document.querySelector('#there > dsr-signpost') !== null;",
            &[],
        );
        is_there.then_some(()).ok_or_else(String::new)
    });
    person.see_question("right");
}

#[test]
fn an_element_that_is_moved_into_another_document_keeps_its_answers_and_its_look() {
    let host = Host::start();
    let person = open(&host, PLAIN);
    person.answer(&["member"]);
    person.see_question("right");
    let seen = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const element = document.querySelector('dsr-signpost');
        const find = (selector) => element.shadowRoot.querySelector(selector);
        const ground = (selector) => {
            const view = element.ownerDocument.defaultView;
            return view.getComputedStyle(find(selector)).backgroundColor;
        };
        const there = async (selector) => {
            while (find(selector) === null) {
                await new Promise((resolve) => requestAnimationFrame(resolve));
            }
        };
        const before = ground('.primary');
        const frame = document.createElement('iframe');
        frame.title = 'Another document';
        frame.onload = async () => {
            frame.contentDocument.body.append(element);
            await there('fieldset[data-question=right]');
            const after = ground('.primary');
            for (const [question, option] of [['right', 'delete'], ['law', 'gdpr']]) {
                await there(`fieldset[data-question=${question}]`);
                find(`#option-${option}`).click();
                find('.primary').click();
            }
            await there('.sign');
            const sign = ground('.sign');
            // It begins anew, and its sheets are there already.
            element.headingLevel = 4;
            await there('h4.heading');
            await there('.sign');
            done({ before, after, sign, sheets: element.shadowRoot.adoptedStyleSheets.length });
        };
        document.body.append(frame);",
        &[],
    );
    assert_eq!(seen["after"], seen["before"], "{seen}");
    assert_ne!(seen["sign"], "rgba(0, 0, 0, 0)", "{seen}");
    assert_eq!(seen["sheets"], 2, "{seen}");
    person.hear_no_complaint();
}

#[test]
fn attributes_that_change_together_keep_the_answers() {
    let host = Host::start();
    let person = open(&host, PLAIN);
    let change = |script: &str| {
        let script = format!("const element = document.querySelector('dsr-signpost'); {script}");
        person.session().ask::<Value>(&script, &[]);
    };
    person.answer(&["member"]);
    person.see_question("right");
    change("element.headingLevel = 3; element.mode = 'page'; element.headingLevel = 4;");
    person.see_question("right");
    let heading = "return [...root.querySelectorAll('h4.heading')];";
    assert_eq!(person.find(heading, Value::Null).len(), 1);

    // A file that is missing in between does not cost the answers either.
    change("element.language = 'xx';");
    person.see("the failure", |screen| screen.has_failed);
    change("element.language = 'en';");
    person.see_question("right");
}

#[test]
fn a_copy_of_an_element_gets_a_widget_of_its_own() {
    let host = Host::start();
    let person = open(&host, PLAIN);
    person.answer(&["member"]);
    person.session().ask::<Value>(
        "const element = document.querySelector('dsr-signpost');
        document.body.append(element.cloneNode(true));
        return element.nextElementSibling === null;",
        &[],
    );
    person.turn_to(1);
    person.see_question("capacity");
    person.turn_to(0);
    person.see_question("right");
    person.hear_no_complaint();
}

#[test]
fn a_page_that_mends_the_widget_when_it_hears_of_a_failure_gets_its_promises_kept() {
    let host = Host::start();
    let person = open(&host, PLAIN);
    let place = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const element = document.querySelector('dsr-signpost');
        element.addEventListener('dsr-signpost:error', () => { element.language = 'en'; });
        element.language = 'xx';
        element.addEventListener('dsr-signpost:ready', () => {
            element.ready.then(() => element.goTo('capacity=member')).then(
                () => done(element.place),
                (error) => done(String(error)),
            );
        });",
        &[],
    );
    assert!(place.as_str().unwrap().contains("capacity="), "{place}");
    person.see_question("right");
}

#[test]
fn the_title_of_the_page_stays_the_pages_own() {
    let host = Host::start_with(Policy::Absent);
    let person = open(&host, "<dsr-signpost page-title></dsr-signpost>");
    let title = |script: &str| -> String { person.session().ask(script, &[]) };
    assert!(title("return document.title").ends_with(" – Help"));
    // The page becomes another one while the widget is there, and then the widget goes.
    title("return (document.title = 'About')");
    person.answer(&["member"]);
    person.see("the page's title", |screen| {
        screen.title.ends_with(" – About")
    });
    person.see("the title once", |screen| !screen.title.contains("Help"));
    title(
        "document.querySelector('dsr-signpost').remove();
        return (document.title = 'Contact');",
    );
    assert_eq!(title("return document.title"), "Contact");
}

#[test]
fn another_guide_begins_anew_whatever_the_address_says() {
    let host = Host::start();
    let person = open(&host, "<dsr-signpost history></dsr-signpost>");
    person.answer(&["member"]);
    let other = shipped::file(GUIDE).replace("\"edition\": 1", "\"edition\": 2");
    host.publish("/other/guide.json", &other);
    host.publish("/other/text.en.json", &shipped::file(TEXT));
    person.session().ask::<Value>(
        "document.querySelector('dsr-signpost').guide = '/other';",
        &[],
    );
    person.see_question("capacity");
    assert_eq!(person.screen().notice, None);
}

#[test]
fn fifty_elements_that_came_and_went_leave_nothing() {
    // Catches the program's memory, which the developer tools do not count.
    const CATCH: &str = "<script>
        const start = WebAssembly.instantiateStreaming;
        WebAssembly.instantiateStreaming = async (...given) => {
            const started = await start.apply(WebAssembly, given);
            window.programMemory = started.instance.exports.memory;
            return started;
        };
        </script>";
    let host = Host::start_with(Policy::Absent);
    let person = open(&host, &format!("{CATCH}{PLAIN}"));
    let cycle = || {
        let bytes = person.session().await_answer(
            "const done = arguments[arguments.length - 1];
            const cycle = async () => {
                for (let turn = 0; turn < 50; turn += 1) {
                    const element = document.createElement('dsr-signpost');
                    document.body.append(element);
                    await element.ready;
                    await element.goTo('capacity=member');
                    element.remove();
                    await new Promise((resolve) => setTimeout(resolve));
                }
                // What the test itself has heard is not the widget's.
                heard.events = [];
                return programMemory.buffer.byteLength;
            };
            cycle().then(done, (error) => done(String(error)));",
            &[],
        );
        let bytes = bytes.as_u64().unwrap_or_else(|| panic!("{bytes}"));
        (bytes, person.session().weigh())
    };
    // The first ones fill caches.
    let (bytes_before, before) = cycle();
    let (bytes_after, after) = cycle();
    let seen = format!("after fifty elements {after:?}, before {before:?}");
    assert_eq!(bytes_after, bytes_before);
    assert_eq!(after.elements, before.elements, "{seen}");
    assert!(after.nodes <= before.nodes, "{seen}");
    assert!(after.listeners <= before.listeners, "{seen}");
    // The engine goes on compiling meanwhile; each element's guide and words are 90 kB.
    assert!(after.heap < before.heap + 50_000.0, "{seen}");
    person.see_question("capacity");
}

#[test]
fn defining_the_element_twice_is_harmless() {
    let host = Host::start();
    let again = format!("<script type=\"module\" src=\"{EMBED}?again\"></script>{PLAIN}");
    let person = open(&host, &again);
    person.answer(&["member"]);
    person.see_question("right");
    person.hear_no_complaint();
}

#[test]
fn two_versions_on_one_page_do_not_break_each_other() {
    let host = Host::start();
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    let script = shipped::file(EMBED);
    assert!(script.contains(&version));
    host.publish("/other/embed.js", &script.replace(&version, "\"9.9.9\""));
    let person = open(
        &host,
        &format!("<script type=\"module\" src=\"/other/embed.js\"></script>{PLAIN}{PLAIN}"),
    );
    let version: String = person
        .session()
        .ask("return customElements.get('dsr-signpost').version;", &[]);
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    for widget in [0, 1] {
        person.turn_to(widget);
        person.answer(&["member"]);
        person.see_question("right");
    }
    person.hear_no_complaint();
}

#[test]
fn an_element_in_anothers_shadow_root_works() {
    let host = Host::start();
    host.publish(
        "/card.js",
        "customElements.define('help-card', class extends HTMLElement {
            connectedCallback() {
                const root = this.attachShadow({ mode: 'open' });
                root.append(document.createElement('dsr-signpost'));
            }
        });",
    );
    host.publish(
        "/help.html",
        &page(
            "Help",
            r#"<script src="/card.js"></script><help-card></help-card>"#,
        ),
    );
    let person = Person::new();
    person.arrive(&host.at("/help.html"));
    let asked = |question: &str| {
        wait_for(question, PATIENCE, || {
            let asked: Option<String> = person.session().ask(
                "const element = document.querySelector('help-card').shadowRoot.firstChild;
                return element.shadowRoot.querySelector('fieldset')?.dataset.question ?? null;",
                &[],
            );
            (asked.as_deref() == Some(question))
                .then_some(())
                .ok_or_else(|| format!("{asked:?}"))
        });
    };
    asked("capacity");
    let inside = |selector: &str| {
        person.session().find(
            "const element = document.querySelector('help-card').shadowRoot.firstChild;
            return [element.shadowRoot.querySelector(arguments[0])];",
            &[json!(selector)],
        )
    };
    for selector in ["input[value=member]", "button.primary"] {
        person.session().click(&inside(selector)[0]);
    }
    asked("right");
    person.hear_no_complaint();
}

#[test]
fn the_single_file_works_from_a_disk() {
    let dist = Surroundings::get().dist.canonicalize().unwrap();
    let person = Person::new();
    person.open(&format!("file://{}/signpost.html", dist.display()));
    person.answer(&["member"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_routes(&["member-organisation"]);
    let requests: Vec<String> = person.session().ask(
        "return performance.getEntriesByType('resource').map((entry) => entry.name);",
        &[],
    );
    let elsewhere: Vec<_> = requests
        .iter()
        .filter(|it| !it.starts_with("data:"))
        .collect();
    assert_eq!(elsewhere, Vec::<&String>::new());
    if Surroundings::get().engine != Engine::WebKit {
        person.press_browser_back();
        person.see_question("law");
    }
}

#[test]
fn the_single_file_is_there_without_a_network_once_a_browser_keeps_it() {
    // WebKitGTK, as its driver runs it, keeps nothing.
    if Surroundings::get().engine == Engine::WebKit {
        return;
    }
    let mut host = Host::start_with(Policy::Absent);
    host.let_browsers_keep();
    let person = Person::new();
    let page = host.at("/signpost.html");
    person.open(&page);
    host.stop();
    person.open(&page);
    person.answer(&["member"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    person.see_routes(&["member-organisation"]);
}
