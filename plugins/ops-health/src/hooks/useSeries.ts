import { useApi } from '@backstage/frontend-plugin-api';
import type { GetSeriesResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  resolveTimeRange,
  useLoad,
  type Loaded,
  type TimeRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { comparisonOffsetSeconds, type Comparison } from '../series/comparison';

const MAX_INDICATORS_PER_REQUEST = 12;

export interface SeriesRequest {
  entityRef: string;
  indicators: readonly string[];
  environment: string | undefined;
  range: TimeRange;
  points: number;
  comparison?: Comparison;
}

/** Series with the span that they were asked for. */
export interface SeriesOfRange extends GetSeriesResponse {
  from: Date;
  to: Date;
}

/**
 * Values of an entity over a time range. A range that ends now is resolved anew
 * each time it is read.
 */
export function useSeries(request: SeriesRequest): Loaded<SeriesOfRange> {
  const { entityRef, indicators, environment, range, points, comparison } =
    request;
  const api = useApi(opsHealthApiRef);
  return useLoad(
    JSON.stringify(request),
    async () => {
      const { from, to } = resolveTimeRange(range)!;
      const chunks: string[][] = [];
      for (
        let at = 0;
        at < indicators.length;
        at += MAX_INDICATORS_PER_REQUEST
      ) {
        chunks.push(indicators.slice(at, at + MAX_INDICATORS_PER_REQUEST));
      }
      const answers = await Promise.all(
        chunks.map(indicator =>
          api.getSeries({
            entityRef,
            indicator,
            environment,
            from: from.toISOString(),
            to: to.toISOString(),
            points,
            compareOffsetSeconds:
              comparison && comparisonOffsetSeconds(comparison, { from, to }),
          }),
        ),
      );
      return {
        from,
        to,
        stepSeconds: Math.max(0, ...answers.map(answer => answer.stepSeconds)),
        series: answers.flatMap(({ series }) => series),
        failures: answers.flatMap(({ failures }) => failures),
      };
    },
    { keepPrevious: true },
  );
}
