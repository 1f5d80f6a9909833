import { z } from 'zod';
import { EXIT } from '../exitCodes';
import { UnreachableFailure, UsageFailure } from '../failures';
import { readText, repositoryPath, writeText } from '../files';
import { oneOf, parseOptions } from '../parseOptions';
import { openPortal, PORTAL_OPTIONS } from '../portal/openPortal';
import type { Surroundings } from '../Surroundings';

const FORMATS = ['text', 'json', 'markdown', 'sarif'] as const;
const LONGEST_ENTITY = 100_000;

const NOT_CHECKED = `### ⚠️ Nothing was checked

The portal did not answer, so nobody knows what stands in the way.
`;

/** What of the answer is used; all else is passed on as it is. */
const answerSchema = z.looseObject({
  outcome: z.enum(['pass', 'fail']),
  text: z.string(),
  comment: z.string(),
  sarif: z.record(z.string(), z.unknown()),
});

type Answer = z.infer<typeof answerSchema>;

const WRITERS: Record<(typeof FORMATS)[number], (answer: Answer) => string> = {
  text: ({ text }) => text,
  json: answer => `${JSON.stringify(answer, undefined, 2)}\n`,
  markdown: ({ comment }) => comment,
  sarif: ({ sarif }) => `${JSON.stringify(sarif, undefined, 2)}\n`,
};

/**
 * `platform-ops gate`: whether an entity may go on.
 *
 * @returns the exit code.
 */
export async function gate(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    ...PORTAL_OPTIONS,
    entity: { type: 'string' },
    file: { type: 'string' },
    name: { type: 'string' },
    framework: { type: 'string', multiple: true },
    release: { type: 'string' },
    target: { type: 'string' },
    format: { type: 'string', default: 'text' },
    output: { type: 'string' },
    'comment-file': { type: 'string' },
    'on-unreachable': { type: 'string', default: 'fail' },
  });
  if (positionals.length > 0) {
    throw new UsageFailure(
      `gate: found ${positionals[0]}; expected is --entity or --file`,
    );
  }
  const write = WRITERS[oneOf('--format', values.format, FORMATS)];
  const unreachable = oneOf('--on-unreachable', values['on-unreachable'], [
    'fail',
    'warn',
  ]);
  const body = JSON.stringify({
    ...(await readSubject(values)),
    ...(values.framework && { frameworks: values.framework.map(readWanted) }),
    release: values.release,
    target: values.target,
  });
  const portal = openPortal(values, surroundings);
  let answer: Answer;
  try {
    answer = await portal.post('/gate', body, 'application/json', answerSchema);
  } catch (error) {
    if (!(error instanceof UnreachableFailure)) {
      throw error;
    }
    if (values['comment-file'] !== undefined) {
      await writeText('--comment-file', values['comment-file'], NOT_CHECKED);
    }
    if (unreachable === 'fail') {
      throw error;
    }
    surroundings.err(
      `WARNING: nothing was checked, and --on-unreachable warn lets it pass. ${error.message}\n`,
    );
    return EXIT.passed;
  }
  if (values.output === undefined) {
    surroundings.out(write(answer));
  } else {
    await writeText('--output', values.output, write(answer));
    surroundings.err(`${answer.text.split('\n', 1)[0]}\n`);
  }
  if (values['comment-file'] !== undefined) {
    await writeText('--comment-file', values['comment-file'], answer.comment);
  }
  return answer.outcome === 'pass' ? EXIT.passed : EXIT.inTheWay;
}

async function readSubject(options: {
  entity?: string;
  file?: string;
  name?: string;
}): Promise<{ entityRef?: string; entity?: string; file?: string }> {
  const { entity, file, name } = options;
  if ((entity === undefined) === (file === undefined)) {
    throw new UsageFailure(
      `gate: found ${
        entity === undefined ? 'neither' : 'both'
      }; expected is --entity kind:namespace/name or --file catalog-info.yaml`,
    );
  }
  if (file === undefined) {
    if (name !== undefined) {
      throw new UsageFailure(
        '--name: found without --file; expected is --entity alone',
      );
    }
    return { entityRef: entity };
  }
  const yaml = await readText('--file', file);
  if (yaml.length === 0 || yaml.length > LONGEST_ENTITY) {
    throw new UsageFailure(
      `--file: found ${yaml.length} characters in ${file}; allowed are 1 to ${LONGEST_ENTITY}`,
    );
  }
  return {
    entity: yaml,
    file: repositoryPath(file),
    ...(name !== undefined && { entityRef: name }),
  };
}

function readWanted(text: string): { id: string; level?: string } {
  const [id, level, more] = text.split(':');
  if (!id || level === '' || more !== undefined) {
    throw new UsageFailure(
      `--framework: found ${text}; expected is an id such as secure-delivery, or an id and a level such as secure-delivery:gold`,
    );
  }
  return { id, ...(level !== undefined && { level }) };
}
