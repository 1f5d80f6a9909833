import { z } from 'zod';
import { KfpError } from './KfpError';

const PAGE_SIZE = { default: 20, largest: 200 };

const predicateSchema = z.object({
  key: z.string(),
  operation: z.enum([
    'EQUALS',
    'NOT_EQUALS',
    'GREATER_THAN',
    'GREATER_THAN_EQUALS',
    'LESS_THAN',
    'LESS_THAN_EQUALS',
    'IN',
    'IS_SUBSTRING',
  ]),
  string_value: z.string().optional(),
  timestamp_value: z.string().optional(),
  string_values: z.object({ values: z.array(z.string()) }).optional(),
});

const filterSchema = z.object({
  predicates: z.array(predicateSchema).max(20).default([]),
});

type Predicate = z.infer<typeof predicateSchema>;
/** Texts and times by the names of their fields. */
export type Listed = Record<string, string | undefined>;

function readFilter(text: string | null): Predicate[] {
  if (!text) {
    return [];
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new KfpError('invalid', `filter: found '${text}', which is no JSON`);
  }
  const { data, error } = filterSchema.safeParse(parsed);
  if (!data) {
    const [{ path, message }] = error.issues;
    throw new KfpError('invalid', `filter.${path.join('.')}: ${message}`);
  }
  return data.predicates;
}

function holds(predicate: Predicate, fields: Listed): boolean {
  const { key, operation } = predicate;
  if (!(key in fields)) {
    throw new KfpError(
      'invalid',
      `filter: found the key '${key}', allowed is one of ${Object.keys(
        fields,
      ).join(', ')}`,
    );
  }
  const found = fields[key] ?? '';
  // Times are compared as texts, which have all the same form here.
  const wanted = predicate.timestamp_value
    ? `${new Date(predicate.timestamp_value).toISOString().slice(0, 19)}Z`
    : predicate.string_value ?? '';
  switch (operation) {
    case 'EQUALS':
      return found === wanted;
    case 'NOT_EQUALS':
      return found !== wanted;
    case 'GREATER_THAN':
      return found > wanted;
    case 'GREATER_THAN_EQUALS':
      return found >= wanted;
    case 'LESS_THAN':
      return found < wanted;
    case 'LESS_THAN_EQUALS':
      return found <= wanted;
    case 'IN':
      return predicate.string_values?.values.includes(found) ?? false;
    default:
      return found.includes(wanted);
  }
}

function readSize(text: string | null): number {
  const size = Number(text || PAGE_SIZE.default);
  if (!Number.isInteger(size) || size < 0) {
    throw new KfpError(
      'invalid',
      `page_size: found '${text}', allowed is a whole number up to ${PAGE_SIZE.largest}`,
    );
  }
  return Math.min(size || PAGE_SIZE.default, PAGE_SIZE.largest);
}

function readToken(text: string | null): number {
  const from = text ? Number(Buffer.from(text, 'base64url').toString()) : 0;
  if (!Number.isInteger(from) || from < 0) {
    throw new KfpError(
      'invalid',
      'page_token: allowed is the next_page_token of the page before',
    );
  }
  return from;
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/**
 * A page of what the caller asks for, by `filter`, `sort_by`, `page_size` and
 * `page_token`.
 */
export function pageOf<T>(
  items: readonly T[],
  query: URLSearchParams,
  fieldsOf: (item: T) => Listed,
): { items: T[]; total_size: number; next_page_token?: string } {
  const predicates = readFilter(query.get('filter'));
  const selected = items.filter(item =>
    predicates.every(predicate => holds(predicate, fieldsOf(item))),
  );
  const [field = 'created_at', direction] = (
    query.get('sort_by') || 'created_at'
  )
    .trim()
    .split(/\s+/);
  const isDescending = direction?.toLocaleLowerCase('en-US') === 'desc';
  const sorted = selected
    .map((item, index) => ({ item, index, key: fieldsOf(item)[field] ?? '' }))
    .sort((a, b) => {
      const order = compare(a.key, b.key) || a.index - b.index;
      return isDescending ? -order : order;
    })
    .map(({ item }) => item);
  const from = readToken(query.get('page_token'));
  const end = from + readSize(query.get('page_size'));
  return {
    items: sorted.slice(from, end),
    total_size: sorted.length,
    ...(end < sorted.length && {
      next_page_token: Buffer.from(String(end)).toString('base64url'),
    }),
  };
}
