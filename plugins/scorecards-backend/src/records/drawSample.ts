import { createHash } from 'node:crypto';

/**
 * Draws from a population so that anybody can draw the same again: with the
 * same seed, whatever the order of the population.
 */
export function drawSample(
  population: string[],
  { seed, size }: { seed: string; size: number },
): string[] {
  return population
    .map(ref => ({
      ref,
      hash: createHash('sha256').update(`${seed} ${ref}`).digest('hex'),
    }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .slice(0, size)
    .map(({ ref }) => ref);
}

/** The same in words, for who wants to do it with other tools. */
export function describeDraw(
  population: number,
  { seed, size }: { seed: string; size: number },
): string {
  return `Each of the ${population} entity refs in lower case was put behind the seed and one space ('${seed} kind:namespace/name'), the SHA-256 of that text in UTF-8 was written in hexadecimal, the refs were sorted by it, and the first ${Math.min(
    size,
    population,
  )} were taken.`;
}
