// Stands in a page of the widget's own, right below the element: takes the first question over before the element is
// defined, and lets an answer lead on if that is what the widget will begin with. It must not know what is asked.

import { First } from "./first.js";

const WHOLE = "dsr-signpost:not([answers], [guide], [heading-level], [language], [mode])";

for (const { shadowRoot } of document.querySelectorAll(WHOLE)) {
  // Older browsers have none yet.
  const first = shadowRoot && First.in(shadowRoot);
  // Whoever has followed a link is led to where that leads.
  if (location.hash === "" && "WebAssembly" in globalThis) {
    first?.lead();
  }
}
