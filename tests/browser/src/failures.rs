//! Whatever fails, the reader has the addresses, within two seconds, and the author has the reason.

use std::time::Duration;

use serde_json::{Value, json};

use crate::host::{Fault, Host, Policy};
use crate::person::{Deed, Person, Place, Screen};
use crate::pieces::seen_from_around;
use crate::shipped::{
    self, ADVICE, ADVISED, ASKED, COMPILER, EMBED, FIRST, GUIDE, Guide, REST, STYLE, TEXT, Text,
    WASM, page,
};
use crate::surroundings::{Engine, Surroundings};
use crate::trap::{with_room_for, with_traps};

/// How soon the reader has the addresses, after the page was asked for.
pub(crate) const SOON: Duration = Duration::from_secs(2);

/// How soon a file that does not come is given up: ten seconds, and what the page needs around them.
pub(crate) const AT_LAST: Duration = Duration::from_secs(12);

#[test]
fn a_program_that_does_not_arrive_whole_leaves_the_addresses() {
    for half in [WASM, ADVICE] {
        expect_failures([
            Failure::of(half, Fault::Status(404)).with_code("not-loaded"),
            Failure::of(half, Fault::Status(500)).with_code("not-loaded"),
            Failure::of(half, Fault::Half).with_code("not-loaded"),
            Failure::of(half, Fault::Cut).with_code("not-loaded"),
            Failure::of(half, Fault::Flipped(0)).with_code("not-loaded"),
            Failure::of(half, Fault::Body("<h1>Not here</h1>".into())).with_code("not-loaded"),
        ]);
    }
}

#[test]
fn a_program_that_traps_at_its_start_leaves_the_addresses() {
    expect_failures([
        Failure::of(WASM, trapping(|_| true))
            .built_so()
            .with_code("not-loaded"),
        Failure::of(WASM, trapping(|export| export == "prepare"))
            .built_so()
            .with_code("crashed"),
        Failure::of(WASM, trapping(|export| export == "mount"))
            .built_so()
            .with_code("crashed"),
    ]);
}

#[test]
fn a_file_beside_the_program_that_is_missing_leaves_the_addresses() {
    expect_failures([Failure::of(STYLE, Fault::Status(404))
        .with_code("not-loaded")
        .naming(&["signpost.css"])]);
}

#[test]
fn a_page_that_ends_within_the_program_or_before_leaves_the_addresses() {
    let page = shipped::file("/index.html");
    let (before, _) = page.split_once("<script type=\"application/").unwrap();
    let half = page.len().midpoint(before.len());
    for cut in [before, &page[..page.ceil_char_boundary(half)]] {
        let host = Host::start();
        host.publish("/", cut);
        arrive_and_fail(&host, &Person::new(), "not-loaded", SOON, "a page cut off");
    }
}

#[test]
fn a_program_in_the_page_with_one_byte_changed_is_refused() {
    let page = shipped::file("/index.html");
    let (before, program) = page.rsplit_once("data-alphabet=\"").unwrap();
    let (alphabet, text) = program.split_once('"').unwrap();
    let letters: Vec<_> = alphabet.chars().collect();
    let said =
        |words: &str| -> String { words.bytes().map(|it| letters[usize::from(it)]).collect() };
    // It is a program still, of other words.
    let changed = text.replacen(&said("aria-describedby"), &said("aria-describedbx"), 1);
    assert_ne!(changed, text, "the words are not in the program");
    let host = Host::start();
    host.publish(
        "/",
        &format!("{before}data-alphabet=\"{alphabet}\"{changed}"),
    );
    arrive_and_fail(&host, &Person::new(), "not-loaded", SOON, "another program");
}

#[test]
fn a_file_with_one_byte_changed_is_refused() {
    for path in every_file() {
        let last = shipped::bytes(path).len() - 1;
        expect_failures([Failure::of(path, Fault::Flipped(last)).with_code("not-loaded")]);
    }
    let script = shipped::file(EMBED);
    // It would run still.
    let changed = script.replacen("signpost-failure", "signpost-mistake", 1);
    assert_ne!(changed, script);
    let host = host_with(EMBED, Fault::Body(changed.into()));
    let person = Person::new();
    person.arrive(&host.at("/"));
    // The page is loaded, so the script has had its turn.
    let is_defined: bool = person
        .session()
        .ask("return Boolean(customElements.get('dsr-signpost'));", &[]);
    assert!(!is_defined);
    person.see_within(SOON, "the addresses", has_every_address);
}

#[test]
fn a_packed_guide_that_is_no_guide_leaves_the_addresses() {
    for path in [ASKED, ADVISED] {
        let packed = shipped::bytes(path);
        let cut = packed[..packed.len() / 2].to_vec();
        let newer = [b"signpost 9", &*packed].concat();
        expect_failures([
            Failure::of(path, Fault::Body(cut))
                .built_so()
                .with_code("guide-invalid")
                .naming(&["damaged"]),
            Failure::of(path, Fault::Body(newer))
                .built_so()
                .with_code("guide-invalid")
                .naming(&["this version"]),
        ]);
    }
}

#[test]
fn a_compiler_that_does_not_arrive_or_traps_leaves_the_addresses() {
    let compiler = shipped::bytes(COMPILER);
    let trapping = with_traps(&compiler, |export| export == "compile");
    expect_failures([
        Failure::of(COMPILER, Fault::Status(404))
            .with_code("not-loaded")
            .with_an_own_guide(),
        Failure::of(COMPILER, Fault::Flipped(compiler.len() - 1))
            .with_code("not-loaded")
            .with_an_own_guide(),
        Failure::of(COMPILER, Fault::Body(trapping))
            .built_so()
            .with_code("crashed")
            .with_an_own_guide(),
    ]);
}

#[test]
fn a_guide_that_does_not_compile_leaves_the_addresses_and_names_every_problem() {
    let contradictory = edited(GUIDE, |guide| {
        guide["routes"][0]["channel"] = json!("no-such-channel");
        guide["questions"][1]["when"] = json!("no-such-question=yes");
    });
    let newer = edited(GUIDE, |guide| guide["format"] = json!(2));
    let newer_shape = Fault::Body(r#"{ "format": 2, "everything": "is different" }"#.into());
    let not_json = Fault::Body("{ \"format\": 1, oops".into());
    expect_failures([
        Failure::of_own("guide.json", Fault::Status(404))
            .with_code("not-loaded")
            .naming(&["guide.json"]),
        Failure::of_own("guide.json", not_json)
            .with_code("guide-invalid")
            .naming(&["line 1"]),
        Failure::of_own("guide.json", newer)
            .with_code("guide-invalid")
            .naming(&["format", "2"]),
        Failure::of_own("guide.json", newer_shape)
            .with_code("guide-invalid")
            .naming(&["format", "2"]),
        Failure::of_own("guide.json", contradictory)
            .with_code("guide-invalid")
            .naming(&["no-such-channel", "no-such-question"]),
    ]);
}

#[test]
fn words_that_do_not_fit_leave_the_addresses_and_name_every_problem() {
    let lacking = edited(TEXT, |text| {
        text["questions"].as_object_mut().unwrap().remove("law");
        text["phrases"].as_object_mut().unwrap().remove("continue");
    });
    let not_json = Fault::Body("<h1>Words</h1>".into());
    expect_failures([
        Failure::of_own("text.en.json", Fault::Status(404))
            .with_code("not-loaded")
            .naming(&["text.en.json"]),
        Failure::of_own("text.en.json", not_json)
            .with_code("guide-invalid")
            .naming(&["line 1"]),
        Failure::of_own("text.en.json", lacking)
            .with_code("guide-invalid")
            .naming(&["law", "continue"]),
    ]);
}

#[test]
fn whatever_befalls_a_file_the_reader_has_the_widget_or_the_addresses() {
    let faults = [
        Fault::Status(404),
        Fault::Status(500),
        Fault::Half,
        Fault::Cut,
        Fault::Flipped(0),
        Fault::Body(Vec::new()),
        Fault::Body("<h1>Not here</h1>".into()),
        Fault::Type("text/plain"),
        Fault::Encoding("gzip"),
        Fault::Loop,
    ];
    let person = Person::new();
    for path in [EMBED].into_iter().chain(every_file()) {
        for fault in &faults {
            let host = host_with(path, fault.clone());
            let what = format!("{path} with {fault:?}");
            match Fate::of(path, fault) {
                Fate::Ready => {
                    person.open(&host.at("/"));
                    person.see(format!("a question, {what}"), |screen| {
                        screen.question.is_some()
                    });
                }
                Fate::Failure(code) => {
                    // A loop is gone round twenty times before it is given up.
                    let is_slow = matches!(fault, Fault::Loop);
                    let limit = if is_slow { AT_LAST } else { SOON };
                    arrive_and_fail(&host, &person, code, limit, &what);
                }
                Fate::Undefined => {
                    person.arrive(&host.at("/"));
                    person.see_within(SOON, format!("the addresses, {what}"), has_every_address);
                }
            }
        }
    }
}

#[test]
fn a_program_that_runs_out_of_memory_leaves_the_addresses() {
    let module = shipped::bytes(WASM);
    let text = Text::read();
    let look = Deed::Press(text.phrase("overview-open").to_owned());
    let person = Person::new();
    let mut failed_with = Vec::new();
    // More and more, up to what the largest screen needs.
    'room: for room in (0..).step_by(2) {
        // The second site has the same module as the first, by whose address a browser may know it.
        for _ in 0..2 {
            let host = host_with(WASM, Fault::Body(with_room_for(&module, room)));
            host.unseal();
            person.arrive(&host.at("/"));
            let is_over = |screen: &Screen| screen.is_ready || screen.has_failed;
            if person.see("the widget ready or failed", is_over).is_ready {
                person.do_all(std::slice::from_ref(&look));
            }
            let is_over = |screen: &Screen| screen.place() == Place::Overview || screen.has_failed;
            let screen = person.see_within(SOON, "the overview or the failure", is_over);
            if screen.place() == Place::Overview {
                break 'room;
            }
            let code = &screen.events("error")[0].detail["code"];
            expect_fallback(&screen, code.as_str().unwrap());
        }
        failed_with.push(room);
    }
    assert!(
        !failed_with.is_empty(),
        "there is room enough from the start"
    );
}

#[test]
fn a_file_that_never_comes_leaves_the_addresses_all_along() {
    let person = Person::new();
    for path in FIRST.into_iter().chain([STYLE]) {
        let host = host_with(path, Fault::Silence);
        person.arrive(&host.at("/"));
        person.see_within(SOON, "the addresses", has_every_address);
        // As long as a reader should wait for a failure.
        person.keep_seeing(SOON, "the addresses", |screen| {
            has_every_address(screen) && !screen.is_ready
        });
    }
}

#[test]
fn a_file_that_does_not_come_in_time_is_given_up() {
    let paths = every_file();
    let hosts = paths.clone().map(|path| host_with(path, Fault::Silence));
    let hosts: Vec<_> = hosts.collect();
    // Side by side, so that the time passes once.
    let frames: Vec<_> = hosts
        .iter()
        .map(|host| format!(r#"<iframe title="A page" src="{}"></iframe>"#, host.at("/")))
        .collect();
    let outer = Host::start_with(Policy::Absent);
    outer.publish("/frames.html", &frames.concat());
    let person = Person::new();
    person.arrive(&outer.at("/frames.html"));
    for (index, path) in paths.enumerate() {
        let frames = "return [document.querySelectorAll('iframe')[arguments[0]]];";
        let mut frames = person.session().find(frames, &[json!(index)]);
        person.session().enter_frame(frames.remove(0));
        let what = format!("the failure without {path}");
        let screen = person.see_within(AT_LAST, what, |screen| screen.has_failed);
        expect_fallback(&screen, "not-loaded");
        let failed_after = screen.events("error")[0].after;
        let limit = AT_LAST.as_secs_f64() * 1000.0;
        assert!(
            failed_after < limit,
            "{path} is given up after {failed_after} ms"
        );
        person.session().leave_frames();
    }
}

#[test]
fn a_page_whose_rest_does_not_come_in_time_is_given_up() {
    let seen = seen_from_around(
        "const began = performance.now();
        await fetch(letGo);
        await there(() => find('.signpost-failure'));
        const code = await element().ready.then(() => 'ready', ({ code }) => code);
        return {
            code,
            after: performance.now() - began,
            readyState: frame.contentDocument.readyState,
            fallback: element().innerText,
        };",
    );
    assert_eq!(seen["code"], "not-loaded", "{seen}");
    assert_eq!(seen["readyState"], "loading", "{seen}");
    assert!(
        seen["after"].as_f64().unwrap() < AT_LAST.as_secs_f64() * 1000.0,
        "{seen}"
    );
    let fallback = seen["fallback"].as_str().unwrap();
    assert!(
        every_address().all(|address| fallback.contains(&address)),
        "{seen}"
    );
}

#[test]
fn an_element_that_is_never_defined_leaves_the_addresses() {
    let host = host_with(EMBED, Fault::Status(404));
    let person = Person::new();
    person.arrive(&host.at("/"));
    person.see_within(SOON, "the addresses", has_every_address);
}

#[test]
fn a_page_without_scripts_leaves_the_addresses() {
    let host = Host::start_with(Policy::WithoutScripts);
    let person = Person::new();
    person.arrive(&host.at("/"));
    person.see_within(SOON, "the addresses", has_every_address);
}

#[test]
fn a_policy_that_forbids_webassembly_leaves_the_addresses() {
    let host = Host::start_with(Policy::WithoutWasm);
    let screen = arrive_and_fail(
        &host,
        &Person::new(),
        "wasm-blocked",
        SOON,
        "no WebAssembly",
    );
    assert!(has_every_address(&screen));
}

#[test]
fn a_panic_while_somebody_answers_leaves_the_addresses() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.choose(&["member"]);
    person.break_the_page();
    person.press("Continue");
    let screen = person.see_within(SOON, "the failure", |screen| screen.has_failed);
    expect_fallback(&screen, "crashed");
    assert!(
        screen.focus.classes.contains("signpost-failure"),
        "{:?}",
        screen.focus
    );
}

#[test]
fn a_trap_while_somebody_answers_leaves_the_addresses() {
    // Only an event of the page leads into these.
    let host = host_with(WASM, trapping(|export| export.contains("invoke")));
    host.unseal();
    let person = Person::new();
    person.arrive(&host.at("/"));
    person.see("the widget ready or failed", |screen| {
        screen.is_ready || screen.has_failed
    });
    if person.screen().is_ready {
        person.press("Continue");
    }
    let screen = person.see_within(SOON, "the failure", |screen| screen.has_failed);
    expect_fallback(&screen, "crashed");
}

#[test]
fn a_trap_in_what_the_page_asked_for_leaves_the_addresses_though_the_page_catches_it() {
    let person = Person::new();
    for (export, wish) in [
        ("widget_goTo", "goTo('capacity=member')"),
        ("widget_follow", "follow('signpost=')"),
        ("widget_reset", "reset()"),
        ("widget_place", "place"),
    ] {
        let host = host_with(WASM, trapping(|name| name == export));
        host.unseal();
        person.open(&host.at("/"));
        let script = format!(
            "const done = arguments[arguments.length - 1];
            const ask = async () => document.querySelector('dsr-signpost').{wish};
            ask().then(() => done('done'), (error) => done(error.constructor.name));"
        );
        let caught = person.session().await_answer(&script, &[]);
        assert_eq!(caught, json!("RuntimeError"), "{wish}");
        let screen = person.see_within(SOON, wish, |screen| screen.has_failed);
        expect_fallback(&screen, "crashed");
    }
}

#[test]
fn a_failure_does_not_take_the_focus_from_somebody_who_types() {
    let host = Host::start();
    host.publish(
        "/search.html",
        &page("Search", r#"<input aria-label="Search">"#),
    );
    host.spoil(WASM, Fault::Status(404));
    let person = Person::new();
    person.arrive(&host.at("/search.html"));
    let _: Value = person.session().ask(
        "document.querySelector('input').focus();
        const element = document.createElement('dsr-signpost');
        const content = document.createElement('p');
        content.textContent = 'Write to us.';
        element.append(content);
        document.body.append(element);",
        &[],
    );
    let screen = person.see("the failure", |screen| screen.has_failed);
    assert_eq!(screen.focus.tag, "input");
    assert_eq!(screen.fallback, "Write to us.");
}

/// Every file that the script may fetch for the guide that is shipped.
fn every_file() -> impl Iterator<Item = &'static str> + Clone {
    FIRST.into_iter().chain([STYLE]).chain(REST)
}

/// What must come of a page with a spoilt file.
enum Fate {
    /// Nothing: the widget starts.
    Ready,
    /// The addresses, and an event of this code.
    Failure(&'static str),
    /// The addresses, and nobody who could speak of an event.
    Undefined,
}

impl Fate {
    fn of(path: &str, fault: &Fault) -> Self {
        // WebKitGTK takes what cannot be unpacked as it is.
        let takes_as_is = Surroundings::get().engine == Engine::WebKit;
        match fault {
            Fault::Encoding(_) if takes_as_is => Self::Ready,
            _ if path == EMBED => Self::Undefined,
            Fault::Type(_) => Self::Ready,
            Fault::Status(_)
            | Fault::Body(_)
            | Fault::Half
            | Fault::Cut
            | Fault::Flipped(_)
            | Fault::Encoding(_)
            | Fault::Loop
            | Fault::Silence
            | Fault::Held
            | Fault::InPieces => Self::Failure("not-loaded"),
        }
    }
}

/// One file spoilt, and what must come of it.
struct Failure {
    path: String,
    fault: Fault,
    code: &'static str,
    words: &'static [&'static str],
    is_sealed: bool,
    has_own_guide: bool,
}

impl Failure {
    fn of(path: &str, fault: Fault) -> Self {
        Self {
            path: path.to_owned(),
            fault,
            code: "",
            words: &[],
            is_sealed: true,
            has_own_guide: false,
        }
    }

    /// A file of a guide that is not the shipped one.
    fn of_own(name: &str, fault: Fault) -> Self {
        Self::of(&format!("{OWN}{name}"), fault).with_an_own_guide()
    }

    /// As if the hashes had been made of the spoilt file.
    fn built_so(self) -> Self {
        Self {
            is_sealed: false,
            ..self
        }
    }

    /// On a page with a guide of its own.
    fn with_an_own_guide(self) -> Self {
        Self {
            has_own_guide: true,
            ..self
        }
    }

    /// The code of the error event.
    fn with_code(self, code: &'static str) -> Self {
        Self { code, ..self }
    }

    /// Words that the console must say.
    fn naming(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }
}

/// Where the guide is that a page has of its own.
const OWN: &str = "/own/";

/// A host that answers so for a file, which the page needs: what stands in the standalone page is a file where that
/// is in parts, and the look is one where it has not come with the first question.
fn host_with(path: &str, fault: Fault) -> Host {
    let host = Host::start_in_parts();
    if path == STYLE {
        let page = shipped::page_in_parts();
        let (before, rest) = page.split_once("<template").unwrap();
        let (_, after) = rest.rsplit_once("</template>").unwrap();
        host.publish("/", &format!("{before}{after}"));
    }
    host.spoil(path, fault);
    host
}

/// Makes the standalone page one with a guide of its own: a copy of the shipped one.
fn publish_own_guide(host: &Host) {
    let page = shipped::file("/index.html");
    let element = format!("<dsr-signpost guide=\"{OWN}\"");
    host.publish("/", &page.replace("<dsr-signpost", &element));
    for (path, name) in [(GUIDE, "guide.json"), (TEXT, "text.en.json")] {
        host.publish(&format!("{OWN}{name}"), &shipped::file(path));
    }
}

#[track_caller]
fn expect_failures<const COUNT: usize>(failures: [Failure; COUNT]) {
    let person = Person::new();
    for Failure {
        path,
        fault,
        code,
        words,
        is_sealed,
        has_own_guide,
    } in failures
    {
        let host = host_with(&path, fault);
        if !is_sealed {
            host.unseal();
        }
        if has_own_guide {
            publish_own_guide(&host);
        }
        let screen = arrive_and_fail(&host, &person, code, SOON, &path);
        let requests = host.requests();
        assert!(
            requests.contains(&path),
            "nobody asked for {path}: {requests:?}"
        );
        let complaints = screen.heard.unwrap().complaints;
        for word in words {
            assert!(
                complaints.iter().any(|complaint| complaint.contains(word)),
                "nothing about `{word}` in {complaints:#?}"
            );
        }
    }
}

#[track_caller]
fn arrive_and_fail(
    host: &Host,
    person: &Person,
    code: &str,
    limit: Duration,
    what: &str,
) -> Screen {
    person.arrive(&host.at("/"));
    let screen = person.see(format!("the failure, {what}"), |screen| screen.has_failed);
    expect_fallback(&screen, code);
    let failed_after = screen.events("error")[0].after;
    assert!(
        failed_after < limit.as_secs_f64() * 1000.0,
        "{what}: the failure came {failed_after} ms after the page was asked for"
    );
    // Whoever has just arrived begins at the top of the page.
    assert_eq!(screen.focus.tag, "body");
    screen
}

/// Panics unless the reader has every address, and the author one event of this code and a reason.
#[track_caller]
pub(crate) fn expect_fallback(screen: &Screen, code: &str) {
    assert!(
        has_every_address(screen),
        "an address is not visible: {}",
        screen.fallback
    );
    assert!(!screen.is_ready);
    let codes: Vec<_> = screen
        .events("error")
        .iter()
        .map(|event| &event.detail["code"])
        .collect();
    assert_eq!(codes, [&json!(code)], "{:?}", screen.heard);
    let heard = screen.heard.as_ref().unwrap();
    assert!(!heard.complaints.is_empty(), "the console is silent");
}

/// Whether the host's own content shows the address of each channel that routes lead to.
pub(crate) fn has_every_address(screen: &Screen) -> bool {
    every_address().all(|address| screen.fallback.contains(&address))
}

fn every_address() -> impl Iterator<Item = String> {
    let guide = Guide::read();
    let channels = guide.routes.iter().map(|route| guide.channel_of(&route.id));
    let addresses = channels.filter_map(|channel| channel.address.clone());
    addresses.collect::<Vec<_>>().into_iter()
}

fn edited(path: &str, edit: impl FnOnce(&mut Value)) -> Fault {
    let mut file = serde_json::from_str(&shipped::file(path)).unwrap();
    edit(&mut file);
    Fault::Body(file.to_string().into())
}

fn trapping(is_spoilt: impl Fn(&str) -> bool) -> Fault {
    Fault::Body(with_traps(&shipped::bytes(WASM), is_spoilt))
}
