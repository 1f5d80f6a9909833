const MAX_CHARACTERS = 300;

/** What others wrote, fit to stand inside of a sentence. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > MAX_CHARACTERS
    ? `${line.slice(0, MAX_CHARACTERS)}…`
    : line;
}

/** A time of the API; undefined where it is none. */
export function readTime(value: unknown): Date | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}
