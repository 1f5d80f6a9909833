/** Stands for the window, such as `5m`, in a query. */
export const WINDOW = '$window';

const SELECTOR = String.raw`[a-zA-Z_:][\w:]*\s*(?:\{(?:[^"'{}]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*\})?`;
const PLAIN = new RegExp(String.raw`^\s*(${SELECTOR})\s*$`);
const SUMMED = new RegExp(String.raw`^\s*sum\s*\(\s*(${SELECTOR})\s*\)\s*$`);

/**
 * Turns a query of an SLO into one that counts the events of a window, with `$window` in
 * place of the window: a query that has `$window` stays as it is, a selector or the sum of
 * one becomes `sum(increase(…[$window]))`, or `sum(sum_over_time(…[$window]))` where it is
 * not a counter.
 *
 * @remarks
 *
 * Other queries cannot be turned into one that survives a counter's reset.
 *
 * @returns Nothing for any other query.
 *
 * @public
 */
export function windowedQuery(
  query: string,
  counter: boolean,
): string | undefined {
  if (query.includes(WINDOW)) {
    return query.trim();
  }
  const selector = (PLAIN.exec(query) ?? SUMMED.exec(query))?.[1];
  const operation = counter ? 'increase' : 'sum_over_time';
  return selector && `sum(${operation}(${selector.trim()}[${WINDOW}]))`;
}
