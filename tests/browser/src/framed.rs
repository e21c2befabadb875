//! A widget in a frame does what one in the page does, and listens to its own other half alone.

use serde_json::{Value, json};

use crate::host::{Fault, Host, Policy};
use crate::person::{Deed, Person};
use crate::session::{PATIENCE, wait_for};
use crate::shipped::{FRAME, Text, WASM, page, page_from};

const FRAMED: &str = r#"<dsr-signpost mode="frame" page-title><p>Write to us.</p></dsr-signpost>"#;

/// A page with a framed widget that is ready.
#[track_caller]
fn open(host: &Host, body: &str) -> Person {
    host.publish("/help.html", &page("Help", body));
    let person = Person::new();
    person.open(&host.at("/help.html"));
    person
}

/// How tall the frame is, in CSS pixels.
fn height(person: &Person) -> f64 {
    person.session().ask(
        "return document.querySelector('dsr-signpost').shadowRoot.querySelector('iframe')
            .getBoundingClientRect().height;",
        &[],
    )
}

/// Waits until the frame is as tall as what is in it: how tall it is then, in CSS pixels.
#[track_caller]
fn fit(person: &Person) -> f64 {
    let inside = || -> f64 {
        person.enter_the_frame();
        let height = person.session().ask(
            "return document.documentElement.getBoundingClientRect().height;",
            &[],
        );
        person.session().leave_frames();
        height
    };
    wait_for("a frame that fits", PATIENCE, || {
        let (frame, inside) = (height(person), inside());
        let is_fit = inside > 100.0 && (0.0..1.5).contains(&(frame - inside));
        is_fit
            .then_some(frame)
            .ok_or_else(|| format!("{frame} for {inside}"))
    })
}

/// Has the page write down every height that the frame is given from now on, in `heights`.
fn write_down_heights(person: &Person) {
    let _: Value = person.session().ask(
        "const frame = document.querySelector('dsr-signpost').shadowRoot.querySelector('iframe');
        window.heights = [];
        new MutationObserver(() => window.heights.push(Number(frame.height)))
            .observe(frame, { attributes: true, attributeFilter: ['height'] });",
        &[],
    );
}

#[test]
fn a_framed_widget_leads_to_an_outcome_and_tells_the_page() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    person.enter_the_frame();
    person.answer(&["consumer"]);
    person.answer(&["delete"]);
    person.answer(&["gdpr"]);
    let routes = ["consumer-privacy-response-center"];
    person.see_routes(&routes);
    person.hear_no_complaint();

    person.session().leave_frames();
    let screen = person.see("the outcome told", |screen| {
        !screen.events("outcome").is_empty()
    });
    assert_eq!(
        screen.events("outcome")[0].detail,
        json!({ "routes": routes })
    );
    assert_eq!(
        screen.events("step")[0].detail,
        json!({ "question": "capacity" })
    );
    assert!(screen.title.ends_with(" – Help"), "{}", screen.title);
    assert_eq!(screen.fallback, "");
    person.hear_no_complaint();
}

#[test]
fn a_frame_is_as_tall_as_what_is_in_it_and_named_after_it() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    let before = fit(&person);
    person.enter_the_frame();
    person.answer(&["consumer"]);
    person.session().leave_frames();
    wait_for("another height", PATIENCE, || {
        let now = height(&person);
        ((now - before).abs() > 10.0)
            .then_some(())
            .ok_or_else(|| now.to_string())
    });
    fit(&person);
    let name: String = person.session().ask(
        "return document.querySelector('dsr-signpost').shadowRoot.querySelector('iframe').title;",
        &[],
    );
    assert_eq!(
        name,
        Text::read().questions["right"].title,
        "the frame is named after its screen"
    );
}

#[test]
fn a_page_that_forbids_the_program_gets_it_in_a_frame_of_another_host() {
    let shop = Host::start();
    let policy = format!(
        "default-src 'none'; script-src 'self' {0}; connect-src {0}; style-src 'self'; frame-src {0}",
        shop.at("/")
    );
    let host = Host::start_with(Policy::Own(policy));
    let element = "<dsr-signpost><p>Write to us.</p></dsr-signpost>";
    host.publish("/help.html", &page_from(&shop.at(""), "Help", element));
    let person = Person::new();
    person.open(&host.at("/help.html"));
    person.enter_the_frame();
    // WebKitGTK's driver aims beside what is in a frame of another host.
    person.do_all(&[
        Deed::Choose("member".to_owned()),
        Deed::Press("Continue".to_owned()),
    ]);
    person.see_question("right");
    person.hear_no_complaint();
}

#[test]
fn a_page_that_forbids_the_frame_as_well_keeps_its_own_words_and_hears_why() {
    let shop = Host::start();
    let policy = format!(
        "default-src 'none'; script-src 'self' {0}; connect-src {0}; style-src 'self'",
        shop.at("/")
    );
    let host = Host::start_with(Policy::Own(policy));
    let element = "<dsr-signpost><p>Write to us.</p></dsr-signpost>";
    host.publish("/help.html", &page_from(&shop.at(""), "Help", element));
    let person = Person::new();
    person.arrive(&host.at("/help.html"));
    let screen = person.see("the failure", |screen| screen.has_failed);
    assert_eq!(screen.fallback, "Write to us.");
    assert_eq!(screen.events("error")[0].detail["code"], "frame-blocked");
    assert!(
        !shop.requests().contains(&WASM.to_owned()),
        "a download for nothing"
    );
    assert!(!shop.requests().contains(&FRAME.to_owned()));
}

#[test]
fn the_buttons_of_the_browser_move_through_a_framed_widget() {
    let host = Host::start();
    let person = open(
        &host,
        r#"<dsr-signpost mode="frame" history><p>Write to us.</p></dsr-signpost>"#,
    );
    // WebKitGTK's driver loses the frame when the page's address changes, so all is done from the page.
    let asked = |question: &str| {
        person.see(format!("`{question}` told"), |screen| {
            let told = screen.events("step");
            told.last()
                .is_some_and(|step| step.detail["question"] == question)
        });
    };
    let travel = |by: i32| -> Value {
        person
            .session()
            .ask("history.go(arguments[0]);", &[json!(by)])
    };
    for (place, question) in [
        ("capacity=consumer", "right"),
        ("capacity=consumer&right=delete", "law"),
    ] {
        let _: Value = person.session().ask(
            "document.querySelector('dsr-signpost').goTo(arguments[0]);",
            &[json!(place)],
        );
        asked(question);
    }
    person.see("the place in the address", |screen| {
        screen.page.ends_with("&capacity=consumer&right=delete")
    });
    travel(-1);
    asked("right");
    travel(-1);
    asked("capacity");
    travel(1);
    asked("right");
}

#[test]
fn a_bad_link_does_not_take_the_next_step_out_of_the_history() {
    let host = Host::start();
    let person = open(
        &host,
        r#"<dsr-signpost mode="frame" history><p>Write to us.</p></dsr-signpost>"#,
    );
    // The first question is on screen already, so nothing else comes of it than a notice.
    let _: Value = person
        .session()
        .ask("location.hash = 'signpost=nobodys.1';", &[]);
    person.enter_the_frame();
    person.see("the notice", |screen| screen.notice.is_some());
    person.session().leave_frames();
    let entries = || -> u64 { person.session().ask("return history.length;", &[]) };
    let before = entries();
    let _: Value = person.session().ask(
        "document.querySelector('dsr-signpost').goTo('capacity=consumer');",
        &[],
    );
    person.see("the place in the address", |screen| {
        screen.page.ends_with("&capacity=consumer")
    });
    assert_eq!(entries(), before + 1);
}

#[test]
fn what_was_asked_of_a_frame_that_is_moved_is_answered() {
    let host = Host::start();
    let person = open(&host, &format!("<div id=\"there\"></div>{FRAMED}"));
    let told = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const widget = document.querySelector('dsr-signpost');
        const asked = widget.goTo('capacity=member');
        there.append(widget);
        asked.then(() => done('done'), (error) => done(error.message));",
        &[],
    );
    assert_eq!(told, json!("done"));
    person.enter_the_frame();
    person.see_question("right");
}

#[test]
fn a_page_leads_a_framed_widget_to_a_place() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    let lead = |call: &str| {
        person.session().await_answer(
            &format!(
                "const done = arguments[arguments.length - 1];
                document.querySelector('dsr-signpost').{call}
                    .then(() => done('done'), (error) => done(error.message));"
            ),
            &[],
        )
    };
    assert_eq!(lead("goTo('capacity=member')"), json!("done"));
    person.enter_the_frame();
    person.see_question("right");
    person.session().leave_frames();
    let refused = json!("the link names answers that this guide does not have");
    assert_eq!(lead("goTo('rank=king')"), refused);
    assert_eq!(lead("reset()"), json!("done"));
    person.enter_the_frame();
    person.see_question("capacity");
}

#[test]
fn everything_that_a_page_asks_of_a_framed_widget_is_answered() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    let answers = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        const widget = document.querySelector('dsr-signpost');
        const first = [widget.goTo('capacity=member'), widget.goTo('rank=king')];
        const later = first[0].then(() => [widget.reset(), widget.goTo('capacity=consumer')]);
        later.then((later) => Promise.allSettled([...first, ...later])).then((all) =>
            done(all.map(({ status }) => status)));",
        &[],
    );
    assert_eq!(
        answers,
        json!(["fulfilled", "rejected", "fulfilled", "fulfilled"])
    );
    person.enter_the_frame();
    person.see_question("right");
}

#[test]
fn a_link_that_cannot_be_followed_is_told_in_a_frame_too() {
    let host = Host::start();
    host.publish(
        "/help.html",
        &page(
            "Help",
            r#"<dsr-signpost mode="frame" history></dsr-signpost>"#,
        ),
    );
    let person = Person::new();
    person.open(&host.at("/help.html#signpost=professional-services.1&rank=king"));
    person.enter_the_frame();
    person.see_question("capacity");
    person.see("the notice", |screen| screen.notice.is_some());
}

#[test]
fn a_frame_that_does_not_come_or_does_not_speak_leaves_the_pages_own_words() {
    for (what, fault) in [
        ("missing", Fault::Status(404)),
        (
            "silent",
            Fault::Body(b"<!doctype html><title>Nothing</title>".to_vec()),
        ),
    ] {
        let host = Host::start();
        host.spoil(FRAME, fault);
        host.publish("/help.html", &page("Help", FRAMED));
        let person = Person::new();
        person.arrive(&host.at("/help.html"));
        let screen = person.see(format!("the failure, {what}"), |screen| screen.has_failed);
        assert_eq!(screen.events("error")[0].detail["code"], "frame-blocked");
        assert_eq!(screen.fallback, "Write to us.");
    }
}

#[test]
fn a_policy_that_only_reports_does_not_take_the_frame_away() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    person.session().ask::<Value>(
        "const violation = { effectiveDirective: 'frame-src', violatedDirective: 'frame-src',
            blockedURI: location.origin, documentURI: location.href, statusCode: 200,
            originalPolicy: \"frame-src 'none'\", disposition: 'report' };
        document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', violation));",
        &[],
    );
    person.enter_the_frame();
    person.see_question("capacity");
}

#[test]
fn a_framed_widget_looks_as_the_page_asks() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    let _: Value = person.session().ask(
        "document.documentElement.style.setProperty('--signpost-accent', 'rgb(1, 2, 3)');
        document.documentElement.style.colorScheme = 'dark';",
        &[],
    );
    person.enter_the_frame();
    wait_for("the page's colours", PATIENCE, || {
        let look: [String; 2] = person.session().ask(
            "const style = getComputedStyle(document.querySelector('dsr-signpost'));
            return [style.getPropertyValue('--signpost-accent'),
                getComputedStyle(document.documentElement).colorScheme];",
            &[],
        );
        (look == ["rgb(1, 2, 3)", "dark"])
            .then_some(())
            .ok_or_else(|| format!("{look:?}"))
    });
}

#[test]
fn messages_that_are_not_the_frames_change_nothing() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    fit(&person);
    write_down_heights(&person);
    let seen = |person: &Person| person.screen().heard.unwrap().events.len();
    let events = seen(&person);
    // From the page itself, with everything right but the window that it comes from.
    let sent: usize = person.session().ask(
        "const frame = document.querySelector('dsr-signpost').shadowRoot.querySelector('iframe');
        const instance = new URLSearchParams(new URL(frame.src).hash.slice(1)).get('instance');
        const kinds = [
            { kind: 'height', height: 9 },
            { kind: 'title', title: 'Forged' },
            { kind: 'step', name: 'outcome', ids: ['forged'], place: 'x' },
            { kind: 'failure', code: 'crashed', message: 'Forged' },
            { kind: 'hello' },
        ];
        for (const message of kinds) {
            window.postMessage({ signpost: 1, instance, ...message }, '*');
        }
        return kinds.length;",
        &[],
    );
    assert_eq!(sent, 5);
    // From the frame, each with one thing wrong.
    person.enter_the_frame();
    let sent: usize = person.session().ask(
        "const instance = new URLSearchParams(location.hash.slice(1)).get('instance');
        const right = { signpost: 1, instance, kind: 'height', height: 9 };
        const step = { signpost: 1, instance, kind: 'step', name: 'step', ids: ['law'], place: 'x' };
        const wrong = [
            null, 9, 'height', [], {},
            { ...right, signpost: 2 }, { ...right, signpost: '1' }, { ...right, signpost: undefined },
            { ...right, instance: 'other' }, { ...right, instance: undefined },
            { ...right, kind: 'Height' }, { ...right, kind: '__proto__' }, { ...right, kind: 'constructor' },
            { ...right, height: 'tall' }, { ...right, height: NaN }, { ...right, height: Infinity },
            { ...right, height: null }, { ...right, height: {} },
            { ...step, name: 'ready' }, { ...step, name: '__proto__' }, { ...step, ids: 'law' },
            { ...step, ids: [1] }, { ...step, ids: ['<script>'] }, { ...step, ids: [null] },
            { ...step, ids: Array(2000).fill('law') }, { ...step, place: 1 },
            { ...step, place: 'x'.repeat(5000) },
            { ...right, kind: 'failure', code: 'other' }, { ...right, kind: 'failure' },
            { ...right, kind: 'title', title: 1 }, { ...right, kind: 'answer', call: 99 },
        ];
        for (const message of wrong) parent.postMessage(message, '*');
        // What is asked of the widget comes from the page, and not from the frame itself.
        for (const kind of ['start', 'go', 'reset', 'look']) {
            window.postMessage({ signpost: 1, instance, kind, place: 'capacity=member' }, '*');
        }
        return wrong.length;",
        &[],
    );
    assert_eq!(sent, 31);
    person.see_question("capacity");
    // A right one comes after them all, so they have been read when it has.
    let _: Value = person.session().ask(
        "const instance = new URLSearchParams(location.hash.slice(1)).get('instance');
        parent.postMessage({ signpost: 1, instance, kind: 'title', title: 'The last' }, '*');",
        &[],
    );
    person.session().leave_frames();
    let screen = person.see("the last title", |screen| {
        screen.title.starts_with("The last")
    });
    assert_eq!(seen(&person), events, "{screen:?}");
    // The widget may say again how tall it is; no height is anything else.
    let heights: Vec<Option<f64>> = person.session().ask("return window.heights;", &[]);
    let is_its_own =
        |height: &Option<f64>| height.is_some_and(|it| (100.0..10_000.0).contains(&it));
    assert!(heights.iter().all(is_its_own), "{heights:?}");
    fit(&person);
    assert!(!screen.has_failed);
    person.hear_no_complaint();
}

#[test]
fn a_frame_is_never_let_grow_without_bounds() {
    let host = Host::start();
    let person = open(&host, FRAMED);
    // The widget says at once how tall it really is, so every height is written down.
    write_down_heights(&person);
    for (said, is_right) in [(1e9, 30_000.0), (-5.0, 0.0)] {
        person.enter_the_frame();
        let _: Value = person.session().ask(
            "const instance = new URLSearchParams(location.hash.slice(1)).get('instance');
            parent.postMessage({ signpost: 1, instance, kind: 'height', height: arguments[0] }, '*');",
            &[json!(said)],
        );
        person.session().leave_frames();
        wait_for("the bounded height", PATIENCE, || {
            let heights: Vec<f64> = person.session().ask("return window.heights;", &[]);
            let is_bounded = heights.contains(&is_right) && !heights.contains(&said);
            is_bounded
                .then_some(())
                .ok_or_else(|| format!("{heights:?}"))
        });
    }
}
