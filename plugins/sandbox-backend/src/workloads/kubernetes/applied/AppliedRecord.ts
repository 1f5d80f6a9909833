import { z } from 'zod';
import { RESOURCES, type ResourceName } from '../resources';

/**
 * What somebody wants an object to be.
 */
export type Manifest = Record<string, unknown> & {
  metadata: {
    name: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec?: any;
};

/** As kept in the state file. */
export const appliedRecordSchema = z.object({
  resource: z.enum(Object.keys(RESOURCES) as [ResourceName]),
  name: z.string(),
  namespace: z.string().optional(),
  createdAt: z.number(),
  changedAt: z.number(),
  generation: z.number(),
  /** When what its pods are made of changed. */
  rolledOutAt: z.array(z.number()),
  /** What each manager applied last; no two have the same field. */
  managers: z.array(
    z.object({
      name: z.string(),
      at: z.number(),
      manifest: z.custom<Manifest>(
        value => typeof value === 'object' && value !== null,
      ),
    }),
  ),
});

/**
 * An object that somebody applied.
 */
export type AppliedRecord = z.infer<typeof appliedRecordSchema>;

export function keyOf(place: {
  resource: ResourceName;
  namespace?: string;
  name: string;
}): string {
  return `${place.resource}/${place.namespace ?? ''}/${place.name}`;
}
