import type { HealthChange } from '@platform-ops/backstage-plugin-ops-health-common';
import { formatCsv } from '@platform-ops/backstage-plugin-platform-ops-react';

const HEADER = [
  'time',
  'not_before',
  'kind',
  'entity',
  'text',
  'environment',
  'source',
];

/** A row per change; what is not known is an empty cell. */
export function changesToCsv(changes: readonly HealthChange[]): string {
  return formatCsv([
    HEADER,
    ...changes.map(change => [
      change.at,
      change.after,
      change.kind,
      change.entityRef,
      change.text,
      change.environment,
      change.source,
    ]),
  ]);
}
