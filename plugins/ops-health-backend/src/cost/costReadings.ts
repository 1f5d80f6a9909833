import {
  PRICES_SOURCE,
  type CostPack,
  type IndicatorId,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { formatNumber } from '@platform-ops/backstage-plugin-platform-ops-common';
import type { HealthEntity } from '../entities/HealthEntity';
import type { ObservedReading } from '../state/ObservedReading';
import { byProduct, numberOf, type GpuCount, type Gpus } from './Gpus';
import { newestOf } from './newestOf';
import { pricePerGpuHour, type PricedSubject, type Prices } from './Prices';

/**
 * A cost, and what it was made from in words.
 */
export interface CostReading extends ObservedReading {
  note: string;
}

interface Cost {
  /** Per 1,000 tokens or predictions. */
  value: number;
  note: string;
  pack: CostPack;
  from: ObservedReading[];
}

/**
 * What tokens and predictions of an entity cost at the configured prices, in
 * each environment.
 *
 * @remarks
 *
 * Of what holds GPUs with a price: GPUs × price per hour ÷ what it makes in an
 * hour, at the rate that was measured last. The GPUs cost the same whether they
 * work or not. Of anything else the list price counts, where it has one.
 * Without tokens or predictions there is no cost of one.
 */
export function costReadings(options: {
  entity: HealthEntity;
  /** Of models that it is or serves, lower case. */
  models: ReadonlySet<string>;
  readings: ObservedReading[];
  gpus: Gpus[];
  prices: Prices;
}): CostReading[] {
  const environments = new Set(
    options.readings.map(({ environment }) => environment),
  );
  return [...environments].flatMap(environment => {
    const own = options.readings.filter(
      reading => reading.environment === environment,
    );
    const find = (indicator: IndicatorId) => newestOf(own, indicator);
    const gpuCount = find('gpu-count');
    const hour = gpuCount && costPerHour(options, environment, gpuCount);
    const tokens = tokenCost(options, hour, {
      input: find('input-token-throughput'),
      output: find('token-throughput'),
    });
    const predictions = predictionCost(
      options,
      // What makes tokens is paid by these.
      tokens ? undefined : hour,
      find('throughput'),
    );
    return [
      ...(tokens ? [toReading('token-cost', environment, tokens)] : []),
      ...(predictions
        ? [toReading('prediction-cost', environment, predictions)]
        : []),
    ];
  });
}

type Context = Parameters<typeof costReadings>[0];

/** What the GPUs of an entity cost in an hour. */
function costPerHour(
  { prices, gpus }: Context,
  environment: string | undefined,
  reading: ObservedReading,
): Cost | undefined {
  const known = gpus.find(each => each.environment === environment)?.counts;
  const counts: GpuCount[] = known?.length ? known : [{ count: reading.value }];
  const parts = byProduct(counts).map(({ product, count }) => ({
    product,
    count,
    price: pricePerGpuHour(prices, product),
  }));
  if (!numberOf(counts) || parts.some(({ price }) => price === undefined)) {
    return undefined;
  }
  return {
    value: parts.reduce((sum, { count, price }) => sum + count * price!, 0),
    note: parts
      .map(
        ({ product = 'GPU', count, price }) =>
          `${count} × ${product} at ${formatNumber(
            price,
            prices.currency,
          )} an hour`,
      )
      .join(', '),
    pack: 'gpu-prices',
    from: [reading],
  };
}

function tokenCost(
  { prices, entity, models }: Context,
  hour: Cost | undefined,
  { input, output }: Record<'input' | 'output', ObservedReading | undefined>,
): Cost | undefined {
  const from = [input, output].filter(reading => reading !== undefined);
  const perSecond = from.reduce((sum, { value }) => sum + value, 0);
  if (!(perSecond > 0)) {
    return undefined;
  }
  const missing = [
    ...(input ? [] : ['tokens that are read are not measured']),
    ...(output ? [] : ['tokens that are generated are not measured']),
  ];
  if (hour) {
    return {
      value: (hour.value / (perSecond * 3600)) * 1000,
      note: [hour.note, ...missing].join('; '),
      pack: hour.pack,
      from: [...hour.from, ...from],
    };
  }
  const price = prices.tokens.find(rule => isOf(rule, entity, models));
  return (
    price && {
      value:
        ((input?.value ?? 0) * price.input +
          (output?.value ?? 0) * price.output) /
        perSecond,
      note: [
        `list price of ${formatNumber(
          price.input,
          prices.currency,
        )} (read) and ${formatNumber(
          price.output,
          prices.currency,
        )} (generated) for 1,000`,
        ...missing,
      ].join('; '),
      pack: 'list-prices',
      from,
    }
  );
}

function predictionCost(
  { prices, entity, models }: Context,
  hour: Cost | undefined,
  throughput: ObservedReading | undefined,
): Cost | undefined {
  if (!throughput || !(throughput.value > 0)) {
    return undefined;
  }
  if (hour) {
    return {
      value: (hour.value / (throughput.value * 3600)) * 1000,
      note: hour.note,
      pack: hour.pack,
      from: [...hour.from, throughput],
    };
  }
  const price = prices.predictions.find(rule => isOf(rule, entity, models));
  return (
    price && {
      value: price.price,
      note: 'list price',
      pack: 'list-prices',
      from: [throughput],
    }
  );
}

function isOf(
  subject: PricedSubject,
  entity: HealthEntity,
  models: ReadonlySet<string>,
): boolean {
  return (
    (subject.model === undefined || models.has(subject.model)) &&
    (subject.entity === undefined || subject.entity === entity.ref) &&
    (subject.type === undefined ||
      subject.type === entity.type?.toLocaleLowerCase('en-US'))
  );
}

function toReading(
  indicator: 'token-cost' | 'prediction-cost',
  environment: string | undefined,
  { value, note, pack, from }: Cost,
): CostReading {
  return {
    indicator,
    environment,
    value,
    note,
    sourceId: PRICES_SOURCE,
    // As old as the oldest of what it is made from.
    observedAt: Math.min(...from.map(({ observedAt }) => observedAt)),
    pack,
    expression: 0,
    rule: '',
    labels: {},
  };
}
