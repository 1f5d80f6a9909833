/** Reproducible numbers from 0 to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of so many happen, each with the probability. */
export function drawBinomial(
  trials: number,
  probability: number,
  random: () => number,
): number {
  if (trials <= 50) {
    let count = 0;
    for (let trial = 0; trial < trials; trial++) {
      count += random() < probability ? 1 : 0;
    }
    return count;
  }
  const mean = trials * probability;
  if (mean < 20) {
    return Math.min(trials, drawPoisson(mean, random));
  }
  const normal =
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const spread = Math.sqrt(mean * (1 - probability));
  return Math.min(trials, Math.max(0, Math.round(mean + normal * spread)));
}

function drawPoisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) {
    count++;
  }
  return count;
}
