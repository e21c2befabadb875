// The floor: the shipped guide's questions as a page would ask them that was written for these alone.

import { questions, routes, words } from "data";
import { question } from "./question.mjs";

const form = document.querySelector("form");
/** The ids chosen, by question; kept when their question is not asked any more. */
const answers = new Map();
let current = questions[0];

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter(Boolean));
  return made;
}

function holds(rule, counted) {
  if (rule === undefined) return true;
  if (typeof rule === "string") {
    const [id, option] = rule.split("=");
    return counted.get(id)?.includes(option) ?? false;
  }
  const each = (part) => holds(part, counted);
  if (rule.all) return rule.all.every(each);
  if (rule.any) return rule.any.some(each);
  return !rule.none.some(each);
}

/** The answers to what is asked, in order; the last may be missing. */
function replay() {
  const counted = new Map();
  for (const { id, when } of questions) {
    if (holds(when, counted)) counted.set(id, answers.get(id));
  }
  return counted;
}

function neighbour(distance) {
  const asked = [...replay().keys()];
  const id = asked[(current ? asked.indexOf(current.id) : asked.length) + distance];
  return questions.find((each) => each.id === id);
}

function show(next, refused) {
  current = next;
  form.replaceChildren(...(current ? ask(refused) : outcome()));
  form.querySelector(refused ? ".error-summary" : "h2").focus();
}

function ask(refused) {
  const chosen = answers.get(current.id) ?? [];
  return question(element, words, current, { chosen, refused, back: neighbour(-1) !== undefined });
}

function outcome() {
  const counted = replay();
  const advised = routes.filter(({ when }) => holds(when, counted));
  return [
    element("h2", { tabindex: -1 }, words.result),
    ...advised.map(({ title, about, channel, link }) =>
      element(
        "section",
        { "data-route": "" },
        element("h3", {}, title),
        element("p", {}, about),
        element("p", {}, link ? element("a", { href: link }, channel) : channel),
      ),
    ),
    element("button", { type: "button", class: "quiet", name: "back" }, words.back),
    element("button", { type: "button", class: "quiet", name: "again" }, words.again),
  ];
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = [...form.querySelectorAll("input:checked")].map((input) => input.value);
  answers.set(current.id, chosen);
  if (chosen.length === 0) show(current, true);
  else show(neighbour(1));
});

form.addEventListener("click", ({ target }) => {
  if (target.name === "back") show(neighbour(-1));
  if (target.name === "again") {
    answers.clear();
    show(questions[0]);
  }
});

form.addEventListener("change", ({ target }) => {
  // What stands alone, such as "I'm not sure", clears the others, and they clear it.
  const isAlone = (input) => current.options.find(({ id }) => id === input.value).alone;
  for (const input of form.querySelectorAll("input[type=checkbox]:checked")) {
    if (input !== target && target.checked && (isAlone(input) || isAlone(target))) input.checked = false;
  }
});

form.toggleAttribute("ready", true);
