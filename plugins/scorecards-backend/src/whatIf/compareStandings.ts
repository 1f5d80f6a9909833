import type { WhatIfResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import type { ControlResult, Framework } from '@platform-ops/scorecards';
import { addUp } from '../evaluate/addUp';

type Item = WhatIfResponse['items'][number];

const MOST_CHANGES = 20;

/** How an entity stands in a framework under some rules. */
export interface Standing {
  framework: Framework;
  results: Array<ControlResult | undefined>;
}

/** What is different; missing sides are those that ask nothing of it. */
export function compareStandings(
  before: Standing | undefined,
  after: Standing | undefined,
): Pick<Item, 'before' | 'after' | 'changes'> & {
  direction: 'better' | 'worse' | 'same' | 'none';
  /** How much changes, for sorting. */
  weight: number;
} {
  const old = before && sumUp(before);
  const now = after && sumUp(after);
  const changes = findChanges(before, after);
  const levels = [before, after].map((standing, side) =>
    standing
      ? standing.framework.spec.levels.findIndex(
          ({ id }) => id === [old, now][side]?.level,
        )
      : -1,
  );
  const byScore = (now?.score ?? 0) - (old?.score ?? 0);
  const difference = Math.sign(levels[1] - levels[0]) || Math.sign(byScore);
  return {
    ...(old && { before: old }),
    ...(now && { after: now }),
    changes: changes.slice(0, MOST_CHANGES),
    direction:
      before && after
        ? (['worse', 'same', 'better'] as const)[difference + 1]
        : 'none',
    weight:
      Math.abs(levels[1] - levels[0]) * 1000 +
      Math.abs(byScore) * 100 +
      changes.length,
  };
}

function sumUp({ framework, results }: Standing): NonNullable<Item['after']> {
  const { level, score } = addUp(framework, results);
  return {
    ...(level !== undefined && { level }),
    ...(score !== undefined && { score }),
  };
}

function findChanges(
  before: Standing | undefined,
  after: Standing | undefined,
): Item['changes'] {
  const was = byId(before);
  const is = byId(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(controlId => {
    const [old, now] = [was.get(controlId), is.get(controlId)];
    if (old?.result?.verdict === now?.result?.verdict) {
      return [];
    }
    const reason = (now ?? old)?.result?.reason;
    return {
      controlId,
      title: (now ?? old)!.title,
      ...(old?.result && { before: old.result.verdict }),
      ...(now?.result && { after: now.result.verdict }),
      ...(reason !== undefined && { reason }),
    };
  });
}

function byId(standing: Standing | undefined) {
  return new Map(
    standing?.framework.controls.map(({ definition }, position) => [
      definition.id,
      { title: definition.title, result: standing.results[position] },
    ]),
  );
}
