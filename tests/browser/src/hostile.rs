//! Whatever somebody hostile writes, into a link, a guide or its words, nothing of it runs, loads or
//! leads astray: there is the start with its notice, the words as words, or the addresses.
//!
//! The cases are parts put together: what is written, and where.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::host::{Fault, Host, Policy};
use crate::person::{Deed, Person, Place, RENDERED};
use crate::shipped::{self, COMPILER, GUIDE, Guide, TEXT, page};

const HOSTILE: &str = include_str!("hostile.js");

/// How many cases the page is given at once, which it has half a minute for.
const MOST_CASES: usize = 50;

/// Fields of the words that the program compares or looks for, so that others are refused.
const READ_BY_THE_PROGRAM: &[&str] = &["$schema", "guide", "locale", "direction", "term"];

/// What would run or load if it became part of the page, and says so.
const CODE: &[&str] = &[
    "<script>window.ran=1</script>",
    "<img src=/ran onerror=window.ran=1>",
    "\"><svg onload=window.ran=1>",
    "'><iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<iframe src=javascript:parent.ran=1></iframe>",
    "<a href=javascript:window.ran=1 autofocus onfocus=window.ran=1>here</a>",
    "<details open ontoggle=window.ran=1>",
    "<style>@import '/ran';</style>",
    "<link rel=stylesheet href=/ran>",
    "<meta http-equiv=refresh content='0;url=/ran'>",
    "<base href=//elsewhere.example/>",
    "<math><mtext></p><img src=/ran onerror=window.ran=1></math>",
    "<template><script>window.ran=1</script></template>",
    "</title></style></textarea><script>window.ran=1</script>",
    "--><script>window.ran=1</script>",
    "]]><script>window.ran=1</script>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    "data:text/html,<script>parent.ran=1</script>",
    "');window.ran=1;('",
    "${window.ran=1}",
    "{{constructor.constructor('window.ran=1')()}}",
];

/// Names that every object of a page has already.
const NAMES: &[&str] = &[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "then",
];

/// Letters that are not what they seem, or that end a string for somebody careless.
const LETTERS: &[&str] = &[
    "\0",
    "member\0",
    "\u{202e}rebmem",
    "\u{2066}member\u{2069}",
    "mem\u{200b}ber",
    "\u{feff}member",
    "m\u{435}mber",
    "ｍｅｍｂｅｒ",
    "me\u{301}mber",
    "MEMBER",
    "\u{10ffff}",
    "\\",
    "'",
    "\"",
    "`",
    "member\u{7f}",
];

/// What a careless reader of an address would take for something else.
const PERCENT: &[&str] = &[
    "%",
    "%00",
    "%zz",
    "%6Dember",
    "%256Dember",
    "%C0%AF",
    "%E0%A4%A",
    "%FF%FE",
    "%u006dember",
    "%26law%3Dgdpr",
    "member%2Cconsumer",
    "..%2F..%2F",
    "+member",
];

#[test]
fn a_hostile_link_leads_to_the_first_question_with_a_notice() {
    let Guide { id, edition, .. } = Guide::read();
    let places: [&dyn Fn(&str) -> String; 7] = [
        &|written| format!("signpost={written}"),
        &|written| format!("signpost={id}.{written}"),
        &|written| format!("signpost={id}.{edition}&{written}=member"),
        &|written| format!("signpost={id}.{edition}&capacity={written}"),
        &|written| format!("signpost={id}.{edition}&capacity=member,{written}"),
        &|written| format!("signpost={id}.{edition}&capacity=member&at={written}"),
        &|written| format!("signpost={id}.{edition}&capacity=member&view={written}"),
    ];
    let long = [
        "a".repeat(100_000),
        "member,".repeat(10_000),
        "&capacity=member".repeat(10_000),
        "[".repeat(100_000),
        "%25".repeat(30_000),
    ];
    let written = [CODE, NAMES, LETTERS, PERCENT].concat().into_iter();
    let written = written.chain(long.iter().map(String::as_str));
    let links: Vec<_> = written
        .flat_map(|written| places.iter().map(move |place| place(written)))
        .collect();

    let host = Host::start_with(Policy::Absent);
    let person = Person::new();
    person.open(&host.at("/"));
    let quiet = Quiet::before(&host, &person);
    for links in links.chunks(MOST_CASES) {
        let follow: Vec<_> = links.iter().cloned().map(Deed::Follow).collect();
        let done = person.do_all(&follow);
        for (link, screen) in links.iter().zip(&done.screens) {
            let shown: String = link.chars().take(100).collect();
            let start = Place::Question("capacity".to_owned());
            assert_eq!(screen.place(), start, "{shown}");
            assert!(screen.notice.is_some(), "no notice at {shown}");
            assert_eq!(screen.chosen(), [""; 0], "{shown}");
        }
        let next = links.get(done.screens.len());
        assert_eq!(done.problem, None, "at {next:?}");
    }
    quiet.expect();
    person.hear_no_complaint();
}

#[test]
fn a_hostile_id_in_a_guide_is_refused() {
    let guide = read(GUIDE);
    let places = [
        "/id",
        "/questions/0/options/0/id",
        "/questions/1/when",
        "/routes/0/statements/0/id",
    ];
    let mut cases = Vec::new();
    for place in places {
        for written in [CODE, NAMES, LETTERS].concat() {
            let guide = with(&guide, place, json!(written));
            cases.push(Case::guide(format!("{written:?} at {place}"), guide));
        }
    }
    expect(&cases);
}

#[test]
fn a_hostile_address_in_a_guide_is_refused() {
    let guide = read(GUIDE);
    let cases = hostile_addresses().into_iter().map(|address| {
        Case::guide(
            format!("the address {address:?}"),
            with(&guide, "/channels/0/address", json!(address)),
        )
    });
    expect(&cases.collect::<Vec<_>>());
}

#[test]
fn a_guide_of_another_shape_is_refused() {
    let guide = read(GUIDE);
    let mut cases = of_another_shape(&guide, Case::guide);
    for name in NAMES {
        let mut guide = guide.clone();
        guide[*name] = json!({ "ran": 1 });
        cases.push(Case::guide(
            format!("a field {name}"),
            guide.to_string().into(),
        ));
    }
    expect(&cases);
}

#[test]
fn hostile_words_are_shown_as_words() {
    let text = read(TEXT);
    let cases = [CODE, NAMES, LETTERS, PERCENT].concat().into_iter();
    let cases = cases.map(|letters| {
        let mut text = text.clone();
        append(&mut text, letters);
        Case {
            words: Some(letters.to_owned()),
            ..Case::text(format!("{letters:?} everywhere"), text.to_string().into())
        }
    });
    expect(&cases.collect::<Vec<_>>());
}

#[test]
fn words_of_another_shape_are_refused() {
    let text = read(TEXT);
    let mut cases = of_another_shape(&text, Case::text);
    for letters in [CODE, NAMES, LETTERS].concat() {
        let mut text = text.clone();
        text["phrases"][letters] = json!("Words");
        let name = format!("a phrase {letters:?}");
        cases.push(Case::text(name, text.to_string().into()));
    }
    expect(&cases);
}

fn read(path: &str) -> Value {
    serde_json::from_str(&shipped::file(path)).unwrap()
}

/// The file with each field of another kind, and what is no such file at all.
fn of_another_shape(file: &Value, case: fn(String, Vec<u8>) -> Case) -> Vec<Case> {
    let others = [
        json!(null),
        json!([]),
        json!({}),
        json!(""),
        json!(-1),
        json!(1e300),
    ];
    let mut cases = Vec::new();
    for (field, value) in file.as_object().unwrap() {
        for other in &others {
            // An object without fields is of the same shape, and a schema is for editors only.
            let is_same = value.is_object() && other.is_object();
            if !is_same && field != "$schema" {
                let edited = with(file, &format!("/{field}"), other.clone());
                cases.push(case(format!("{other} for {field}"), edited));
            }
        }
    }
    let files = hostile_files(&file.to_string()).into_iter();
    cases.extend(files.map(|(name, file)| case(name.to_owned(), file)));
    cases
}

/// Addresses that lead elsewhere than a reader would think, or run something.
fn hostile_addresses() -> Vec<String> {
    let code = [CODE, NAMES, LETTERS, PERCENT].concat();
    let others = [
        "http://go.microsoft.com/",
        "//go.microsoft.com/",
        "https:go.microsoft.com",
        "https:///go.microsoft.com",
        "https://go.microsoft.com@elsewhere.example/",
        "https://go.microsoft.com:443/",
        "https://go.microsoft.com.elsewhere.example/",
        "https://elsewhere.example/go.microsoft.com",
        "https://elsewhere.example\\@go.microsoft.com/",
        "https://go.micr\u{43e}soft.com/",
        "https://go\u{3002}microsoft.com/",
        "https://go.microsoft.com\u{202e}/",
        "https://go.microsoft.com/\u{202e}",
        "https://go.microsoft.com/\0",
        "https://go.microsoft.com/ onclick=window.ran=1",
        "https://go.microsoft.com/\"onclick=\"window.ran=1",
        " https://go.microsoft.com/",
        "java\nscript:window.ran=1",
        "\u{1}javascript:window.ran=1",
        "javascript://go.microsoft.com/%0Awindow.ran=1",
        "blob:https://go.microsoft.com/1",
        "file:///etc/passwd",
        "vbscript:window.ran=1",
        "mailto:o365ftgdpr@microsoft.com?bcc=elsewhere@elsewhere.example",
    ];
    let others = others.map(str::to_owned);
    code.into_iter().map(str::to_owned).chain(others).collect()
}

/// What is no such file at all, or one that is too much.
fn hostile_files(file: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (first, rest) = file.split_once(',').unwrap();
    let long = "a".repeat(1_000_000);
    let utf16 = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let texts = [
        ("nothing", String::new()),
        ("null", "null".to_owned()),
        ("true", "true".to_owned()),
        ("an empty list", "[]".to_owned()),
        ("an empty object", "{}".to_owned()),
        ("a script", "<script>window.ran=1</script>".to_owned()),
        (
            "a script in quotes",
            "\"<script>window.ran=1</script>\"".to_owned(),
        ),
        ("the file twice", format!("{file}{file}")),
        ("the file and a NUL", format!("{file}\0")),
        ("two byte order marks", format!("\u{feff}\u{feff}{file}")),
        ("a field twice", format!("{first},\"format\":1,{rest}")),
        ("a million brackets", "[".repeat(1_000_000)),
        ("a deep object", "{\"format\":".repeat(100_000)),
        (
            "a deep field",
            format!(
                "{first},\"x\":{}{},{rest}",
                "[".repeat(1_000),
                "]".repeat(1_000)
            ),
        ),
        ("a long name", format!("{first},\"{long}\":1,{rest}")),
        (
            "a long number",
            format!("{first},\"edition\":{},{rest}", "9".repeat(100_000)),
        ),
    ];
    let texts = texts.map(|(name, text)| (name, text.into_bytes()));
    let others = [("UTF-16", utf16), ("no text", vec![0xff; 1_000])];
    texts.into_iter().chain(others).collect()
}

/// The file with something else at a place.
fn with(file: &Value, place: &str, written: Value) -> Vec<u8> {
    let mut file = file.clone();
    *file.pointer_mut(place).unwrap() = written;
    file.to_string().into()
}

/// Adds some letters to whatever is shown.
fn append(words: &mut Value, letters: &str) {
    match words {
        Value::String(words) => words.push_str(letters),
        Value::Object(fields) => {
            for (field, words) in fields {
                if !READ_BY_THE_PROGRAM.contains(&&**field) {
                    append(words, letters);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
    }
}

/// A guide and its words, of which somebody hostile wrote the one or the other.
struct Case {
    /// What is hostile about it.
    name: String,
    guide: Vec<u8>,
    text: Vec<u8>,
    /// What must be shown as it is written; nothing if the whole must be refused.
    words: Option<String>,
}

impl Case {
    fn guide(name: impl Into<String>, guide: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            guide,
            text: shipped::file(TEXT).into(),
            words: None,
        }
    }

    fn text(name: impl Into<String>, text: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            guide: shipped::file(GUIDE).into(),
            text,
            words: None,
        }
    }
}

/// What became of a case.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Seen {
    /// The code of the failure and what it says, if it is one.
    failure: Option<String>,
    is_said: bool,
    is_fallback_shown: bool,
    /// Whatever would run, load or lead where nothing should.
    suspects: Vec<String>,
}

impl Seen {
    fn is_refused(&self) -> bool {
        let failure = self.failure.as_deref().unwrap_or_default();
        failure.starts_with("guide-invalid: ")
    }
}

fn expect(cases: &[Case]) {
    let host = Host::start_with(Policy::Absent);
    let beside = "<dsr-signpost><p>Beside it.</p></dsr-signpost>";
    host.publish("/hostile.html", &page("Hostile", beside));
    let person = Person::new();
    person.open(&host.at("/hostile.html"));
    let mut quiet = Quiet::before(&host, &person);
    quiet.requests.push(COMPILER.to_owned());

    let script = format!("{RENDERED}\n{HOSTILE}");
    for (round, cases) in cases.chunks(MOST_CASES).enumerate() {
        let folders = (0..cases.len()).map(|index| format!("/hostile/{round}/{index}/"));
        let told = cases.iter().zip(folders).map(|(case, folder)| {
            for (file, bytes) in [("guide.json", &case.guide), ("text.en.json", &case.text)] {
                let path = format!("{folder}{file}");
                host.spoil(&path, Fault::Body(bytes.clone()));
                quiet.requests.push(path);
            }
            json!({ "address": folder, "words": case.words })
        });
        let told: Value = told.collect();
        let seen = person.session().await_answer(&script, &[told]);
        let seen: Vec<Seen> =
            serde_json::from_value(seen.clone()).unwrap_or_else(|_| panic!("{seen}"));
        for (Case { name, words, .. }, seen) in cases.iter().zip(seen) {
            let is_as_expected = match words {
                Some(_) => seen.failure.is_none() && seen.is_said,
                None => seen.is_refused() && seen.is_fallback_shown,
            };
            assert!(is_as_expected, "{name}: {seen:?}");
            assert!(seen.suspects.is_empty(), "{name}: {seen:?}");
        }
    }
    quiet.expect();
    // What is refused beside it does not concern it.
    person.answer(&["member"]);
    person.see_question("right");
}

/// A page on which nothing has run that should not.
struct Quiet<'a> {
    host: &'a Host,
    person: &'a Person,
    title: String,
    /// Whatever may be asked for.
    requests: Vec<String>,
}

impl<'a> Quiet<'a> {
    fn before(host: &'a Host, person: &'a Person) -> Self {
        Self {
            host,
            person,
            title: person.screen().title,
            requests: host.requests(),
        }
    }

    #[track_caller]
    fn expect(&self) {
        let (ran, polluted): (bool, Vec<String>) = self.person.session().ask(
            "const polluted = [Object, Array, Function, String].flatMap(
                ({ prototype }) => Object.keys(prototype));
            return [window.ran !== undefined, polluted];",
            &[],
        );
        assert!(!ran, "something ran");
        assert_eq!(polluted, [""; 0]);
        assert_eq!(self.person.screen().title, self.title);
        let asked: Vec<_> = self.host.requests();
        let others = asked.iter().filter(|path| !self.requests.contains(path));
        assert_eq!(others.collect::<Vec<_>>(), [""; 0]);
    }
}
