import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import type { FolderFile } from './FolderFile';

/** What the scaffolder is asked. */
export interface DryRunRequest {
  template: Entity;
  values: JsonObject;
  files: FolderFile[];
}

export const dryRunSchema = z.object({
  log: z.array(
    z.object({
      body: z.object({
        message: z.string(),
        stepId: z.string().optional(),
        status: z.string().optional(),
      }),
    }),
  ),
  directoryContents: z.array(
    z.object({
      path: z.string(),
      executable: z.boolean().optional(),
      base64Content: z.string(),
    }),
  ),
  steps: z.array(
    z.object({ id: z.string(), name: z.string(), action: z.string() }),
  ),
  output: z.record(z.string(), z.json()),
});

/** A file that a path would make. */
export interface MadeFile {
  /** With `/` between folders. */
  path: string;
  executable: boolean;
  content: Buffer;
}

/** What the scaffolder answers. */
export interface DryRun {
  /** By path. */
  files: MadeFile[];
  steps: Array<{ id: string; name: string; action: string }>;
  log: Array<{ message: string; stepId?: string; status?: string }>;
  output: JsonObject;
}
