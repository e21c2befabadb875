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
  /** The button that was pressed last. */
  #pressed;
  /** Whether that was Continue, with nothing chosen. */
  #isRefused = false;
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
    const on = (where, kind, act) => where.addEventListener(kind, act, { signal, capture: true });
    // Not what the page has put into a slot of the question.
    const onOurs = (kind, act) =>
      on(box, kind, (event) => box.contains(event.target) && act(event));
    onOurs("click", ({ target }) => this.#press(target.closest("button")));
    onOurs("change", ({ target }) => this.#choose(target));
    onOurs("keydown", (event) => {
      const { key, target } = event;
      const next = besides(target, { ArrowDown: 1, ArrowUp: -1 }[key]);
      if (next !== undefined) {
        event.preventDefault();
        next.focus();
      } else if (key === "Enter" && target.matches("input:not([type=date])")) {
        // As in the form that it will be.
        event.preventDefault();
        this.#screen.querySelector(CONTINUE).click();
      }
    });
    // Nothing else is done only once it is let go.
    onOurs("pointerdown", ({ button, pointerId }) => button === 0 && this.#held.add(pointerId));
    onOurs("keydown", ({ code }) => code === "Space" && this.#held.add(code));
    for (const kind of ["pointerup", "pointercancel", "keyup"]) {
      // What is let go elsewhere is let go too; the click comes after that.
      on(window, kind, ({ pointerId, code }) => setTimeout(() => this.#release(pointerId ?? code)));
    }
    // A menu keeps for itself what is let go. What loses the focus within the page says so here as well.
    on(window, "contextmenu", () => setTimeout(() => this.#release()));
    on(window, "blur", ({ target }) => target === window && setTimeout(() => this.#release()));
    this.#press([...this.#screen.querySelectorAll("button")].find(isNoted) ?? null);
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

  /** From now on an answer leads on as soon as it is given; the program is told once it is there. */
  lead() {
    this.#leads = true;
    this.#goOn();
  }

  /**
   * Leads the program's first question, given its screen, on to where this one is, and says whether it is on its
   * way there. From then on nothing leads on here.
   */
  bring(screen) {
    const [before, leads] = [this.#before, this.#leads];
    this.#leads = false;
    const isLed = leads && before !== undefined && copyDeeds(before, screen);
    if (!isLed || answerOn(screen) !== answerOn(before)) {
      return false;
    }
    screen.querySelector(CONTINUE).click();
    return true;
  }

  /** What was answered so far and what is asked, as the widget's places name it; undefined if nothing was answered. */
  get place() {
    const asked = [this.#before, this.#screen].filter((screen) => screen && answerOn(screen) !== "");
    const answers = asked.map((screen) => `${questionOn(screen)}=${answerOn(screen)}`);
    return answers.length === 0 ? undefined : `${answers.join("&")}&at=${questionOn(this.#screen)}`;
  }

  /** Does to a screen what was done to this one, if it asks the same, and goes. */
  handOver(screen) {
    const [theirs, ours] = [screen, this.#screen].map((all) => [...all.querySelectorAll(CONTROLS)]);
    const { activeElement } = this.#box.getRootNode();
    const [focused, pressed] = [ours.indexOf(activeElement), ours.indexOf(this.#pressed)];
    const isSame = copyDeeds(this.#screen, screen) && ours.length === theirs.length;
    this.remove();
    if (isSame) {
      theirs[focused]?.focus({ preventScroll: true });
      theirs[pressed]?.click();
    }
  }

  /** Goes, with what was done to it. */
  remove() {
    this.#end.abort();
    this.#box.remove();
  }

  #press(button) {
    if (button !== null) {
      this.#pressed = button;
      this.#isRefused = button.matches(CONTINUE) && answerOn(this.#screen) === "";
      this.#goOn();
    }
  }

  #choose(option) {
    settle(option);
    if (this.#isRefused) {
      // Whoever chooses after that has not chosen all yet.
      this.#isRefused = false;
      this.#pressed.popoverTargetElement?.hidePopover();
      this.#pressed = undefined;
    }
  }

  /** Shows what the answer leads to, if Continue was pressed and the page has that in it. */
  #goOn() {
    if (!this.#leads || this.#before !== undefined || !this.#pressed?.matches(CONTINUE)) {
      return;
    }
    const answer = answerOn(this.#screen);
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

/** The checkbox so many places from this one in its group; undefined if there is none. */
function besides(checkbox, places) {
  const all = checkbox.closest("fieldset")?.querySelectorAll("[type=checkbox]") ?? [];
  const place = [...all].indexOf(checkbox);
  return place < 0 ? undefined : all[place + places];
}

/** What is chosen on a screen, as the page names it. */
function answerOn(screen) {
  return [...screen.querySelectorAll("input:checked")].map(({ value }) => value).join();
}

/** What a screen asks. */
function questionOn(screen) {
  return screen.querySelector("fieldset")?.dataset.question;
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

/** Does to a screen what was done to another, and says whether it asks the same; else nothing is done. */
function copyDeeds(from, to) {
  if (questionOn(from) !== questionOn(to)) {
    return false;
  }
  for (const ours of from.querySelectorAll("input")) {
    copyInput(ours, to.querySelector(`#${ours.id}`));
  }
  const [ours, theirs] = [from, to].map((each) => each.querySelectorAll("details"));
  theirs.forEach((each, index) => {
    each.open = Boolean(ours[index]?.open);
  });
  return true;
}

function copyInput(ours, theirs) {
  if (theirs === null) {
    return;
  }
  if (ours.checked !== theirs.checked) {
    theirs.click();
  } else if (ours.value !== theirs.value) {
    theirs.value = ours.value;
    theirs.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }
}
