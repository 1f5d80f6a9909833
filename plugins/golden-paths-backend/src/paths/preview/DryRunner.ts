import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  describeFailure,
  isPassingStatus,
  shorten,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { z } from 'zod';
import { EventLoopBreaks } from '../EventLoopBreaks';
import { describeFieldErrors, fieldErrorsSchema } from './describeFieldErrors';
import {
  dryRunSchema,
  type DryRun,
  type DryRunRequest,
  type MadeFile,
} from './DryRun';
import { mergePages } from './mergePages';
import { readBounded, TooLargeError } from './readBounded';
import { Redaction } from './Redaction';
import { tokensWithin } from './tokensWithin';

/** Of an answer; more would take too long to read. */
const MOST_BYTES = 10_000_000;

/** Of the scaffolder, which says no more than that something is missing. */
const NEEDED = 'scaffolder.task.create and scaffolder.template.dry-run';

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/**
 * Runs templates dry in the scaffolder, as whoever asks for it.
 */
export class DryRunner {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /**
   * @throws InputError naming the fields that are wrong, ConflictError where the
   *   template does not run with these values.
   */
  async run(
    request: DryRunRequest,
    options: { credentials: BackstageCredentials; signal: AbortSignal },
  ): Promise<DryRun> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'scaffolder',
    });
    // Templates may write it anywhere: they know it as a secret.
    const redaction = new Redaction(tokensWithin(token, options.credentials));
    const templateRef = stringifyEntityRef(request.template);
    const { status, text } = await this.#ask(request, token, options.signal);
    if (text === undefined) {
      throw tooLarge(status, templateRef);
    }
    if (status !== 200) {
      throw toError(status, redaction.text(text), templateRef);
    }
    return toDryRun(JSON.parse(text), redaction);
  }

  /** Without a text where it is too large. */
  async #ask(request: DryRunRequest, token: string, signal: AbortSignal) {
    try {
      const baseUrl = await this.#discovery.getBaseUrl('scaffolder');
      const response = await fetch(`${baseUrl}/v2/dry-run`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: await writeBody(request),
        signal,
      });
      return {
        status: response.status,
        text: await readBounded(response, MOST_BYTES).catch(unlessTooLarge),
      };
    } catch (error) {
      throw new ServiceUnavailableError(
        `The scaffolder did not answer: ${describeFailure(error)}`,
      );
    }
  }
}

function unlessTooLarge(error: unknown): undefined {
  if (!(error instanceof TooLargeError)) {
    throw error;
  }
}

/** The scaffolder tells all values with each one that is wrong. */
function tooLarge(status: number, templateRef: string): Error {
  return status === 400
    ? new InputError(
        'values: more is wrong in them than can be told; expected are the fields of the form, and no texts of this length',
      )
    : new ConflictError(
        `${templateRef} cannot be previewed: what it makes has more than ${MOST_BYTES} bytes as the scaffolder writes it`,
      );
}

/** Piece by piece: all at once would take too long. */
async function writeBody({ template, values, files }: DryRunRequest) {
  const breaks = new EventLoopBreaks();
  const head = JSON.stringify({ template: mergePages(template), values });
  const parts = [Buffer.from(`${head.slice(0, -1)},"directoryContents":[`)];
  for (const [index, { path, content }] of files.entries()) {
    parts.push(
      Buffer.from(
        `${index ? ',' : ''}{"path":${JSON.stringify(
          path,
        )},"base64Content":"${content.toString('base64')}"}`,
      ),
    );
    await breaks.offer();
  }
  parts.push(Buffer.from(']}'));
  return Buffer.concat(parts);
}

async function toDryRun(body: unknown, redaction: Redaction): Promise<DryRun> {
  const { log, directoryContents, steps, output } = dryRunSchema.parse(body);
  const breaks = new EventLoopBreaks();
  const files: MadeFile[] = [];
  for (const { path, executable = false, base64Content } of directoryContents) {
    const content = Buffer.from(base64Content, 'base64');
    files.push({
      path: redaction.text(path.replaceAll('\\', '/')),
      executable,
      content: redaction.bytes(content),
    });
    await breaks.offer();
  }
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    steps,
    log: log.map(({ body: line }) => ({
      ...line,
      message: withoutPlaces(redaction.text(line.message)),
    })),
    output: JSON.parse(redaction.text(JSON.stringify(output))) as JsonObject,
  };
}

function toError(status: number, text: string, templateRef: string): Error {
  const body = parse(text);
  const fields = fieldErrorsSchema.safeParse(body);
  if (status === 400 && fields.success) {
    return new InputError(describeFieldErrors(fields.data.errors));
  }
  const told = errorSchema.safeParse(body);
  const message = told.success
    ? shorten(withoutPlaces(told.data.error.message))
    : `the scaffolder answered with status ${status}`;
  if (status === 401 || status === 403) {
    return new NotAllowedError(
      `The scaffolder refuses it, which asks for ${NEEDED}${
        message && `: ${message}`
      }`,
    );
  }
  if (status === 400) {
    return new InputError(`${templateRef}: ${message}`);
  }
  return isPassingStatus(status)
    ? new ServiceUnavailableError(`The scaffolder is not ready: ${message}`)
    : new ConflictError(`${templateRef} does not run: ${message}`);
}

/** Where a dry run stood on its machine tells nothing. */
function withoutPlaces(message: string): string {
  return message.replace(
    /[^\s'"]*\/dry-run-(?:content-)?[0-9a-f-]{36}\/?/g,
    '',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
