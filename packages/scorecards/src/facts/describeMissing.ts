import type { Fact } from './Fact';

/** What of the needed facts is not known, in words; undefined where all is. */
export function describeMissing(
  needed: Iterable<string>,
  facts: ReadonlyMap<string, Fact>,
  now: Date,
): string | undefined {
  const missing: string[] = [];
  for (const type of needed) {
    const fact = facts.get(type);
    if (!fact) {
      missing.push(`${type} was never collected`);
    } else if (fact.expiresAt <= now) {
      missing.push(`${type} expired at ${fact.expiresAt.toISOString()}`);
    }
  }
  return missing.length ? missing.join('; ') : undefined;
}
