import type { ControlResult, Framework } from '@platform-ops/scorecards';
import type { KnownVerdict } from '../database/packVerdicts';
import type {
  ScorecardChange,
  ScorecardTotals,
  StoredScorecard,
} from '../database/ScorecardStore';
import { findDrop } from './findDrop';

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
  const { framework, results, before, at, listed, totals } = options;
  const ids = framework.controls.map(({ definition }) => definition.id);
  const verdicts = results.map(
    (result, position): KnownVerdict | undefined =>
      result && {
        verdict: result.verdict,
        ...(result.underlying && { underlying: result.underlying }),
        ...(result.reason !== undefined && { reason: result.reason }),
        isUpcoming: result.isUpcoming,
        ...(result.decisionId && { decisionId: result.decisionId }),
        ...(result.attestationId && { attestationId: result.attestationId }),
        since: sinceWhen(result, before?.verdicts.get(ids[position]), at),
      },
  );
  const isSameRules = before?.rulesHash === framework.hash;
  const changed = [...ids.keys()].filter(
    position =>
      !isSameRules ||
      !restsOnTheSame(before.verdicts.get(ids[position]), verdicts[position]),
  );
  if (
    isSameRules &&
    changed.length === 0 &&
    before.listed === listed &&
    addsUpTheSame(before.totals, totals) &&
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
    totals,
    verdicts,
    ...((changed.length > 0 || !addsUpTheSame(before?.totals, totals)) && {
      interval: { from: at, changed, facts: options.facts() },
    }),
    droppedFrom: findDrop({ framework, before, listed, totals }),
  };
}

/** The verdict, and who decided or stated it. */
function restsOnTheSame(
  a: KnownVerdict | undefined,
  b: KnownVerdict | undefined,
): boolean {
  return (
    a?.verdict === b?.verdict &&
    a?.decisionId === b?.decisionId &&
    a?.attestationId === b?.attestationId
  );
}

/** Not so where a control comes into force, though it says what it said. */
function addsUpTheSame(
  a: ScorecardTotals | undefined,
  b: ScorecardTotals,
): boolean {
  return a?.level === b.level && a?.score === b.score;
}

/** But for that. */
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
