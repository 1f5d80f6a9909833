/** Hours of a month, as clouds count it: 365 days by 12. */
export const HOURS_PER_MONTH = 730;

/**
 * What an hour of a GPU costs.
 */
export interface GpuPrice {
  /** Any product, and what no source names, where missing. */
  product?: string;
  perHour: number;
}

/**
 * Of what a list price is: all that is given must hold. Lower case.
 */
export interface PricedSubject {
  /** Name or title of a model, or of one that a workload serves. */
  model?: string;
  entity?: string;
  type?: string;
}

/** Per 1,000 tokens. */
export interface TokenPrice extends PricedSubject {
  input: number;
  output: number;
}

/** Per 1,000 predictions. */
export interface PredictionPrice extends PricedSubject {
  price: number;
}

/**
 * What things cost. Of the rules of a list the first that matches decides.
 */
export interface Prices {
  /** ISO 4217. */
  currency: string;
  gpuHours: GpuPrice[];
  tokens: TokenPrice[];
  predictions: PredictionPrice[];
  /** GPUs with a lower mean utilisation over a day are idle, 0..1. */
  idleBelow: number;
}

/** The share below which GPUs are idle, unless told. */
export const IDLE_BELOW = 0.05;

/**
 * What an hour of one of these GPUs costs; undefined where it is not configured.
 */
export function pricePerGpuHour(
  prices: Prices,
  product: string | undefined,
): number | undefined {
  return prices.gpuHours.find(
    price =>
      price.product === undefined ||
      (product !== undefined &&
        plainProduct(price.product) === plainProduct(product)),
  )?.perHour;
}

/** `NVIDIA-A100-SXM4-80GB` and `NVIDIA A100-SXM4-80GB` are the same. */
function plainProduct(product: string): string {
  return product.toLocaleLowerCase('en-US').replace(/[^a-z0-9]+/g, '-');
}
