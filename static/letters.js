// Bytes as letters that HTML and scripts can hold, as `xtask/dist/src/letters.rs` writes them: a letter stands for
// its place in the alphabet. It must not know where they are, nor what they say.

/** No letter takes more than two bytes in the page. */
const BEYOND_LETTERS = 0x800;

/** What reads so many letters as they come: given all that have come, it gives the bytes. */
export function reader(alphabet, size) {
  const places = new Uint8Array(BEYOND_LETTERS);
  [...alphabet].forEach((letter, place) => {
    places[letter.charCodeAt()] = place;
  });
  const bytes = new Uint8Array(size);
  let count = 0;
  return (text) => {
    // One by one, since whatever makes an array of the letters first takes several times as long.
    for (const { length } = text; count < length; count += 1) {
      bytes[count] = places[text.charCodeAt(count)];
    }
    return bytes;
  };
}
