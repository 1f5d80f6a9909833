import { z } from 'zod';
import type { SeverityRules } from '../SeverityRules';
import { webAddress } from '../text';

const MOST_ALERTS = 1_000;
const MOST_LABELS = 100;

const text = (maxCharacters: number) => {
  const error = `allowed is text of 1 to ${maxCharacters} characters`;
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(maxCharacters, { error });
};

const time = z.iso
  .datetime({
    offset: true,
    error: 'allowed is a time such as 2026-03-01T12:00:00Z',
  })
  .transform(value => new Date(value));

/** What is sent, where a severity is one of these words. */
export function signedAlertsSchema(severities: SeverityRules) {
  return z.strictObject({
    alerts: z
      .array(
        z.strictObject({
          id: text(200),
          name: text(200),
          status: z.enum(['firing', 'resolved'], {
            error: 'allowed are firing and resolved',
          }),
          severity: z.string().transform((word, context) => {
            const level = severities.levelOf(word);
            if (!level) {
              context.addIssue({
                code: 'custom',
                message: `allowed are ${severities.words.join(', ')}`,
              });
              return z.NEVER;
            }
            return level;
          }),
          summary: text(2_000),
          labels: z
            .record(text(200), z.string().max(2_000))
            .refine(labels => Object.keys(labels).length <= MOST_LABELS, {
              error: `allowed are at most ${MOST_LABELS}`,
            }),
          startsAt: time,
          endsAt: time.optional(),
          url: z
            .string()
            .refine(address => webAddress(address) !== undefined, {
              error: 'allowed is an http or https address without credentials',
            })
            .optional(),
        }),
      )
      .max(MOST_ALERTS, { error: `allowed are at most ${MOST_ALERTS}` }),
  });
}
