// The second half of a double click, which lands on whatever has come in between. It must not know what that is.

/** How long a double click takes at most, in milliseconds, and how far apart its halves are, in CSS pixels. */
const DOUBLE_CLICK = 500;
const SAME_PLACE = 10;

/** Keeps what nobody meant from what is in a shadow root. */
export class Echo {
  /** The last click by hand, and when the screen changed last. */
  #click;
  #changed = 0;

  constructor(root) {
    root.addEventListener("click", (event) => this.#drop(event), { capture: true });
  }

  /** The reader has another screen before them from now on. */
  note() {
    this.#changed = performance.now();
  }

  /** Drops a click if it is the second half of a double one and the screen changed in between. */
  #drop(event) {
    const { isTrusted, detail, target, timeStamp, clientX, clientY } = event;
    if (!isTrusted || detail === 0) {
      return;
    }
    const before = this.#click;
    this.#click = event;
    const isEcho =
      before?.timeStamp < this.#changed &&
      timeStamp - before.timeStamp < DOUBLE_CLICK &&
      Math.hypot(clientX - before.clientX, clientY - before.clientY) < SAME_PLACE;
    if (isEcho && target.closest("label, input")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }
}
