const DAY = 86_400_000;

/** A request that reports the first measurement of an entity. */
export function reportExample(
  entityRef: string,
  now: number = Date.now(),
): string {
  const today = Math.floor(now / DAY) * DAY;
  const measurement = {
    entityRef,
    indicator: 'auc',
    name: 'AUC on weekly labels',
    value: 0.912,
    n: 4210,
    confidenceInterval: { low: 0.9, high: 0.923, level: 0.95 },
    evaluationSetDigest: `sha256:${'0'.repeat(64)}`,
    measuredFrom: new Date(today - 7 * DAY).toISOString(),
    measuredTo: new Date(today).toISOString(),
  };
  return [
    'curl --fail-with-body "$PORTAL/api/ops-health/quality/measurements" \\',
    '  --header "authorization: Bearer $EVALUATION_TOKEN" \\',
    "  --header 'content-type: application/json' \\",
    `  --data-binary '${JSON.stringify(
      { measurements: [measurement] },
      undefined,
      2,
    )}'`,
  ].join('\n');
}
