import { formatRatio } from '@platform-ops/backstage-plugin-platform-ops-common';
import type {
  GateControl,
  GateFramework,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scoreFramework,
  type Framework,
  type Level,
  type Verdict,
} from '@platform-ops/scorecards';

/** What the gate knows of a control that is asked. */
export interface JudgedControl extends GateControl {
  obligation: 'required' | 'addressable';
}

const IN_FAVOUR: ReadonlySet<Verdict> = new Set([
  'pass',
  'attested',
  'inherited',
]);
/** A critical control may not be so; an accepted risk is no surprise. */
const STOPS: ReadonlySet<Verdict> = new Set(['fail', 'error', 'not-evaluated']);

/**
 * Whether a framework lets an entity pass: the level is reached by the controls
 * that gate, and no critical one fails or is unknown.
 *
 * @param controls - Those that are asked of the entity.
 */
export function judgeFramework(
  framework: Framework,
  required: Level,
  controls: JudgedControl[],
  /** Said first, e.g. that nobody knows whether it applies. */
  remark = '',
): GateFramework {
  const { levels, caps } = framework.spec;
  const gating = controls.filter(({ doesNotGate }) => !doesNotGate);
  const counting = gating.filter(({ verdict }) => verdict !== 'not-applicable');
  const scored = counting.map(control => ({
    id: control.controlId,
    weight: control.weight,
    obligation: control.obligation,
    isCritical: control.critical,
    isUpcoming: false,
    verdict: control.verdict,
  }));
  const { score, level, cap } = scoreFramework(scored, levels, caps);
  const { level: levelByScore } = scoreFramework(
    scored.map(control => ({
      ...control,
      obligation: 'addressable',
      isCritical: false,
    })),
    levels,
    {},
  );
  const isBelow = (id: string | undefined) =>
    levels.findIndex(each => each.id === id) < levels.indexOf(required);
  const isShort = isBelow(levelByScore);
  const isReached = !isBelow(level);
  const critical = counting.filter(
    control => control.critical && STOPS.has(control.verdict),
  );
  const nothingCounts = counting.length === 0;
  const outcome =
    nothingCounts || (isReached && critical.length === 0) ? 'pass' : 'fail';

  const open = controls.filter(
    ({ verdict }) => verdict !== 'not-applicable' && !IN_FAVOUR.has(verdict),
  );
  const isBlocking = (control: JudgedControl) =>
    outcome === 'fail' &&
    !control.doesNotGate &&
    (isShort ||
      critical.includes(control) ||
      (!isReached && (cap?.controls.includes(control.controlId) ?? false)));
  return {
    id: framework.id,
    title: framework.title,
    version: framework.spec.version,
    outcome,
    because:
      remark +
      explain({
        required,
        levels,
        score,
        level,
        nothingCounts,
        isShort,
        critical: critical.length,
        cap: isReached ? undefined : cap,
        left: controls.length - gating.length,
      }),
    ...(level !== undefined && { level }),
    requiredLevel: required.id,
    ...(score !== undefined && { score }),
    requiredScore: required.minimumScore,
    blocking: inOrder(open.filter(isBlocking)),
    advisory: inOrder(open.filter(control => !isBlocking(control))),
  };
}

/** What weighs most first, critical ones before all others. */
function inOrder(controls: JudgedControl[]): GateControl[] {
  return controls
    .sort(
      (a, b) =>
        Number(STOPS.has(b.verdict) && b.critical) -
          Number(STOPS.has(a.verdict) && a.critical) || b.weight - a.weight,
    )
    .map(({ obligation: _, ...control }) => control);
}

function explain(known: {
  required: Level;
  levels: Level[];
  score: number | undefined;
  level: string | undefined;
  nothingCounts: boolean;
  isShort: boolean;
  critical: number;
  cap: { reason: 'critical' | 'exempt'; controls: string[] } | undefined;
  left: number;
}): string {
  const { required, levels, score, level, critical, cap } = known;
  if (known.nothingCounts) {
    return known.left > 0
      ? `None of its controls gates yet: ${count(
          known.left,
          'is',
          'are',
        )} not in force or unverified`
      : 'None of its controls applies';
  }
  const share = `${formatRatio(score)} of what counts is met`;
  const needs = `${required.title} needs ${formatRatio(required.minimumScore)}`;
  const reasons = [
    ...(known.isShort ? [`${share}, ${needs}`] : []),
    ...(critical > 0
      ? [
          critical === 1
            ? '1 critical control fails or is unknown'
            : `${critical} critical controls fail or are unknown`,
        ]
      : []),
    ...(!known.isShort && cap?.reason === 'exempt'
      ? [
          `${count(
            cap.controls.length,
            'required control is exempt',
            'required controls are exempt',
          )}, which keeps it below ${required.title}`,
        ]
      : []),
  ];
  if (reasons.length > 0) {
    return reasons.join('; ');
  }
  const title = levels.find(({ id }) => id === level)?.title ?? required.title;
  return `${title} is reached: ${share}, ${needs}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
