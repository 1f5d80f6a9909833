import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  explainedControlSchema,
  getScorecardsResponseSchema,
  listCollectorsResponseSchema,
  listScorecardsResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from './__testUtils__/clock';
import { entity, startPortal } from './__testUtils__/startPortal';
import { routes } from './api/routes';

const START = new Date('2026-11-23T12:00:00Z');
const SCANNER = 'component:default/scanner';
const STRAY = 'component:default/stray';
const CLINIC = 'system:default/clinic';
const CLUSTER = 'resource:default/eu';
const ORGANISATION = 'group:default/acme';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

type Portal = Awaited<ReturnType<typeof startPortal>>;

/** Verdicts of the house framework by control. */
async function verdicts({ get }: Portal, entityRef: string) {
  const answer = await get(`/scorecards?entityRef=${entityRef}`);
  const { items } = getScorecardsResponseSchema.parse(answer.body);
  return Object.fromEntries(
    items
      .filter(({ frameworkId }) => frameworkId === 'house')
      .flatMap(({ controls }) =>
        controls.map(({ id, verdict }) => [id, verdict]),
      ),
  );
}

async function explain({ get }: Portal, control: string, entityRef: string) {
  const answer = await get(`/controls/house/${control}?entityRef=${entityRef}`);
  return explainedControlSchema.parse(answer.body);
}

stopClockAt(START);

describe.each(databases.eachSupportedId())('scorecards on %s', databaseId => {
  let portal: Portal;

  async function start(options: Parameters<typeof startPortal>[0] = {}) {
    portal = await startPortal({
      knex: await databases.init(databaseId),
      ...options,
    });
    return portal;
  }

  afterEach(() => portal.stop());

  it('says what facts say, and nothing where none are known', async () => {
    const { collector, get, collect, evaluate, published } = await start();
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toMatchObject({
      'h-storage': 'not-evaluated',
    });
    collector.storage = { [SCANNER]: true, [STRAY]: false };
    collector.reviews = { [SCANNER]: '2026-11-23T06:00:00Z' };
    await collect();
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toEqual({
      'h-storage': 'pass',
      'h-review': 'pass',
      'h-backup': 'not-evaluated',
      'h-cluster': 'not-evaluated',
      'h-training': 'not-evaluated',
      'h-later': 'pass',
    });
    expect(published).toContainEqual(
      expect.objectContaining({ channel: 'scorecards:verdicts' }),
    );
    const { body } = await get(`/scorecards?entityRef=${STRAY}`);
    const [card] = getScorecardsResponseSchema
      .parse(body)
      .items.filter(({ frameworkId }) => frameworkId === 'house');
    expect(card).toMatchObject({
      title: 'stray',
      owner: 'group:default/imaging',
      frameworkVersion: '1',
      score: 0,
      counts: { fail: 1, 'not-evaluated': 4 },
      upcoming: 1,
      evaluatedAt: START.toISOString(),
      controls: expect.arrayContaining([
        expect.objectContaining({
          id: 'h-storage',
          verdict: 'fail',
          reason: 'plain',
          critical: true,
        }),
        expect.objectContaining({
          id: 'h-backup',
          reason: 'It is met by the system, and none is known for this entity',
        }),
      ]),
    });
    expect(card.level).toBeUndefined();

    const fix = await explain(portal, 'h-storage', STRAY);
    expect(fix).toMatchObject({
      result: { verdict: 'fail' },
      checks: [
        {
          expected: 'encrypted storage',
          actual: 'plain',
          fix: { annotation: 'example.com/encryption: "on"' },
          expressions: ['pass: test.storage.encrypted'],
          facts: [
            {
              type: 'test.storage',
              value: { encrypted: false },
              source: 'Test system',
              query: 'GET /all',
              population: 3,
              collector: { id: 'test', version: '1.0.0' },
              expired: false,
              hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
            },
          ],
        },
      ],
    });
  });

  it('forgets a pass when its fact expires, and keeps the gap', async () => {
    const { collector, collect, evaluate } = await start();
    collector.storage = { [SCANNER]: true };
    await evaluate();
    await collect();
    await evaluate();

    collector.failure = new Error('connection refused');
    moveTo('2026-11-23T12:59:00Z');
    await collect();
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toMatchObject({
      'h-storage': 'pass',
    });
    moveTo('2026-11-23T13:00:30Z');
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toMatchObject({
      'h-storage': 'not-evaluated',
    });

    collector.failure = undefined;
    moveTo('2026-11-23T14:00:00Z');
    await collect();
    await evaluate();
    const { result, history } = await explain(portal, 'h-storage', SCANNER);
    expect(result).toMatchObject({
      verdict: 'pass',
      since: '2026-11-23T14:00:00.000Z',
    });
    expect(history).toMatchObject([
      { verdict: 'pass', from: '2026-11-23T14:00:00.000Z' },
      {
        verdict: 'not-evaluated',
        from: '2026-11-23T13:00:30.000Z',
        to: '2026-11-23T14:00:00.000Z',
        reason: 'test.storage expired at 2026-11-23T13:00:00.000Z',
      },
      {
        verdict: 'pass',
        from: '2026-11-23T12:00:00.000Z',
        to: '2026-11-23T13:00:30.000Z',
        frameworkVersion: '1',
      },
    ]);
    expect(history[0].to).toBeUndefined();
  });

  it('keeps the gap as well where the portal itself was not there', async () => {
    const { collector, collect, evaluate } = await start();
    collector.storage = { [SCANNER]: true };
    await evaluate();
    await collect();
    await evaluate();
    moveTo('2026-11-25T09:00:00Z');
    await collect();
    await evaluate();
    const { history } = await explain(portal, 'h-storage', SCANNER);
    expect(history.slice(0, 3)).toMatchObject([
      { verdict: 'pass', from: '2026-11-25T09:00:00.000Z' },
      { verdict: 'not-evaluated', from: '2026-11-23T13:00:00.000Z' },
      { verdict: 'pass', from: '2026-11-23T12:00:00.000Z' },
    ]);
  });

  it('lets entities inherit what is met above them', async () => {
    const { collector, collect, evaluate, entities, get } = await start();
    collector.storage = { [CLINIC]: true, [CLUSTER]: false };
    await evaluate();
    await collect();
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toMatchObject({
      'h-backup': 'inherited',
      'h-cluster': 'fail',
      'h-training': 'not-evaluated',
    });
    expect(await verdicts(portal, STRAY)).toMatchObject({
      'h-backup': 'not-evaluated',
    });
    // What it rests on is shown from above.
    expect(await explain(portal, 'h-cluster', SCANNER)).toMatchObject({
      result: { reason: `${CLUSTER}: plain` },
      checks: [{ actual: 'plain', verdict: 'fail' }],
    });
    // The organisation has a scorecard of its own part; the system has none.
    expect(await verdicts(portal, ORGANISATION)).toEqual({
      'h-training': 'not-evaluated',
    });
    expect(await verdicts(portal, CLINIC)).toEqual({});

    collector.storage = { [CLINIC]: false, [CLUSTER]: true };
    moveTo('2026-11-23T12:10:00Z');
    await collect();
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toMatchObject({
      'h-backup': 'fail',
      'h-cluster': 'inherited',
    });

    // A system that is gone says nothing.
    entities.splice(1, 1);
    moveTo('2026-11-23T12:20:00Z');
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toMatchObject({
      'h-backup': 'not-evaluated',
      'h-cluster': 'inherited',
    });
    expect((await get(`/scorecards?entityRef=${CLINIC}`)).status).toBe(404);
  });

  it('asks a framework of those that it applies to, and of no others', async () => {
    const { collector, collect, evaluate, get } = await start();
    const guarded = async () => {
      const { body } = await get('/scorecards/list?framework=guarded');
      return listScorecardsResponseSchema
        .parse(body)
        .items.map(({ entityRef, counts }) => [entityRef, counts]);
    };
    collector.storage = { [SCANNER]: true };
    await evaluate();
    await collect();
    await evaluate();
    expect(await guarded()).toEqual([[SCANNER, { pass: 1 }]]);
    // Whether it applies is not known any more, so nothing looks better.
    moveTo('2026-11-23T13:01:00Z');
    await evaluate();
    expect(await guarded()).toEqual([[SCANNER, { 'not-evaluated': 1 }]]);
    collector.storage = { [SCANNER]: false };
    await collect();
    await evaluate();
    expect(await guarded()).toEqual([]);
  });

  it('asks again as time goes by, and with other rules', async () => {
    const knex = await databases.init(databaseId);
    const { collector, collect, evaluate, stop } = await start({ knex });
    collector.storage = { [SCANNER]: true };
    collector.reviews = { [SCANNER]: '2026-11-23T06:00:00Z' };
    await evaluate();
    await collect();
    await evaluate();
    moveTo('2026-11-24T07:00:00Z');
    await evaluate();
    expect(await verdicts(portal, SCANNER)).toMatchObject({
      'h-review': 'fail',
    });
    await stop();

    moveTo('2026-11-24T07:05:00Z');
    await start({ knex, scorecards: { frameworks: { disabled: ['house'] } } });
    await portal.evaluate();
    expect(await verdicts(portal, SCANNER)).toEqual({});
    expect(
      (await portal.get('/scorecards/list?framework=house')).body.totalItems,
    ).toBe(0);
    await portal.stop();

    await start({ knex });
    await portal.evaluate();
    const { history } = await explain(portal, 'h-review', SCANNER);
    expect(history.map(({ verdict }) => verdict)).toEqual([
      'fail',
      'fail',
      'pass',
    ]);
  });

  it('lists in pages, filtered and sorted', async () => {
    const { collector, get, post, collect, evaluate } = await start({
      entities: [
        ...['a', 'b', 'c', 'd', 'e'].map(name =>
          entity('Component', name, [
            ['ownedBy', `group:default/${name < 'c' ? 'first' : 'second'}`],
          ]),
        ),
        entity('Group', 'acme'),
      ],
    });
    const ref = (name: string) => `component:default/${name}`;
    collector.storage = { [ref('b')]: true, [ref('d')]: true };
    collector.reviews = { [ref('d')]: '2026-11-23T11:00:00Z' };
    await evaluate();
    await collect();
    await evaluate();

    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(
        `/scorecards/list?framework=house&kind=component&order=desc&limit=2${cursor}`,
      );
      const page = listScorecardsResponseSchema.parse(body);
      expect(page.totalItems).toBe(5);
      names.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(names).toEqual(['d', 'b', 'e', 'c', 'a']);

    const titles = async (query: string) =>
      (
        await get(`/scorecards/list?framework=house&sort=title&${query}`)
      ).body.items?.map(({ title }: { title: string }) => title);
    expect(await titles('owner=group:default/first')).toEqual(['a', 'b']);
    expect(await titles('level=bronze')).toEqual(['b', 'd']);
    expect(await titles('level=none&kind=Component')).toEqual(['a', 'c', 'e']);
    expect(await titles('text=%25')).toEqual([]);
    expect(await titles('text=DEFAULT/E')).toEqual(['e']);
    const byRefs = await post('/scorecards/by-refs', {
      entityRefs: [ref('d'), ref('nobody')],
    });
    expect(byRefs.body.items).toMatchObject([
      expect.arrayContaining([
        expect.objectContaining({
          frameworkId: 'house',
          level: 'bronze',
          levelTitle: 'Bronze',
          score: 0.4,
          shares: { automated: 0.4, attested: 0, inherited: 0 },
        }),
      ]),
      [],
    ]);
  });

  it('tells how collectors stand, and refuses what is wrong', async () => {
    const { collector, get, post, collect, evaluate } = await start();
    const status = async () =>
      listCollectorsResponseSchema.parse((await get('/collectors')).body)
        .items[0];
    expect(await status()).toMatchObject({ id: 'test', facts: 0 });
    collector.storage = {
      [SCANNER]: true,
      [STRAY]: 'yes',
      'component:default/nobody': true,
    };
    collector.failures = [{ subject: 'cluster eu-1', message: 'timed out' }];
    await evaluate();
    await collect();
    expect(collector.seen).toContain('scanner');
    expect(await status()).toMatchObject({
      state: 'partial',
      facts: 1,
      lastSucceededAt: START.toISOString(),
      errors: [
        `Refused ${STRAY}: test.storage.encrypted: found a string; expected is true or false`,
        'Refused component:default/nobody: the catalog has no such entity',
        'cluster eu-1: timed out',
      ],
      factTypes: [
        { id: 'test.storage', validForSeconds: 3600 },
        { id: 'test.review' },
      ],
    });
    collector.failure = new Error('connection refused');
    moveTo('2026-11-23T12:30:00Z');
    expect((await post('/collectors/test/refresh')).status).toBe(202);
    expect(await status()).toMatchObject({
      state: 'failing',
      facts: 1,
      lastStartedAt: '2026-11-23T12:30:00.000Z',
      lastSucceededAt: START.toISOString(),
      errors: ['connection refused'],
    });
    expect(
      (await post('/collectors/other/refresh')).body.error.message,
    ).toContain("There is no collector 'other'; there are test");
  });
});

describe('scorecards', () => {
  it('shows only what the catalog shows', async () => {
    const { get, post, evaluate, collect, collector } = await startPortal({
      visible: ['scanner'],
    });
    collector.storage = { [CLINIC]: false };
    await evaluate();
    await collect();
    await evaluate();
    const list = await get('/scorecards/list?framework=house&limit=1');
    expect(list.body).toMatchObject({
      totalItems: 1,
      items: [{ entityRef: SCANNER }],
    });
    expect(list.body.nextCursor).toBeUndefined();
    for (const path of [
      `/scorecards?entityRef=${STRAY}`,
      `/controls/house/h-storage?entityRef=${STRAY}`,
      '/scorecards?entityRef=component:default/nobody',
      `/controls/house/h-nothing?entityRef=${SCANNER}`,
      '/frameworks/nothing',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    // What it rests on stands in the facts of an entity that is not shown.
    const explained = await get(
      `/controls/house/h-backup?entityRef=${SCANNER}`,
    );
    expect(explained.body.checks).toEqual([]);
    const reason = 'It is met above, where you may not see why';
    expect(explained.body.result).toMatchObject({ verdict: 'fail', reason });
    expect(explained.body.history[0]).toMatchObject({ reason });
    const from = new Date().toISOString();
    moveTo(new Date(Date.now() + 60_000));
    for (const path of [
      `/scorecards?entityRef=${SCANNER}`,
      `/timeline?entityRef=${SCANNER}&framework=house&from=${from}`,
      `/samples?framework=house&control=h-backup&seed=a&size=1&from=${from}`,
    ]) {
      const { status, body } = await get(path);
      const text = JSON.stringify(body);
      expect([path, status]).toEqual([path, 200]);
      expect(text).toContain(reason);
      expect(text).not.toContain(`${CLINIC}: `);
    }
    const gate = await post('/gate', { entityRef: SCANNER });
    expect(gate.body.text).toContain(reason);
    const byRefs = await post('/scorecards/by-refs', { entityRefs: [STRAY] });
    expect(byRefs.body.items).toEqual([[]]);
  });

  it('denies what nobody granted', async () => {
    const { get, post } = await startPortal({ granted: () => false });
    const queries: Record<string, string> = {
      getScorecards: `?entityRef=${SCANNER}`,
      explainControl: `?entityRef=${SCANNER}`,
      getTimeline: `?entityRef=${SCANNER}&framework=house&from=2026-11-01T00:00:00Z`,
      drawSample:
        '?framework=house&control=h-storage&from=2026-11-01T00:00:00Z&seed=1',
    };
    const text = { frameworkId: 'house', controlId: 'h-storage' };
    const control = { ...text, entityRef: SCANNER };
    const reason = 'For it is so';
    const bodies: Record<string, object> = {
      getScorecardsByRefs: routes.getScorecardsByRefs.example.body,
      whatIf: routes.whatIf.example.body,
      startCampaign: {
        title: 'All of it',
        frameworkId: 'house',
        ownerRef: ORGANISATION,
        dueOn: '2026-12-24',
      },
      requestDecision: { ...control, kind: 'exemption', reason, days: 1 },
      renewDecision: { reason, days: 1 },
      signAttestation: { ...control, statement: reason },
      acceptText: { ...text, comment: reason },
      withdrawAcceptance: { ...text, comment: reason },
    };
    for (const [name, route] of Object.entries<RouteDefinition>(routes)) {
      const path = route.path.replace(/:\w+/g, 'house') + (queries[name] ?? '');
      const send = (headers?: object) =>
        route.method === 'get'
          ? get(path, headers)
          : post(path, bodies[name] ?? {}, headers);
      expect([name, (await send()).status]).toEqual([name, 403]);
      const nobody = { authorization: mockCredentials.none.header() };
      expect([name, (await send(nobody)).status]).toEqual([name, 401]);
    }
  });

  it('documents requests that work, and names what is wrong with others', async () => {
    const { get, post, evaluate } = await startPortal();
    await evaluate();
    const document = (await get('/openapi.json')).body;
    const all = Object.entries<RouteDefinition>(routes);
    for (const [name, route] of all) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      expect(document.paths[path][route.method].operationId).toBe(name);
    }
    for (const [name, route] of all.filter(([, { example }]) => example)) {
      const query = new URLSearchParams(route.example!.query).toString();
      const answer = await (route.method === 'get'
        ? get(`${route.path}?${query}`)
        : post(route.path, route.example!.body as object));
      expect([name, answer.status]).toEqual([name, 200]);
      route.response?.parse(answer.body);
    }
    const framework = await get('/frameworks/house');
    expect(routes.getFramework.response.parse(framework.body)).toMatchObject({
      automatic: 5,
      controls: expect.arrayContaining([
        expect.objectContaining({ id: 'h-training', metAt: 'organisation' }),
      ]),
    });
    expect(
      (await get('/scorecards?entityRef=scanner')).body.error.message,
    ).toContain('entityRef: expected a full entity ref');
    expect(
      (await get('/scorecards/list?cursor=bm8')).body.error.message,
    ).toContain('cursor:');
  });

  it('lets agents read and explain', async () => {
    const { actions, collector, collect, evaluate } = await startPortal();
    collector.storage = { [STRAY]: false };
    await evaluate();
    await collect();
    await evaluate();
    const scorecard = await actions.invoke({
      id: 'test:get-scorecard',
      input: { entityRef: STRAY },
    });
    expect(scorecard.output).toMatchObject({
      scorecards: expect.arrayContaining([
        expect.objectContaining({
          framework: 'house',
          controls: expect.arrayContaining([
            expect.objectContaining({ id: 'h-storage', verdict: 'fail' }),
          ]),
        }),
      ]),
    });
    const why = await actions.invoke({
      id: 'test:explain-verdict',
      input: { framework: 'house', control: 'h-storage', entityRef: STRAY },
    });
    expect(why.output).toMatchObject({
      verdict: 'fail',
      checks: [{ actual: 'plain', fix: 'Switch encryption on.' }],
    });
  });
});
