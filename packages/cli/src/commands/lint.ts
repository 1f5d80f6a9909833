import {
  readRulebook,
  type FactType,
  type RulebookFile,
} from '@platform-ops/scorecards';
import { EXIT } from '../exitCodes';
import { UsageFailure } from '../failures';
import { readText, repositoryPath, writeText } from '../files';
import { oneOf, parseOptions } from '../parseOptions';
import { openPortal, PORTAL_OPTIONS } from '../portal/openPortal';
import type { Surroundings } from '../Surroundings';
import { writeLintSarif } from '../write/writeLintSarif';
import type { LintFinding } from '../write/LintFinding';
import { inForceFiles, knownRulesSchema } from './knownRules';

const FORMATS = ['text', 'json', 'sarif'] as const;

const WRITERS: Record<
  (typeof FORMATS)[number],
  (findings: LintFinding[]) => string
> = {
  text: findings => findings.map(line => `${toLine(line)}\n`).join(''),
  json: findings => `${JSON.stringify(findings, undefined, 2)}\n`,
  sarif: findings =>
    `${JSON.stringify(writeLintSarif(findings), undefined, 2)}\n`,
};

/**
 * `platform-ops lint`: where files of frameworks and checks are wrong.
 *
 * @returns the exit code.
 */
export async function lint(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    ...PORTAL_OPTIONS,
    'fact-types': { type: 'string' },
    format: { type: 'string', default: 'text' },
    output: { type: 'string' },
  });
  const write = WRITERS[oneOf('--format', values.format, FORMATS)];
  if (positionals.length === 0) {
    throw new UsageFailure(
      'lint: found no files; expected are files of frameworks and checks',
    );
  }
  const known = await readKnown(values, surroundings);
  const files = await Promise.all(
    positionals.map(
      async (path): Promise<RulebookFile> => ({
        name: repositoryPath(path),
        text: await readText('lint', path),
        mayLackCollectors: !known,
      }),
    ),
  );
  const { problems, notices, rulebook } = readRulebook(
    [...(known ? inForceFiles(known.checks) : []), ...files],
    known?.types ?? [],
  );
  const isGiven = ({ file }: { file: string }) =>
    files.some(({ name }) => name === file);
  const findings = [
    ...problems.filter(isGiven).map(toFinding('error')),
    ...notices.filter(isGiven).map(toFinding('warning')),
  ];
  const text = write(findings);
  if (values.output === undefined) {
    surroundings.out(text);
  } else {
    await writeText('--output', values.output, text);
  }
  const errors = findings.filter(({ level }) => level === 'error');
  surroundings.err(
    `${
      errors.length === 0
        ? `OK: ${count(rulebook.frameworks, 'framework')} in ${count(
            files,
            'file',
          )}`
        : count(errors, 'problem')
    }${
      known
        ? ''
        : '. What checks ask about was not compared with the facts there are; name them with --fact-types or --url'
    }\n`,
  );
  return errors.length === 0 ? EXIT.passed : EXIT.inTheWay;
}

async function readKnown(
  options: { 'fact-types'?: string; url?: string },
  surroundings: Surroundings,
) {
  const path = options['fact-types'];
  if (path === undefined) {
    const { env } = surroundings;
    if (options.url === undefined && !env.PLATFORM_OPS_URL) {
      return undefined;
    }
    const portal = openPortal(options, surroundings);
    const answer = await portal.get('/fact-types', knownRulesSchema);
    return { types: answer.items as FactType[], checks: answer.checks };
  }
  if (options.url !== undefined) {
    throw new UsageFailure(
      'lint: found both; expected is --fact-types or --url',
    );
  }
  const text = await readText('--fact-types', path);
  const answer = knownRulesSchema.safeParse(parse(text));
  if (!answer.success) {
    throw new UsageFailure(
      `--fact-types: found ${path}, which is no answer of GET /api/scorecards/fact-types`,
    );
  }
  return { types: answer.data.items as FactType[], checks: answer.data.checks };
}

function toFinding(level: LintFinding['level']) {
  return ({
    file,
    line,
    message,
  }: {
    file: string;
    line?: number;
    message: string;
  }): LintFinding => ({
    file,
    ...(line !== undefined && { line }),
    level,
    message,
  });
}

function toLine({ file, line, level, message }: LintFinding): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${level}: ${message}`;
}

function count({ length }: unknown[], word: string): string {
  return `${length} ${word}${length === 1 ? '' : 's'}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
