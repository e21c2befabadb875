// Takes so many steps through the widget with the first answer to each question, from the start again
// after each outcome. `look.js` stands above.
const [count, next, done] = arguments;

const goOn = async () => {
  const steps = [];
  while (steps.length < count) {
    if (place() === "outcome") await ready().reset();
    all("input")[0].click();
    await painted();
    steps.push(await press(next));
  }
  return steps;
};
readiness()
  .then(() => widget().ready)
  .then(goOn)
  .then(done, (problem) => done(String(problem)));
