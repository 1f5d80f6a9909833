import type { Framework } from '@platform-ops/scorecards';
import type { Rules } from '../rulebook/Rules';
import type { FactsView } from './FactsView';
import type { StatedOfEntity } from './Stated';

const HOUR_MS = 3_600_000;
/** Whatever was missed is found within a day. */
const DAY_MS = 24 * HOUR_MS;

/** When something else may be said of an entity, though nothing happened. */
export function findNextAt(
  frameworks: Framework[],
  view: FactsView,
  stated: StatedOfEntity,
  rules: Rules,
  now: Date,
): Date {
  const times = [now.getTime() + DAY_MS];
  for (const framework of frameworks) {
    const { dependsOnTime, dates } = rules.traitsOf(framework);
    if (dependsOnTime) {
      times.push(now.getTime() + HOUR_MS);
    }
    times.push(...dates);
  }
  times.push(
    ...view.facts.map(({ expiresAt }) => expiresAt.getTime()),
    ...stated.decisions.map(({ expiresAt }) => expiresAt!.getTime()),
    ...stated.attestations.map(({ expiresAt }) => expiresAt.getTime()),
  );
  return new Date(Math.min(...times.filter(time => time > now.getTime())));
}
