import { z } from 'zod';

// Each message says what is allowed. Fields and rules: OpenSLO v1.

const NAME =
  'a name of up to 63 lower-case letters, digits and hyphens that starts and ends with a letter or digit';
export const nameSchema = z
  .string({ error: NAME })
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, { error: NAME });

function text(longest: number) {
  const error = `text of 1 to ${longest} characters`;
  return z.string({ error }).min(1, { error }).max(longest, { error });
}

function map<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: 'a map' });
}

const descriptionSchema = z
  .string({ error: 'text of at most 1050 characters' })
  .max(1050, { error: 'text of at most 1050 characters' });

const KEY =
  'a key of letters, digits, dashes, underscores and dots, maybe after a prefix and a slash';
const keySchema = z
  .string()
  .max(317, { error: KEY })
  .regex(/^(?:[a-z0-9.-]{1,253}\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/, {
    error: KEY,
  });

const LABEL = 'text or a list of texts, of at most 255 characters each';
const labelTextSchema = z.string({ error: LABEL }).max(255, { error: LABEL });

export const metadataSchema = map({
  name: nameSchema,
  displayName: text(255).optional(),
  labels: z
    .record(
      keySchema,
      z.union([labelTextSchema, z.array(labelTextSchema)], { error: LABEL }),
      { error: 'a map of labels' },
    )
    .optional(),
  annotations: z
    .record(keySchema, z.string({ error: 'text' }), {
      error: 'a map of annotations',
    })
    .optional(),
});

export const sloSpecSchema = map({
  description: descriptionSchema.optional(),
  service: text(255),
  indicator: z.unknown().optional(),
  indicatorRef: nameSchema.optional(),
  timeWindow: z.unknown().optional(),
  budgetingMethod: z.enum(['Occurrences', 'Timeslices'], {
    error:
      'Occurrences or Timeslices (the portal cannot do RatioTimeslices: averaged ratios leave no events to count)',
  }),
  objectives: z.unknown().optional(),
  alertPolicies: z.unknown().optional(),
});

export const timeWindowSchema = map({
  duration: z.string({ error: 'a duration such as 30d' }),
  isRolling: z.boolean({ error: 'true or false' }).optional(),
  calendar: map({
    startTime: z.string({
      error: 'a local time such as 2026-01-01 00:00:00',
    }),
    timeZone: z.string({ error: 'an IANA time zone such as Europe/Berlin' }),
  }).optional(),
});

const number = (error: string) => z.number({ error });

export const objectiveSchema = map({
  displayName: text(255).optional(),
  op: z.unknown().optional(),
  value: z.unknown().optional(),
  target: number('a number').optional(),
  targetPercent: number('a number').optional(),
  timeSliceTarget: number('a number').optional(),
  timeSliceWindow: z
    .union([z.number(), z.string()], {
      error: 'a number of minutes, or a duration such as 5m',
    })
    .optional(),
  indicator: z.unknown().optional(),
  indicatorRef: z.unknown().optional(),
  compositeWeight: z.unknown().optional(),
});

export const inlineIndicatorSchema = map({
  metadata: metadataSchema,
  spec: z.unknown().optional(),
});

export const indicatorSpecSchema = map({
  description: descriptionSchema.optional(),
  thresholdMetric: z.unknown().optional(),
  ratioMetric: z.unknown().optional(),
});

export const ratioMetricSchema = map({
  counter: z.boolean({ error: 'true or false' }).optional(),
  good: z.unknown().optional(),
  bad: z.unknown().optional(),
  total: z.unknown().optional(),
  raw: z.unknown().optional(),
  rawType: z
    .enum(['success', 'failure'], { error: 'success or failure' })
    .optional(),
});

export const metricSchema = map({
  metricSource: map({
    metricSourceRef: nameSchema.optional(),
    type: text(63).optional(),
    spec: z.record(z.string(), z.unknown(), { error: 'a map' }),
  }),
});

export const prometheusSpecSchema = map({ query: text(10_000) });

const INDICATOR =
  'the id of an indicator of the portal, such as error-ratio or latency';
export const portalIndicatorSpecSchema = map({
  indicator: z
    .string({ error: INDICATOR })
    .regex(/^[a-z][a-z0-9-]{0,62}$/, { error: INDICATOR }),
  threshold: z.string({ error: 'a duration such as 500ms' }).optional(),
});

export const dataSourceSpecSchema = z.looseObject(
  { type: text(63) },
  { error: 'a map' },
);
