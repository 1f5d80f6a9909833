/** The name of a service of the fleet, and of its entity. */
export function fleetService(number: number): string {
  return `service-${String(number).padStart(6, '0')}`;
}

/** One of the metrics that every service has. */
export function fleetMetric(number: number): {
  name: string;
  isCounter: boolean;
} {
  const isCounter = number % 2 === 1;
  return {
    name: `bench_metric_${number}${isCounter ? '_total' : ''}`,
    isCounter,
  };
}
