import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { EXIT } from '../exitCodes';
import { UsageFailure } from '../failures';
import { readBytes } from '../files';
import { oneOf, parseOptions } from '../parseOptions';
import { readPipeline } from '../pipeline';
import { openPortal, PORTAL_OPTIONS } from '../portal/openPortal';
import type { Surroundings } from '../Surroundings';

const KINDS = ['sarif', 'junit', 'cyclonedx', 'result'] as const;
const MOST_BYTES = 10 * 1024 * 1024;

const answerSchema = z.looseObject({
  known: z.boolean(),
  tool: z.string(),
  found: z.string(),
});

/**
 * `platform-ops report`: hands in what a scanner or a test run wrote.
 *
 * @returns the exit code.
 */
export async function report(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    ...PORTAL_OPTIONS,
    entity: { type: 'string' },
    kind: { type: 'string' },
    scans: { type: 'string' },
    tool: { type: 'string' },
    commit: { type: 'string' },
    version: { type: 'string' },
    pipeline: { type: 'string' },
    'pipeline-url': { type: 'string' },
    'ran-at': { type: 'string' },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    throw new UsageFailure(
      `report: found ${positionals.length} files; expected is one`,
    );
  }
  if (values.entity === undefined) {
    throw new UsageFailure(
      '--entity: found nothing; expected is whose result it is, such as component:default/churn',
    );
  }
  const content = await readBytes('report', path);
  if (content.length === 0 || content.length > MOST_BYTES) {
    throw new UsageFailure(
      `report: found ${content.length} bytes in ${path}; allowed are 1 to ${MOST_BYTES}`,
    );
  }
  const kind =
    values.kind === undefined
      ? guessKind(path, content)
      : oneOf('--kind', values.kind, KINDS);
  const pipeline = readPipeline(surroundings.env);
  const query = new URLSearchParams(
    Object.entries({
      entityRef: values.entity,
      kind,
      scans: values.scans,
      tool: values.tool,
      commit: values.commit ?? pipeline.commit,
      version: values.version,
      pipeline: required(
        '--pipeline',
        values.pipeline ?? pipeline.name,
        'the name of the pipeline',
      ),
      pipelineUrl: required(
        '--pipeline-url',
        values['pipeline-url'] ?? pipeline.url,
        'where a person looks further, an http or https address',
      ),
      // Of the file, so that the same file is the same result.
      ranAt: values['ran-at'] ?? (await stat(path)).mtime.toISOString(),
    }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const portal = openPortal(values, surroundings);
  const answer = await portal.post(
    `/results?${query}`,
    content,
    path.endsWith('.gz') ? 'application/gzip' : 'application/octet-stream',
    answerSchema,
  );
  surroundings.out(
    `${answer.tool}: ${answer.found}${
      answer.known ? ' (known already)' : ''
    }\n`,
  );
  return EXIT.passed;
}

function required(
  option: string,
  value: string | undefined,
  expected: string,
): string {
  if (!value) {
    throw new UsageFailure(
      `${option}: found nothing, nor in the variables of GitHub Actions or GitLab CI; expected is ${expected}`,
    );
  }
  return value;
}

function guessKind(path: string, content: Buffer): (typeof KINDS)[number] {
  const name = path.replace(/\.gz$/, '');
  const start = content.subarray(0, 2000).toString('utf8');
  if (/\.sarif(\.json)?$/.test(name)) {
    return 'sarif';
  }
  if (name.endsWith('.xml')) {
    return 'junit';
  }
  if (/\.cdx\.json$/.test(name) || start.includes('"CycloneDX"')) {
    return 'cyclonedx';
  }
  throw new UsageFailure(
    `--kind: found nothing, and ${path} does not tell; allowed are ${KINDS.join(
      ', ',
    )}`,
  );
}
