import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * What tells costs, as the source of a reading.
 *
 * @public
 */
export const PRICES_SOURCE = 'prices';

/**
 * How a cost was made, as the pack of a reading: from the price of the GPUs that
 * are held and what they made, or taken from a list price.
 *
 * @public
 */
export const COST_PACKS = ['gpu-prices', 'list-prices'] as const;

/** @public */
export type CostPack = (typeof COST_PACKS)[number];

/** @public */
export const listIdleGpusQuerySchema = z.object({
  /** Refs of owners; all unless told. */
  owner: queryList(entityRefSchema),
  cursor: cursorSchema.optional(),
  limit: limitSchema.optional(),
});

/** @public */
export type ListIdleGpusQuery = z.input<typeof listIdleGpusQuerySchema>;

/**
 * An entity whose GPUs hardly worked over the last day.
 *
 * @public
 */
export const idleGpusSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  owner: z.string().optional(),
  system: z.string().optional(),
  environment: z.string(),
  /** How many it holds; missing where no source tells. */
  gpus: z.number().optional(),
  products: z.array(
    z.object({
      /** Missing where no source tells. */
      product: z.string().optional(),
      count: z.number(),
      /** The machines that they are in, as far as a source tells. */
      nodes: z.array(z.string()),
      /** Missing where none is configured for it. */
      pricePerHour: z.number().optional(),
    }),
  ),
  /** Mean over the last day, 0..1. */
  utilisation: z.number(),
  /** The highest single value of the day, 0..1. */
  highest: z.number(),
  /** In how many of the last 24 hours it was measured. */
  measuredHours: z.number().int(),
  /** In how many of those the mean was below what counts as idle. */
  idleHours: z.number().int(),
  /** The end of the last hour in which it was measured, at most now. */
  measuredUntil: timestampSchema,
  /** Of 730 hours; missing where it cannot be told. */
  costPerMonth: z.number().optional(),
  /** Why there is no cost, in words. */
  note: z.string().optional(),
});

/** @public */
export type IdleGpus = z.infer<typeof idleGpusSchema>;

/** @public */
export const listIdleGpusResponseSchema = z.object({
  /** ISO 4217. Missing where no prices are configured: then nothing is listed. */
  currency: z.string().optional(),
  /** What counts as idle: a mean utilisation below this, 0..1. */
  below: z.number(),
  /** The dearest first. */
  items: z.array(idleGpusSchema),
  totalItems: z.number().int(),
  /** Of all items, not only those of this page. */
  totalGpus: z.number(),
  /** Of all items whose cost is known. */
  totalCostPerMonth: z.number().optional(),
  /** Of how many items it is not. */
  unpriced: z.number().int(),
  /** Hold GPUs, and were not measured for long enough to say. */
  undecided: z.number().int(),
  /** Whose idle GPUs there are, whatever owners are asked for. */
  owners: z.array(z.string()),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListIdleGpusResponse = z.infer<typeof listIdleGpusResponseSchema>;
