// The program renders in microtasks, all of which are over when the next task begins; what takes it
// longer than a frame it puts off by a setTimeout without delay.
const later = window.setTimeout;
let putOff = 0;
window.setTimeout = (work, delay) => {
  if (delay > 0) return later(work, delay);
  putOff += 1;
  return later(() => {
    try {
      work();
    } finally {
      putOff -= 1;
    }
  }, delay);
};
const nextTask = () =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });
const rendered = async () => {
  do await nextTask();
  while (putOff > 0);
};
