import { WINDOW } from '../openslo/windowedQuery';
import { DAY, HOUR, MINUTE } from '../time';

/** A duration as PromQL and its metric names write it: `1h48m`. */
export function promDuration(ms: number): string {
  const parts = [
    [Math.floor(ms / DAY), 'd'],
    [Math.floor((ms % DAY) / HOUR), 'h'],
    [Math.floor((ms % HOUR) / MINUTE), 'm'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('');
}

export function promNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}

export function promSelector(
  metric: string,
  labels: Record<string, string>,
): string {
  const matchers = Object.entries(labels).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return `${metric}{${matchers.join(',')}}`;
}

export function inWindow(expression: string, windowMs: number): string {
  return expression.split(WINDOW).join(promDuration(windowMs));
}

/** Labels and annotations of alerts are templates; our words are not. */
export function asTemplate(text: string): string {
  return text.split('{{').join('{{ "{{" }}');
}
