import {
  FEWEST_EXAMPLES,
  formatIndicator,
  INDICATORS,
  type QualitySeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { describeDay, describeSpan } from './describeTime';
import { knownAt, type Measurement } from './Measurement';

/**
 * What measurements of the same thing say now.
 */
export interface SeriesJudgement
  extends Pick<QualitySeries, 'state' | 'value' | 'text' | 'comparability'> {
  /** The newest measurement with a number. */
  measured?: Measurement;
}

/**
 * Judges by the newest measurement: awaited labels, too few examples and old
 * age each leave it without a number.
 *
 * @param measurements - Of one series, newest first; at least one.
 */
export function judgeSeries(
  measurements: Measurement[],
  options: { now: number; staleAfterMs: number },
): SeriesJudgement {
  const [newest] = measurements;
  const measured = measurements.find(hasNumber);
  const found = { measured, comparability: describeBreak(measurements) };
  if (newest !== measured) {
    return { ...found, state: 'unknown', text: describeAbsence(measurements)! };
  }
  const age = ageOf(newest, options);
  if (age.state === 'unknown') {
    return { ...found, state: 'unknown', text: age.text! };
  }
  return {
    ...found,
    state: age.state,
    value: newest.value,
    text: [describeMeasurement(newest), ...(age.text ? [age.text] : [])].join(
      '; ',
    ),
  };
}

/** Whether a measurement has a number that says something. */
export function hasNumber(measurement: Measurement): boolean {
  return measurement.labels === 'complete' && measurement.n >= FEWEST_EXAMPLES;
}

/**
 * Whether a measurement is still good for anything. Its own time counts, not
 * that of what sources measure every few seconds.
 */
export function ageOf(
  measurement: Measurement,
  options: { now: number; staleAfterMs: number },
): { state: 'measured' | 'stale' | 'unknown'; text?: string } {
  const ageMs = options.now - knownAt(measurement).getTime();
  if (ageMs < options.staleAfterMs) {
    return { state: 'measured' };
  }
  return ageMs < 2 * options.staleAfterMs
    ? { state: 'stale', text: `nothing newer for ${describeSpan(ageMs)}` }
    : { state: 'unknown', text: `Not measured for ${describeSpan(ageMs)}` };
}

/** A measurement with a number, in words. */
export function describeMeasurement(measurement: Measurement): string {
  const { indicator, name, value, n, confidenceInterval } = measurement;
  const format = (number: number) => formatIndicator(indicator, number);
  const interval = confidenceInterval
    ? ` (${format(confidenceInterval.low)} to ${format(
        confidenceInterval.high,
      )} with ${confidenceInterval.level * 100} % confidence)`
    : '';
  return `${name ?? INDICATORS[indicator].title} ${format(
    value!,
  )}${interval} on ${describeExamples(n)}, ${describeDay(
    measurement.measuredFrom,
  )} to ${describeDay(measurement.measuredTo)}`;
}

/**
 * Why the newest measurement has no number; undefined where it has one.
 *
 * @param measurements - Of one series, newest first.
 */
export function describeAbsence(
  measurements: Measurement[],
): string | undefined {
  const [newest] = measurements;
  if (newest.labels === 'complete') {
    return tooFew(newest);
  }
  const end = measurements.findIndex(({ labels }) => labels === 'complete');
  const awaited = measurements.slice(0, end === -1 ? undefined : end);
  const since = awaited[awaited.length - 1].measuredTo;
  const usually = measurements.find(
    ({ labelDelaySeconds }) => labelDelaySeconds > 0,
  )?.labelDelaySeconds;
  return `Labels are awaited since ${describeDay(since)}; ${
    usually === undefined
      ? 'how long they usually take was not reported'
      : `they usually take ${describeSpan(usually * 1000)}`
  }`;
}

/** Why a complete measurement shows no number. */
export function tooFew({ n }: Measurement): string | undefined {
  return n >= FEWEST_EXAMPLES
    ? undefined
    : `${describeExamples(n)} ${
        n === 1 ? 'is' : 'are'
      } too few; ${FEWEST_EXAMPLES} are needed`;
}

function describeExamples(n: number): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? 'example' : 'examples'}`;
}

function describeBreak(measurements: Measurement[]): string | undefined {
  const [newest] = measurements;
  const older = measurements.findIndex(
    ({ evaluationSetDigest }) =>
      evaluationSetDigest !== newest.evaluationSetDigest,
  );
  return older === -1
    ? undefined
    : `The evaluation set changed: values before the one until ${describeDay(
        measurements[older - 1].measuredTo,
      )} cannot be compared with those since`;
}
