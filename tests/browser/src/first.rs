//! The first question is on the page before anything runs, an answer to it leads on before the program is there, and
//! nothing that is done meanwhile is lost when the program takes over.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::failures::{AT_LAST, SOON, has_every_address};
use crate::host::{Fault, Host, Policy};
use crate::person::{DOWN, ENTER, Person, Place, Screen, TAB, UP};
use crate::pieces::seen_from_around;
use crate::shipped::{self, EMBED, FIRST, Guide, REST, STYLE, Text, WASM};
use crate::surroundings::{Engine, Surroundings};

/// Somebody on the standalone page in parts, on which the script runs and the program has not come: not before the
/// host is told to let it go.
fn early() -> (Host, Person) {
    early_on(&shipped::page_in_parts())
}

/// The same on such a page that was changed.
fn early_on(page: &str) -> (Host, Person) {
    let host = Host::start();
    host.publish("/", page);
    host.spoil(WASM, Fault::Held);
    let person = Person::new();
    arrive_early(&host, &person);
    await_script(&person);
    (host, person)
}

/// Waits until the script hears what is done.
fn await_script(person: &Person) {
    let _: Value = person.session().await_answer(
        "const done = arguments[arguments.length - 1];
        customElements.whenDefined('dsr-signpost').then(() => done(true));",
        &[],
    );
}

/// Goes to the page, on which there is a first question and nothing that runs.
fn arrive_early(host: &Host, person: &Person) {
    person.arrive(&host.at("/"));
    person.see("the first question, not ready", is_waiting);
}

fn is_waiting(screen: &Screen) -> bool {
    screen.question.as_deref() == Some("capacity") && !screen.is_ready
}

fn press(person: &Person, phrase: &str) {
    let button = Text::read().phrase(phrase).to_owned();
    person.press(&button);
}

fn element(person: &Person, selector: &str) -> WebElement {
    let script = "return [...document.querySelector('dsr-signpost').shadowRoot
        .querySelectorAll(arguments[0])];";
    let found = person.session().find(script, &[selector.into()]);
    let first = found.into_iter().next();
    first.unwrap_or_else(|| panic!("nothing is there for `{selector}`"))
}

#[test]
fn without_the_script_the_first_question_is_there_and_then_every_address() {
    let host = Host::start_in_parts();
    host.spoil(EMBED, Fault::Status(404));
    let person = Person::new();
    arrive_early(&host, &person);
    person.choose(&["member"]);
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    person.see_within(SOON, "every address", has_every_address);
    assert_eq!(person.screen().page, host.at("/"), "the answers went out");
}

#[test]
fn what_was_pressed_before_the_script_came_is_done() {
    let (_host, person) = without_script(None);
    person.choose(&["member", "consumer"]);
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    bring_script(&person);
    person.see("the widget ready", |screen| screen.is_ready);
    person.see_question("right");
    person.press("Back");
    person.see_question("capacity");
    person.see_chosen(&["member", "consumer"]);
    person.hear_no_complaint();
}

#[test]
fn who_chooses_after_a_continue_that_no_script_heard_is_not_led_on_unasked() {
    let (host, person) = without_script(Some(Fault::Held));
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    bring_script(&person);
    await_script(&person);
    person.choose(&["contact"]);
    host.let_go();
    person.see("the widget ready", |screen| screen.is_ready);
    person.see_question("capacity");
    person.see_chosen(&["contact"]);
}

/// Somebody on the standalone page in parts, without its script; with this fault of the program.
fn without_script(fault: Option<Fault>) -> (Host, Person) {
    let host = Host::start_with(Policy::Absent);
    let page = shipped::page_in_parts();
    let (before, rest) = page.split_once("<script type=\"module\"").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    // What is done here to bring the script late, the page's own policy forbids.
    let page = format!("{before}{after}").replace("require-trusted-types-for 'script';", "");
    host.publish("/late.html", &page);
    if let Some(fault) = fault {
        host.spoil(WASM, fault);
    }
    let person = Person::new();
    person.arrive(&host.at("/late.html"));
    (host, person)
}

fn bring_script(person: &Person) {
    let _: Value = person.session().ask(
        "const script = document.createElement('script');
        script.type = 'module';
        script.src = arguments[0];
        document.head.append(script);",
        &[EMBED.into()],
    );
}

#[test]
fn an_answer_leads_on_before_the_program_comes_and_what_is_done_then_is_done() {
    let (host, person) = early();
    person.choose(&["member", "consumer"]);
    person.unchoose(&["member"]);
    press(&person, "continue");
    see_early(&person, "right");
    person.see_focus_on_heading();
    person.choose(&["delete"]);
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    host.let_go();
    person.see_question("law");
    person.see_focus_on_heading();
    let screen = person.see("the place in the address", |screen| {
        screen.page.ends_with("&capacity=consumer&right=delete")
    });
    assert_eq!(screen.said, [""; 0], "it still says to wait");
    let screen = person.see("the widget ready", |screen| screen.is_ready);
    let steps: Vec<_> = screen
        .events("step")
        .iter()
        .map(|step| step.detail["question"].clone())
        .collect();
    assert_eq!(steps, ["capacity", "right", "law"]);
    person.press_browser_back();
    person.see_question("right");
    person.see_chosen(&["delete"]);
    person.press_browser_back();
    person.see_question("capacity");
    person.see_chosen(&["consumer"]);
    person.hear_no_complaint();
}

/// Sees a question to which an answer has led without the program.
#[track_caller]
fn see_early(person: &Person, question: &str) {
    person.see(format!("`{question}`, not ready"), |screen| {
        screen.question.as_deref() == Some(question) && !screen.is_ready
    });
}

#[test]
fn back_before_the_program_comes_leads_back_and_keeps_both_answers() {
    let (host, person) = early();
    person.choose(&["acting"]);
    press(&person, "continue");
    see_early(&person, "engagement");
    person.choose(&["support", "fasttrack"]);
    press(&person, "back");
    person.see_said(Text::read().phrase("plain-wait"));
    host.let_go();
    person.see_question("capacity");
    person.see_chosen(&["acting"]);
    person.go_on();
    person.see_question("engagement");
    person.see_chosen(&["support", "fasttrack"]);
    person.hear_no_complaint();
}

#[test]
fn where_an_answer_led_before_the_program_came_is_where_the_program_would_have_led() {
    for (answer, question) in [
        (&["contact"][..], "engagement"),
        (&["member", "acting", "consumer"], "engagement"),
        (&["member", "consumer"], "right"),
        (&["not-sure"], "right"),
    ] {
        let (host, person) = early();
        person.choose(answer);
        press(&person, "continue");
        see_early(&person, question);
        // Nothing changes its colour where the mouse is.
        person.session().point_at(&element(&person, ".heading"));
        let before = looks(&person);
        host.let_go();
        let screen = person.see("the widget ready", |screen| screen.is_ready);
        assert_eq!(screen.question.as_deref(), Some(question));
        assert_eq!(looks(&person), before, "{answer:?}");
    }
}

#[test]
fn who_is_not_sure_before_the_program_comes_is_nothing_else() {
    let (_host, person) = early();
    person.choose(&["member", "not-sure"]);
    person.see_chosen(&["not-sure"]);
    person.choose(&["acting", "contact"]);
    person.see_chosen(&["contact", "acting"]);
    press(&person, "continue");
    see_early(&person, "engagement");
}

#[test]
fn the_second_half_of_a_double_click_does_not_answer_a_question_that_came_before_the_program() {
    let (_host, person) = early();
    person.choose(&["member"]);
    // The question's first option comes to where the mouse is.
    let _: Value = person.session().ask(
        "const { shadowRoot } = document.querySelector('dsr-signpost');
        document.body.style.paddingBlock = '200vh';
        shadowRoot.querySelector('.primary').scrollIntoView({ block: 'center' });
        let y;
        addEventListener('click', (event) => {
            window.hit = event.composedPath()[0].closest('.option, .primary').className;
            y ??= event.clientY;
        }, { capture: true });
        shadowRoot.addEventListener('focusin', ({ target }) => {
            if (!target.matches('.heading')) return;
            const option = shadowRoot.querySelector('.option').getBoundingClientRect();
            scrollBy({ top: (option.top + option.bottom) / 2 - y, behavior: 'instant' });
        });",
        &[],
    );
    person.session().double_click(&element(&person, ".primary"));
    see_early(&person, "right");
    person.settle();
    let hit: String = person.session().ask("return window.hit;", &[]);
    assert_eq!(hit, "option", "the second half landed elsewhere");
    // At once: nothing is chosen either once the program is given up.
    assert_eq!(person.screen().chosen(), [""; 0]);
}

#[test]
fn who_chooses_after_a_refused_continue_is_not_led_on_unasked() {
    let (host, person) = early();
    press(&person, "continue");
    person.see_said(Text::read().phrase("plain-wait"));
    person.choose(&["contact"]);
    assert_eq!(person.screen().said, [""; 0], "it still says to wait");
    host.let_go();
    person.see("the widget ready", |screen| screen.is_ready);
    person.see_question("capacity");
    person.see_chosen(&["contact"]);
    assert_eq!(person.screen().message, None);
}

#[test]
fn a_question_in_the_page_that_the_program_does_not_ask_is_not_answered_in_its_stead() {
    let page = shipped::page_in_parts();
    let (before, rest) = page.split_once("<div class=\"first\"").unwrap();
    let (first, after) = rest.split_once("<div class=\"reserve\"").unwrap();
    let with =
        |first: &str| format!("{before}<div class=\"first\"{first}<div class=\"reserve\"{after}");
    let other_option = with(&first.replace("member", "relative"));
    let other_question = with(&first.replace("data-question=\"right\"", "data-question=\"wish\""));
    for (page, option, asked, is_next) in [
        (other_option, "relative", "right", "capacity"),
        (other_question, "member", "wish", "right"),
    ] {
        let (host, person) = early_on(&page);
        person.choose(&[option]);
        press(&person, "continue");
        see_early(&person, asked);
        person.choose(&["delete"]);
        host.let_go();
        person.see("the widget ready", |screen| screen.is_ready);
        person.see_question(is_next);
        person.see_chosen(&[]);
        person.hear_no_complaint();
    }
}

#[test]
fn what_the_page_has_in_a_slot_of_the_question_does_not_answer_it() {
    let footer = "<form slot=\"footer\"><input id=\"search\"><button class=\"primary\">Search</button></form>";
    let page = shipped::page_in_parts().replacen(
        "</dsr-signpost>",
        &format!("{footer}</dsr-signpost>"),
        1,
    );
    let (_host, person) = early_on(&page);
    person.choose(&["member"]);
    let sent: bool = person.session().ask(
        "let isSent = false;
        document.querySelector('form').addEventListener('submit', (event) => {
            event.preventDefault();
            isSent = true;
        });
        document.querySelector('form button').click();
        search.focus();
        return isSent;",
        &[],
    );
    assert!(sent);
    person.type_keys(ENTER);
    person.settle();
    assert_eq!(person.screen().question.as_deref(), Some("capacity"));
}

#[test]
fn an_attribute_that_is_set_after_an_answer_keeps_what_is_chosen() {
    let (host, person) = early();
    person.choose(&["contact", "acting"]);
    press(&person, "continue");
    see_early(&person, "engagement");
    person.choose(&["support"]);
    let _: Value = person.session().ask(
        "document.querySelector('dsr-signpost').headingLevel = 3;",
        &[],
    );
    host.let_go();
    person.see("the widget ready", |screen| screen.is_ready);
    person.see_question("engagement");
    person.see_chosen(&["support"]);
    person.go_back();
    person.see_question("capacity");
    person.see_chosen(&["contact", "acting"]);
}

#[test]
fn a_program_that_does_not_come_after_an_answer_leaves_every_address_and_then_takes_the_question_away()
 {
    let host = Host::start_in_parts();
    host.spoil(WASM, Fault::Silence);
    let person = Person::new();
    arrive_early(&host, &person);
    await_script(&person);
    person.choose(&["member"]);
    press(&person, "continue");
    see_early(&person, "right");
    person.see_within(SOON, "every address", has_every_address);
    see_early(&person, "right");
    let failed = person.see_within(AT_LAST, "the failure", |screen| screen.has_failed);
    assert!(has_every_address(&failed), "{}", failed.fallback);
    assert_eq!(failed.question, None);
}

#[test]
fn an_answer_leads_on_before_the_page_is_there() {
    let seen = seen_from_around(
        "find('#option-member').click();
        find('.primary').click();
        const { question } = find('fieldset').dataset;
        const isFocused = element().shadowRoot.activeElement === find('.heading');
        find('#option-delete').click();
        const { readyState } = frame.contentDocument;
        await fetch(letGo);
        await fetch(letGo);
        await element().ready;
        const isChosen = find('fieldset[data-question=right] #option-delete').checked;
        return { question, isFocused, readyState, isChosen };",
    );
    let expected = json!({
        "question": "right",
        "isFocused": true,
        "readyState": "loading",
        "isChosen": true,
    });
    assert_eq!(seen, expected);
}

#[test]
fn what_was_chosen_and_pressed_while_the_page_was_still_coming_is_done() {
    let seen = seen_from_around(
        "await fetch(letGo);
        // It hears what is done from then on.
        await there(() => frame.contentWindow.customElements?.get('dsr-signpost') && find('.first'));
        find('#option-consumer').click();
        find('.primary').click();
        find('#option-delete').click();
        find('.primary').click();
        const isWaiting = getComputedStyle(find('.wait')).display === 'block';
        const { readyState } = frame.contentDocument;
        await fetch(letGo);
        await there(() => find('fieldset[data-question=law]'));
        // The screen comes first, then the address.
        const address = await there(() => frame.contentWindow.location.hash.endsWith('right=delete'));
        return { isWaiting, readyState, address };",
    );
    assert_eq!(seen["isWaiting"], true, "{seen}");
    assert_eq!(seen["readyState"], "loading", "{seen}");
    assert_eq!(seen["address"], true, "{seen}");
}

#[test]
fn arrow_keys_move_among_checkboxes_before_the_program_comes() {
    let (_host, person) = early();
    person.press_until(TAB, "an option", |focus| focus.value == "contact");
    for (key, value) in [
        (DOWN, "member"),
        (DOWN, "acting"),
        (UP, "member"),
        (UP, "contact"),
        (UP, "contact"),
    ] {
        person.type_keys(key);
        assert_eq!(person.screen().focus.value, value);
    }
    assert_eq!(person.screen().chosen(), [""; 0]);
}

#[test]
fn what_was_typed_before_the_program_came_is_done() {
    let (host, person) = early();
    person.press_until(TAB, "an option", |focus| focus.value == "member");
    person.type_keys(" ");
    person.type_keys(ENTER);
    see_early(&person, "right");
    person.press_until(TAB, "an option", |focus| focus.value == "access");
    person.type_keys(" ");
    person.type_keys(ENTER);
    person.see_said(Text::read().phrase("plain-wait"));
    host.let_go();
    person.see_question("law");
    person.see_focus_on_heading();
}

#[test]
fn continue_with_nothing_chosen_is_refused_once_the_program_is_there() {
    let (host, person) = early();
    press(&person, "continue");
    host.let_go();
    person.see_error();
    person.see_question("capacity");
}

#[test]
fn another_button_pressed_before_the_program_came_leads_where_it_leads() {
    let (host, person) = early();
    press(&person, "overview-open");
    host.let_go();
    person.see_place(&Place::Overview);
}

#[test]
fn what_has_the_focus_and_what_is_unfolded_stay_so() {
    let (host, person) = early();
    person.choose(&["acting"]);
    person.session().click(&element(&person, ".why summary"));
    let early = person.screen().focus;
    host.let_go();
    let screen = person.see("the widget ready", |screen| screen.is_ready);
    assert_eq!(screen.focus, early);
    let is_open: bool = person.session().ask(
        "return document.querySelector('dsr-signpost').shadowRoot.querySelector('.why').open;",
        &[],
    );
    assert!(is_open, "it was folded again");
    person.see_chosen(&["acting"]);
}

#[test]
fn a_press_that_the_program_comes_in_the_middle_of_counts() {
    for (answer, question, option) in [
        (None, "capacity", "member"),
        (Some("member"), "right", "delete"),
    ] {
        let (host, person) = early();
        if let Some(answer) = answer {
            person.choose(&[answer]);
            press(&person, "continue");
            see_early(&person, question);
        }
        let label = element(&person, &format!("label[for=option-{option}]"));
        person.session().hold(&label);
        host.let_go();
        person.keep_seeing(
            Duration::from_secs(1),
            "the question, not ready",
            |screen| screen.question.as_deref() == Some(question) && !screen.is_ready,
        );
        person.session().let_go();
        person.see("the widget ready", |screen| screen.is_ready);
        person.see_chosen(&[option]);
    }
}

#[test]
fn a_press_whose_end_a_menu_keeps_for_itself_keeps_nobody_waiting() {
    let (host, person) = early();
    let _: Value = person.session().ask(
        "const { shadowRoot } = document.querySelector('dsr-signpost');
        const all = { bubbles: true, composed: true, pointerId: 7, button: 0 };
        for (const kind of ['pointerdown', 'contextmenu']) {
            shadowRoot.querySelector('.hint').dispatchEvent(new PointerEvent(kind, all));
        }",
        &[],
    );
    host.let_go();
    person.see("the widget ready", |screen| screen.is_ready);
}

#[test]
fn a_key_that_a_mac_does_not_tell_the_letting_go_of_keeps_nobody_waiting() {
    let (host, person) = early();
    let _: Value = person.session().ask(
        "const box = document.querySelector('dsr-signpost').shadowRoot.querySelector('.first');
        const told = [['keydown', 'MetaLeft', true], ['keydown', 'KeyC', true], ['keyup', 'MetaLeft', false]];
        for (const [kind, code, metaKey] of told) {
            const event = new KeyboardEvent(kind, { code, metaKey, bubbles: true, composed: true });
            box.querySelector('input').dispatchEvent(event);
        }",
        &[],
    );
    host.let_go();
    person.see("the widget ready", |screen| screen.is_ready);
}

/// Where each part of the screen is, and how it looks.
fn looks(person: &Person) -> Value {
    person.session().ask(
        "const root = document.querySelector('dsr-signpost').shadowRoot;
        const all = [...root.querySelectorAll('.signpost, .signpost *')];
        return all.filter((each) => each.getClientRects().length > 0).map((each) => {
            const { x, y, width, height } = each.getBoundingClientRect();
            const { color, backgroundColor, font, borderWidth } = getComputedStyle(each);
            const look = [color, backgroundColor, font, borderWidth];
            const words = each.children.length === 0 ? each.textContent : '';
            return [each.className, words, x, y, width, height, ...look].join(' ');
        });",
        &[],
    )
}

#[test]
fn it_looks_the_same_before_and_after_the_program_comes() {
    let (host, person) = early();
    let before = looks(&person);
    assert!(before.as_array().unwrap().len() > 30, "{before}");
    host.let_go();
    person.see("the widget ready", |screen| screen.is_ready);
    assert_eq!(looks(&person), before);
}

#[test]
fn a_link_to_a_result_shows_the_result() {
    let host = Host::start();
    let person = Person::new();
    let link = Guide::read().link("capacity=member&right=delete&law=gdpr");
    person.open(&host.at(&format!("/{link}")));
    person.see_routes(&["member-organisation"]);
}

#[test]
fn a_widget_that_begins_elsewhere_does_not_take_the_first_question_over() {
    let host = Host::start();
    let page = shipped::file("/index.html");
    for (attribute, is_expected) in [
        ("answers=\"capacity=member\"", "right"),
        ("heading-level=\"3\"", "capacity"),
    ] {
        let element = format!("<dsr-signpost {attribute}");
        host.publish("/own.html", &page.replacen("<dsr-signpost", &element, 1));
        let person = Person::new();
        person.open(&host.at("/own.html"));
        person.see_question(is_expected);
        let left: u64 = person.session().ask(
            "const root = document.querySelector('dsr-signpost').shadowRoot;
            return root.querySelectorAll('.first, .reserve').length;",
            &[],
        );
        assert_eq!(left, 0, "{attribute}");
    }
}

#[test]
fn nothing_is_asked_for_twice_and_nothing_that_the_page_has_in_it() {
    let in_parts = [&["/", EMBED], &FIRST[..], &REST].concat();
    for (host, expected) in [
        (Host::start(), [&["/"], &REST[..]].concat()),
        (Host::start_in_parts(), in_parts),
    ] {
        let person = Person::new();
        person.open(&host.at("/"));
        let requests: BTreeMap<_, _> = count(host.requests());
        let expected = count(expected.into_iter().map(str::to_owned).collect());
        assert_eq!(requests, expected);
    }
}

/// How often each path was asked for, but for the test's own.
fn count(requests: Vec<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for path in requests {
        if !path.starts_with("/ear") {
            *counts.entry(path).or_default() += 1;
        }
    }
    counts
}

#[test]
fn the_look_outlives_another_start_and_a_failure() {
    let host = Host::start();
    let person = Person::new();
    let is_dressed = |before: &str| -> bool {
        let script = format!(
            "const element = document.querySelector('dsr-signpost');
            {before}
            return getComputedStyle(element).getPropertyValue('--_accent') !== '';"
        );
        person.session().ask(&script, &[])
    };
    person.open(&host.at("/"));
    assert!(
        is_dressed("element.headingLevel = 3;"),
        "not while it starts again"
    );
    person.see("the widget ready again", |screen| screen.is_ready);
    assert!(is_dressed(""), "not once it is ready again");
    assert!(!host.requests().contains(&STYLE.to_owned()));
    person.open(&host.at("/"));
    person.choose(&["member"]);
    person.break_the_page();
    person.press("Continue");
    person.see("the failure", |screen| screen.has_failed);
    assert!(is_dressed(""), "not after a failure");
}

#[test]
fn where_a_policy_forbids_the_style_in_the_page_the_widget_has_its_look_all_the_same() {
    let policy = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'";
    let host = Host::start_with(Policy::Own(policy.to_owned()));
    host.publish("/", &shipped::page_in_parts());
    let person = Person::new();
    person.open(&host.at("/"));
    see_look(&person);
}

#[test]
fn a_style_that_something_else_puts_into_the_widget_is_not_taken_for_its_own() {
    let meddle = "<script>
        customElements.whenDefined('dsr-signpost').then(() => {
            const style = document.createElement('style');
            style.textContent = 'em { color: red }';
            document.querySelector('dsr-signpost').shadowRoot.prepend(style);
        });
        </script>";
    let plain = shipped::page("Help", "<dsr-signpost><p>Write to us.</p></dsr-signpost>");
    for page in [shipped::page_in_parts(), plain] {
        let host = Host::start_with(Policy::Absent);
        // The page's own policy forbids what is put there.
        let (before, policy) = page.split_once("<meta http-equiv").unwrap_or((&page, ""));
        let (_, after) = policy.split_once('>').unwrap_or(("", policy));
        let page = format!("{before}{after}").replace("</body>", &format!("{meddle}</body>"));
        host.publish("/", &page);
        let person = Person::new();
        person.open(&host.at("/"));
        see_look(&person);
    }
}

/// Sees that the widget is dressed in its own colours.
#[track_caller]
fn see_look(person: &Person) {
    let ground: String = person.session().ask(
        "const { shadowRoot } = document.querySelector('dsr-signpost');
        return getComputedStyle(shadowRoot.querySelector('.primary')).backgroundColor;",
        &[],
    );
    assert_eq!(ground, "rgb(10, 79, 138)");
}

#[test]
fn with_scripts_turned_off_every_place_is_there_at_once_and_no_question() {
    // The others are turned off by a policy, of which a page is not told: see `failures`.
    if Surroundings::get().engine != Engine::Chromium {
        return;
    }
    let host = Host::start();
    let person = Person::new();
    person.session().turn_scripts_off();
    person.arrive(&host.at("/"));
    let screen = person.screen();
    assert!(has_every_address(&screen), "{}", screen.fallback);
    assert_eq!(screen.question, None);
    let guide = Guide::read();
    let text = Text::read();
    for route in &guide.routes {
        let title = &text.routes[&route.id].title;
        assert!(screen.fallback.contains(title), "nothing of `{title}`");
    }
}
