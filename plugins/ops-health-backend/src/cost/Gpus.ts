/**
 * GPUs of one product.
 */
export interface GpuCount {
  /** Missing where no source tells. */
  product?: string;
  count: number;
}

/**
 * The GPUs that an entity holds in an environment.
 */
export interface Gpus {
  /** Missing where nobody mapped it. */
  environment?: string;
  /** Empty where no source tells how many there are. */
  counts: GpuCount[];
}

/** How many there are; undefined where no source tells. */
export function numberOf(counts: GpuCount[]): number | undefined {
  return counts.length
    ? counts.reduce((sum, { count }) => sum + count, 0)
    : undefined;
}
