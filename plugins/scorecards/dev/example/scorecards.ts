import type {
  ControlVerdict,
  FrameworkDetail,
  Scorecard,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { scoreFramework, type Verdict } from '@platform-ops/scorecards';
import { EXAMPLE_FRAMEWORKS } from './frameworks';
import type { ExampleEntity } from './entities';
import { minutesAgo } from './time';

const HOUR = 60;
const DAY = 24 * HOUR;

const REASONS: Partial<Record<Verdict, string>> = {
  fail: '2 of 3 addresses answer without encryption',
  warn: 'It holds, for less long than it should',
  error: 'The check could not be evaluated: the answer had no field lastBackup',
  'not-evaluated': 'No fact was collected: the cluster eu-1 did not answer',
  exempt: 'The new version replaces it in May',
  attested: 'Stated by Clara Compliance, holds until 3 February',
  inherited: 'Met by the organisation, see group:default/acme',
  'not-applicable': 'It is no clearing house',
};

function controlsOf(
  framework: FrameworkDetail,
  exceptions: Partial<Record<string, Verdict>>,
): ControlVerdict[] {
  return framework.controls.map((control, index) => {
    const verdict = exceptions[control.id] ?? 'pass';
    return {
      id: control.id,
      citation: control.citation,
      title: control.title,
      verdict,
      ...(verdict === 'exempt' ? { underlying: 'fail' as const } : {}),
      reason: REASONS[verdict],
      isUpcoming: (control.effectiveFrom ?? '') > '2027',
      obligation: control.obligation,
      critical: control.critical,
      weight: control.weight,
      since: minutesAgo(3 * HOUR + index * DAY),
    };
  });
}

function countsOf(controls: ControlVerdict[]) {
  const counts: Scorecard['counts'] = {};
  for (const { verdict, isUpcoming } of controls) {
    if (!isUpcoming) {
      counts[verdict] = (counts[verdict] ?? 0) + 1;
    }
  }
  return counts;
}

/** What nobody owns is new; all others have moved a little. */
function exampleBefore(
  { owner, title }: ExampleEntity,
  frameworkId: string,
  score: number | undefined,
): Scorecard['before'] {
  if (!owner || score === undefined) {
    return undefined;
  }
  const change = ((title.length + frameworkId.length) % 5) / 25 - 0.08;
  const before = Math.min(1, Math.max(0, score - change));
  return { level: before < 0.4 ? undefined : 'bronze', score: before };
}

/** What people decided and stated may stand above what was found. */
export type Overrule = (
  scorecard: Pick<Scorecard, 'entityRef' | 'frameworkId'>,
  control: ControlVerdict,
) => ControlVerdict;

/** All scorecards of an entity. */
export function exampleScorecards(
  entity: ExampleEntity,
  overrule: Overrule,
): Scorecard[] {
  return EXAMPLE_FRAMEWORKS.flatMap(framework => {
    const exceptions = entity.frameworks[framework.id];
    if (!exceptions) {
      return [];
    }
    const { entityRef } = entity;
    const controls = controlsOf(framework, exceptions).map(control =>
      overrule({ entityRef, frameworkId: framework.id }, control),
    );
    const { cap, ...score } = scoreFramework(
      controls.map(control => ({ ...control, isCritical: control.critical })),
      framework.levels,
      framework.caps,
    );
    const level = framework.mappingOnly ? undefined : score.level;
    return {
      entityRef,
      title: entity.title,
      kind: entity.kind,
      owner: entity.owner,
      system: entity.system,
      frameworkId: framework.id,
      frameworkTitle: framework.title,
      frameworkVersion: framework.version,
      ...score,
      level,
      levelTitle: framework.levels.find(({ id }) => id === level)?.title,
      cap: cap && { reason: cap.reason, controls: cap.controls },
      counts: countsOf(controls),
      upcoming: controls.filter(({ isUpcoming }) => isUpcoming).length,
      evaluatedAt: minutesAgo(4),
      scope: framework.scope,
      voluntary: framework.voluntary,
      mappingOnly: framework.mappingOnly,
      controls,
      before: exampleBefore(entity, framework.id, score.score),
    };
  });
}
