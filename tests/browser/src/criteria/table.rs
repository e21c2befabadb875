//! The criteria as a table, in the order of the recommendation. It must not know how a guard works.

use super::{Criterion, Defect, Guard, Seed, act, round};
use crate::scenes::Window;

/// The criteria that matter here; `docs/accessibility.md` says why the others do not.
pub(crate) const CRITERIA: &[Criterion] = &[
    Criterion {
        number: "1.1.1",
        name: "Non-text Content",
        check: "every picture has an alternative in words or is hidden from those who hear",
        guards: &[Guard::Axe, Guard::Look],
        defects: &[Defect {
            words: "a picture without an alternative",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script(
                r#"const picture = document.createElement('img');
picture.src = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
heading.append(picture);"#,
            ),
        }],
    },
    Criterion {
        number: "1.3.1",
        name: "Info and Relationships",
        check: "lists, groups, headings and descriptions are marked up as such",
        guards: &[Guard::Axe, Guard::Look],
        defects: &[
            Defect {
                words: "a group without its description",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script(
                    "root.querySelector('fieldset').removeAttribute('aria-describedby');",
                ),
            },
            Defect {
                words: "an item in no list",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script(
                    r#"const item = document.createElement('li');
item.textContent = 'An item';
submit.after(item);"#,
                ),
            },
        ],
    },
    Criterion {
        number: "1.3.2",
        name: "Meaningful Sequence",
        check: "words are seen in the order in which they are read",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "a form laid out from the bottom up",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style("form { display: flex; flex-direction: column-reverse; }"),
        }],
    },
    Criterion {
        number: "1.3.3",
        name: "Sensory Characteristics",
        check: "no words go by shape, colour or place",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "an instruction that goes by colour and place",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Phrase("choose-several", "Tick the green box on the left."),
        }],
    },
    Criterion {
        number: "1.3.4",
        name: "Orientation",
        check: "no style depends on how the device is held",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "a widget that turns with the device",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style(
                "@media (orientation: landscape) { dsr-signpost { transform: rotate(90deg); } }",
            ),
        }],
    },
    Criterion {
        number: "1.3.5",
        name: "Identify Input Purpose",
        check: "the field for one's own name says so, and browsers can offer it",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "a field that does not say whose name it takes",
            at: "draft contact-notes",
            window: Window::Desk,
            seed: Seed::Script(
                "for (const input of root.querySelectorAll('input')) input.autocomplete = 'off';",
            ),
        }],
    },
    Criterion {
        number: "1.4.1",
        name: "Use of Color",
        check: "links are underlined; a choice shows by more than colour; an error is said",
        guards: &[Guard::Look],
        defects: &[
            Defect {
                words: "links without a line",
                at: "outcome with one route",
                window: Window::Desk,
                seed: Seed::Style("a { text-decoration: none !important; }"),
            },
            Defect {
                words: "a choice that shows by colour",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Style(
                    r#"input { appearance: none !important; background: #fff !important; }
input:checked { background: #060 !important; }
*, *::before, *::after { background-image: none !important; border-width: 1px !important; box-shadow: none !important; clip-path: none !important; content: none !important; font-weight: 400 !important; mask-image: none !important; opacity: 1 !important; outline: none !important; transform: none !important; }"#,
                ),
            },
        ],
    },
    Criterion {
        number: "1.4.3",
        name: "Contrast (Minimum)",
        check: "text has a contrast of at least 4.5, large text of 3",
        guards: &[Guard::Axe, Guard::Look],
        defects: &[
            Defect {
                words: "pale words",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Style("p { color: #999 !important; }"),
            },
            Defect {
                words: "pale words in a picture",
                at: "overview",
                window: Window::Desk,
                seed: Seed::Style("text, tspan { fill: #999 !important; }"),
            },
        ],
    },
    Criterion {
        number: "1.4.4",
        name: "Resize Text",
        check: "text of twice the size grows everywhere, and nothing is cut or covered",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "a heading that does not grow",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style(".heading { font-size: 20px !important; }"),
        }],
    },
    Criterion {
        number: "1.4.10",
        name: "Reflow",
        check: "in 320 by 256 pixels nothing is cut or covered, and the page does not scroll sideways",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "a form that keeps its width",
            at: "question capacity",
            window: Window::Enlarged,
            seed: Seed::Style("form { min-inline-size: 30em; }"),
        }],
    },
    Criterion {
        number: "1.4.11",
        name: "Non-text Contrast",
        check: "the borders of fields, tiles and buttons have a contrast of at least 3",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "pale borders",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style(
                "input { appearance: none !important; border: 1px solid #ddd !important; }",
            ),
        }],
    },
    Criterion {
        number: "1.4.12",
        name: "Text Spacing",
        check: "with WCAG's spacing nothing is cut or covered",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "a heading in a box of fixed height",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style(
                ".heading { block-size: 1.25em !important; line-height: 1.2; overflow: hidden !important; }",
            ),
        }],
    },
    Criterion {
        number: "1.4.13",
        name: "Content on Hover or Focus",
        check: "nothing appears under the pointer or the focus",
        guards: &[Guard::Look, Guard::Round(round::changes_no_words)],
        defects: &[
            Defect {
                words: "a tooltip",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script("heading.title = 'What is meant';"),
            },
            Defect {
                words: "words that appear with the focus",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Style(
                    r#"form p { visibility: hidden; }
form:focus-within p { visibility: visible; }"#,
                ),
            },
        ],
    },
    Criterion {
        number: "2.1.1",
        name: "Keyboard",
        check: "Tab reaches every control, there and back; nothing else looks as if it could be pressed",
        guards: &[Guard::Look, Guard::Round(round::reaches_everything)],
        defects: &[
            Defect {
                words: "a button that Tab leaves out",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script("submit.tabIndex = -1;"),
            },
            Defect {
                words: "something to press that is no control",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script(
                    r#"const press = document.createElement('span');
press.textContent = 'Press';
press.style.cursor = 'pointer';
submit.after(press);"#,
                ),
            },
        ],
    },
    Criterion {
        number: "2.1.2",
        name: "No Keyboard Trap",
        check: "Tab leads through the widget from a link before it to one after it, and back",
        guards: &[Guard::Round(round::leads_out)],
        defects: &[Defect {
            words: "a button that keeps the focus",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script(
                r#"submit.addEventListener('keydown', (event) => {
  if (event.key === 'Tab') event.preventDefault();
});"#,
            ),
        }],
    },
    Criterion {
        number: "2.1.4",
        name: "Character Key Shortcuts",
        check: "typing letters and digits does nothing, and nothing has a shortcut",
        guards: &[Guard::Look, Guard::Act(act::TYPE_LETTERS)],
        defects: &[
            Defect {
                words: "a letter that goes on",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script(
                    r#"addEventListener('keydown', (event) => {
  if (event.key === 's') submit.click();
}, true);"#,
                ),
            },
            Defect {
                words: "a button with a shortcut",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script("submit.accessKey = 'c';"),
            },
        ],
    },
    Criterion {
        number: "2.2.2",
        name: "Pause, Stop, Hide",
        check: "nothing moves for more than five seconds",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "a heading that turns for ever",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style(
                r#"@keyframes turn { to { rotate: 1turn; } }
.heading { animation: turn 2s infinite; }"#,
            ),
        }],
    },
    Criterion {
        number: "2.4.1",
        name: "Bypass Blocks",
        check: "there are headings and landmarks to go by",
        guards: &[Guard::Axe],
        defects: &[Defect {
            words: "a page without headings and landmarks",
            at: "question capacity",
            window: Window::Desk,
            // In a task of the page: WebKitGTK's driver looks after promises between the steps of its
            // own scripts, so that a widget moved by one starts anew.
            seed: Seed::Script(
                r#"setTimeout(() => {
  for (const place of [document, root]) {
    for (const node of place.querySelectorAll('h1, h2, h3, h4, main, header, footer, nav, section')) {
      const plain = document.createElement('div');
      plain.append(...node.childNodes);
      node.replaceWith(plain);
    }
  }
});"#,
            ),
        }],
    },
    Criterion {
        number: "2.4.2",
        name: "Page Titled",
        check: "the title names page, screen and error where the widget may set it, and is left alone elsewhere",
        guards: &[Guard::Axe, Guard::Look],
        defects: &[Defect {
            words: "a page without a title",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script("document.title = '';"),
        }],
    },
    Criterion {
        number: "2.4.3",
        name: "Focus Order",
        check: "the focus goes in the order of reading, and nowhere else",
        guards: &[Guard::Look, Guard::Round(round::keeps_the_order)],
        defects: &[Defect {
            words: "a button that comes first",
            at: "question contact-cases",
            window: Window::Desk,
            seed: Seed::Script("submit.tabIndex = 1;"),
        }],
    },
    Criterion {
        number: "2.4.4",
        name: "Link Purpose (In Context)",
        check: "every link says where it leads, and no two of one name lead to different places",
        guards: &[Guard::Axe, Guard::Look],
        defects: &[
            Defect {
                words: "a link that says no more than that it is one",
                at: "outcome with one route",
                window: Window::Desk,
                seed: Seed::Phrase("keep-link", "Click here"),
            },
            Defect {
                words: "a link without words",
                at: "outcome with one route",
                window: Window::Desk,
                seed: Seed::Script(
                    r#"const link = document.createElement('a');
link.href = '#';
heading.append(link);"#,
                ),
            },
        ],
    },
    Criterion {
        number: "2.4.6",
        name: "Headings and Labels",
        check: "every screen and part has a heading; no two answers or buttons have one name",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "two answers of one name",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script(
                r#"const [one, other] = root.querySelectorAll('label');
other.textContent = one.textContent;"#,
            ),
        }],
    },
    Criterion {
        number: "2.4.7",
        name: "Focus Visible",
        check: "a ring of at least 2 px and a contrast of at least 3 is around what has the focus",
        guards: &[Guard::Round(round::shows_the_focus)],
        defects: &[Defect {
            words: "no rings",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style(
                "*, *:focus-visible, *:has(:focus-visible) { outline: none !important; }",
            ),
        }],
    },
    Criterion {
        number: "2.4.11",
        name: "Focus Not Obscured (Minimum)",
        check: "what has the focus is in sight",
        guards: &[Guard::Round(round::keeps_the_focus_in_sight)],
        defects: &[Defect {
            words: "a cover over the page",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script(
                r#"const cover = document.createElement('div');
Object.assign(cover.style, { position: 'fixed', inset: '0', background: '#fff', zIndex: 9 });
document.body.append(cover);"#,
            ),
        }],
    },
    Criterion {
        number: "2.5.2",
        name: "Pointer Cancellation",
        check: "who presses a control and lets go elsewhere has done nothing",
        guards: &[Guard::Act(act::THINK_BETTER)],
        defects: &[Defect {
            words: "a button that acts when it is pressed",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script("submit.addEventListener('mousedown', () => submit.click());"),
        }],
    },
    Criterion {
        number: "2.5.3",
        name: "Label in Name",
        check: "the name of a control holds the words on it",
        guards: &[Guard::Axe, Guard::Look],
        defects: &[Defect {
            words: "a button of another name",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script("submit.setAttribute('aria-label', 'Next');"),
        }],
    },
    Criterion {
        number: "2.5.8",
        name: "Target Size (Minimum)",
        check: "answers and buttons are at least 44 px high and wide, other targets 24 px",
        guards: &[Guard::Axe, Guard::Look],
        defects: &[Defect {
            words: "small buttons side by side",
            at: "question contact-cases",
            window: Window::Desk,
            seed: Seed::Style(
                r#"button { block-size: 12px !important; inline-size: 12px !important; min-block-size: 0 !important; min-inline-size: 0 !important; overflow: hidden; padding: 0 !important; }
div { gap: 0 !important; }"#,
            ),
        }],
    },
    Criterion {
        number: "3.1.1",
        name: "Language of Page",
        check: "the page says its language",
        guards: &[Guard::Axe],
        defects: &[Defect {
            words: "a page without a language",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script("document.documentElement.removeAttribute('lang');"),
        }],
    },
    Criterion {
        number: "3.1.2",
        name: "Language of Parts",
        check: "the widget says the language of its words, whatever the page's is",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "English words said to be French",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script("root.querySelector('[lang]').lang = 'fr';"),
        }],
    },
    Criterion {
        number: "3.2.1",
        name: "On Focus",
        check: "the focus alone leads nowhere",
        guards: &[Guard::Round(round::stays_where_it_is)],
        defects: &[Defect {
            words: "a button that acts when it gets the focus",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script(
                r#"submit.addEventListener('focus', () => {
  history.replaceState(null, '', '#elsewhere');
});"#,
            ),
        }],
    },
    Criterion {
        number: "3.2.2",
        name: "On Input",
        check: "choosing an answer changes the choice and nothing else",
        guards: &[
            Guard::Act(act::CHOOSE_EACH),
            Guard::Act(act::NARROW_BY_EACH),
        ],
        defects: &[
            Defect {
                words: "a choice that goes on by itself",
                at: "question capacity",
                window: Window::Desk,
                seed: Seed::Script("root.addEventListener('change', () => submit.click());"),
            },
            Defect {
                words: "a list that leads elsewhere",
                at: "overview",
                window: Window::Desk,
                seed: Seed::Script(
                    "root.addEventListener('change', () => history.replaceState(null, '', '#elsewhere'));",
                ),
            },
        ],
    },
    Criterion {
        number: "3.2.4",
        name: "Consistent Identification",
        check: "the button that goes on has one name on every screen, and every other one of the guide's",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "another word for Continue",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script("submit.textContent = 'Next';"),
        }],
    },
    Criterion {
        number: "3.3.1",
        name: "Error Identification",
        check: "going on without an answer is answered in words, with the focus on them, and told to the group",
        guards: &[Guard::Act(act::GO_ON_WITHOUT)],
        defects: &[Defect {
            words: "errors that do not show",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style("[role='alert'] { display: none !important; }"),
        }],
    },
    Criterion {
        number: "3.3.2",
        name: "Labels or Instructions",
        check: "every field shows a label, every group a legend and how many answers it takes",
        guards: &[Guard::Look],
        defects: &[Defect {
            words: "answers without labels",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Style("label { display: none !important; }"),
        }],
    },
    Criterion {
        number: "3.3.3",
        name: "Error Suggestion",
        check: "the error says what to do and leads to the first answer",
        guards: &[Guard::Act(act::FOLLOW_THE_ERROR)],
        defects: &[Defect {
            words: "an error that leads nowhere",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script(
                r#"root.addEventListener('click', (event) => {
  if (!event.composedPath()[0].closest('[role=alert]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);"#,
            ),
        }],
    },
    Criterion {
        number: "3.3.7",
        name: "Redundant Entry",
        check: "Back shows the answer given, and Continue leads on without asking again",
        guards: &[Guard::Act(act::GO_BACK_AND_ON)],
        defects: &[Defect {
            words: "answers that are forgotten",
            at: "question contact-cases",
            window: Window::Desk,
            seed: Seed::Script(
                r#"new MutationObserver(() => {
  for (const input of root.querySelectorAll('input')) input.checked = false;
}).observe(root, { childList: true, subtree: true });"#,
            ),
        }],
    },
    Criterion {
        number: "4.1.2",
        name: "Name, Role, Value",
        check: "every control has a role and a name; they are those in tests/browser/roles.txt, the same in every engine",
        guards: &[Guard::Axe],
        defects: &[Defect {
            words: "a button without a name",
            at: "question capacity",
            window: Window::Desk,
            seed: Seed::Script("submit.replaceChildren();"),
        }],
    },
    Criterion {
        number: "4.1.3",
        name: "Status Messages",
        check: "notices, and what comes of a button, are said without the focus going there",
        guards: &[Guard::Look, Guard::Act(act::CAUSE_A_MESSAGE)],
        defects: &[
            Defect {
                words: "a notice that is not said",
                at: "notice",
                window: Window::Desk,
                seed: Seed::Script(
                    "for (const region of root.querySelectorAll('[role=status]')) region.removeAttribute('role');",
                ),
            },
            Defect {
                words: "a message that is not said",
                at: "outcome with two",
                window: Window::Desk,
                seed: Seed::Script(
                    "for (const region of root.querySelectorAll('[role=status]')) region.removeAttribute('role');",
                ),
            },
        ],
    },
];
