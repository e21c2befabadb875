// Stands in a page of the widget's own, right below the element: the first question is answered there before the
// element is defined. It must not know what is asked, nor what `embed.js` does.

import { First } from "./first.js";

for (const { shadowRoot } of document.querySelectorAll("dsr-signpost")) {
  const first = First.in(shadowRoot);
  // Whoever has followed a link is led to where that leads.
  if (location.hash === "") {
    first?.lead();
  }
}
