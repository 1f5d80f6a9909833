import { ConfigReader } from '@backstage/config';
import { readHealthSourceConfigs } from '@platform-ops/backstage-plugin-ops-health-node';
import type { JsonObject } from '@backstage/types';
import {
  readPrometheusSourceConfig,
  type PrometheusSourceConfig,
} from '../config/readPrometheusSourceConfig';
import { PrometheusMetricSource } from '../PrometheusMetricSource';

/** The config of a source called `prod`. */
export function configOf(entry: JsonObject): PrometheusSourceConfig {
  const [source] = readHealthSourceConfigs(
    new ConfigReader({
      opsHealth: { sources: { prod: { type: 'prometheus', ...entry } } },
    }),
  );
  return readPrometheusSourceConfig(source);
}

/** A source whose pauses between attempts take no time. */
export function sourceOf(entry: JsonObject): {
  source: PrometheusMetricSource;
  pauses: number[];
} {
  const pauses: number[] = [];
  const source = PrometheusMetricSource.create(configOf(entry), {
    retry: {
      random: () => 0,
      wait: async milliseconds => {
        pauses.push(milliseconds);
      },
    },
  });
  return { source, pauses };
}
