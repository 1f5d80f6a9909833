import { z } from 'zod';
import { timestampSchema } from '@platform-ops/backstage-plugin-platform-ops-common';
import { modelStageSchema } from './models';

/**
 * The longest artefact URI that can be asked for.
 *
 * @public
 */
export const MOST_ARTIFACT_URI_LENGTH = 1500;

/**
 * How many artefacts can be asked for at once.
 *
 * @public
 */
export const MOST_ARTIFACTS = 500;

/**
 * An artefact as something outside of the registry names it, e.g. what serves
 * it.
 *
 * @public
 */
export const artifactSchema = z.object({
  /** E.g. `s3://models/churn/7` or `models:/churn/7`. */
  uri: z.string().min(1).max(MOST_ARTIFACT_URI_LENGTH).optional(),
  /** `<algorithm>:<hex>` */
  digest: z.string().min(1).max(255).optional(),
});

/** @public */
export type Artifact = z.infer<typeof artifactSchema>;

/** @public */
export const findVersionsByArtifactsRequestSchema = z.object({
  artifacts: z.array(artifactSchema).min(1).max(MOST_ARTIFACTS),
});

/**
 * A version that an artefact is, or may be, that of.
 *
 * @public
 */
export const artifactVersionSchema = z.object({
  /** The entity that stands for the model. */
  entityRef: z.string(),
  /** Of the model. */
  title: z.string(),
  modelId: z.uuid(),
  versionId: z.uuid(),
  version: z.string(),
  stage: modelStageSchema.optional(),
  aliases: z.array(z.string()),
  /** Set once the registry no longer has it. */
  deletedAt: timestampSchema.optional(),
  matchedBy: z.enum(['digest', 'artifact-uri']),
});

/** @public */
export type ArtifactVersion = z.infer<typeof artifactVersionSchema>;

/**
 * Which version an artefact is that of: `match` exactly this one; `mismatch`
 * the version at this address has another digest; `ambiguous` several versions
 * have it, so nobody can tell; `none` no version has it. Only what the caller
 * may see is considered.
 *
 * @public
 */
export const artifactMatchSchema = z.object({
  outcome: z.enum(['match', 'mismatch', 'ambiguous', 'none']),
  /** One for a match; at most ten otherwise. */
  versions: z.array(artifactVersionSchema),
  /** Why it is no match, in a sentence without its end. */
  reason: z.string().optional(),
});

/** @public */
export type ArtifactMatch = z.infer<typeof artifactMatchSchema>;

/**
 * In the order of the request.
 *
 * @public
 */
export const findVersionsByArtifactsResponseSchema = z.object({
  items: z.array(artifactMatchSchema),
});

/** @public */
export type FindVersionsByArtifactsResponse = z.infer<
  typeof findVersionsByArtifactsResponseSchema
>;
