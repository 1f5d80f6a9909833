import { writeFileSync } from 'node:fs';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  explainedControlSchema,
  getScorecardsResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from './__testUtils__/clock';
import { entity, HOUSE_FILE, startPortal } from './__testUtils__/startPortal';

const CLINIC = 'system:default/clinic';
const EU = 'resource:default/eu';
const US = 'resource:default/us';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();

const FRAMEWORK = `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: clinics, title: Clinics }
spec:
  version: '1'
  scope: All of it
  source: { kind: primary, title: Ourselves }
  appliesTo: { kinds: [System] }
  levels: [{ id: full, title: Full, minimumScore: 1 }]
  controls:
    - id: s-cluster
      citation: S 1
      title: Cluster
      summary: The cluster is safe
      kind: automatic
      metAt: cluster
      rule: test-encrypted
`;

const ENTITIES = () => [
  entity('System', 'clinic', [
    ['hasPart', 'component:default/scanner'],
    ['hasPart', 'model:default/triage'],
  ]),
  entity('Resource', 'eu', [], { type: 'kubernetes-cluster' }),
  entity('Resource', 'us', [], { type: 'kubernetes-cluster' }),
  entity('Resource', 'bucket', [], { type: 's3-bucket' }),
  entity('Component', 'scanner', [
    ['partOf', CLINIC],
    ['dependsOn', EU],
    ['dependsOn', 'resource:default/bucket'],
  ]),
  // A part may run on what no part of the system is.
  entity('Component', 'engine', [['dependsOn', US]]),
  entity('Model', 'triage', [
    ['partOf', CLINIC],
    ['servedBy', 'component:default/engine'],
  ]),
];

stopClockAt('2026-11-23T12:00:00Z');

describe.each(databases.eachSupportedId())('systems on %s', databaseId => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  afterEach(() => portal.stop());

  it('inherit from the clusters of all their parts, the worst first', async () => {
    const file = directory.resolve('clinics.yaml');
    writeFileSync(file, FRAMEWORK);
    portal = await startPortal({
      knex: await databases.init(databaseId),
      entities: ENTITIES(),
      scorecards: { files: [HOUSE_FILE, file] },
    });
    const { collector, collect, evaluate, entities, get } = portal;
    const verdict = async () => {
      const { body } = await get(`/scorecards?entityRef=${CLINIC}`);
      const [card] = getScorecardsResponseSchema.parse(body).items;
      return `${card.controls[0].verdict}: ${card.controls[0].reason}`;
    };
    collector.storage = { [EU]: true };
    await evaluate();
    await collect();
    await evaluate();
    // One of them is not known, so the system is not either.
    expect(await verdict()).toMatch(/^not-evaluated: resource:default\/us: /);

    collector.storage = { [EU]: true, [US]: false };
    moveTo('2026-11-23T12:10:00Z');
    await collect();
    await evaluate();
    expect(await verdict()).toBe(`fail: ${US}: plain`);
    const { body } = await get(
      `/controls/clinics/s-cluster?entityRef=${CLINIC}`,
    );
    expect(explainedControlSchema.parse(body)).toMatchObject({
      metAbove: [EU, US],
      checks: [{ verdict: 'fail', facts: [{ value: { encrypted: false } }] }],
    });

    collector.storage = { [EU]: true, [US]: true };
    moveTo('2026-11-23T12:20:00Z');
    await collect();
    await evaluate();
    expect(await verdict()).toBe(`inherited: ${EU}: encrypted`);

    // Without parts nobody knows where it runs.
    entities[0].relations = [];
    moveTo('2026-11-23T12:30:00Z');
    await evaluate();
    expect(await verdict()).toMatch(/^not-evaluated: It is met by the cluster/);
  });
});
