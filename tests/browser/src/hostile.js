// Mounts one widget after another, each with a guide and words that somebody hostile wrote, and says
// what became of each; `rendered.js` stands above.
const [cases, done] = arguments;

const MAY_LEAD_TO = /^(https:|mailto:|#)/;
const RUNS_OR_LOADS = "script, iframe, object, embed, link, meta, base, style, img, video, audio, source";

/** Whatever in a widget would run, load or lead where nothing should. */
const suspects = (root) => {
  const tags = [...root.querySelectorAll(RUNS_OR_LOADS)].map((node) => node.localName);
  const attributes = [...root.querySelectorAll("*")].flatMap((node) => [...node.attributes]);
  const isSuspect = ({ name, value }) =>
    name.startsWith("on") ||
    name.startsWith("src") ||
    (/href|action/.test(name) && !MAY_LEAD_TO.test(value));
  return [...tags, ...attributes.filter(isSuspect).map(({ name, value }) => `${name}=${value}`)];
};

const outcomeOf = async ({ address, words }) => {
  const element = document.createElement("dsr-signpost");
  const fallback = document.createElement("p");
  fallback.textContent = "Write to us.";
  element.append(fallback);
  element.setAttribute("guide", address);
  const event = await new Promise((resolve) => {
    for (const name of ["ready", "error"]) element.addEventListener(`dsr-signpost:${name}`, resolve);
    document.body.append(element);
  });
  const root = element.shadowRoot;
  let isSaid = false;
  const found = [];
  const look = () => {
    isSaid ||= words !== null && root.textContent.includes(words);
    found.push(...suspects(root));
  };
  look();
  // The overview, and from there an outcome.
  for (const way of [".foot button", ".place button"]) {
    root.querySelector(way)?.click();
    await rendered();
    look();
  }
  const { code, message } = event.detail;
  const seen = {
    failure: code === undefined ? null : `${code}: ${message}`,
    isSaid,
    isFallbackShown: fallback.getClientRects().length > 0,
    suspects: found,
  };
  element.remove();
  return seen;
};

const everyOutcome = async () => {
  await customElements.whenDefined("dsr-signpost");
  const seen = [];
  for (const each of cases) seen.push(await outcomeOf(each));
  return seen;
};
everyOutcome().then(
  (seen) => {
    window.setTimeout = later;
    done(seen);
  },
  (problem) => done(String(problem)),
);
