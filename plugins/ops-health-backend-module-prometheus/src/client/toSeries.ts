/** A series with its samples: milliseconds since the epoch, and the value. */
export interface Series {
  labels: Record<string, string>;
  /** Values may be NaN or infinite. */
  samples: Array<[number, number]>;
}

type Sample = [number, string];

/**
 * One element of the `result` of an answer. Undefined for native histograms,
 * which have no single value.
 */
export function toSeries(element: unknown): Series | undefined {
  const { metric, value, values } = (element ?? {}) as {
    metric?: Record<string, string>;
    value?: Sample;
    values?: Sample[];
  };
  const samples = values ?? (value && [value]);
  return metric && samples?.length
    ? { labels: metric, samples: samples.map(toSample) }
    : undefined;
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
