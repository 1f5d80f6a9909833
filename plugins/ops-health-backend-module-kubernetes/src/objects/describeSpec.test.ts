import { describeSpec } from './describeSpec';

function deployment(spec: object, generation = 1) {
  return {
    metadata: { name: 'web', generation },
    spec: {
      replicas: 2,
      template: {
        spec: {
          initContainers: [{ name: 'init', image: 'init:1' }],
          containers: [
            {
              name: 'web',
              image: 'web:1',
              env: [{ name: 'MODE', value: 'fast' }],
            },
          ],
        },
      },
      ...spec,
    },
  };
}

function container(fields: object) {
  return { template: { spec: { containers: [{ name: 'web', ...fields }] } } };
}

describe('describeSpec', () => {
  it('tells images, and a digest that scaling and images leave as it is', () => {
    const { images, specDigest, generation } = describeSpec(deployment({}, 7));
    expect({ images, generation }).toEqual({
      images: ['init:1', 'web:1'],
      generation: 7,
    });
    expect(describeSpec(deployment({ replicas: 9 })).specDigest).toBe(
      specDigest,
    );
    const env = [{ name: 'MODE', value: 'fast' }];
    const digestOf = (fields: object) =>
      describeSpec(deployment(container(fields))).specDigest;
    expect(digestOf({ image: 'web:1', env })).toBe(
      digestOf({ image: 'web:2', env }),
    );
    expect(digestOf({ env })).not.toBe(
      digestOf({ env: [{ name: 'MODE', value: 'slow' }] }),
    );
    expect(digestOf({ resources: { limits: { memory: '1Gi' } } })).not.toBe(
      digestOf({ resources: { limits: { memory: '2Gi' } } }),
    );
  });

  it('leaves the artefact of a service to what it serves', () => {
    const service = (model: object, scale: object = {}) =>
      describeSpec({
        metadata: { name: 'churn' },
        spec: { predictor: { ...scale, model } },
      }).specDigest;
    const before = service({ storageUri: 's3://models/churn/7' });
    expect(service({ storageUri: 's3://models/churn/8' })).toBe(before);
    expect(
      service({ storageUri: 's3://models/churn/7' }, { minReplicas: 3 }),
    ).toBe(before);
    expect(service({ args: ['--batch=8'] })).not.toBe(before);
  });

  it('knows nothing of what has no spec', () => {
    expect(describeSpec({ metadata: { name: 'x' } })).toEqual({});
  });
});
