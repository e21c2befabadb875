// The screen of one question, for whoever makes elements of it: the page, or the build, which writes
// the first question into the HTML.

/** The parts of a form that asks; `chosen` are ids, and `refused` says that there were none. */
export function question(element, words, { id, choose, title, hint, options }, { chosen, refused, back }) {
  const of = words[choose];
  const described = ["choose", hint && "hint", refused && "error"].filter(Boolean).join(" ");
  return [
    refused &&
      element(
        "div",
        { class: "error-summary", role: "alert", tabindex: -1 },
        element("h2", {}, words.problem),
        element("a", { href: `#${options[0].id}` }, of.error),
      ),
    element(
      "fieldset",
      { "aria-describedby": described },
      element("legend", {}, element("h2", { tabindex: -1 }, title)),
      hint && element("p", { class: "hint", id: "hint" }, hint),
      element("p", { class: "hint", id: "choose" }, of.choose),
      refused && element("p", { class: "error", id: "error" }, of.error),
      options.map((option) =>
        element(
          "div",
          { class: "option" },
          element("input", {
            type: choose === "one" ? "radio" : "checkbox",
            name: id,
            id: option.id,
            value: option.id,
            checked: chosen.includes(option.id),
            "aria-describedby": option.hint && `${option.id}-hint`,
          }),
          element("label", { for: option.id }, option.label),
          option.hint && element("p", { class: "hint", id: `${option.id}-hint` }, option.hint),
        ),
      ),
    ),
    element("button", {}, words.next),
    back && element("button", { type: "button", class: "quiet", name: "back" }, words.back),
  ].filter(Boolean);
}
