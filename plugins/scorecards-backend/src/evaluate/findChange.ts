import type { ControlResult, Framework } from '@platform-ops/scorecards';
import type { KnownVerdict } from '../database/packVerdicts';
import type {
  ScorecardChange,
  ScorecardTotals,
  StoredScorecard,
} from '../database/ScorecardStore';

/** What is different from before; undefined where nothing is. */
export function findChange(options: {
  framework: Framework;
  entityRef: string;
  listed: boolean;
  results: Array<ControlResult | undefined>;
  totals: ScorecardTotals;
  before: StoredScorecard | undefined;
  /** Hashes of what is known, by type. */
  facts: () => Record<string, string>;
  at: Date;
}): ScorecardChange | undefined {
  const { framework, results, before, at, listed } = options;
  const ids = framework.controls.map(({ definition }) => definition.id);
  const verdicts = results.map(
    (result, position): KnownVerdict | undefined =>
      result && {
        verdict: result.verdict,
        ...(result.underlying && { underlying: result.underlying }),
        ...(result.reason !== undefined && { reason: result.reason }),
        isUpcoming: result.isUpcoming,
        since: sinceWhen(result, before?.verdicts.get(ids[position]), at),
      },
  );
  const isSameRules = before?.rulesHash === framework.hash;
  const changed = [...ids.keys()].filter(
    position =>
      !isSameRules ||
      verdicts[position]?.verdict !==
        before.verdicts.get(ids[position])?.verdict,
  );
  if (
    isSameRules &&
    changed.length === 0 &&
    before.listed === listed &&
    ids.every((id, position) =>
      saysTheSame(before.verdicts.get(id), verdicts[position]),
    )
  ) {
    return undefined;
  }
  return {
    entityRef: options.entityRef,
    frameworkId: framework.id,
    rulesHash: framework.hash,
    listed,
    totals: options.totals,
    verdicts,
    ...(changed.length > 0 && {
      interval: { from: at, changed, facts: options.facts() },
    }),
  };
}

/** But for the verdict itself. */
function saysTheSame(
  a: KnownVerdict | undefined,
  b: KnownVerdict | undefined,
): boolean {
  return (
    a?.reason === b?.reason &&
    a?.underlying === b?.underlying &&
    a?.isUpcoming === b?.isUpcoming
  );
}

function sinceWhen(
  { verdict }: ControlResult,
  before: KnownVerdict | undefined,
  at: Date,
): Date {
  return before?.verdict === verdict ? before.since : at;
}
