const BYTES = 8;

/** A seed that nobody chose. */
export function newSeed(): string {
  return [...crypto.getRandomValues(new Uint8Array(BYTES))]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
}
