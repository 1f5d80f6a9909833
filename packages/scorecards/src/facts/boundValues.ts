import { describeMissing } from './describeMissing';
import type { Fact } from './Fact';

/**
 * Values of fields of facts, by their paths such as `catalog.aiAct.class`; null
 * for what a fact leaves out.
 *
 * @public
 */
export type BoundValues = Record<string, unknown>;

/** The fact and the field that a path names. */
export function splitFieldPath(path: string): { type: string; field: string } {
  const end = path.lastIndexOf('.');
  return { type: path.slice(0, end), field: path.slice(end + 1) };
}

/**
 * What some fields of facts say now, to bind a statement to it.
 *
 * @returns `missing` in words where a fact is not known.
 *
 * @public
 */
export function readBoundValues(
  paths: readonly string[],
  facts: ReadonlyMap<string, Fact>,
  now: Date,
): { values: BoundValues } | { missing: string } {
  const fields = paths.map(path => ({ path, ...splitFieldPath(path) }));
  const types = new Set(fields.map(({ type }) => type));
  const missing = describeMissing(types, facts, now);
  return missing === undefined
    ? {
        values: Object.fromEntries(
          fields.map(({ path, type, field }) => [
            path,
            facts.get(type)!.value[field] ?? null,
          ]),
        ),
      }
    : { missing };
}

/**
 * How values differ from those that something was stated of, in words; undefined
 * where they do not.
 *
 * @public
 */
export function describeBoundChange(
  stated: BoundValues,
  now: BoundValues,
): string | undefined {
  const changed = Object.keys(now).filter(
    path =>
      !Object.hasOwn(stated, path) ||
      JSON.stringify(stated[path]) !== JSON.stringify(now[path]),
  );
  if (changed.length === 0) {
    return undefined;
  }
  const types = new Set(changed.map(path => splitFieldPath(path).type));
  return [...types]
    .map(type => {
      const ofType = changed.filter(path => splitFieldPath(path).type === type);
      return `${type} now says ${describeBoundValues(
        Object.fromEntries(ofType.map(path => [path, now[path]])),
      )}`;
    })
    .join('; ');
}

/**
 * Values in words: `class high-risk, roles provider`.
 *
 * @public
 */
export function describeBoundValues(values: BoundValues): string {
  return Object.entries(values)
    .map(([path, value]) => `${splitFieldPath(path).field} ${show(value)}`)
    .join(', ');
}

const LONGEST = 100;

/** In a line, whatever others wrote into the fact. */
function show(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) {
    return 'none';
  }
  const text = Array.isArray(value) ? value.join(' and ') : String(value);
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
