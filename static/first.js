// The first question as it stands in the page's HTML, until the program's own takes its place: what is done
// to it meanwhile is done to the other one then. It must not know what is asked.

/** What can be pressed, chosen or filled in, or can have the focus; the same on both, in one order. */
const CONTROLS = "[tabindex], input, button, summary, a, select, textarea";

/** How long to wait for the style, in milliseconds. */
const STYLE_PATIENCE = 1_000;

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
    // From now on somebody is there who tells if the program does not come.
    box.classList.add("awaited");
    const { signal } = this.#end;
    // Before anybody on the way keeps an event to themselves.
    const on = (target, kind, act) => target.addEventListener(kind, act, { signal, capture: true });
    on(box, "click", ({ target }) => this.#press(target.closest("button")));
    on(box, "keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) {
        // As in the form that it will be.
        event.preventDefault();
        this.#press(box.querySelector(".primary"));
      }
    });
    on(box, "pointerdown", ({ pointerId }) => this.#held.add(pointerId));
    on(box, "keydown", ({ code }) => this.#held.add(code));
    for (const kind of ["pointerup", "pointercancel", "keyup"]) {
      // What is let go elsewhere is let go too; the click comes after that.
      on(window, kind, ({ pointerId, code }) => setTimeout(() => this.#release(pointerId ?? code)));
    }
    on(window, "blur", () => setTimeout(() => this.#release()));
  }

  /** Waits a little for its style: once that is there, the browser need not load the file again. */
  async isStyled() {
    const link = this.#box.getRootNode().querySelector("link");
    if (link !== null && link.sheet === null) {
      await new Promise((resolve) => {
        link.addEventListener("load", resolve);
        link.addEventListener("error", resolve);
        setTimeout(resolve, STYLE_PATIENCE);
      });
    }
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

  #press(button) {
    if (button !== null) {
      this.#pressed = button;
      // By itself a button that was pressed by a key of another field does not.
      this.#box.querySelector(`#${button.getAttribute("popovertarget")}`)?.showPopover?.();
    }
  }

  #pressedLast() {
    return this.#pressed ?? [...this.#box.querySelectorAll("button")].find(isNoted);

    /** Whether a note is open that only this button opens: it was pressed before the script ran. */
    function isNoted(button) {
      const { popoverTargetElement: note } = button;
      return Boolean(note) && note.matches(":popover-open");
    }
  }

  #release(what) {
    if (what === undefined) {
      this.#held.clear();
    }
    this.#held.delete(what);
    this.#letGo();
  }
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
