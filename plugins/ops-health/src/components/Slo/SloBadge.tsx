import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import { StateBadge } from '@platform-ops/backstage-plugin-platform-ops-react';
import { sloLook, sloWord } from '../../slo/sloWords';

/** How an objective stands. */
export function SloBadge(props: { slo: Slo }) {
  const { slo } = props;
  return (
    <StateBadge state={sloLook(slo)} label={sloWord(slo)} stale={slo.stale} />
  );
}
