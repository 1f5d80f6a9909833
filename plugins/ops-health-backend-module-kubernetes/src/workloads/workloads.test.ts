import type { Readiness } from '../objects/Readiness';
import { readDaemonSet } from './readDaemonSet';
import { readDeployment } from './readDeployment';
import { readStatefulSet } from './readStatefulSet';

const metadata = { name: 'web', generation: 2 };
const SINCE = '2026-03-01T10:00:00Z';
const LATER = '2026-03-01T10:05:00Z';

function condition(type: string, status: string, more: object = {}) {
  return { type, status, lastTransitionTime: SINCE, ...more };
}

const rolledOut = condition('Progressing', 'True', {
  reason: 'NewReplicaSetAvailable',
});
const rollsOut = condition('Progressing', 'True', {
  reason: 'ReplicaSetUpdated',
  lastUpdateTime: LATER,
});

describe('readDeployment', () => {
  const cases: Array<[string, object, object, Partial<Readiness>]> = [
    [
      'has all replicas',
      { replicas: 2 },
      {
        readyReplicas: 2,
        conditions: [condition('Available', 'True'), rolledOut],
      },
      { readiness: 'ready', text: '2 of 2 replicas are ready' },
    ],
    [
      'has enough replicas',
      { replicas: 10 },
      {
        readyReplicas: 8,
        conditions: [
          condition('Available', 'True'),
          rolledOut,
          condition('ReplicaFailure', 'True', { message: 'exceeded quota' }),
        ],
      },
      {
        readiness: 'ready',
        text: '8 of 10 replicas are ready: exceeded quota',
      },
    ],
    [
      'serves while it rolls out',
      { replicas: 3 },
      {
        readyReplicas: 3,
        updatedReplicas: 1,
        conditions: [condition('Available', 'True'), rollsOut],
      },
      {
        readiness: 'ready',
        text: '3 of 3 replicas are ready, 1 of 3 updated by the rollout',
      },
    ],
    [
      'comes up',
      { replicas: 3, progressDeadlineSeconds: 60 },
      {
        readyReplicas: 1,
        conditions: [condition('Available', 'False'), rollsOut],
      },
      {
        readiness: 'progressing',
        text: 'it rolls out, 1 of 3 replicas is ready',
        since: new Date(LATER),
        deadlineMs: 60_000,
      },
    ],
    [
      'is past its deadline, though the old replicas serve',
      { replicas: 3 },
      {
        readyReplicas: 3,
        conditions: [
          condition('Available', 'True'),
          condition('Progressing', 'False', {
            reason: 'ProgressDeadlineExceeded',
            message: 'ReplicaSet "web-2" has timed out progressing.',
          }),
        ],
      },
      {
        readiness: 'not-ready',
        text: 'its rollout does not progress, 3 of 3 replicas are ready: ReplicaSet "web-2" has timed out progressing',
        since: new Date(SINCE),
        deadlineMs: 0,
      },
    ],
    [
      'lost its replicas',
      {},
      {
        conditions: [
          condition('Available', 'False', { message: 'Too few.' }),
          rolledOut,
        ],
      },
      {
        readiness: 'not-ready',
        text: '0 of 1 replica is ready: Too few',
        since: new Date(SINCE),
      },
    ],
    [
      'is scaled to zero',
      { replicas: 0 },
      { observedGeneration: 1 },
      { readiness: 'idle' },
    ],
    [
      'was changed just now',
      { replicas: 1 },
      {
        observedGeneration: 1,
        readyReplicas: 1,
        conditions: [condition('Available', 'True'), rolledOut],
      },
      { readiness: 'progressing', deadlineMs: 600_000 },
    ],
    [
      'does not say',
      {},
      { readyReplicas: 1, conditions: [condition('Available', 'Unknown')] },
      { readiness: 'unknown' },
    ],
  ];
  it.each(cases)('%s', (_, spec, status, expected) => {
    expect(
      readDeployment({
        metadata,
        spec,
        status: { observedGeneration: 2, ...status },
      }),
    ).toMatchObject(expected);
  });

  it('is progressing before its controller has seen it', () => {
    expect(readDeployment({ metadata, spec: {}, status: {} })).toMatchObject({
      readiness: 'progressing',
      replicas: { wanted: 1, ready: 0 },
    });
  });
});

describe('readStatefulSet', () => {
  const full = { replicas: 3, readyReplicas: 3, updatedReplicas: 3 };
  const newer = { currentRevision: 'a', updateRevision: 'b' };
  const cases: Array<[string, object, object, Partial<Readiness>]> = [
    ['has all replicas', {}, full, { readiness: 'ready' }],
    [
      'lacks one',
      {},
      { ...full, readyReplicas: 2 },
      { readiness: 'not-ready', text: '2 of 3 replicas are ready' },
    ],
    [
      'starts',
      {},
      { replicas: 1, readyReplicas: 0 },
      {
        readiness: 'progressing',
        text: 'it starts, 0 of 3 replicas are ready',
      },
    ],
    [
      'rolls out',
      {},
      { ...full, ...newer, readyReplicas: 2, updatedReplicas: 1 },
      {
        readiness: 'progressing',
        text: 'it rolls out, 1 of 3 updated, 2 of 3 replicas are ready',
      },
    ],
    [
      'updates only from its partition on',
      { updateStrategy: { rollingUpdate: { partition: 2 } } },
      { ...full, ...newer, updatedReplicas: 1 },
      { readiness: 'ready' },
    ],
    [
      'waits for somebody to delete pods',
      { updateStrategy: { type: 'OnDelete' } },
      { ...full, ...newer, updatedReplicas: 0 },
      { readiness: 'ready' },
    ],
    ['is scaled to zero', { replicas: 0 }, {}, { readiness: 'idle' }],
    [
      'was changed just now',
      {},
      { ...full, observedGeneration: 1 },
      { readiness: 'progressing' },
    ],
  ];
  it.each(cases)('%s', (_, spec, status, expected) => {
    expect(
      readStatefulSet({
        metadata,
        spec: { replicas: 3, ...spec },
        status: { observedGeneration: 2, ...status },
      }),
    ).toMatchObject(expected);
  });
});

describe('readDaemonSet', () => {
  const cases: Array<[string, object, object, Partial<Readiness>]> = [
    ['is everywhere', {}, { numberReady: 20 }, { readiness: 'ready' }],
    [
      'lacks as many as it may',
      {},
      { numberReady: 19 },
      { readiness: 'ready' },
    ],
    ['lacks more', {}, { numberReady: 18 }, { readiness: 'not-ready' }],
    [
      'may lack a share, rounded up',
      { updateStrategy: { rollingUpdate: { maxUnavailable: '11%' } } },
      { numberReady: 17 },
      { readiness: 'ready' },
    ],
    [
      'may never lack all',
      { updateStrategy: { rollingUpdate: { maxUnavailable: '100%' } } },
      { numberReady: 0 },
      { readiness: 'not-ready' },
    ],
    [
      'rolls out',
      {},
      { numberReady: 19, updatedNumberScheduled: 5 },
      {
        readiness: 'progressing',
        text: 'it rolls out, 5 of 20 updated, 19 of 20 replicas are ready',
      },
    ],
    [
      'is wanted nowhere',
      {},
      { desiredNumberScheduled: 0 },
      { readiness: 'idle' },
    ],
    [
      'was changed just now',
      {},
      { observedGeneration: 1, numberReady: 20 },
      { readiness: 'progressing' },
    ],
  ];
  it.each(cases)('%s', (_, spec, status, expected) => {
    expect(
      readDaemonSet({
        metadata,
        spec,
        status: {
          observedGeneration: 2,
          desiredNumberScheduled: 20,
          updatedNumberScheduled: 20,
          ...status,
        },
      }),
    ).toMatchObject(expected);
  });
});
