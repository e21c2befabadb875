// The first question as it stands in the page's HTML, until the program's own takes its place: what is done
// to it meanwhile is done to the other one then. It must not know what is asked.

/** What can be pressed, chosen or filled in, or can have the focus; the same on both, in one order. */
const CONTROLS = "[tabindex], input, button, summary, a, select, textarea";

export class First {
  #box;
  /** The button that was pressed last, since the script runs. */
  #pressed;
  /** The pointers and keys that are held down. */
  #held = new Set();
  #letGo = () => {};
  #end = new AbortController();

  /** Takes over a shadow root's first question; undefined if it has none. */
  static in(root) {
    const box = root.querySelector(".first");
    return box === null ? undefined : new First(box);
  }

  constructor(box) {
    this.#box = box;
    const { signal } = this.#end;
    // Before anybody on the way keeps an event to themselves.
    const on = (target, kind, act) => target.addEventListener(kind, act, { signal, capture: true });
    on(box, "click", ({ target }) => {
      this.#pressed = target.closest("button") ?? this.#pressed;
    });
    on(box, "keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) {
        // As in the form that it will be.
        event.preventDefault();
        box.querySelector(".primary").click();
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

  /** Does to a screen what was done to this one, and goes. */
  handOver(screen) {
    const [theirs, ours] = [screen, this.#box].map((all) => [...all.querySelectorAll(CONTROLS)]);
    const isFocused = (each) => each.matches(":focus");
    const [focused, pressed] = [ours.findIndex(isFocused), ours.indexOf(this.#pressedLast())];
    ours.forEach((each, index) => hand(each, theirs[index]));
    this.remove();
    theirs[focused]?.focus({ preventScroll: true });
    theirs[pressed]?.click();
  }

  /** Goes, with what was done to it. */
  remove() {
    this.#end.abort();
    this.#box.remove();
  }

  #pressedLast() {
    return this.#pressed ?? [...this.#box.querySelectorAll("button")].find(isNoted);
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
