import type { EntityFacts, Framework } from '@platform-ops/scorecards';

/**
 * Whether a framework is asked of an entity; undefined where that is not known,
 * for a fact is missing or the expression goes wrong.
 */
export function appliesTo(
  { spec, appliesWhen }: Framework,
  kind: string,
  { facts, context }: EntityFacts,
): boolean | undefined {
  const { kinds } = spec.appliesTo;
  if (!kinds.some(name => name.toLowerCase() === kind.toLowerCase())) {
    return false;
  }
  if (!appliesWhen) {
    return true;
  }
  for (const type of appliesWhen.facts) {
    const fact = facts.get(type);
    if (!fact || fact.expiresAt <= context.now) {
      return undefined;
    }
  }
  try {
    return appliesWhen.evaluate(context) === true;
  } catch {
    return undefined;
  }
}
