import type { Router as ExpressRouter } from 'express';
import express from 'express';
import Router from 'express-promise-router';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  createRouteServer,
  openApiDocument,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  scorecardsCollectorReadPermission,
  scorecardsCollectorRefreshPermission,
  scorecardsScorecardReadPermission,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { routes } from './api/routes';
import type { CollectorTasks } from './collect/CollectorTasks';
import type { AcceptanceStore } from './database/AcceptanceStore';
import {
  serveAttestations,
  type AttestationRouterOptions,
} from './routers/serveAttestations';
import {
  serveCampaigns,
  type CampaignRouterOptions,
} from './routers/serveCampaigns';
import {
  serveDecisions,
  type DecisionRouterOptions,
} from './routers/serveDecisions';
import { serveGate, type GateRouterOptions } from './routers/serveGate';
import { serveRecords, type RecordRouterOptions } from './routers/serveRecords';
import type { Rules } from './rulebook/Rules';
import type { CollectorStatusService } from './services/CollectorStatusService';
import type { ControlExplainer } from './services/ControlExplainer';
import {
  describeFramework,
  summarizeFramework,
} from './services/describeFramework';
import type { ScorecardReader } from './services/ScorecardReader';

/** 200 entity refs. */
const MOST_BYTES = '200kb';

/** Several files of frameworks. */
const MOST_BYTES_OF_FILES = '1mb';
/** An entity of 100,000 characters. */
const MOST_BYTES_OF_ENTITY = '450kb';

/** What the routes delegate to. */
export interface RouterOptions
  extends DecisionRouterOptions,
    AttestationRouterOptions,
    RecordRouterOptions,
    CampaignRouterOptions,
    GateRouterOptions {
  httpAuth: HttpAuthService;
  access: CatalogAccess;
  rules: Rules;
  acceptances: AcceptanceStore;
  reader: ScorecardReader;
  explainer: ControlExplainer;
  collectorStatus: CollectorStatusService;
  collectorTasks: CollectorTasks;
}

/**
 * The REST API of the scorecards backend.
 */
export function createRouter(options: RouterOptions): ExpressRouter {
  const { access, rules, reader, explainer } = options;
  const router = Router();
  router.use('/gate', express.json({ limit: MOST_BYTES_OF_ENTITY }));
  router.use('/what-if', express.json({ limit: MOST_BYTES_OF_FILES }));
  router.use(express.json({ limit: MOST_BYTES }));
  const serve = createRouteServer({
    router,
    httpAuth: options.httpAuth,
    document: openApiDocument({
      title: 'Scorecards',
      description:
        'Evidence for compliance frameworks: verdicts over collected facts. Lists are paged by cursor.',
      baseUrl: '/api/scorecards',
      routes,
    }),
  });

  serve(routes.listFrameworks, async ({ credentials }) => {
    await access.require(scorecardsScorecardReadPermission, credentials);
    return { items: rules.frameworks.map(summarizeFramework) };
  });

  serve(routes.getFramework, async ({ params, credentials }) => {
    await access.require(scorecardsScorecardReadPermission, credentials);
    const framework = rules.framework(params.frameworkId);
    if (!framework) {
      throw new NotFoundError(`There is no framework ${params.frameworkId}`);
    }
    return describeFramework(framework, await options.acceptances.inForce());
  });

  serve(routes.getScorecards, async ({ query, credentials }) =>
    reader.get(query.entityRef, await access.visibility(credentials)),
  );

  serve(routes.listScorecards, async ({ query, credentials }) =>
    reader.list(query, await access.visibleRefs(credentials)),
  );

  serve(routes.getScorecardsByRefs, async ({ body, credentials }) => ({
    items: await reader.byRefs(
      body.entityRefs,
      await access.visibility(credentials),
    ),
  }));

  serve(routes.explainControl, async ({ params, query, credentials }) =>
    explainer.explain(
      params.frameworkId,
      params.controlId,
      query.entityRef,
      await options.callers.read(credentials),
    ),
  );

  serve(routes.listCollectors, async ({ credentials }) => {
    await access.require(scorecardsCollectorReadPermission, credentials);
    return { items: await options.collectorStatus.list() };
  });

  serve(routes.refreshCollector, async ({ params, credentials }) => {
    await access.require(scorecardsCollectorRefreshPermission, credentials);
    await options.collectorTasks.trigger(params.collectorId);
  });

  serveDecisions(serve, options);
  serveGate(serve, options);
  serveAttestations(serve, options);
  serveRecords(serve, options);
  serveCampaigns(serve, options);

  return router;
}
