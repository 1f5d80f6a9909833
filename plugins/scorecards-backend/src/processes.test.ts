import { readdirSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Verdict } from '@platform-ops/scorecards';
import type { Knex } from 'knex';
import { ReplicaProcess } from './__testUtils__/ReplicaProcess';
import type { Fate } from './__testUtils__/replicaMessages';
import { by, entity, HOUSE_FILE } from './__testUtils__/startPortal';
import { readLetter, unpackVerdicts } from './database/packVerdicts';

// Processes take a while to start on a busy machine.
jest.setTimeout(120_000);
const PATIENCE_MS = 60_000;

const BUILT_IN = readdirSync(resolve(__dirname, '../frameworks'))
  .map(file => parse(file).name)
  .filter(name => !name.startsWith('checks'));
const COUNT = 700;
const OWNERS = ['imaging', 'records', 'shop'].map(
  name => `group:default/${name}`,
);
const REFS = Array.from(
  { length: COUNT },
  (_, index) => `component:default/c-${String(index).padStart(3, '0')}`,
);
const ENTITIES = REFS.map((ref, index) =>
  entity('Component', ref.split('/')[1], [
    ['ownedBy', OWNERS[index % OWNERS.length]],
  ]),
);
/** What becomes unsafe: so much that it is evaluated in two sets. */
const WORSE = REFS.slice(0, 600);
const FIRST_SET = 500;
const CLARA = by('user:default/clara').authorization;
const RAVI = by('user:default/ravi').authorization;
const OLIVIA = by('user:default/olivia').authorization;

const EVALUATE = 'scorecards-evaluate';
const TASKS_PATH = '/.backstage/scheduler/v1/tasks';
const TASKS = 'backstage_backend_tasks__tasks';
const SETTLES: Fate['before'] = { statement: 'insert into "scorecards_due"' };
const BEFORE_SAVE: Fate['before'] = {
  statement: 'select "entity_ref", "evaluated_at" from "scorecards_due"',
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`It did not come to that: ${condition}`);
    }
    await new Promise(resolveNow => setTimeout(resolveNow, 25));
  }
}

const storageOf = (refs: string[], encrypted: boolean) =>
  refs.map(entityRef => ({
    entityRef,
    type: 'test.storage',
    value: { encrypted },
    source: 'Test system',
    query: 'GET /all',
    population: COUNT,
  }));

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const [databaseId] = databases.eachSupportedId().flat();
// SQLite is of one process.
const describeWithPostgres = databaseId ? describe : describe.skip;
const SKIPPED = databaseId ? '' : ' (skipped: there is no PostgreSQL)';

describeWithPostgres(`two processes on one PostgreSQL${SKIPPED}`, () => {
  let knex: Knex;
  let replicas: ReplicaProcess[] = [];

  const load = () =>
    ReplicaProcess.load({
      // Knex hides the password from whoever copies it.
      connection: {
        ...knex.client.config.connection,
        password: knex.client.config.connection.password,
      },
      entities: ENTITIES,
      scorecards: {
        files: [HOUSE_FILE],
        frameworks: { disabled: BUILT_IN },
        // Only when the test says so.
        interval: { hours: 1 },
      },
    });

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    replicas = await Promise.all([load(), load()]);
  });

  afterAll(() => Promise.all(replicas.map(replica => replica.kill())));

  const task = async () => knex(TASKS).where({ id: EVALUATE }).first();

  const countDue = async () =>
    Number(
      (
        await knex('scorecards_due')
          .where('due_at', '<=', knex.fn.now())
          .count({ count: '*' })
          .first()
      )?.count,
    );

  const ask = (replica: ReplicaProcess, what: 'trigger' | 'cancel') =>
    replica.call('POST', `${TASKS_PATH}/${EVALUATE}/${what}`, CLARA);

  /** Until nothing is due, and nobody is at it. */
  async function evaluate(replica: ReplicaProcess): Promise<void> {
    const { last_run_ended_at: before } = await task();
    expect((await ask(replica, 'trigger')).status).toBe(200);
    await until(async () => {
      const { current_run_ticket: ticket, last_run_ended_at: ended } =
        await task();
      return !ticket && ended > before;
    });
    expect(await countDue()).toBe(0);
  }

  /** Whoever evaluates meets its fate. */
  async function evaluateTo(fate: Fate): Promise<void> {
    await Promise.all(replicas.map(replica => replica.meet(fate)));
    expect((await ask(replicas[0], 'trigger')).status).toBe(200);
  }

  /** @returns which one ended, and which is left. */
  async function killWithin(fate: Omit<Fate, 'signal'>) {
    const ended = Promise.race(
      replicas.map(async replica => ({ replica, how: await replica.ended })),
    );
    await evaluateTo({ ...fate, signal: 'SIGKILL' });
    const { replica: killed, how } = await ended;
    expect(how).toBe('SIGKILL');
    const survivor = replicas.find(replica => replica !== killed)!;
    await survivor.meet();
    return { killed, survivor };
  }

  async function startInPlaceOf(killed: ReplicaProcess): Promise<void> {
    const replica = await load();
    replicas = replicas.map(each => (each === killed ? replica : each));
    await replica.start();
  }

  const expected = (isSafe: boolean | undefined) => {
    const known: Verdict = isSafe ? 'pass' : 'fail';
    const unknown: Verdict = 'not-evaluated';
    const found = isSafe === undefined ? unknown : known;
    return [found, unknown, unknown, unknown, unknown, found];
  };

  /** Each entity and framework, with all that was ever said. */
  async function record() {
    const rows = await knex('scorecards_intervals').orderBy('id').select('*');
    const spans = new Map<string, Array<Array<Verdict | undefined>>>();
    const lastFrom = new Map<string, number>();
    for (const row of rows) {
      const key = `${row.framework_id} ${row.entity_ref}`;
      const from = new Date(row.from_at).getTime();
      expect(from).toBeGreaterThan(lastFrom.get(key) ?? 0);
      lastFrom.set(key, from);
      const verdicts = [...row.verdicts].map(readLetter);
      spans.set(key, [...(spans.get(key) ?? []), verdicts]);
    }
    return spans;
  }

  async function standing() {
    const rows = await knex('scorecards_scorecards').select('*');
    return new Map(
      rows.map(row => [
        `${row.framework_id} ${row.entity_ref}`,
        {
          level: row.level,
          verdicts: unpackVerdicts(row.verdicts).map(known => known?.verdict),
        },
      ]),
    );
  }

  /** All that is said, and was, is what the table says. */
  async function expectTable(
    historyOf: (ref: string) => Array<boolean | undefined>,
  ): Promise<void> {
    const spans = await record();
    const now = await standing();
    for (const ref of REFS) {
      const history = historyOf(ref);
      const isSafe = history.at(-1);
      expect([ref, spans.get(`house ${ref}`)]).toEqual([
        ref,
        history.map(expected),
      ]);
      expect([ref, now.get(`house ${ref}`)]).toEqual([
        ref,
        { level: isSafe ? 'bronze' : null, verdicts: expected(isSafe) },
      ]);
      expect([ref, now.get(`guarded ${ref}`)?.verdicts]).toEqual([
        ref,
        isSafe ? ['pass'] : undefined,
      ]);
    }
    expect([...now.keys()].length).toBe(
      COUNT + REFS.filter(ref => historyOf(ref).at(-1)).length,
    );
  }

  async function expectWorse(): Promise<void> {
    const worse = new Set(WORSE);
    await expectTable(ref => [
      undefined,
      true,
      ...(worse.has(ref) ? [false] : []),
    ]);
  }

  it('start at the same moment on an empty database', async () => {
    await Promise.all(replicas.map(replica => replica.start()));
    const names = readdirSync(resolve(__dirname, '../migrations'));
    expect(await knex('knex_migrations').orderBy('name').pluck('name')).toEqual(
      names.sort(),
    );
    for (const table of await knex('pg_tables')
      .where('schemaname', 'public')
      .whereLike('tablename', '%migrations_lock')
      .pluck('tablename')) {
      expect([table, await knex(table).pluck('is_locked')]).toEqual([
        table,
        [0],
      ]);
    }
    await until(async () => (await task())?.last_run_ended_at);
    await replicas[0].put(storageOf(REFS, true));
    await evaluate(replicas[1]);
    await expectTable(() => [undefined, true]);
  });

  const result = (
    entityRef: string,
    day: number,
    critical: number,
    more: object = {},
  ) => ({
    entityRef,
    kind: 'result',
    scans: 'image',
    tool: 'scanner',
    commit: 'abcdef1234',
    pipeline: { name: 'build', url: 'https://ci.example.com/runs/1' },
    ranAt: `2026-10-${String(day).padStart(2, '0')}T10:00:00Z`,
    content: {
      outcome: 'passed',
      findings: { critical, high: 0, medium: 0, low: 0, looked: 1 },
    },
    ...more,
  });

  it('lose and double nothing that is pushed to both at once', async () => {
    const push = (replica: ReplicaProcess, body: object) =>
      replica.call('POST', '/results', CLARA, body);
    const pushToBoth = (...bodies: object[]) =>
      Promise.all(bodies.map((body, index) => push(replicas[index], body)));
    const [one, ...others] = REFS.slice(0, 41);
    const days = Array.from(
      { length: 20 },
      (_, index) => ((index * 7) % 20) + 1,
    );
    const answers = await Promise.all([
      // Of one entity, in no order: the last run counts.
      ...days.map((day, index) =>
        push(replicas[index % 2], result(one, day, day)),
      ),
      // Of many entities, at one replica in this order, at the other in that.
      ...others.map(ref => push(replicas[0], result(ref, 1, 1))),
      ...others
        .toReversed()
        .map(ref => push(replicas[1], result(ref, 1, 2, { tool: 'other' }))),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([202]),
    );
    expect(new Set(answers.map(({ body }) => body.known))).toEqual(
      new Set([false]),
    );

    // The same at both, and the same run that says something else at each.
    for (const ref of others.slice(0, 10)) {
      const same = await pushToBoth(result(ref, 2, 1), result(ref, 2, 1));
      expect(same.map(({ body }) => body.known).sort()).toEqual([false, true]);
      const different = await pushToBoth(result(ref, 3, 0), result(ref, 3, 1));
      expect(different.map(({ status }) => status).sort()).toEqual([202, 409]);
    }

    await until(
      async () =>
        (
          await knex('scorecards_results_entities').where({ told: false })
        ).length === 0,
    );
    const facts = new Map(
      (await knex('scorecards_facts').where({ type: 'ci.imageScan' })).map(
        row => [row.entity_ref, JSON.parse(row.value)],
      ),
    );
    expect(facts.size).toBe(41);
    expect(facts.get(one).critical).toBe(20);
    for (const ref of others) {
      const kept = await knex('scorecards_results')
        .where({ entity_ref: ref })
        .orderBy('ran_at');
      const last = kept.filter(({ tool }) => tool === 'scanner').at(-1);
      const { scan } = JSON.parse(last.summary);
      expect([ref, facts.get(ref).critical]).toEqual([
        ref,
        scan.counts.critical + 2,
      ]);
    }
    // Of each tool the newest ten are kept.
    expect(
      await knex('scorecards_results')
        .where({ entity_ref: one })
        .orderBy('ran_at')
        .pluck('ran_at')
        .then(times => times.map((time: Date) => time.getUTCDate())),
    ).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    await evaluate(replicas[0]);
  });

  it('finish what one of them was killed in the middle of', async () => {
    await replicas[0].put(storageOf(WORSE, false));
    const { killed, survivor } = await killWithin({ before: SETTLES, nth: 2 });
    // The first set is there as a whole, the second not at all.
    expect(await countDue()).toBe(WORSE.length - FIRST_SET);
    const fallen = [...(await standing()).entries()].filter(
      ([key, { level }]) => key.startsWith('house') && level === null,
    );
    expect(fallen.length).toBe(FIRST_SET);

    // The lock of the killed one holds for two minutes. What the scheduler does
    // then is done now.
    const { current_run_started_at: from, current_run_expires_at: to } =
      await task();
    expect(to - from).toBe(120_000);
    expect((await ask(survivor, 'trigger')).status).toBe(409);
    expect((await ask(survivor, 'cancel')).status).toBe(200);
    await evaluate(survivor);
    await expectWorse();
    await startInPlaceOf(killed);
  });

  it('let one of two people decide who decide at once', async () => {
    const decideAtOnce = (id: string) => {
      const [path, comment] = [`/decisions/${id}`, 'So be it'];
      return Promise.all([
        replicas[0].call('POST', `${path}/approve`, CLARA, { comment }),
        replicas[1].call('POST', `${path}/reject`, RAVI, { comment }),
      ]);
    };
    for (const entityRef of WORSE.slice(0, 8)) {
      const asked = await replicas[0].call('POST', '/decisions', OLIVIA, {
        kind: 'exemption',
        entityRef,
        frameworkId: 'house',
        controlId: 'h-storage',
        reason: 'The vendor ships a fix in March',
        days: 30,
      });
      expect(asked.status).toBe(201);
      const answers = await decideAtOnce(asked.body.id);
      const [winner, loser] =
        answers[0].status === 200 ? answers : answers.toReversed();
      expect([winner.status, loser.status]).toEqual([200, 409]);
      expect(loser.body.error.message).toMatch(
        /^It is (approved: user:default\/clara|rejected: user:default\/ravi) did that at 20/,
      );
      expect(
        await knex('scorecards_decision_steps')
          .where({ decision_id: asked.body.id })
          .orderBy('id')
          .pluck('step'),
      ).toEqual([
        'request',
        winner.body.state === 'approved' ? 'approve' : 'reject',
      ]);
      // As it was, for the table below.
      const path = `/decisions/${asked.body.id}/revoke`;
      await replicas[0].call('POST', path, CLARA, { comment: 'Enough' });
    }
    await evaluate(replicas[0]);
  });

  it('tell each owner once, though one is killed while it tells', async () => {
    await knex('scorecards_drops').update({
      noted_at: knex.raw("noted_at - interval '16 minutes'"),
    });
    const { killed, survivor } = await killWithin({ before: 'notice', nth: 2 });
    expect([...killed.notified, ...survivor.notified].length).toBe(1);
    // A process that starts looks for locks that are over.
    await knex(TASKS)
      .where({ id: EVALUATE })
      .update({
        current_run_expires_at: knex.raw("now() - interval '1 second'"),
      });
    // So is what the killed one had claimed.
    await knex('scorecards_claims').update({
      claimed_at: knex.raw("claimed_at - interval '6 minutes'"),
    });
    await startInPlaceOf(killed);
    await until(async () => (await task()).current_run_ticket === null);
    await evaluate(survivor);
    await evaluate(survivor);
    const told = [killed, ...replicas].flatMap(({ notified }) =>
      notified.map(({ recipients, payload }) => [
        (recipients as { entityRef: string }).entityRef,
        payload.title,
      ]),
    );
    expect(told.sort()).toEqual(
      OWNERS.map(owner => [owner, '200 entities of yours went down']),
    );
    expect(await knex('scorecards_drops').select()).toEqual([]);
  });

  it('take nothing from one that was taken for dead and comes back', async () => {
    const [ref] = WORSE.slice(-1);
    await replicas[0].put(storageOf([ref], true));
    await evaluateTo({ signal: 'SIGSTOP', before: BEFORE_SAVE, nth: 1 });
    await until(async () => replicas.some(replica => replica.hasMet));
    const stopped = replicas.find(replica => replica.hasMet)!;
    const survivor = replicas.find(replica => replica !== stopped)!;
    await survivor.meet();
    expect((await ask(survivor, 'cancel')).status).toBe(200);
    await survivor.put(storageOf([ref], false));
    await evaluate(survivor);
    stopped.goOn();
    await until(async () => {
      const { body } = await stopped.call('GET', TASKS_PATH, CLARA);
      const { workerState } = body.tasks.find(
        (each: { taskId: string }) => each.taskId === EVALUATE,
      );
      return workerState.status !== 'running';
    });
    await expectWorse();
  });
});
