// Walks through a page once for each list of answers, and begins again each time: what was seen, and how
// long each step took. `look.js` stands above.
const [walks, { next, again }, done] = arguments;
const seen = [];
const steps = [];

const walk = async (answers) => {
  const screens = [];
  for (;;) {
    const screen = look();
    screens.push(screen);
    if (screen.routes.length > 0) break;
    for (const option of answers[screen.question] ?? []) choose(option);
    // Nobody is quicker than this, and a step is to cost no more than it does.
    await painted();
    steps.push(await press(next));
  }
  seen.push(screens);
  await press(again);
};

const walkAll = async () => {
  await readiness();
  await widget()?.ready;
  for (const answers of walks) await walk(answers);
};
walkAll().then(
  () => done({ seen, steps, problem: null }),
  (problem) => done({ seen, steps, problem: String(problem) }),
);
