import type { ControlDefinition } from '@platform-ops/scorecards';
import { RANKS, type ScorecardEntity } from '../entities/ScorecardEntity';

type MetAt = ControlDefinition['metAt'];

/** Whether controls that are met there are met at this very entity. */
export function isMetAt(metAt: MetAt, entity: ScorecardEntity): boolean {
  switch (metAt) {
    case 'organisation':
      return entity.rank === RANKS.organisation;
    case 'cluster':
      return entity.isCluster;
    case 'system':
      return entity.kind === 'System';
    default:
      return true;
  }
}

/** From where an entity inherits controls that are met above it. */
export function refsAbove(
  metAt: MetAt,
  entity: ScorecardEntity,
  organisation: string | undefined,
): string[] {
  switch (metAt) {
    case 'organisation':
      return organisation === undefined ? [] : [organisation];
    case 'cluster':
      return entity.clusters;
    case 'system':
      return entity.system === undefined ? [] : [entity.system];
    default:
      return [];
  }
}

/** From where any of these entities inherits anything. */
export function allRefsAbove(
  entities: Iterable<ScorecardEntity>,
  organisation: string | undefined,
): string[] {
  const refs = new Set<string>();
  for (const entity of entities) {
    for (const metAt of ['organisation', 'cluster', 'system'] as const) {
      if (!isMetAt(metAt, entity)) {
        refsAbove(metAt, entity, organisation).forEach(ref => refs.add(ref));
      }
    }
  }
  return [...refs];
}
