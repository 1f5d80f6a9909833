import type { FactFieldType, RulebookFile } from '@platform-ops/scorecards';
import { z } from 'zod';

const MOST_IN_A_FILE = 300;

const fieldTypeSchema: z.ZodType<FactFieldType> = z.lazy(() =>
  z.union([
    z.enum(['string', 'int', 'double', 'bool', 'timestamp']),
    z.object({ list: fieldTypeSchema }),
    z.object({ fields: z.record(z.string(), fieldSchema()) }),
  ]),
);

function fieldSchema() {
  return z.object({
    type: fieldTypeSchema,
    description: z.string(),
    optional: z.boolean().optional(),
  });
}

/** What the portal tells authors of checks: `GET /fact-types`. */
export const knownRulesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string().regex(/^[\w-]+\.\w+$/),
      title: z.string(),
      fields: z.record(z.string(), fieldSchema()),
    }),
  ),
  checks: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        testedOn: z.array(z.string()),
      }),
    )
    .default([]),
});

/**
 * Files that stand for the checks of the portal, so that rules may name them;
 * what these ask is no matter here.
 */
export function inForceFiles(
  checks: z.output<typeof knownRulesSchema>['checks'],
): RulebookFile[] {
  const files: RulebookFile[] = [];
  for (let start = 0; start < checks.length; start += MOST_IN_A_FILE) {
    files.push({
      name: `checks of the portal, from ${start}`,
      mayLackCollectors: true,
      text: JSON.stringify({
        apiVersion: 'platformops.io/v1alpha1',
        kind: 'Checks',
        metadata: { name: 'in-force', title: 'In force' },
        spec: {
          checks: checks.slice(start, start + MOST_IN_A_FILE).map(check => ({
            ...check,
            tiers: [{ verdict: 'pass', when: 'portal.check.passes' }],
            expected: check.title,
            fix: { text: check.title },
          })),
        },
      }),
    });
  }
  return files;
}
