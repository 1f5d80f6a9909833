import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { AlertSource } from './alerts';
import type { ConditionSource } from './conditions';
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

/**
 * Lets modules add sources of conditions.
 *
 * @public
 */
export interface ConditionSourcesExtensionPoint {
  /**
   * @throws ConflictError if a source of the same id was added before.
   */
  addConditionSource(...sources: ConditionSource[]): void;
}

/**
 * See {@link ConditionSourcesExtensionPoint}.
 *
 * @public
 */
export const conditionSourcesExtensionPoint =
  createExtensionPoint<ConditionSourcesExtensionPoint>({
    id: 'ops-health.condition-sources',
  });

/**
 * Lets modules add sources of alerts.
 *
 * @public
 */
export interface AlertSourcesExtensionPoint {
  /**
   * @throws ConflictError if a source of the same id was added before.
   */
  addAlertSource(...sources: AlertSource[]): void;
}

/**
 * See {@link AlertSourcesExtensionPoint}.
 *
 * @public
 */
export const alertSourcesExtensionPoint =
  createExtensionPoint<AlertSourcesExtensionPoint>({
    id: 'ops-health.alert-sources',
  });
