//! What somebody does to find out whether a screen behaves. It must not know a criterion.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::{ask, script};
use crate::person::{Person, Place, Screen};
use crate::shipped::Text;

const LETTERS_AND_DIGITS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Something to do on a screen.
#[derive(Clone, Copy)]
pub(crate) struct Act {
    /// What must be in the widget for it to be possible, as a selector.
    pub(super) needs: &'static str,
    /// Whether the screen is as it was afterwards, if there is nothing to find.
    pub(super) leaves_no_trace: bool,
    pub(super) run: fn(&Person) -> Vec<String>,
}

impl Act {
    pub(crate) fn can_be_done(self, person: &Person) -> bool {
        !shown(person, self.needs).is_empty()
    }
}

/// Types every letter and digit: nothing may come of it.
pub(super) const TYPE_LETTERS: Act = Act {
    needs: "input, a[href], button",
    leaves_no_trace: true,
    run: |person| {
        let before = facts(person);
        person.find(
            "all('input, a[href], button')[0].focus(); return [];",
            Value::Null,
        );
        person.type_keys(LETTERS_AND_DIGITS);
        person.settle();
        changes(&before, &facts(person), "typing letters and digits")
    },
};

/// Presses the mouse on each kind of control and lets it go elsewhere: nothing may come of it.
pub(super) const THINK_BETTER: Act = Act {
    needs: "button, label, summary",
    leaves_no_trace: true,
    run: |person| {
        let before = facts(person);
        // Looked for anew each time: what is found may be drawn anew.
        for control in (0..).map_while(|kind| first_of_kind(person, kind)) {
            let name = person.session().name_of(&control);
            person.session().press_and_think_better(&control);
            person.settle();
            let what = format!("pressing `{name}` and letting go elsewhere");
            let findings = changes(&before, &facts(person), &what);
            if !findings.is_empty() {
                return findings;
            }
        }
        Vec::new()
    },
};

/// Brings the first control of a kind, counted from nought, into sight; none if there are no more kinds.
fn first_of_kind(person: &Person, kind: usize) -> Option<WebElement> {
    let found = person.find(
        "const kinds = new Map();
        for (const control of all('button, label, summary')) {
          const kind = `${control.localName} ${control.className} of ${control.parentElement?.className}`;
          if (!kinds.has(kind)) kinds.set(kind, control);
        }
        const found = [...kinds.values()].slice(arguments[1], arguments[1] + 1);
        found[0]?.scrollIntoView({ block: 'center', behavior: 'instant' });
        return found;",
        json!(kind),
    );
    found.into_iter().next()
}

/// Chooses each answer: nothing but the choice may change.
pub(super) const CHOOSE_EACH: Act = Act {
    needs: "fieldset[data-question] input",
    leaves_no_trace: false,
    run: |person| {
        let before = person.screen();
        for option in &before.options {
            let labels = person.find(
                "return all('label').filter((label) => label.control?.value === arguments[1]);",
                json!(option.id),
            );
            labels
                .iter()
                .for_each(|label| person.session().click(label));
            person.settle();
            let after = person.screen();
            if after.place() != before.place() || after.page != before.page {
                return vec![format!("choosing `{}` leads elsewhere", option.id)];
            }
        }
        Vec::new()
    },
};

/// Narrows the overview by each list: what is listed changes, and nothing else.
pub(super) const NARROW_BY_EACH: Act = Act {
    needs: "select",
    leaves_no_trace: false,
    run: |person| {
        let before = person.screen();
        let mut findings = Vec::new();
        for index in 0..shown(person, "select").len() {
            person.find(CHOOSE_SECOND, json!(index));
            person.settle();
            let after = person.screen();
            let is_there = after.place() == before.place() && after.page == before.page;
            if !is_there || after.focus.tag != "select" {
                findings.push(format!("choosing in list {index} leads elsewhere"));
            }
        }
        findings
    },
};

/// As somebody does who opens a list: how it looks when open is the system's affair.
const CHOOSE_SECOND: &str = "const list = all('select')[arguments[1]];
    list.focus();
    list.selectedIndex = 1;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return [];";

/// Presses Continue with nothing chosen: what is wrong must be said.
pub(super) const GO_ON_WITHOUT: Act = Act {
    needs: "form",
    leaves_no_trace: false,
    run: |person| {
        if !is_unanswered(&person.screen()) {
            return Vec::new();
        }
        submit(person);
        ask(
            person,
            "const [summary] = elements('[role=alert]').filter((node) => !isSpokenOnly(node));
            const group = elements('fieldset[data-question]')[0];
            const spoken = (group?.getAttribute('aria-describedby') ?? '').split(/\\s+/);
            const words = wordsOf(summary?.querySelector('a') ?? summary);
            const messages = elements('fieldset p').filter((line) => spoken.includes(line.id));
            return [
              ...(words ? [] : ['no summary says what is wrong']),
              ...(messages.some((line) => wordsOf(line).endsWith(words)) ? [] : ['the group is not told what is wrong']),
              ...(summary?.contains(summary.getRootNode().activeElement) ? [] : ['the focus is not on the summary']),
            ];",
            Value::Null,
        )
    },
};

/// Follows the error's link: it must lead to where the error is mended.
pub(super) const FOLLOW_THE_ERROR: Act = Act {
    needs: "form",
    leaves_no_trace: false,
    run: |person| {
        let before = person.screen();
        if !is_unanswered(&before) {
            return Vec::new();
        }
        submit(person);
        let links = shown(person, "[role=alert] a[href]");
        let Some(link) = links.first() else {
            return vec!["the error leads nowhere".to_owned()];
        };
        person.session().click(link);
        person.settle();
        let first = before.options.first().map(|option| option.id.as_str());
        let focus = person.screen().focus.value;
        if first == Some(&*focus) {
            Vec::new()
        } else {
            vec![format!(
                "the error's link leads to `{focus}`, not to the first answer"
            )]
        }
    },
};

/// Presses Back and Continue: the answer given before must still be there.
pub(super) const GO_BACK_AND_ON: Act = Act {
    needs: "form, [data-route]",
    leaves_no_trace: false,
    run: |person| {
        let phrases = Text::read().phrases;
        if !person.has_button(&phrases["back"]) {
            return Vec::new();
        }
        let before = person.screen().place();
        person.press(&phrases["back"]);
        person.settle();
        let mut findings = Vec::new();
        if person.screen().chosen().is_empty() {
            findings.push("the answer before is asked for again".to_owned());
        }
        submit(person);
        let after = person.screen().place();
        if findings.is_empty() && after != before {
            findings.push(format!(
                "Back and Continue lead from {before:?} to {after:?}"
            ));
        }
        findings
    },
};

/// Uses what answers with a message: it must be said to who cannot see it.
pub(super) const CAUSE_A_MESSAGE: Act = Act {
    needs: "button",
    leaves_no_trace: false,
    run: |person| {
        let phrases = Text::read().phrases;
        let copy = phrases["copy-address"]
            .split('{')
            .next()
            .unwrap_or_default();
        let names = json!([copy, phrases["date-use"]]);
        let answer = person.session().await_answer(&script(MESSAGE), &[names]);
        serde_json::from_value(answer).unwrap()
    },
};

/// Presses the first button of such a name, and looks at what is then written where.
const MESSAGE: &str = r#"
const done = arguments[arguments.length - 1];
const button = elements("button").find((button) => arguments[0].some((name) => nameOf(button).startsWith(name)));
if (!button) {
  done([]);
} else {
  const isSaid = (node) => closest(node, "[role=status], [role=alert], [aria-live]") !== null;
  const observer = new MutationObserver((changes) => {
    const written = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
    const words = written.filter((node) => node instanceof Text && node.data.trim() !== "");
    if (words.length > 0) {
      observer.disconnect();
      clearTimeout(deadline);
      done(words.filter((node) => !isSaid(node)).map((node) => `"${node.data}" is not said`));
    }
  });
  const deadline = setTimeout(() => done(["no message comes"]), 10000);
  observer.observe(button.getRootNode(), { subtree: true, childList: true, characterData: true });
  button.click();
}
"#;

/// What an act must not change by the way.
type Facts = (Place, String, Vec<String>, Option<String>);

fn facts(person: &Person) -> Facts {
    let screen = person.screen();
    let chosen = screen.chosen().iter().map(|id| (*id).to_owned()).collect();
    (screen.place(), screen.page, chosen, screen.error)
}

fn changes(before: &Facts, after: &Facts, what: &str) -> Vec<String> {
    if before == after {
        Vec::new()
    } else {
        vec![format!("{what} leads from {before:?} to {after:?}")]
    }
}

fn is_unanswered(screen: &Screen) -> bool {
    screen.question.is_some() && screen.chosen().is_empty()
}

fn submit(person: &Person) {
    for button in shown(person, "button[type=submit]") {
        person.session().click(&button);
    }
    person.settle();
}

fn shown(person: &Person, selector: &str) -> Vec<WebElement> {
    person.find("return all(arguments[1]);", json!(selector))
}
