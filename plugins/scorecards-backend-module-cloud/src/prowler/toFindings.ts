import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { z } from 'zod';
import type { Finding, Severity } from '../findings/Finding';

const DETECTION = 2004;
const COMPLIANCE = 2003;
const SEVERITY_BY_ID: Record<number, Severity> = {
  1: 'informational',
  2: 'low',
  3: 'medium',
  4: 'high',
  5: 'critical',
  6: 'critical',
};
const SUPPRESSED = 3;
const MUTED_WORDS = ['suppressed', 'muted'];
const LONGEST_TEXT = 200;
/** Prowler writes seconds where OCSF says milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
/** What we read of OCSF 1.x: https://schema.ocsf.io/classes/detection_finding */
const schema = z.object({
  class_uid: z.union([z.literal(DETECTION), z.literal(COMPLIANCE)]),
  metadata: z.object({ event_code: text }),
  finding_info: z.object({ uid: text, title: text }),
  severity_id: number,
  status: text,
  status_id: number,
  status_code: text,
  time: number,
  compliance: z
    .object({ control: text, status: text, status_id: number })
    .optional()
    .catch(undefined),
  cloud: z
    .object({ account: z.object({ uid: text }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  resources: z
    .array(
      z.object({
        uid: text,
        name: text,
        labels: z.array(z.string()).optional().catch(undefined),
      }),
    )
    .max(10_000),
});

/**
 * What an event of OCSF says of each of its resources.
 *
 * @returns undefined where it is not a finding of a check.
 */
export function toFindings(
  event: unknown,
  source: string,
): Finding[] | undefined {
  const { data } = schema.safeParse(event);
  const rule = data?.metadata.event_code ?? data?.compliance?.control;
  if (!data || !rule) {
    return undefined;
  }
  const { time, status, status_id: statusId } = data;
  return data.resources.map(({ uid, name, labels }) => ({
    source,
    rule: oneLine(rule, LONGEST_TEXT),
    title: oneLine(data.finding_info.title ?? rule, LONGEST_TEXT),
    status: statusOf(data),
    isMuted:
      data.class_uid === DETECTION &&
      (statusId === SUPPRESSED ||
        MUTED_WORDS.includes(status?.toLowerCase() ?? '')),
    severity: SEVERITY_BY_ID[data.severity_id ?? 0] ?? 'unknown',
    account: data.cloud?.account?.uid,
    resource: uid || name || 'unknown',
    tags: toTags(labels ?? []),
    observedAt:
      time === undefined
        ? undefined
        : new Date(time < FIRST_MILLISECONDS ? time * 1000 : time),
  }));
}

function statusOf({
  class_uid: classUid,
  status_code: code,
  compliance,
}: z.output<typeof schema>): Finding['status'] {
  const word = (
    classUid === DETECTION ? code : compliance?.status ?? code
  )?.toLowerCase();
  switch (word) {
    case 'pass':
      return 'pass';
    case 'fail':
      return 'fail';
    default:
      return 'unknown';
  }
}

/** `key:value` or `key=value`; keys such as `aws:x` have a colon of their own. */
function toTags(labels: string[]): Record<string, string> {
  return Object.fromEntries(
    labels.flatMap(label =>
      [...label.matchAll(/[:=]/g)].map(({ index }) => [
        label.slice(0, index),
        label.slice(index + 1),
      ]),
    ),
  );
}
