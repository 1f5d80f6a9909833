import { z } from 'zod';
import type { ReadDocument } from '../summaries/Summary';
import { readShape } from './readShape';

const name = z.string().trim().min(1).max(200);
const count = z.number().int().min(0).max(1_000_000);

/**
 * What a pipeline says in its own words, where no format has a place for it.
 */
export const ownResultSchema = z.strictObject({
  outcome: z.enum(['passed', 'failed', 'cancelled']),
  branch: name.optional(),
  /** Who made the change, and who approved it. */
  author: name.optional(),
  approvedBy: z.array(name).max(50).optional(),
  /** Whether the artefact was signed, and says how it was built. */
  signed: z.boolean().optional(),
  provenance: z.boolean().optional(),
  /** Of a scanner without SARIF: what is open. Needs `scans`. */
  findings: z
    .strictObject({
      critical: count,
      high: count,
      medium: count,
      low: count,
      suppressed: count.default(0),
      /** How many files or rules it looked at. */
      looked: count,
    })
    .optional(),
});

/**
 * Reads a result of kind `result`. One that did not pass found nothing to rely
 * on.
 */
export function readOwnResult(content: unknown): ReadDocument {
  const { findings, ...run } = readShape(ownResultSchema, content, 'result');
  if (!findings) {
    return { summary: { run }, open: [] };
  }
  const { suppressed, looked, ...counts } = findings;
  return {
    summary: {
      scan: {
        counts,
        unrated: 0,
        suppressed,
        complete: run.outcome !== 'cancelled' && looked > 0,
        looked,
      },
    },
    // Without ids the worst is followed as one.
    open: (['critical', 'high'] as const).flatMap(severity =>
      counts[severity] > 0 ? [{ id: severity, severity }] : [],
    ),
  };
}
