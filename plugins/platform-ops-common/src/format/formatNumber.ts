import { formatDuration } from './formatDuration';
import { formatRatio } from './formatRatio';
import { formatSignificant } from './formatSignificant';

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(Math.round(value)) >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${formatSignificant(value)} ${BYTE_UNITS[unit]}`;
}

/** Codes of ISO 4217; other words of three letters are units of their own. */
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** The currency of `$`, `usd` or `EUR/1k tokens`, and of how much it is the price. */
function readMoney(
  unit: string,
): { currency: string; perWhat?: string } | undefined {
  const [, word, perWhat] =
    /^(\$|[A-Za-z]{3})(?:\s*\/\s*(.+))?$/.exec(unit) ?? [];
  const currency = word === '$' || word === 'usd' ? 'USD' : word;
  return CURRENCIES.has(currency) ? { currency, perWhat } : undefined;
}

function formatMoney(value: number, currency: string): string {
  const tiny = value !== 0 && Math.abs(value) < 0.1;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    ...(tiny ? { maximumSignificantDigits: 2 } : {}),
  }).format(value);
}

/**
 * Writes a number with its unit and sensible digits: `1.24 s`, `99.93 %`,
 * `$12.40`, `3.2 GiB`, `0.8731`.
 *
 * @remarks
 *
 * Known units: `seconds` or `s`, `bytes` or `B`, `ratio`, `%` (already a
 * percentage), currencies by their code of ISO 4217, `usd` and `$`, and prices
 * such as `EUR/1k tokens`. Any other unit is written after the number. Without a unit four significant
 * digits are kept, for metrics of models differ in the third.
 *
 * @param value - The number; null, undefined and NaN read "unknown".
 * @public
 */
export function formatNumber(
  value: number | null | undefined,
  unit?: string,
): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return 'unknown';
  }
  switch (unit) {
    case undefined:
    case '':
      return formatSignificant(value, 4);
    case 's':
    case 'seconds':
      return formatDuration(value);
    case 'B':
    case 'bytes':
      return formatBytes(value);
    case 'ratio':
      return formatRatio(value);
    case '%':
      return formatRatio(value / 100);
    default:
      break;
  }
  const money = readMoney(unit);
  if (money) {
    const amount = formatMoney(value, money.currency);
    return money.perWhat ? `${amount} / ${money.perWhat}` : amount;
  }
  return `${formatSignificant(value)} ${unit}`;
}
