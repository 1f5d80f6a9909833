import { TestDatabases } from '@backstage/backend-test-utils';
import { stopClockAt } from './__testUtils__/clock';
import { by, startPortal } from './__testUtils__/startPortal';

const SCANNER = 'component:default/scanner';
const CLARA = 'user:default/clara';
const OLIVIA = 'user:default/olivia';
const COMPLIANCE = 'group:default/compliance';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

stopClockAt('2026-11-23T12:00:00Z');

describe.each(databases.eachSupportedId())('requests on %s', databaseId => {
  type Portal = Awaited<ReturnType<typeof startPortal>>;
  const portals: Portal[] = [];

  async function start(options: Parameters<typeof startPortal>[0]) {
    const portal = await startPortal(options);
    portals.push(portal);
    portal.collector.storage = { [SCANNER]: false };
    await portal.evaluate();
    await portal.collect();
    await portal.evaluate();
    return portal;
  }

  async function ask({ post }: Portal, who: string, controlId: string) {
    const { status, body } = await post(
      '/decisions',
      {
        kind: 'exemption',
        entityRef: SCANNER,
        frameworkId: 'house',
        controlId,
        reason: 'The vendor ships a fix in March',
        days: 30,
      },
      by(who),
    );
    expect([status, body.error?.message]).toEqual([201, undefined]);
    return body.id as string;
  }

  it('are told while others use the database, as who tells them does', async () => {
    const portal = await start({
      knex: await databases.init(databaseId),
      scorecards: { decisions: { notify: [COMPLIANCE] } },
    });
    const { send } = portal.notifications;
    const statuses: number[] = [];
    portal.notifications.send = async notice => {
      const { status } = await portal.get(
        `/scorecards?entityRef=${SCANNER}`,
        by(CLARA),
      );
      statuses.push(status);
      await send(notice);
    };
    await ask(portal, OLIVIA, 'h-storage');
    await portal.notify();
    expect(statuses).toEqual([200]);
    expect(portal.notified).toHaveLength(1);
  });

  afterEach(async () => {
    for (const portal of portals.splice(0)) {
      await portal.stop();
    }
  });

  it('are told to who decides, once, and never to who asked', async () => {
    const knex = await databases.init(databaseId);
    const scorecards = { decisions: { notify: [COMPLIANCE, CLARA] } };
    const first = await start({ knex, scorecards });
    const second = await start({ knex, scorecards });
    const notify = async () => {
      await Promise.all([first.notify(), second.notify()]);
      await second.notify();
      return [...first.notified.splice(0), ...second.notified.splice(0)];
    };
    const id = await ask(first, OLIVIA, 'h-storage');
    expect(await notify()).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: [COMPLIANCE, CLARA],
          excludeEntityRef: [OLIVIA],
        },
        payload: {
          title: 'scanner: an exemption is asked for',
          description: `House rules, H 1 Storage. ${OLIVIA} asks, for 30 days: The vendor ships a fix in March`,
          link: '/compliance/approvals',
          severity: 'normal',
          topic: 'scorecards.decision',
          scope: `scorecards/exemption/${id}`,
        },
      },
    ]);
    await ask(second, CLARA, 'h-review');
    expect(await notify()).toMatchObject([
      {
        recipients: { entityRef: [COMPLIANCE], excludeEntityRef: [CLARA] },
        payload: { title: 'scanner: an exemption is asked for' },
      },
    ]);
    // What was withdrawn before anybody was told is no news.
    await first.post(`/decisions/${id}/withdraw`, {}, by(OLIVIA));
    const again = await ask(first, OLIVIA, 'h-storage');
    await first.post(`/decisions/${again}/withdraw`, {}, by(OLIVIA));
    expect(await notify()).toEqual([]);
  });

  it('are told to nobody unless configured', async () => {
    const knex = await databases.init(databaseId);
    const portal = await start({ knex });
    await ask(portal, OLIVIA, 'h-storage');
    await portal.notify();
    expect(portal.notified).toEqual([]);
  });
});

it.each(['compliance', 'component:default/scanner'])(
  'refuses to tell %s',
  async found => {
    await expect(
      startPortal({ scorecards: { decisions: { notify: [found] } } }),
    ).rejects.toThrow(
      `scorecards.decisions.notify[0]: found '${found}', allowed is`,
    );
  },
);
