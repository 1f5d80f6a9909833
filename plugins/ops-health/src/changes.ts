import {
  HEALTH_CHANGE_KINDS,
  type HealthChange,
  type HealthChangeKind,
} from '@platform-ops/backstage-plugin-ops-health-common';

/** Each kind of change, one and many of it. */
export const CHANGE_WORDS: Record<HealthChangeKind, [string, string]> = {
  deployment: ['deployment', 'deployments'],
  stage: ['stage change', 'stage changes'],
  alias: ['alias move', 'alias moves'],
  version: ['new version', 'new versions'],
  config: ['configuration change', 'configuration changes'],
  state: ['state change', 'state changes'],
};

export interface ChangeCount {
  kind: HealthChangeKind;
  count: number;
}

/** How many there are of each kind that there is. */
export function countChanges(changes: readonly HealthChange[]): ChangeCount[] {
  return HEALTH_CHANGE_KINDS.map(kind => ({
    kind,
    count: changes.filter(change => change.kind === kind).length,
  })).filter(({ count }) => count > 0);
}

/** Those of the chosen kinds; all where none is. */
export function ofKinds(
  changes: readonly HealthChange[],
  kinds: readonly HealthChangeKind[],
): readonly HealthChange[] {
  return kinds.length === 0
    ? changes
    : changes.filter(({ kind }) => kinds.includes(kind));
}

/** Tells changes of a list apart. */
export function changeKey({ at, entityRef, kind, text }: HealthChange): string {
  return JSON.stringify([at, entityRef, kind, text]);
}
