import type { Router as ExpressRouter } from 'express';
import express from 'express';
import Router from 'express-promise-router';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  opsHealthAlertSilencePermission,
  opsHealthMetricsReadPermission,
  opsHealthQualityReportPermission,
  opsHealthQueryTestPermission,
  opsHealthSourceReadPermission,
  opsHealthSourceRefreshPermission,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  createRouteServer,
  openApiDocument,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { routes } from './api/routes';
import type { IdleGpuService } from './cost/IdleGpuService';
import type { SourceStore } from './database/SourceStore';
import type { DeploymentService } from './deployments/DeploymentService';
import type { QualityService } from './quality/QualityService';
import type { ChangeService } from './services/ChangeService';
import type { FleetService } from './services/FleetService';
import type { HealthReader } from './services/HealthReader';
import type { PortalMetrics } from './services/PortalMetrics';
import type { QueryTester } from './services/QueryTester';
import type { RefreshTask } from './services/RefreshTask';
import type { SeriesService } from './services/SeriesService';
import type { SilenceService } from './services/SilenceService';
import type { SloService } from './services/SloService';
import type { SourceStatusService } from './services/SourceStatusService';

const DEFAULT_LIMIT = 50;
/** A hundred measurements of quality with all that they can have. */
const MOST_BYTES = '500kb';

/** What the routes delegate to. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  access: CatalogAccess;
  fleet: FleetService;
  health: HealthReader;
  series: SeriesService;
  changes: ChangeService;
  deployments: DeploymentService;
  slos: SloService;
  silences: SilenceService;
  sources: SourceStatusService;
  sourceStore: SourceStore;
  refresh: RefreshTask;
  queries: QueryTester;
  metrics: PortalMetrics;
  quality: QualityService;
  idleGpus: IdleGpuService;
}

/**
 * The REST API of the ops health backend.
 */
export function createRouter(options: RouterOptions): ExpressRouter {
  const { access, fleet, health } = options;
  const router = Router();
  router.use(express.json({ limit: MOST_BYTES }));
  const serve = createRouteServer({
    router,
    httpAuth: options.httpAuth,
    document: openApiDocument({
      title: 'Ops health',
      description:
        'The health of entities, from metrics, conditions and alerts. Lists are paged by cursor.',
      baseUrl: '/api/ops-health',
      routes,
    }),
  });

  serve(routes.getHealth, async ({ query, credentials }) =>
    health.get(query.entityRef, await access.visibility(credentials), {
      maySeeSources: await access.isGranted(
        opsHealthSourceReadPermission,
        credentials,
      ),
    }),
  );

  serve(routes.listHealth, async ({ query, credentials }) =>
    fleet.list(query, await access.visibility(credentials)),
  );

  serve(routes.getHealthByRefs, async ({ body, credentials }) => ({
    items: await fleet.byRefs(
      body.entityRefs,
      await access.visibility(credentials),
    ),
  }));

  serve(routes.getSeries, async ({ query, credentials }) => {
    const isVisible = await access.visibility(credentials);
    if (!isVisible(query.entityRef)) {
      throw new NotFoundError(`There is no entity ${query.entityRef}`);
    }
    return options.series.get(query);
  });

  serve(routes.getFleet, async ({ credentials }) =>
    fleet.fleet(await access.visibility(credentials)),
  );

  serve(routes.getRollup, async ({ query, credentials }) =>
    fleet.rollup(query.entityRef, await access.visibility(credentials)),
  );

  serve(routes.listChanges, async ({ query, credentials }) =>
    options.changes.list(
      query,
      await access.visibility(credentials),
      credentials,
    ),
  );

  serve(routes.listDeployments, async ({ query, credentials }) =>
    options.deployments.list(
      query.entityRef,
      await access.visibility(credentials),
      credentials,
    ),
  );

  serve(routes.listSlos, async ({ query, credentials }) =>
    options.slos.list(query, await access.visibility(credentials)),
  );

  serve(routes.getSloHours, async ({ params, credentials }) =>
    options.slos.hours(params.sloId, await access.visibility(credentials)),
  );

  serve(routes.getSloRules, async ({ params, credentials }) =>
    options.slos.rules(params.sloId, await access.visibility(credentials)),
  );

  serve(routes.listSources, async ({ credentials }) => {
    await access.require(opsHealthSourceReadPermission, credentials);
    return { items: await options.sources.list() };
  });

  serve(routes.refreshSource, async ({ params, credentials }) => {
    await access.require(opsHealthSourceRefreshPermission, credentials);
    await options.refresh.trigger(params.sourceId);
  });

  serve(routes.listJoins, async ({ params, query, credentials }) => {
    await access.require(opsHealthSourceReadPermission, credentials);
    return options.sourceStore.listLabelSets(params.sourceId, {
      ...query,
      limit: query.limit ?? DEFAULT_LIMIT,
    });
  });

  serve(routes.testQuery, async ({ body, credentials }) => {
    await access.require(opsHealthQueryTestPermission, credentials);
    return options.queries.test(body.source, body.query);
  });

  serve(
    routes.silenceAlert,
    async ({ body, credentials, request }) => {
      await access.require(opsHealthAlertSilencePermission, credentials);
      return options.silences.create(body, {
        credentials,
        request,
        isVisible: await access.visibility(credentials),
      });
    },
    { allow: ['user'] },
  );

  serve(
    routes.endSilence,
    async ({ params, query, credentials, request }) => {
      await access.require(opsHealthAlertSilencePermission, credentials);
      await options.silences.end(query.source, params.silenceId, {
        credentials,
        request,
        isVisible: await access.visibility(credentials),
      });
    },
    { allow: ['user'] },
  );

  serve(routes.reportQuality, async ({ body, credentials }) => {
    await access.require(opsHealthQualityReportPermission, credentials);
    return options.quality.report(body.measurements, credentials);
  });

  serve(routes.listQuality, async ({ query, credentials }) =>
    options.quality.list(query, await access.visibility(credentials)),
  );

  serve(routes.listIdleGpus, async ({ query, credentials }) =>
    options.idleGpus.list(query, await access.visibility(credentials)),
  );

  router.get('/metrics', async (request, response) => {
    const credentials = await options.httpAuth.credentials(request);
    await access.require(opsHealthMetricsReadPermission, credentials);
    response.type(options.metrics.contentType);
    response.send(await options.metrics.text());
  });

  return router;
}
