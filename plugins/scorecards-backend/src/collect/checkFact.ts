import type {
  CollectedFact,
  FactSource,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { findFactProblem } from '@platform-ops/scorecards';
import type { NewFact } from '../database/FactStore';

const LONGEST_TEXT = 10_000;
/** What a column holds. */
const LARGEST = 2_147_483_647;

/** A fact as it is kept, or why it is refused. */
export function checkFact(
  fact: CollectedFact,
  source: FactSource,
  now: Date,
): NewFact | string {
  const { entityRef, population, query, observedAt } = fact;
  const type = source.factTypes.find(({ id }) => id === fact.type);
  if (!type) {
    return `${entityRef}: nobody declared facts of type '${fact.type}'`;
  }
  const problem = findFactProblem(fact.value, type);
  if (problem) {
    return `${entityRef}: ${problem}`;
  }
  if (!Number.isInteger(population) || population < 0 || population > LARGEST) {
    return `${entityRef}: ${type.id}: population: found ${population}; expected is how many things were looked at`;
  }
  if (observedAt && Number.isNaN(observedAt.getTime())) {
    return `${entityRef}: ${type.id}: observedAt: found no time; expected is when it was so`;
  }
  // The clock of a source may be ahead; nothing is known from the future.
  const collectedAt =
    observedAt && observedAt < now ? new Date(observedAt) : now;
  return {
    entityRef: entityRef.toLocaleLowerCase('en-US'),
    type: type.id,
    value: fact.value,
    collectedAt,
    expiresAt: new Date(collectedAt.getTime() + type.validForMs),
    collector: { id: source.id, version: source.version },
    source: fact.source.slice(0, LONGEST_TEXT),
    query: query.slice(0, LONGEST_TEXT),
    population,
  };
}
