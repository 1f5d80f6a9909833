import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import { scorecardsVerdictPreviewPermission } from '@platform-ops/backstage-plugin-scorecards-common';
import { frameworksRouteRef } from '../../routes';

/** Leads to where changed rules are tried, for those who may. */
export function TryRulesLink() {
  const path = useRouteRef(frameworksRouteRef)?.() ?? '';
  const { allowed } = usePermission({
    permission: scorecardsVerdictPreviewPermission,
  });
  return allowed ? (
    <AppLink to={`${path}?try=yes`} variant="body-medium">
      Try changed rules
    </AppLink>
  ) : null;
}
