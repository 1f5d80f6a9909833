import {
  CHECKS,
  FRAMEWORK,
  known,
  readExample,
} from '../__testUtils__/example';
import { readBoundValues } from '../facts/boundValues';
import { prepareFacts } from './EntityFacts';
import { evaluateControl, type Attestation } from './evaluateControl';

const ASKED = 'attestation: { asks: People were trained, validForDays: 365 }';
const LATER = new Date('2026-12-01T00:00:00Z');
const OLIVIA = 'user:default/olivia';
const CLARA = 'user:default/clara';

function read(fourEyes: string) {
  const framework = FRAMEWORK.replace(
    ASKED,
    ASKED.replace(' }', `, ${fourEyes} }`),
  );
  expect(framework).not.toBe(FRAMEWORK);
  return readExample({ checks: CHECKS, framework });
}

function stated(approval?: Partial<Attestation['approval']>): Attestation {
  return {
    id: 's1',
    signedBy: OLIVIA,
    expiresAt: LATER,
    ...(approval && {
      approval: {
        by: CLARA,
        at: new Date('2026-10-01T09:00:00Z'),
        reason: 'We read it',
        boundTo: { 'catalog.ownership.owner': 'group:default/a' },
        ...approval,
      },
    }),
  };
}

const OWNED = known({
  'catalog.ownership': { owner: 'group:default/a', resolves: true },
});

describe('a statement of two people', () => {
  const { rulebook } = read(
    'fourEyes: true, boundTo: [catalog.ownership.owner]',
  );
  const control = rulebook.frameworks[0].controls[2];
  const judge = (attestation: Attestation | undefined, entity = OWNED) => {
    const { verdict, reason, decisionId, attestationId } = evaluateControl(
      control,
      { entity, checks: new Map(), attestation },
    );
    return { verdict, reason, decisionId, attestationId };
  };

  it('counts while the facts say what they said, as a decision', () => {
    expect(judge(stated({}))).toEqual({
      verdict: 'attested',
      reason: `Stated by ${OLIVIA}, approved by ${CLARA} until 2026-12-01: We read it`,
      decisionId: 's1',
      attestationId: undefined,
    });
  });

  it('never counts by one of them alone', () => {
    expect(judge(stated())).toEqual({
      verdict: 'not-evaluated',
      reason: `${OLIVIA} alone stated it; it counts once somebody else approves it`,
    });
    expect(judge(undefined).verdict).toBe('not-evaluated');
  });

  it.each([
    [
      'something else',
      known({ 'catalog.ownership': { owner: 'b\n\u202eb', resolves: true } }),
      'catalog.ownership now says owner b b',
    ],
    [
      'nothing',
      known({ 'catalog.ownership': { resolves: true } }),
      'catalog.ownership now says owner none',
    ],
  ])('does not count once a fact says %s', (_, entity, change) => {
    expect(judge(stated({}), entity)).toEqual({
      verdict: 'not-evaluated',
      reason: `Stated of owner group:default/a on 2026-10-01 by ${OLIVIA} and ${CLARA}; ${change}`,
    });
  });

  it('does not count where it was of nothing, or the fact is not known', () => {
    expect(judge(stated({ boundTo: {} })).reason).toContain(
      'Stated of nothing in particular on 2026-10-01',
    );
    expect(judge(stated({}), known({}))).toMatchObject({
      verdict: 'not-evaluated',
      reason: 'catalog.ownership was never collected',
    });
    const old = known({ 'catalog.ownership': {} }, new Date('2026-10-02'));
    expect(judge(stated({}), old)).toMatchObject({
      verdict: 'not-evaluated',
      reason: 'catalog.ownership expired at 2026-10-02T00:00:00.000Z',
    });
  });

  it('ends', () => {
    expect(
      judge({ ...stated({}), expiresAt: new Date('2026-10-20') }),
    ).toMatchObject({
      verdict: 'not-evaluated',
      reason: 'What was stated expired at 2026-10-20T00:00:00.000Z',
    });
  });

  it('is enough where one person is, too', () => {
    const [, hybrid] = readExample().rulebook.frameworks[0].controls;
    const checks = new Map(
      hybrid.checks.map(id => [id, { verdict: 'pass' as const }]),
    );
    expect(
      evaluateControl(hybrid, {
        entity: known({}),
        checks,
        attestation: stated({}),
      }).verdict,
    ).toBe('attested');
  });

  it('tells lists apart by what is in them', () => {
    const path = 'tls.endpoints.hosts';
    const facts = (hosts: string[]) =>
      prepareFacts(
        [
          {
            type: 'tls.endpoints',
            value: { hosts },
            collectedAt: LATER,
            expiresAt: LATER,
          },
        ],
        new Map(),
        LATER,
      ).facts;
    expect(readBoundValues([path], facts(['a', 'b']), new Date(0))).toEqual({
      values: { [path]: ['a', 'b'] },
    });
  });
});

it.each([
  [
    'what is bound by one person alone',
    'boundTo: [catalog.ownership.owner]',
    /attestation\.fourEyes: found false, allowed is true, since only what two people state is bound to facts/,
  ],
  [
    'a field that there is none of',
    'fourEyes: true, boundTo: [catalog.ownership.ownr]',
    /attestation\.boundTo\[0\]: found "catalog\.ownership\.ownr", allowed is one of catalog\.ownership\.owner, catalog\.ownership\.resolves/,
  ],
  [
    'a list of shapes',
    'fourEyes: true, boundTo: [tls.endpoints.endpoints]',
    /allowed is one of tls\.endpoints\.tried/,
  ],
  [
    'a fact that nobody collects',
    'fourEyes: true, boundTo: [mesh.peers.count]',
    /allowed is a field of a fact that is collected, of catalog\.ownership, tls\.endpoints/,
  ],
  [
    'a whole fact',
    'fourEyes: true, boundTo: [catalog.ownership]',
    /allowed is the path of a field of a fact, such as catalog\.aiAct\.class/,
  ],
  [
    'what is no yes',
    'fourEyes: 2',
    /fourEyes: found 2, allowed is true or false/,
  ],
])('refuses %s', (_, fourEyes, message) => {
  const { problems, rulebook } = read(fourEyes);
  expect(problems.map(problem => problem.message)).toEqual([
    expect.stringMatching(message),
  ]);
  expect(rulebook.frameworks).toEqual([]);
});
