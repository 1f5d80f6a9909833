import type { ControlVerdict } from '@platform-ops/backstage-plugin-scorecards-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ControlDefinition } from '@platform-ops/scorecards';
import type { KnownVerdict } from '../database/packVerdicts';
import { shownReason } from './shownReason';

/** What a control says of an entity, as the API tells it. */
export function toControlVerdict(
  definition: ControlDefinition,
  known: KnownVerdict,
  isVisible: IsVisible,
): ControlVerdict {
  return {
    id: definition.id,
    citation: definition.citation,
    title: definition.title,
    verdict: known.verdict,
    underlying: known.underlying,
    reason: shownReason(known.reason, isVisible),
    isUpcoming: known.isUpcoming,
    obligation: definition.obligation,
    critical: definition.critical,
    weight: definition.weight,
    since: known.since.toISOString(),
  };
}
