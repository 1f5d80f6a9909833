import { z } from 'zod';
import { entityRefSchema } from '@platform-ops/backstage-plugin-platform-ops-common';

/** @public */
export const previewRequestSchema = z.strictObject({
  templateRef: entityRefSchema,
  values: z.record(z.string().max(200), z.json()),
});

/** @public */
export type PreviewRequest = z.input<typeof previewRequestSchema>;

/** @public */
export const previewFileSchema = z.object({
  path: z.string(),
  /** Bytes. */
  size: z.number().int(),
  executable: z.boolean(),
  /** Missing where it is no text, or more than a megabyte. */
  text: z.string().optional(),
});

/** @public */
export type PreviewFile = z.infer<typeof previewFileSchema>;

/** @public */
export const previewStepSchema = z.object({
  id: z.string(),
  name: z.string(),
  action: z.string(),
  /** Skipped where its condition does not hold. */
  status: z.enum(['run', 'skipped']),
});

/** @public */
export type PreviewStep = z.infer<typeof previewStepSchema>;

/**
 * What a path would make.
 *
 * @public
 */
export const previewSchema = z.object({
  files: z.array(previewFileSchema),
  steps: z.array(previewStepSchema),
  log: z.array(z.string()),
  output: z.record(z.string(), z.json()),
});

/** @public */
export type Preview = z.infer<typeof previewSchema>;
