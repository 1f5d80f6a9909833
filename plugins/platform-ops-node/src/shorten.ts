import { oneLine } from './oneLine';

const MAX_CHARACTERS = 300;

/**
 * What others wrote, fit to stand inside of a sentence.
 *
 * @public
 */
export function shorten(text: string): string {
  return oneLine(text, MAX_CHARACTERS + 1).replace(/\.$/, '');
}
