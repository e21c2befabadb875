// Does one thing after another in a widget. The definitions of `screen.js`, `look`, which makes its
// answer, and `rendered.js` stand above.
const [, deeds, done] = arguments;
const PATIENCE = 5000;

const only = (what, found) => {
  if (found.length !== 1) throw new Error(`${found.length} of ${what}`);
  return found[0];
};
const happens = (name) =>
  new Promise((resolve, reject) => {
    addEventListener(name, resolve, { once: true });
    later(reject, PATIENCE, new Error(`no ${name}`));
  });

const acts = {
  choose(option) {
    only(`option ${option}`, all("input").filter((input) => input.value === option)).click();
  },
  press(name) {
    only(`button ${name}`, all("button").filter((button) => nameOf(button) === name)).click();
  },
  tick(step) {
    const [box] = only(`step ${step}`, all("[data-step]").filter((each) => each.dataset.step === step))
      .getElementsByTagName("input");
    box.click();
  },
  bring({ record, button }) {
    const field = only("field", all("#record-paste"));
    field.value = record;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    acts.press(button);
  },
  narrow({ question, option }) {
    const list = only(`list ${question}`, all(`select[id="narrow-${question}"]`));
    list.value = option;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  },
  travel(distance) {
    history.go(distance);
    return happens("popstate");
  },
  follow(fragment) {
    location.hash = fragment;
    // The last of the events that come of it.
    return happens("hashchange");
  },
};

const screens = [];
const doAll = async () => {
  for (const deed of deeds) {
    const [[act, argument]] = Object.entries(deed);
    await acts[act](argument);
    await rendered();
    // A copy, since what the page has heard goes on growing.
    screens.push(structuredClone(look()));
  }
};
const finish = (problem) => {
  window.setTimeout = later;
  done({ screens, problem });
};
doAll().then(
  () => finish(null),
  (problem) => finish(String(problem)),
);
