import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  IDLE_BELOW,
  type GpuPrice,
  type PredictionPrice,
  type PricedSubject,
  type Prices,
  type TokenPrice,
} from './Prices';

const ROOT = 'opsHealth.prices';
const SUBJECTS = ['model', 'entity', 'type'] as const;
const ENTITY_REF = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/**
 * Reads `opsHealth.prices`.
 *
 * @returns undefined where none are configured: then no cost is told.
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readPrices(config: Config | undefined): Prices | undefined {
  const prices = config?.getOptionalConfig('prices');
  if (!prices) {
    return undefined;
  }
  const list = <T>(
    key: string,
    read: (item: Config, where: string) => T,
  ): T[] =>
    (prices.getOptionalConfigArray(key) ?? []).map((item, index) =>
      read(item, `${ROOT}.${key}[${index}]`),
    );
  return {
    currency: readCurrency(prices),
    gpuHours: list('gpuHours', readGpuPrice),
    tokens: list('tokens', readTokenPrice),
    predictions: list('predictions', readPredictionPrice),
    idleBelow: readIdleBelow(prices),
  };
}

function readCurrency(prices: Config): string {
  const currency = prices.getString('currency');
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new InputError(
      `${ROOT}.currency: found '${currency}'; expected is a code of ISO 4217, such as EUR or USD`,
    );
  }
  return currency;
}

function readGpuPrice(item: Config, where: string): GpuPrice {
  return {
    product: item.getOptionalString('product'),
    perHour: readPrice(item, 'price', where),
  };
}

function readTokenPrice(item: Config, where: string): TokenPrice {
  return {
    ...readSubject(item, where),
    input: readPrice(item, 'input', where),
    output: readPrice(item, 'output', where),
  };
}

function readPredictionPrice(item: Config, where: string): PredictionPrice {
  return {
    ...readSubject(item, where),
    price: readPrice(item, 'price', where),
  };
}

function readSubject(item: Config, where: string): PricedSubject {
  const subject: PricedSubject = {};
  for (const key of SUBJECTS) {
    const value = item.getOptionalString(key);
    if (value !== undefined) {
      subject[key] = value.toLocaleLowerCase('en-US');
    }
  }
  if (Object.keys(subject).length === 0) {
    throw new InputError(
      `${where}: found none of ${SUBJECTS.join(
        ', ',
      )}; expected is at least one, which says of what this is the price`,
    );
  }
  if (subject.entity !== undefined && !ENTITY_REF.test(subject.entity)) {
    throw new InputError(
      `${where}.entity: found '${subject.entity}'; expected is a full entity ref, kind:namespace/name`,
    );
  }
  return subject;
}

function readPrice(item: Config, key: string, where: string): number {
  const price = item.getOptionalNumber(key);
  if (price === undefined || !(price >= 0) || !Number.isFinite(price)) {
    throw new InputError(
      `${where}.${key}: found ${
        price ?? 'nothing'
      }; expected is a price, 0 or more`,
    );
  }
  return price;
}

function readIdleBelow(prices: Config): number {
  const below = prices.getOptionalNumber('idleBelow') ?? IDLE_BELOW;
  if (!(below > 0 && below <= 1)) {
    throw new InputError(
      `${ROOT}.idleBelow: found ${below}; allowed is a share above 0 and up to 1, such as 0.05`,
    );
  }
  return below;
}
