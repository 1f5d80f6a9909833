import type { Readiness } from '../objects/Readiness';
import { readCustomResource } from './readCustomResource';

const SINCE = '2026-03-01T10:00:00Z';

/** `Ready`, `!Ready` or `?Ready`. */
function conditions(...texts: string[]) {
  const statuses: Record<string, string> = { '!': 'False', '?': 'Unknown' };
  return texts.map(text => ({
    type: text.replace(/^[!?]/, ''),
    status: statuses[text[0]] ?? 'True',
    lastTransitionTime: SINCE,
  }));
}

const cases: Array<[string[], Readiness['readiness']]> = [
  [['Ready'], 'ready'],
  [['!Ready'], 'not-ready'],
  [['?Ready'], 'unknown'],
  [['Available', 'Progressing'], 'ready'],
  [['!Available'], 'not-ready'],
  [['Healthy'], 'ready'],
  [['Ready', '!Healthy'], 'not-ready'],
  [['Ready', '?Healthy'], 'unknown'],
  [['Succeeded'], 'ready'],
  [['!Succeeded'], 'not-ready'],
  // Flux
  [['?Ready', 'Reconciling'], 'progressing'],
  [['!Ready', 'Stalled'], 'not-ready'],
  // OpenShift operators
  [['Available', 'Degraded'], 'not-ready'],
  [['Available', '!Degraded', '!Progressing', 'Upgradeable'], 'ready'],
  // Kubeflow's training jobs
  [['Created', 'Running', '!Succeeded', 'Failed'], 'not-ready'],
  // Strimzi
  [['NotReady'], 'not-ready'],
  // KEDA
  [['Ready', '!Active', 'Fallback'], 'not-ready'],
  // Gateway API
  [['Accepted', 'Programmed'], 'ready'],
  [['Accepted', '!Programmed'], 'not-ready'],
  // Jobs
  [['SuccessCriteriaMet', 'Complete'], 'ready'],
  [['FailureTarget', 'Failed'], 'not-ready'],
  [['Suspended'], 'idle'],
  // Argo Rollouts
  [['Available', '!Healthy', 'Progressing', '!Completed'], 'progressing'],
  [['Available', 'Healthy', 'Progressing', 'Completed'], 'ready'],
  [['Available', '!Healthy', '?Progressing', 'Paused'], 'unknown'],
  [['!Available', 'Paused'], 'not-ready'],
  // cert-manager
  [['!Ready', 'Issuing'], 'progressing'],
  // What nobody has heard of
  [['NoErrors'], 'unknown'],
  [['Frobnicated'], 'unknown'],
  [[], 'unknown'],
];

it.each(cases)('%j is %s', (texts, readiness) => {
  expect(
    readCustomResource({
      metadata: { name: 'one', generation: 3 },
      status: { observedGeneration: 3, conditions: conditions(...texts) },
    }),
  ).toMatchObject({ readiness });
});

it.each([
  ['by its status', { observedGeneration: 2 }],
  ['by its status, as text', { observedGeneration: '2' }],
])('progresses while its controller lags behind: %s', (_, more) => {
  expect(
    readCustomResource({
      metadata: { name: 'one', generation: 3 },
      status: { conditions: conditions('Ready'), ...more },
    }),
  ).toMatchObject({ readiness: 'progressing' });
});

it('progresses while its condition lags behind', () => {
  const [ready] = conditions('Ready');
  expect(
    readCustomResource({
      metadata: { name: 'one', generation: 3 },
      status: { conditions: [{ ...ready, observedGeneration: 2 }] },
    }),
  ).toMatchObject({ readiness: 'progressing' });
});

it('tells why and since when, in bounds', () => {
  const [, ready] = conditions('Progressing', '!Ready');
  expect(
    readCustomResource({
      metadata: { name: 'one' },
      status: {
        conditions: [
          {
            ...ready,
            reason: 'NoRoom',
            message: `No\n room. ${'x'.repeat(900)}`,
          },
        ],
      },
    }),
  ).toMatchObject({
    readiness: 'not-ready',
    text: expect.stringMatching(
      /^Ready is false \(NoRoom\): No room\. x{291}…$/,
    ),
    since: new Date(SINCE),
  });
});

it.each([
  undefined,
  null,
  'Ready',
  { conditions: 'Ready' },
  {
    conditions: [
      null,
      'Ready',
      { status: 'True' },
      { type: 7, status: 'True' },
    ],
  },
])('knows nothing from %j', status => {
  expect(
    readCustomResource({ metadata: { name: 'one' }, status }),
  ).toMatchObject({ readiness: 'unknown', conditions: [] });
});
