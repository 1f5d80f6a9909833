import type { IdleGpus } from '@platform-ops/backstage-plugin-ops-health-common';
import { minutesAgo } from './time';

const HOURS_PER_MONTH = 730;

function idle(
  name: string,
  title: string,
  more: Partial<IdleGpus> & { product?: string; count: number; price?: number },
): IdleGpus {
  const { product, count, price, ...rest } = more;
  return {
    entityRef: `component:default/${name}`,
    title,
    owner: 'group:default/imaging',
    environment: 'production',
    gpus: count,
    products: [
      { product, count, pricePerHour: price, nodes: [`gpu-${count}`] },
    ],
    utilisation: 0.012,
    highest: 0.08,
    measuredHours: 24,
    idleHours: 24,
    measuredUntil: minutesAgo(0.2),
    costPerMonth: price && price * count * HOURS_PER_MONTH,
    ...rest,
  };
}

/** The dearest first. */
export function exampleIdleGpus(): IdleGpus[] {
  return [
    idle('recommender', 'Recommender', {
      product: 'NVIDIA A100-SXM4-80GB',
      count: 2,
      price: 2.75,
      owner: 'group:default/personalization',
      measuredHours: 21,
      idleHours: 20,
      measuredUntil: minutesAgo(140),
    }),
    idle('triage-service', 'Triage service', {
      product: 'NVIDIA L4',
      count: 1,
      price: 0.8,
      utilisation: 0,
      highest: 0,
    }),
    idle('nightly-scorer', 'Nightly scorer', {
      product: 'NVIDIA T4',
      count: 4,
      owner: undefined,
      environment: 'staging',
      note: 'No price is configured for NVIDIA T4',
    }),
  ];
}
