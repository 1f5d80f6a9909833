import { writeFileSync } from 'node:fs';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  inboxSchema,
  listWantedAttestationsResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from './__testUtils__/clock';
import { by, HOUSE_FILE, startPortal } from './__testUtils__/startPortal';

const OLIVIA = 'user:default/olivia';
const SCANNER = 'component:default/scanner';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();

/** The same, which nobody has to follow. */
const toVoluntary = (framework: string) =>
  framework
    .replace('name: both, title: Both', 'name: chosen, title: Chosen')
    .replace('spec:', '$&\n  voluntary: true');

const FRAMEWORK = `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: both, title: Both }
spec:
  version: '1'
  scope: All of it
  source: { kind: primary, title: Ourselves }
  appliesTo: { kinds: [Component] }
  levels: [{ id: full, title: Full, minimumScore: 1 }]
  controls:
    - id: b-storage
      citation: B 1
      title: Storage
      summary: Nobody reads it
      kind: hybrid
      rule: test-encrypted
      attestation: { asks: Keys are kept apart, validForDays: 60 }
`;

stopClockAt('2026-11-23T12:00:00Z');

describe.each(databases.eachSupportedId())('statements on %s', databaseId => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  afterEach(() => portal.stop());

  it('are wanted where they would change what is said', async () => {
    const file = directory.resolve('both.yaml');
    writeFileSync(file, FRAMEWORK);
    portal = await startPortal({
      knex: await databases.init(databaseId),
      ownership: { [OLIVIA]: ['group:default/imaging'] },
      scorecards: { files: [HOUSE_FILE, file] },
    });
    const { collector, collect, evaluate, get, post } = portal;
    const wanted = async (time: string) => {
      moveTo(time);
      await evaluate();
      await collect();
      await evaluate();
      const { body } = await get('/attestations/wanted', by(OLIVIA));
      return listWantedAttestationsResponseSchema
        .parse(body)
        .items.map(({ entityRef }) => entityRef);
    };
    // Only a fact is missing; a machine finds a failure.
    expect(await wanted('2026-11-23T12:00:00Z')).toEqual([]);
    collector.storage = { [SCANNER]: false };
    expect(await wanted('2026-11-23T12:10:00Z')).toEqual([]);
    collector.storage = { [SCANNER]: true };
    expect(await wanted('2026-11-23T12:20:00Z')).toEqual([SCANNER]);
    const { status } = await post(
      '/attestations',
      {
        entityRef: SCANNER,
        frameworkId: 'both',
        controlId: 'b-storage',
        statement: 'They are in another account',
      },
      by(OLIVIA),
    );
    expect(status).toBe(201);
    expect(await wanted('2026-11-23T12:30:00Z')).toEqual([]);
    // It ends soon, and would be missed; not so while the fact is missing.
    expect(await wanted('2027-01-10T12:00:00Z')).toEqual([SCANNER]);
    collector.storage = {};
    expect(await wanted('2027-01-11T12:00:00Z')).toEqual([]);
  });

  it('are counted apart where nobody has to follow the framework', async () => {
    const files = [
      directory.resolve('both.yaml'),
      directory.resolve('chosen.yaml'),
    ];
    writeFileSync(files[0], FRAMEWORK);
    writeFileSync(files[1], toVoluntary(FRAMEWORK));
    portal = await startPortal({
      knex: await databases.init(databaseId),
      ownership: { [OLIVIA]: ['group:default/imaging'] },
      scorecards: { files: [HOUSE_FILE, ...files] },
    });
    portal.collector.storage = { [SCANNER]: true };
    await portal.evaluate();
    await portal.collect();
    await portal.evaluate();
    const { body } = await portal.get('/inbox', by(OLIVIA));
    expect(inboxSchema.parse(body).totals).toMatchObject({
      toAttest: 2,
      toAttestVoluntary: 1,
    });
  });
});
