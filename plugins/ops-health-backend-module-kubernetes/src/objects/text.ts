import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

const MAX_CHARACTERS = 300;

/** What others wrote, fit to stand inside of a sentence. */
export function shorten(text: string): string {
  return oneLine(text, MAX_CHARACTERS + 1).replace(/\.$/, '');
}

/** A time of the API; undefined where it is none. */
export function readTime(value: unknown): Date | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}
