// Defines <dsr-signpost>: mounts a widget into each element's shadow root, or has one in a frame, and
// puts the page's own content back whenever neither can be had. It must not know what is asked.
//
// What a page may rely on is in `docs/embedding.md`, and for tools in `custom-elements.json` and
// `embed.d.ts`; a test holds the three and this file to one another.

import { Failure } from "./failure.js";
import { HERE, loadText } from "./files.js";
import { Framed } from "./framed.js";
import { allowsPrograms, crash, hasCrashed, loadProgram, watch } from "./program.js";
import { VERSION } from "./seal.js";

const DEFAULT_GUIDE = new URL("guides/professional-services/", HERE);

/** Attributes with the properties that reflect them. */
const STRINGS = {
  guide: "guide",
  language: "language",
  theme: "theme",
  answers: "answers",
  loading: "loading",
  mode: "mode",
  "heading-level": "headingLevel",
};
const SWITCHES = { history: "history", "page-title": "pageTitle" };

/** How far from the window a lazy widget begins to load. */
const NEAR = "600px";

/** The elements that have, or wait for, a widget. */
const elements = new Set();

let style;

function loadStyle() {
  style ??= loadText(new URL("signpost.css", HERE)).then(
    (text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      const properties = new Set(text.match(/--signpost-[a-z-]+/g));
      return { sheet, properties };
    },
    (error) => {
      style = undefined;
      throw error;
    },
  );
  return style;
}

watch((message) => {
  for (const element of [...elements]) {
    element.fail(new Failure("crashed", message));
  }
});

class DsrSignpost extends HTMLElement {
  static observedAttributes = ["guide", "language", "mode", "heading-level"];

  #root = this.attachShadow({ mode: "open" });
  /** The widget, in this page or in a frame. */
  #view;
  #box;
  #ready = promised();
  #hasFailed = false;
  /** The page's own title, while the screen's stands before it. */
  #title;
  /** Counts the starts, so that one that was overtaken does nothing. */
  #start = 0;
  /** Ends the wait of a lazy element. */
  #hurry = () => {};

  constructor() {
    super();
    this.#root.append(slot(), slot("footer"));
    for (const kind of ["keydown", "keypress", "keyup"]) {
      this.#root.addEventListener(kind, (event) => this.#keep(event));
    }
  }

  /** A promise of the element with its first screen; rejected if there will be none. */
  get ready() {
    return this.#ready.promise;
  }

  /** The fragment that leads back to what is on screen; undefined before `ready`. */
  get place() {
    return this.#view?.place();
  }

  /** Shows a place, given as a link's fragment or as answers; rejects if it cannot be followed. */
  async goTo(place) {
    this.#hurry();
    await this.#ready.promise;
    return this.#view.goTo(place);
  }

  /** Forgets every answer and shows the first question. */
  async reset() {
    this.#hurry();
    await this.#ready.promise;
    return this.#view.reset();
  }

  connectedCallback() {
    if (!elements.has(this)) {
      this.#run();
    }
  }

  disconnectedCallback() {
    // Moving an element takes it out and puts it back at once; that keeps the widget.
    queueMicrotask(() => {
      if (!this.isConnected && elements.delete(this)) {
        this.#stop();
      }
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after && (elements.has(this) || this.#hasFailed)) {
      // The answers outlive everything but another guide.
      const place = name === "guide" ? undefined : this.place;
      this.#stop();
      this.#run(place);
    }
  }

  /** Gives up: takes the widget away and shows the element's own content, with the focus on it. */
  fail(failure) {
    const { code, message, problems } = failure;
    const hadFocus = this.#root.activeElement !== null || document.activeElement === this;
    elements.delete(this);
    if (this.#view instanceof Framed) {
      this.#view.destroy();
    }
    this.#forget();
    this.#hasFailed = true;
    const fallback = document.createElement("div");
    fallback.className = "signpost-failure";
    fallback.setAttribute("role", "group");
    fallback.tabIndex = -1;
    fallback.append(slot("failure"), slot());
    this.#root.replaceChildren(fallback, slot("footer"));
    // Whoever is reading or typing elsewhere on the page stays there.
    const isIdle = [null, document.body, document.documentElement].includes(document.activeElement);
    if (hadFocus || isIdle) {
      fallback.focus({ preventScroll: !hadFocus });
    }
    for (const problem of problems) {
      console.error(`dsr-signpost: ${problem}`);
    }
    this.#ready.reject(failure);
    this.#announce("error", { code, message });
  }

  async #run(place = this.getAttribute("answers") ?? "") {
    elements.add(this);
    if (this.#hasFailed) {
      this.#clear();
    }
    const start = (this.#start += 1);
    const hasStopped = () => start !== this.#start;
    try {
      await this.#comesNear();
      if (hasStopped()) {
        return;
      }
      if (hasCrashed) {
        throw new Failure("crashed", "the program has crashed on this page; load the page again");
      }
      const [mount, { sheet, properties }] = await Promise.all([
        this.#prepare(place),
        loadStyle(),
      ]);
      if (!hasStopped()) {
        this.#root.adoptedStyleSheets = [sheet];
        this.#box = document.createElement("div");
        this.#box.hidden = true;
        this.#root.insertBefore(this.#box, this.#root.lastChild);
        this.#view = mount(this.#box, properties);
      }
    } catch (error) {
      if (hasStopped()) {
        return;
      }
      if (error instanceof Failure) {
        this.fail(error);
      } else {
        crash(String(error));
      }
    }
  }

  /** Loads what it takes here, and gives what puts a widget into a box. */
  async #prepare(place) {
    const mode = this.getAttribute("mode") ?? "auto";
    if (mode === "frame" || (mode !== "page" && !(await allowsPrograms()))) {
      return (box, properties) => this.#frame(box, place, properties);
    }
    if (!(await allowsPrograms())) {
      const message = "this page's policy or this browser does not allow WebAssembly";
      throw new Failure("wasm-blocked", message);
    }
    const folder = this.#folder();
    const [glue, guide, text] = await Promise.all([
      loadProgram(),
      loadText(new URL("guide.json", folder)),
      loadText(new URL(`text.${this.getAttribute("language") ?? "en"}.json`, folder)),
    ]);
    return (box) => this.#mount(box, place, glue, guide, text);
  }

  #mount(box, place, glue, guide, text) {
    try {
      return glue.mount(
        box,
        guide,
        text,
        place,
        this.hasAttribute("history"),
        Number(this.getAttribute("heading-level")) || 2,
        (name, what) => (name === "title" ? this.#entitle(what) : this.#step(name, what)),
      );
    } catch (problems) {
      if (!Array.isArray(problems)) {
        throw problems;
      }
      const count = `the guide or its words have ${problems.length} problem(s)`;
      throw new Failure("guide-invalid", count, problems);
    }
  }

  #frame(box, place, properties) {
    // Shown at once, since a frame without a layout cannot say how tall it would be.
    box.hidden = false;
    const settings = {};
    for (const name of ["language", "heading-level"]) {
      settings[name] = this.getAttribute(name) ?? undefined;
    }
    settings.guide = this.#folder().href;
    const names = ["color-scheme", "font-family", "font-size", ...properties];
    return new Framed(box, {
      settings,
      place,
      hasHistory: this.hasAttribute("history"),
      look: () => {
        const style = getComputedStyle(this);
        return Object.fromEntries(
          names.map((name) => [name, style.getPropertyValue(name)]).filter(([, value]) => value),
        );
      },
      onStep: (name, ids) => this.#step(name, ids),
      onTitle: (title) => this.#entitle(title),
      onFailure: (failure) => this.fail(failure),
    });
  }

  /** Waits until a lazy element is near the window, or wanted for another reason. */
  #comesNear() {
    const isWanted = this.hasAttribute("history") && location.hash.startsWith("#signpost=");
    if (this.getAttribute("loading") !== "lazy" || isWanted || !globalThis.IntersectionObserver) {
      return undefined;
    }
    return new Promise((resolve) => {
      const observer = new IntersectionObserver(
        (entries) => entries.some((entry) => entry.isIntersecting) && this.#hurry(),
        { rootMargin: NEAR },
      );
      this.#hurry = () => {
        observer.disconnect();
        resolve();
      };
      observer.observe(this);
    });
  }

  /** The widget says what is on screen; the first time, that it is ready. */
  #step(name, ids) {
    // Before the view is returned there is a step already, and `place` is part of what is ready.
    queueMicrotask(() => this.#tellStep(name, ids));
  }

  #tellStep(name, ids) {
    if (this.#view === undefined) {
      return;
    }
    if (!this.hasAttribute("ready")) {
      this.#root.querySelector("slot:not([name])").remove();
      this.#box.hidden = false;
      this.setAttribute("ready", "");
      this.#ready.resolve(this);
      this.#announce("ready", {});
    }
    const details = { step: { question: ids[0] }, outcome: { routes: ids }, overview: {} };
    this.#announce(name, details[name]);
  }

  /** Sets the screen's title before the page's own, or takes it away again. */
  #entitle(title) {
    if (this.#title !== undefined || (title !== undefined && this.hasAttribute("page-title"))) {
      this.#title ??= document.title;
      document.title = [title, this.#title].filter(Boolean).join(" – ");
    }
    if (title === undefined) {
      this.#title = undefined;
    }
  }

  /** Keeps the keys that a person types or moves with from the shortcuts of the page around. */
  #keep(event) {
    const isSlotted = event.composedPath()[0].getRootNode() !== this.#root;
    const isChord = event.ctrlKey || event.metaKey || event.altKey;
    // A dialog around the widget still hears Escape and Tab.
    const isOurs = event.key.length === 1 || /^(Arrow|Enter|Home|End|Back|Del|Page)/.test(event.key);
    if (!isSlotted && !isChord && isOurs) {
      event.stopPropagation();
    }
  }

  #stop() {
    const view = this.#view;
    this.#forget();
    view?.destroy();
    this.#clear();
  }

  /** Shows the element's own content, as at the beginning. */
  #clear() {
    this.#root.replaceChildren(slot(), slot("footer"));
    // Whoever waits already goes on waiting.
    if (this.#ready.isSettled) {
      this.#ready = promised();
    }
    this.#hasFailed = false;
  }

  /** Lets go of the widget, which may be past destroying. */
  #forget() {
    this.#start += 1;
    this.#hurry();
    this.#view = undefined;
    this.#box = undefined;
    this.removeAttribute("ready");
    this.#entitle(undefined);
  }

  #folder() {
    const guide = this.getAttribute("guide");
    if (guide === null) {
      return DEFAULT_GUIDE;
    }
    try {
      return new URL(guide.replace(/\/?$/, "/"), document.baseURI);
    } catch {
      throw new Failure("not-loaded", `the attribute guide is not an address: ${guide}`);
    }
  }

  #announce(name, detail) {
    const event = new CustomEvent(`dsr-signpost:${name}`, { detail, bubbles: true, composed: true });
    this.dispatchEvent(event);
  }
}

for (const [attribute, property] of Object.entries(STRINGS)) {
  reflect(property, {
    get() {
      return this.getAttribute(attribute);
    },
    set(value) {
      value === null || value === undefined
        ? this.removeAttribute(attribute)
        : this.setAttribute(attribute, value);
    },
  });
}

for (const [attribute, property] of Object.entries(SWITCHES)) {
  reflect(property, {
    get() {
      return this.hasAttribute(attribute);
    },
    set(value) {
      this.toggleAttribute(attribute, Boolean(value));
    },
  });
}

function reflect(property, accessors) {
  const known = { configurable: true, enumerable: true };
  Object.defineProperty(DsrSignpost.prototype, property, { ...known, ...accessors });
}

function slot(name = "") {
  const slot = document.createElement("slot");
  if (name !== "") {
    slot.name = name;
  }
  return slot;
}

/** A promise with its two ends; nobody has to listen to its rejection. */
function promised() {
  const ends = { isSettled: false };
  ends.promise = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }));
  const settle = () => {
    ends.isSettled = true;
  };
  ends.promise.then(settle, settle);
  return ends;
}

const defined = customElements.get("dsr-signpost");
if (defined === undefined) {
  Object.defineProperty(DsrSignpost, "version", { value: VERSION, enumerable: true });
  customElements.define("dsr-signpost", DsrSignpost);
} else if (defined.version !== VERSION) {
  console.warn(`dsr-signpost: ${defined.version} is on this page already, so ${VERSION} stays out`);
}
