import type {
  IdleGpus,
  ListIdleGpusQuery,
  ListIdleGpusResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpsHealthConfig } from '../config';
import type { GpuHourStore, GpuUse } from '../database/GpuHourStore';
import type { HealthEntity } from '../entities/HealthEntity';
import type { HealthSnapshot } from '../services/HealthSnapshot';
import { decodePosition, encodePosition } from '../services/positionCursor';
import { UNMAPPED } from '../state/deriveHealth';
import { HELD_FOR_MS } from './CostService';
import { byProduct, numberOf } from './Gpus';
import {
  HOURS_PER_MONTH,
  IDLE_BELOW,
  pricePerGpuHour,
  type Prices,
} from './Prices';

const DEFAULT_LIMIT = 50;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the last 24; with fewer nobody can say that it was a quiet day. */
const FEWEST_HOURS = 18;
const REMEMBER_MS = 60_000;

type ParsedQuery = Omit<ListIdleGpusQuery, 'limit'> & { limit?: number };

/**
 * Lists what holds GPUs that hardly work, with what these cost and whose they
 * are.
 */
export class IdleGpuService {
  readonly #config: OpsHealthConfig;
  readonly #gpuHours: GpuHourStore;
  readonly #snapshot: HealthSnapshot;
  #use: { at: number; value: Promise<GpuUse[]> } | undefined;

  constructor(options: {
    config: OpsHealthConfig;
    gpuHours: GpuHourStore;
    snapshot: HealthSnapshot;
  }) {
    this.#config = options.config;
    this.#gpuHours = options.gpuHours;
    this.#snapshot = options.snapshot;
  }

  async list(
    query: ParsedQuery,
    isVisible: IsVisible,
  ): Promise<ListIdleGpusResponse> {
    const { prices } = this.#config;
    const start = decodePosition(query.cursor);
    if (!prices) {
      return {
        below: IDLE_BELOW,
        items: [],
        totalItems: 0,
        totalGpus: 0,
        unpriced: 0,
        undecided: 0,
        owners: [],
      };
    }
    const [{ entities }, use] = await Promise.all([
      this.#snapshot.get(),
      this.#readUse(prices.idleBelow),
    ]);
    const visible = use.filter(
      ({ entityRef, counts }) =>
        entities.has(entityRef) &&
        isVisible(entityRef) &&
        numberOf(counts) !== 0,
    );
    const decided = visible.filter(
      ({ measuredHours }) => measuredHours >= FEWEST_HOURS,
    );
    const all = decided
      .filter(({ utilisation }) => utilisation! < prices.idleBelow)
      .map(each => toIdleGpus(each, entities.get(each.entityRef)!, prices))
      .sort(byCost);
    const owners = query.owner as string[] | undefined;
    const idle = all.filter(
      ({ owner }) => !owners || (owner !== undefined && owners.includes(owner)),
    );
    const costs = idle.flatMap(({ costPerMonth }) => costPerMonth ?? []);
    const end = start + (query.limit ?? DEFAULT_LIMIT);
    return {
      currency: prices.currency,
      below: prices.idleBelow,
      items: idle.slice(start, end),
      totalItems: idle.length,
      totalGpus: sum(idle.map(({ gpus = 0 }) => gpus)),
      ...(costs.length && { totalCostPerMonth: sum(costs) }),
      unpriced: idle.length - costs.length,
      undecided: visible.length - decided.length,
      owners: [...new Set(all.flatMap(({ owner }) => owner ?? []))].sort(),
      ...(end < idle.length && { nextCursor: encodePosition(end) }),
    };
  }

  #readUse(idleBelow: number): Promise<GpuUse[]> {
    const now = Date.now();
    if (!this.#use || now - this.#use.at >= REMEMBER_MS) {
      const use = {
        at: now,
        value: this.#gpuHours.listUse({
          // The hours that are over, and the one that runs.
          since: new Date(now - DAY_MS),
          heldSince: new Date(now - HELD_FOR_MS),
          idleBelow,
        }),
      };
      this.#use = use;
      use.value.catch(() => {
        this.#use = undefined;
      });
    }
    return this.#use.value;
  }
}

function toIdleGpus(
  use: GpuUse,
  entity: HealthEntity,
  prices: Prices,
): IdleGpus {
  const products = byProduct(use.counts).map(({ product, count, nodes }) => ({
    product,
    count,
    nodes,
    pricePerHour: pricePerGpuHour(prices, product),
  }));
  const unpriced = products.filter(
    ({ pricePerHour }) => pricePerHour === undefined,
  );
  const cost = {
    ...(products.length === 0 && {
      note: 'No source tells how many GPUs it holds',
    }),
    ...(unpriced.length > 0 && {
      note: `No price is configured for ${unpriced
        .map(({ product }) => product ?? 'GPUs whose product no source tells')
        .join(', ')}`,
    }),
    ...(products.length > 0 &&
      unpriced.length === 0 && {
        costPerMonth: sum(
          products.map(
            ({ count, pricePerHour }) =>
              count * pricePerHour! * HOURS_PER_MONTH,
          ),
        ),
      }),
  };
  return {
    entityRef: entity.ref,
    title: entity.title,
    owner: entity.owner,
    system: entity.system,
    environment: use.environment ?? UNMAPPED,
    gpus: numberOf(use.counts),
    products,
    utilisation: use.utilisation!,
    highest: use.highest,
    measuredHours: use.measuredHours,
    idleHours: use.idleHours,
    measuredUntil: new Date(
      Math.min(Date.now(), use.lastHour.getTime() + HOUR_MS),
    ).toISOString(),
    ...cost,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function byCost(a: IdleGpus, b: IdleGpus): number {
  return (
    (b.costPerMonth ?? 0) - (a.costPerMonth ?? 0) ||
    (b.gpus ?? 0) - (a.gpus ?? 0) ||
    a.entityRef.localeCompare(b.entityRef, 'en-US')
  );
}
