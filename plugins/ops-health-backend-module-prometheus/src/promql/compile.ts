import { InputError } from '@backstage/errors';
import type {
  EvaluateRangeRequest,
  EvaluateRequest,
  GaugeExpression,
  IncreaseExpression,
  LabelMatcher,
  MetricExpression,
  MetricSelector,
  RawExpression,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { aggregate, SUM, type Scope } from './aggregate';
import { ENVIRONMENT_LABEL, labelled, withEnvironment } from './environments';
import { outputLabels, withExtracted } from './extraction';
import { duration, escapePattern, labelName, number, selector } from './text';

/** The label that tells the grouping of a row in our answers. */
export const GROUPING_LABEL = 'portal_grouping';

/** VictoriaMetrics takes 16 KiB. */
const MAX_QUERY_LENGTH = 15_000;
/** Rates see series that ended some minutes ago. */
const LABEL_SETS_WINDOW = 10 * 60_000;

/**
 * The queries that give the values of an expression for all groupings: one,
 * unless it would be too long for a server.
 *
 * @remarks
 *
 * Each row is labelled with its grouping and its environment. The rows of a
 * raw expression come without the grouping, for only its author knows which
 * labels it has.
 */
export function compileInstant(request: Omit<EvaluateRequest, 'at'>): string[] {
  const { expression, groupings, environments, windowMs } = request;
  if (expression.kind === 'raw') {
    return [withEnvironment(parenthesisedRaw(expression), environments)];
  }
  const branches = groupings.map(({ id, labels, extract = {} }) =>
    labelled(
      compileValue(expression, {
        labels,
        extract,
        matchers: labels.map(label =>
          Object.hasOwn(extract, label)
            ? { label, operator: '=~', value: extract[label] }
            : { label, operator: '!=', value: '' },
        ),
        environments,
        window: duration(windowMs),
      }),
      GROUPING_LABEL,
      id,
    ),
  );
  return joined(branches);
}

type RangeQuestion = Pick<
  EvaluateRangeRequest,
  | 'expression'
  | 'labels'
  | 'extract'
  | 'environments'
  | 'environment'
  | 'windowMs'
>;

/**
 * The query that gives the value of an expression for one label set, labelled
 * with the environment.
 */
export function compileRange(request: RangeQuestion): string {
  const { expression, labels, extract = {}, environments, windowMs } = request;
  if (expression.kind === 'raw') {
    return compileRawRange(expression, request);
  }
  return compileValue(
    expression,
    scopeOf({ labels, extract, environments }, duration(windowMs)),
  );
}

/**
 * The query that counts events of one label set in one environment, with
 * `$window` in place of the window, and gives one series without labels.
 */
export function compileEvents(
  expression: IncreaseExpression,
  subject: Pick<
    EvaluateRangeRequest,
    'labels' | 'extract' | 'environments' | 'environment'
  >,
): string {
  const events = compileValue(expression, scopeOf(subject, '$window'));
  const { environments, environment } = subject;
  return environments.rules.length === 0
    ? `sum(${events})`
    : `sum(${events} and on (${labelName(ENVIRONMENT_LABEL)}) ${labelled(
        'vector(1)',
        ENVIRONMENT_LABEL,
        environment ?? '',
      )})`;
}

function scopeOf(
  {
    labels,
    extract = {},
    environments,
  }: Pick<EvaluateRangeRequest, 'labels' | 'extract' | 'environments'>,
  window: string,
): Scope {
  return {
    labels: Object.keys(labels),
    extract,
    matchers: Object.entries(labels).flatMap(([label, value]) =>
      exactly(label, value, extract[label]),
    ),
    environments,
    window,
  };
}

/**
 * The query that gives the different values which some labels have together.
 */
export function compileLabelSets(metrics: string[], labels: string[]): string {
  return metrics
    .map(
      metric =>
        `count by (${labels
          .map(labelName)
          .join(', ')}) (last_over_time(${selector({ metric })}[${duration(
          LABEL_SETS_WINDOW,
        )}]))`,
    )
    .join('\nor\n');
}

function exactly(
  label: string,
  value: string,
  pattern: string | undefined,
): LabelMatcher[] {
  return pattern === undefined
    ? [{ label, operator: '=', value }]
    : [
        { label, operator: '=~', value: pattern },
        // What is extracted is a part of the whole.
        { label, operator: '=~', value: `.*${escapePattern(value)}.*` },
      ];
}

function joined(branches: string[]): string[] {
  const queries: string[] = [];
  for (const branch of branches) {
    const last = queries.at(-1);
    if (last && last.length + branch.length < MAX_QUERY_LENGTH) {
      queries[queries.length - 1] = `${last}\nor\n${branch}`;
    } else {
      queries.push(branch);
    }
  }
  return queries;
}

function compileValue(
  expression: Exclude<MetricExpression, RawExpression>,
  scope: Scope,
): string {
  const over = (name: 'increase' | 'rate', selectors: MetricSelector[]) =>
    some(selectors).map(
      item => `${name}(${selector(item, scope.matchers)}[${scope.window}])`,
    );
  const rate = (...counters: MetricSelector[]) =>
    aggregate(over('rate', counters), scope, SUM);
  const now = (gauges: MetricSelector[]) =>
    some(gauges).map(item => selector(item, scope.matchers));

  switch (expression.kind) {
    case 'ratio': {
      const all = rate(...expression.denominator);
      // No failure yet is a ratio of zero; nothing happened is no ratio.
      return `(${rate(...expression.numerator)} or ${all} * 0) / (${all} > 0)`;
    }
    case 'rate':
      return scaled(rate(...expression.counters), expression.scale);
    case 'increase':
      return aggregate(over('increase', expression.counters), scope, SUM);
    case 'quantile':
      return scaled(compileQuantile(expression, over, scope), expression.scale);
    case 'mean':
      return scaled(
        `${rate(expression.sum)} / (${rate(expression.count)} > 0)`,
        expression.scale,
      );
    case 'gauge':
      return scaled(
        compileGauge(expression.aggregate, now(expression.gauges), scope),
        expression.scale,
      );
    case 'share': {
      const part = expression.partIsCounter
        ? over('rate', expression.part)
        : now(expression.part);
      const whole = aggregate(now(expression.whole), scope, SUM);
      return `${aggregate(part, scope, SUM)} / (${whole} > 0)`;
    }
    default:
      throw new InputError(
        `found an expression of the kind ${JSON.stringify(
          (expression as { kind: unknown }).kind,
        )}, which Prometheus sources do not know`,
      );
  }
}

function compileQuantile(
  { quantile, histogram }: Extract<MetricExpression, { kind: 'quantile' }>,
  over: (name: 'rate', selectors: MetricSelector[]) => string[],
  scope: Scope,
): string {
  if (!(quantile >= 0 && quantile <= 1)) {
    throw new InputError(
      `quantile: found ${quantile}, allowed is a number from 0 to 1`,
    );
  }
  const buckets = { ...histogram, metric: `${histogram.metric}_bucket` };
  return `histogram_quantile(${quantile}, ${aggregate(
    over('rate', [buckets]),
    scope,
    SUM,
    ['le'],
  )})`;
}

function compileGauge(
  how: GaugeExpression['aggregate'],
  gauges: string[],
  scope: Scope,
): string {
  switch (how) {
    case 'sum':
      return aggregate(gauges, scope, SUM);
    case 'average':
      return `${aggregate(gauges, scope, SUM)} / ${aggregate(gauges, scope, {
        inner: 'count',
        outer: 'sum',
      })}`;
    case 'maximum':
      return aggregate(gauges, scope, { inner: 'max', outer: 'max' });
    case 'minimum':
      return aggregate(gauges, scope, { inner: 'min', outer: 'min' });
    case 'count-nonzero':
      return aggregate(
        gauges.map(gauge => `${gauge} != bool 0`),
        scope,
        SUM,
      );
    default:
      throw new InputError(
        `aggregate: found ${JSON.stringify(
          how,
        )}, allowed are sum, average, maximum, minimum and count-nonzero`,
      );
  }
}

function scaled(value: string, scale: number | undefined): string {
  return scale === undefined || scale === 1
    ? value
    : `(${value}) * ${number(scale, 'scale')}`;
}

function some(selectors: MetricSelector[]): MetricSelector[] {
  if (selectors.length === 0) {
    throw new InputError(
      'found an expression without a metric, allowed is at least one',
    );
  }
  return selectors;
}

/** It may end with a comment. */
function parenthesisedRaw({ query }: RawExpression): string {
  if (query.trim() === '') {
    throw new InputError('query: found nothing, allowed is a query in PromQL');
  }
  return `(${query}\n)`;
}

/**
 * Matchers cannot be put into somebody's query, so its result is narrowed to
 * what has the same labels as a constant.
 */
function compileRawRange(
  expression: RawExpression,
  { labels, extract = {}, environments, environment }: RangeQuestion,
): string {
  const names = Object.keys(labels);
  const outputs = outputLabels(names, extract);
  const wanted = new Map(
    outputs.map((output, index) => [output, labels[names[index]]]),
  );
  if (environments.rules.length > 0) {
    wanted.set(ENVIRONMENT_LABEL, environment ?? '');
  }
  const vector = withExtracted(
    withEnvironment(parenthesisedRaw(expression), environments),
    names,
    extract,
  );
  if (wanted.size === 0) {
    return vector;
  }
  const constant = [...wanted].reduce(
    (inner, [label, value]) => labelled(inner, label, value),
    'vector(1)',
  );
  return `${vector} and on (${[...wanted.keys()]
    .map(labelName)
    .join(', ')}) ${constant}`;
}
