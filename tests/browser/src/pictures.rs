//! The pictures in the README and the docs, taken of the running widget.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::host::Host;
use crate::person::{Person, Place};
use crate::session::Scheme;
use crate::shipped::Guide;
use crate::surroundings::Surroundings;
use crate::theme::{self, PAGE, Theme};

/// The answers of somebody with one thing to do.
const ONE: &str = "capacity=consumer&right=delete&law=gdpr";
/// The answers of somebody with two.
const TWO: &str = "capacity=member,consumer&right=delete&law=gdpr";
/// A text that somebody with one thing to do can send.
const LETTER: &str = "capacity=member&right=delete&law=gdpr&draft=member-letter";
/// The answers of somebody who acts for an organisation.
const ACTING: &str = "capacity=acting&engagement=support,fasttrack&right=delete\
    &support-plan=premier-tam&scope=all&files=none-known&migration=running&law=gdpr";

/// What a picture is taken with: the width of the screen, and its height at the most.
#[derive(Debug, Clone, Copy)]
enum Device {
    Desk,
    Phone,
}

impl Device {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Desk => (820, 1400),
            Self::Phone => (390, 844),
        }
    }
}

/// Somebody who takes pictures.
struct Photographer {
    host: Host,
    person: Person,
    device: Device,
}

impl Photographer {
    fn new(scheme: Scheme, device: Device) -> Self {
        Self {
            host: Host::start(),
            person: Person::with(scheme),
            device,
        }
    }

    /// Goes to a screen with this fragment.
    fn open(&self, fragment: &str) -> &Person {
        let (width, height) = self.device.size();
        self.person.session().emulate(width, height);
        self.person.open(&self.host.at(&format!("/{fragment}")));
        &self.person
    }

    /// Keeps what is seen, the whole page if it is not higher than the device.
    fn take(&self, name: &str) {
        let session = self.person.session();
        let (width, most) = self.device.size();
        let height: u32 = session.ask("return document.documentElement.offsetHeight;", &[]);
        session.emulate(width, height.min(most));
        keep(name, &session.picture());
    }
}

fn keep(name: &str, png: &[u8]) {
    let folder = Surroundings::get().pictures.as_deref();
    let folder = folder.expect("SIGNPOST_PICTURES names the folder for the pictures");
    fs::write(Path::new(folder).join(format!("{name}.png")), png).unwrap();
}

#[test]
#[ignore = "writes into the docs: cargo xtask pictures runs it"]
fn pictures_on_a_desk() {
    let at = Photographer::new(Scheme::Light, Device::Desk);
    let guide = Guide::read();
    at.open("").choose(&["contact"]);
    at.take("question");
    at.open(&guide.link(ONE)).see_an_outcome();
    at.take("outcome");
    let paper = at.person.session().print();
    keep("print", &first_sheet(&paper));
    let person = at.open(&guide.link(LETTER));
    person.type_into("#field-name", "Ada Example");
    at.take("draft");
    at.open(&guide.link("view=overview"))
        .see_place(&Place::Overview);
    at.take("overview");
    at.open(&guide.link(&format!("{ACTING}&view=overview")));
    let drawing = at.person.find("return all('.drawing');", Value::Null);
    keep("decision", &at.person.session().picture_of(&drawing[0]));
}

#[test]
#[ignore = "writes into the docs: cargo xtask pictures runs it"]
fn pictures_on_a_phone() {
    let at = Photographer::new(Scheme::Light, Device::Phone);
    let person = at.open("");
    person.press("Continue");
    person.see_error();
    at.take("error-phone");
    let person = at.open(&Guide::read().link(&format!("{ACTING}&view=checklist")));
    let steps = person.find("return all('.step input');", Value::Null);
    for step in steps.iter().take(2) {
        person.session().click(step);
    }
    at.take("checklist-phone");
}

#[test]
#[ignore = "writes into the docs: cargo xtask pictures runs it"]
fn pictures_in_the_dark() {
    let guide = Guide::read();
    let at = Photographer::new(Scheme::Dark, Device::Phone);
    at.open(&guide.link(TWO)).see_an_outcome();
    at.take("outcome-phone");
    let at = Photographer {
        device: Device::Desk,
        ..at
    };
    let person = at.open(&guide.link("capacity=contact&engagement=support&right=delete"));
    person.choose(&["both"]);
    at.take("question-dark");
}

#[test]
#[ignore = "writes into the docs: cargo xtask pictures runs it"]
fn pictures_of_the_themes() {
    let link = Guide::read().link("capacity=member&right=delete");
    let person = Person::new();
    person.session().emulate(480, 900);
    for Theme { name, style } in Theme::every() {
        let host = theme::host(&style, "");
        person.open(&host.at(&format!("{PAGE}{link}")));
        person.choose(&["gdpr"]);
        let widget = person.find("return [element];", Value::Null);
        let (first, _) = name.split_once(' ').unwrap_or((&name, ""));
        let name = format!("theme-{}", first.to_lowercase());
        keep(&name, &person.session().picture_of(&widget[0]));
    }
}

/// The first page of a PDF, as a PNG.
fn first_sheet(pdf: &[u8]) -> Vec<u8> {
    let mut drawing = Command::new("pdftoppm")
        .args(["-png", "-r", "90", "-f", "1", "-singlefile", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drawing.stdin.take().unwrap().write_all(pdf).unwrap();
    drawing.wait_with_output().unwrap().stdout
}
