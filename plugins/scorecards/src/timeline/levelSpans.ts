import type { Timeline } from '@platform-ops/backstage-plugin-scorecards-common';

/** How long a level held. */
export interface LevelSpan {
  from: number;
  to: number;
  /** `none` where none was reached; missing where it is not known. */
  level: string | undefined;
}

/** A score from a moment on. */
export interface ScoreStep {
  from: number;
  to: number;
  score: number | undefined;
}

/** Level and score over a period, as steps without gaps. */
export function toLevelSpans(
  timeline: Pick<Timeline, 'from' | 'to' | 'standings'>,
): { levels: LevelSpan[]; scores: ScoreStep[] } {
  const [start, end] = [Date.parse(timeline.from), Date.parse(timeline.to)];
  const levels: LevelSpan[] = [];
  const scores: ScoreStep[] = [];
  const push = (from: number, to: number, level?: string, score?: number) => {
    if (to <= from) {
      return;
    }
    const last = levels.at(-1);
    if (last && last.level === level) {
      last.to = to;
    } else {
      levels.push({ from, to, level });
    }
    scores.push({ from, to, score });
  };
  const standings = timeline.standings
    .map(standing => ({ ...standing, at: Date.parse(standing.at) }))
    .sort((one, other) => one.at - other.at);
  push(start, Math.min(standings[0]?.at ?? end, end));
  standings.forEach(({ at, level, score }, index) =>
    push(
      Math.max(at, start),
      Math.min(standings[index + 1]?.at ?? end, end),
      score === undefined ? undefined : level ?? 'none',
      score,
    ),
  );
  return { levels, scores };
}
