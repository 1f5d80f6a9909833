import type { QualityMeasurement } from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  ChartBand,
  ChartMark,
  ChartPoint,
} from '@platform-ops/backstage-plugin-platform-ops-react';

export interface QualityChart {
  points: ChartPoint[];
  bands: ChartBand[];
  marks: ChartMark[];
}

/**
 * The course of measurements. What has no number is a gap, and so is the step to
 * another evaluation set, for the values cannot be compared.
 */
export function qualityChart(
  history: readonly QualityMeasurement[],
): QualityChart {
  // A correction is a later measurement of the same interval.
  const byTime = new Map(
    history.map(measurement => [
      Date.parse(measurement.measuredTo) / 1000,
      measurement,
    ]),
  );
  const points: ChartPoint[] = [];
  const band: ChartBand['points'] = [];
  const marks: ChartMark[] = [];
  let version: string | undefined;
  for (const [time, measurement] of byTime) {
    const { value, confidenceInterval, modelVersion } = measurement;
    if (measurement.evaluationSetChanged) {
      points.push({ time: time - 1, value: null });
      band.push({ time: time - 1, low: null, high: null });
      marks.push({ time, label: 'other evaluation set', short: '≠' });
    }
    if (version && modelVersion && version !== modelVersion) {
      marks.push({
        time,
        label: `version ${modelVersion}`,
        short: `v${modelVersion}`,
      });
    }
    version = modelVersion ?? version;
    points.push({ time, value: value ?? null });
    band.push({
      time,
      low: confidenceInterval?.low ?? null,
      high: confidenceInterval?.high ?? null,
    });
  }
  const hasBand = band.some(({ low }) => low !== null);
  return {
    points,
    bands: hasBand ? [{ name: 'Confidence', points: band }] : [],
    marks,
  };
}
