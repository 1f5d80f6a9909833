import { formatNumber } from '@platform-ops/backstage-plugin-platform-ops-common';
import {
  definitionOf,
  type IndicatorId,
  type IndicatorUnit,
  type OfIndicator,
} from './indicators';

/** Of how much the cost is that an indicator tells. */
const COST_OF = new Map([
  ['token-cost', '1k tokens'],
  ['prediction-cost', '1k predictions'],
]);

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
 * @param currency - Of its reading, where it is money.
 * @public
 */
export function indicatorUnit(
  of: IndicatorId | OfIndicator,
  currency?: string,
): string | undefined {
  const named = typeof of === 'string' ? { indicator: of } : of;
  const costOf = COST_OF.get(named.indicator);
  if (costOf) {
    return currency && `${currency}/${costOf}`;
  }
  return UNITS[definitionOf(named).unit];
}

/**
 * A value of an indicator with its unit, the same wherever it is read: `840 ms`,
 * `0.4 %`, `120 /s`, `$0.42 / 1k tokens`.
 *
 * @param currency - Of its reading, where it is money.
 * @public
 */
export function formatIndicator(
  of: IndicatorId | OfIndicator,
  value: number | null | undefined,
  currency?: string,
): string {
  return formatNumber(value, indicatorUnit(of, currency));
}
