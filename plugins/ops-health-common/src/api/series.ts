import { z } from 'zod';
import {
  entityRefSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { indicatorDefinitionSchema, indicatorNameSchema } from './health';

/** @public */
export const getSeriesQuerySchema = z.object({
  entityRef: entityRefSchema,
  /** All that the entity has unless told; at most 12. */
  indicator: queryList(indicatorNameSchema),
  /** Production unless told. */
  environment: z.string().max(63).optional(),
  /** Inclusive. */
  from: timestampSchema,
  /** Exclusive. */
  to: timestampSchema,
  /** About how many points per series. 120 unless told. */
  points: z.coerce.number().int().min(2).max(1500).optional(),
  /** Gives the same span so many seconds earlier too, e.g. 604800. */
  compareOffsetSeconds: z.coerce
    .number()
    .int()
    .min(60)
    .max(366 * 86_400)
    .optional(),
});

/** @public */
export type GetSeriesQuery = z.input<typeof getSeriesQuerySchema>;

/**
 * A point: milliseconds since the epoch, and the value or `null` for a gap.
 *
 * @public
 */
export const pointSchema = z.tuple([z.number(), z.number().nullable()]);

/** @public */
export const indicatorSeriesSchema = z.object({
  indicator: indicatorNameSchema,
  /** Of an indicator that a person defined. */
  definition: indicatorDefinitionSchema.optional(),
  environment: z.string(),
  source: z.string(),
  points: z.array(pointSchema),
  /**
   * The series that `points` has the highest of, where the query of a person
   * gives several: the highest few.
   */
  parts: z
    .array(z.object({ name: z.string(), points: z.array(pointSchema) }))
    .optional(),
  /** By the times of the span asked for, not of the one compared with. */
  comparison: z.array(pointSchema).optional(),
  /** When the source was asked. */
  askedAt: timestampSchema,
  /** The source did not answer this time: what it last said. */
  stale: z.boolean(),
  /** Where a person opens this in the source. */
  url: z.string().optional(),
});

/** @public */
export type IndicatorSeries = z.infer<typeof indicatorSeriesSchema>;

/** @public */
export const getSeriesResponseSchema = z.object({
  stepSeconds: z.number(),
  series: z.array(indicatorSeriesSchema),
  /** Indicators that could not be read, and why. */
  failures: z.array(
    z.object({ indicator: indicatorNameSchema, message: z.string() }),
  ),
});

/** @public */
export type GetSeriesResponse = z.infer<typeof getSeriesResponseSchema>;
