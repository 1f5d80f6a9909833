/** As a company's pipelines make them: a third each of scans, tests and lists. */
const KINDS = ['sarif', 'junit', 'cyclonedx'] as const;
const FINDINGS = 20;
const TESTS = 100;
const COMPONENTS = 50;
/** Long enough ago for the last of them to have run. */
const FIRST_RUN = Date.now() - 14 * 86_400_000;

/** The name of an entity that results are about. */
export function resultEntity(number: number): string {
  return `built-${String(number).padStart(5, '0')}`;
}

/** One of many results; each is another. */
export function resultOf(number: number, entities: number) {
  const kind = KINDS[number % KINDS.length];
  const run = Math.floor(number / KINDS.length);
  return {
    entityRef: `component:default/${resultEntity(run % entities)}`,
    kind,
    tool: `bench ${kind}`,
    commit: `${run}`.padStart(40, '0'),
    pipeline: { name: 'build', url: `https://ci.example.com/runs/${run}` },
    ranAt: new Date(FIRST_RUN + run * 1000).toISOString(),
    content: { sarif, junit, cyclonedx }[kind](run),
  };
}

function sarif(run: number) {
  return {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'scanner' } },
        results: Array.from({ length: FINDINGS }, (_, index) => ({
          ruleId: `rule-${(run + index) % 40}`,
          level: index === 0 ? 'error' : 'warning',
          message: { text: 'What was found, in a sentence of some length.' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: `src/part${index}/file.ts` },
                region: { startLine: index + 1 },
              },
            },
          ],
        })),
      },
    ],
  };
}

function junit(run: number): string {
  const cases = Array.from(
    { length: TESTS },
    (_, index) =>
      `<testcase classname="part" name="case ${index}" time="0.01">${
        index === run % 500 ? '<failure>expected 1, found 2</failure>' : ''
      }</testcase>`,
  );
  return `<testsuites><testsuite name="all">${cases.join(
    '',
  )}</testsuite></testsuites>`;
}

function cyclonedx(run: number) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: Array.from({ length: COMPONENTS }, (_, index) => ({
      type: 'library',
      name: `library-${index}`,
      version: `1.${run % 10}.0`,
      licenses: [{ license: { id: index % 2 ? 'MIT' : 'Apache-2.0' } }],
    })),
    vulnerabilities: [
      { id: `CVE-2026-${run % 100}`, ratings: [{ severity: 'medium' }] },
    ],
  };
}
