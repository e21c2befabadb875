// Defines <dsr-signpost>: mounts a widget into each element's shadow root, or has one in a frame, and
// puts the page's own content back whenever neither can be had. It must not know what is asked.
//
// What a page may rely on is in `docs/embedding.md`, and for tools in `custom-elements.json` and
// `embed.d.ts`; a test holds the three and this file to one another.

import { Echo } from "./echo.js";
import { Failure } from "./failure.js";
import { HERE, loadText, once } from "./files.js";
import { First } from "./first.js";
import { Framed } from "./framed.js";
import { guideIn } from "./guide.js";
import {
  allowsPrograms,
  crash,
  hasCrashed,
  loadAdvice,
  loadProgram,
  notice,
  watch,
} from "./program.js";
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

/** The element whose screen's title stands before the page's own: one at a time. */
let titled;

/** The text of the widget's style, if an element has it from the page's HTML. */
let style;

const loadStyle = once(() => loadText(new URL("signpost.css", HERE)));

/** The text of the style of what is beyond the questions. */
const loadAdvisedStyle = once(() => loadText(new URL("advised.css", HERE)));

/** What the texts make, for each document, since a sheet is of no use in another. */
const sheets = new WeakMap();

function sheetIn(page, text) {
  const made = sheets.get(page) ?? {};
  sheets.set(page, made);
  if (made[text] === undefined) {
    made[text] = new page.defaultView.CSSStyleSheet();
    made[text].replaceSync(text);
  }
  return made[text];
}

watch((message) => {
  for (const element of [...elements]) {
    element.crashed(message);
  }
});

class DsrSignpost extends HTMLElement {
  static observedAttributes = ["guide", "language", "mode", "heading-level"];

  /** Declared in the page's HTML, if there is a first question in it. */
  #root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
  /** The first question in the page's HTML, while nothing else is there. */
  #first = First.in(this.#root);
  #echo = this.#first?.echo ?? new Echo(this.#root);
  /** The style that came with it, which stays; null while developing. What else a style is in is not ours. */
  #style = this.#root.querySelector("style.signpost-style");
  /** The texts of the sheets that were added. */
  #adopted = new Set();
  /** The widget, in this page or in a frame. */
  #view;
  #box;
  #ready = promised();
  /** Whether there is a screen to be used, which may be able to do no more than ask. */
  #isShown = false;
  /** Whether the program and the guide are there in full. */
  #isWhole = false;
  /** Whether there is a screen that can do everything; the attribute only says so to the page. */
  #isReady = false;
  /** What was on screen before everything was there, for the page to be told then. */
  #steps = [];
  #hasFailed = false;
  /** Where to begin: a place, and before it the page's fragment, if that is the widget's. */
  #beginning = { place: "" };
  /** The page's own title and what was made of it, while the screen's stands before it. */
  #title;
  /** Counts the starts, so that one that was overtaken does nothing. */
  #start = 0;
  /** Ends the wait of a lazy element. */
  #hurry = () => {};

  constructor() {
    super();
    if (this.#first === undefined) {
      this.#root.replaceChildren(slot(), slot("footer"));
    } else {
      this.#root.append(slot("footer"));
    }
    for (const kind of ["keydown", "keypress", "keyup"]) {
      this.#root.addEventListener(kind, (event) => this.#keepKey(event));
    }
  }

  /** A promise of the element with its first screen; rejected if there will be none. */
  get ready() {
    return this.#ready.promise;
  }

  /** The fragment that leads back to what is on screen; undefined before `ready`. */
  get place() {
    return this.#isReady ? noticing(() => this.#view.place()) : undefined;
  }

  /** Shows a place, given as a link's fragment or as answers; rejects if it cannot be followed. */
  async goTo(place) {
    return this.#ask((view) => view.goTo(place));
  }

  /** Shows what a link leads to, given as its fragment; tells the reader if it cannot be followed. */
  async follow(fragment) {
    return this.#ask((view) => view.follow(fragment));
  }

  /** Forgets every answer and shows the first question. */
  async reset() {
    return this.#ask((view) => view.reset());
  }

  connectedCallback() {
    if (!elements.has(this)) {
      this.#run({ ...this.#fromStart(), fragment: this.#fragment() });
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

  /** Whoever comes into another document leaves their sheets behind. */
  adoptedCallback() {
    if (this.ownerDocument.defaultView !== null) {
      this.#adopted.forEach((text) => this.#adopt(text));
    }
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after && this.isConnected && (elements.has(this) || this.#hasFailed)) {
      // The answers outlive everything but another guide, which the address does not speak of either.
      const place = this.#isShown ? this.#view.place() : this.#first?.place;
      const reached = place === undefined ? this.#beginning : { place };
      const beginning = name === "guide" ? this.#fromStart() : reached;
      this.#stop();
      this.#run(beginning);
    }
  }

  /** The program has crashed, which a frame has one of its own of. */
  crashed(message) {
    if (!(this.#view instanceof Framed)) {
      this.fail(new Failure("crashed", message));
    }
  }

  /** Gives up: takes the widget away and shows the element's own content, with the focus on it. */
  fail(failure) {
    const { code, message, problems } = failure;
    const hadFocus = this.#root.activeElement !== null || document.activeElement === this;
    const wasReady = this.#isReady;
    elements.delete(this);
    // A program that has crashed cannot be told anything.
    if (code !== "crashed" || this.#view instanceof Framed) {
      this.#view?.destroy();
    }
    this.#forget();
    this.#dropFirst();
    this.#hasFailed = true;
    const fallback = document.createElement("div");
    fallback.className = "signpost-failure";
    fallback.setAttribute("role", "group");
    fallback.tabIndex = -1;
    fallback.append(slot("failure"), slot());
    this.#fill(fallback, slot("footer"));
    // Whoever was typing elsewhere on the page stays there, and so does whoever has just arrived.
    const isIdle = [null, document.body, document.documentElement].includes(document.activeElement);
    if (hadFocus || (wasReady && isIdle)) {
      fallback.focus({ preventScroll: !hadFocus });
    }
    for (const problem of problems) {
      console.error(`dsr-signpost: ${problem}`);
    }
    this.#ready.reject(failure);
    this.#announce("error", { code, message });
  }

  async #run(beginning) {
    elements.add(this);
    this.#beginning = beginning;
    // A copy of an element has its attributes, and no screen.
    this.removeAttribute("ready");
    if (this.#hasFailed) {
      this.#clear();
    } else if (!this.#beginsAtFirst()) {
      this.#dropFirst();
    }
    const start = (this.#start += 1);
    const hasStopped = () => start !== this.#start;
    try {
      await this.#comesNear();
      if (hasStopped()) {
        return;
      }
      style ??= this.#style?.textContent;
      const [{ mount, complete }, look] = await Promise.all([
        this.#prepare(),
        style ?? loadStyle(),
      ]);
      // What starts the program, reads the guide, shows the screen and asks for the rest has a task each.
      await breathe();
      if (hasStopped()) {
        return;
      }
      this.#dress(look);
      this.#box = document.createElement("div");
      this.#box.hidden = true;
      this.#root.insertBefore(this.#box, this.#root.lastChild);
      this.#view = mount(this.#box, look);
      await breathe();
      if (hasStopped()) {
        return;
      }
      const finish = await complete();
      if (!hasStopped()) {
        finish();
        this.#isWhole = true;
        this.#tellReady();
      }
    } catch (error) {
      notice(error);
      if (hasStopped()) {
        return;
      }
      const failure = error instanceof Failure ? error : new Failure("not-loaded", String(error));
      if (failure.code === "crashed" && !hasCrashed) {
        crash(failure.message);
      } else {
        this.fail(failure);
      }
    }
  }

  /**
   * Loads what it takes to begin, and gives what puts a widget into a box, and what has it show its screen and
   * loads the rest: what gives that to the widget then.
   */
  async #prepare() {
    const mode = this.getAttribute("mode") ?? "auto";
    if (mode === "frame" || (mode !== "page" && !allowsPrograms())) {
      const mount = (box, look) => this.#frame(box, look);
      return { mount, complete: async () => () => {} };
    }
    if (hasCrashed) {
      throw new Failure("crashed", "the program has crashed on this page; load the page again");
    }
    if (!allowsPrograms()) {
      const message = "this page's policy or this browser does not allow WebAssembly";
      throw new Failure("wasm-blocked", message);
    }
    this.#first?.lead();
    const guide = guideIn(this.#folder(), this.#language());
    const loadFirst = () => Promise.all([loadProgram(), guide.loadAsked()]);
    const loadRest = () =>
      Promise.all([guide.loadAdvised(), loadAdvisedStyle(), loadAdvice()]);
    const show = () => this.#try(() => this.#view.show());
    // Whoever begins elsewhere than at the first question needs all of it.
    const { place, fragment } = this.#beginning;
    if (place !== "" || fragment !== undefined) {
      const [[glue, asked], [advised, advisedStyle]] = await Promise.all([
        loadFirst(),
        loadRest(),
      ]);
      const mount = (box) => {
        this.#adopt(advisedStyle);
        return this.#mount(box, glue, asked, advised);
      };
      const complete = async () => {
        show();
        return () => {};
      };
      return { mount, complete };
    }
    const [glue, asked] = await loadFirst();
    const complete = async () => {
      show();
      await breathe();
      const [advised, advisedStyle] = await loadRest();
      return () => {
        this.#adopt(advisedStyle);
        this.#try(() => this.#view.complete(advised));
      };
    };
    return { mount: (box) => this.#mount(box, glue, asked), complete };
  }

  #mount(box, glue, asked, advised) {
    const { place, fragment = "" } = this.#beginning;
    return this.#try(() =>
      glue.mount(
        box,
        asked,
        advised,
        place,
        this.hasAttribute("history") ? fragment : undefined,
        this.#headingLevel(),
        (name, what) => (name === "title" ? this.#entitle(what) : this.#step(name, what)),
      ),
    );
  }

  /** Has the program do something with a guide. */
  #try(deed) {
    try {
      return deed();
    } catch (problems) {
      if (!Array.isArray(problems)) {
        throw new Failure("crashed", String(problems));
      }
      throw new Failure("guide-invalid", problems[0]);
    }
  }

  #frame(box, look) {
    // Nothing that is done in this page reaches the widget in the frame.
    this.#dropFirst();
    // Shown at once, since a frame without a layout cannot say how tall it would be.
    box.hidden = false;
    const settings = {};
    for (const name of ["language", "heading-level"]) {
      settings[name] = this.getAttribute(name) ?? undefined;
    }
    settings.guide = this.#folder().href;
    const properties = new Set(look.match(/--signpost-[a-z-]+/g));
    const names = ["color-scheme", "font-family", "font-size", ...properties];
    return new Framed(box, {
      settings,
      ...this.#beginning,
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
    const isWanted = this.#beginning.fragment !== undefined;
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

  /** The widget says what is on screen; the first time, that there is something. */
  #step(name, ids) {
    // Until it is shown, the page's first question is.
    if (this.#isShown || this.#first === undefined) {
      this.#echo.note();
    }
    // Before the view is returned there is a step already, and `place` is part of what is ready.
    queueMicrotask(() => this.#tellStep(name, ids));
  }

  async #tellStep(name, ids) {
    const view = this.#view;
    if (!this.#isShown) {
      await breathe();
      await this.#first?.rests();
    }
    if (view === undefined || this.#view !== view) {
      return;
    }
    this.#steps.push([name, ids]);
    if (!this.#isShown) {
      if (this.#first?.bring(this.#box)) {
        // The question that is led to tells of itself.
        return;
      }
      this.#isShown = true;
      this.#reveal();
    }
    this.#tellReady();
  }

  /** Once everything is there, tells the page so, and what is and was on screen. */
  #tellReady() {
    if (!this.#isShown || !this.#isWhole) {
      return;
    }
    const view = this.#view;
    if (!this.#isReady) {
      this.#isReady = true;
      this.setAttribute("ready", "");
      this.#ready.resolve(this);
      this.#announce("ready", {});
    }
    // Whoever listens may have asked for another.
    while (this.#view === view && this.#steps.length > 0) {
      this.#announceStep(...this.#steps.shift());
    }
  }

  #announceStep(name, ids) {
    const [id] = ids;
    const details = {
      step: { question: id },
      outcome: { routes: ids },
      draft: { draft: id },
      checklist: {},
      overview: {},
      records: {},
    };
    this.#announce(name, details[name]);
  }

  /** Shows the view alone, and has it do what was done before it was there. */
  #reveal() {
    this.#box.hidden = false;
    this.#first?.handOver(this.#box);
    this.#first = undefined;
    this.#keep([this.#box, this.#root.lastChild]);
  }

  /** Has what is in the shadow root look as the widget does. */
  #dress(text) {
    // What a policy forbids has no sheet.
    if (!this.#style?.sheet) {
      this.#adopt(text);
    }
  }

  /** Adds a sheet to those of the shadow root, once. */
  #adopt(text) {
    this.#adopted.add(text);
    const { adoptedStyleSheets: adopted } = this.#root;
    const sheet = sheetIn(this.ownerDocument, text);
    if (!adopted.includes(sheet)) {
      this.#root.adoptedStyleSheets = [...adopted, sheet];
    }
  }

  /** Shows these alone. */
  #fill(...content) {
    this.#keep([]);
    this.#root.append(...content);
  }

  /** Removes what is in the shadow root but for these, and for the style, which would begin anew elsewhere. */
  #keep(kept) {
    for (const each of [...this.#root.childNodes]) {
      if (each !== this.#style && !kept.includes(each)) {
        each.remove();
      }
    }
  }

  /** Sets the screen's title before the page's own, or takes it away again. */
  #entitle(title) {
    if (titled !== undefined && titled !== this) {
      return;
    }
    // What the page has called itself meanwhile is its own from then on.
    const own = document.title === this.#title?.whole ? this.#title.own : document.title;
    if (title !== undefined && this.hasAttribute("page-title")) {
      titled = this;
      document.title = [title, own].filter(Boolean).join(" – ");
      this.#title = { own, whole: document.title };
    } else if (titled === this) {
      titled = undefined;
      document.title = own;
      this.#title = undefined;
    }
  }

  /** Keeps the keys that a person types or moves with from the shortcuts of the page around. */
  #keepKey(event) {
    const isSlotted = event.composedPath()[0].getRootNode() !== this.#root;
    const isChord = event.ctrlKey || event.metaKey || event.altKey;
    // Password managers send events of no key. A dialog around the widget still hears Escape and Tab.
    const { key = "" } = event;
    const isOurs = key.length === 1 || /^(Arrow|Enter|Home|End|Back|Del|Page)/.test(key);
    if (!isSlotted && !isChord && isOurs) {
      event.stopPropagation();
    }
  }

  /** Has the view do something once there is a screen; rejected if there will be none. */
  async #ask(deed) {
    this.#hurry();
    do {
      await this.#ready.promise;
    } while (!this.#isReady);
    return noticing(() => deed(this.#view));
  }

  #language() {
    return this.getAttribute("language") ?? "en";
  }

  #headingLevel() {
    return Math.min(Math.max(Number(this.getAttribute("heading-level")) || 2, 1), 6);
  }

  /** Whether the first question in the page's HTML is what the widget will show. */
  #beginsAtFirst() {
    const { place, fragment } = this.#beginning;
    const isAtStart = place === "" && fragment === undefined && !this.hasAttribute("guide");
    const look = { language: this.#language(), headingLevel: this.#headingLevel() };
    return isAtStart && Boolean(this.#first?.fits(look));
  }

  #fromStart() {
    return { place: this.getAttribute("answers") ?? "" };
  }

  /** The page's fragment, if it is the widget's to follow. */
  #fragment() {
    const fragment = location.hash.slice(1);
    return this.hasAttribute("history") && fragment.startsWith("signpost=") ? fragment : undefined;
  }

  #stop() {
    const view = this.#view;
    this.#forget();
    view?.destroy();
    this.#clear();
  }

  /** Shows the element's own content in place of the first question in the page's HTML. */
  #dropFirst() {
    if (this.#first !== undefined) {
      this.#first.remove();
      this.#first = undefined;
      this.#root.querySelector(".reserve").replaceWith(slot());
    }
  }

  /** Shows the element's own content, as at the beginning. */
  #clear() {
    this.#dropFirst();
    this.#fill(slot(), slot("footer"));
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
    this.#isShown = false;
    this.#isWhole = false;
    this.#isReady = false;
    this.#steps = [];
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

/** Does what the page asked for, which may catch what comes of it, so that a crash is noticed before. */
function noticing(deed) {
  try {
    return deed();
  } catch (error) {
    notice(error);
    throw error;
  }
}

/** Lets the page do what is due, so that nothing of ours keeps it from the reader for long. */
function breathe() {
  const wait = () =>
    new Promise((resolve) => {
      setTimeout(resolve);
    });
  // Where a host began this in a task of its own and calls that off, the widget goes on.
  return globalThis.scheduler?.yield?.().catch(wait) ?? wait();
}

/** A promise with its two ends; nobody has to listen to its rejection. */
function promised() {
  const ends = { isSettled: false };
  ends.promise = new Promise((...both) => {
    const [resolve, reject] = both.map((end) => (value) => {
      ends.isSettled = true;
      end(value);
    });
    Object.assign(ends, { resolve, reject });
  });
  ends.promise.catch(() => {});
  return ends;
}

const defined = customElements.get("dsr-signpost");
if (defined === undefined) {
  Object.defineProperty(DsrSignpost, "version", { value: VERSION, enumerable: true });
  customElements.define("dsr-signpost", DsrSignpost);
} else if (defined.version !== VERSION) {
  console.warn(`dsr-signpost: ${defined.version} is on this page already, so ${VERSION} stays out`);
}
