/*
 * What the golden paths make: each path with all pairs of its choices (--all:
 * with all combinations) by the real scaffolder, and, where Python is there for
 * it, the tests of each repository. And which steps of doing it by hand remain.
 * docs/performance.md holds the current figures.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { JsonObject } from '@backstage/types';
import {
  CHOICES,
  combinations,
  pairs,
  readTemplate,
  RenderedRepository,
  TemplateRunner,
  VALUES,
} from '@platform-ops/golden-path-tests';
import { findServer } from '@platform-ops/test-servers';
import { readManualProcedure, type ManualStep } from './lib/manualProcedure';
import { round, secondsSince } from './lib/measure';

const PROCEDURE = path.resolve(__dirname, '../../docs/manual-procedure.md');
const PROCEDURE_OF = 'diagnostic-model-deployment';
/** What the procedure is about, where the path leaves a choice. */
const PROCEDURE_CHOICES = {
  ci: 'github',
  delivery: 'kubernetes',
  ground: 'eks',
  publishTo: 'github',
  repoUrl: 'github.com?owner=clinic&repo=triage',
};

interface Outcome {
  path: string;
  choices: Record<string, string>;
  seconds: number;
  /** Why it counts as a failure. */
  failure?: string;
}

/** What the repository's own ci/test.sh runs, and in which environment. */
function testsOf({ paths }: RenderedRepository) {
  const isPipelineAlone =
    paths.includes('pipeline/pytest.ini') && !paths.includes('pytest.ini');
  return {
    server: findServer(isPipelineAlone ? 'kfp' : 'golden-paths'),
    args: isPipelineAlone
      ? ['-c', 'pipeline/pytest.ini', 'pipeline/tests', 'tests']
      : [],
  };
}

async function testGenerated(
  repository: RenderedRepository,
): Promise<string | undefined> {
  const { server, args } = testsOf(repository);
  if (!server.found) {
    return undefined;
  }
  const folder = repository.write(mkdtempSync(path.join(tmpdir(), 'bench-')));
  try {
    return await new Promise(resolve => {
      execFile(
        server.path,
        ['-m', 'pytest', '--quiet', '-p', 'no:cacheprovider', ...args],
        {
          cwd: folder,
          env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
          timeout: 240_000,
          maxBuffer: 16 * 1024 * 1024,
        },
        (error, stdout, stderr) =>
          resolve(
            error
              ? `its own tests: ${
                  `${stdout}${stderr}`.trim().split('\n').at(-1) ?? 'failed'
                }`
              : undefined,
          ),
      );
    });
  } finally {
    rmSync(path.dirname(folder), { recursive: true });
  }
}

async function render(
  runner: TemplateRunner,
  name: string,
  choices: Record<string, string>,
): Promise<Outcome> {
  const start = performance.now();
  const dryRun = await runner.dryRun(name, { ...VALUES[name], ...choices });
  const seconds = secondsSince(start);
  if (!dryRun.ok) {
    return { path: name, choices, seconds, failure: dryRun.errors.join('; ') };
  }
  return {
    path: name,
    choices,
    seconds,
    failure: await testGenerated(new RenderedRepository(dryRun.files)),
  };
}

/** Steps that the procedure calls done, and that the path does not do. */
async function findUnfounded(
  runner: TemplateRunner,
  steps: ManualStep[],
): Promise<string[]> {
  const values: JsonObject = { ...VALUES[PROCEDURE_OF], ...PROCEDURE_CHOICES };
  const dryRun = await runner.dryRun(PROCEDURE_OF, values);
  if (!dryRun.ok) {
    throw new Error(`${PROCEDURE_OF}: ${dryRun.errors.join('; ')}`);
  }
  const files = new Set(dryRun.files.map(file => file.path));
  const ids = new Set(
    readTemplate(PROCEDURE_OF).spec.steps.map(({ id }) => id),
  );
  return steps
    .filter(
      ({ file, templateStep }) =>
        (file && !files.has(file)) || (templateStep && !ids.has(templateStep)),
    )
    .map(
      ({ step, file, templateStep }) =>
        `docs/manual-procedure.md: '${step}' is not done by ${
          file ?? `step ${templateStep}`
        }`,
    );
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function measure({ all }: { all: boolean }) {
  for (const name of ['golden-paths', 'kfp'] as const) {
    const server = findServer(name);
    if (!server.found) {
      console.log(`Tests of repositories are left out: ${server.reason}`);
    }
  }
  const runner = await TemplateRunner.start();
  try {
    const outcomes: Outcome[] = [];
    for (const [name, choices] of Object.entries(CHOICES)) {
      const own: Outcome[] = [];
      for (const row of all ? combinations(choices) : pairs(choices)) {
        own.push(await render(runner, name, row));
      }
      outcomes.push(...own);
      console.log(
        `${name}: ${own.length} combinations, ${
          own.filter(({ failure }) => failure).length
        } failures, median ${median(own.map(({ seconds }) => seconds)).toFixed(
          2,
        )} s`,
      );
    }
    const procedure = readManualProcedure(
      PROCEDURE,
      String(VALUES[PROCEDURE_OF].name),
    );
    const unfounded = await findUnfounded(runner, procedure);
    const failed = outcomes.filter(({ failure }) => failure);
    failed.forEach(({ path: name, choices, failure }) =>
      console.log(`${name} ${JSON.stringify(choices)}: ${failure}`),
    );
    unfounded.forEach(line => console.log(line));
    return {
      paths: Object.keys(CHOICES).length,
      combinations: outcomes.length,
      failures: failed.length + unfounded.length,
      medianSeconds: round(median(outcomes.map(({ seconds }) => seconds))),
      manualSteps: procedure.length,
      remainingSteps: procedure.filter(
        ({ file, templateStep }) => !file && !templateStep,
      ).length,
    };
  } finally {
    await runner.stop();
  }
}

const { values: options } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
});
measure(options).then(
  result => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
