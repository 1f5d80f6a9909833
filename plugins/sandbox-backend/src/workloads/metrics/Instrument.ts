import type { Conditions } from '../simulation/Conditions';
import { meanOf, shareUpTo, type Spread } from '../simulation/lognormal';
import type { Meter } from '../simulation/RunningTotals';
import type { Moment } from '../simulation/WorkloadSimulation';

export type Labels = Readonly<Record<string, string>>;

/** Labels that name the pod change with it. */
export type LabelsOf = Labels | ((moment: Moment) => Labels);

/**
 * A line of an exposition, without its labels.
 */
export interface Sample {
  /** After the name of the family, such as `_bucket`. */
  suffix: string;
  /** The upper bound of a bucket. */
  bound?: string;
  value: number;
}

/**
 * One labelled series of a family, or all lines of one histogram.
 */
export interface Series {
  labels: LabelsOf;
  /** Missing where nothing adds up. */
  meter?: Meter;
  /** Nothing where there is nothing to say, such as while it is scaled to zero. */
  samples(moment: Moment, totals: Float64Array): Sample[];
}

/**
 * A family of metrics as a real exporter has it.
 */
export interface Instrument {
  /** As OpenMetrics names the family: a counter without its `_total`. */
  name: string;
  type: 'counter' | 'unknown' | 'gauge' | 'histogram' | 'summary' | 'info';
  help: string;
  unit?: string;
  series: Series[];
}

type Amount = (conditions: Conditions) => number;

interface About {
  name: string;
  help: string;
}

/** Sums of shares of whole numbers miss these by a hair. */
function whole(value: number): number {
  return Math.floor(value + 1e-6);
}

/** A name says its unit, where that is one of the usual ones. */
function unitOf(name: string): string | undefined {
  return /_(seconds|bytes)$/.exec(name)?.[1];
}

class CounterMeter implements Meter {
  readonly size = 1;
  readonly #perRequest: Amount;
  readonly #perSecond: Amount;

  constructor(options: { perRequest?: Amount; perSecond?: Amount }) {
    this.#perRequest = options.perRequest ?? (() => 0);
    this.#perSecond = options.perSecond ?? (() => 0);
  }

  add(
    into: Float64Array,
    at: number,
    step: { conditions: Conditions; requests: number; seconds: number },
  ): void {
    into[at] +=
      this.#perRequest(step.conditions) * step.requests +
      this.#perSecond(step.conditions) * step.seconds;
  }
}

/** Cumulative buckets, then the count, then the sum. */
class HistogramMeter implements Meter {
  readonly size: number;
  readonly #bounds: readonly number[];
  readonly #perRequest: Amount;
  readonly #spread: (conditions: Conditions) => Spread;

  constructor(options: {
    bounds: readonly number[];
    perRequest: Amount;
    spread: (conditions: Conditions) => Spread;
  }) {
    this.#bounds = options.bounds;
    this.#perRequest = options.perRequest;
    this.#spread = options.spread;
    this.size = options.bounds.length + 2;
  }

  add(
    into: Float64Array,
    at: number,
    step: { conditions: Conditions; requests: number },
  ): void {
    const observed = this.#perRequest(step.conditions) * step.requests;
    if (observed === 0) {
      return;
    }
    const spread = this.#spread(step.conditions);
    this.#bounds.forEach((bound, index) => {
      into[at + index] += observed * shareUpTo(bound, spread);
    });
    into[at + this.#bounds.length] += observed;
    into[at + this.#bounds.length + 1] += observed * meanOf(spread);
  }
}

interface CounterSeries {
  labels?: LabelsOf;
  perRequest?: Amount;
  perSecond?: Amount;
}

function countingSeries(
  { labels = {}, ...amounts }: CounterSeries,
  { suffix, fractions }: { suffix: string; fractions?: boolean },
): Series {
  return {
    labels,
    meter: new CounterMeter(amounts),
    samples: ({ replica }, [total]) =>
      replica ? [{ suffix, value: fractions ? total : whole(total) }] : [],
  };
}

/**
 * A counter whose samples end in `_total`.
 */
export function counter(
  about: About & { series: CounterSeries[]; fractions?: boolean },
): Instrument {
  return {
    name: about.name,
    type: 'counter',
    help: about.help,
    unit: unitOf(about.name),
    series: about.series.map(series =>
      countingSeries(series, {
        suffix: '_total',
        fractions: about.fractions,
      }),
    ),
  };
}

/**
 * A counter of an exporter that does not end its name in `_total`. OpenMetrics
 * has no such counters, so its type is not told.
 */
export function plainCounter(
  about: About & { series: CounterSeries[] },
): Instrument {
  return {
    name: about.name,
    type: 'unknown',
    help: about.help,
    series: about.series.map(series => countingSeries(series, { suffix: '' })),
  };
}

interface DistributionSeries {
  labels?: LabelsOf;
  /** Observations that a request makes. */
  perRequest: Amount;
  spread: (conditions: Conditions) => Spread;
}

/** `5` is written `5.0` by Python and `5` by others; both are right. */
export function histogram(
  about: About & {
    bounds: readonly number[];
    series: DistributionSeries[];
  },
): Instrument {
  const { bounds } = about;
  return {
    name: about.name,
    type: 'histogram',
    help: about.help,
    unit: unitOf(about.name),
    series: about.series.map(({ labels = {}, perRequest, spread }) => ({
      labels,
      meter: new HistogramMeter({ bounds, perRequest, spread }),
      samples: ({ replica }, totals) => {
        if (!replica) {
          return [];
        }
        const count = whole(totals[bounds.length]);
        return [
          ...bounds.map((bound, index) => ({
            suffix: '_bucket',
            bound: String(bound),
            value: whole(totals[index]),
          })),
          { suffix: '_bucket', bound: '+Inf', value: count },
          { suffix: '_count', value: count },
          { suffix: '_sum', value: totals[bounds.length + 1] },
        ];
      },
    })),
  };
}

/**
 * Only a count and a sum, as Python's client makes it.
 */
export function summary(
  about: About & { series: DistributionSeries[] },
): Instrument {
  return {
    name: about.name,
    type: 'summary',
    help: about.help,
    unit: unitOf(about.name),
    series: about.series.map(({ labels = {}, perRequest, spread }) => ({
      labels,
      meter: new HistogramMeter({ bounds: [], perRequest, spread }),
      samples: ({ replica }, [count, sum]) =>
        replica
          ? [
              { suffix: '_count', value: whole(count) },
              { suffix: '_sum', value: sum },
            ]
          : [],
    })),
  };
}

interface GaugeSeries {
  labels?: LabelsOf;
  /** Undefined where there is nothing to say. */
  value: (moment: Moment) => number | undefined;
}

function readingSeries(
  { labels = {}, value }: GaugeSeries,
  suffix: string,
): Series {
  return {
    labels,
    samples: moment => {
      const found = value(moment);
      return found === undefined ? [] : [{ suffix, value: found }];
    },
  };
}

/** Of a process: not there while it is scaled to zero. */
export function gauge(about: About & { series: GaugeSeries[] }): Instrument {
  return stateGauge({
    ...about,
    series: about.series.map(series => ({
      ...series,
      value: moment => moment.replica && series.value(moment),
    })),
  });
}

/** Of the cluster: there also while the workload is scaled to zero. */
export function stateGauge(
  about: About & { series: GaugeSeries[] },
): Instrument {
  return {
    name: about.name,
    type: 'gauge',
    help: about.help,
    unit: unitOf(about.name),
    series: about.series.map(series => readingSeries(series, '')),
  };
}

/**
 * A counter that can be read off at any time.
 */
export function stateCounter(
  about: About & { series: GaugeSeries[] },
): Instrument {
  return {
    name: about.name,
    type: 'counter',
    help: about.help,
    series: about.series.map(series => readingSeries(series, '_total')),
  };
}

/**
 * Labels that say something, with the value 1.
 */
export function info(about: About & { labels: LabelsOf }): Instrument {
  return {
    name: about.name,
    type: 'info',
    help: about.help,
    series: [
      readingSeries(
        { labels: about.labels, value: ({ replica }) => replica && 1 },
        '_info',
      ),
    ],
  };
}
