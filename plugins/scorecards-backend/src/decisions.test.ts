import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  attestationSchema,
  decisionSchema,
  explainedControlSchema,
  getScorecardsResponseSchema,
  inboxSchema,
  listAttestationsResponseSchema,
  listDecisionsResponseSchema,
  listWantedAttestationsResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from './__testUtils__/clock';
import { by, HOUSE_FILE, startPortal } from './__testUtils__/startPortal';

const CARE_FILE = resolve(__dirname, '__testUtils__/care.yaml');
const START = '2026-11-23T12:00:00Z';
const SCANNER = 'component:default/scanner';
const STRAY = 'component:default/stray';
const CLINIC = 'system:default/clinic';
const ORGANISATION = 'group:default/acme';
const OLIVIA = 'user:default/olivia';
const CLARA = 'user:default/clara';
const RAVI = 'user:default/ravi';
const VICTOR = 'user:default/victor';
const IMAGING = 'group:default/imaging';
const REASON = 'The vendor ships a fix in March';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();

type Portal = Awaited<ReturnType<typeof startPortal>>;

let portal: Portal;

/** Olivia asks and signs, Clara and Ravi decide, Victor looks. */
function granted(permission: string, userRef: string | undefined): boolean {
  switch (permission) {
    case 'scorecards.decision.request':
    case 'scorecards.attestation.sign':
      return [OLIVIA, CLARA, RAVI].includes(userRef?.toLowerCase() ?? '');
    case 'scorecards.decision.decide':
      return [CLARA, RAVI].includes(userRef?.toLowerCase() ?? '');
    default:
      return true;
  }
}

async function start(options: Parameters<typeof startPortal>[0] = {}) {
  portal = await startPortal({
    granted,
    ownership: {
      [OLIVIA]: [IMAGING],
      [CLARA]: [ORGANISATION],
      // Who may not sign.
      [VICTOR]: [ORGANISATION],
    },
    ...options,
    scorecards: { files: [HOUSE_FILE, CARE_FILE], ...options.scorecards },
  });
  portal.collector.storage = { [SCANNER]: false, [CLINIC]: false };
  await portal.evaluate();
  await portal.collect();
  await portal.evaluate();
  return portal;
}

function ask(who: string, change: object = {}) {
  return portal.post(
    '/decisions',
    {
      kind: 'exemption',
      entityRef: SCANNER,
      frameworkId: 'care',
      controlId: 'c-storage',
      reason: REASON,
      days: 30,
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

function step(who: string, name: string, id: string, comment?: string) {
  return portal.post(`/decisions/${id}/${name}`, { comment }, by(who));
}

async function approved(who: string, id: string) {
  const answer = await step(who, 'approve', id);
  expect([answer.status, answer.body.error?.message]).toEqual([200, undefined]);
  return decisionSchema.parse(answer.body);
}

function sign(who: string, change: object = {}) {
  return portal.post(
    '/attestations',
    {
      entityRef: SCANNER,
      frameworkId: 'care',
      controlId: 'c-training',
      statement: 'All of us were trained in May',
      ...change,
    },
    by(who),
  );
}

async function explain(controlId: string, entityRef = SCANNER, who = VICTOR) {
  const answer = await portal.get(
    `/controls/care/${controlId}?entityRef=${entityRef}`,
    by(who),
  );
  return explainedControlSchema.parse(answer.body);
}

async function verdict(controlId: string, entityRef = SCANNER) {
  return (await explain(controlId, entityRef)).result.verdict;
}

async function scorecard() {
  const { body } = await portal.get(`/scorecards?entityRef=${SCANNER}`);
  return getScorecardsResponseSchema
    .parse(body)
    .items.find(({ frameworkId }) => frameworkId === 'care')!;
}

async function decisions(query = '', who = VICTOR) {
  const { body } = await portal.get(`/decisions?${query}`, by(who));
  return listDecisionsResponseSchema.parse(body);
}

async function inbox(who: string) {
  const { body } = await portal.get('/inbox', by(who));
  return inboxSchema.parse(body);
}

stopClockAt(START);

afterEach(() => portal.stop());

describe.each(databases.eachSupportedId())('decisions on %s', databaseId => {
  beforeEach(async () => {
    await start({ knex: await databases.init(databaseId) });
  });

  it('accepts a failure once somebody else agrees, until that ends', async () => {
    portal.collector.storage = { [SCANNER]: false, [CLINIC]: true };
    portal.collector.reviews = { [SCANNER]: START };
    await portal.collect();
    await portal.evaluate();
    expect(await scorecard()).toMatchObject({ level: 'gold' });

    const request = await asked(OLIVIA, { days: 2 });
    expect(request).toMatchObject({
      state: 'requested',
      entityTitle: 'scanner',
      owner: IMAGING,
      frameworkTitle: 'Care',
      citation: 'C 1',
      requestedBy: OLIVIA,
      may: ['withdraw'],
    });
    // Until then nothing changes.
    await portal.evaluate();
    expect(await verdict('c-storage')).toBe('fail');

    moveTo('2026-11-23T12:10:00Z');
    const comment = 'Agreed, it holds no patient data';
    const { body } = await step(CLARA, 'approve', request.id, comment);
    expect(decisionSchema.parse(body)).toMatchObject({
      state: 'approved',
      decidedBy: CLARA,
      comment,
      expiresAt: '2026-11-25T12:10:00.000Z',
      may: ['revoke', 'renew'],
    });
    await portal.evaluate();
    const { result, decisions: known } = await explain('c-storage');
    expect(result).toMatchObject({
      verdict: 'exempt',
      underlying: 'fail',
      reason: `Exempt until 2026-11-25, approved by ${CLARA}: ${REASON}`,
    });
    expect(known).toMatchObject([{ id: request.id, state: 'approved' }]);
    // It is in the way of the highest level, and counts nothing.
    expect(await scorecard()).toMatchObject({
      level: 'silver',
      cap: { reason: 'exempt', controls: ['c-storage'] },
      counts: { exempt: 1 },
    });

    moveTo('2026-11-25T12:10:30Z');
    await portal.evaluate();
    const after = await explain('c-storage');
    expect(after.decisions).toMatchObject([{ state: 'expired', may: [] }]);
    expect(after.history.map(({ verdict: was, from }) => [was, from])).toEqual([
      // The fact expired before, so nobody knows whether it would fail.
      ['not-evaluated', '2026-11-25T12:10:30.000Z'],
      ['exempt', '2026-11-23T12:10:00.000Z'],
      ['fail', '2026-11-23T12:00:00.000Z'],
    ]);
    await portal.collect();
    await portal.evaluate();
    expect(await verdict('c-storage')).toBe('fail');
    expect((await decisions('state=expired')).items).toHaveLength(1);
    expect((await decisions('state=approved')).items).toHaveLength(0);
    // All of it can be asked for again.
    await asked(OLIVIA);
  });

  it('lets one of several win', async () => {
    const first = await asked(OLIVIA);
    const again = await ask(CLARA);
    expect([again.status, again.body.error.message]).toEqual([
      409,
      `The same was asked for already, by ${OLIVIA} at ${first.requestedAt}`,
    ]);
    const answers = await Promise.all(
      [CLARA, RAVI, CLARA, RAVI].map((who, position) =>
        step(who, position % 2 === 0 ? 'approve' : 'reject', first.id),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409,
    ]);
    const won = answers.find(({ status }) => status === 200)!.body;
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.error.message).toContain(
        `It is ${won.state}: ${won.decidedBy} did that at`,
      );
    }

    const others = await Promise.all(
      [OLIVIA, CLARA, RAVI].map(who => ask(who, { entityRef: STRAY })),
    );
    expect(others.map(({ status }) => status).sort()).toEqual([201, 409, 409]);

    const signed = await Promise.all([sign(OLIVIA), sign(CLARA)]);
    expect(signed.map(({ status }) => status)).toContain(201);
    const { body } = await portal.get('/attestations?state=valid', by(VICTOR));
    expect(listAttestationsResponseSchema.parse(body).totalItems).toBe(1);
  });

  it('renews without a gap, decided by who never asked', async () => {
    const first = await asked(OLIVIA, { days: 10 });
    await approved(CLARA, first.id);
    await portal.evaluate();
    moveTo('2026-11-30T12:00:00Z');
    const renew = (who: string) =>
      portal.post(
        `/decisions/${first.id}/renew`,
        { reason: 'The vendor is late by a month', days: 40 },
        by(who),
      );
    const renewal = decisionSchema.parse((await renew(CLARA)).body);
    expect(renewal).toMatchObject({
      renews: first.id,
      kind: 'exemption',
      state: 'requested',
    });
    expect((await renew(OLIVIA)).status).toBe(409);
    expect((await ask(RAVI)).status).toBe(409);
    // Neither who asks now nor who asked first.
    expect((await step(CLARA, 'approve', renewal.id)).status).toBe(403);
    await approved(RAVI, renewal.id);
    await portal.evaluate();
    const { items } = await decisions();
    expect(items).toMatchObject([
      { id: renewal.id, state: 'approved' },
      { id: first.id, state: 'expired', endReason: 'It was renewed' },
    ]);
    const { result, history } = await explain('c-storage');
    expect(result.reason).toContain('until 2027-01-09');
    expect(history.slice(0, 1)).toMatchObject([
      { verdict: 'exempt', from: START.replace('Z', '.000Z') },
    ]);

    // Whoever asked for any of them decides none of them.
    const third = await portal.post(
      `/decisions/${renewal.id}/renew`,
      { reason: 'The vendor is late by a year', days: 40 },
      by(RAVI),
    );
    const refused = await step(CLARA, 'approve', third.body.id);
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      'You asked for what it continues, so somebody else has to decide',
    ]);
    expect((await decisions('state=requested', CLARA)).items[0]).toMatchObject({
      may: [],
      mayNot: refused.body.error.message,
    });

    await step(CLARA, 'revoke', renewal.id, 'The vendor has gone away');
    await portal.evaluate();
    expect(await verdict('c-storage')).not.toBe('exempt');
    expect((await decisions('state=revoked')).items).toMatchObject([
      { endedBy: CLARA, endReason: 'The vendor has gone away' },
    ]);
  });

  it('takes statements until they end or are taken back', async () => {
    expect(await verdict('c-training')).toBe('not-evaluated');
    const first = await sign(OLIVIA, { validForDays: 20 });
    expect(first.status).toBe(201);
    expect(attestationSchema.parse(first.body)).toMatchObject({
      state: 'valid',
      signedBy: OLIVIA,
      expiresAt: '2026-12-13T12:00:00.000Z',
      may: ['withdraw', 'renew'],
    });
    await portal.evaluate();
    expect((await explain('c-training')).result).toMatchObject({
      verdict: 'attested',
      reason: `Stated by ${OLIVIA} until 2026-12-13`,
    });
    expect((await scorecard()).shares.attested).toBeGreaterThan(0);

    moveTo('2026-11-24T12:00:00Z');
    const second = attestationSchema.parse((await sign(CLARA)).body);
    await portal.evaluate();
    const { attestations, result, history } = await explain('c-training');
    expect(result.reason).toContain(CLARA);
    expect(attestations).toMatchObject([
      { id: second.id, state: 'valid' },
      { state: 'replaced', endedBy: CLARA },
    ]);
    expect(history[0]).toMatchObject({ from: START.replace('Z', '.000Z') });

    moveTo('2027-01-23T12:00:00Z');
    await portal.evaluate();
    expect((await explain('c-training')).result).toMatchObject({
      verdict: 'not-evaluated',
      reason: 'What was stated expired at 2027-01-23T12:00:00.000Z',
    });

    const third = (await sign(OLIVIA)).body;
    await portal.evaluate();
    expect(await verdict('c-training')).toBe('attested');
    const back = (who: string) =>
      portal.post(
        `/attestations/${third.id}/withdraw`,
        { comment: 'Two of us were not there' },
        by(who),
      );
    expect((await back(VICTOR)).status).toBe(403);
    expect((await back(OLIVIA)).status).toBe(200);
    expect((await back(OLIVIA)).status).toBe(409);
    await portal.evaluate();
    expect((await explain('c-training')).result).toMatchObject({
      verdict: 'not-evaluated',
      reason: 'Nobody has stated it yet',
    });
    const states = (await explain('c-training')).attestations.map(
      ({ state }) => state,
    );
    expect(states).toEqual(['withdrawn', 'expired', 'replaced']);
  });

  it('keeps what is above for all below', async () => {
    const below = await ask(OLIVIA, { controlId: 'c-backup' });
    expect([below.status, below.body.error.message]).toEqual([
      400,
      `entityRef: the control is met by the system, not by ${SCANNER} itself; say it of ${CLINIC}, and all below inherit it`,
    ]);
    const stray = await ask(OLIVIA, {
      controlId: 'c-backup',
      entityRef: STRAY,
    });
    expect(stray.body.error.message).toContain(
      'no system is known for it that you may see',
    );
    const { id } = await asked(OLIVIA, {
      controlId: 'c-backup',
      entityRef: CLINIC,
    });
    await approved(CLARA, id);
    await sign(CLARA, { controlId: 'c-policy', entityRef: ORGANISATION });
    await portal.evaluate();
    expect(await explain('c-backup')).toMatchObject({
      result: { verdict: 'exempt' },
      metAbove: [CLINIC],
      decisions: [{ id, entityRef: CLINIC }],
      may: { request: [], attest: false },
    });
    expect(await explain('c-policy')).toMatchObject({
      result: { verdict: 'inherited' },
      attestations: [{ signedBy: CLARA }],
    });
    await step(RAVI, 'revoke', id);
    await portal.evaluate();
    expect(await verdict('c-backup')).toBe('fail');
  });

  it('lists in pages what was asked for', async () => {
    for (const kind of ['exemption', 'not-applicable']) {
      for (const entityRef of [SCANNER, STRAY]) {
        await asked(OLIVIA, { kind, entityRef });
      }
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await decisions(`limit=3${cursor}`);
      expect(page.totalItems).toBe(4);
      seen.push(
        ...page.items.map(({ kind, entityRef }) => `${kind} ${entityRef}`),
      );
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual([
      `not-applicable ${STRAY}`,
      `not-applicable ${SCANNER}`,
      `exemption ${STRAY}`,
      `exemption ${SCANNER}`,
    ]);
    const count = async (query: string) => (await decisions(query)).totalItems;
    expect(await count('kind=exemption')).toBe(2);
    expect(await count(`entityRef=${STRAY}&kind=exemption`)).toBe(1);
    expect(await count('framework=house')).toBe(0);
    expect(await count(`requestedBy=${OLIVIA}`)).toBe(4);
    expect(await count(`requestedBy=${CLARA}`)).toBe(0);
    expect(await count('state=requested&state=expired')).toBe(4);
  });

  it('tells people what was decided and what ends, each once', async () => {
    const titles = () =>
      portal.notified
        .splice(0)
        .map(({ recipients, payload }) => [
          (recipients as { entityRef: string[] }).entityRef,
          payload.title,
          payload.severity,
        ]);
    const long = await asked(OLIVIA, { days: 20 });
    await portal.notify();
    expect(titles()).toEqual([]);
    await approved(CLARA, long.id);
    // What cannot be told now is told later.
    const { send } = portal.notifications;
    portal.notifications.send = async () => {
      throw new Error('not installed');
    };
    await portal.notify();
    portal.notifications.send = send;
    await portal.notify();
    await portal.notify();
    expect(portal.notified).toMatchObject([
      {
        payload: {
          link: '/catalog/default/component/scanner/compliance',
          scope: `scorecards/exemption/${long.id}`,
          description: expect.stringContaining(`By ${CLARA}`),
        },
      },
    ]);
    expect(titles()).toEqual([
      [[IMAGING, OLIVIA], 'scanner: the exemption was approved', 'normal'],
    ]);
    await sign(OLIVIA, { validForDays: 10 });
    const at = async (time: string) => {
      moveTo(time);
      await portal.notify();
      await portal.notify();
      return titles();
    };
    expect(await at('2026-11-28T12:00:00Z')).toEqual([]);
    expect(await at('2026-11-30T12:00:00Z')).toEqual([
      [[IMAGING], 'scanner: the exemption ends soon', 'normal'],
    ]);
    expect(await at('2026-12-03T00:00:00Z')).toEqual([
      [[IMAGING, OLIVIA], 'scanner: the statement ends soon', 'high'],
    ]);
    expect(await at('2026-12-03T12:00:00Z')).toEqual([
      [[IMAGING, OLIVIA], 'scanner: the statement ended', 'high'],
    ]);
    expect(await at('2026-12-13T00:00:00Z')).toEqual([
      [[IMAGING], 'scanner: the exemption ends soon', 'high'],
    ]);
    expect(await at('2026-12-13T13:00:00Z')).toEqual([
      [[IMAGING], 'scanner: the exemption ended', 'high'],
    ]);
    expect(await at('2027-06-01T00:00:00Z')).toEqual([]);
  });
});

describe('decisions', () => {
  it('takes four eyes, whoever tries', async () => {
    await start();
    const { id } = await asked(CLARA);
    const tries: Array<[string, object, string]> = [
      ['who asked', by(CLARA), 'You asked for it'],
      ['who asked, spelt otherwise', by('User:default/Clara'), 'You asked'],
      ['who may not', by(OLIVIA), 'scorecards.decision.decide'],
      [
        'an agent of somebody else',
        by(RAVI, 'plugin:mcp-actions'),
        'plugin:mcp-actions cannot do it on their behalf',
      ],
      ['a service', { authorization: mockCredentials.service.header() }, ''],
    ];
    for (const name of ['approve', 'reject']) {
      for (const [who, headers, why] of tries) {
        const { status, body } = await portal.post(
          `/decisions/${id}/${name}`,
          {},
          headers,
        );
        expect([who, status]).toEqual([who, 403]);
        expect(body.error.message).toContain(why);
      }
    }
    // An agent may ask for it; then it is the person who asked.
    const stray = await portal.post(
      '/decisions',
      {
        kind: 'not-applicable',
        entityRef: STRAY,
        frameworkId: 'care',
        controlId: 'c-storage',
        reason: REASON,
        days: 1,
      },
      by(RAVI, 'plugin:mcp-actions'),
    );
    expect(stray.status).toBe(201);
    expect((await step(RAVI, 'approve', stray.body.id)).status).toBe(403);
    // Only who asked takes it back, and then it is over.
    expect((await step(RAVI, 'withdraw', id)).status).toBe(403);
    expect((await step(CLARA, 'withdraw', id, 'A mistake')).body).toMatchObject(
      { state: 'withdrawn', endedBy: CLARA, endReason: 'A mistake' },
    );
    expect((await step(RAVI, 'approve', id)).status).toBe(409);
    expect((await step(RAVI, 'revoke', id)).status).toBe(409);

    const agent = by(OLIVIA, 'plugin:mcp-actions');
    const statement = {
      entityRef: SCANNER,
      frameworkId: 'care',
      controlId: 'c-training',
      statement: 'All of us were trained',
    };
    const signed = await portal.post('/attestations', statement, agent);
    expect(signed.status).toBe(403);
  });

  it('lets agents ask, and never approve', async () => {
    await start();
    const input = {
      kind: 'exemption',
      entityRef: SCANNER,
      framework: 'care',
      control: 'c-storage',
      reason: REASON,
      days: 30,
    };
    const credentials = mockCredentials.user(OLIVIA, {
      actor: { subject: 'plugin:mcp-actions' },
    });
    const id = 'test:request-exemption';
    const { output } = await portal.actions.invoke({ id, input, credentials });
    expect(output).toMatchObject({ state: 'requested', requestedBy: OLIVIA });
    await expect(
      portal.actions.invoke({
        id,
        input: { ...input, reason: 'no' },
        credentials,
      }),
    ).rejects.toThrow(/reason/);
    await expect(
      portal.actions.invoke({
        id,
        input,
        credentials: mockCredentials.user(VICTOR),
      }),
    ).rejects.toThrow('scorecards.decision.request');
    const { actions } = await portal.actions.list();
    expect(
      actions.filter(({ name }) => /approve|decide|sign|attest/.test(name)),
    ).toEqual([]);
  });

  it('refuses what makes no sense, and says why', async () => {
    await start();
    portal.collector.storage = { [SCANNER]: false, [CLINIC]: true };
    await portal.collect();
    await portal.evaluate();
    const tries: Array<[object, number, string]> = [
      [{ kind: 'alternative' }, 400, 'The control is required'],
      [
        { entityRef: CLINIC, controlId: 'c-backup' },
        400,
        'The control is pass',
      ],
      [{ days: 181 }, 400, 'days: found 181, at most 180 are allowed'],
      [{ days: 0 }, 400, 'days:'],
      [{ reason: '    short    ' }, 400, 'reason:'],
      [{ reason: `${REASON}\u0000` }, 400, 'U+0000'],
      [{ evidenceUrl: 'data:text/html,<script>' }, 400, 'evidenceUrl:'],
      [{ reason: 'x'.repeat(5000) }, 400, 'reason:'],
      [{ reason: 'x'.repeat(4_000_000) }, 413, 'too large'],
      [{ controlId: 'c-nothing' }, 404, 'There is no control c-nothing'],
      [{ frameworkId: 'nothing' }, 404, 'of a framework nothing'],
      [{ entityRef: 'component:default/nobody' }, 404, 'no entity'],
      [{ approved: true }, 400, 'approved'],
    ];
    for (const [change, status, why] of tries) {
      const answer = await ask(OLIVIA, change);
      expect([Object.keys(change), answer.status]).toEqual([
        Object.keys(change),
        status,
      ]);
      expect(JSON.stringify(answer.body)).toContain(why);
    }
    const statements: Array<[object, number, string]> = [
      [{ controlId: 'c-storage' }, 400, 'asks for no statement'],
      [{ validForDays: 61 }, 400, 'the control allows at most 60'],
      [{ controlId: 'c-policy' }, 400, `say it of ${ORGANISATION}`],
    ];
    for (const [change, status, why] of statements) {
      const answer = await sign(OLIVIA, change);
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringContaining(why),
      ]);
    }
    // What people write is kept as they wrote it, and is one line in verdicts.
    const hostile =
      '<script>alert("x")</script>\n\u202e模型 🚀 Robert"); DROP TABLE \ud83d';
    const { id, reason } = await asked(OLIVIA, { reason: hostile });
    expect(reason).toBe(hostile.replace(/\ud83d$/, '\ufffd'));
    await approved(CLARA, id);
    await portal.evaluate();
    expect((await explain('c-storage')).result.reason).not.toContain('\n');
    expect((await portal.get('/decisions/nothing')).status).toBe(404);
  });

  it('says what the caller may do', async () => {
    await start();
    expect((await explain('c-storage', SCANNER, OLIVIA)).may).toEqual({
      request: ['exemption', 'not-applicable'],
      attest: false,
      accept: false,
    });
    expect((await explain('c-review', SCANNER, OLIVIA)).may.request).toContain(
      'alternative',
    );
    expect((await explain('c-training', SCANNER, OLIVIA)).may.attest).toBe(
      true,
    );
    expect((await explain('c-training')).may).toEqual({
      request: [],
      attest: false,
      accept: false,
    });
    await asked(OLIVIA);
    expect((await explain('c-storage', SCANNER, OLIVIA)).may.request).toEqual([
      'not-applicable',
    ]);
    const other = await asked(OLIVIA, {
      kind: 'alternative',
      controlId: 'c-review',
    });
    await approved(RAVI, other.id);
    const away = await asked(CLARA, {
      kind: 'not-applicable',
      controlId: 'c-training',
    });
    await approved(RAVI, away.id);
    await portal.evaluate();
    expect(await verdict('c-review')).toBe('attested');
    expect(await verdict('c-training')).toBe('not-applicable');
  });

  it('shows only what the catalog shows', async () => {
    await start({ visible: ['scanner'] });
    expect((await ask(OLIVIA, { entityRef: STRAY })).status).toBe(404);
    const { id } = await asked(OLIVIA);
    expect((await decisions()).totalItems).toBe(1);
    const hidden = await ask(OLIVIA, { controlId: 'c-backup' });
    expect(hidden.body.error.message).toContain(
      'no system is known for it that you may see',
    );
    expect((await explain('c-backup')).metAbove).toEqual([]);
    await portal.stop();

    await start({ visible: ['stray'] });
    expect((await portal.get(`/decisions/${id}`)).status).toBe(404);
    await asked(OLIVIA, { entityRef: STRAY });
    expect((await inbox(CLARA)).totals.toDecide).toBe(1);
  });

  it('keeps decisions to itself where the entity is hidden', async () => {
    const knex = await databases.init('SQLITE_3');
    await start({ knex });
    const { id } = await asked(OLIVIA);
    await sign(OLIVIA);
    await portal.stop();
    await start({ knex, visible: ['stray'] });
    expect((await portal.get(`/decisions/${id}`, by(CLARA))).status).toBe(404);
    expect((await step(CLARA, 'approve', id)).status).toBe(404);
    expect(await decisions()).toMatchObject({ items: [], totalItems: 0 });
    const { body } = await portal.get('/attestations', by(CLARA));
    expect(body).toMatchObject({ items: [], totalItems: 0 });
    expect((await inbox(CLARA)).totals).toMatchObject({ toDecide: 0 });
    expect((await inbox(OLIVIA)).totals).toMatchObject({
      requested: 0,
      expiring: 0,
    });
  });

  it('gathers what waits for a person', async () => {
    await start();
    const own = await asked(CLARA);
    const others = await asked(OLIVIA, { controlId: 'c-review' });
    await sign(OLIVIA, { validForDays: 15 });
    await portal.evaluate();
    const clara = await inbox(CLARA);
    expect(clara).toMatchObject({
      toDecide: [{ id: others.id, may: ['approve', 'reject'] }],
      requested: [{ id: own.id }],
      toAttest: expect.arrayContaining([
        expect.objectContaining({
          controlId: 'c-policy',
          entityRef: ORGANISATION,
          asks: 'There are rules',
        }),
      ]),
      totals: { toDecide: 1, requested: 1, expiring: 0 },
    });
    const olivia = await inbox(OLIVIA);
    expect(olivia).toMatchObject({
      toDecide: [],
      requested: [{ id: others.id }],
      expiring: [
        {
          kind: 'attestation',
          controlId: 'c-training',
          expiresAt: '2026-12-08T12:00:00.000Z',
        },
      ],
    });
    expect(
      olivia.toAttest.map(({ entityRef, expiresAt }) => [entityRef, expiresAt]),
    ).toEqual([
      [SCANNER, '2026-12-08T12:00:00.000Z'],
      [STRAY, undefined],
    ]);
    const { body } = await portal.get('/attestations/wanted', by(OLIVIA));
    expect(listWantedAttestationsResponseSchema.parse(body)).toEqual({
      items: olivia.toAttest,
      totalItems: 2,
      controls: [
        {
          frameworkId: 'care',
          controlId: 'c-training',
          metAt: 'entity',
          wanted: 2,
          stated: 0,
        },
      ],
    });
    expect((await inbox(VICTOR)).totals).toEqual({
      toDecide: 0,
      requested: 0,
      expiring: 0,
      toAttest: 0,
      toAttestVoluntary: 0,
    });
  });

  it('lets a person answer for a text, and for no other', async () => {
    const knex = await databases.init('SQLITE_3');
    const file = directory.resolve('care.yaml');
    writeFileSync(file, readFileSync(CARE_FILE));
    const scorecards = { files: [HOUSE_FILE, file] };
    await start({ knex, scorecards });
    const text = {
      frameworkId: 'care',
      controlId: 'c-reading',
      comment: 'Compared with the printed edition',
    };
    const accept = (who: string, change: object = {}) =>
      portal.post('/acceptances', { ...text, ...change }, by(who));
    const acceptance = async () =>
      (await explain('c-reading', SCANNER, CLARA)).control.acceptance;
    expect((await explain('c-reading', SCANNER, CLARA)).may.accept).toBe(true);
    expect((await accept(OLIVIA)).status).toBe(403);
    expect((await accept(CLARA, { controlId: 'c-storage' })).status).toBe(400);
    expect((await accept(CLARA)).status).toBe(201);
    expect((await accept(RAVI)).status).toBe(409);
    expect(await acceptance()).toEqual({
      acceptedBy: CLARA,
      acceptedAt: START.replace('Z', '.000Z'),
      comment: text.comment,
    });
    const { body } = await portal.get('/frameworks/care');
    expect(
      body.controls.find(({ id }: { id: string }) => id === 'c-reading'),
    ).toMatchObject({ acceptance: { acceptedBy: CLARA } });

    const withdraw = (who: string) =>
      portal.post('/acceptances/withdraw', text, by(who));
    expect((await withdraw(RAVI)).status).toBe(204);
    expect((await withdraw(RAVI)).status).toBe(409);
    expect(await acceptance()).toBeUndefined();
    expect((await accept(CLARA)).status).toBe(201);
    await portal.stop();

    writeFileSync(
      file,
      readFileSync(CARE_FILE, 'utf8').replace(
        'Nobody has read it',
        'Somebody changed it',
      ),
    );
    await start({ knex, scorecards });
    expect(await acceptance()).toBeUndefined();
    expect(await knex('scorecards_acceptances')).toHaveLength(2);
  });

  it('names what counted in the record', async () => {
    const knex = await databases.init('SQLITE_3');
    await start({ knex });
    const { id } = await asked(OLIVIA, {
      controlId: 'c-backup',
      entityRef: CLINIC,
    });
    await approved(CLARA, id);
    const statement = (await sign(OLIVIA)).body;
    await portal.evaluate();
    const last = await knex('scorecards_intervals')
      .where({ entity_ref: SCANNER, framework_id: 'care' })
      .orderBy('id', 'desc')
      .first();
    expect(JSON.parse(last.stated)).toEqual({
      2: { attestation: statement.id },
      3: { decision: id },
    });
    const steps = await knex('scorecards_decision_steps').orderBy('id');
    expect(steps).toMatchObject([
      { decision_id: id, step: 'request', by: OLIVIA, comment: REASON },
      { decision_id: id, step: 'approve', by: CLARA },
    ]);
  });
});
