import type {
  IdleGpus,
  ListIdleGpusResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  IdleGpusQuery,
  OpsHealthApi,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  formatCsv,
  formatNumber,
} from '@platform-ops/backstage-plugin-platform-ops-react';

const PAGE_SIZE = 500;
const HOUR = 3_600_000;
/** The hour that runs is told once it has begun to be measured. */
const STALE_AFTER = 1.5 * HOUR;

const HEADER = [
  'workload',
  'title',
  'environment',
  'owner',
  'system',
  'gpus',
  'products',
  'nodes',
  'utilisation',
  'highest',
  'idle_hours',
  'measured_hours',
  'measured_until',
  'cost_per_month',
  'currency',
  'note',
];

/** `2 × NVIDIA L4, 1 × GPU` */
export function describeGpus({ products, gpus }: IdleGpus): string {
  if (products.length === 0) {
    return gpus === undefined ? 'unknown' : `${gpus} × GPU`;
  }
  return products
    .map(({ product = 'GPU', count }) => `${count} × ${product}`)
    .join(', ');
}

export function nodesOf({ products }: IdleGpus): string[] {
  return [...new Set(products.flatMap(({ nodes }) => nodes))].sort();
}

/** Money of a month, without cents: `$1,240`. */
export function formatMonth(
  cost: number | undefined,
  currency: string | undefined,
): string {
  return cost === undefined
    ? 'unknown'
    : formatNumber(Math.round(cost), currency).replace(/\.00$/, '');
}

/** Nothing was measured of late: what is said of it is the last that is known. */
export function isStale(
  { measuredUntil }: IdleGpus,
  now: number = Date.now(),
): boolean {
  return now - Date.parse(measuredUntil) > STALE_AFTER;
}

/** A row per workload; what is not known is an empty cell. */
export function idleGpusToCsv(
  items: readonly IdleGpus[],
  currency: string | undefined,
): string {
  return formatCsv([
    HEADER,
    ...items.map(item => [
      item.entityRef,
      item.title,
      item.environment,
      item.owner,
      item.system,
      item.gpus,
      item.products.length > 0 ? describeGpus(item) : undefined,
      nodesOf(item).join(' '),
      item.utilisation,
      item.highest,
      item.idleHours,
      item.measuredHours,
      item.measuredUntil,
      item.costPerMonth,
      currency,
      item.note,
    ]),
  ]);
}

/** All pages of a list. */
export async function readAllIdleGpus(
  api: OpsHealthApi,
  query: IdleGpusQuery,
): Promise<IdleGpus[]> {
  const items: IdleGpus[] = [];
  let cursor: string | undefined;
  do {
    const page: ListIdleGpusResponse = await api.listIdleGpus({
      ...query,
      limit: PAGE_SIZE,
      cursor,
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
