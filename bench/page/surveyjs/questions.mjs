// A guide as SurveyJS takes it: one question on each page, and its rules in the language of `visibleIf`.

/** The survey's own file, and the words that its page needs. */
export function survey({ words, questions, routes }) {
  const condition = (rule) => {
    if (rule === undefined) return undefined;
    if (typeof rule === "string") {
      const [id, option] = rule.split("=");
      const { choose } = questions.find((each) => each.id === id);
      return choose === "one" ? `{${id}} = '${option}'` : `{${id}} contains '${option}'`;
    }
    const join = (rules, word) => rules.map((each) => `(${condition(each)})`).join(` ${word} `);
    if (rule.all) return join(rule.all, "and");
    if (rule.any) return join(rule.any, "or");
    return `!(${join(rule.none, "or")})`;
  };
  const pages = questions.map(({ id, choose, when, title, hint, options }) => ({
    name: `page-${id}`,
    visibleIf: condition(when),
    elements: [
      {
        type: choose === "one" ? "radiogroup" : "checkbox",
        name: id,
        title,
        description: [hint, words[choose].choose].filter(Boolean).join(" "),
        isRequired: true,
        requiredErrorText: words[choose].error,
        choices: options.map((option) => ({
          value: option.id,
          text: [option.label, option.hint].filter(Boolean).join("\n"),
          isExclusive: option.alone,
        })),
      },
    ],
  }));
  const outcome = {
    name: "outcome",
    title: words.result,
    elements: routes.map(({ when, title, about, channel, link }, place) => ({
      type: "html",
      name: `route-${place}`,
      visibleIf: condition(when),
      html: `<section data-route><h3>${title}</h3><p>${about}</p><p>${
        link ? `<a href="${link.replace(/&/g, "&amp;")}">${channel}</a>` : channel
      }</p></section>`,
    })),
  };
  return {
    words,
    survey: {
      pageNextText: words.next,
      pagePrevText: words.back,
      showCompleteButton: false,
      showQuestionNumbers: "off",
      requiredMark: "",
      // As the other pages do: an answer counts only while its question is asked.
      clearInvisibleValues: "onHidden",
      autoFocusFirstQuestion: false,
      pages: [...pages, outcome],
    },
  };
}
