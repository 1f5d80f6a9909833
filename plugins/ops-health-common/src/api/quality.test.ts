import { qualityMeasurementInputSchema } from './quality';

const measurement = {
  entityRef: 'component:default/churn',
  indicator: 'auc',
  value: 0.91,
  n: 500,
  evaluationSetDigest: `sha256:${'0'.repeat(64)}`,
  measuredFrom: '2026-11-09T00:00:00Z',
  measuredTo: '2026-11-16T00:00:00Z',
};

describe('a measurement of quality', () => {
  it('has defaults', () => {
    expect(qualityMeasurementInputSchema.parse(measurement)).toEqual({
      ...measurement,
      environment: 'production',
      labels: 'complete',
      labelDelaySeconds: 0,
    });
  });

  it.each([
    [{ labels: 'pending', value: undefined, n: 0 }],
    [{ indicator: 'prediction-error', value: 1200 }],
    [{ indicator: 'evaluation-score', value: -3 }],
    [{ slice: { feature: 'sex', value: 'female' } }],
    [{ confidenceInterval: { low: 0.9, high: 0.92, level: 0.95 } }],
    [{ runUrl: 'https://pipelines.example.com/runs/1' }],
  ])('can be %j', fields => {
    expect(() =>
      qualityMeasurementInputSchema.parse({ ...measurement, ...fields }),
    ).not.toThrow();
  });

  it.each([
    ['value', { value: 1.01 }],
    ['value', { value: -0.1 }],
    ['value', { value: '0.9' }],
    ['value', { value: undefined }],
    ['value', { labels: 'pending' }],
    ['value', { indicator: 'calibration-error', value: 1.5 }],
    ['value', { indicator: 'prediction-error', value: -1 }],
    ['value', { indicator: 'data-drift', value: -1 }],
    ['indicator', { indicator: 'latency' }],
    ['n', { n: 0 }],
    ['n', { n: 1.5 }],
    ['evaluationSetDigest', { evaluationSetDigest: 'weekly' }],
    ['measuredTo', { measuredTo: '2026-11-09T00:00:00Z' }],
    ['measuredFrom', { measuredFrom: '2026-11-09' }],
    ['labelDelaySeconds', { labelDelaySeconds: -1 }],
    ['environment', { environment: 'Prod' }],
    ['runUrl', { runUrl: 'ftp://example.com' }],
    ['runUrl', { runUrl: 'https://me:secret@example.com' }],
    ['slice.value', { slice: { feature: 'sex', value: '' } }],
    [
      'confidenceInterval.high',
      { confidenceInterval: { low: 0.9, high: 0.8, level: 0.95 } },
    ],
    [
      'confidenceInterval.high',
      { confidenceInterval: { low: 0.9, high: 1.8, level: 0.95 } },
    ],
    [
      'confidenceInterval.level',
      { confidenceInterval: { low: 0.9, high: 0.95, level: 95 } },
    ],
    ['', { modelversion: '7' }],
  ])('is refused by its field %s where it has %j', (field, fields) => {
    const result = qualityMeasurementInputSchema.safeParse({
      ...measurement,
      ...fields,
    });
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      field,
    ]);
  });
});
