import type { FrameworkControl } from '@platform-ops/backstage-plugin-scorecards-common';

const KINDS: Record<FrameworkControl['kind'], string> = {
  automatic: 'Machines decide',
  hybrid: 'Machines look, and a person confirms',
  manual: 'A person states it',
  inherited: 'It is taken over from above',
};

const MET_AT: Record<FrameworkControl['metAt'], string> = {
  organisation: 'Once, by the organisation',
  cluster: 'By the cluster that it runs in',
  system: 'By its system',
  entity: 'By each one for itself',
};

const OBLIGATIONS: Record<FrameworkControl['obligation'], string> = {
  required: 'Required',
  addressable: 'Addressable: another way counts, if it is written down',
};

/** Who decides about a control. */
export function describeKind(kind: FrameworkControl['kind']): string {
  return KINDS[kind];
}

/** Where a control is met. */
export function describeMetAt(metAt: FrameworkControl['metAt']): string {
  return MET_AT[metAt];
}

/** Whether it has to be met. */
export function describeObligation(
  obligation: FrameworkControl['obligation'],
): string {
  return OBLIGATIONS[obligation];
}
