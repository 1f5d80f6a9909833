import { SourceForbiddenError } from '@platform-ops/backstage-plugin-ops-health-node';
import type { PrometheusClient } from './client/PrometheusClient';
import { PrometheusError } from './client/PrometheusError';

const HOUR = 3_600_000;
const NOT_OFFERED = [400, 404, 405, 422, 501];

/**
 * The names of the metrics that a server had in the last hour. Where it does
 * not offer the list, its series are counted by name.
 */
export async function listMetricNames(
  client: PrometheusClient,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<Set<string>> {
  try {
    return new Set(
      await client.labelValues(
        '__name__',
        { from: new Date(now.getTime() - HOUR), to: now },
        { lane: 'background', signal },
      ),
    );
  } catch (error) {
    if (!isNotOffered(error)) {
      throw error;
    }
  }
  const { series, cut } = await client.query(
    'count by (__name__) ({__name__!=""})',
    now,
    { lane: 'background', signal },
  );
  if (cut) {
    throw new PrometheusError(`${client.name}: ${cut}`);
  }
  return new Set(series.map(({ labels }) => labels.__name__));
}

function isNotOffered(error: unknown): boolean {
  return (
    error instanceof SourceForbiddenError ||
    (error instanceof PrometheusError &&
      NOT_OFFERED.includes(error.status ?? 0))
  );
}
