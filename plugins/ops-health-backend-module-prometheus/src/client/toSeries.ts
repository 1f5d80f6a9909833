/** A series with its samples: milliseconds since the epoch, and the value. */
export interface Series {
  labels: Record<string, string>;
  /** Values may be NaN or infinite. */
  samples: Array<[number, number]>;
}

type Sample = [number, string];

/** What is in the list of series is none. */
export class NoSeriesError extends Error {
  constructor(readonly element: unknown) {
    super('What should be a series is none');
  }
}

/**
 * One element of the `result` of an answer. Undefined for native histograms,
 * which have no single value.
 *
 * @throws NoSeriesError
 */
export function toSeries(element: unknown): Series | undefined {
  const { metric, value, values, histogram, histograms } = (element ?? {}) as {
    metric?: Record<string, string>;
    value?: Sample;
    values?: Sample[];
    histogram?: unknown;
    histograms?: unknown;
  };
  const samples = values ?? (value && [value]);
  if (!isObject(metric)) {
    throw new NoSeriesError(element);
  }
  if (samples === undefined && (histogram ?? histograms)) {
    return undefined;
  }
  if (!Array.isArray(samples) || !samples.every(isSample)) {
    throw new NoSeriesError(element);
  }
  return samples.length
    ? { labels: metric, samples: samples.map(toSample) }
    : undefined;
}

function isObject(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSample(value: unknown): value is Sample {
  return (
    Array.isArray(value) &&
    Number.isFinite(value[0]) &&
    typeof value[1] === 'string'
  );
}

/** Prometheus writes values as strings, for JSON has no NaN. */
export function toSample([seconds, value]: Sample): [number, number] {
  return [Math.round(seconds * 1000), toNumber(value)];
}

function toNumber(text: string): number {
  switch (text) {
    case '+Inf':
      return Infinity;
    case '-Inf':
      return -Infinity;
    default:
      return Number(text);
  }
}
