import {
  definitionOf,
  formatIndicator,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { SetLimit } from '../entities/parseLimits';
import { keepsLimit } from './keepsLimit';
import type { ObservedReading } from './ObservedReading';
import type { Signal } from './Signal';

/**
 * The name under which a broken limit is remembered.
 */
export function limitKey(limit: SetLimit, environment: string | undefined) {
  return `limit/${limit.indicator}/${limit.operator}${limit.value}/${
    environment ?? ''
  }`;
}

/**
 * Warnings of limits that a person set and that are broken.
 *
 * @remarks
 *
 * One value alone can be a coincidence: a limit counts once it was found broken
 * in two evaluations in a row.
 */
export function limitSignals(options: {
  limits: SetLimit[];
  /** Only those that are fresh. */
  readings: ObservedReading[];
  pending: Record<string, number>;
  remembered: ReadonlySet<string>;
  now: number;
}): { signals: Signal[]; pending: Record<string, number> } {
  const signals: Signal[] = [];
  const pending: Record<string, number> = {};
  for (const limit of options.limits) {
    for (const reading of options.readings) {
      if (
        reading.indicator !== limit.indicator ||
        keepsLimit(reading.value, limit)
      ) {
        continue;
      }
      const key = limitKey(limit, reading.environment);
      const since = options.pending[key];
      if (since === undefined && !options.remembered.has(key)) {
        pending[key] = options.now;
        continue;
      }
      signals.push({
        key,
        kind: 'limit',
        state: 'warning',
        environment: reading.environment,
        indicator: limit.indicator,
        source: reading.sourceId,
        since,
        text: `${definitionOf(limit).title} is ${formatIndicator(
          limit,
          reading.value,
        )}, it should be ${describeLimit(limit)}`,
      });
    }
  }
  return { signals, pending };
}

function describeLimit(limit: SetLimit): string {
  const words = {
    '<': 'below',
    '<=': 'at most',
    '>': 'above',
    '>=': 'at least',
  };
  return `${words[limit.operator]} ${formatIndicator(limit, limit.value)}`;
}
