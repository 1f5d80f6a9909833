import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { CYCLONEDX, JUNIT, sarif } from '../__testUtils__/samples';
import { LicenceJudge } from './LicenceJudge';
import { readDocument, type DocumentKind } from './readDocument';

const DENIED = ['AGPL-*', 'SSPL-1.0'];

function read(kind: DocumentKind, content: unknown) {
  return readDocument(
    kind,
    typeof content === 'string' ? content : JSON.stringify(content),
    DENIED,
  );
}

const scanOf = (content: unknown) => read('sarif', content).summary.scan!;

describe('SARIF', () => {
  it('counts what is open by its weight', () => {
    const found = read(
      'sarif',
      sarif({ scores: ['9.8', '7.0', '5', '0.1', '0'] }),
    );
    expect(found.tool).toBe('Trivy');
    expect(found.summary.scan).toEqual({
      counts: { critical: 1, high: 1, medium: 1, low: 1 },
      unrated: 0,
      suppressed: 0,
      complete: true,
      looked: 5,
    });
    expect(found.open).toEqual([
      { id: 'CVE-2026-1000 usr/lib/libz.so', severity: 'critical' },
      { id: 'CVE-2026-1001 usr/lib/libz.so', severity: 'high' },
    ]);
  });

  it('does not take an empty weight for none', () => {
    const { counts } = scanOf(sarif({ scores: ['', ' '] }));
    expect(counts.high).toBe(2);
  });

  it('goes by levels where there is no weight, and leaves out what is settled', () => {
    const { counts, suppressed, unrated } = scanOf(
      sarif({
        results: [
          { level: 'error' },
          { level: 'note', suppressions: [] },
          { ruleId: 'no-eval' },
          { level: 'none' },
          { level: 'error', suppressions: [{ kind: 'inSource' }] },
          {
            level: 'error',
            suppressions: [{ kind: 'external', status: 'underReview' }],
          },
          { level: 'error', baselineState: 'absent' },
          { kind: 'pass', level: 'none' },
          { kind: 'review', level: 'none' },
        ],
      }),
    );
    expect(counts).toEqual({ critical: 0, high: 2, medium: 1, low: 1 });
    expect([suppressed, unrated]).toEqual([1, 1]);
  });

  it.each([
    ['results that are missing', sarif({ results: null })],
    [
      'a run that failed',
      sarif({ run: { invocations: [{ executionSuccessful: false }] } }),
    ],
  ])('does not take %s for a clean scan', (_, content) => {
    expect(scanOf(content).complete).toBe(false);
  });

  it('finds rules of extensions and of parts', () => {
    const rules = [
      { id: 'A', properties: { 'security-severity': 9.1 } },
      { id: 'B', defaultConfiguration: { level: 'note' } },
    ];
    const { counts } = scanOf(
      sarif({
        run: {
          tool: {
            driver: { name: 'x' },
            extensions: [{ name: 'pack', rules }],
          },
        },
        results: [
          { rule: { index: 0, toolComponent: { index: 0 } } },
          { ruleId: 'B/part' },
        ],
      }),
    );
    expect(counts).toMatchObject({ critical: 1, low: 1 });
  });
});

describe('JUnit', () => {
  it('counts test cases, and takes a broken suite at its word', () => {
    expect(read('junit', JUNIT).summary.tests).toEqual({
      tests: 4,
      failed: 1,
      skipped: 1,
      failing: ['cart removes & keeps'],
    });
    expect(
      read('junit', '\ufeff<testsuite errors="1"></testsuite>'.slice(1)).summary
        .tests,
    ).toMatchObject({ tests: 0, failed: 1 });
  });

  const entities = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><testsuite name="&b;"/>`;
  it.each([
    ['a billion laughs', entities, /a DOCTYPE is not allowed/],
    [
      'an outside entity',
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><testsuite>&f;</testsuite>',
      /a DOCTYPE is not allowed/,
    ],
    ['an entity of nobody', '<testsuite>&f;</testsuite>', /undefined entity/],
    ['what is nested too deeply', '<testsuite>'.repeat(60), /50 levels/],
    ['something else', '<html/>', /testsuites, testsuite/],
    ['a half', '<testsuite><testcase>', /unclosed tag/],
    ['nothing', '', /document must contain a root element/],
  ])('refuses %s', (_, content, message) => {
    expect(() => read('junit', content)).toThrow(message);
  });
});

it('counts as a failure what more failed than there can be', () => {
  const suite = '<testsuite failures="9007199254740991"/>';
  const huge = `<testsuites failures="1e300">${suite.repeat(3)}</testsuites>`;
  expect(read('junit', huge).summary.tests!.failed).toBe(1_500_000);
});

it('does not take a look at nothing for a clean one', () => {
  const isComplete = (kind: DocumentKind, content: object) =>
    read(kind, content).summary.scan!.complete;
  const clean = { critical: 0, high: 0, medium: 0, low: 0 };
  const result = (looked: number) => ({
    outcome: 'passed',
    findings: { ...clean, looked },
  });
  expect(isComplete('result', result(0))).toBe(false);
  expect(isComplete('result', result(1))).toBe(true);
  const empty = { bomFormat: 'CycloneDX', specVersion: '1.6' };
  expect(
    isComplete('cyclonedx', { ...empty, components: [], vulnerabilities: [] }),
  ).toBe(false);
});

describe('CycloneDX', () => {
  const spec = Spec.Version;
  it.each([
    [spec.v1dot4, '1.4'],
    [spec.v1dot5, '1.5'],
    [spec.v1dot6, '1.6'],
    [spec.v1dot7, '1.7'],
  ])(
    'reads components, licences and vulnerabilities of %s',
    async (version, specVersion) => {
      const old = specVersion === '1.4';
      const content = {
        ...CYCLONEDX,
        specVersion,
        metadata: {
          ...CYCLONEDX.metadata,
          tools: old ? [{ name: 'syft' }] : CYCLONEDX.metadata.tools,
        },
        components: CYCLONEDX.components.map(component =>
          old && component.type === 'machine-learning-model'
            ? { ...component, type: 'application' }
            : component,
        ),
      };
      expect(
        await new Validation.JsonStrictValidator(version).validate(
          JSON.stringify(content),
        ),
      ).toBeNull();
      const { tool, summary, open } = read('cyclonedx', content);
      expect(tool).toBe('syft');
      expect(summary.components).toEqual({
        components: 5,
        models: old ? 0 : 1,
        unversioned: 1,
        unlicensed: 2,
        deniedCount: 1,
        denied: ['server@4.0.0: AGPL-3.0-only'],
        rules: 2,
      });
      expect(summary.scan).toEqual({
        counts: { critical: 1, high: 1, medium: 0, low: 1 },
        unrated: 1,
        suppressed: 1,
        complete: true,
        looked: 5,
      });
      expect(open).toEqual([
        { id: 'CVE-2026-1', severity: 'critical' },
        { id: 'CVE-2026-2', severity: 'high' },
      ]);
    },
  );

  it('says nothing of vulnerabilities where nobody looked, nor of components in a VEX document', () => {
    const { vulnerabilities, ...list } = CYCLONEDX;
    expect(read('cyclonedx', list).summary.scan).toBeUndefined();
    const { components, ...vex } = CYCLONEDX;
    expect(read('cyclonedx', vex).summary.components).toBeUndefined();
  });
});

it('judges licences by what is refused', () => {
  const licences = new LicenceJudge(DENIED);
  expect(
    [
      ['MIT'],
      ['MIT', 'AGPL-3.0-or-later'],
      ['(MIT AND AGPL-3.0-only) OR Apache-2.0'],
      ['GPL-2.0-only WITH Classpath-exception-2.0'],
      ['SSPL-1.0'],
      ['LicenseRef-ours'],
      ['AGPL, some version'],
      ['agpl-like'],
      [],
    ].map(each => licences.judge(each)),
  ).toEqual([
    'allowed',
    'denied',
    'allowed',
    'allowed',
    'denied',
    'unknown',
    'unknown',
    'denied',
    'unknown',
  ]);
  // Parsing all of many takes too long; what is not judged is not known.
  for (let number = 0; number < 1000; number++) {
    licences.judge([`MIT OR LicenseRef-${number}`]);
  }
  expect(licences.judge(['MIT'])).toBe('allowed');
  expect(licences.judge(['ISC'])).toBe('unknown');
});

describe('hostile and wrong documents', () => {
  const secret = 'hunter2';
  it.each<[string, DocumentKind, string, RegExp]>([
    ['is no JSON', 'sarif', `{"${secret}`, /^content: expected is JSON/],
    ['is too deep', 'sarif', '['.repeat(5_000_000), /100 levels/],
    [
      'has too many values',
      'result',
      `[${'0,'.repeat(1_500_000)}0]`,
      /1000000 values/,
    ],
    [
      'is another version',
      'sarif',
      `{"version":"${secret}","runs":[]}`,
      /SARIF 2\.1\.0 is expected/,
    ],
    [
      'is an old list',
      'cyclonedx',
      '{"bomFormat":"CycloneDX","specVersion":"1.3"}',
      /one of 1\.4, 1\.5/,
    ],
    [
      'has a wrong field',
      'result',
      `{"outcome":"${secret}"}`,
      /content: result: outcome: /,
    ],
    [
      'has an unknown field',
      'result',
      '{"outcome":"passed","score":1}',
      /score/,
    ],
  ])('refuses what %s, without quoting it', (_, kind, content, message) => {
    let refusal = '';
    try {
      read(kind, content);
    } catch (error) {
      refusal = (error as Error).message;
    }
    expect(refusal).toMatch(message);
    expect(refusal).not.toContain(secret);
  });
});
