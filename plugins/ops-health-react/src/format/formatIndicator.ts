import {
  INDICATORS,
  type IndicatorId,
  type IndicatorUnit,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { formatNumber } from '@platform-ops/backstage-plugin-platform-ops-react';

// Money is a bare number: which currency is configured, the API does not say.
const UNITS: Partial<Record<IndicatorUnit, string>> = {
  ratio: 'ratio',
  seconds: 'seconds',
  bytes: 'bytes',
  'per-second': '/s',
  'per-hour': '/h',
  celsius: '°C',
};

/**
 * The unit of an indicator as `formatNumber` and the charts take it.
 *
 * @public
 */
export function indicatorUnit(indicator: IndicatorId): string | undefined {
  return UNITS[INDICATORS[indicator].unit];
}

/**
 * A value of an indicator with its unit: `840 ms`, `0.4 %`, `120 /s`.
 *
 * @public
 */
export function formatIndicator(
  indicator: IndicatorId,
  value: number | null | undefined,
): string {
  return formatNumber(value, indicatorUnit(indicator));
}
