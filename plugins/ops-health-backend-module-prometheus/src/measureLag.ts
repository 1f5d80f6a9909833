import type { PrometheusClient } from './client/PrometheusClient';
import { escapePattern, quote } from './promql/text';

/** So many metrics stand for all where targets leave no `up`. */
const NAMES = 20;

/**
 * How old the newest sample is, milliseconds. What is older than an hour
 * cannot be told.
 */
export async function measureLag(
  client: PrometheusClient,
  names: Set<string>,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const ask = async (newest: string) => {
    const { series } = await client.query(`time() - max(${newest})`, now, {
      lane: 'background',
      signal,
    });
    const seconds = series[0]?.samples[0][1];
    return Number.isFinite(seconds) ? seconds * 1000 : undefined;
  };
  return (
    (await ask('timestamp(up)')) ??
    // Prometheus itself looks back no longer than five minutes.
    (await ask('max_over_time(timestamp(up)[1h:1m])')) ??
    (names.size ? ask(`timestamp(${anyOf(names)})`) : undefined)
  );
}

function anyOf(names: Set<string>): string {
  const pattern = [...names].slice(0, NAMES).map(escapePattern).join('|');
  return `{__name__=~${quote(pattern)}}`;
}
