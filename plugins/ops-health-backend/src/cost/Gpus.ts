/**
 * GPUs of one product.
 */
export interface GpuCount {
  /** Missing where no source tells. */
  product?: string;
  /** The machine that they are in; missing where no source tells. */
  node?: string;
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

/** The same, whichever machines they are in. */
export function byProduct(
  counts: GpuCount[],
): Array<Omit<GpuCount, 'node'> & { nodes: string[] }> {
  const products = new Map<
    string | undefined,
    { product?: string; count: number; nodes: string[] }
  >();
  for (const { product, node, count } of counts) {
    const known = products.get(product) ?? { product, count: 0, nodes: [] };
    known.count += count;
    if (node !== undefined && !known.nodes.includes(node)) {
      known.nodes.push(node);
    }
    products.set(product, known);
  }
  return [...products.values()];
}

/** How many there are; undefined where no source tells. */
export function numberOf(counts: GpuCount[]): number | undefined {
  return counts.length
    ? counts.reduce((sum, { count }) => sum + count, 0)
    : undefined;
}
