import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, type DocumentKind } from './readDocument';

/**
 * What tools themselves wrote, recorded from
 * `eslint -f @microsoft/eslint-formatter-sarif src` (9.39.5, formatter 3.1.0),
 * `jest --ci --reporters=jest-junit` (30.5.2, 17.0.0),
 * `cyclonedx-npm --spec-version 1.6 --output-reproducible` (6.0.1),
 * `bandit -f sarif` (1.9.4), `pytest --junit-xml` (9.2.0) and
 * `modelscan -p . -r json` (0.8.8) of a folder with a good and a bad pickle.
 */
function recorded(name: string): string {
  return readFileSync(join(__dirname, '../__fixtures__', name), 'utf8');
}

function read(kind: DocumentKind, content: string) {
  return readDocument(kind, content, ['CC-BY-*']);
}

it('reads what ESLint and Bandit write', () => {
  expect(read('sarif', recorded('eslint.sarif'))).toMatchObject({
    tool: 'ESLint',
    summary: {
      scan: { counts: { high: 1, medium: 1 }, unrated: 0, complete: true },
    },
    open: [{ id: 'no-eval file:///build/src/cart.js', severity: 'high' }],
  });
  expect(read('sarif', recorded('bandit.sarif'))).toMatchObject({
    tool: 'Bandit',
    summary: { scan: { counts: { high: 1 }, complete: true } },
  });
});

it('reads what jest-junit and pytest write', () => {
  expect(read('junit', recorded('jest-junit.xml')).summary.tests).toEqual({
    tests: 3,
    failed: 1,
    skipped: 1,
    failing: ['keeps <what> is there keeps <what> is there'],
  });
  expect(read('junit', recorded('pytest.xml')).summary.tests).toEqual({
    tests: 3,
    failed: 1,
    skipped: 1,
    failing: ['t_cart test_fails'],
  });
});

it('reads what cyclonedx-npm writes', () => {
  const { tool, summary } = read('cyclonedx', recorded('cyclonedx-npm.json'));
  expect(tool).toBe('npm');
  expect(summary).toEqual({
    components: {
      components: 5,
      models: 0,
      unversioned: 0,
      unlicensed: 0,
      deniedCount: 1,
      denied: [expect.stringMatching(/^spdx-exceptions@.*: CC-BY-3\.0$/)],
      rules: 1,
    },
  });
});

it('reads what the README makes of a report of modelscan', () => {
  const { summary, errors } = JSON.parse(recorded('modelscan.json'));
  const of = summary.total_issues_by_severity;
  const content = {
    outcome: errors.length === 0 ? 'passed' : 'cancelled',
    findings: {
      critical: of.CRITICAL,
      high: of.HIGH,
      medium: of.MEDIUM,
      low: of.LOW,
      looked: summary.scanned.total_scanned,
    },
  };
  expect(read('result', JSON.stringify(content))).toEqual({
    summary: {
      scan: {
        counts: { critical: 1, high: 0, medium: 0, low: 0 },
        unrated: 0,
        suppressed: 0,
        complete: true,
        looked: 2,
      },
    },
    open: [{ id: 'critical', severity: 'critical' }],
  });
});
