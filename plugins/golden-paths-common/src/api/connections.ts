import { z } from 'zod';

/** @public */
export const CONNECTION_KINDS = ['pipelines', 'registries', 'argocd'] as const;

/** @public */
export const connectionKindSchema = z.enum(CONNECTION_KINDS);

/** @public */
export type ConnectionKind = z.infer<typeof connectionKindSchema>;

/**
 * A system that paths and actions name by its id, without its address and
 * without what signs in to it.
 *
 * @public
 */
export const connectionSchema = z.object({
  /** Of its kind. */
  id: z.string(),
  kind: connectionKindSchema,
  /** `kfp`, `mlflow`, `kubeflow` or `argocd`. */
  type: z.string(),
  title: z.string(),
  /** Where people look at it. */
  uiUrl: z.string().optional(),
});

/** @public */
export type Connection = z.infer<typeof connectionSchema>;

/** @public */
export const listConnectionsResponseSchema = z.object({
  items: z.array(connectionSchema),
});

/** @public */
export type ListConnectionsResponse = z.infer<
  typeof listConnectionsResponseSchema
>;
