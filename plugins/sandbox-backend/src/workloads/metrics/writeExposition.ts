import type {
  Moment,
  WorkloadSimulation,
} from '../simulation/WorkloadSimulation';
import type { Instrument, Labels, LabelsOf, Series } from './Instrument';

/**
 * The two text formats that Prometheus reads.
 */
export type ExpositionFormat = 'openmetrics' | 'text';

export const CONTENT_TYPES: Record<ExpositionFormat, string> = {
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  text: 'text/plain; version=0.0.4; charset=utf-8',
};

/** In the older format a type belongs to the name of the samples. */
const TEXT_HEADERS: Record<
  Instrument['type'],
  { suffix: string; type: string }
> = {
  counter: { suffix: '_total', type: 'counter' },
  unknown: { suffix: '', type: 'counter' },
  gauge: { suffix: '', type: 'gauge' },
  histogram: { suffix: '', type: 'histogram' },
  summary: { suffix: '', type: 'summary' },
  info: { suffix: '_info', type: 'gauge' },
};

export function headerOf(
  { name, type, unit, help }: Instrument,
  format: ExpositionFormat,
): string {
  if (format === 'text') {
    const header = TEXT_HEADERS[type];
    const full = `${name}${header.suffix}`;
    return `# HELP ${full} ${help}\n# TYPE ${full} ${header.type}\n`;
  }
  const unitLine = unit ? `# UNIT ${name} ${unit}\n` : '';
  return `# TYPE ${name} ${type}\n${unitLine}# HELP ${name} ${help}\n`;
}

function escapeValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeValue(value)}"`)
    .join(',');
}

function resolve(labels: LabelsOf, moment: Moment): Labels {
  return typeof labels === 'function' ? labels(moment) : labels;
}

/**
 * All lines of a series at a moment.
 *
 * @param offset - Where the numbers of the series begin in the totals.
 */
export function linesOf(
  { name }: Instrument,
  series: Series,
  moment: Moment,
  options: { offset: number; withTimestamp?: boolean },
): string {
  const { offset } = options;
  const totals = moment.totals.subarray(
    offset,
    offset + (series.meter?.size ?? 0),
  );
  const samples = series.samples(moment, totals as Float64Array);
  if (samples.length === 0) {
    return '';
  }
  const shared = labelText(resolve(series.labels, moment));
  const at = options.withTimestamp ? ` ${moment.time / 1000}` : '';
  return samples
    .map(({ suffix, bound, value }) => {
      const labels =
        bound === undefined ? shared : `${shared}${shared && ','}le="${bound}"`;
      return `${name}${suffix}${labels && `{${labels}}`} ${value}${at}\n`;
    })
    .join('');
}

/**
 * Each series with the place of its numbers in the totals.
 */
export function* seriesWithOffsets(
  instruments: readonly Instrument[],
): Generator<{ instrument: Instrument; series: Series; offset: number }> {
  let offset = 0;
  for (const instrument of instruments) {
    for (const series of instrument.series) {
      yield { instrument, series, offset };
      offset += series.meter?.size ?? 0;
    }
  }
}

/**
 * All metrics of a workload at a moment.
 */
export function writeExposition(
  { instruments }: WorkloadSimulation,
  moment: Moment,
  format: ExpositionFormat,
): string {
  const families = new Map<Instrument, string>();
  for (const { instrument, series, offset } of seriesWithOffsets(instruments)) {
    families.set(
      instrument,
      (families.get(instrument) ?? '') +
        linesOf(instrument, series, moment, { offset }),
    );
  }
  const text = [...families]
    .filter(([, lines]) => lines)
    .map(([instrument, lines]) => headerOf(instrument, format) + lines)
    .join('');
  return format === 'openmetrics' ? `${text}# EOF\n` : text;
}
