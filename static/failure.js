// Why a widget could not be had. It must not know what is done about it.

/**
 * With a code for the program that listens, and sentences for the author who looks at the console:
 *
 * | code | meaning |
 * |---|---|
 * | `wasm-blocked` | this page's policy or this browser does not allow WebAssembly |
 * | `frame-blocked` | a frame was needed, and it did not come |
 * | `not-loaded` | a file is missing, changed, too slow, or its address is wrong |
 * | `guide-invalid` | the guide or its words have problems |
 * | `crashed` | the program stopped; nothing of it runs on this page any more |
 */
export class Failure extends Error {
  constructor(code, message, problems = [message]) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}
