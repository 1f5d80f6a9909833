import type { Verdict } from '../verdicts';

/** @public */
export interface Level {
  id: string;
  title: string;
  /** 0..1. */
  minimumScore: number;
}

/**
 * What the score needs to know of a control.
 *
 * @public
 */
export interface ScoredControl {
  id: string;
  weight: number;
  obligation: 'required' | 'addressable';
  /** Its failure caps the level. */
  isCritical: boolean;
  /** It is not in force yet, so it does not count. */
  isUpcoming: boolean;
  verdict: Verdict;
}

/** @public */
export interface FrameworkScore {
  /** 0..1; missing where no control counts. */
  score?: number;
  /** The highest level that is reached; missing where none is. */
  level?: string;
  /** Why the level is not what the score alone would give. */
  cap?: { level?: string; controls: string[]; reason: 'critical' | 'exempt' };
  /** Shares of the weight that counts, 0..1: they add up to the score. */
  shares: { automated: number; attested: number; inherited: number };
}

/** Sums of weights do not meet a limit to the last digit. */
const ROUNDING = 1e-9;

/** What a verdict adds, of its weight. */
const CREDIT: Partial<Record<Verdict, number>> = {
  pass: 1,
  attested: 1,
  inherited: 1,
  warn: 0.5,
};

/**
 * Adds verdicts up to a score and a level.
 *
 * @remarks
 *
 * What is not applicable or not in force yet is left out. All else counts:
 * `exempt`, `not-evaluated` and `error` are in the denominator and add nothing.
 * A warning adds half. A required control that is exempt caps the level at
 * `caps.exempt` (the one below the highest unless told), a critical one that
 * fails at `caps.critical` (no level unless told).
 *
 * @param levels - From the lowest to the highest.
 *
 * @public
 */
export function scoreFramework(
  controls: ScoredControl[],
  levels: Level[],
  caps: { critical?: string; exempt?: string },
): FrameworkScore {
  const counted = controls.filter(
    ({ verdict, isUpcoming }) => verdict !== 'not-applicable' && !isUpcoming,
  );
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  const shareOf = (verdicts: Verdict[]) =>
    total === 0
      ? 0
      : counted
          .filter(({ verdict }) => verdicts.includes(verdict))
          .reduce(
            (sum, { weight, verdict }) => sum + weight * CREDIT[verdict]!,
            0,
          ) / total;
  const shares = {
    automated: shareOf(['pass', 'warn']),
    attested: shareOf(['attested']),
    inherited: shareOf(['inherited']),
  };
  if (total === 0) {
    return { shares };
  }
  const score = shares.automated + shares.attested + shares.inherited;
  const reached = levels.findLastIndex(
    ({ minimumScore }) => score >= minimumScore - ROUNDING,
  );
  const cap = findCap(counted, levels, caps, reached);
  const level = cap ? cap.level : levels[reached]?.id;
  return { score, level, ...(cap && { cap }), shares };
}

function findCap(
  controls: ScoredControl[],
  levels: Level[],
  caps: { critical?: string; exempt?: string },
  reached: number,
): FrameworkScore['cap'] {
  const candidates = [
    {
      reason: 'critical' as const,
      level: caps.critical,
      controls: controls.filter(
        ({ isCritical, verdict }) => isCritical && verdict === 'fail',
      ),
    },
    {
      reason: 'exempt' as const,
      level: caps.exempt ?? levels.at(-2)?.id,
      controls: controls.filter(
        ({ obligation, verdict }) =>
          obligation === 'required' && verdict === 'exempt',
      ),
    },
  ];
  return candidates
    .filter(candidate => candidate.controls.length > 0)
    .map(candidate => ({
      reason: candidate.reason,
      level: candidate.level,
      controls: candidate.controls.map(({ id }) => id),
      position: levels.findIndex(({ id }) => id === candidate.level),
    }))
    .filter(({ position }) => position < reached)
    .sort((a, b) => a.position - b.position)
    .map(({ position, ...cap }) => cap)[0];
}
