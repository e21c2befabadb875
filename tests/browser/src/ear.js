// Hears what happens on a page, so that a test can ask for it: drivers differ in what they pass on.
(() => {
  const heard = { complaints: [], violations: [], events: [] };
  window.heard = heard;

  const tell = console.error;
  console.error = (...words) => {
    heard.complaints.push(words.map(String).join(" "));
    tell.apply(console, words);
  };
  window.addEventListener("error", (event) =>
    heard.complaints.push(`${event.message}\n${event.error?.stack ?? ""}`.trimEnd()),
  );
  window.addEventListener("unhandledrejection", (event) =>
    heard.complaints.push(String(event.reason)),
  );
  document.addEventListener("securitypolicyviolation", (event) => {
    // Browsers look for it by themselves.
    if (!event.blockedURI.endsWith("/favicon.ico")) {
      heard.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
    }
  });

  const places = ["step", "outcome", "draft", "checklist", "overview", "records"];
  for (const name of ["ready", ...places, "error"]) {
    document.addEventListener(`dsr-signpost:${name}`, (event) =>
      heard.events.push({ name, detail: event.detail ?? null, after: performance.now() }),
    );
  }
})();
