import {
  matches,
  type Labels,
  type LabelSelector,
} from '../objects/LabelSelector';
import type { NetworkPolicy } from '../objects/NetworkPolicy';

/**
 * What the policies of a namespace say of a pod. One that no policy selects is
 * open to everybody.
 */
export interface Isolation {
  ingress: 'open' | 'anywhere' | 'limited';
  egress: 'open' | 'anywhere' | 'limited';
}

export function isolationOf(
  labels: Labels,
  policies: NetworkPolicy[],
): Isolation {
  const selecting = policies.filter(({ selector }) =>
    matches(selector, labels),
  );
  return {
    ingress: judge(selecting, 'ingress'),
    egress: judge(selecting, 'egress'),
  };
}

/** What one policy allows no other one can forbid. */
function judge(
  policies: NetworkPolicy[],
  direction: 'ingress' | 'egress',
): Isolation['ingress'] {
  const said = policies.flatMap(policy => policy[direction] ?? []);
  if (said.length === 0) {
    return 'open';
  }
  return said.some(({ anywhere }) => anywhere) ? 'anywhere' : 'limited';
}

/** Whether pods that nobody thought of are cut off there. */
export function deniesByDefault(
  policies: NetworkPolicy[],
  direction: 'ingress' | 'egress',
): boolean {
  return policies.some(
    ({ selector, ...policy }) =>
      policy[direction]?.rules === 0 && selectsAll(selector),
  );
}

function selectsAll({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}
