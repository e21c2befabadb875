// In place of `framed.js` in a page that is the widget's alone: what the page does not allow, a frame beside it
// would not either.

import { Failure } from "./failure.js";
import { allowsPrograms } from "./program.js";

export class Framed {
  constructor() {
    throw allowsPrograms()
      ? new Failure("frame-blocked", "this page has no widget in a frame")
      : new Failure("wasm-blocked", "this page's policy or this browser does not allow WebAssembly");
  }
}
