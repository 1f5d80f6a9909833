import { z } from 'zod';
import {
  entityRefSchema,
  observedTimeSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { healthResourceSchema, servingSchema } from './evidence';

/** @public */
export const listDeploymentsQuerySchema = z.object({
  /** Of a Model, or of a Component that serves models. */
  entityRef: entityRefSchema,
});

/** @public */
export type ListDeploymentsQuery = z.input<typeof listDeploymentsQuerySchema>;

/**
 * The model version that is served.
 *
 * @public
 */
export const deployedVersionSchema = z.object({
  modelRef: z.string(),
  modelTitle: z.string(),
  version: z.string(),
  matchedBy: z.enum(['digest', 'artifact-uri']),
  /** What the registry declares it to be now; missing where it holds no stage. */
  stage: z.string().optional(),
  /** Set once the registry no longer has it. */
  deletedAt: timestampSchema.optional(),
});

/** @public */
export type DeployedVersion = z.infer<typeof deployedVersionSchema>;

/**
 * Whether what is served is a known version: `mismatch` at the address of one
 * lies something else. `cannot-tell` is never a match.
 *
 * @public
 */
export const deploymentMatchSchema = z.enum([
  'match',
  'mismatch',
  'cannot-tell',
]);

/** @public */
export type DeploymentMatch = z.infer<typeof deploymentMatchSchema>;

/**
 * An artefact that a resource serves, as observed.
 *
 * @public
 */
export const deploymentSchema = z.object({
  resource: healthResourceSchema
    .pick({
      source: true,
      kind: true,
      name: true,
      labels: true,
      readiness: true,
      text: true,
      url: true,
    })
    .extend({ id: z.string() }),
  /** The components that it belongs to, as far as the caller may see them. */
  components: z.array(z.string()),
  environment: z.string(),
  /** It counts as production: its environment is, or nobody mapped it. */
  production: z.boolean(),
  serving: servingSchema,
  /** Since when the resource serves this artefact. */
  since: observedTimeSchema,
  match: deploymentMatchSchema,
  /** The version that it is, or whose address it has in vain. */
  version: deployedVersionSchema.optional(),
  /** Why it is no match, or why the match is an old one. */
  reason: z.string().optional(),
  /** When the models backend last said so. */
  matchedAt: timestampSchema.optional(),
  /** The last word of the models backend is old. */
  matchStale: z.boolean(),
  /** When the resource was last seen. */
  seenAt: timestampSchema,
  stale: z.boolean(),
});

/** @public */
export type Deployment = z.infer<typeof deploymentSchema>;

/** @public */
export const DEPLOYMENT_FINDING_STATES = [
  'mismatch',
  'cannot-tell',
  'not-observed',
  'match',
] as const;

/**
 * How what production serves compares with what the registry declares to be in
 * production.
 *
 * @public
 */
export const deploymentFindingSchema = z.object({
  state: z.enum(DEPLOYMENT_FINDING_STATES),
  /** A sentence without its end. */
  text: z.string(),
  modelRef: z.string(),
  /** Id of the resource that it is about, where it is about one. */
  resourceId: z.string().optional(),
});

/** @public */
export type DeploymentFinding = z.infer<typeof deploymentFindingSchema>;

/**
 * At most 200 deployments, production first.
 *
 * @public
 */
export const listDeploymentsResponseSchema = z.object({
  items: z.array(deploymentSchema),
  totalItems: z.number().int(),
  /** How many are left out because the caller may not see what serves. */
  hidden: z.number().int(),
  /** Worst first. */
  findings: z.array(deploymentFindingSchema),
});

/** @public */
export type ListDeploymentsResponse = z.infer<
  typeof listDeploymentsResponseSchema
>;
