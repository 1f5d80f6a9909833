/**
 * At most `digits` significant digits, but never fewer than the integer part has.
 *
 * @public
 */
export function formatSignificant(value: number, digits: number = 3): string {
  const magnitude = Math.abs(value);
  const integerDigits =
    magnitude >= 1 ? Math.floor(Math.log10(magnitude)) + 1 : 1;
  return new Intl.NumberFormat('en-US', {
    maximumSignificantDigits: Math.min(21, Math.max(digits, integerDigits)),
  }).format(value);
}
