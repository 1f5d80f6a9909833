import { createHash } from 'node:crypto';
import type { ModelSubject, ServiceSubject } from './subjects';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Pipelines run at night. */
const HOUR_OF_RUN = 4;

/**
 * When the last night's run was. The same all day, so that reporting it again
 * changes nothing.
 */
export function lastRun(now: number): number {
  return (
    Math.floor((now - HOUR_OF_RUN * HOUR_MS) / DAY_MS) * DAY_MS +
    HOUR_OF_RUN * HOUR_MS
  );
}

/**
 * What the pipeline of a service handed in, as the portal's API takes it: what
 * was found long ago was already found then.
 */
export function resultsOfService(
  subject: ServiceSubject,
  options: { seed: string; now: number },
): object[] {
  const { service, vulnerabilities } = subject;
  const last = lastRun(options.now);
  const nights = [
    ...new Set(vulnerabilities.map(({ days }) => last - days * DAY_MS)),
    last,
  ].sort((a, b) => a - b);
  return nights.flatMap(night => {
    const about = describeRun(`component:default/${service}`, {
      seed: options.seed,
      name: service,
      night,
    });
    const list = { ...about, kind: 'cyclonedx', tool: 'syft and grype' };
    const bom = toCycloneDx(subject, (last - night) / DAY_MS);
    if (night !== last) {
      return [{ ...list, content: bom }];
    }
    return [
      { ...list, content: bom },
      { ...about, kind: 'junit', tool: 'pytest', content: toJunit(subject) },
      {
        ...about,
        kind: 'sarif',
        content: toSarif('Semgrep', subject.findings),
      },
      {
        ...about,
        kind: 'sarif',
        scans: 'secrets',
        content: toSarif('gitleaks', []),
      },
      {
        ...about,
        kind: 'result',
        content: {
          outcome: subject.tests.failed ? 'failed' : 'passed',
          branch: 'main',
          author: subject.author,
          approvedBy: subject.approvedBy,
          signed: subject.signed,
          provenance: subject.signed,
        },
      },
    ];
  });
}

/** What a scan of the files of a model found. */
export function resultOfModel(
  { model, high }: ModelSubject,
  options: { seed: string; now: number; version: string },
): object {
  return {
    ...describeRun(`model:sandbox/${model}`, {
      seed: options.seed,
      name: `models/${model}`,
      night: lastRun(options.now),
    }),
    kind: 'result',
    scans: 'model',
    tool: 'modelscan',
    version: options.version,
    content: {
      outcome: 'passed',
      findings: { critical: 0, high, medium: 0, low: 0, looked: 3 },
    },
  };
}

function describeRun(
  entityRef: string,
  run: { seed: string; name: string; night: number },
) {
  const number = Math.floor(run.night / DAY_MS);
  return {
    entityRef,
    commit: createHash('sha1')
      .update(`${run.seed}/${run.name}/${number}`)
      .digest('hex'),
    pipeline: {
      name: 'build and scan',
      url: `https://ci.example.com/${run.name}/runs/${number}`,
    },
    ranAt: new Date(run.night).toISOString(),
  };
}

/** @param daysAgo - What is younger was not found then. */
function toCycloneDx(subject: ServiceSubject, daysAgo: number) {
  const { service, libraries, vulnerabilities } = subject;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: service } },
    components: libraries.map(({ name, version, licence }) => ({
      type: 'library',
      name,
      version,
      licenses: [{ license: { id: licence } }],
    })),
    vulnerabilities: vulnerabilities
      .filter(({ days }) => days >= daysAgo)
      .map(({ id, severity, state }) => ({
        id,
        ratings: [{ severity, method: 'CVSSv31' }],
        ...(state && { analysis: { state } }),
      })),
  };
}

function toJunit({ service, tests }: ServiceSubject): string {
  const { passed, failed = [], skipped = 0 } = tests;
  const cases = [
    ...Array.from(
      { length: passed },
      (_, index) => `<testcase classname="${service}" name="case ${index}"/>`,
    ),
    ...Array.from(
      { length: skipped },
      (_, index) =>
        `<testcase classname="${service}" name="later ${index}"><skipped/></testcase>`,
    ),
    ...failed.map(
      name =>
        `<testcase classname="${service}" name="${name}"><failure/></testcase>`,
    ),
  ];
  return `<testsuite name="${service}">${cases.join('')}</testsuite>`;
}

function toSarif(tool: string, findings: ServiceSubject['findings']) {
  return {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool } },
        invocations: [{ executionSuccessful: true }],
        results: findings.map(({ rule, level, file }) => ({
          ruleId: rule,
          level,
          message: { text: rule },
          locations: [
            { physicalLocation: { artifactLocation: { uri: file } } },
          ],
        })),
      },
    ],
  };
}
