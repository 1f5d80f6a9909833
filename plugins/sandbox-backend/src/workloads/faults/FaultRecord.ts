import { z } from 'zod';
import {
  FAULT_NAMES,
  type FaultName,
} from '@platform-ops/backstage-plugin-sandbox-common';

/**
 * A model version that a workload serves.
 */
export interface ServedVersion {
  model: string;
  version: number;
  /** The registry's artefact URI. */
  source: string;
}

/**
 * A fault that was injected. Together with the seed these make the whole past.
 */
export interface FaultRecord {
  name: FaultName;
  workload: string;
  startedAt: number;
  /** When it ends, or ended, by itself or because it was stopped. */
  endsAt: number;
  plannedEndsAt: number;
  /** What a bad deployment deploys. */
  served?: ServedVersion;
}

/** As kept in the state file. */
export const faultRecordSchema = z.object({
  name: z.enum(FAULT_NAMES),
  workload: z.string(),
  startedAt: z.number(),
  endsAt: z.number(),
  plannedEndsAt: z.number(),
  served: z
    .object({ model: z.string(), version: z.number(), source: z.string() })
    .optional(),
});
