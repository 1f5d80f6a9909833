import express, { type Router } from 'express';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  modelsRegistryReadPermission,
  modelsRegistrySyncPermission,
} from '@platform-ops/backstage-plugin-models-common';
import {
  createRouteServer,
  openApiDocument,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { routes } from './api/routes';
import type { ArtifactQueries } from './database/ArtifactQueries';
import type { ChangeFeed } from './database/ChangeFeed';
import type { ClaimStore } from './database/ClaimStore';
import type { HistoryQueries } from './database/HistoryQueries';
import type { ModelQueries } from './database/ModelQueries';
import type { VersionQueries } from './database/VersionQueries';
import { compareVersions } from './services/compareVersions';
import type { ModelAccess } from './services/ModelAccess';
import type { RegistryStatusService } from './services/RegistryStatusService';
import type { SyncTasks } from './services/SyncTasks';

/** As many artefacts as may be asked for, each with the longest address. */
const MOST_BYTES = '1mb';

/** What the routes delegate to. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  access: ModelAccess;
  models: ModelQueries;
  versions: VersionQueries;
  artifacts: ArtifactQueries;
  history: HistoryQueries;
  changes: ChangeFeed;
  claims: ClaimStore;
  registries: RegistryStatusService;
  sync: SyncTasks;
}

/**
 * The REST API of the models backend.
 */
export function createRouter(options: RouterOptions): Router {
  const { access, models, versions, registries } = options;
  const router = express.Router();
  router.use(express.json({ limit: MOST_BYTES }));
  const serve = createRouteServer({
    router,
    httpAuth: options.httpAuth,
    document: openApiDocument({
      title: 'Models',
      description:
        'Models, their versions and stage history from every registry. Lists are paged by cursor.',
      baseUrl: '/api/models',
      routes,
    }),
  });

  serve(routes.listRegistries, async ({ credentials }) => {
    await access.require(modelsRegistryReadPermission, credentials);
    return { items: await registries.list() };
  });

  serve(routes.syncRegistry, async ({ params, credentials }) => {
    await access.require(modelsRegistrySyncPermission, credentials);
    await options.sync.trigger(params.registryId);
  });

  serve(routes.listModels, async ({ query, credentials }) =>
    models.list(query, await access.criteria(credentials)),
  );

  serve(routes.getFacets, async ({ query, credentials }) =>
    models.facets(query, await access.criteria(credentials)),
  );

  serve(routes.getModelsByRefs, async ({ body, credentials }) => {
    const found = await models.getByRefs(
      body.entityRefs,
      await access.criteria(credentials),
    );
    return { items: found.map(item => item ?? null) };
  });

  serve(routes.getModel, async ({ params, credentials }) =>
    access.getModel(params.id, credentials),
  );

  serve(routes.listVersions, async ({ params, query, credentials }) =>
    versions.list(await access.getModel(params.id, credentials), query),
  );

  serve(routes.getVersion, async ({ params, credentials }) => {
    const model = await access.getModel(params.id, credentials);
    const version = await versions.get(model, params.versionId);
    if (!version) {
      throw new NotFoundError(
        `'${model.title}' has no version with the id ${params.versionId}`,
      );
    }
    return version;
  });

  serve(routes.compareVersions, async ({ params, query, credentials }) => {
    const model = await access.getModel(params.id, credentials);
    const found = await versions.getByNames(model, query.versions);
    const missing = query.versions.filter((_, index) => !found[index]);
    if (missing.length) {
      throw new NotFoundError(
        `versions: '${model.title}' has no version ${missing.join(', ')}`,
      );
    }
    return compareVersions(found.filter(version => version !== undefined));
  });

  serve(routes.findVersionsByArtifacts, async ({ body, credentials }) => ({
    items: await options.artifacts.find(
      body.artifacts,
      await access.criteria(credentials),
    ),
  }));

  serve(routes.listStageHistory, async ({ params, query, credentials }) =>
    versions.listStageHistory(
      await access.getModel(params.id, credentials),
      query,
    ),
  );

  serve(routes.listHistory, async ({ query, credentials }) =>
    options.history.list(query, await access.criteria(credentials)),
  );

  serve(routes.getClaim, async ({ query, credentials }) => {
    const criteria = await access.criteria(credentials);
    const found = await options.claims.find(query.entityRef);
    const hidden =
      found?.modelId && !(await models.get(found.modelId, criteria));
    return { claim: (!hidden && found?.claim) || null };
  });

  serve(
    routes.listChanges,
    async ({ query, credentials }) => {
      // A token for services outside may be restricted to other permissions.
      await access.criteria(credentials);
      return options.changes.list(
        query,
        await registries.freshnessOf(query.registry),
      );
    },
    { allow: ['service'] },
  );

  return router;
}
