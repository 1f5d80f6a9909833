import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * How an object is, and why.
 */
export type Readiness = Pick<
  ObservedResource,
  'readiness' | 'text' | 'since' | 'deadlineMs'
>;

export const NOT_ACTED_YET =
  'its controller has not acted on its last change yet';

export function describeReplicas({
  ready,
  wanted,
}: {
  ready: number;
  wanted: number;
}): string {
  return `${ready} of ${wanted} ${wanted === 1 ? 'replica' : 'replicas'} ${
    ready === 1 || wanted === 1 ? 'is' : 'are'
  } ready`;
}
