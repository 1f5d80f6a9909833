import { useRouteRef } from '@backstage/frontend-plugin-api';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { evidenceRouteRef } from '../../routes';

/** Leads to the sample room, with the control chosen. */
export function SampleLink(props: {
  frameworkId: string;
  control: Pick<FrameworkControl, 'id' | 'title'>;
}) {
  const { frameworkId, control } = props;
  const path = useRouteRef(evidenceRouteRef)?.();
  return path === undefined ? null : (
    <AppLink
      to={`${path}?${new URLSearchParams({
        framework: frameworkId,
        control: control.id,
      })}`}
      variant="body-small"
      aria-label={`Draw a sample of ${control.title}`}
    >
      Draw a sample
    </AppLink>
  );
}
