// What each criterion looks at, by its number: the findings, a line each. Every look leaves the page
// as it was. `page.js` stands before this; what follows calls `looksAt`.

/** The borders of a box that can be seen. */
const bordersOf = (style) =>
  ["Top", "Right", "Bottom", "Left"]
    .filter((side) => style[`border${side}Style`] !== "none")
    .filter((side) => parseFloat(style[`border${side}Width`]) > 0)
    .map((side) => style[`border${side}Color`]);

const isTick = (node) => ["checkbox", "radio"].includes(node.type);
const ticks = () => elements("input").filter(isTick);
/** The box around one answer: the farthest that holds no other. */
const tileOf = (tick) => {
  const holdsOthers = (node) => [...node.querySelectorAll("input")].filter(isTick).length > 1;
  const up = [...ancestorsOf(tick)].filter((node) => node instanceof HTMLElement);
  const end = up.findIndex((node) => holdsOthers(node) || node.matches("fieldset, form"));
  return up[end - 1] ?? tick;
};

/** Where somebody can move what does not fit, by keyboard too. */
const isScrolled = (overflow) => ["auto", "scroll"].includes(overflow);

/** What is cut off, covers other words, or makes the page scroll sideways. */
const cut = () => {
  const findings = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) {
    findings.push(`the page is ${page.scrollWidth} px wide in ${page.clientWidth} px`);
  }
  for (const node of elements()) {
    const { overflowX, overflowY } = getComputedStyle(node);
    const isOver = (overflow, content, room) =>
      overflow !== "visible" && content > room + 1 && !(isScrolled(overflow) && node.tabIndex >= 0);
    const isCut =
      isOver(overflowX, node.scrollWidth, node.clientWidth) ||
      isOver(overflowY, node.scrollHeight, node.clientHeight);
    if (isCut && node !== page && node.localName !== "input" && !isSpokenOnly(node)) {
      findings.push(`${called(node)} is cut off`);
    }
  }
  const lines = texts().flatMap(({ node, words, lines }) =>
    lines.map((line) => ({ node, words, line })),
  );
  lines.sort((one, other) => one.line.top - other.line.top);
  lines.forEach((one, index) => {
    for (const other of lines.slice(index + 1)) {
      if (other.line.top >= one.line.bottom) break;
      if (one.node !== other.node && overlaps(one.line, other.line)) {
        findings.push(`"${one.words.slice(0, 30)}" covers "${other.words.slice(0, 30)}"`);
      }
    }
  });
  return findings;
};
/** Lines may touch: a font's box is taller than its letters. */
const overlaps = (one, other) => {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 2 && height > 0.4 * Math.min(one.height, other.height);
};

/** What differs between two states of a control apart from colour. */
const shapeOf = (node) =>
  ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(node, part);
    const properties = [
      "appearance", "content", "display", "visibility", "opacity", "clipPath", "transform",
      "maskImage", "borderTopWidth", "borderTopStyle", "outlineStyle", "outlineWidth",
      "fontWeight", "textDecorationLine", "inlineSize", "blockSize",
    ];
    const image = style.backgroundImage === "none" ? "none" : "some";
    const lengths = style.boxShadow.replace(/[a-z-]*\([^)]*\)/g, "");
    return [image, lengths, ...properties.map((property) => style[property])].join(";");
  });
const showsChoice = (tick) => {
  if (getComputedStyle(tick).appearance !== "none") return true;
  const seen = () => [...nodesBelow(tileOf(tick)), tileOf(tick)]
    .filter((node) => node instanceof Element)
    .flatMap(shapeOf)
    .join("|");
  const was = ticks().map((each) => each.checked);
  tick.checked = false;
  const without = seen();
  tick.checked = true;
  const differs = seen() !== without;
  ticks().forEach((each, index) => (each.checked = was[index]));
  return differs;
};

/** The extent to which a point is the control's, up, down and to the sides of its label's middle. */
const targetOf = (tick) => {
  const label = tick.labels[0];
  label.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = label.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const isHit = (x, y) => {
    const hit = tick.getRootNode().elementFromPoint(x, y);
    return hit === tick || (hit && closest(hit, "label")?.control === tick);
  };
  const reach = (stepX, stepY) => {
    let steps = 0;
    while (steps < 60 && isHit(x + stepX * steps, y + stepY * steps)) steps += 1;
    return steps;
  };
  return { width: reach(1, 0) + reach(-1, 0), height: reach(0, 1) + reach(0, -1) };
};

/** The size of letters: as styled, or in a picture, which has a scale of its own, as drawn. */
const sizeOf = (node, holder) =>
  holder instanceof SVGElement ? linesOf(node)[0].height : parseFloat(getComputedStyle(holder).fontSize);

/** In the run of other words, where a line's height is all the room there is: a link, or a term. */
const isInSentence = (node) => {
  const line = closest(parentOf(node), "p, li, dd, dt, div, section");
  const isWord = node.localName === "a" || node.hasAttribute("aria-expanded");
  return isWord && line !== null && wordsOf(line).replace(wordsOf(node), "").trim() !== "";
};

const groupWords = (node) =>
  (node.getAttribute("aria-describedby") ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .map((id) => wordsOf(node.getRootNode().getElementById(id)))
    .join(" ");

const hasError = () => elements("[role=alert]").length > 0;
const mainHeading = () => elements(".heading").find((node) => closest(node, "dsr-signpost"));
const isReady = () => widget?.hasAttribute("ready") ?? false;

/** What somebody is told to go by that not everybody perceives. */
const SENSORY =
  /\b(on the (left|right)|(left|right)[- ]hand|at the (top|bottom)|(green|red|blue|yellow|grey|gray|orange|round|square|big|small|large) (button|box|link|circle|tick|text|field))\b/i;
const EMPTY_LINK = /^(here|click here|link|this|more|read more|learn more|open)$/i;

const looks = {
  "1.1.1": () =>
    elements("svg, img, canvas, object")
      .filter((node) => !closest(node, "[aria-hidden=true], [role=none], [role=presentation]"))
      .filter((node) => !node.hasAttribute("alt"))
      .filter((node) => !(node.getAttribute("role") && nameOf(node)))
      .map((node) => `${called(node)} has no alternative in words and is not hidden`),

  "1.3.1": () => [
    ...ticks()
      .filter((tick) => wordsOf(tick.closest("fieldset")?.querySelector("legend")) === "")
      .map((tick) => `${called(tick)} is in no group with a legend`),
    ...elements("fieldset").flatMap((group) => {
      const speakers = [group, ...group.querySelectorAll("input")];
      const spoken = speakers.flatMap((node) => (node.getAttribute("aria-describedby") ?? "").split(/\s+/));
      return [...group.querySelectorAll("p")]
        .filter((line) => isShown(line) && !spoken.includes(line.id))
        .map((line) => `${called(line)} stands in the group and describes nothing in it`);
    }),
  ],

  "1.3.2": () => {
    // What is in a picture is read as one.
    const shown = texts().filter(({ holder }) => !closest(holder, "[role=img]"));
    return shown.slice(1).flatMap((text, index) => {
      const before = shown[index].lines.at(-1);
      const after = text.lines[0];
      const isRtl = getComputedStyle(text.holder).direction === "rtl";
      const isBeyond = isRtl ? after.right <= before.left + 2 : after.left >= before.right - 2;
      const isBehind = isRtl ? after.left >= before.right - 2 : after.right <= before.left + 2;
      const shared = Math.min(before.bottom, after.bottom) - Math.max(before.top, after.top);
      const isAbove = after.bottom <= before.top + 2 && !isBeyond;
      const isBackwards = shared > 0.5 * Math.min(before.height, after.height) && isBehind;
      return isAbove || isBackwards
        ? [`"${text.words.slice(0, 30)}" is read after "${shown[index].words.slice(0, 30)}" and seen before it`]
        : [];
    });
  },

  "1.3.3": () =>
    texts()
      // What is said of a picture may speak of places in it.
      .filter(({ words, holder }) => SENSORY.test(words) && !closest(holder, "figure"))
      .map(({ words }) => `"${words.slice(0, 60)}" goes by shape, colour or place`),

  "1.3.4": () =>
    styleRules()
      .filter(({ conditions }) => conditions.some((condition) => condition.includes("orientation")))
      .filter(({ rule }) =>
        ["display", "visibility", "transform", "rotate"].some((name) => rule.style.getPropertyValue(name)),
      )
      .map(({ rule }) => `${rule.selectorText} depends on how the device is held`),

  "1.3.5": () =>
    elements("input[type=text]")
      .filter((node) => nameOf(node) === "Your name" && node.autocomplete !== "name")
      .map(() => "the field for one's own name does not say so"),

  "1.4.1": () => [
    ...elements("a[href]")
      .filter((link) => wordsOf(link) !== "" && closest(link, "dsr-signpost"))
      .filter((link) => !getComputedStyle(link).textDecorationLine.includes("underline"))
      .map((link) => `${called(link)} is told from text by colour alone`),
    ...ticks()
      .filter((tick) => !showsChoice(tick))
      .map((tick) => `${called(tick)} shows by colour alone that it is chosen`),
    ...elements("fieldset p[id]")
      .filter((line) => hasError() && groupWords(line.closest("fieldset")) === "")
      .map((line) => `${called(line)} says by its looks alone what is wrong`),
  ],

  "1.4.3": () =>
    texts()
      .filter(({ holder }) => holder instanceof SVGElement)
      .map(({ holder, words }) => [words, contrastOn(getComputedStyle(holder).fill, closest(holder, "svg"))])
      .filter(([, found]) => found < 4.5)
      .map(([words, found]) => `"${words.slice(0, 30)}" in a picture has a contrast of ${found.toFixed(2)}`),

  "1.4.4": () => {
    // There the text is four times as large already.
    if (innerWidth < 640) return [];
    const before = texts().map((text) => ({ ...text, size: sizeOf(text.node, text.holder) }));
    return underStyle(":root { font-size: 200% !important; }", () => [
      ...before
        .map(({ node, holder, words, size }) => ({ words, size, grown: sizeOf(node, holder) }))
        // Engines round the heights of lines in a picture.
        .filter(({ size, grown }) => grown < 1.8 * size)
        .map(({ words, size, grown }) => `"${words.slice(0, 30)}" grows from ${size} px to ${grown} px only`),
      ...cut(),
    ]);
  },

  "1.4.10": () => cut(),

  "1.4.11": () => {
    const pale = (what, colours, node) =>
      colours
        .map((colour) => contrastOn(colour, parentOf(node)))
        .filter((found) => found < 3)
        .slice(0, 1)
        .map((found) => `${what} of ${called(node)} has a contrast of ${found.toFixed(2)}`);
    const fields = elements("input, select, textarea").filter((node) => !isTick(node));
    const drawn = ticks().filter((tick) => getComputedStyle(tick).appearance === "none");
    return [
      ...[...fields, ...drawn, ...elements("button")].flatMap((node) =>
        pale("the border", bordersOf(getComputedStyle(node)), node),
      ),
      ...[...fields, ...drawn]
        .filter((node) => bordersOf(getComputedStyle(node)).length === 0)
        .filter((node) => contrast(backgroundOf(node), backgroundOf(parentOf(node))) < 3)
        .map((node) => `${called(node)} has no border and no background of its own`),
      ...ticks().flatMap((tick) => pale("the tile", bordersOf(getComputedStyle(tileOf(tick))), tileOf(tick))),
      ...elements("svg[role=img] *").flatMap((shape) => {
        const { stroke } = getComputedStyle(shape);
        return stroke === "none" ? [] : pale("a line", [stroke], shape);
      }),
    ];
  },

  "1.4.12": () =>
    underStyle(
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
       p { margin-block-end: 2em !important; }`,
      cut,
    ),

  "1.4.13": () => [
    ...elements("dsr-signpost [title], [title]")
      .filter((node) => closest(node, "dsr-signpost"))
      .map((node) => `${called(node)} has a tooltip`),
    ...styleRules()
      .filter(({ rule }) => /:(hover|focus)/.test(rule.selectorText))
      .filter(({ rule }) =>
        ["display", "visibility", "opacity", "content", "clip-path", "height", "block-size", "position"].some(
          (name) => rule.style.getPropertyValue(name),
        ),
      )
      .map(({ rule }) => `${rule.selectorText} shows something`),
  ],

  "2.1.1": () =>
    elements()
      .filter((node) => getComputedStyle(node).cursor === "pointer" && closest(node, "dsr-signpost"))
      .filter((node) => !closest(node, `${CONTROLS}, label`))
      .map((node) => `${called(node)} looks as if it could be pressed, and no key can reach it`),

  "2.1.4": () =>
    elements("[accesskey]").map((node) => `${called(node)} has the shortcut ${node.accessKey}`),

  "2.2.2": () =>
    ROOTS()
      .flatMap((root) => root.getAnimations())
      .filter((animation) => {
        const { endTime } = animation.effect.getComputedTiming();
        return endTime > 5000;
      })
      .map((animation) => `${called(animation.effect.target)} moves for more than five seconds`),

  "2.4.2": () => {
    const title = document.title.trim();
    if (title === "") return ["the page has no title"];
    const heading = wordsOf(mainHeading());
    const follows = widget?.hasAttribute("page-title") ?? false;
    const isNamed = heading !== "" && title.includes(heading);
    if (!isReady()) return [];
    if (!follows) return isNamed ? [`the title "${title}" is the host's own`] : [];
    return [
      ...(isNamed ? [] : [`the title "${title}" does not say "${heading}"`]),
      ...(title.startsWith("Error: ") === hasError() ? [] : [`the title "${title}" is wrong about an error`]),
    ];
  },

  "2.4.3": () =>
    elements("[tabindex]")
      .filter((node) => node.tabIndex > 0)
      .map((node) => `${called(node)} has the tabindex ${node.tabIndex}`),

  "2.4.4": () => {
    const links = elements("a[href]");
    const unlike = links.filter((link) =>
      links.some((other) => nameOf(other) === nameOf(link) && other.href !== link.href),
    );
    return [
      ...links
        .filter((link) => EMPTY_LINK.test(nameOf(link)))
        .map((link) => `${called(link)} does not say where it leads`),
      ...unlike.map((link) => `${called(link)} is not the only link of this name, and leads elsewhere`),
    ];
  },

  "2.4.6": () => {
    const headings = elements("h1, h2, h3, h4, h5, h6");
    const labels = ticks().map((tick) => ({ tick, name: nameOf(tick) }));
    // A button that is called more than its words says what it is about; a term means one thing.
    const buttons = elements("button:not([aria-expanded])")
      .map((button) => ({ button, name: nameOf(button) }))
      .filter(({ button, name }) => name === wordsOf(button));
    return [
      ...headings.filter((node) => wordsOf(node) === "").map(() => "a heading is empty"),
      ...(isReady() && !mainHeading() ? ["the screen has no heading"] : []),
      ...labels
        .filter(({ tick, name }) => labels.some((other) => other.tick !== tick && other.tick.name === tick.name && other.name === name))
        .map(({ name }) => `two answers are called "${name}"`),
      ...buttons
        .filter(({ button, name }) => buttons.some((other) => other.button !== button && other.name === name))
        .map(({ name }) => `two buttons are called "${name}"`),
    ];
  },

  "2.5.3": () =>
    controls()
      .filter((node) => node.matches("a, button, summary"))
      .filter((node) => node.hasAttribute("aria-label") || node.hasAttribute("aria-labelledby"))
      .filter((node) => !nameOf(node).toLowerCase().includes(wordsOf(node).toLowerCase()))
      .map((node) => `<${node.localName}> shows "${wordsOf(node)}" and is called "${nameOf(node)}"`),

  "2.5.8": () => {
    const isSmall = ({ width, height }, least) => Math.round(width) < least || Math.round(height) < least;
    const told = (node, { width, height }) => `${called(node)} is ${Math.round(width)} × ${Math.round(height)} px`;
    const sized = (nodes, least) =>
      nodes
        .map((node) => [node, node.getBoundingClientRect()])
        .filter(([, box]) => isSmall(box, least))
        .map(([node, box]) => told(node, box));
    const alone = controls().filter((node) => !isTick(node) && !isInSentence(node));
    const place = document.scrollingElement.scrollTop;
    const tiles = ticks().map((tick) => [tick, targetOf(tick)]);
    document.scrollingElement.scrollTop = place;
    return [
      ...tiles.filter(([, box]) => isSmall(box, 44)).map(([tick, box]) => told(tick, box)),
      ...sized(alone.filter((node) => node.localName === "button"), 44),
      ...sized(alone.filter((node) => node.localName !== "button"), 24),
    ];
  },

  "3.1.2": () => {
    if (!isReady()) return [];
    const inside = [...ancestorsOf(mainHeading())].filter((up) => up.getRootNode() === widget.shadowRoot);
    const language = inside.find((up) => up instanceof Element && up.hasAttribute("lang"))?.lang;
    const asked = widget.getAttribute("language") ?? "en";
    return language === asked ? [] : [`the words are said to be "${language ?? ""}", and are "${asked}"`];
  },

  "3.2.4": ({ phrases, terms, drafts }) => {
    const known = [...terms, ...drafts, ...Object.values(phrases).map((phrase) => phrase.split("{")[0].trim())];
    return elements("button")
      .filter((button) => closest(button, "dsr-signpost"))
      .flatMap((button) => {
        const name = nameOf(button);
        if (button.type === "submit") {
          return name === phrases.continue ? [] : [`"${name}" goes on, which is "${phrases.continue}" elsewhere`];
        }
        return known.some((words) => words !== "" && name.startsWith(words))
          ? []
          : [`"${name}" is not what a button is called elsewhere`];
      });
  },

  "3.3.2": () => [
    ...elements("fieldset").flatMap((group) => {
      const legend = group.querySelector("legend");
      return [
        ...(legend && isShown(legend) && !isSpokenOnly(legend) ? [] : ["a group shows no legend"]),
        // The steps of a checklist are no answers to a question.
        ...(group.dataset.question && groupWords(group) === "" ? ["a group does not say how many answers it takes"] : []),
      ];
    }),
    ...elements("input, select, textarea")
      .filter((node) => ![...node.labels].some((label) => isShown(label) && !isSpokenOnly(label) && wordsOf(label) !== ""))
      .map((node) => `<input value="${node.value}"> shows no label`),
  ],

  "4.1.3": ({ phrases }) =>
    texts()
      .filter(({ words }) => words === phrases["notice-bad-link"])
      .filter(({ holder }) => !closest(holder, "[role=status], [role=alert], [aria-live]"))
      .map(({ words }) => `"${words.slice(0, 40)}" is not said`),
};

const looksAt = (numbers, known) =>
  Object.fromEntries(numbers.map((number) => [number, looks[number](known)]));
