import { expandTemplate, isPlaceholder } from '../joins/expandTemplate';
import type { HealthEntity } from '../entities/HealthEntity';

const PLACEHOLDER = /\{[^{}"'`=~!,]*\}/g;
/** What cannot end a string of a query, nor mean anything in one. */
const HARMLESS = /^[\p{L}\p{N} _.:/@-]*$/u;

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
 * ask queries of their own, so that none may be more than a part of a string.
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
    expanded = expanded.replaceAll(placeholder, () => value);
  }
  return expanded;
}
