import { readFileSync, writeFileSync } from 'node:fs';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { moveTo as moveClockTo, stopClockAt } from './__testUtils__/clock';
import { entity, HOUSE_FILE, startPortal } from './__testUtils__/startPortal';

const IMAGING = 'group:default/imaging';
const SHOP = 'group:default/shop';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();

type Portal = Awaited<ReturnType<typeof startPortal>>;

const ref = (name: string) => `component:default/${name}`;
const NAMES = ['a', 'b', 'c', 'd', 'e'];
const ENTITIES = () => [
  entity('Group', 'acme'),
  ...NAMES.map(name => entity('Component', name, [['ownedBy', IMAGING]])),
  entity('Component', 'till', [['ownedBy', SHOP]]),
  entity('Component', 'stray'),
];
const allAre = (encrypted: boolean) =>
  Object.fromEntries(
    [...NAMES, 'till', 'stray'].map(name => [ref(name), encrypted]),
  );

function moveTo(time: string): void {
  moveClockTo(`2026-11-23T${time}Z`);
}

stopClockAt('2026-11-23T12:00:00Z');

describe.each(databases.eachSupportedId())('levels on %s', databaseId => {
  const portals: Portal[] = [];

  async function start(options: Parameters<typeof startPortal>[0] = {}) {
    const portal = await startPortal({
      knex: await databases.init(databaseId),
      entities: ENTITIES(),
      ...options,
    });
    portals.push(portal);
    portal.collector.storage = allAre(true);
    return portal;
  }

  afterEach(async () => {
    for (const portal of portals.splice(0)) {
      await portal.stop();
    }
  });

  const toldTo = ({ notified }: Portal) =>
    notified.map(({ recipients, payload }) => [
      (recipients as { entityRef: string }).entityRef,
      payload.title,
    ]);

  async function learn({ collect, evaluate }: Portal): Promise<void> {
    await evaluate();
    await collect();
    await evaluate();
  }

  it('tells each owner once of all that went down, and why', async () => {
    const portal = await start();
    const { collector, collect, evaluate, notified, notifications } = portal;
    await learn(portal);
    moveTo('12:05:00');
    collector.storage = { ...allAre(false), [ref('e')]: true };
    await collect();
    await evaluate();
    moveTo('12:15:00');
    await evaluate();
    // It may come back.
    expect(notified).toEqual([]);

    const { send } = notifications;
    notifications.send = async () => {
      throw new Error('connection refused');
    };
    moveTo('12:20:00');
    await evaluate();
    notifications.send = send;
    moveTo('12:21:00');
    await evaluate();
    expect(notified).toEqual([]);
    moveTo('12:31:00');
    await evaluate();
    await evaluate();
    expect(toldTo(portal)).toEqual([
      [IMAGING, '4 entities of yours went down'],
      [SHOP, 'till went down'],
    ]);
    const [imaging, shop] = notified.map(({ payload }) => payload);
    expect(imaging).toMatchObject({
      link: '/compliance',
      severity: 'high',
      topic: 'scorecards.level',
      description: expect.stringMatching(
        /^a: House rules from Bronze to no level, for Storage fails\. b: .* And 1 more\.$/,
      ),
    });
    expect(shop).toMatchObject({
      link: '/catalog/default/component/till/compliance',
      description: 'House rules from Bronze to no level, for Storage fails.',
    });

    // Up again is no news, and down again is.
    collector.storage = allAre(true);
    moveTo('12:40:00');
    await collect();
    await evaluate();
    collector.storage = { ...allAre(true), [ref('till')]: false };
    moveTo('12:50:00');
    await collect();
    await evaluate();
    moveTo('13:10:00');
    await collect();
    await evaluate();
    expect(toldTo(portal).slice(2)).toEqual([[SHOP, 'till went down']]);
  });

  it('says nothing of a first look, of what came back, and of other rules', async () => {
    const knex = await databases.init(databaseId);
    let portal = await start({ knex });
    await learn(portal);
    // The portal was away; what it knew has expired, and then is known again.
    moveTo('18:00:00');
    portal.collector.failure = new Error('connection refused');
    await portal.evaluate();
    portal.collector.failure = undefined;
    moveTo('18:05:00');
    await portal.collect();
    await portal.evaluate();
    moveTo('18:30:00');
    await portal.evaluate();
    expect(portal.notified).toEqual([]);
    await portal.stop();
    portals.pop();

    // Rules that ask for more.
    const file = directory.resolve('house.yaml');
    writeFileSync(
      file,
      readFileSync(HOUSE_FILE, 'utf8').replaceAll(
        'minimumScore: 0.2',
        'minimumScore: 0.5',
      ),
    );
    portal = await start({ knex, scorecards: { files: [file] } });
    moveTo('18:35:00');
    await portal.evaluate();
    const list = await portal.get(
      '/scorecards/list?framework=house&level=none',
    );
    expect(list.body.totalItems).toBe(8);
    moveTo('18:55:00');
    await portal.evaluate();
    expect(portal.notified).toEqual([]);
  });

  it('tells it once although two replicas see it', async () => {
    const knex = await databases.init(databaseId);
    const first = await start({ knex });
    const second = await start({ knex });
    await learn(first);
    moveTo('12:05:00');
    for (const { collector } of [first, second]) {
      collector.storage = allAre(false);
    }
    await first.collect();
    await Promise.all([first.evaluate(), second.evaluate()]);
    moveTo('12:21:00');
    await Promise.all([first.evaluate(), second.evaluate()]);
    await Promise.all([first.evaluate(), second.evaluate()]);
    expect([...toldTo(first), ...toldTo(second)].sort()).toEqual([
      [IMAGING, '5 entities of yours went down'],
      [SHOP, 'till went down'],
    ]);
  });
});
