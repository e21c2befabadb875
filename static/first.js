// The first question as it stands in the page's HTML, and the one that its answer leads to, until the program's own
// take their place: what is done to them meanwhile is done to the others then. It must not know what is asked.

import { Echo } from "./echo.js";

/** What can be pressed, chosen or filled in, or can have the focus; the same on both, in one order. */
const CONTROLS = "[tabindex], input, button, summary, a, select, textarea";

/** What leads on. */
const CONTINUE = ".primary";

export class First {
  /** What keeps double clicks from the shadow root. */
  echo;
  #box;
  /** The question that is shown. */
  #screen;
  /** The one before it, which the program does not know to be answered. */
  #before;
  /** Whether an answer leads on here. */
  #leads = false;
  /** The button that was pressed last, since the script runs. */
  #pressed;
  /** The pointers and keys that are held down. */
  #held = new Set();
  #letGo = () => {};
  #end = new AbortController();

  /** Takes over a shadow root's first question, if nobody has yet; undefined if it has none. */
  static in(root) {
    const box = root.querySelector(".first");
    return box === null ? undefined : (box.first ??= new First(root, box));
  }

  constructor(root, box) {
    this.echo = new Echo(root);
    this.#box = box;
    this.#screen = box.firstElementChild;
    const { signal } = this.#end;
    // Before anybody on the way keeps an event to themselves.
    const on = (target, kind, act) => target.addEventListener(kind, act, { signal, capture: true });
    on(box, "click", ({ target }) => {
      const button = target.closest("button");
      if (button !== null) {
        this.#pressed = button;
        this.#goOn();
      }
    });
    on(box, "change", ({ target }) => settle(target));
    on(box, "keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) {
        // As in the form that it will be.
        event.preventDefault();
        this.#screen.querySelector(CONTINUE).click();
      }
    });
    on(box, "pointerdown", ({ pointerId }) => this.#held.add(pointerId));
    // While a Mac's command key is held, it does not tell which others are let go.
    on(box, "keydown", ({ code, metaKey }) => metaKey || this.#held.add(code));
    for (const kind of ["pointerup", "pointercancel", "keyup"]) {
      // What is let go elsewhere is let go too; the click comes after that.
      on(window, kind, ({ pointerId, code }) => setTimeout(() => this.#release(pointerId ?? code)));
    }
    on(window, "blur", () => setTimeout(() => this.#release()));
  }

  /** Whether it is the one that the widget would begin with. */
  fits({ language, headingLevel }) {
    const { dataset } = this.#box;
    return dataset.language === language && Number(dataset.headingLevel) === headingLevel;
  }

  /** Waits until no pointer and no key is held down: what is pressed half would be lost. */
  async rests() {
    while (this.#held.size > 0) {
      await new Promise((resolve) => {
        this.#letGo = resolve;
      });
    }
  }

  /** From now on an answer leads on as soon as it is given, since the program will come that it is told to then. */
  lead() {
    this.#leads = true;
    this.#goOn();
  }

  /**
   * Leads the program's first question, given its screen, on to where this one is, and says whether there is
   * anything to be led to. From then on nothing leads on here.
   */
  bring(screen) {
    this.#leads = false;
    const before = this.#before;
    if (before === undefined) {
      return false;
    }
    this.#before = undefined;
    copyDeeds(before, screen);
    screen.querySelector(CONTINUE).click();
    return true;
  }

  /** Does to a screen what was done to this one, and goes. */
  handOver(screen) {
    const [theirs, ours] = [screen, this.#screen].map(controlsOf);
    const isFocused = (each) => each.matches(":focus");
    const [focused, pressed] = [ours.findIndex(isFocused), ours.indexOf(this.#pressedLast())];
    copyDeeds(this.#screen, screen);
    this.remove();
    theirs[focused]?.focus({ preventScroll: true });
    theirs[pressed]?.click();
  }

  /** Goes, with what was done to it. */
  remove() {
    this.#end.abort();
    this.#box.remove();
  }

  /** Shows what the answer leads to, if Continue was pressed and the page has that in it. */
  #goOn() {
    if (!this.#leads || this.#before !== undefined || !this.#pressedLast()?.matches(CONTINUE)) {
      return;
    }
    const chosen = [...this.#screen.querySelectorAll("input:checked")];
    const answer = chosen.map(({ value }) => value).join("+");
    const template = this.#box.querySelector(`template[data-after~="${answer}"]`);
    if (template === null) {
      return;
    }
    const screen = document.importNode(template.content, true).firstElementChild;
    for (const other of screen.querySelectorAll(`[data-after]:not([data-after~="${answer}"])`)) {
      other.remove();
    }
    this.#before = this.#screen;
    this.#screen = screen;
    this.#pressed = undefined;
    this.#before.replaceWith(screen);
    screen.querySelector(".heading").focus();
    this.echo.note();
  }

  #pressedLast() {
    return this.#pressed ?? [...this.#screen.querySelectorAll("button")].find(isNoted);
  }

  #release(what) {
    if (what === undefined) {
      this.#held.clear();
    }
    this.#held.delete(what);
    this.#letGo();
  }
}

/** Whether what only this button opens is open: it was pressed before the script ran. */
function isNoted({ popoverTargetElement: noted }) {
  return Boolean(noted) && noted.matches(":popover-open");
}

function controlsOf(screen) {
  return [...screen.querySelectorAll(CONTROLS)];
}

/** Takes back what cannot be chosen beside what was. */
function settle(chosen) {
  const isAlone = (input) => input.closest(".alone") !== null;
  for (const other of chosen.closest("fieldset")?.querySelectorAll("input:checked") ?? []) {
    if (chosen.checked && other !== chosen && (isAlone(other) || isAlone(chosen))) {
      other.checked = false;
    }
  }
}

/** Does to the controls of a screen what was done to those of another. */
function copyDeeds(from, to) {
  const theirs = controlsOf(to);
  controlsOf(from).forEach((ours, index) => hand(ours, theirs[index]));
}

/** Does to one control what was done to the other. */
function hand(ours, theirs) {
  if (theirs?.localName !== ours.localName) {
    return;
  }
  if (ours.localName === "summary") {
    theirs.parentElement.open = ours.parentElement.open;
  } else if (ours.localName !== "input") {
    return;
  } else if (ours.checked !== theirs.checked) {
    theirs.click();
  } else if (ours.value !== theirs.value) {
    theirs.value = ours.value;
    theirs.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }
}
