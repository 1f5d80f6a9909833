import { expandTemplate, isPlaceholder } from '../joins/expandTemplate';
import type { HealthEntity } from '../entities/HealthEntity';
import { openBrackets } from './openBrackets';

const PLACEHOLDER = /\{[^{}"'`=~!,]*\}/g;
/** What cannot end a string of a query, nor mean anything in one. */
const HARMLESS = /^[\p{L}\p{N} _.:/@-]*$/u;
/** What can be but a part of the name of a metric or label. */
const NAME = /^[A-Za-z0-9_:]*$/;
const QUOTES = ['"', "'", '`'];

/**
 * The `{name}` and the like of a query; the braces of its selectors hold
 * something else.
 */
export function placeholdersOf(query: string): string[] {
  return [...query.matchAll(PLACEHOLDER)]
    .map(([text]) => text)
    .filter(isPlaceholder);
}

/**
 * The query with the values of an entity. These come from people who may not
 * ask queries of their own, so that none may be more than a part of a string or
 * of a name.
 *
 * @returns undefined where the entity lacks one of them.
 * @throws Error in words, where one cannot stand in a query.
 */
export function expandQuery(
  query: string,
  entity: HealthEntity,
): string | undefined {
  let expanded = query;
  for (const placeholder of new Set(placeholdersOf(query))) {
    const value = expandTemplate(placeholder, entity);
    if (value === undefined) {
      return undefined;
    }
    if (!HARMLESS.test(value)) {
      throw new Error(
        `its ${placeholder} is '${value.slice(
          0,
          80,
        )}'; allowed in a query are letters, digits, spaces and _ . : / @ -`,
      );
    }
    if (!NAME.test(value) && standsOutsideOfQuotes(query, placeholder)) {
      throw new Error(
        `its ${placeholder} is '${value.slice(
          0,
          80,
        )}'; allowed outside of quotes are letters, digits, _ and :`,
      );
    }
    expanded = expanded.replaceAll(placeholder, () => value);
  }
  return expanded;
}

function standsOutsideOfQuotes(query: string, placeholder: string): boolean {
  const parts = query.split(placeholder);
  let before = '';
  return parts.slice(0, -1).some(part => {
    before += part;
    return !QUOTES.includes(openBrackets(before)?.at(-1) ?? '');
  });
}
