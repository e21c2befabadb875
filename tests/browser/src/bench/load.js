// Runs before anything of a page's own: waits until something is painted and the page says that it is
// ready, then presses Continue twice, and notes when what happened. `look.js` stands above, and NEXT, the
// button's name.
const tasks = [];
const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
observer.observe({ type: "longtask", buffered: true });

const paint = new Promise((resolve) => {
  const watch = new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName("first-contentful-paint");
    if (first) resolve(first.startTime);
  });
  watch.observe({ type: "paint", buffered: true });
});
window.measured = Promise.all([paint, readiness()]).then(async ([paint, ready]) => {
  // Nobody answers what they do not see.
  const answerable = Math.max(paint, ready);
  // Not in the page's own task, which is measured.
  await nextTask();
  const goOn = async () => {
    const start = performance.now();
    all("input")[0].click();
    const { shown } = await press(NEXT);
    return start + shown;
  };
  const answered = await goOn();
  await nextTask();
  const followed = await goOn();
  // The widget loads the rest meanwhile; of the others nothing more comes.
  await widget()?.ready;
  const complete = widget() ? performance.now() : answerable;
  tasks.push(...observer.takeRecords());
  const loading = tasks.filter(({ startTime }) => startTime < complete);
  const durations = loading.map(({ duration }) => duration);
  return {
    paint,
    answerable,
    answered,
    followed,
    complete,
    longest: Math.max(0, ...durations),
    blocking: durations.reduce((sum, duration) => sum + duration - 50, 0),
  };
});
