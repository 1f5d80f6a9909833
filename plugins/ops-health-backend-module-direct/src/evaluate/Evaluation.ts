import { InputError } from '@backstage/errors';
import type {
  GaugeExpression,
  MetricExpression,
  MetricSelector,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { Series } from '../series/Series';
import type { SeriesTable } from '../series/SeriesTable';
import type { SampleReader } from '../storage/SampleReader';
import { Turns } from '../Turns';
import { bucketQuantile } from './bucketQuantile';
import { Column } from './Column';
import type { Group, GroupsOf } from './groups';
import { selectSeries } from './matcher';
import { applyFunction, reachOf, type SeriesFunction } from './SeriesFunction';

type Columns = Map<Group, Column>;
/** Adds the value of a series at a step to a column. */
type Collect = (column: Column, step: number, value: number) => void;

const SUM: Collect = (column, step, value) => column.add(step, value);
const MAXIMUM: Collect = (column, step, value) =>
  column.keepIf(step, value, (a, b) => a > b);
const MINIMUM: Collect = (column, step, value) =>
  column.keepIf(step, value, (a, b) => a < b);
const COUNT_NONZERO: Collect = (column, step, value) =>
  column.add(step, value === 0 ? 0 : 1);

/**
 * Gives the values of expressions as PromQL would.
 *
 * @remarks
 *
 * A window is what lies after its start, up to its end, and of counters that
 * begin within a window nothing is extrapolated to before they were zero, as in
 * Prometheus 3.
 */
export class Evaluation {
  readonly #table: SeriesTable;
  readonly #reader: SampleReader;
  readonly #groupsOf: GroupsOf;
  readonly #steps: readonly number[];
  readonly #windowMs: number;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    table: SeriesTable;
    reader: SampleReader;
    groupsOf: GroupsOf;
    /** At least one, in the order of time. */
    steps: readonly number[];
    windowMs: number;
    signal?: AbortSignal;
  }) {
    this.#table = options.table;
    this.#reader = options.reader;
    this.#groupsOf = options.groupsOf;
    this.#steps = options.steps;
    this.#windowMs = options.windowMs;
    this.#signal = options.signal;
  }

  /** @throws InputError for an expression that cannot be evaluated. */
  async evaluate(expression: MetricExpression): Promise<Columns> {
    switch (expression.kind) {
      case 'ratio': {
        const all = await this.#sum('rate', expression.denominator);
        const part = await this.#sum('rate', expression.numerator);
        // No failure yet is a ratio of zero; nothing happened is no ratio.
        return this.#divide(part, all, { orZero: true });
      }
      case 'rate':
        return this.#scale(
          await this.#sum('rate', expression.counters),
          expression.scale,
        );
      case 'increase':
        return this.#sum('increase', expression.counters);
      case 'quantile':
        return this.#scale(
          await this.#quantile(expression.histogram, expression.quantile),
          expression.scale,
        );
      case 'mean':
        return this.#scale(
          this.#divide(
            await this.#sum('rate', [expression.sum]),
            await this.#sum('rate', [expression.count]),
          ),
          expression.scale,
        );
      case 'gauge':
        return this.#scale(await this.#gauge(expression), expression.scale);
      case 'share':
        return this.#divide(
          await this.#sum(
            expression.partIsCounter ? 'rate' : 'now',
            expression.part,
          ),
          await this.#sum('now', expression.whole),
        );
      case 'raw':
        throw new InputError(
          `query: found ${JSON.stringify(
            expression.query.slice(0, 100),
          )}, but a source of type direct has no language for queries; use a Prometheus for it`,
        );
      default:
        throw new InputError(
          `found an expression of the kind ${JSON.stringify(
            (expression as { kind: unknown }).kind,
          )}, which sources of type direct do not know`,
        );
    }
  }

  async #gauge({ gauges, aggregate }: GaugeExpression): Promise<Columns> {
    switch (aggregate) {
      case 'sum':
        return this.#sum('now', gauges);
      case 'average':
        return this.#map(await this.#sum('now', gauges), (column, step) => {
          const sum = column.at(step);
          return sum === undefined ? undefined : sum / column.countAt(step);
        });
      case 'maximum':
        return this.#collect('now', gauges, MAXIMUM);
      case 'minimum':
        return this.#collect('now', gauges, MINIMUM);
      case 'count-nonzero':
        return this.#collect('now', gauges, COUNT_NONZERO);
      default:
        throw new InputError(
          `aggregate: found ${JSON.stringify(
            aggregate,
          )}, allowed are sum, average, maximum, minimum and count-nonzero`,
        );
    }
  }

  async #quantile(
    histogram: MetricSelector,
    quantile: number,
  ): Promise<Columns> {
    if (!(quantile >= 0 && quantile <= 1)) {
      throw new InputError(
        `quantile: found ${quantile}, allowed is a number from 0 to 1`,
      );
    }
    const buckets = new Map<Group, Map<number, Column>>();
    await this.#visit(
      'rate',
      [{ ...histogram, metric: `${histogram.metric}_bucket` }],
      ({ labels }) => {
        const bound = parseBound(labels.get('le'));
        return Number.isNaN(bound)
          ? undefined
          : group => {
              const columns = buckets.get(group) ?? new Map<number, Column>();
              buckets.set(group, columns);
              const column =
                columns.get(bound) ?? new Column(this.#steps.length);
              columns.set(bound, column);
              return column;
            };
      },
      SUM,
    );
    const result: Columns = new Map();
    for (const [group, columns] of buckets) {
      result.set(
        group,
        Column.from(this.#steps.length, step => {
          const counts = new Map<number, number>();
          for (const [bound, column] of columns) {
            const count = column.at(step);
            if (count !== undefined) {
              counts.set(bound, count);
            }
          }
          return counts.size === 0
            ? undefined
            : bucketQuantile(quantile, counts);
        }),
      );
    }
    return result;
  }

  async #sum(
    what: SeriesFunction,
    selectors: MetricSelector[],
  ): Promise<Columns> {
    return this.#collect(what, selectors, SUM);
  }

  async #collect(
    what: SeriesFunction,
    selectors: MetricSelector[],
    collect: Collect,
  ): Promise<Columns> {
    const columns: Columns = new Map();
    const columnOf = (group: Group) => {
      const column = columns.get(group) ?? new Column(this.#steps.length);
      columns.set(group, column);
      return column;
    };
    await this.#visit(what, selectors, () => columnOf, collect);
    return columns;
  }

  /**
   * Takes each series that is in a group through the function.
   *
   * @param columnOf - Where the values of a series go, if anywhere.
   */
  async #visit(
    what: SeriesFunction,
    selectors: MetricSelector[],
    columnOf: (series: Series) => ((group: Group) => Column) | undefined,
    collect: Collect,
  ): Promise<void> {
    if (selectors.length === 0) {
      throw new InputError(
        'found an expression without a metric, allowed is at least one',
      );
    }
    const steps = this.#steps;
    const turns = new Turns(this.#signal);
    for (const selector of selectors) {
      const columnsOf = new Map<Series, Column[]>();
      for (const series of selectSeries(this.#table, selector)) {
        const groups = this.#groupsOf(series);
        const toColumn = groups.length > 0 ? columnOf(series) : undefined;
        if (toColumn) {
          columnsOf.set(series, groups.map(toColumn));
        }
        if (turns.isOver) {
          await turns.next();
        }
      }
      const all = this.#reader.read([...columnsOf.keys()], {
        from: steps[0] - reachOf(what, this.#windowMs),
        to: steps[steps.length - 1],
        signal: this.#signal,
      });
      for await (const read of all) {
        const columns = columnsOf.get(read.series)!;
        applyFunction(what, read, {
          steps,
          windowMs: this.#windowMs,
          onValue: (step, value) => {
            for (const column of columns) {
              collect(column, step, value);
            }
          },
        });
      }
    }
  }

  #divide(
    part: Columns,
    whole: Columns,
    options: { orZero?: boolean } = {},
  ): Columns {
    const result: Columns = new Map();
    for (const [group, wholes] of whole) {
      const parts = part.get(group);
      result.set(
        group,
        Column.from(this.#steps.length, step => {
          const all = wholes.at(step);
          if (all === undefined || !(all > 0)) {
            return undefined;
          }
          const some =
            parts?.at(step) ?? (options.orZero ? all * 0 : undefined);
          return some === undefined ? undefined : some / all;
        }),
      );
    }
    return result;
  }

  #scale(columns: Columns, scale: number = 1): Columns {
    if (!Number.isFinite(scale)) {
      throw new InputError(`scale: found ${scale}, allowed is a number`);
    }
    return scale === 1
      ? columns
      : this.#map(columns, (column, step) => {
          const value = column.at(step);
          return value === undefined ? undefined : value * scale;
        });
  }

  #map(
    columns: Columns,
    valueOf: (column: Column, step: number) => number | undefined,
  ): Columns {
    return new Map(
      [...columns].map(([group, column]) => [
        group,
        Column.from(this.#steps.length, step => valueOf(column, step)),
      ]),
    );
  }
}

/** NaN for what is none. */
function parseBound(text: string | undefined): number {
  if (text === undefined) {
    return NaN;
  }
  return /^\+?Inf$/i.test(text) ? Infinity : Number(text.trim() || NaN);
}
