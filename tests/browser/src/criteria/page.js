// What is on a page as it is shown and read: hosts, shadow roots and slots as one tree. It must not
// know a criterion; `looks.js` and `round.js` follow it in one script.

const childrenOf = (node) => {
  if (node.shadowRoot) return [...node.shadowRoot.childNodes];
  const assigned = node.localName === "slot" ? node.assignedNodes() : [];
  return assigned.length > 0 ? assigned : [...node.childNodes];
};
const parentOf = (node) => {
  if (node.assignedSlot) return node.assignedSlot;
  return node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode;
};
function* nodesBelow(node) {
  for (const child of childrenOf(node)) {
    yield child;
    yield* nodesBelow(child);
  }
}
function* ancestorsOf(node) {
  for (let up = node; up && up !== document; up = parentOf(up)) yield up;
}
const closest = (node, selector) =>
  [...ancestorsOf(node)].find((up) => up instanceof Element && up.matches(selector)) ?? null;

const isShown = (node) =>
  node.getClientRects().length > 0 && node.checkVisibility({ visibilityProperty: true });
const spokenOnly = new Map();
/** There for assistive technology alone. */
const isSpokenOnly = (node) => {
  if (!(node instanceof Element)) return node ? isSpokenOnly(parentOf(node)) : false;
  if (!spokenOnly.has(node)) {
    const { clipPath, position } = getComputedStyle(node);
    const isClipped = position === "absolute" && clipPath === "inset(50%)";
    spokenOnly.set(node, isClipped || isSpokenOnly(parentOf(node)));
  }
  return spokenOnly.get(node);
};

/** The elements on the page that are shown, in the order of reading. */
const elements = (selector = "*") =>
  [...nodesBelow(document.documentElement)].filter(
    (node) => node instanceof Element && node.matches(selector) && isShown(node),
  );
/** The pieces of text on the page that can be seen, in the order of reading, with their lines. */
const texts = () =>
  [...nodesBelow(document.body)]
    .filter((node) => node instanceof Text && node.data.trim() !== "")
    .map((node) => ({ node, holder: parentOf(node), words: node.data.trim() }))
    .filter(({ holder }) => isShown(holder) && !isSpokenOnly(holder))
    .map((text) => ({ ...text, lines: linesOf(text.node) }))
    .filter(({ lines }) => lines.length > 0);
const linesOf = (node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
};

const wordsOf = (node) => (node?.innerText ?? node?.textContent ?? "").replace(/\s+/g, " ").trim();
/** The name of an element, as far as the widget's means of naming go. */
const nameOf = (node) => {
  const ids = (node.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const referred = ids.map((id) => wordsOf(node.getRootNode().getElementById(id))).join(" ");
  const labels = [...(node.labels ?? [])].map(wordsOf).join(" ");
  return referred || node.getAttribute("aria-label") || labels || wordsOf(node);
};
/** What a finding calls an element. */
const called = (node) => {
  const id = node.id ? `#${node.id}` : "";
  const words = (nameOf(node) || node.value || "").slice(0, 50);
  return `<${node.localName}${id}>${words ? ` "${words}"` : ""}`;
};

const ROOTS = () =>
  [document, ...[...nodesBelow(document.documentElement)].map((node) => node.shadowRoot)].filter(
    Boolean,
  );
/** The page's own style rules, those of shadow roots too, each with the conditions it stands under. */
const styleRules = () => {
  const found = [];
  const collect = (rules, conditions) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) found.push({ rule, conditions });
      if (rule.cssRules) collect(rule.cssRules, [...conditions, rule.conditionText ?? ""]);
    }
  };
  for (const root of ROOTS()) {
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
      collect(sheet.cssRules, []);
    }
  }
  return found;
};
/** Looks at the page under more style, and takes that away again. */
const underStyle = (css, look) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const roots = ROOTS();
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  try {
    return look();
  } finally {
    for (const root of roots) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((other) => other !== sheet);
    }
  }
};

const pen = (() => {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  return canvas.getContext("2d", { willReadFrequently: true });
})();
const painted = new Map();
/** A colour in any notation as red, green, blue and opacity from 0 to 255. */
const paint = (colour) => {
  if (!painted.has(colour)) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    painted.set(colour, [...pen.getImageData(0, 0, 1, 1).data]);
  }
  return painted.get(colour);
};
const over = ([red, green, blue, opacity], below) => {
  const part = opacity / 255;
  return [red, green, blue].map((value, index) => value * part + below[index] * (1 - part));
};
/** The colour behind an element's content. */
const backgroundOf = (node) => {
  const layers = [];
  for (const up of ancestorsOf(node)) {
    if (!(up instanceof Element)) continue;
    const layer = paint(getComputedStyle(up).backgroundColor);
    layers.push(layer);
    if (layer[3] === 255) break;
  }
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255]);
};
const luminance = (colour) => {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};
/** The contrast of a colour that is drawn on the background of an element. */
const contrastOn = (colour, node) => {
  const background = backgroundOf(node);
  return contrast(over(paint(colour), background), background);
};

/** What somebody can act on. */
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
const widget = document.querySelectorAll("dsr-signpost")[0];
/** The controls of the widget, those of the host's content in it included. */
const controls = () =>
  elements(CONTROLS).filter((node) => !node.disabled && closest(node, "dsr-signpost"));
