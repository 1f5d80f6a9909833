import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { QUALITY_INDICATORS, type QualityIndicatorId } from '../indicators';
import { PRODUCTION } from '../states';

/**
 * With fewer examples there is no number: it would say more about chance.
 *
 * @public
 */
export const FEWEST_EXAMPLES = 30;

/**
 * What brings measurements of quality, as the source of a reading.
 *
 * @public
 */
export const REPORTS_SOURCE = 'reports';

/**
 * What each indicator of quality can be.
 *
 * @public
 */
export const QUALITY_RANGES: Record<
  QualityIndicatorId,
  { minimum?: number; maximum?: number }
> = {
  auc: { minimum: 0, maximum: 1 },
  'calibration-error': { minimum: 0, maximum: 1 },
  'prediction-error': { minimum: 0 },
  // A judge may score as it likes, even below zero.
  'evaluation-score': {},
  'data-drift': { minimum: 0 },
};

/** @public */
export const qualityIndicatorIdSchema = z.enum(QUALITY_INDICATORS);

/**
 * The part of the population that a measurement is of.
 *
 * @public
 */
export const qualitySliceSchema = z.strictObject({
  feature: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
});

/** @public */
export type QualitySlice = z.infer<typeof qualitySliceSchema>;

/** @public */
export const confidenceIntervalSchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  /** E.g. 0.95 */
  level: z.number().gt(0).lt(1),
});

/** @public */
export type ConfidenceInterval = z.infer<typeof confidenceIntervalSchema>;

const YEAR_SECONDS = 366 * 86_400;

function isPageAddress(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password;
}

/**
 * One measurement of the quality of a model, as a pipeline reports it.
 *
 * @public
 */
export const qualityMeasurementInputSchema = z
  .strictObject({
    /**
     * The client's own, one for each measurement of an entity: sent again it
     * changes nothing. The content counts where there is none.
     */
    id: z.string().min(1).max(200).optional(),
    entityRef: entityRefSchema,
    modelVersion: z.string().min(1).max(200).optional(),
    indicator: qualityIndicatorIdSchema,
    /** What exactly, e.g. "AUC on weekly labels". */
    name: z.string().min(1).max(100).optional(),
    /** Missing while labels are pending. */
    value: z.number().optional(),
    /** How many labelled examples it rests on. */
    n: z.number().int().min(0),
    /** The whole population where missing. */
    slice: qualitySliceSchema.optional(),
    /** Of what has to be the same for values to be comparable. */
    evaluationSetDigest: z
      .string()
      .regex(
        /^sha256:[0-9a-f]{64}$/,
        'expected sha256: and 64 lower-case hexadecimal digits',
      ),
    /** Of the data: inclusive. */
    measuredFrom: timestampSchema,
    /** Of the data: exclusive. */
    measuredTo: timestampSchema,
    /** How long after the data the labels usually come. */
    labelDelaySeconds: z.number().int().min(0).max(YEAR_SECONDS).default(0),
    environment: z
      .string()
      .max(63)
      .regex(
        /^[a-z0-9]+([-_][a-z0-9]+)*$/,
        'expected lower-case letters, digits and dashes, such as production',
      )
      .default(PRODUCTION),
    confidenceInterval: confidenceIntervalSchema.optional(),
    labels: z.enum(['complete', 'pending']).default('complete'),
    /** Where a person sees how it was measured. */
    runUrl: z
      .string()
      .max(2000)
      .refine(isPageAddress, {
        message:
          'expected an address that begins with https:// or http:// and holds no password',
      })
      .optional(),
  })
  .superRefine((measurement, context) => {
    const { indicator, value, confidenceInterval, labels, n } = measurement;
    const refuse = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (labels === 'pending') {
      if (value !== undefined) {
        refuse(['value'], 'expected is none while labels are pending');
      }
      if (confidenceInterval) {
        refuse(
          ['confidenceInterval'],
          'expected is none while labels are pending',
        );
      }
    } else {
      if (value === undefined) {
        refuse(['value'], 'expected is a number, or labels: pending');
      }
      if (n === 0) {
        refuse(['n'], 'expected is at least 1, or labels: pending');
      }
    }
    const range = QUALITY_RANGES[indicator];
    const check = (path: string[], number: number | undefined) => {
      if (
        number !== undefined &&
        (number < (range.minimum ?? -Infinity) ||
          number > (range.maximum ?? Infinity))
      ) {
        refuse(path, `expected for ${indicator} is ${describeRange(range)}`);
      }
    };
    check(['value'], value);
    if (confidenceInterval) {
      check(['confidenceInterval', 'low'], confidenceInterval.low);
      check(['confidenceInterval', 'high'], confidenceInterval.high);
      if (confidenceInterval.low > confidenceInterval.high) {
        refuse(
          ['confidenceInterval', 'high'],
          `expected is at least low (${confidenceInterval.low})`,
        );
      }
    }
    if (
      Date.parse(measurement.measuredFrom) >= Date.parse(measurement.measuredTo)
    ) {
      refuse(
        ['measuredTo'],
        `expected is a time after measuredFrom (${measurement.measuredFrom})`,
      );
    }
  });

function describeRange(range: { minimum?: number; maximum?: number }): string {
  return range.maximum === undefined
    ? `at least ${range.minimum}`
    : `${range.minimum} to ${range.maximum}`;
}

/** @public */
export type QualityMeasurementInput = z.input<
  typeof qualityMeasurementInputSchema
>;

/** @public */
export const reportQualityRequestSchema = z.object({
  measurements: z.array(qualityMeasurementInputSchema).min(1).max(100),
});

/** @public */
export type ReportQualityRequest = z.input<typeof reportQualityRequestSchema>;

/** @public */
export const reportQualityResponseSchema = z.object({
  stored: z.number().int(),
  /** Reported before: nothing changed. */
  known: z.number().int(),
});

/** @public */
export type ReportQualityResponse = z.infer<typeof reportQualityResponseSchema>;

/** @public */
export const listQualityQuerySchema = z.object({
  entityRef: entityRefSchema,
  /** All unless told. */
  environment: z.string().max(63).optional(),
  indicator: queryList(qualityIndicatorIdSchema),
  /** How many measurements of each series, the newest. 60 unless told. */
  points: z.coerce.number().int().min(1).max(400).optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema.optional(),
});

/** @public */
export type ListQualityQuery = z.input<typeof listQualityQuerySchema>;

/**
 * A measurement as it was reported.
 *
 * @public
 */
export const qualityMeasurementSchema = z.object({
  modelVersion: z.string().optional(),
  /** Missing where there is none to show. */
  value: z.number().optional(),
  /** Why there is no value, in words. */
  note: z.string().optional(),
  n: z.number().int(),
  evaluationSetDigest: z.string(),
  /** The one before had another set: no line leads from it to this one. */
  evaluationSetChanged: z.boolean(),
  measuredFrom: timestampSchema,
  measuredTo: timestampSchema,
  labelDelaySeconds: z.number().int(),
  labels: z.enum(['complete', 'pending']),
  confidenceInterval: confidenceIntervalSchema.optional(),
  runUrl: z.string().optional(),
  reportedAt: timestampSchema,
  reportedBy: z.string(),
});

/** @public */
export type QualityMeasurement = z.infer<typeof qualityMeasurementSchema>;

/**
 * What was measured of the same thing, again and again.
 *
 * @public
 */
export const qualitySeriesSchema = z.object({
  indicator: qualityIndicatorIdSchema,
  environment: z.string(),
  name: z.string().optional(),
  /** The whole population where missing. */
  slice: qualitySliceSchema.optional(),
  /** By the newest measurement. */
  state: z.enum(['measured', 'stale', 'unknown']),
  /** Missing while it is unknown. */
  value: z.number().optional(),
  /** What the newest measurement says, or why it says nothing. */
  text: z.string(),
  /** Since when values can be compared, where the evaluation set changed. */
  comparability: z.string().optional(),
  /** The newest measurement with a value; missing where none has one. */
  lastMeasured: qualityMeasurementSchema.optional(),
  /** Oldest first. */
  history: z.array(qualityMeasurementSchema),
});

/** @public */
export type QualitySeries = z.infer<typeof qualitySeriesSchema>;

/** @public */
export const listQualityResponseSchema = z.object({
  items: z.array(qualitySeriesSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListQualityResponse = z.infer<typeof listQualityResponseSchema>;
