import {
  CHECKS,
  FRAMEWORK,
  known,
  readExample,
  TYPES,
} from '../__testUtils__/example';
import { evaluateCheck } from '../evaluate/evaluateCheck';
import { readRulebook, readRulebookInTurns } from './readRulebook';

it('reads frameworks and the checks that they share', () => {
  const { rulebook, problems, notices } = readExample();
  expect({ problems, notices }).toEqual({ problems: [], notices: [] });
  expect([...rulebook.checks.keys()]).toEqual([
    'owner-exists',
    'tls-version',
    'certificates-last',
  ]);
  expect(rulebook.checks.get('certificates-last')).toMatchObject({
    facts: ['tls.endpoints'],
    dependsOnTime: true,
  });
  expect(rulebook.checks.get('tls-version')).toMatchObject({
    facts: ['tls.endpoints'],
    dependsOnTime: false,
  });
  expect(rulebook.frameworks).toMatchObject([
    {
      id: 'example',
      controls: [
        { checks: ['owner-exists'] },
        { checks: ['tls-version', 'certificates-last'] },
        { checks: [] },
      ],
    },
  ]);
});

it('reads the same in turns', async () => {
  const files = [
    { name: 'checks', text: CHECKS },
    { name: 'framework', text: FRAMEWORK.replace('id: e-2', 'id: e-1') },
  ];
  const breathe = jest.fn(async () => {});
  const { rulebook, problems } = await readRulebookInTurns(
    files,
    TYPES,
    breathe,
  );
  const atOnce = readRulebook(files, TYPES);
  expect(problems).toEqual(atOnce.problems);
  expect([...rulebook.checks.keys()]).toEqual([
    ...atOnce.rulebook.checks.keys(),
  ]);
  // After each document, file, check and framework.
  expect(breathe).toHaveBeenCalledTimes(8);
});

it('writes times as text', () => {
  const { rulebook, problems } = readExample({
    checks: CHECKS.replace("'owner {has", "'{string(now)}: owner {has"),
  });
  expect(problems).toEqual([]);
  expect(
    evaluateCheck(
      rulebook.checks.get('owner-exists')!,
      known({ 'catalog.ownership': { resolves: false } }),
    ).actual,
  ).toBe('2026-11-01T12:00:00.000Z: owner nobody');
});

it('never evaluates what needs facts that nobody collects, where it may', () => {
  const text = CHECKS.replaceAll('tls.endpoints.', 'mesh.peers.');
  const strict = readRulebook([{ name: 'a', text }], TYPES);
  expect(strict.problems.length).toBeGreaterThan(0);
  const { rulebook, problems } = readRulebook(
    [{ name: 'a', text, mayLackCollectors: true }],
    TYPES,
  );
  expect(problems).toEqual([]);
  expect(evaluateCheck(rulebook.checks.get('tls-version')!, known({}))).toEqual(
    {
      verdict: 'not-evaluated',
      reason: 'mesh.peers was never collected',
    },
  );
});

it('lets later files win, and tells versions apart', () => {
  const [{ hash }] = readExample().rulebook.frameworks;
  const changed = readExample({
    checks: CHECKS,
    framework: FRAMEWORK,
    company: CHECKS.replace('14 days left', '30 days left'),
  });
  expect(changed.problems).toEqual([]);
  expect(
    changed.rulebook.checks.get('certificates-last')!.definition.expected,
  ).toBe('30 days left');
  expect(changed.rulebook.frameworks[0].hash).not.toBe(hash);
  expect(readExample().rulebook.frameworks[0].hash).toBe(hash);
});

it.each([
  [
    'a field of a fact that there is none of',
    CHECKS.replace('catalog.ownership.resolves', 'catalog.ownership.exists'),
    9,
    /spec\.checks\[0\]\.tiers\[0\]\.when: found an expression that does not fit the facts: No such key: exists; catalog\.ownership has owner, resolves.*, allowed is CEL over facts that gives true or false/,
  ],
  [
    'a type that does not fit',
    CHECKS.replace('tls.endpoints.tried > 0', 'tls.endpoints.tried > "0"'),
    16,
    /appliesWhen: found an expression that does not fit the facts: no such overload: int > string/,
  ],
  [
    'text where a decision is wanted',
    CHECKS.replace('tls.endpoints.tried > 0', 'string(tls.endpoints.tried)'),
    16,
    /gives string; expected is bool/,
  ],
  [
    'what is no CEL',
    CHECKS.replace('tls.endpoints.tried > 0', 'tls.endpoints.tried >'),
    16,
    /appliesWhen: found an expression that cannot be read: /,
  ],
  [
    'a bomb of loops',
    CHECKS.replace(
      'tls.endpoints.tried > 0',
      'tls.endpoints.endpoints.all(a, tls.endpoints.endpoints.all(b, tls.endpoints.endpoints.all(c, a.host == c.host)))',
    ),
    16,
    /nests 3 loops over lists; allowed are 2/,
  ],
  [
    'a check without any fact',
    CHECKS.replace('when: catalog.ownership.resolves', 'when: "1 < 2"'),
    9,
    /tiers: found a check that reads no fact, allowed is one that does/,
  ],
  [
    'a slip of the pen',
    CHECKS.replace('expected: TLS 1.3', 'expcted: TLS 1.3'),
    21,
    /spec\.checks\[1\]\.expcted: found a field that is not known, allowed is id, title, .* expected, actual, fix/,
  ],
  [
    'text without its quotes',
    CHECKS.replace('expected: TLS 1.3', 'expected: 1.3'),
    21,
    /expected: found 1\.3, allowed is text of at most 300 characters, in quotes/,
  ],
  [
    'a verdict that a check cannot give',
    CHECKS.replace('{ verdict: warn', '{ verdict: exempt'),
    20,
    /tiers\[1\]\.verdict: found "exempt", allowed is pass or warn/,
  ],
])('refuses %s in checks', (_, checks, line, message) => {
  expect(checks).not.toBe(CHECKS);
  const { problems, rulebook } = readExample({ checks });
  expect(problems).toContainEqual(
    expect.objectContaining({
      file: 'checks',
      line,
      message: expect.stringMatching(message),
    }),
  );
  expect(rulebook.checks.size).toBeLessThan(3);
});

it.each([
  [
    'a check that there is none of',
    FRAMEWORK.replace('rule: owner-exists', 'rule: owner-exist'),
    /spec\.controls\[0\]\.rule: found the check owner-exist, which does not exist or has a problem itself/,
  ],
  [
    'an automatic control whose check nobody tried',
    FRAMEWORK.replace('rule: owner-exists', 'rule: certificates-last'),
    /controls\[0\]\.kind: found automatic, though certificates-last was not tested on any system, allowed is hybrid/,
  ],
  [
    'a manual control that asks nothing',
    FRAMEWORK.replace(
      'attestation: { asks: People were trained, validForDays: 365 }',
      '',
    ),
    /controls\[2\]\.attestation: found nothing, allowed is what a person states/,
  ],
  [
    'a cap that is no level',
    FRAMEWORK.replace('exempt: bronze', 'exempt: silver'),
    /spec\.caps\.exempt: found "silver", allowed is one of bronze, gold/,
  ],
  [
    'levels in the wrong order',
    FRAMEWORK.replace('minimumScore: 0.9', 'minimumScore: 0.4'),
    /levels\[1\]\.minimumScore: found 0\.4, allowed is at least/,
  ],
  [
    'a control that waits for one that there is none of',
    FRAMEWORK.replace(
      'rule: owner-exists }',
      'rule: owner-exists, appliesWhen: catalog.ownership.resolves, notApplicable: No, notApplicableAfter: e-0 }',
    ),
    /controls\[0\]\.notApplicableAfter: found "e-0", allowed is beside appliesWhen the id of another control/,
  ],
  [
    'the same id twice',
    FRAMEWORK.replace('id: e-2', 'id: e-1'),
    /controls\[1\]\.id: found "e-1", allowed is an id that no other control has/,
  ],
  [
    'a kind of control that there is none of',
    FRAMEWORK.replace('kind: manual', 'kind: by hand'),
    /kind: found "by hand", allowed is one of automatic, hybrid, manual, inherited/,
  ],
  [
    'percent where a share is wanted',
    FRAMEWORK.replace('minimumScore: 0.9', 'minimumScore: 90'),
    /minimumScore: found 90, allowed is a share from 0 to 1/,
  ],
  [
    'another version of the format',
    FRAMEWORK.replace('v1alpha1', 'v2'),
    /apiVersion: found "platformops.io\/v2"/,
  ],
])('refuses %s in a framework', (_, framework, message) => {
  expect(framework).not.toBe(FRAMEWORK);
  const { problems, rulebook } = readExample({ checks: CHECKS, framework });
  expect(problems.map(problem => problem.message)).toEqual([
    expect.stringMatching(message),
  ]);
  expect(rulebook.frameworks).toEqual([]);
});
