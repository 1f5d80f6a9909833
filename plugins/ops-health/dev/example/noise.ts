/** Between 0 and 1, the same for the same text. */
export function hash(text: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 16_777_619);
  }
  // The last characters have to reach the first digits.
  value ^= value >>> 15;
  value = Math.imul(value, 2_246_822_519);
  value ^= value >>> 13;
  return (value >>> 0) / 4_294_967_296;
}
