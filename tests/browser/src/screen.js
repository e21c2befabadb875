// What one widget shows, as facts a test can compare; `arguments[0]` is the widget's place on the page.
const element = document.querySelectorAll("dsr-signpost")[arguments[0]];
const root = element?.shadowRoot;
// What is folded away has its place in some browsers, and is not seen all the same.
const isShown = (node) =>
  node.getClientRects().length > 0 &&
  getComputedStyle(node).visibility === "visible" &&
  node.checkVisibility();
const all = (selector) => [...(root?.querySelectorAll(selector) ?? [])].filter(isShown);
const textOf = (node) => node?.innerText?.trim() ?? null;
const nameOf = (button) => button.ariaLabel ?? textOf(button);

// What follows makes the answer; a script that looks for elements uses what stands above only.
let focus = document.activeElement;
while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;

const heading = all(".heading")[0];
const lightDom = element ? [...element.children] : [];
return {
  page: location.href,
  isReady: element?.hasAttribute("ready") ?? false,
  question: all("fieldset[data-question]")[0]?.dataset.question ?? null,
  routes: all("section[data-route]").map((route) => ({
    id: route.dataset.route,
    links: [...route.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
  })),
  draft: all("[data-draft]")[0]?.dataset.draft ?? null,
  letter: all("#letter")[0]?.value ?? null,
  view: all(".checklist, .overview, .records")[0]?.className ?? null,
  places: all("[data-place]").map((place) => place.dataset.place),
  lists: all("select").map((list) => list.value),
  buttons: all("button").map(nameOf),
  title: document.title,
  steps: all("[data-step]").map((step) => ({
    id: step.dataset.step,
    isChosen: step.querySelector("input").checked,
  })),
  options: all(".option input").map((input) => ({
    id: input.value,
    isChosen: input.checked,
  })),
  error: textOf(all(".error-summary")[0]),
  message: textOf(all(".error-message")[0]),
  said: all("[role=status]").map(textOf).filter(Boolean),
  notice: textOf(all(".notice")[0]),
  hasFailed: all(".signpost-failure").length > 0,
  fallback: lightDom.filter(isShown).map(textOf).join("\n"),
  focus: {
    tag: focus?.localName ?? "",
    kind: focus?.type ?? "",
    classes: focus?.className ?? "",
    value: String(focus?.value ?? ""),
    text: textOf(focus)?.slice(0, 80) ?? "",
    isHeading: Boolean(heading) && focus === heading,
  },
  heard: window.heard ?? null,
};
