// The types of <dsr-signpost>; what each member means stands in full in docs/embedding.md.

/** Why a widget could not be had, or could not go on. */
export type FailureCode =
  | "wasm-blocked"
  | "frame-blocked"
  | "not-loaded"
  | "guide-invalid"
  | "crashed";

/** What the element's events carry in `detail`; ids of the guide, never what a person typed. */
export interface SignpostEvents {
  "dsr-signpost:ready": CustomEvent<Record<string, never>>;
  "dsr-signpost:step": CustomEvent<{ question: string }>;
  "dsr-signpost:outcome": CustomEvent<{ routes: string[] }>;
  "dsr-signpost:draft": CustomEvent<{ draft: string }>;
  "dsr-signpost:checklist": CustomEvent<Record<string, never>>;
  "dsr-signpost:overview": CustomEvent<Record<string, never>>;
  "dsr-signpost:records": CustomEvent<Record<string, never>>;
  "dsr-signpost:error": CustomEvent<{ code: FailureCode; message: string }>;
}

/** A widget on a page. Each attribute has a property of the same meaning. */
export interface SignpostElement extends HTMLElement {
  /** The address of a guide's folder; null for the guide that is shipped. */
  guide: string | null;
  /** Which `text.<language>.json` of that folder to use; null for `en`. */
  language: string | null;
  /** Light or dark; null or `auto` to follow the page's `color-scheme`. */
  theme: "auto" | "light" | "dark" | null;
  /** The answers to begin with, such as `capacity=member&right=delete`. */
  answers: string | null;
  /** `lazy` to load nothing before the element comes near the window. */
  loading: "eager" | "lazy" | null;
  /** Where the program runs: in the page, in a frame, or where it may. */
  mode: "auto" | "page" | "frame" | null;
  /** The level of the widget's first heading, 1 to 4; null for 2. */
  headingLevel: string | number | null;
  /** Whether the page's fragment is followed and written. */
  history: boolean;
  /** Whether the page's title follows the screen. */
  pageTitle: boolean;

  /** The element, once its first screen is shown; rejected if there will be none. */
  readonly ready: Promise<SignpostElement>;
  /** The fragment that leads back to what is on screen; undefined before `ready`. */
  readonly place: string | undefined;
  /** Shows a place, given as a fragment or as answers; rejects if it cannot be followed. */
  goTo(place: string): Promise<void>;
  /** Shows what a link leads to, given as its fragment; tells the reader if it cannot be followed. */
  follow(fragment: string): Promise<void>;
  /** Forgets every answer and shows the first question. */
  reset(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    "dsr-signpost": SignpostElement;
  }
  interface HTMLElementEventMap extends SignpostEvents {}
}
