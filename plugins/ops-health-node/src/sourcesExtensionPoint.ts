import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { IndicatorPack, MetricSource } from './metrics';

/**
 * Lets modules add sources of metrics and packs of indicators.
 *
 * @public
 */
export interface MetricSourcesExtensionPoint {
  /**
   * @throws ConflictError if a source of the same id was added before.
   */
  addMetricSource(...sources: MetricSource[]): void;
  /**
   * Packs that are added come before the built-in ones.
   *
   * @throws ConflictError if a pack of the same id was added before.
   */
  addIndicatorPack(...packs: IndicatorPack[]): void;
}

/**
 * See {@link MetricSourcesExtensionPoint}.
 *
 * @public
 */
export const metricSourcesExtensionPoint =
  createExtensionPoint<MetricSourcesExtensionPoint>({
    id: 'ops-health.metric-sources',
  });
