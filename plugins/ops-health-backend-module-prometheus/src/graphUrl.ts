const UNITS: Array<[string, number]> = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

/**
 * The page of Prometheus, Thanos or VictoriaMetrics that draws a query. Newer
 * ones have moved it and lead there.
 */
export function graphUrl(
  uiUrl: string,
  query: string,
  { from, to, stepMs }: { from: Date; to: Date; stepMs: number },
): string {
  const parameters = new URLSearchParams({
    'g0.expr': query,
    'g0.tab': '0',
    'g0.range_input': span((to.getTime() - from.getTime()) / 1000),
    'g0.end_input': to.toISOString().slice(0, 19).replace('T', ' '),
    'g0.step_input': String(Math.max(1, Math.round(stepMs / 1000))),
  });
  return `${uiUrl}/graph?${parameters}`;
}

function span(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [unit, size] = UNITS.find(([, length]) => whole % length === 0)!;
  return `${whole / size}${unit}`;
}
