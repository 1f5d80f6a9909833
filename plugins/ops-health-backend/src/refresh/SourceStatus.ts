import type {
  HealthSource,
  SourceCost,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { QueryCost } from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * How a source stands, as it is kept between refreshes.
 */
export interface SourceStatus {
  state: HealthSource['state'];
  lagSeconds?: number;
  cost?: SourceCost;
  errors: HealthSource['errors'];
  warnings: string[];
  packs: string[];
  joins: HealthSource['joins'];
}

/**
 * What several answers cost together.
 */
export function sumCosts(costs: QueryCost[]): SourceCost {
  const sum = (field: keyof QueryCost) =>
    costs.reduce((total, cost) => total + cost[field], 0);
  return {
    queries: sum('queries'),
    samples: sum('samples'),
    bytes: sum('bytes'),
    seconds: sum('milliseconds') / 1000,
    slowestSeconds:
      costs.reduce(
        (slowest, { milliseconds }) => Math.max(slowest, milliseconds),
        0,
      ) / 1000,
  };
}
