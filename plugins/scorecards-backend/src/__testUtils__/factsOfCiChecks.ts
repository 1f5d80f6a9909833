type Facts = Record<string, Record<string, unknown>>;
type Otherwise = Record<
  string,
  { fail: Facts[]; warn?: Facts[]; 'not-applicable'?: Facts[] }
>;

const BUILD = {
  tool: 'build',
  commit: 'abcdef1',
  version: '7',
  ranAt: '2026-10-30T12:00:00Z',
};
const CLEAN = {
  critical: 0,
  high: 0,
  medium: 1,
  low: 2,
  unrated: 0,
  suppressed: 1,
  complete: true,
};
const SCAN = {
  ...CLEAN,
  worst: [],
  scans: [{ ...BUILD, tool: 'scanner', ...CLEAN }],
};
const RUN = {
  ...BUILD,
  outcome: 'passed',
  url: 'https://ci.example.com/runs/7',
};

export const GOOD_CI: Facts = {
  'ci.codeScan': SCAN,
  'ci.vulnerabilities': SCAN,
  'ci.imageScan': SCAN,
  'ci.modelScan': SCAN,
  'ci.secretScan': {
    ...SCAN,
    medium: 0,
    low: 0,
    scans: [{ ...BUILD, ...CLEAN, medium: 0, low: 0 }],
  },
  'ci.tests': { tests: 20, failed: 0, skipped: 4, failing: [], runs: [BUILD] },
  'ci.components': {
    components: 120,
    models: 1,
    unversioned: 0,
    unlicensed: 0,
    deniedCount: 0,
    denied: [],
    rules: 2,
    lists: [BUILD],
  },
  'ci.pipeline': { runs: [RUN] },
  'ci.review': {
    author: 'ada',
    approvals: 1,
    approvedBy: ['ravi'],
    ...BUILD,
  },
  'ci.artefact': { signed: true, provenance: true, ...BUILD },
  'ciSystem.scans': {
    parts: 3,
    unscanned: [],
    unscannedCount: 0,
    ...CLEAN,
    worst: [],
  },
  'ciSystem.components': {
    parts: 2,
    unlisted: [],
    unlistedCount: 0,
    components: 240,
  },
};

const all = (type: string, cases: object[]): Facts[] =>
  cases.map(value => ({ [type]: { ...value } }));
const modelScan = (...scans: object[]) => ({
  scans: scans.map(scan => ({ ...BUILD, ...CLEAN, ...scan })),
});
const LATE = '2026-09-01T12:00:00Z';
const NEW = '2026-10-25T12:00:00Z';
/** What is open too long, or of which nobody knows how long. */
const OVERDUE = [
  { critical: 1, oldestCritical: LATE },
  { critical: 1 },
  { high: 1, oldestHigh: LATE },
  { critical: 1, oldestCritical: NEW, high: 1, oldestHigh: LATE },
  { unrated: 1 },
  { complete: false },
];

/** What has to be different, for a check to say something else. */
export const OTHERWISE_CI: Otherwise = {
  'pipeline-passed': {
    fail: all('ci.pipeline', [
      { runs: [] },
      { runs: [RUN, { ...RUN, outcome: 'failed' }] },
      { runs: [{ ...RUN, outcome: 'cancelled' }] },
    ]),
  },
  'change-reviewed': {
    fail: all('ci.review', [{ approvals: 0, approvedBy: [] }]),
  },
  'artefact-signed': {
    warn: all('ci.artefact', [{ provenance: false }]),
    fail: all('ci.artefact', [{ signed: false }]),
  },
  'tests-passed': {
    warn: all('ci.tests', [{ skipped: 5 }]),
    fail: all('ci.tests', [
      { failed: 1 },
      { tests: 0, skipped: 0 },
      { tests: 4 },
    ]),
  },
  'code-scanned': {
    warn: all('ci.codeScan', [{ high: 1 }]),
    fail: all('ci.codeScan', [
      { critical: 1 },
      { complete: false },
      { unrated: 1 },
    ]),
  },
  'secrets-searched': {
    fail: all('ci.secretScan', [
      { low: 1 },
      { complete: false },
      { unrated: 1 },
    ]),
  },
  'image-scanned': {
    warn: all('ci.imageScan', [{ high: 1 }]),
    fail: all('ci.imageScan', [
      { critical: 1 },
      { complete: false },
      { unrated: 1 },
    ]),
  },
  'model-version-scanned': {
    fail: all('ci.modelScan', [
      modelScan({ version: '6' }),
      modelScan({ version: undefined }),
      modelScan({}, { critical: 1 }),
      modelScan({ complete: false }),
    ]),
    'not-applicable': [{ 'models.production': { versions: [] } }],
  },
  'components-listed': {
    warn: all('ci.components', [{ unversioned: 1 }]),
    fail: all('ci.components', [{ components: 0 }]),
  },
  'component-licences-allowed': {
    warn: all('ci.components', [{ unlicensed: 1 }]),
    fail: all('ci.components', [{ deniedCount: 1, denied: ['x: AGPL-3.0'] }]),
    'not-applicable': all('ci.components', [{ rules: 0 }]),
  },
  'no-critical-vulnerability': {
    fail: all('ci.vulnerabilities', [
      { critical: 1 },
      { unrated: 1 },
      { complete: false },
    ]),
  },
  'vulnerabilities-in-time': { fail: all('ci.vulnerabilities', OVERDUE) },
  'system-scanned': {
    warn: all('ciSystem.scans', [{ high: 1 }]),
    fail: all('ciSystem.scans', [
      { critical: 1 },
      { unscannedCount: 1, unscanned: ['component:default/cart'] },
      { complete: false },
      { unrated: 1 },
    ]),
  },
  'system-weaknesses-in-time': {
    fail: all('ciSystem.scans', [...OVERDUE, { unscannedCount: 1 }]),
  },
  'system-components-listed': {
    fail: all('ciSystem.components', [{ unlistedCount: 1 }]),
  },
};
