import { z } from 'zod';

const level = z.enum(['none', 'note', 'warning', 'error']);
const severity = z
  .object({ 'security-severity': z.union([z.string(), z.number()]).optional() })
  .optional();

const componentSchema = z.object({
  name: z.string(),
  rules: z
    .array(
      z.object({
        id: z.string(),
        defaultConfiguration: z.object({ level: level.optional() }).optional(),
        properties: severity,
      }),
    )
    .optional(),
});

const resultSchema = z.object({
  ruleId: z.string().optional(),
  ruleIndex: z.number().int().optional(),
  rule: z
    .object({
      id: z.string().optional(),
      index: z.number().int().optional(),
      toolComponent: z
        .object({ index: z.number().int().optional() })
        .optional(),
    })
    .optional(),
  kind: z
    .enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational'])
    .default('fail'),
  level: level.optional(),
  baselineState: z.enum(['new', 'unchanged', 'updated', 'absent']).optional(),
  suppressions: z
    .array(
      z.object({
        status: z
          .enum(['accepted', 'underReview', 'rejected'])
          .default('accepted'),
      }),
    )
    .nullish(),
  fingerprints: z.record(z.string(), z.string()).optional(),
  partialFingerprints: z.record(z.string(), z.string()).optional(),
  locations: z
    .array(
      z.object({
        physicalLocation: z
          .object({
            artifactLocation: z
              .object({ uri: z.string().optional() })
              .optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  provenance: z
    .object({
      firstDetectionTimeUtc: z.iso.datetime().optional().catch(undefined),
    })
    .optional(),
  properties: severity,
});

/** As much of SARIF 2.1.0 as is read. */
export const sarifSchema = z.object({
  version: z.literal('2.1.0', 'SARIF 2.1.0 is expected'),
  runs: z
    .array(
      z.object({
        tool: z.object({
          driver: componentSchema,
          extensions: z.array(componentSchema).optional(),
        }),
        invocations: z
          .array(z.object({ executionSuccessful: z.boolean().optional() }))
          .optional(),
        results: z.array(resultSchema).nullish(),
      }),
    )
    .min(1, 'at least one run is expected')
    .max(100, 'at most 100 runs are expected'),
});

export type SarifLevel = z.output<typeof level>;
export type SarifRun = z.output<typeof sarifSchema>['runs'][number];
export type SarifResult = z.output<typeof resultSchema>;
export type SarifRule = NonNullable<
  z.output<typeof componentSchema>['rules']
>[number];
