// Reads and uses the three pages that are compared, by what their markup has in common. A page says
// itself when it can be used: by an attribute `ready` on the element that asks. Signpost's says more than that: there
// an answer leads on as soon as a script has taken over the first question that the page has in its HTML, or else once
// the program's own is shown.
const PATIENCE = 10000;

const widget = () => document.querySelector("dsr-signpost");
const first = () => widget()?.shadowRoot?.querySelector(".first");
const ready = () => {
  if (first()) return first().first && widget();
  const boxes = [...(widget()?.shadowRoot?.children ?? [])];
  const asks = boxes.some((box) => !box.hidden && box.querySelector("form.question"));
  return asks ? widget() : document.querySelector("[ready]");
};
// When the page was ready, in milliseconds since it was asked for; now, if it is already.
const readiness = () =>
  new Promise((resolve) => {
    const attributeFilter = ["ready", "hidden"];
    const all = { subtree: true, childList: true, attributes: true, attributeFilter };
    const watch = new MutationObserver(() => check());
    const check = () => {
      // What is in a shadow has to be watched by itself; once is enough, however often it is asked for.
      if (widget()?.shadowRoot) watch.observe(widget().shadowRoot, all);
      if (!ready()) return;
      watch.disconnect();
      resolve(performance.now());
    };
    watch.observe(document, all);
    check();
  });
// Until the program is there, its question is not seen.
const root = () => first() ?? ready().shadowRoot ?? ready();
const all = (selector) => [...root().querySelectorAll(selector)];
// Blocks stand apart without a space between them.
const wordsOf = (node) => node.textContent.replace(/\s+/g, "");

const look = () => ({
  question: all("legend, .sd-question__title").map(wordsOf)[0] ?? null,
  options: all(".option, .sd-item").map(wordsOf),
  routes: all("[data-route]").map((route) => ({
    title: wordsOf(route.querySelector("h2, h3, h4")),
    links: [...route.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
  })),
});

// What stands there whole, or nothing.
const place = () => {
  const { question, options, routes } = look();
  if (routes.length > 0) return "outcome";
  // The words alone may be those of another question.
  const id = all("[data-question]")[0]?.dataset.question ?? "";
  return options.length > 0 ? `${id} ${question}` : null;
};

const choose = (option) => {
  const input = all("input").find(({ value }) => value === option);
  if (!input) throw new Error(`no option ${option} in ${JSON.stringify(look())}`);
  input.click();
};

const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
// The first task after a frame: what was there before has been painted.
const painted = () => new Promise((resolve) => requestAnimationFrame(() => resolve(nextTask())));

// Presses a button: after how many milliseconds another place is laid out, and after how many painted.
const press = (name) =>
  new Promise((resolve, reject) => {
    const buttons = all("button, input[type=button]");
    const button = buttons.find((each) => (each.value || each.textContent).trim() === name);
    if (!button) return reject(new Error(`no button ${name} in ${JSON.stringify(look())}`));
    const before = place();
    const timer = setTimeout(() => {
      reject(new Error(`${name} leads nowhere from ${JSON.stringify(look())}`));
    }, PATIENCE);
    const start = performance.now();
    const watch = new MutationObserver(async () => {
      const now = place();
      if (now === null || now === before) return;
      watch.disconnect();
      clearTimeout(timer);
      // Asking for it has the layout made.
      document.body.getBoundingClientRect();
      const shown = performance.now() - start;
      await painted();
      resolve({ shown, painted: performance.now() - start, isLast: now === "outcome" });
    });
    watch.observe(ready().shadowRoot ?? ready(), { subtree: true, childList: true, characterData: true });
    button.click();
  });
