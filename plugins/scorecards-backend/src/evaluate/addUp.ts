import {
  scoreFramework,
  type ControlResult,
  type Framework,
} from '@platform-ops/scorecards';
import type { ScorecardTotals } from '../database/ScorecardStore';

/** What the verdicts of an entity in a framework add up to. */
export function addUp(
  framework: Framework,
  results: Array<ControlResult | undefined>,
): ScorecardTotals {
  const asked = framework.controls.flatMap(({ definition }, position) => {
    const result = results[position];
    return result ? [{ definition, result }] : [];
  });
  const { caps, mappingOnly } = framework.spec;
  // What is only mapped is no assessment, so it has no level.
  const levels = mappingOnly ? [] : framework.spec.levels;
  const { score, level, cap, shares } = scoreFramework(
    asked.map(({ definition, result }) => ({
      id: definition.id,
      weight: definition.weight,
      obligation: definition.obligation,
      isCritical: definition.critical,
      isUpcoming: result.isUpcoming,
      verdict: result.verdict,
    })),
    levels,
    caps,
  );
  const counts: ScorecardTotals['counts'] = {};
  for (const { result } of asked) {
    if (!result.isUpcoming) {
      counts[result.verdict] = (counts[result.verdict] ?? 0) + 1;
    }
  }
  return {
    level,
    score,
    ...(cap && { cap: { reason: cap.reason, controls: cap.controls } }),
    shares,
    counts,
    upcoming: asked.filter(({ result }) => result.isUpcoming).length,
  };
}
