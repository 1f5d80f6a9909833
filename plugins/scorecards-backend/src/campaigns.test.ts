import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  campaignEntitiesResponseSchema,
  campaignSchema,
  listCampaignsResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo as moveClockTo, stopClockAt } from './__testUtils__/clock';
import { by, entity, startPortal } from './__testUtils__/startPortal';
import { findOccasions } from './campaigns/findOccasions';

const CLARA = 'user:default/clara';
const VICTOR = 'user:default/victor';
const IMAGING = 'group:default/imaging';
const SHOP = 'group:default/shop';
const COMPLIANCE = 'group:default/compliance';
const NAMES = ['a', 'b', 'c'];

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

type Portal = Awaited<ReturnType<typeof startPortal>>;

const ref = (name: string) => `component:default/${name}`;
const ENTITIES = () => [
  entity('Group', 'acme'),
  ...NAMES.map(name => entity('Component', name, [['ownedBy', IMAGING]])),
  entity('Component', 'till', [['ownedBy', SHOP]]),
  entity('Component', 'stray'),
];
const BY_CHRISTMAS = {
  title: ' Encrypted by Christmas ',
  frameworkId: 'house',
  controls: ['h-storage', 'h-review'],
  kinds: ['component'],
  ownerRef: COMPLIANCE,
  dueOn: '2026-12-24',
};

function moveTo(date: string): void {
  moveClockTo(`${date}T12:00:00Z`);
}

stopClockAt('2026-11-23T12:00:00Z');

describe.each(databases.eachSupportedId())('campaigns on %s', databaseId => {
  const portals: Portal[] = [];

  async function start(options: Parameters<typeof startPortal>[0] = {}) {
    const portal = await startPortal({
      knex: await databases.init(databaseId),
      entities: ENTITIES(),
      granted: (permission, userRef) =>
        permission !== 'scorecards.campaign.manage' || userRef === CLARA,
      ...options,
    });
    portals.push(portal);
    portal.collector.storage = { [ref('a')]: true, [ref('b')]: false };
    await portal.evaluate();
    await portal.collect();
    await portal.evaluate();
    return portal;
  }

  afterEach(async () => {
    for (const portal of portals.splice(0)) {
      await portal.stop();
    }
  });

  async function begin({ post }: Portal, change: object = {}) {
    const answer = await post(
      '/campaigns',
      { ...BY_CHRISTMAS, ...change },
      by(CLARA),
    );
    expect([answer.status, answer.body.error?.message]).toEqual([
      201,
      undefined,
    ]);
    return campaignSchema.parse(answer.body);
  }

  const read = async ({ get }: Portal, id: string) =>
    campaignSchema.parse((await get(`/campaigns/${id}`)).body);

  it('tells how far it is, from the start to the end', async () => {
    const portal = await start();
    const { collector, collect, evaluate, get, post } = portal;
    const campaign = await begin(portal);
    expect(campaign).toMatchObject({
      title: 'Encrypted by Christmas',
      frameworkTitle: 'House rules',
      state: 'running',
      startedBy: CLARA,
      startedAt: '2026-11-23T12:00:00.000Z',
      progress: { entities: 5, total: 10, met: 1, metAtStart: 1 },
      reminders: [],
    });

    collector.storage = { [ref('a')]: true, [ref('b')]: true };
    collector.reviews = { [ref('a')]: '2026-11-23T10:00:00Z' };
    await collect();
    await evaluate();
    expect((await read(portal, campaign.id)).progress).toEqual({
      entities: 5,
      total: 10,
      met: 3,
      metAtStart: 1,
    });

    const open: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(
        `/campaigns/${campaign.id}/entities?limit=1${cursor}`,
      );
      const page = campaignEntitiesResponseSchema.parse(body);
      expect([page.totalItems, page.items.length]).toEqual([4, 1]);
      open.push(
        ...page.items.map(
          item =>
            `${item.title} of ${item.owner} ${item.met}/${
              item.total
            } ${item.open.map(({ id, verdict }) => `${id} ${verdict}`)}`,
        ),
      );
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    const both = 'h-storage not-evaluated,h-review not-evaluated';
    expect(open).toEqual([
      `stray of undefined 0/2 ${both}`,
      `b of ${IMAGING} 1/2 h-review not-evaluated`,
      `c of ${IMAGING} 0/2 ${both}`,
      `till of ${SHOP} 0/2 ${both}`,
    ]);
    const all = await get(`/campaigns/${campaign.id}/entities?show=all`);
    expect(all.body.items).toHaveLength(5);
    const wrong = await get(
      `/campaigns/${campaign.id}/entities?show=all${cursor || '&cursor=bm8'}`,
    );
    expect(wrong.body.error.message).toContain('cursor:');

    const later = await begin(portal, {
      title: 'The rest',
      controls: undefined,
      owners: [SHOP],
      dueOn: '2026-12-01',
    });
    expect(later.progress).toEqual({
      entities: 1,
      total: 6,
      met: 0,
      metAtStart: 0,
    });
    const titles = async (query = '') =>
      listCampaignsResponseSchema
        .parse((await get(`/campaigns${query}`)).body)
        .items.map(({ title, state }) => `${title}: ${state}`);
    moveTo('2026-12-02');
    expect(await titles()).toEqual([
      'The rest: overdue',
      'Encrypted by Christmas: running',
    ]);
    const ended = await post(`/campaigns/${later.id}/end`, {}, by(CLARA));
    expect(campaignSchema.parse(ended.body)).toMatchObject({
      state: 'ended',
      endedBy: CLARA,
      endedAt: '2026-12-02T12:00:00.000Z',
    });
    const again = await post(`/campaigns/${later.id}/end`, {}, by(CLARA));
    expect([again.status, again.body.error.message]).toEqual([
      409,
      'user:default/clara ended it at 2026-12-02T12:00:00.000Z',
    ]);
    expect(await titles()).toEqual([
      'Encrypted by Christmas: running',
      'The rest: ended',
    ]);
    expect(await titles('?state=ended')).toEqual(['The rest: ended']);
    expect(await titles('?framework=nothing')).toEqual([]);
  });

  it('shows of one that ended how far it was then', async () => {
    const portal = await start();
    const { collector, collect, evaluate, entities, get, post } = portal;
    const { id, progress } = await begin(portal);
    expect(progress.countedAt).toBeUndefined();
    moveTo('2026-12-02');
    await post(`/campaigns/${id}/end`, {}, by(CLARA));
    const ended = '2026-12-02T12:00:00.000Z';
    const atEnd = (await read(portal, id)).progress;
    expect(atEnd).toMatchObject({ entities: 5, total: 10, countedAt: ended });

    moveTo('2026-12-03');
    collector.storage = {
      [ref('a')]: true,
      [ref('b')]: true,
      [ref('c')]: true,
    };
    entities.splice(
      entities.findIndex(({ metadata }) => metadata.name === 'till'),
      1,
    );
    await evaluate();
    await collect();
    await evaluate();
    expect((await read(portal, id)).progress).toEqual(atEnd);
    const { body } = await get(`/campaigns/${id}/entities`);
    const { items } = campaignEntitiesResponseSchema.parse(body);
    expect(
      items.map(({ title, met, open }) => [
        title,
        met,
        ...open.map(({ verdict, since }) => `${verdict} ${since}`),
      ]),
    ).toContainEqual([
      'b',
      0,
      `fail ${ended}`,
      'not-evaluated 2026-11-23T12:00:00.000Z',
    ]);
    expect(items.map(({ title }) => title)).toContain('till');
    expect((await begin(portal, { title: 'Anew' })).progress).toMatchObject({
      entities: 4,
      met: 3,
    });
  });

  it('reminds who has something open, each time once', async () => {
    const knex = await databases.init(databaseId);
    const first = await start({ knex });
    const { id } = await begin(first);
    const second = await start({ knex });
    const { notifications } = first;
    const told = () =>
      [...first.notified.splice(0), ...second.notified.splice(0)]
        .map(
          ({ recipients, payload }) =>
            `${(recipients as { entityRef: string }).entityRef}: ${
              payload.title
            }: ${payload.description}`,
        )
        .sort();
    const remind = async (date: string) => {
      moveTo(date);
      await Promise.all([first.remind(), second.remind()]);
      await first.remind();
      return told();
    };

    expect(await remind('2026-12-09')).toEqual([]);
    const title = 'Encrypted by Christmas';
    expect(await remind('2026-12-10')).toEqual([
      `${COMPLIANCE}: ${title}: due in 14 days: 2 controls are open of stray.`,
      `${IMAGING}: ${title}: due in 14 days: 5 controls are open of a, b, c.`,
      `${SHOP}: ${title}: due in 14 days: 2 controls are open of till.`,
    ]);
    expect(await remind('2026-12-16')).toEqual([]);
    // Nobody could be told on the day, and the portal was away a day more.
    const { send } = notifications;
    notifications.send = async () => {
      throw new Error('connection refused');
    };
    moveTo('2026-12-17');
    await first.remind();
    notifications.send = send;
    expect((await read(first, id)).reminders).toHaveLength(3);
    expect((await remind('2026-12-19'))[2]).toMatch(
      /due in 5 days: .*till. Nobody was reminded on 2026-12-17, as it should have been\.$/,
    );
    expect((await remind('2026-12-23'))[0]).toMatch(
      /due in 1 day: 2 controls are open of stray\.$/,
    );
    expect((await remind('2026-12-24'))[0]).toContain('due today');
    expect(await remind('2026-12-30')).toEqual([]);
    expect((await remind('2027-01-01'))[0]).toContain('overdue for 8 days');
    const { reminders, state } = await read(first, id);
    expect(state).toBe('overdue');
    expect(reminders).toHaveLength(15);
    expect(reminders[0]).toEqual({
      at: '2027-01-01T12:00:00.000Z',
      ownerRef: COMPLIANCE,
      open: 2,
    });
    // Of several days the last is made up for, once, and all are named.
    expect((await remind('2027-01-23'))[1]).toMatch(
      /overdue for 30 days: .* Nobody was reminded on 2027-01-07, 2027-01-14, 2027-01-21, as/,
    );
    expect(await remind('2027-01-24')).toEqual([]);
    await first.post(`/campaigns/${id}/end`, {}, by(CLARA));
    expect(await remind('2027-01-29')).toEqual([]);
  });

  it('shows of a campaign what the catalog shows', async () => {
    const knex = await databases.init(databaseId);
    const seesAll = await start({ knex });
    const { id } = await begin(seesAll);
    moveTo('2026-12-10');
    await seesAll.remind();
    const { get } = await start({ knex, visible: ['till'] });
    const campaign = campaignSchema.parse((await get(`/campaigns/${id}`)).body);
    expect(campaign.progress).toMatchObject({ entities: 1, total: 2 });
    expect(campaign.reminders.map(({ ownerRef }) => ownerRef)).toEqual([SHOP]);
    const { body } = await get(`/campaigns/${id}/entities`);
    expect(body).toMatchObject({
      totalItems: 1,
      items: [{ entityRef: ref('till') }],
    });
  });

  it('is started and ended by who may, and says what is wrong', async () => {
    const portal = await start();
    const { get, post } = portal;
    const { id } = await begin(portal);
    const service = {
      authorization: mockCredentials.service.header(),
    };
    for (const headers of [by(VICTOR), service]) {
      for (const path of ['/campaigns', `/campaigns/${id}/end`]) {
        expect((await post(path, BY_CHRISTMAS, headers)).status).toBe(403);
      }
    }
    const refusal = async (change: object) => {
      const { status, body } = await post(
        '/campaigns',
        { ...BY_CHRISTMAS, ...change },
        by(CLARA),
      );
      return `${status} ${body.error?.message}`;
    };
    expect(await refusal({ frameworkId: 'hause' })).toMatch(
      /^400 frameworkId: found 'hause', allowed are .*house/,
    );
    expect(await refusal({ controls: ['h-storage', 'x'] })).toContain(
      "controls: found 'x', allowed are the controls of House rules",
    );
    expect(await refusal({ kinds: ['Model'] })).toContain(
      "kinds: found 'Model', allowed is what House rules is asked of: Component",
    );
    expect(await refusal({ owners: ['shop'] })).toContain(
      "owners: found 'shop'",
    );
    expect(await refusal({ dueOn: '2026-11-22' })).toContain(
      "dueOn: found '2026-11-22', allowed is 2026-11-23 or later",
    );
    expect(await refusal({ systems: ['system:default/none'] })).toContain(
      '400 There is no entity',
    );
    expect(await refusal({ title: 'NUL \0 in it' })).toMatch(/^400 .*U\+0000/);
    expect(await refusal({ dueOn: 'soon' })).toMatch(/^400 .*dueOn/);
    for (const hostile of ["x'%3B--", '%F0%9F%9A%80', id.toUpperCase()]) {
      expect((await get(`/campaigns/${hostile}`)).status).toBe(404);
      expect(
        (await post(`/campaigns/${hostile}/end`, {}, by(CLARA))).status,
      ).toBe(404);
    }
    const markup = '<script>alert(1)</script> 模型 🚀';
    expect((await begin(portal, { title: markup })).title).toBe(markup);
  });
});

describe('findOccasions', () => {
  const dueOn = '2026-12-24';
  it.each([
    ['2026-12-09', undefined],
    ['2026-12-10', '2026-12-10'],
    ['2026-12-16', '2026-12-10'],
    ['2026-12-17', '2026-12-17'],
    ['2026-12-23', '2026-12-23'],
    ['2026-12-24', '2026-12-24'],
    ['2026-12-30', '2026-12-24'],
    ['2026-12-31', '2026-12-31'],
    ['2027-03-04', '2027-03-04'],
  ])('on %s the last is %s', (until, last) => {
    expect(findOccasions({ from: '2026-11-01', until, dueOn }).at(-1)).toBe(
      last,
    );
  });

  it('has all of them in order, but what was before the start', () => {
    expect(
      findOccasions({ from: '2026-12-11', until: '2027-01-08', dueOn }),
    ).toEqual([
      '2026-12-17',
      '2026-12-23',
      '2026-12-24',
      '2026-12-31',
      '2027-01-07',
    ]);
  });
});
