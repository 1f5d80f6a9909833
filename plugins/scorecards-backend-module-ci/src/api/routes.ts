import { z } from 'zod';
import {
  entityRefSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import { DOCUMENT_KINDS } from '../documents/readDocument';
import { SCAN_TARGETS } from '../PushedResult';

const name = z.string().trim().min(1).max(200);
const url = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .max(2000);
const kind = z.enum(DOCUMENT_KINDS);

/**
 * A result with all that is to be known about it.
 */
export const reportResultRequestSchema = z.strictObject({
  entityRef: entityRefSchema,
  kind,
  /** What was scanned: `code` unless told for SARIF, `dependencies` for CycloneDX. */
  scans: z.enum(SCAN_TARGETS).optional(),
  /** What made the document; its own name for itself unless told. */
  tool: name.optional(),
  commit: z
    .string()
    .regex(/^[0-9a-fA-F]{7,64}$/, 'expected a commit, 7 to 64 hex digits')
    .transform(commit => commit.toLowerCase())
    .optional(),
  /** Of what was built; of a model: its version in the registry. */
  version: name.optional(),
  pipeline: z.strictObject({ name, url }),
  /** The same when it is pushed again. */
  ranAt: timestampSchema,
  /** The document: text, or the JSON itself. */
  content: z.union(
    [z.string(), z.record(z.string(), z.unknown())],
    'expected is the document: text, or a JSON object',
  ),
});

export type ReportResultRequest = z.output<typeof reportResultRequestSchema>;

/** With these the body is the document itself. */
const uploadQuerySchema = z.strictObject({
  entityRef: z.string().optional(),
  kind: z.string().optional(),
  scans: z.string().optional(),
  tool: z.string().optional(),
  commit: z.string().optional(),
  version: z.string().optional(),
  pipeline: z.string().optional(),
  pipelineUrl: z.string().optional(),
  ranAt: z.string().optional(),
});

/** What is said of a document beside it, as the body of {@link routes.reportResult}. */
export function toReportBody(
  query: z.output<typeof uploadQuerySchema>,
  content: string,
): unknown {
  const { pipeline, pipelineUrl, ...rest } = query;
  return {
    ...rest,
    pipeline: { name: pipeline, url: pipelineUrl },
    content,
  };
}

/**
 * The routes of pushed results.
 */
export const routes = {
  reportResult: {
    method: 'post',
    path: '/',
    summary:
      'Hand in a result of a pipeline or scanner; with a kind in the query the body is the document itself',
    query: uploadQuerySchema,
    body: reportResultRequestSchema,
    response: z.object({
      /** The same for the same result. */
      id: z.string(),
      /** It was pushed before; nothing changed. */
      known: z.boolean(),
      tool: z.string(),
      /** What was found in it, in words. */
      found: z.string(),
    }),
    status: 202,
  },
  removeResults: {
    method: 'delete',
    path: '/',
    summary: 'Forget the results of a tool that is not used any more',
    query: z.strictObject({
      entityRef: entityRefSchema,
      kind,
      tool: name,
    }),
    response: z.object({ removed: z.number().int() }),
  },
} satisfies Record<string, RouteDefinition>;
