// The half of a framed widget that stands in the frame: puts the widget there, tells the page what
// happens, and does what the page asks. `framed.js` is the other half, and says whom to trust.

const PROTOCOL = 1;

const parameters = new URLSearchParams(location.hash.slice(1));
const instance = parameters.get("instance");
const host = parameters.get("host");

/** What the widget may be told by its page. */
const SETTINGS = ["guide", "language", "heading-level"];
const LOOK = /^(--signpost-[a-z-]+|color-scheme|font-family|font-size)$/;

const sheet = new CSSStyleSheet();
sheet.replaceSync(":root {} body { margin: 0 } .signpost-failure { outline: none }");
document.adoptedStyleSheets = [sheet];

let element;
/** Whether the next step is the browser's Back or Forward, which the page knows of already. */
let isTravel = false;

function tell(message) {
  // A page in a sandbox has no origin to be named. There is nothing in a message but ids and sizes.
  parent.postMessage({ signpost: PROTOCOL, instance, ...message }, host === "null" ? "*" : host);
}

async function start({ settings, place, fragment, look }) {
  if (!customElements.get("dsr-signpost")) {
    tell({ kind: "failure", code: "not-loaded", message: "the script of the frame could not be loaded" });
    return;
  }
  dress(look);
  element?.remove();
  element = document.createElement("dsr-signpost");
  for (const name of SETTINGS) {
    if (typeof settings?.[name] === "string") {
      element.setAttribute(name, settings[name]);
    }
  }
  document.documentElement.lang = element.getAttribute("language") ?? "en";
  element.setAttribute("mode", "page");
  element.setAttribute("page-title", "");
  element.setAttribute("answers", String(place ?? ""));
  for (const name of ["step", "outcome", "draft", "checklist", "overview", "records"]) {
    element.addEventListener(`dsr-signpost:${name}`, ({ detail }) => {
      const ids = detail.routes ?? [detail.question ?? detail.draft].filter(Boolean);
      tell({ kind: "step", name, ids, place: element.place, isTravel });
      isTravel = false;
    });
  }
  element.addEventListener("dsr-signpost:error", ({ detail }) => tell({ kind: "failure", ...detail }));
  document.body.append(element);
  const started = element;
  // What fails is told by an event.
  await started.ready.catch(() => {});
  if (typeof fragment === "string" && started === element && started.place !== undefined) {
    // Where it has led already nothing changes; where it cannot lead the reader is told.
    started.follow(fragment);
  }
}

/** Takes on what the page looks like. */
function dress(look) {
  const { style } = sheet.cssRules[0];
  style.cssText = "";
  for (const [name, value] of Object.entries(look ?? {})) {
    if (LOOK.test(name)) {
      style.setProperty(name, String(value));
    }
  }
}

async function obey({ kind, call, place }) {
  let problem;
  const what = String(place);
  isTravel = kind === "follow";
  try {
    if (kind === "follow") {
      await element.follow(what);
    } else if (kind === "go") {
      await element.goTo(what);
    } else {
      await element.reset();
    }
  } catch (error) {
    problem = error.message;
  }
  if (call !== undefined) {
    tell({ kind: "answer", call, problem });
  }
}

addEventListener("message", ({ source, origin, data }) => {
  const isOurs =
    source === parent && origin === host && data?.signpost === PROTOCOL && data.instance === instance;
  if (isOurs && data.kind === "start") {
    start(data);
  } else if (isOurs && data.kind === "look") {
    dress(data.look);
  } else if (isOurs && ["go", "follow", "reset"].includes(data.kind) && element) {
    obey(data);
  }
});

// Where a link changed nothing no step has followed, and the next one is the reader's.
for (const kind of ["pointerdown", "keydown", "click"]) {
  addEventListener(kind, () => (isTravel = false), { capture: true });
}

new MutationObserver(() => tell({ kind: "title", title: document.title })).observe(
  document.querySelector("title"),
  { childList: true, characterData: true, subtree: true },
);
new ResizeObserver(() =>
  tell({ kind: "height", height: document.documentElement.getBoundingClientRect().height }),
).observe(document.documentElement);

if (parent !== window && instance !== null && host !== null) {
  tell({ kind: "hello" });
} else {
  // Opened by itself, it is a page like any other.
  document.body.append(document.createElement("dsr-signpost"));
}
