// Watches a round of the widget by Tab, from a link before it to a link after it. `page.js` stands
// before this. What is under the focus is looked at when the next key goes down, before it acts.

const link = (id) => {
  const link = document.createElement("a");
  link.id = id;
  link.href = "#";
  link.textContent = `The link ${id} the widget`;
  // At either end the focus stays. WebKitGTK has no name for Tab with Shift.
  link.addEventListener("keydown", (event) => {
    if (event.key !== "Shift" && event.shiftKey === (id === "before")) event.preventDefault();
  });
  return link;
};
const [before, after] = [link("before"), link("after")];
widget.before(before);
widget.after(after);

/** Radio buttons of one group are one stop. */
const stopOf = (node) => (node.type === "radio" ? `radio ${node.name}` : node);
const stops = [...new Set(controls().map(stopOf))];
const ringed = (node) => [node, ...(node.labels ?? []), parentOf(node), parentOf(parentOf(node))];
const outlineOf = (node) => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
  return [outlineStyle, outlineWidth, outlineColor].join(" ");
};
const unfocused = new Map(controls().flatMap(ringed).map((node) => [node, outlineOf(node)]));

const deepFocus = () => {
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  return focus;
};
/** The width and the contrast of the clearest ring that the focus has brought. */
const ringOf = (node) => {
  const rings = ringed(node)
    .filter((each) => each instanceof HTMLElement && outlineOf(each) !== unfocused.get(each))
    .filter((each) => getComputedStyle(each).outlineStyle !== "none")
    .map((each) => ({
      width: parseFloat(getComputedStyle(each).outlineWidth),
      contrast: contrastOn(getComputedStyle(each).outlineColor, parentOf(each)),
    }));
  rings.sort((one, other) => other.contrast - one.contrast);
  return rings[0] ?? { width: 0, contrast: 1 };
};
/** What is seen of a node's tree at a place, if the tree is what is seen there: Firefox looks through what covers it. */
const seenAt = (node, x, y) => {
  const root = node.getRootNode();
  const outer = document.elementFromPoint(x, y);
  return root instanceof ShadowRoot && outer !== root.host ? null : root.elementFromPoint(x, y);
};
const isInSight = (node) => {
  const { left, top, right, bottom } = node.getBoundingClientRect();
  const across = [0.1, 0.5, 0.9].map((part) => left + (right - left) * part);
  const first = Math.max(top, 0);
  const last = Math.min(bottom, innerHeight);
  const down = [0.1, 0.5, 0.9].map((part) => first + (last - first) * part);
  return across.some((x) =>
    down.some((y) => {
      const hit = seenAt(node, x, y);
      return hit && (node.contains(hit) || closest(hit, "label")?.control === node);
    }),
  );
};

/** How many letters the widget shows. */
const letters = () =>
  [...(widget.shadowRoot?.children ?? []), ...widget.children]
    .map((node) => node.innerText?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);

window.round = { passed: [], lettersAtFirst: letters() };
addEventListener(
  "keydown",
  () => {
    const focus = deepFocus();
    const stop = stops.indexOf(stopOf(focus));
    const isEnd = focus === before || focus === after;
    window.round.passed.push({
      stop: stop === -1 ? null : stop,
      end: isEnd ? focus.id : null,
      called: called(focus),
      ring: isEnd ? null : ringOf(focus),
      isInSight: isEnd || isInSight(focus),
      letters: letters(),
    });
  },
  true,
);
before.focus();
return { stops: stops.map((stop) => (typeof stop === "string" ? stop : called(stop))) };
