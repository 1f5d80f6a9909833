import type { Readiness } from '../objects/Readiness';
import type { Workload } from '../workloads/Workload';
import type { InferenceService, PredictorSpec } from './InferenceService';
import { readArtifacts, readModelName } from './artifacts';
import { toInferenceService } from './toInferenceService';
import { toLlmInferenceService } from './toLlmInferenceService';

const place = {
  cluster: 'eu',
  kind: 'InferenceService',
  resource: 'inferenceservices.serving.kserve.io',
  joinLabel: 'inferenceservice',
};
const DIGEST = `sha256:${'0f'.repeat(32)}`;

function ready(status: string, ...others: object[]) {
  return {
    observedGeneration: 2,
    conditions: [{ type: 'Ready', status }, ...others],
  };
}

function workload(wanted: number, more: Partial<Workload> = {}): Workload {
  return {
    component: 'predictor',
    ...more,
    resource: { replicas: { wanted, ready: wanted } } as Workload['resource'],
  };
}

function observe(
  service: Partial<InferenceService>,
  workloads: Workload[] = [],
) {
  return toInferenceService(
    {
      metadata: { name: 'churn', namespace: 'shop', generation: 2 },
      spec: { predictor: { model: { storageUri: 's3://models/churn/7' } } },
      ...service,
    },
    place,
    workloads,
  );
}

describe('readiness', () => {
  const cases: Array<
    [string, InferenceService['status'], Workload[], Partial<Readiness>]
  > = [
    ['no status', undefined, [], { readiness: 'unknown' }],
    ['Ready', ready('True'), [], { readiness: 'ready', text: 'Ready' }],
    [
      'Ready with replicas',
      ready('True'),
      [workload(2), workload(5, { component: 'transformer' })],
      { readiness: 'ready', text: 'Ready, 2 of 2 replicas are ready' },
    ],
    [
      'scaled to zero',
      ready('True'),
      [workload(0), workload(0)],
      { readiness: 'idle', text: 'it is scaled to zero' },
    ],
    [
      'not ready, for what it names',
      ready(
        'False',
        { type: 'Stopped', status: 'False' },
        { type: 'IngressReady', status: 'False' },
        {
          type: 'PredictorReady',
          status: 'False',
          reason: 'RevisionFailed',
          message: 'It crashed.',
        },
      ),
      [],
      {
        readiness: 'not-ready',
        text: 'PredictorReady is false (RevisionFailed): It crashed',
      },
    ],
    [
      'under way',
      ready('Unknown', { type: 'PredictorReady', status: 'Unknown' }),
      [],
      { readiness: 'progressing', text: 'PredictorReady is unknown' },
    ],
    [
      'loading',
      { ...ready('False'), modelStatus: { transitionStatus: 'InProgress' } },
      [],
      { readiness: 'progressing', text: 'Ready is false' },
    ],
    [
      'blocked, whatever else it says',
      {
        ...ready('Unknown'),
        modelStatus: {
          transitionStatus: 'InvalidSpec',
          lastFailureInfo: { reason: 'NoSupportingRuntime' },
        },
      },
      [],
      {
        readiness: 'not-ready',
        text: 'the model is not loaded, NoSupportingRuntime',
      },
    ],
    [
      'the old model serves, the new one does not load',
      {
        ...ready('True'),
        modelStatus: {
          transitionStatus: 'BlockedByFailedLoad',
          states: { activeModelState: 'Loaded' },
          lastFailureInfo: { reason: 'ModelLoadFailed', exitCode: 137 },
        },
      },
      [],
      {
        readiness: 'ready',
        text: 'Ready; of its last change the model is not loaded, ModelLoadFailed (exit code 137)',
      },
    ],
    [
      'Ready without a model',
      {
        ...ready('True'),
        modelStatus: { states: { activeModelState: 'FailedToLoad' } },
      },
      [],
      { readiness: 'not-ready' },
    ],
    [
      'changed just now',
      { ...ready('True'), observedGeneration: 1 },
      [],
      { readiness: 'progressing' },
    ],
  ];
  it.each(cases)('%s', (_, status, workloads, expected) => {
    expect(observe({ status }, workloads)).toMatchObject(expected);
  });

  it.each(['true', 'True'])('stopped by %s', stop => {
    expect(
      observe({
        metadata: {
          name: 'churn',
          annotations: { 'serving.kserve.io/stop': stop },
        },
        status: ready('False'),
      }),
    ).toMatchObject({ readiness: 'idle' });
  });
});

describe('what is served', () => {
  const traffic = {
    components: {
      predictor: {
        latestCreatedRevision: 'churn-3',
        latestReadyRevision: 'churn-2',
        traffic: [
          { revisionName: 'churn-2', percent: 60 },
          { revisionName: 'churn-2', percent: 30, tag: 'prev' },
          { revisionName: 'churn-1', percent: 10 },
        ],
      },
    },
    modelStatus: {
      transitionStatus: 'InProgress',
      states: { activeModelState: 'Loaded', targetModelState: 'Loading' },
    },
  };

  it('tells artefacts by revision, and none that it cannot tell', () => {
    const { serves } = observe({ status: { ...ready('True'), ...traffic } }, [
      workload(1, { revision: 'churn-2', artifactUri: 's3://models/churn/6' }),
    ]);
    expect(serves).toMatchObject([
      {
        revision: 'churn-2',
        traffic: 0.9,
        artifactUri: 's3://models/churn/6',
        status: 'Loaded',
      },
      { revision: 'churn-1', traffic: 0.1, status: undefined },
      {
        revision: 'churn-3',
        traffic: 0,
        artifactUri: 's3://models/churn/7',
        status: 'Loading',
      },
    ]);
    expect(serves![1]).not.toHaveProperty('artifactUri');
  });

  it('does not take a spec for served that KServe has not acted on', () => {
    const status = { ...ready('True'), observedGeneration: 1 };
    for (const more of [{}, traffic]) {
      for (const serving of observe({ status: { ...status, ...more } })
        .serves!) {
        expect(serving).not.toHaveProperty('artifactUri');
      }
    }
  });

  it('tells what fails to load in place of what serves', () => {
    expect(
      observe({
        status: {
          ...ready('False'),
          modelStatus: {
            transitionStatus: 'BlockedByFailedLoad',
            states: {
              activeModelState: 'Loaded',
              targetModelState: 'FailedToLoad',
            },
            lastFailureInfo: { message: 'Out of memory' },
          },
        },
      }).serves,
    ).toMatchObject([
      {
        artifactUri: 's3://models/churn/7',
        status: 'FailedToLoad',
        lastFailure: { message: 'It failed: Out of memory' },
      },
    ]);
  });

  it('tells canaries beside it', () => {
    expect(
      observe({
        spec: {
          predictor: { model: { storageUri: 's3://models/churn/7' } },
          canary: [
            {
              predictor: {
                name: 'next',
                model: { storageUri: 's3://models/churn/8' },
              },
              trafficPercent: 5,
            },
          ],
        },
        status: {
          ...ready('True'),
          canaryStatuses: [
            {
              name: 'next',
              trafficPercent: 5,
              modelStatus: { states: { activeModelState: 'Loaded' } },
            },
            { name: 'other', trafficPercent: 1 },
          ],
        },
      }).serves,
    ).toMatchObject([
      { artifactUri: 's3://models/churn/7' },
      {
        revision: 'next',
        artifactUri: 's3://models/churn/8',
        traffic: 0.05,
        status: 'Loaded',
      },
      { revision: 'other', traffic: 0.01 },
    ]);
  });

  it('tells the adapters of a language model, whatever they hold', () => {
    const { serves } = toLlmInferenceService(
      {
        metadata: { name: 'chat' },
        spec: {
          model: {
            uri: 'hf://llama',
            lora: {
              adapters: [{ uri: 's3://adapters/a', name: 'a' }, { uri: 7 }],
            },
          },
          replicas: 0,
        },
        status: ready('True'),
      },
      place,
      [],
    );
    expect(serves).toMatchObject([
      { artifactUri: 'hf://llama', modelName: 'chat' },
      { artifactUri: 's3://adapters/a', modelName: 'a' },
    ]);
    expect(serves).toHaveLength(2);
  });
});

describe('readArtifacts', () => {
  const annotated = {
    name: 'churn',
    annotations: { 'platformops.io/artifact-digest': DIGEST },
  };
  const plain = { name: 'churn' };
  const cases: Array<
    [string, PredictorSpec, typeof annotated | typeof plain, object[]]
  > = [
    [
      'storageUri',
      { model: { storageUri: 's3://b/m' } },
      plain,
      [{ artifactUri: 's3://b/m', digest: undefined }],
    ],
    [
      'a digest by annotation',
      { model: { storageUri: 's3://b/m' } },
      annotated,
      [{ artifactUri: 's3://b/m', digest: DIGEST }],
    ],
    [
      'a digest in the address',
      { sklearn: { storageUri: `oci://r/m@${DIGEST}` } },
      plain,
      [{ artifactUri: `oci://r/m@${DIGEST}`, digest: DIGEST }],
    ],
    [
      'several addresses',
      { storageUris: [{ uri: 's3://b/a' }, { uri: 's3://b/b' }] },
      annotated,
      [
        { artifactUri: 's3://b/a', digest: undefined },
        { artifactUri: 's3://b/b', digest: undefined },
      ],
    ],
    [
      'storage with its bucket',
      {
        model: {
          storage: { path: '/m', parameters: { type: 's3', bucket: 'b' } },
        },
      },
      plain,
      [{ artifactUri: 's3://b/m', digest: undefined }],
    ],
    ['storage in a secret', { model: { storage: { path: 'm' } } }, plain, []],
    [
      'an own container that fetches',
      {
        containers: [
          { image: 'i', env: [{ name: 'STORAGE_URI', value: 'gs://b/m' }] },
        ],
      },
      plain,
      [{ artifactUri: 'gs://b/m', digest: undefined }],
    ],
    [
      'an own container that is the model',
      { containers: [{ image: `r/m:1@${DIGEST}` }] },
      plain,
      [{ artifactUri: `oci://r/m:1@${DIGEST}`, digest: DIGEST }],
    ],
    ['nothing', {}, annotated, []],
  ];
  it.each(cases)('%s', (_, predictor, metadata, expected) => {
    expect(readArtifacts(predictor, metadata)).toEqual(expected);
  });
});

it.each([
  [[], 'churn'],
  [['--model_name=scores'], 'scores'],
  [['--port', '80', '--served-model-name', 'scores'], 'scores'],
  [['--model_name={{.Name}}'], 'churn'],
])('reads the name of the model from %j', (args, name) => {
  expect(readModelName({ model: { args } }, 'churn')).toBe(name);
});
