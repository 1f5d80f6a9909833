import {
  ANNOTATION_INDICATORS,
  INDICATOR_UNITS,
  INDICATORS,
  type HealthProblem,
  type IndicatorUnit,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { BracketReader, openBrackets } from './openBrackets';
import {
  LONGEST_QUERY,
  MOST_OWN_PER_ENTITY,
  toTitle,
  type OwnIndicator,
} from './OwnIndicator';

const HEAD =
  /^(?<name>[a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*(?:\[(?<unit>[^\]\n]*)\][ \t]*)?=[ \t]*(?<source>[a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*:[ \t]*/;

const LONGEST_NAME = 63;
const LONGEST_TEXT = 30_000;
const MOST_LINES = 500;

/** What a currency counts comes from prices alone. */
export const OWN_UNITS: readonly IndicatorUnit[] = INDICATOR_UNITS.filter(
  unit => unit !== 'money',
);

const INDICATORS_EXAMPLE =
  'backlog [seconds] = production: max(queue_age_seconds{queue="orders"})';

/** One indicator as it stands in the text. */
interface Definition {
  start: number;
  end: number;
}

/**
 * Reads `platformops.io/indicators`: one to a line, as
 * `<name> [<unit>] = <source>: <query>`. What is indented goes on with the line
 * before, and so does what stands within its open brackets or quotes; blank
 * lines and those that begin with `#` say nothing.
 */
export function parseIndicatorsAnnotation(text: string): {
  indicators: OwnIndicator[];
  problems: HealthProblem[];
} {
  const indicators: OwnIndicator[] = [];
  const problems: HealthProblem[] = [];
  const refuse = (found: string) =>
    problems.push({
      text: `The annotation ${ANNOTATION_INDICATORS} defines no indicator there: ${found}.`,
      annotation: { name: ANNOTATION_INDICATORS, value: INDICATORS_EXAMPLE },
    });
  const lines = text.split('\n').length;
  if (text.length > LONGEST_TEXT || lines > MOST_LINES) {
    refuse(
      `it has ${
        text.length
      } characters in ${lines} lines; allowed are ${LONGEST_TEXT.toLocaleString(
        'en-US',
      )} in ${MOST_LINES}`,
    );
    return { indicators, problems };
  }
  for (const definition of split(text)) {
    const found = readOne(text, definition, indicators);
    if (typeof found === 'string') {
      refuse(found);
    } else {
      indicators.push(found);
    }
  }
  if (indicators.length > MOST_OWN_PER_ENTITY) {
    refuse(
      `it has ${indicators.length} indicators; the first ${MOST_OWN_PER_ENTITY} are read, since each is a query with every refresh`,
    );
  }
  return { indicators: indicators.slice(0, MOST_OWN_PER_ENTITY), problems };
}

function split(text: string): Definition[] {
  const found: Definition[] = [];
  let brackets = new BracketReader();
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const last = found.at(-1);
    const goesOn =
      last && !HEAD.test(line) && (/^\s/.test(line) || brackets.open?.length);
    if (goesOn) {
      last.end = line.trim() ? end : last.end;
    } else if (line.trim() && !line.startsWith('#')) {
      found.push({ start, end });
      brackets = new BracketReader();
    }
    brackets.read(`${line}\n`);
    start = end + 1;
  }
  return found;
}

function readOne(
  text: string,
  { start, end }: Definition,
  others: OwnIndicator[],
): OwnIndicator | string {
  const whole = text.slice(start, end);
  const head = HEAD.exec(whole);
  if (!head?.groups) {
    return `found '${whole.slice(
      0,
      80,
    )}'; expected is <name> [<unit>] = <source>: <query>`;
  }
  const { name, unit = 'count', source } = head.groups;
  const query = whole.slice(head[0].length).trim();
  const wrong =
    wrongName(name, others) ?? wrongUnit(name, unit) ?? wrongQuery(name, query);
  if (wrong) {
    return wrong;
  }
  return {
    name,
    definition: {
      title: toTitle(name),
      unit: unit.trim() as IndicatorUnit,
      better: 'neither',
      description: `By the query ${query}`,
    },
    source,
    query,
    origin: 'annotation',
    rewrite: another => ({
      name: ANNOTATION_INDICATORS,
      value: `${text.slice(
        0,
        start,
      )}${head[0].trimEnd()} ${another}${text.slice(end)}`.trim(),
    }),
  };
}

/**
 * What is wrong with the name of an indicator, in words.
 */
export function wrongName(
  name: string,
  others: Array<{ name: string }>,
): string | undefined {
  if (name.length > LONGEST_NAME) {
    return `the name '${name}' has ${name.length} characters; allowed are ${LONGEST_NAME}`;
  }
  if (Object.hasOwn(INDICATORS, name)) {
    return `'${name}' is an indicator of the portal; choose another name, such as own-${name}`;
  }
  return others.some(other => other.name === name)
    ? `the name '${name}' is there twice`
    : undefined;
}

function wrongUnit(name: string, unit: string): string | undefined {
  return OWN_UNITS.includes(unit.trim() as IndicatorUnit)
    ? undefined
    : `${name} has the unit '${unit.slice(
        0,
        40,
      )}'; allowed are ${OWN_UNITS.join(', ')}`;
}

/**
 * What is wrong with a query that can be told without asking it, in words.
 */
export function wrongQuery(name: string, query: string): string | undefined {
  if (query === '') {
    return `${name} has no query`;
  }
  if (query.length > LONGEST_QUERY) {
    return `the query of ${name} has ${
      query.length
    } characters; allowed are ${LONGEST_QUERY.toLocaleString(
      'en-US',
    )}: use a recording rule`;
  }
  const open = openBrackets(query);
  if (!open) {
    return `the query of ${name} closes a bracket that it did not open`;
  }
  return open.length
    ? `the query of ${name} does not close ${open.join(' and ')}`
    : undefined;
}
