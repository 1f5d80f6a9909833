import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  decisionSchema,
  explainedControlSchema,
  gateResponseSchema,
  inboxSchema,
  sampleSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from './__testUtils__/clock';
import { by, HOUSE_FILE, startPortal } from './__testUtils__/startPortal';

const FILE = resolve(__dirname, '__testUtils__/twoPeople.yaml');
const START = '2026-11-23T12:00:00Z';
const SCANNER = 'component:default/scanner';
const OLIVIA = 'user:default/olivia';
const CLARA = 'user:default/clara';
const RAVI = 'user:default/ravi';
const IMAGING = 'group:default/imaging';
const REASON = 'It holds images alone, see the minutes of May';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();

let portal: Awaited<ReturnType<typeof startPortal>>;

/** Olivia and Clara state, Clara and Ravi decide. */
function granted(permission: string, userRef: string | undefined): boolean {
  switch (permission) {
    case 'scorecards.attestation.sign':
      return [OLIVIA, CLARA].includes(userRef ?? '');
    case 'scorecards.decision.request':
      return userRef === RAVI;
    case 'scorecards.decision.decide':
      return [CLARA, RAVI].includes(userRef ?? '');
    default:
      return true;
  }
}

async function start(options: Parameters<typeof startPortal>[0] = {}) {
  portal = await startPortal({
    granted,
    ownership: { [OLIVIA]: [IMAGING] },
    ...options,
    scorecards: { files: [HOUSE_FILE, FILE], ...options.scorecards },
  });
  await found(true);
}

/** What the collector finds from now on. */
async function found(encrypted: boolean) {
  portal.collector.storage = { [SCANNER]: encrypted };
  await portal.evaluate();
  await portal.collect();
  await portal.evaluate();
}

function ask(who: string, change: object = {}) {
  return portal.post(
    '/decisions',
    {
      kind: 'statement',
      entityRef: SCANNER,
      frameworkId: 'act',
      controlId: 't-class',
      reason: REASON,
      days: 300,
      ...change,
    },
    by(who),
  );
}

async function asked(who: string, change: object = {}) {
  const answer = await ask(who, change);
  expect([answer.status, answer.body.error?.message]).toEqual([201, undefined]);
  return decisionSchema.parse(answer.body);
}

function step(who: string, name: string, id: string) {
  return portal.post(`/decisions/${id}/${name}`, {}, by(who));
}

async function approved(who: string, id: string) {
  const answer = await step(who, 'approve', id);
  expect([answer.status, answer.body.error?.message]).toEqual([200, undefined]);
  await portal.evaluate();
}

async function explain(controlId = 't-class', who = OLIVIA) {
  const answer = await portal.get(
    `/controls/act/${controlId}?entityRef=${SCANNER}`,
    by(who),
  );
  return explainedControlSchema.parse(answer.body);
}

async function result(controlId?: string) {
  const { verdict, reason } = (await explain(controlId)).result;
  return { verdict, reason };
}

async function inbox(who: string) {
  return inboxSchema.parse((await portal.get('/inbox', by(who))).body);
}

async function wanted(who = OLIVIA) {
  return (await inbox(who)).toAttest
    .filter(({ entityRef }) => entityRef === SCANNER)
    .map(({ controlId, fourEyes }) => [controlId, fourEyes]);
}

stopClockAt(START);

afterEach(() => portal.stop());

describe.each(databases.eachSupportedId())('statements on %s', databaseId => {
  beforeEach(async () => {
    await start({ knex: await databases.init(databaseId) });
  });

  it('count once somebody else approved them, until they end', async () => {
    expect(await wanted()).toEqual([
      ['t-class', true],
      ['t-checked', true],
    ]);
    expect((await explain()).may).toMatchObject({
      request: ['statement'],
      attest: false,
    });
    const request = await asked(OLIVIA);
    expect(request).toMatchObject({
      kind: 'statement',
      state: 'requested',
      reason: REASON,
      boundTo: { 'test.storage.encrypted': true },
      may: ['withdraw'],
    });
    await portal.evaluate();
    expect(await result()).toEqual({
      verdict: 'not-evaluated',
      reason: 'Nobody has stated it yet',
    });
    // Who asked waits, and so does the other one's inbox.
    expect(await wanted()).toEqual([['t-checked', true]]);
    expect((await explain()).may.request).toEqual([]);
    expect((await inbox(CLARA)).toDecide).toMatchObject([
      { id: request.id, boundTo: { 'test.storage.encrypted': true } },
    ]);

    moveTo('2026-11-23T12:10:00Z');
    await approved(CLARA, request.id);
    const reason = `Stated by ${OLIVIA}, approved by ${CLARA} until 2027-09-19: ${REASON}`;
    expect(await result()).toEqual({ verdict: 'attested', reason });
    const { decisions, history } = await explain();
    expect(decisions).toMatchObject([
      { state: 'approved', requestedBy: OLIVIA, decidedBy: CLARA },
    ]);
    expect(history[0]).toMatchObject({ verdict: 'attested', reason });
    expect(await wanted()).toEqual([['t-checked', true]]);
    moveTo('2026-11-23T12:20:00Z');
    const drawn = await portal.get(
      `/samples?framework=act&control=t-class&seed=a&from=2026-11-23T00:00:00Z`,
    );
    expect(sampleSchema.parse(drawn.body).items).toContainEqual(
      expect.objectContaining({
        entityRef: SCANNER,
        verdict: 'attested',
        reason,
        decisionId: request.id,
        facts: [expect.objectContaining({ type: 'test.storage' })],
      }),
    );

    moveTo('2027-09-10T00:00:00Z');
    await found(true);
    expect((await inbox(OLIVIA)).expiring).toMatchObject([
      { kind: 'statement', id: request.id },
    ]);
    moveTo('2027-09-19T12:10:30Z');
    await found(true);
    expect(await result()).toEqual({
      verdict: 'not-evaluated',
      reason: 'What was stated expired at 2027-09-19T12:10:00.000Z',
    });
    const again = await asked(CLARA);
    expect((await step(CLARA, 'approve', again.id)).status).toBe(403);
    await approved(RAVI, again.id);
    expect((await result()).verdict).toBe('attested');
    await step(RAVI, 'revoke', again.id);
    await portal.evaluate();
    expect((await result()).verdict).toBe('not-evaluated');
  });

  it('are of what was when they were asked for', async () => {
    const first = await asked(OLIVIA);
    await found(false);
    // What would be approved is not what is.
    const change = 'test.storage now says encrypted false';
    const late = await step(CLARA, 'approve', first.id);
    expect([late.status, late.body.error.message]).toEqual([
      409,
      `Since it was asked for, ${change}; reject it, so that it can be asked for anew`,
    ]);
    expect((await inbox(CLARA)).toDecide).toMatchObject([
      { id: first.id, lapsed: change, may: ['reject'] },
    ]);
    await found(true);
    await approved(CLARA, first.id);
    expect((await result()).verdict).toBe('attested');
    const twice = await ask(CLARA);
    expect([twice.status, twice.body.error.message]).toEqual([
      409,
      expect.stringContaining('renew it'),
    ]);

    moveTo('2026-11-24T12:00:00Z');
    await found(false);
    expect(await result()).toEqual({
      verdict: 'not-evaluated',
      reason: `Stated of encrypted true on 2026-11-23 by ${OLIVIA} and ${CLARA}; ${change}`,
    });
    const { decisions, may, history } = await explain();
    expect(decisions).toMatchObject([{ state: 'approved', lapsed: change }]);
    expect(may.request).toEqual(['statement']);
    expect(history.map(({ verdict }) => verdict).slice(0, 2)).toEqual([
      'not-evaluated',
      'attested',
    ]);
    expect(await wanted()).toEqual([['t-class', true]]);

    // Another one may have asked before: it is about something else.
    const second = await asked(CLARA);
    expect(second.boundTo).toEqual({ 'test.storage.encrypted': false });
    await approved(RAVI, second.id);
    expect((await result()).verdict).toBe('attested');
    expect((await explain()).decisions).toMatchObject([
      { id: second.id, state: 'approved' },
      { id: first.id, state: 'expired', endReason: 'It was stated anew' },
    ]);
    // Nor does the one before come back with what it was of.
    await found(true);
    expect((await result()).verdict).toBe('not-evaluated');

    moveTo('2026-11-24T14:00:00Z');
    await portal.evaluate();
    const unknown = await ask(OLIVIA);
    expect([unknown.status, unknown.body.error.message]).toEqual([
      409,
      'It is not known what the statement would be of: test.storage expired at 2026-11-24T13:00:00.000Z; ask once it is',
    ]);
    expect(await result()).toEqual({
      verdict: 'not-evaluated',
      reason: 'test.storage expired at 2026-11-24T13:00:00.000Z',
    });
  });

  it('renew what holds, decided by who never asked', async () => {
    const first = await asked(OLIVIA);
    await approved(RAVI, first.id);
    const renew = (who: string, days = 365) =>
      portal.post(
        `/decisions/${first.id}/renew`,
        { reason: 'It is as it was', days },
        by(who),
      );
    expect((await renew(RAVI)).status).toBe(403);
    expect((await renew(CLARA, 366)).body.error.message).toContain(
      'days: found 366, at most 365 are allowed',
    );
    const renewal = decisionSchema.parse((await renew(CLARA)).body);
    expect(renewal).toMatchObject({
      kind: 'statement',
      renews: first.id,
      boundTo: { 'test.storage.encrypted': true },
    });
    expect((await step(CLARA, 'approve', renewal.id)).status).toBe(403);
    await approved(RAVI, renewal.id);
    expect((await explain()).decisions).toMatchObject([
      { state: 'approved' },
      { state: 'expired', endReason: 'It was renewed' },
    ]);
  });
});

describe('statements of two people', () => {
  it('take two people in person, and a reason', async () => {
    await start();
    const alone = await portal.post(
      '/attestations',
      {
        entityRef: SCANNER,
        frameworkId: 'act',
        controlId: 't-class',
        statement: 'I looked at it on my own',
      },
      by(CLARA),
    );
    expect([alone.status, alone.body.error.message]).toEqual([
      400,
      "controlId: found a control whose statement takes two people; ask for it as a decision of the kind 'statement' (POST /decisions) with your reason, and somebody else approves it",
    ]);
    expect((await ask(OLIVIA, { reason: 'short' })).status).toBe(400);
    const refused = await ask(RAVI);
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      expect.stringContaining('scorecards.attestation.sign'),
    ]);
    const agent = await portal.post(
      '/decisions',
      {
        kind: 'statement',
        entityRef: SCANNER,
        frameworkId: 'act',
        controlId: 't-class',
        reason: REASON,
        days: 3,
      },
      by(OLIVIA, 'plugin:mcp-actions'),
    );
    expect([agent.status, agent.body.error.message]).toEqual([
      403,
      expect.stringContaining('cannot do it on their behalf'),
    ]);
    await expect(
      portal.actions.invoke({
        id: 'test:request-exemption',
        input: {
          kind: 'statement',
          entityRef: SCANNER,
          framework: 'act',
          control: 't-class',
          reason: REASON,
          days: 3,
        },
        credentials: mockCredentials.user(OLIVIA),
      }),
    ).rejects.toThrow(/kind/);
    const { id } = await asked(CLARA);
    for (const who of [CLARA, OLIVIA]) {
      expect((await step(who, 'approve', id)).status).toBe(403);
    }
  });

  it('make sense only where a control takes them and does not fail', async () => {
    await start();
    const tries: Array<[object, string]> = [
      [{ frameworkId: 'house', controlId: 'h-storage' }, 'checks decide it'],
      [{ days: 366 }, 'days: found 366, at most 365'],
      [{ controlId: 't-checked', days: 91 }, 'at most 90'],
    ];
    for (const [change, why] of tries) {
      const { status, body } = await ask(OLIVIA, change);
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringContaining(why),
      ]);
    }
    const { id } = await asked(OLIVIA, { controlId: 't-checked', days: 90 });
    await approved(CLARA, id);
    expect((await result('t-checked')).verdict).toBe('attested');
    await found(false);
    expect((await result('t-checked')).verdict).toBe('fail');
    await step(CLARA, 'revoke', id);
    const failing = await ask(OLIVIA, { controlId: 't-checked', days: 9 });
    expect([failing.status, failing.body.error.message]).toEqual([
      400,
      'kind: The control is fail; a statement does not overrule what a check finds, so mend that first',
    ]);
  });

  it('put an end to what one person stated before', async () => {
    const knex = await databases.init('SQLITE_3');
    const file = directory.resolve('act.yaml');
    const text = readFileSync(FILE, 'utf8');
    writeFileSync(
      file,
      text
        .replaceAll('fourEyes: true', 'fourEyes: false')
        .replace('boundTo: [test.storage.encrypted]', 'boundTo: []'),
    );
    const scorecards = { files: [HOUSE_FILE, file] };
    await start({ knex, scorecards });
    const single = await portal.post(
      '/attestations',
      {
        entityRef: SCANNER,
        frameworkId: 'act',
        controlId: 't-class',
        statement: 'I looked at it on my own',
        validForDays: 10,
      },
      by(OLIVIA),
    );
    expect(single.status).toBe(201);
    await portal.evaluate();
    expect((await result()).verdict).toBe('attested');
    expect((await ask(OLIVIA)).body.error.message).toBe(
      'kind: The control takes one person; sign the statement instead',
    );
    await portal.stop();

    writeFileSync(file, text);
    await start({ knex, scorecards });
    expect(await result()).toEqual({
      verdict: 'not-evaluated',
      reason: `${OLIVIA} alone stated it; it counts once somebody else approves it`,
    });
    expect((await explain()).attestations).toMatchObject([
      { state: 'valid', may: ['withdraw'] },
    ]);
    // It is no use to renew it.
    expect(await inbox(OLIVIA)).toMatchObject({ expiring: [] });
    expect(await wanted()).toContainEqual(['t-class', true]);
    const { id } = await asked(OLIVIA);
    await approved(CLARA, id);
    expect((await result()).verdict).toBe('attested');
  });

  it('do not count for an entity of a pull request that says something else', async () => {
    await start();
    for (const controlId of ['t-class', 't-checked']) {
      const { id } = await asked(OLIVIA, { controlId, days: 90 });
      await approved(CLARA, id);
    }
    const judge = async (encryption: string) => {
      const yaml = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: scanner
  annotations: { example.com/encryption: '${encryption}' }
spec: { type: service, owner: imaging, lifecycle: production }
`;
      const { body } = await portal.post('/gate', {
        entity: yaml,
        frameworks: [{ id: 'act' }],
      });
      return gateResponseSchema.parse(body);
    };
    expect(await judge('on')).toMatchObject({ outcome: 'pass' });
    const answer = await judge('off');
    expect(answer).toMatchObject({
      outcome: 'fail',
      frameworks: [
        {
          blocking: expect.arrayContaining([
            expect.objectContaining({
              controlId: 't-class',
              fourEyes: true,
              reason: expect.stringContaining(
                'test.storage now says encrypted false',
              ),
            }),
          ]),
        },
      ],
    });
    expect(answer.text).toContain(
      'to be stated by one and approved by another: It is what it says',
    );
    expect(answer.comment).toContain(
      'To be stated by one and approved by another in the portal: It is what it says',
    );
  });
});
