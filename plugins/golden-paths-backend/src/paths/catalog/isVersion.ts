import { valid } from 'semver';

/** Whether a text is a semantic version as it is, without `v` or blanks. */
export function isVersion(text: string): boolean {
  return /^\d\S*$/.test(text) && valid(text) !== null;
}
