import {
  type Findings,
  isMap,
  type Path,
  readShape,
} from '@platform-ops/documents';
import { formatObjective } from '../format';
import { ALLOWED_OBJECTIVE, isObjective } from '../limits';
import { DAY, MINUTE } from '../time';
import { readShorthand } from './durations';
import { objectiveSchema } from './schemas';
import type { SloBudgeting } from './SloDefinition';

export type BudgetingMethod = 'Occurrences' | 'Timeslices';

export interface ReadObjective {
  displayName?: string;
  objective: number;
  budgeting: SloBudgeting;
}

const MOST_OBJECTIVES = 20;

/** Reads `spec.objectives`; undefined if any of them is wrong. */
export function readObjectives(
  objectives: unknown,
  method: BudgetingMethod | undefined,
  path: Path,
  findings: Findings,
): ReadObjective[] | undefined {
  if (
    !Array.isArray(objectives) ||
    objectives.length === 0 ||
    objectives.length > MOST_OBJECTIVES
  ) {
    findings.problem(
      path,
      objectives,
      `a list of 1 to ${MOST_OBJECTIVES} objectives`,
    );
    return undefined;
  }
  const read = objectives.map((objective, index) =>
    readObjective(objective, method, [...path, index], findings),
  );
  read.forEach((one, index) => {
    const earlier = read.slice(0, index);
    if (one && earlier.some(other => other?.objective === one.objective)) {
      findings.refuse(
        `${formatObjective(one.objective)} again`,
        'a target that no other objective of this SLO has',
        [...path, index],
      );
    }
  });
  const targets = new Set(read.map(one => one?.objective));
  return targets.size === read.length && !targets.has(undefined)
    ? (read as ReadObjective[])
    : undefined;
}

function readObjective(
  value: unknown,
  method: BudgetingMethod | undefined,
  path: Path,
  findings: Findings,
): ReadObjective | undefined {
  const shape = readShape(objectiveSchema, value, path, findings);
  const given = isMap(value) ? value : {};
  for (const field of ['indicator', 'indicatorRef', 'compositeWeight']) {
    if (given[field] !== undefined) {
      findings.problem(
        [...path, field],
        given[field],
        'nothing (the portal has no composite SLOs); write one SLO for each',
      );
    }
  }
  for (const field of ['op', 'value']) {
    if (given[field] !== undefined) {
      findings.notice([...path, field], 'is of no use to a ratio, so not read');
    }
  }
  if (!shape) {
    return undefined;
  }
  const objective = readTarget(shape, path, findings);
  const budgeting =
    method === 'Timeslices'
      ? readTimeSlices(shape, path, findings)
      : ({ method: 'occurrences' } as const);
  return objective !== undefined && budgeting
    ? { displayName: shape.displayName, objective, budgeting }
    : undefined;
}

function readTarget(
  shape: { target?: number; targetPercent?: number },
  path: Path,
  findings: Findings,
): number | undefined {
  const { target, targetPercent } = shape;
  if ((target === undefined) === (targetPercent === undefined)) {
    findings.refuse(
      target === undefined
        ? 'neither target nor targetPercent'
        : 'both target and targetPercent',
      'one of target and targetPercent',
      path,
    );
    return undefined;
  }
  const objective =
    target ?? Number(((targetPercent as number) / 100).toPrecision(15));
  if (isObjective(objective)) {
    return objective;
  }
  if (target === undefined) {
    findings.problem(
      [...path, 'targetPercent'],
      targetPercent,
      'a number above 0 and below 100, such as 99.9',
    );
  } else {
    findings.problem([...path, 'target'], target, ALLOWED_OBJECTIVE);
  }
  return undefined;
}

function readTimeSlices(
  shape: { timeSliceTarget?: number; timeSliceWindow?: number | string },
  path: Path,
  findings: Findings,
): SloBudgeting | undefined {
  const { timeSliceTarget: sliceTarget, timeSliceWindow } = shape;
  const isTarget =
    sliceTarget !== undefined && sliceTarget > 0 && sliceTarget <= 1;
  if (!isTarget) {
    findings.problem(
      [...path, 'timeSliceTarget'],
      sliceTarget,
      'a number above 0 and up to 1, needed for Timeslices',
    );
  }
  const sliceMs =
    typeof timeSliceWindow === 'number'
      ? timeSliceWindow * MINUTE
      : readShorthand(timeSliceWindow ?? '')?.ms;
  const isWindow = sliceMs !== undefined && sliceMs >= MINUTE && sliceMs <= DAY;
  if (!isWindow) {
    findings.problem(
      [...path, 'timeSliceWindow'],
      timeSliceWindow,
      'from 1m to 1d, a number being minutes, needed for Timeslices',
    );
  }
  return isTarget && isWindow
    ? { method: 'time-slices', sliceMs, sliceTarget }
    : undefined;
}
