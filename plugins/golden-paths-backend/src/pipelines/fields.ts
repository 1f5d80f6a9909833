import type { PipelineRun } from '@platform-ops/backstage-plugin-golden-paths-common';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

const MOST_CHARACTERS = 500;
const MOST_PARAMETERS = 100;
const SECRET_NAME =
  /passw(or)?d|secret|token|credential|(api|access|private)[-_]?key/i;

/** A time as the API has it; undefined where it is none. */
export function toTimestamp(found: unknown): string | undefined {
  if (typeof found !== 'string') {
    return undefined;
  }
  const milliseconds = Date.parse(found);
  return Number.isNaN(milliseconds)
    ? undefined
    : new Date(milliseconds).toISOString();
}

/** Orders times; what has none comes last. */
export function compareTimes(
  a: string | undefined,
  b: string | undefined,
): number {
  const [first, second] = [a, b].map(time =>
    time === undefined ? Infinity : Date.parse(time),
  );
  return first === second ? 0 : first - second;
}

/** What another system says, for one line on a page. */
export function toText(found: unknown): string | undefined {
  return typeof found === 'string' && found.trim() !== ''
    ? oneLine(found, MOST_CHARACTERS)
    : undefined;
}

/** An address that a browser may be sent to. */
export function toLink(found: unknown): string | undefined {
  return typeof found === 'string' &&
    URL.canParse(found) &&
    ['http:', 'https:'].includes(new URL(found).protocol)
    ? found
    : undefined;
}

/** What a run was given; what is named like a secret is not shown. */
export function toParameters(
  found: Record<string, unknown>,
): PipelineRun['parameters'] {
  return Object.fromEntries(
    Object.entries(found)
      .filter(([, value]) => value !== undefined)
      .slice(0, MOST_PARAMETERS)
      .map(([name, value]) => [
        name,
        SECRET_NAME.test(name) ? '(not shown)' : toValue(value),
      ]),
  );
}

function toValue(value: unknown): PipelineRun['parameters'][string] {
  if (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null
  ) {
    return value;
  }
  return oneLine(
    typeof value === 'string' ? value : JSON.stringify(value) ?? '',
    MOST_CHARACTERS,
  );
}
