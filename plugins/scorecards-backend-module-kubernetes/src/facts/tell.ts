import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import type { ListName } from '../cluster/lists';
import type { ReadCluster } from '../cluster/ReadCluster';
import type { LocatedEntity } from '../entities/locate';

/** An auditor reads these; more say no more. */
const MOST_LISTED = 50;

/** What was found out, before it is known how it was asked. */
export interface Finding {
  value: Record<string, unknown>;
  population: number;
}

/** Each once, in order, and not too many. */
export function listed(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort().slice(0, MOST_LISTED);
}

/** What was asked of clusters, so that an auditor can ask the same. */
export function tell(
  {
    entityRef,
    placements,
    silent,
  }: Pick<LocatedEntity, 'entityRef' | 'placements' | 'silent'>,
  clusters: readonly ReadCluster[],
  lists: readonly ListName[],
  type: string,
  { value, population }: Finding,
): CollectedFact {
  const where = placements
    .map(
      ({ text, namespace }) =>
        `labels ${text}${namespace ? ` in namespace ${namespace}` : ''}`,
    )
    .join(' or ');
  return {
    entityRef,
    type,
    value,
    source: `Kubernetes ${clusters.map(({ name }) => name).join(', ')}`,
    query: [
      ...clusters.map(
        cluster =>
          `cluster ${cluster.name}: GET ${cluster.pathsOf(lists).join(', ')}`,
      ),
      ...(where ? [where] : []),
      ...silent.map(
        ({ cluster, since }) =>
          `cluster ${cluster} did not answer since ${since.toISOString()}, and is left out`,
      ),
    ].join('; '),
    population,
  };
}
