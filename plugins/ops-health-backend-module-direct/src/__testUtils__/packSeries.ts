import type {
  IndicatorPack,
  LabelMatcher,
  MetricExpression,
  MetricSelector,
} from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * A series whose value is known at each scrape; undefined where it is not told.
 */
export interface ScriptedSeries {
  metric: string;
  labels: Record<string, string>;
  valueAt(scrape: number): number | undefined;
}

type Kind = 'counter' | 'gauge' | 'bucket';

/** A text that a matcher takes. */
function matching({ operator, value }: LabelMatcher): string {
  switch (operator) {
    case '=':
      return value;
    case '=~':
      return value
        .replace('[1-5]', '2')
        .replace('..', '03')
        .replace('.*/infer|/', '/infer');
    default:
      return 'yes';
  }
}

/** One that it does not take, unless an empty one is refused. */
function other({ operator, value }: LabelMatcher): string {
  return operator === '=' || operator === '=~'
    ? 'other'
    : value.replace(/^\|/, '');
}

/** Numbers from 0 to 1 that a text decides. */
function hash(text: string): number {
  let state = 2166136261;
  for (const character of text) {
    state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  }
  return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
}

function selectorsOf(
  expression: MetricExpression,
): Array<[MetricSelector, Kind]> {
  const as = (kind: Kind, ...selectors: MetricSelector[]) =>
    selectors.map(selector => [selector, kind] as [MetricSelector, Kind]);
  switch (expression.kind) {
    case 'ratio':
      return as('counter', ...expression.numerator, ...expression.denominator);
    case 'rate':
    case 'increase':
      return as('counter', ...expression.counters);
    case 'mean':
      return as('counter', expression.sum, expression.count);
    case 'quantile':
      return as('bucket', expression.histogram);
    case 'gauge':
      return as('gauge', ...expression.gauges);
    case 'share':
      return [
        ...as(
          expression.partIsCounter ? 'counter' : 'gauge',
          ...expression.part,
        ),
        ...as('gauge', ...expression.whole),
      ];
    default:
      return [];
  }
}

/** All expressions that packs ask. */
export function expressionsOf(
  packs: IndicatorPack[],
): Array<[string, MetricExpression]> {
  return packs.flatMap(({ id, indicators, events }) => [
    ...indicators.flatMap(({ indicator, expressions }) =>
      expressions.map((expression, index): [string, MetricExpression] => [
        `${id} ${indicator} ${index}`,
        expression,
      ]),
    ),
    ...[events?.total, events?.bad].flatMap((expression, index) =>
      expression
        ? [[`${id} events ${index}`, expression] as [string, MetricExpression]]
        : [],
    ),
  ]);
}

const BOUNDS = ['0.005', '0.1', '1', '10.0', '+Inf'];
const PLACES: Array<Record<string, string>> = [
  {
    cluster: 'prod-eu',
    namespace: 'shop',
    service: 'front',
    pod: 'front-pod-1',
  },
  {
    cluster: 'prod-eu',
    namespace: 'shop',
    service: 'front',
    pod: 'front-pod-2',
  },
  {
    cluster: 'test-eu',
    namespace: 'shop',
    service: 'front',
    pod: 'front-pod-3',
  },
  { namespace: 'lab', service: 'idle', model_name: 'm"\\n é' },
];

/**
 * Series that all expressions of packs find, as targets of different moods tell
 * them: ones that begin anew, come late, leave early, have gaps or tell what is
 * no number.
 */
export function packSeries(packs: IndicatorPack[]): ScriptedSeries[] {
  const all = new Map<string, ScriptedSeries>();
  const add = (series: ScriptedSeries) => {
    const key = JSON.stringify([series.metric, series.labels]);
    if (!all.has(key)) {
      all.set(key, series);
    }
  };
  for (const [, expression] of expressionsOf(packs)) {
    for (const [{ metric, matchers = [] }, kind] of selectorsOf(expression)) {
      for (const place of PLACES) {
        for (const pick of [matching, other]) {
          const picked = Object.fromEntries(
            matchers
              .map(matcher => [matcher.label, pick(matcher)])
              .filter(([, value]) => value !== ''),
          );
          const labels = { ...place, ...picked };
          const seed = JSON.stringify([metric, labels]);
          if (kind === 'bucket') {
            BOUNDS.forEach((le, bound) =>
              add({
                metric: `${metric}_bucket`,
                labels: { ...labels, le },
                valueAt: scriptOf(
                  'counter',
                  seed,
                  bound + hash(`${seed}${bound}`),
                ),
              }),
            );
          } else {
            add({ metric, labels, valueAt: scriptOf(kind, seed, 1) });
          }
        }
      }
    }
  }
  return [...all.values()];
}

/** How a series behaves is decided by its name. */
function scriptOf(
  kind: 'counter' | 'gauge',
  seed: string,
  factor: number,
): (scrape: number) => number | undefined {
  const mood = Math.floor(hash(`mood ${seed}`) * 12);
  const speed = 1 + hash(`speed ${seed}`) * 40;
  const isThere = (scrape: number) =>
    !(
      (mood === 0 && scrape < 100) ||
      (mood === 1 && scrape > 112) ||
      (mood === 2 && scrape > 95 && scrape < 108)
    );
  if (kind === 'gauge') {
    return scrape => {
      if (!isThere(scrape)) {
        return undefined;
      }
      if (mood === 3) {
        return NaN;
      }
      if (mood === 4 && scrape % 3 === 0) {
        return Infinity;
      }
      return mood === 5 ? 0 : speed * (2 + Math.sin(scrape / 7 + speed));
    };
  }
  return scrape => {
    if (!isThere(scrape)) {
      return undefined;
    }
    if (mood === 5) {
      return 7;
    }
    // Of a histogram Prometheus would make the highest bound of it.
    if (mood === 6 && scrape === 110 && factor === 1) {
      return NaN;
    }
    // Two restarts, of which one is within the last five minutes.
    const since = mood === 7 ? scrape % 41 : scrape;
    const begin = mood === 7 || mood === 0 ? 0 : 1_000_000;
    return begin + factor * speed * (since + 0.3 * Math.sin(since));
  };
}

/**
 * The text that a target tells at a scrape. With a time on each sample nobody
 * notes that a series is not told any more.
 */
export function writeText(
  series: ScriptedSeries[],
  scrape: number,
  time: number,
): string {
  return series
    .map(({ metric, labels, valueAt }) => {
      const value = valueAt(scrape);
      const pairs = Object.entries(labels).map(
        ([name, text]) =>
          `${name}="${text
            .replaceAll('\\', '\\\\')
            .replaceAll('"', '\\"')
            .replaceAll('\n', '\\n')}"`,
      );
      return value === undefined
        ? ''
        : `${metric}{${pairs.join(',')}} ${String(value).replace(
            'Infinity',
            'Inf',
          )} ${time}\n`;
    })
    .join('');
}
