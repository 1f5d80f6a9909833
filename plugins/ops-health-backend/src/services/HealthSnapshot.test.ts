import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { readOpsHealthConfig } from '../config';
import { createStores } from '../database/createStores';
import { SourceTimings } from '../refresh/SourceTimings';
import { HealthSnapshot } from './HealthSnapshot';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const REF = 'component:default/cart';
const HOUR_MS = 3_600_000;

describe.each(databases.eachSupportedId())('HealthSnapshot on %s', id => {
  async function setUp(seenAt: Date) {
    const knex = await initDatabase(databases, id);
    const stores = createStores(knex);
    const config = readOpsHealthConfig(new ConfigReader({}), []);
    await stores.entities.replaceAll([testEntity(REF)]);
    await stores.resources.save(
      'clusters',
      [
        {
          sourceId: 'clusters',
          entityRefs: [REF],
          seenAt,
          resource: {
            kind: 'Deployment',
            id: 'cart',
            name: 'cart',
            labels: {},
            readiness: 'ready',
            text: 'ready',
            conditions: [],
          },
        },
      ],
      [],
    );
    await stores.states.save(
      [
        {
          entityRef: REF,
          state: 'good',
          since: seenAt,
          reason: 'ready',
          stale: false,
          reasons: [{ kind: 'condition', state: 'good', text: 'ready' }],
          environments: [],
          memory: { signals: [], pending: {} },
          hash: 'a',
        },
      ],
      [],
      true,
    );
    const snapshot = new HealthSnapshot({
      knex,
      config,
      timings: new SourceTimings(config),
      ...stores,
    });
    const summaryAt = async (now: number) =>
      (await snapshot.get(now)).byRef.get(REF)!.summary;
    return { stores, summaryAt };
  }

  it('knows nothing of what runs once nobody looks any more', async () => {
    const seenAt = new Date();
    const { summaryAt } = await setUp(seenAt);
    expect(await summaryAt(seenAt.getTime())).toMatchObject({
      state: 'good',
      stale: false,
      observedAt: seenAt.toISOString(),
    });
    expect(await summaryAt(seenAt.getTime() + HOUR_MS)).toMatchObject({
      state: 'unknown',
      reason: 'The portal has not looked for a while',
      stale: true,
    });
  });

  it('knows nothing while what sources say is not looked at', async () => {
    const seenAt = new Date();
    const { stores, summaryAt } = await setUp(seenAt);
    const at = (ago: number) => new Date(seenAt.getTime() - ago);
    await stores.states.noteEvaluation(at(60_000));
    expect((await summaryAt(seenAt.getTime())).state).toBe('good');
    await stores.states.noteEvaluation(at(HOUR_MS));
    expect(await summaryAt(seenAt.getTime() + 20_000)).toMatchObject({
      state: 'unknown',
      reason: 'The portal has not looked for a while',
      since: at(HOUR_MS).toISOString(),
    });
  });

  it('does not stand still while the clock is set back', async () => {
    const seenAt = new Date();
    const { summaryAt } = await setUp(seenAt);
    await summaryAt(seenAt.getTime() + 24 * HOUR_MS);
    expect((await summaryAt(seenAt.getTime())).state).toBe('good');
  });
});
