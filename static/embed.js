// Defines <dsr-signpost>: loads the program once per page, mounts a widget into each element's shadow
// root, and puts the page's own content back whenever it cannot. It must not know what is asked.
//
// In:   attributes `guide` (the address of a guide's folder), `language` (of its text file; "en"),
//       `history` (the page's fragment is read, and written at each step), `page-title` (the page's
//       title follows the screen; without it the title is never touched).
// Show: the element's content, until the widget is ready and whenever it cannot be; with a failure,
//       what stands in the slot "failure" is shown above it.
// Out:  the attribute `ready`; the events dsr-signpost:ready, dsr-signpost:step {question},
//       dsr-signpost:outcome {routes}, dsr-signpost:overview {},
//       dsr-signpost:error {code, message}. They hold ids only.
//       Codes: "wasm-blocked", "not-loaded", "guide-invalid", "crashed".

const HERE = new URL(".", import.meta.url);
const DEFAULT_GUIDE = new URL("guides/professional-services/", HERE);

class Failure extends Error {
  constructor(code, message, problems = [message]) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}

/** The elements that have, or wait for, a widget. */
const elements = new Set();

let program;
let style;
let hasCrashed = false;

/** The program's exports; one download and one instance for all elements. */
function loadProgram() {
  program ??= startProgram().catch((error) => {
    // The next element may have better luck.
    program = undefined;
    throw error;
  });
  return program;
}

async function startProgram() {
  if (!(await allowsWasm())) {
    throw new Failure("wasm-blocked", "this page's policy or this browser does not allow WebAssembly");
  }
  try {
    const glue = await import(new URL("signpost.js", HERE));
    await glue.default({ module_or_path: new URL("signpost_bg.wasm", HERE) });
    glue.watch(crash);
    return glue;
  } catch (error) {
    throw new Failure("not-loaded", `the program could not be started: ${error.message ?? error}`);
  }
}

/** Asks at once with the smallest module, rather than find out after the download. */
async function allowsWasm() {
  try {
    // WebKit lets a forbidden module be compiled and refuses its instance.
    await WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return true;
  } catch {
    return false;
  }
}

function loadStyle() {
  style ??= loadText(new URL("signpost.css", HERE)).then(
    (text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    },
    (error) => {
      style = undefined;
      throw error;
    },
  );
  return style;
}

async function loadText(address) {
  let response;
  try {
    response = await fetch(address);
  } catch (error) {
    throw new Failure("not-loaded", `${address} could not be loaded: ${error.message}`);
  }
  if (!response.ok) {
    throw new Failure("not-loaded", `${address} could not be loaded: status ${response.status}`);
  }
  return response.text();
}

/** After a panic or a trap nothing of the program may be called: every element falls back. */
function crash(message) {
  hasCrashed = true;
  for (const element of [...elements]) {
    element.fail(new Failure("crashed", message));
  }
}

/** A trap that is not a panic reaches the page as an error with the program on its stack. */
function notice(error) {
  // Not every engine names the module there; each names the glue that called it.
  const program = new URL("signpost", HERE).href;
  const isTrap = "WebAssembly" in globalThis && error instanceof WebAssembly.RuntimeError;
  if (isTrap && error.stack?.includes(program)) {
    crash(error.message);
  }
}

addEventListener("error", ({ error }) => notice(error));
addEventListener("unhandledrejection", ({ reason }) => notice(reason));

class DsrSignpost extends HTMLElement {
  static observedAttributes = ["guide", "language"];

  #root = this.attachShadow({ mode: "open" });
  #widget;
  #box;
  /** The page's own title, while the screen's stands before it. */
  #title;
  /** Counts the starts, so that one that was overtaken does nothing. */
  #start = 0;

  constructor() {
    super();
    this.#root.append(document.createElement("slot"));
  }

  connectedCallback() {
    if (!elements.has(this)) {
      elements.add(this);
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

  attributeChangedCallback(_name, before, after) {
    if (before !== after && elements.has(this)) {
      this.#stop();
      this.#run();
    }
  }

  /** Gives up: takes the widget away and shows the element's own content, with the focus on it. */
  fail(failure) {
    const { code, message, problems } = failure;
    const hadFocus = this.#root.activeElement !== null || document.activeElement === this;
    elements.delete(this);
    this.#start += 1;
    this.#widget = undefined;
    this.#box = undefined;
    this.removeAttribute("ready");
    this.#entitle(undefined);
    const notice = document.createElement("slot");
    notice.name = "failure";
    const fallback = document.createElement("div");
    fallback.className = "signpost-failure";
    fallback.setAttribute("role", "group");
    fallback.tabIndex = -1;
    fallback.append(notice, document.createElement("slot"));
    this.#root.replaceChildren(fallback);
    // Whoever is reading or typing elsewhere on the page stays there.
    const isIdle = [null, document.body, document.documentElement].includes(document.activeElement);
    if (hadFocus || isIdle) {
      fallback.focus({ preventScroll: !hadFocus });
    }
    for (const problem of problems) {
      console.error(`dsr-signpost: ${problem}`);
    }
    this.#announce("error", { code, message });
  }

  async #run() {
    const start = (this.#start += 1);
    try {
      if (hasCrashed) {
        throw new Failure("crashed", "the program has crashed on this page; load the page again");
      }
      const [glue, sheet, guide, text] = await Promise.all([
        loadProgram(),
        loadStyle(),
        loadText(new URL("guide.json", this.#folder())),
        loadText(new URL(`text.${this.getAttribute("language") ?? "en"}.json`, this.#folder())),
      ]);
      if (start === this.#start) {
        this.#mount(glue, sheet, guide, text);
      }
    } catch (error) {
      if (start !== this.#start) {
        return;
      }
      if (error instanceof Failure) {
        this.fail(error);
      } else {
        crash(String(error));
      }
    }
  }

  #mount(glue, sheet, guide, text) {
    this.#root.adoptedStyleSheets = [sheet];
    this.#box = document.createElement("div");
    this.#box.hidden = true;
    this.#root.append(this.#box);
    try {
      const hasHistory = this.hasAttribute("history");
      this.#widget = glue.mount(
        this.#box,
        guide,
        text,
        hasHistory,
        Number(this.getAttribute("heading-level")) || 2,
        (name, ids) => this.#step(name, ids),
        (title) => this.#entitle(title),
      );
    } catch (problems) {
      if (!Array.isArray(problems)) {
        throw problems;
      }
      const count = `the guide or its words have ${problems.length} problem(s)`;
      throw new Failure("guide-invalid", count, problems);
    }
  }

  /** The program says what is on screen; the first time, that it is ready. */
  #step(name, ids) {
    if (this.#box?.hidden) {
      this.#root.querySelector("slot").remove();
      this.#box.hidden = false;
      this.setAttribute("ready", "");
      this.#announce("ready", {});
    }
    const details = { step: { question: ids[0] }, outcome: { routes: ids }, overview: {} };
    this.#announce(name, details[name]);
  }

  /** Sets the screen's title before the page's own, or takes it away again. */
  #entitle(title) {
    if (this.#title !== undefined || (title !== undefined && this.hasAttribute("page-title"))) {
      this.#title ??= document.title;
      document.title = title === undefined ? this.#title : `${title} – ${this.#title}`;
    }
    if (title === undefined) {
      this.#title = undefined;
    }
  }

  #stop() {
    this.#start += 1;
    this.#widget?.destroy();
    this.#widget = undefined;
    this.#box = undefined;
    this.removeAttribute("ready");
    this.#entitle(undefined);
    this.#root.replaceChildren(document.createElement("slot"));
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

if (!customElements.get("dsr-signpost")) {
  customElements.define("dsr-signpost", DsrSignpost);
}
