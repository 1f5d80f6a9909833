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

/** All scorecards of an entity. */
export function exampleScorecards(entity: ExampleEntity): Scorecard[] {
  return EXAMPLE_FRAMEWORKS.flatMap(framework => {
    const exceptions = entity.frameworks[framework.id];
    if (!exceptions) {
      return [];
    }
    const controls = controlsOf(framework, exceptions);
    const { level, cap, ...score } = scoreFramework(
      controls.map(control => ({ ...control, isCritical: control.critical })),
      framework.levels,
      { critical: 'bronze' },
    );
    return {
      entityRef: entity.entityRef,
      title: entity.title,
      kind: entity.kind,
      owner: entity.owner,
      system: entity.system,
      frameworkId: framework.id,
      frameworkTitle: framework.title,
      frameworkVersion: framework.version,
      level,
      levelTitle: framework.levels.find(({ id }) => id === level)?.title,
      cap: cap && { reason: cap.reason, controls: cap.controls },
      ...score,
      counts: countsOf(controls),
      upcoming: controls.filter(({ isUpcoming }) => isUpcoming).length,
      evaluatedAt: minutesAgo(4),
      scope: framework.scope,
      voluntary: framework.voluntary,
      controls,
    };
  });
}
