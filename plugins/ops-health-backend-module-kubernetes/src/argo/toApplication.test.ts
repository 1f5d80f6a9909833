import { toApplication, type Application } from './toApplication';

const place = {
  cluster: 'eu',
  kind: 'Application',
  resource: 'applications.argoproj.io',
  joinLabel: 'application',
};

const cases: Array<[Application['status'], string, string]> = [
  [{ health: { status: 'Healthy' } }, 'ready', 'Healthy'],
  [
    { health: { status: 'Healthy' }, sync: { status: 'OutOfSync' } },
    'ready',
    'Healthy; out of sync with its repository',
  ],
  [
    {
      health: { status: 'Healthy' },
      sync: { status: 'Unknown' },
      operationState: { phase: 'Error', message: 'no such revision' },
    },
    'ready',
    'Healthy; whether it is in sync with its repository is not known; the last sync failed: no such revision',
  ],
  [
    { health: { status: 'Degraded', message: 'Pod crashes.' } },
    'not-ready',
    'Degraded: Pod crashes',
  ],
  [{ health: { status: 'Missing' } }, 'not-ready', 'Missing'],
  [{ health: { status: 'Progressing' } }, 'progressing', 'Progressing'],
  [{ health: { status: 'Suspended' } }, 'idle', 'Suspended'],
  [{ health: { status: 'Unknown' } }, 'unknown', 'Unknown'],
  [{ health: { status: 'Splendid' } }, 'unknown', 'Splendid'],
  [{}, 'unknown', 'its health is not known'],
];

it.each(cases)('%j is %s', (status, readiness, text) => {
  expect(
    toApplication({ metadata: { name: 'web' }, status }, place),
  ).toMatchObject({ readiness, text });
});

it('tells what is wrong as conditions', () => {
  const { conditions } = toApplication(
    {
      metadata: { name: 'web' },
      status: {
        sync: { status: 'Unknown' },
        conditions: [
          { type: 'ComparisonError', message: 'repository not found' },
        ],
      },
    },
    place,
  );
  expect(conditions).toMatchObject([
    { type: 'Healthy', status: 'unknown' },
    { type: 'Synced', status: 'unknown', reason: 'Unknown' },
    {
      type: 'ComparisonError',
      status: 'true',
      message: 'repository not found',
    },
  ]);
});
