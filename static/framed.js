// The widget in a frame of its own, for pages on which the program may not run: the half that stands on
// the page. `frame.js` is the other half. They trust only messages of this version and instance, from
// the other's window and origin; what else arrives is not for them.

import { Failure } from "./failure.js";
import { HERE } from "./files.js";

const PROTOCOL = 1;

/** How long the frame may take to say hello, in milliseconds, and how long once it is loaded. */
const PATIENCE = 10_000;
const GRACE = 1_000;

/** The tallest that a frame is let grow, in CSS pixels. */
const MAX_HEIGHT = 30_000;

const CODES = ["wasm-blocked", "not-loaded", "guide-invalid", "crashed"];
const STEPS = ["step", "outcome", "draft", "checklist", "overview", "records"];

/** One framed widget; it can do what the program's own can. */
export class Framed {
  #frame = document.createElement("iframe");
  #instance = crypto.getRandomValues(new Uint32Array(4)).join("-");
  #settings;
  #onStep;
  #onTitle;
  #onFailure;
  /** What the page gave the widget to look like. */
  #look;
  /** The fragment of what is on screen. */
  #place;
  /** The last place that the browser's Back, Forward or a link led to, or that a step did. */
  #wanted;
  /** The page's fragment at first, if it is the widget's; it may be one that cannot be followed. */
  #fragment;
  #calls = new Map();
  #lastCall = 0;
  #deadline;
  #isShown = false;
  #hasAnswered = false;
  #end = new AbortController();

  /**
   * Puts a frame into a box.
   *
   * `settings` are the attributes for the widget inside, `place` is where it begins, or `fragment`
   * if there is one. With `hasHistory` the page's fragment is followed and written. `look` gives the
   * style it should take from the page.
   */
  constructor(box, { settings, place, fragment, hasHistory, look, onStep, onTitle, onFailure }) {
    this.#settings = settings;
    this.#place = fragment ?? place;
    this.#fragment = fragment;
    this.#look = look;
    this.#onStep = onStep;
    this.#onTitle = onTitle;
    this.#onFailure = onFailure;
    const { signal } = this.#end;
    addEventListener("message", (event) => this.#hear(event), { signal });
    const blocked = ({ effectiveDirective: directive, blockedURI, disposition }) => {
      // Engines name the file, or its origin alone.
      const isOurs = blockedURI === HERE.origin || blockedURI.startsWith(HERE.href);
      const isFrame = ["frame-src", "child-src", "default-src"].includes(directive);
      if (disposition === "enforce" && isFrame && isOurs) {
        this.#giveUp("this page's policy does not allow it");
      }
    };
    document.addEventListener("securitypolicyviolation", blocked, { signal });
    if (hasHistory) {
      this.#wanted = this.#place;
      const follow = () => {
        const wanted = history.state?.signpost ?? ownFragment();
        if (wanted !== undefined && wanted !== this.#wanted) {
          this.#wanted = wanted;
          this.#send({ kind: "follow", place: wanted });
        }
      };
      addEventListener("popstate", follow, { signal });
      this.#record = record;
    }
    // A page changes its colours by an attribute of something around the widget, as a rule.
    const dress = () => this.#send({ kind: "look", look: this.#look() });
    const changes = new MutationObserver(dress);
    for (let around = box.getRootNode().host; around; ) {
      changes.observe(around, { attributes: true });
      around = around.assignedSlot ?? around.parentElement ?? around.getRootNode().host;
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress, { signal });
    signal.addEventListener("abort", () => changes.disconnect());

    // Without a height it has a layout, and shows nothing.
    Object.assign(this.#frame, { height: 0, inert: true, allow: "clipboard-write" });
    this.#frame.className = "signpost-frame";
    this.#frame.addEventListener("load", () => this.#expectHello(GRACE));
    this.#expectHello(PATIENCE);
    const address = new URL("frame.html", HERE);
    // In the fragment, so that everyone asks the server for the same file.
    address.hash = new URLSearchParams({ instance: this.#instance, host: origin });
    this.#frame.src = address;
    box.append(this.#frame);
  }

  /** Shows a place; rejects if it cannot be followed. */
  goTo(place) {
    return this.#call({ kind: "go", place });
  }

  /** Shows what a link leads to, or tells the reader that it cannot be followed. */
  follow(place) {
    return this.#call({ kind: "follow", place });
  }

  /** Shows the first question, with no answers. */
  reset() {
    return this.#call({ kind: "reset" });
  }

  /** The fragment of what is on screen. */
  place() {
    return this.#place;
  }

  destroy() {
    clearTimeout(this.#deadline);
    this.#end.abort();
    for (const { reject } of this.#calls.values()) {
      reject(new Error("the widget has been removed"));
    }
  }

  #hear({ source, origin: sender, data }) {
    const isOurs =
      source === this.#frame.contentWindow &&
      sender === HERE.origin &&
      data?.signpost === PROTOCOL &&
      data.instance === this.#instance;
    if (!isOurs) {
      return;
    }
    const { kind } = data;
    if (kind === "hello") {
      // A frame that is moved on the page is loaded again, and says hello again.
      this.#hasAnswered = true;
      clearTimeout(this.#deadline);
      const [settings, place, fragment] = [this.#settings, this.#place, this.#fragment];
      this.#send({ kind: "start", settings, place, fragment, look: this.#look() });
      // What it was asked before is gone with what it was.
      this.#calls.forEach(({ message }) => this.#send(message));
    } else if (kind === "height" && Number.isFinite(data.height)) {
      this.#frame.height = Math.min(Math.max(Math.ceil(data.height), 0), MAX_HEIGHT);
    } else if (kind === "title" && typeof data.title === "string") {
      this.#frame.title = data.title;
      this.#onTitle(data.title);
    } else if (kind === "step" && STEPS.includes(data.name) && areIds(data.ids) && isPlace(data.place)) {
      this.#frame.inert = false;
      // By Back and Forward the address has changed already, perhaps again since then.
      if (data.isTravel !== true) {
        this.#record(this.#place, data.place, this.#isShown);
        this.#wanted = data.place;
      }
      this.#fragment = undefined;
      this.#isShown = true;
      this.#place = data.place;
      this.#onStep(data.name, data.ids);
    } else if (kind === "failure" && CODES.includes(data.code)) {
      this.#onFailure(new Failure(data.code, String(data.message).slice(0, 1000)));
    } else if (kind === "answer" && this.#calls.has(data.call)) {
      const { resolve, reject } = this.#calls.get(data.call);
      this.#calls.delete(data.call);
      data.problem === undefined ? resolve() : reject(new Error(String(data.problem)));
    }
  }

  /** Without a history of the page there is nothing to write. */
  #record = () => {};

  #call(message) {
    return new Promise((resolve, reject) => {
      const call = (this.#lastCall += 1);
      const sent = { ...message, call };
      this.#calls.set(call, { resolve, reject, message: sent });
      this.#send(sent);
    });
  }

  #send(message) {
    const own = { signpost: PROTOCOL, instance: this.#instance };
    this.#frame.contentWindow?.postMessage({ ...message, ...own }, HERE.origin);
  }

  #expectHello(patience) {
    clearTimeout(this.#deadline);
    if (!this.#hasAnswered) {
      this.#deadline = setTimeout(() => this.#giveUp("it did not answer"), patience);
    }
  }

  #giveUp(why) {
    this.#onFailure(new Failure("frame-blocked", `the frame ${HERE}frame.html could not be had: ${why}`));
  }
}

/** The page's fragment, if it is one of the widget's. */
function ownFragment() {
  const fragment = location.hash.slice(1);
  return fragment.startsWith("signpost=") ? fragment : undefined;
}

/** Adds an entry to the page's history for a new place; the first place only marks the present one. */
function record(before, after, isLater) {
  const { state } = history;
  // A state of the page's own that has no room for a mark stays as it is; the address tells as much.
  const hasRoom = state === null || Object.getPrototypeOf(state) === Object.prototype;
  const mark = (signpost) => (hasRoom ? { ...state, signpost } : state);
  try {
    if (!isLater) {
      history.replaceState(mark(after), "");
    } else if (after !== history.state?.signpost) {
      history.replaceState(mark(before), "");
      history.pushState(mark(after), "", `${location.href.split("#")[0]}#${after}`);
    }
  } catch {
    // A sandboxed page may not write its address; the walk goes on without.
  }
}

const isPlace = (place) => typeof place === "string" && place.length <= 4096;

const areIds = (ids) =>
  Array.isArray(ids) &&
  ids.length <= 1000 &&
  ids.every((id) => typeof id === "string" && /^[a-z0-9-]{1,200}$/.test(id));
