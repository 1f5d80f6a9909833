import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  getScorecardsResponseSchema,
  listScorecardsResponseSchema,
  matrixResponseSchema,
  sampleSchema,
  timelineSchema,
  type MatrixResponse,
  type Timeline,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from './__testUtils__/clock';
import { entity, HOUSE_FILE, startPortal } from './__testUtils__/startPortal';

const SCANNER = 'component:default/scanner';
const CLINIC = 'system:default/clinic';
const IMAGING = 'group:default/imaging';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();

type Portal = Awaited<ReturnType<typeof startPortal>>;

/** The house rules with another control, so that all are other rules. */
function otherRules(): string {
  const file = directory.resolve('house.yaml');
  writeFileSync(
    file,
    readFileSync(HOUSE_FILE, 'utf8')
      .replace("version: '1'", "version: '2'")
      .replace('id: h-review,', 'id: h-seen,'),
  );
  return file;
}

stopClockAt('2026-11-23T12:00:00Z');

describe.each(databases.eachSupportedId())('records on %s', databaseId => {
  let portal: Portal;

  async function start(options: Parameters<typeof startPortal>[0] = {}) {
    portal = await startPortal({
      knex: await databases.init(databaseId),
      ...options,
    });
    return portal;
  }

  afterEach(() => portal.stop());

  async function evaluateAll(): Promise<void> {
    await portal.evaluate();
    await portal.collect();
    await portal.evaluate();
  }

  describe('over time', () => {
    async function timeline(from: string, to?: string): Promise<Timeline> {
      const query = new URLSearchParams({
        entityRef: SCANNER,
        framework: 'house',
        from,
        ...(to && { to }),
      });
      const { body, status } = await portal.get(`/timeline?${query}`);
      expect([status, body.error?.message]).toEqual([200, undefined]);
      return timelineSchema.parse(body);
    }

    const spansOf = ({ controls }: Timeline, id: string) =>
      controls
        .find(control => control.id === id)
        ?.spans.map(({ from, to, verdict = 'nothing' }) => [
          from.slice(11, 19),
          to.slice(11, 19),
          verdict,
        ]);

    it('tells the spans of a period, what was not recorded among them', async () => {
      const { collector, collect, evaluate, entities } = await start();
      collector.storage = { [SCANNER]: true };
      await evaluateAll();
      collector.failure = new Error('connection refused');
      moveTo('2026-11-23T13:00:30Z');
      await evaluate();
      collector.failure = undefined;
      moveTo('2026-11-23T13:10:30Z');
      await collect();
      await evaluate();
      moveTo('2026-11-23T14:00:00Z');
      const whole = await timeline('2026-11-23T11:00:00Z');
      expect(whole.to).toBe('2026-11-23T14:00:00.000Z');
      expect(spansOf(whole, 'h-storage')).toEqual([
        ['11:00:00', '12:00:00', 'nothing'],
        ['12:00:00', '13:00:30', 'pass'],
        ['13:00:30', '13:10:30', 'not-evaluated'],
        ['13:10:30', '14:00:00', 'pass'],
      ]);
      const { share } = whole.controls.find(({ id }) => id === 'h-storage')!;
      expect(share.met).toBeCloseTo(110 / 180);
      expect(share.unknown).toBeCloseTo(70 / 180);
      expect(share.unmet).toBe(0);
      expect(whole.standings).toEqual([
        { at: '2026-11-23T12:00:00.000Z', level: 'bronze', score: 0.2 },
        { at: '2026-11-23T13:00:30.000Z', score: 0 },
        { at: '2026-11-23T13:10:30.000Z', level: 'bronze', score: 0.2 },
      ]);

      // Why it is so was said before the period.
      const part = await timeline(
        '2026-11-23T13:05:00Z',
        '2026-11-23T13:08:00Z',
      );
      expect(part.controls[0].spans).toEqual([
        {
          from: '2026-11-23T13:05:00.000Z',
          to: '2026-11-23T13:08:00.000Z',
          verdict: 'not-evaluated',
          reason: expect.stringContaining('expired'),
          frameworkVersion: '1',
        },
      ]);
      expect(part.standings).toEqual([
        { at: '2026-11-23T13:05:00.000Z', score: 0 },
      ]);

      // The portal was away, the fact had expired meanwhile.
      moveTo('2026-11-23T20:00:00Z');
      await collect();
      await evaluate();
      // And then the entity is gone.
      entities.splice(
        entities.findIndex(({ metadata }) => metadata.name === 'scanner'),
        1,
      );
      moveTo('2026-11-23T20:30:00Z');
      await evaluate();
      moveTo('2026-11-23T21:00:00Z');
      expect(
        spansOf(await timeline('2026-11-23T14:00:00Z'), 'h-storage'),
      ).toEqual([
        ['14:00:00', '14:10:30', 'pass'],
        ['14:10:30', '20:00:00', 'not-evaluated'],
        ['20:00:00', '20:30:00', 'pass'],
        ['20:30:00', '21:00:00', 'nothing'],
      ]);
    });

    it('keeps what other rules said, and never compares with it', async () => {
      const knex = await databases.init(databaseId);
      const { collector, evaluate } = await start({ knex });
      collector.reviews = { [SCANNER]: '2026-11-23T06:00:00Z' };
      collector.storage = { [SCANNER]: true };
      await evaluateAll();
      moveTo('2026-12-23T12:30:00Z');
      const summary = async () => {
        const { body } = await portal.get(`/scorecards?entityRef=${SCANNER}`);
        return getScorecardsResponseSchema
          .parse(body)
          .items.find(({ frameworkId }) => frameworkId === 'house')!;
      };
      await evaluate();
      expect(await summary()).toMatchObject({
        score: 0,
        before: { level: 'bronze', score: 0.4 },
      });
      const byRefs = await portal.post('/scorecards/by-refs', {
        entityRefs: [SCANNER],
      });
      expect(byRefs.body.items[0]).toContainEqual(
        expect.objectContaining({ before: { level: 'bronze', score: 0.4 } }),
      );
      const list = await portal.get('/scorecards/list?framework=house');
      expect(
        listScorecardsResponseSchema
          .parse(list.body)
          .items.find(({ entityRef }) => entityRef === SCANNER)?.before,
      ).toEqual({ level: 'bronze', score: 0.4 });
      await portal.stop();

      await start({ knex, scorecards: { files: [otherRules()] } });
      moveTo('2026-12-23T12:40:00Z');
      await portal.evaluate();
      expect((await summary()).before).toBeUndefined();
      const { controls } = await timeline('2026-12-23T11:00:00Z');
      const review = controls.find(({ id }) => id === 'h-review')!;
      expect(review).toMatchObject({ citation: '', title: 'h-review' });
      expect(review.spans.map(({ verdict }) => verdict)).toEqual([
        'pass',
        'not-evaluated',
      ]);
    });

    it('says which periods there are', async () => {
      const { evaluate, get } = await start();
      await evaluate();
      const refusal = async (query: string) => {
        const answer = await get(
          `/timeline?entityRef=${SCANNER}&framework=house&${query}`,
        );
        return `${answer.status} ${answer.body.error?.message}`;
      };
      expect(await refusal('from=2026-11-23')).toMatch(/^400 .*from/);
      expect(await refusal('from=2027-01-01T00:00:00Z')).toContain(
        "400 from: found '2027-01-01T00:00:00Z', allowed is a time before now",
      );
      expect(
        await refusal('from=2026-10-02T00:00:00Z&to=2026-10-01T00:00:00Z'),
      ).toContain("a time before 'to'");
      expect(await refusal('from=0001-01-01T00:00:00Z')).toContain(
        'at most two years',
      );
      expect(
        await refusal('from=0000-01-01T00:00:00Z&to=0000-02-01T00:00:00Z'),
      ).toMatch(/^200/);
      const stranger = 'component:default/nobody';
      const nobody = await get(
        `/timeline?entityRef=${stranger}&framework=house&from=2026-11-01T00:00:00Z`,
      );
      expect(nobody.status).toBe(404);
    });
  });

  describe('the sample room', () => {
    const names = Array.from({ length: 12 }, (_, index) => `svc-${index}`);
    const refOf = (name: string) => `component:default/${name}`;
    const services = () =>
      names.map(name => entity('Component', name, [['partOf', CLINIC]]));

    async function draw(query: Record<string, string>) {
      const all = new URLSearchParams({
        framework: 'house',
        control: 'h-storage',
        from: '2026-11-23T00:00:00Z',
        seed: 'audit 2026',
        ...query,
      });
      const { body, status } = await portal.get(`/samples?${all}`);
      expect([status, body.error?.message]).toEqual([200, undefined]);
      return sampleSchema.parse(body);
    }

    it('draws what anybody can draw again, with what it rested on', async () => {
      const { collector, collect, evaluate, entities } = await start({
        entities: [
          entity('Group', 'acme'),
          entity('System', 'clinic'),
          ...services(),
        ],
      });
      collector.storage = Object.fromEntries([
        [CLINIC, true],
        ...names.map((name, index) => [refOf(name), index % 3 > 0]),
      ]);
      await evaluateAll();
      moveTo('2026-11-23T12:30:00Z');

      const sample = await draw({ size: '5' });
      const hashOf = (ref: string) =>
        createHash('sha256').update(`audit 2026 ${ref}`).digest('hex');
      const expected = names
        .map(refOf)
        .sort((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1))
        .slice(0, 5);
      expect(sample.items.map(({ entityRef }) => entityRef)).toEqual(expected);
      expect(sample).toMatchObject({
        population: 12,
        counts: { pass: 8, fail: 4 },
        citation: 'H 1',
        method: expect.stringMatching(/SHA-256.*first 5/),
      });
      expect(sample.items[0]).toMatchObject({
        position: 1,
        since: '2026-11-23T12:00:00.000Z',
        frameworkVersion: '1',
        changes: 0,
        facts: [
          {
            type: 'test.storage',
            title: 'Storage',
            hash: expect.stringMatching(/^sha256:/),
            evidence: {
              source: 'Test system',
              query: 'GET /all',
              population: 3,
              collector: { id: 'test', version: '1.0.0' },
            },
          },
        ],
      });
      expect((await draw({ size: '100' })).items).toHaveLength(12);
      expect((await draw({ seed: 'other', size: '5' })).items).not.toEqual(
        sample.items,
      );

      // What is met above rests on the facts of that.
      const above = await draw({ control: 'h-backup', size: '1' });
      expect(above.items[0]).toMatchObject({
        verdict: 'inherited',
        metBy: CLINIC,
        facts: [
          { type: 'test.storage', evidence: { value: { encrypted: true } } },
        ],
      });

      // One is gone and one is another by now: the period is what it was.
      const [gone, other] = expected;
      entities.splice(
        entities.findIndex(({ metadata }) => refOf(metadata.name) === gone),
        1,
      );
      collector.storage[other] = !collector.storage[other];
      moveTo('2026-11-23T12:40:00Z');
      await collect();
      await evaluate();
      const again = await draw({ size: '5', to: '2026-11-23T12:30:00Z' });
      expect(again.items.map(({ entityRef }) => entityRef)).toEqual(expected);
      expect(again.counts).toEqual(sample.counts);
      expect(again.items[0].facts[0].evidence).toBeUndefined();
      expect(again.items[1]).toMatchObject({
        verdict: sample.items[1].verdict,
        facts: [{ hash: sample.items[1].facts[0].hash }],
      });
      expect(again.items[1].facts[0].evidence).toBeUndefined();
      moveTo('2026-11-23T12:50:00Z');
      // It was asked of one until it was gone.
      expect(await draw({ from: '2026-11-23T12:41:00Z' })).toMatchObject({
        population: 11,
      });
      expect(await draw({ size: '5' })).toMatchObject({
        population: 12,
        items: [{ entityRef: gone, changes: 1 }, { changes: 1 }, {}, {}, {}],
      });
    });
  });

  describe('the matrix', () => {
    async function matrix(query = ''): Promise<MatrixResponse> {
      const { body, status } = await portal.get(
        `/scorecards/matrix?framework=house${query}`,
      );
      expect([status, body.error?.message]).toEqual([200, undefined]);
      return matrixResponseSchema.parse(body);
    }

    const people = () => [
      entity('Group', 'acme'),
      entity('System', 'clinic', [['ownedBy', IMAGING]]),
      entity('System', 'shop'),
      ...['a', 'b', 'c'].map(name =>
        entity('Component', name, [
          ['partOf', CLINIC],
          ['ownedBy', IMAGING],
        ]),
      ),
      entity('Component', 'd', [['partOf', 'system:default/shop']]),
      entity('Component', 'stray'),
    ];
    const ref = (name: string) => `component:default/${name}`;

    it('adds up all that the caller sees, in pages', async () => {
      const { collector, collect, evaluate } = await start({
        entities: people(),
      });
      collector.storage = {
        [ref('a')]: true,
        [ref('b')]: true,
        [ref('d')]: true,
      };
      collector.reviews = { [ref('d')]: '2026-11-23T10:00:00Z' };
      await evaluateAll();

      const bySystem = await matrix('&kind=component');
      expect(bySystem.frameworks).toMatchObject([
        { id: 'house', mappingOnly: false, levels: [{ id: 'bronze' }, {}] },
      ]);
      expect(bySystem.rows).toEqual([
        {
          key: '',
          title: 'No system',
          entities: 1,
          cells: [
            {
              frameworkId: 'house',
              entities: 1,
              levels: { none: 1 },
              score: 0,
            },
          ],
        },
        {
          key: CLINIC,
          title: 'clinic',
          entities: 3,
          cells: [
            {
              frameworkId: 'house',
              entities: 3,
              levels: { bronze: 2, none: 1 },
              score: expect.closeTo(0.4 / 3),
            },
          ],
        },
        expect.objectContaining({ key: 'system:default/shop', entities: 1 }),
      ]);
      expect(bySystem.totals).toEqual([
        {
          frameworkId: 'house',
          entities: 5,
          levels: { bronze: 3, none: 2 },
          score: expect.closeTo(0.8 / 5),
        },
      ]);
      // As the list has it that a cell opens.
      for (const { key, entities } of bySystem.rows) {
        const { body } = await portal.get(
          `/scorecards/list?framework=house&kind=component&system=${
            key || 'none'
          }`,
        );
        expect([key, body.totalItems]).toEqual([key, entities]);
      }

      const keys: string[] = [];
      let cursor = '';
      do {
        const page = await matrix(`&by=owner&kind=Component&limit=1${cursor}`);
        expect(page.totalRows).toBe(2);
        expect(page.totals).toEqual(bySystem.totals);
        keys.push(...page.rows.map(({ key }) => key));
        cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
      } while (cursor);
      expect(keys.sort()).toEqual(['', IMAGING]);
      expect((await matrix('&by=kind')).rows.map(({ key }) => key)).toEqual([
        'Group',
        'Component',
      ]);

      // A month later it is another, and that is said.
      moveTo('2026-12-23T12:30:00Z');
      collector.storage = { [ref('a')]: true };
      await collect();
      await evaluate();
      await portal.findTrends();
      const later = await matrix('&kind=component');
      expect(later.totals[0]).toMatchObject({
        score: expect.closeTo(0.04),
        change: expect.closeTo(0.04 - 0.16),
      });
      expect(
        later.rows.find(({ key }) => key === CLINIC)!.cells[0].change,
      ).toBeCloseTo((0.2 - 0.4) / 3);
    });

    it('counts only what is shown, and no levels of what has none', async () => {
      const mapping = directory.resolve('mapping.yaml');
      writeFileSync(
        mapping,
        `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: mapped, title: Mapped }
spec:
  version: '1'
  scope: All of it
  source: { kind: primary, title: Ourselves }
  mappingOnly: true
  appliesTo: { kinds: [Component] }
  levels: [{ id: full, title: Full, minimumScore: 0.1 }]
  controls:
    - { id: m-1, citation: M 1, title: Storage, summary: Nobody reads it, kind: automatic, rule: test-encrypted }
`,
      );
      const { collector } = await start({
        entities: people(),
        visible: ['a', 'c'],
        scorecards: { files: [HOUSE_FILE, mapping] },
      });
      collector.storage = { [ref('a')]: true, [ref('b')]: true };
      await evaluateAll();
      const { rows, totals } = await matrix('&framework=mapped');
      expect(rows).toEqual([
        expect.objectContaining({
          key: CLINIC,
          // The system itself is not shown.
          title: 'clinic',
          entities: 2,
        }),
      ]);
      expect(totals).toEqual([
        expect.objectContaining({ levels: { bronze: 1, none: 1 } }),
        {
          frameworkId: 'mapped',
          entities: 2,
          levels: {},
          score: expect.closeTo(0.5),
        },
      ]);
    });

    it('finds nothing of what cannot be, and names a wrong cursor', async () => {
      const { evaluate, get } = await start();
      await evaluate();
      for (const query of [
        'system=system:default/%F0%9F%9A%80',
        'text=%25',
        "owner=group:default/'%3B--",
        'framework=nothing',
      ]) {
        const { status, body } = await get(`/scorecards/matrix?${query}`);
        expect([query, status, body.totalRows]).toEqual([query, 200, 0]);
      }
      const other = (await matrix('&by=kind&limit=1')).nextCursor;
      for (const cursor of ['bm8', 'null', other]) {
        const { status, body } = await get(
          `/scorecards/matrix?cursor=${cursor}`,
        );
        expect([status, body.error.message]).toEqual([
          400,
          expect.stringContaining('cursor:'),
        ]);
      }
    });
  });
});
