import { endpoints, known, NOW, readExample } from '../__testUtils__/example';
import type { CheckVerdict, Verdict } from '../verdicts';
import { combineVerdicts } from './combineVerdicts';
import { evaluateCheck, type CheckResult } from './evaluateCheck';
import {
  evaluateControl,
  type ControlCircumstances,
  type Decision,
} from './evaluateControl';

const { rulebook } = readExample();
const [framework] = rulebook.frameworks;
const LATER = new Date('2026-12-01T00:00:00Z');
const BEFORE = new Date('2026-10-01T00:00:00Z');

const check = (id: string, ...facts: Parameters<typeof known>) =>
  evaluateCheck(rulebook.checks.get(id)!, known(...facts));

describe('a check', () => {
  it.each<[string, string, Parameters<typeof known>, CheckResult]>([
    [
      'passes',
      'owner-exists',
      [{ 'catalog.ownership': { owner: 'group:a', resolves: true } }],
      { verdict: 'pass', actual: 'owner group:a' },
    ],
    [
      'fails',
      'owner-exists',
      [{ 'catalog.ownership': { resolves: false } }],
      { verdict: 'fail', actual: 'owner nobody' },
    ],
    [
      'is not evaluated without its fact',
      'owner-exists',
      [{}],
      {
        verdict: 'not-evaluated',
        reason: 'catalog.ownership was never collected',
      },
    ],
    [
      'is not evaluated once its fact expired',
      'owner-exists',
      [{ 'catalog.ownership': { resolves: true } }, NOW],
      {
        verdict: 'not-evaluated',
        reason: 'catalog.ownership expired at 2026-11-01T12:00:00.000Z',
      },
    ],
    [
      'does not apply',
      'tls-version',
      [{ 'tls.endpoints': endpoints() }],
      { verdict: 'not-applicable', reason: 'It offers no endpoint' },
    ],
    [
      'is not evaluated where nobody knows whether it applies',
      'tls-version',
      [{}],
      { verdict: 'not-evaluated', reason: 'tls.endpoints was never collected' },
    ],
    [
      'warns by its second tier',
      'tls-version',
      [{ 'tls.endpoints': endpoints(1.3, 1.2) }],
      { verdict: 'warn' },
    ],
    [
      'reads times',
      'certificates-last',
      [{ 'tls.endpoints': endpoints(1.3) }],
      { verdict: 'pass' },
    ],
    [
      'does not rest on what has no shape of a fact any more',
      'owner-exists',
      [{ 'catalog.ownership': { resolves: 'yes' } }],
      {
        verdict: 'not-evaluated',
        reason: 'catalog.ownership was never collected',
      },
    ],
    ...[
      { tried: '1', endpoints: [] },
      { tried: 1.5, endpoints: [] },
      { tried: 1, endpoints: 'none' },
      { tried: 1, endpoints: ['a'] },
      {
        tried: 1,
        endpoints: [{ host: 'a', version: 1.3, notAfter: 'for ever' }],
      },
    ].map((value): [string, string, Parameters<typeof known>, CheckResult] => [
      `does not rest on ${JSON.stringify(value)}`,
      'certificates-last',
      [{ 'tls.endpoints': value }],
      { verdict: 'not-evaluated', reason: 'tls.endpoints was never collected' },
    ]),
    [
      'goes wrong where a fact lacks a field',
      'owner-exists',
      [{ 'catalog.ownership': {} }],
      {
        verdict: 'error',
        reason: 'The check could not be evaluated: No such key: resolves',
      },
    ],
  ])('%s', (_, id, facts, expected) => {
    expect(check(id, ...facts)).toEqual(expected);
  });
});

it.each<['all' | 'any', CheckVerdict[], CheckVerdict]>([
  ['all', ['pass', 'pass'], 'pass'],
  ['all', ['pass', 'warn'], 'warn'],
  ['all', ['warn', 'not-evaluated'], 'not-evaluated'],
  ['all', ['not-evaluated', 'error'], 'error'],
  ['all', ['error', 'fail', 'pass'], 'fail'],
  ['all', ['not-applicable', 'pass'], 'pass'],
  ['all', ['not-applicable', 'not-applicable'], 'not-applicable'],
  ['any', ['fail', 'pass'], 'pass'],
  ['any', ['fail', 'warn'], 'warn'],
  ['any', ['fail', 'not-evaluated'], 'not-evaluated'],
  ['any', ['fail', 'error', 'not-evaluated'], 'error'],
  ['any', ['fail', 'not-applicable'], 'fail'],
  ['any', ['fail', 'fail'], 'fail'],
])('%s of %j is %s', (quantifier, verdicts, expected) => {
  const rules = verdicts.map((_, index) => ({ check: String(index) }));
  const verdictOf = (id: string) => verdicts[Number(id)];
  expect(
    combineVerdicts(
      quantifier === 'all' ? { all: rules } : { any: rules },
      verdictOf,
    ),
  ).toBe(expected);
});

describe('a control', () => {
  const [automatic, hybrid, manual] = framework.controls;
  const GOOD: CheckResult = { verdict: 'pass' };
  const results = (...verdicts: CheckVerdict[]) =>
    new Map(
      verdicts.map((verdict, index): [string, CheckResult] => [
        ['tls-version', 'certificates-last'][index],
        { verdict, reason: verdict === 'pass' ? undefined : `is ${verdict}` },
      ]),
    );
  const decision = (
    kind: Decision['kind'],
    expiresAt = LATER,
  ): Pick<ControlCircumstances, 'decision'> => ({
    decision: { id: 'd1', kind, reason: 'We agreed', expiresAt },
  });

  const stated = (expiresAt: Date) => ({
    id: 'a1',
    signedBy: 'user:default/olivia',
    expiresAt,
  });

  it.each<
    [
      string,
      typeof automatic,
      Partial<ControlCircumstances>,
      Verdict,
      string | undefined,
    ]
  >([
    [
      'passes by its checks',
      automatic,
      { checks: new Map([['owner-exists', GOOD]]) },
      'pass',
      undefined,
    ],
    [
      'needs a person where the machine cannot say all',
      hybrid,
      { checks: results('pass', 'pass') },
      'not-evaluated',
      'Nobody has stated it yet',
    ],
    [
      'is attested',
      hybrid,
      { checks: results('pass', 'pass'), attestation: stated(LATER) },
      'attested',
      'Stated by user:default/olivia until 2026-12-01',
    ],
    [
      'falls back once a statement expired',
      hybrid,
      { checks: results('pass', 'pass'), attestation: stated(BEFORE) },
      'not-evaluated',
      'What was stated expired at 2026-10-01T00:00:00.000Z',
    ],
    [
      'is not saved by a statement from what a machine finds',
      hybrid,
      { checks: results('fail', 'pass'), attestation: stated(LATER) },
      'fail',
      'is fail',
    ],
    [
      'is not saved by a statement from what a machine does not know',
      hybrid,
      {
        checks: results('not-evaluated', 'pass'),
        attestation: stated(LATER),
      },
      'not-evaluated',
      'is not-evaluated',
    ],
    [
      'is exempt',
      hybrid,
      { checks: results('fail', 'pass'), ...decision('exemption') },
      'exempt',
      'We agreed',
    ],
    [
      'fails again once its exemption expired',
      hybrid,
      { checks: results('fail', 'pass'), ...decision('exemption', BEFORE) },
      'fail',
      'is fail',
    ],
    [
      'needs no exemption for what holds',
      automatic,
      { checks: new Map([['owner-exists', GOOD]]), ...decision('exemption') },
      'pass',
      undefined,
    ],
    [
      'takes another way where it is addressable',
      hybrid,
      { checks: results('fail', 'pass'), ...decision('alternative') },
      'attested',
      'We agreed',
    ],
    [
      'takes no other way where it is required',
      automatic,
      {
        checks: new Map([['owner-exists', { verdict: 'fail' as const }]]),
        ...decision('alternative'),
      },
      'fail',
      undefined,
    ],
    [
      'does not apply where two people say so',
      manual,
      decision('not-applicable'),
      'not-applicable',
      'We agreed',
    ],
    [
      'is inherited from where it is met',
      manual,
      {
        above: {
          entityRef: 'group:default/acme',
          result: { verdict: 'attested', isUpcoming: false, because: [] },
        },
      },
      'inherited',
      'As group:default/acme has it',
    ],
    [
      'fails with what is above',
      manual,
      {
        above: {
          entityRef: 'group:default/acme',
          result: {
            verdict: 'fail',
            reason: 'No policy',
            isUpcoming: false,
            because: [],
          },
        },
      },
      'fail',
      'group:default/acme: No policy',
    ],
    [
      'is not evaluated where nothing is above',
      manual,
      { above: 'unknown' as const },
      'not-evaluated',
      'It is met by the entity, and none is known for this entity',
    ],
  ])('%s', (_, control, circumstances, verdict, reason) => {
    const found = evaluateControl(control, {
      entity: known({}),
      checks: new Map(),
      ...circumstances,
    });
    expect([found.verdict, found.reason]).toEqual([verdict, reason]);
  });

  it('keeps what it would be but for a decision, what counted, and what is to come', () => {
    expect(
      evaluateControl(hybrid, {
        entity: known({}),
        checks: results('fail', 'pass'),
        ...decision('exemption'),
      }),
    ).toEqual({
      verdict: 'exempt',
      underlying: 'fail',
      reason: 'We agreed',
      because: ['tls-version'],
      isUpcoming: false,
      decisionId: 'd1',
    });
    const attested = evaluateControl(hybrid, {
      entity: known({}),
      checks: results('pass', 'pass'),
      attestation: stated(LATER),
    });
    expect(attested.attestationId).toBe('a1');
    // So does whoever inherits it.
    expect(
      evaluateControl(manual, {
        entity: known({}),
        checks: new Map(),
        above: { entityRef: 'group:default/acme', result: attested },
      }),
    ).toMatchObject({ verdict: 'inherited', attestationId: 'a1' });
    expect(
      evaluateControl(manual, { entity: known({}), checks: new Map() }),
    ).toMatchObject({ isUpcoming: true });
  });
});
