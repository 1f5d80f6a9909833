import {
  INDICATORS,
  type IndicatorDefinition,
  type IndicatorId,
  type IndicatorUnit,
} from './indicators';

function significant(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) {
    return value.toExponential(1);
  }
  const digits = Math.abs(value) >= 100 ? 0 : 3;
  return digits === 0
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(digits)));
}

function scaled(value: number, steps: Array<[number, string]>): string {
  const [size, unit] =
    steps.find(([step]) =>
      value === 0 ? step === 1 : Math.abs(value) >= step,
    ) ?? steps[steps.length - 1];
  return `${significant(value / size)} ${unit}`;
}

const FORMATS: Record<IndicatorUnit, (value: number) => string> = {
  ratio: value => `${significant(value * 100)} %`,
  seconds: value =>
    scaled(value, [
      [3600, 'h'],
      [60, 'min'],
      [1, 's'],
      [0.001, 'ms'],
      [0.000001, 'µs'],
    ]),
  'per-second': value => `${significant(value)} /s`,
  'per-hour': value => `${significant(value)} /h`,
  bytes: value =>
    scaled(value, [
      [1e12, 'TB'],
      [1e9, 'GB'],
      [1e6, 'MB'],
      [1e3, 'kB'],
      [1, 'B'],
    ]),
  celsius: value => `${significant(value)} °C`,
  count: significant,
  money: value => significant(value),
  score: significant,
};

/**
 * A value of an indicator for people, with its unit: `840 ms`, `1.2 %`.
 *
 * @public
 */
export function formatIndicatorValue(
  indicator: IndicatorId | Pick<IndicatorDefinition, 'unit'>,
  value: number,
): string {
  const { unit } =
    typeof indicator === 'string' ? INDICATORS[indicator] : indicator;
  return FORMATS[unit](value);
}
