import { InputError } from '@backstage/errors';

const YEAR_MS = 366 * 86_400_000;
const LONGEST_MS = 2 * YEAR_MS;

/** `from` inclusive, `to` exclusive. */
export interface Period {
  from: Date;
  to: Date;
}

/**
 * A period of the past: it ends now where it would end later.
 *
 * @throws InputError naming the field, what was found and what is allowed.
 */
export function readPeriod(
  query: { from: string; to?: string },
  now: Date,
): Period {
  const from = new Date(query.from);
  const to = new Date(
    Math.min(query.to ? Date.parse(query.to) : Infinity, now.getTime()),
  );
  if (from >= to) {
    throw new InputError(
      query.to && Date.parse(query.to) <= now.getTime()
        ? `from: found '${query.from}', allowed is a time before 'to', ${query.to}`
        : `from: found '${
            query.from
          }', allowed is a time before now, ${now.toISOString()}`,
    );
  }
  if (to.getTime() - from.getTime() > LONGEST_MS) {
    throw new InputError(
      `from: found '${
        query.from
      }', allowed are periods of at most two years; this one would end at ${to.toISOString()}`,
    );
  }
  return { from, to };
}
