import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See the health of the entities that one may see. Narrowed by the catalog's
 * own `catalog.entity.read`: health is visible only where the entity is.
 *
 * @public
 */
export const opsHealthHealthReadPermission = createPermission({
  name: 'ops-health.health.read',
  attributes: { action: 'read' },
});

/**
 * See the sources, their errors, what they cost and what joins nothing.
 *
 * @public
 */
export const opsHealthSourceReadPermission = createPermission({
  name: 'ops-health.source.read',
  attributes: { action: 'read' },
});

/**
 * Ask for a refresh of a source now.
 *
 * @public
 */
export const opsHealthSourceRefreshPermission = createPermission({
  name: 'ops-health.source.refresh',
  attributes: { action: 'update' },
});

/**
 * Send a query of one's own to a source. Such a query can see every series of
 * the source, so this is more than reading health.
 *
 * @public
 */
export const opsHealthQueryTestPermission = createPermission({
  name: 'ops-health.query.test',
  attributes: {},
});

/**
 * Report quality indicators; for pipelines.
 *
 * @public
 */
export const opsHealthQualityReportPermission = createPermission({
  name: 'ops-health.quality.report',
  attributes: { action: 'create' },
});

/**
 * Send alerts to a webhook; for Alertmanager and its like.
 *
 * @public
 */
export const opsHealthAlertReceivePermission = createPermission({
  name: 'ops-health.alert.receive',
  attributes: { action: 'create' },
});

/**
 * Silence alerts of the entities that one may see, and end such silences.
 *
 * @public
 */
export const opsHealthAlertSilencePermission = createPermission({
  name: 'ops-health.alert.silence',
  attributes: { action: 'update' },
});

/**
 * Read the portal's own states as Prometheus metrics: names and states of all
 * entities, whoever may see them; for a Prometheus.
 *
 * @public
 */
export const opsHealthMetricsReadPermission = createPermission({
  name: 'ops-health.metrics.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the ops health plugin.
 *
 * @public
 */
export const opsHealthPermissions = [
  opsHealthHealthReadPermission,
  opsHealthSourceReadPermission,
  opsHealthSourceRefreshPermission,
  opsHealthQueryTestPermission,
  opsHealthQualityReportPermission,
  opsHealthAlertReceivePermission,
  opsHealthAlertSilencePermission,
  opsHealthMetricsReadPermission,
];
