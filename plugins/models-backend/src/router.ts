import type { Request, Router as ExpressRouter } from 'express';
import express from 'express';
import Router from 'express-promise-router';
import type { z } from 'zod';
import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  modelsRegistryReadPermission,
  modelsRegistrySyncPermission,
} from '@platform-ops/backstage-plugin-models-common';
import { openApiDocument } from './api/openApiDocument';
import { parseInput } from './api/parseInput';
import { routes, type RouteDefinition } from './api/routes';
import type { ChangeFeed } from './database/ChangeFeed';
import type { ClaimStore } from './database/ClaimStore';
import type { ModelQueries } from './database/ModelQueries';
import type { VersionQueries } from './database/VersionQueries';
import { compareVersions } from './services/compareVersions';
import type { ModelAccess } from './services/ModelAccess';
import type { RegistryStatusService } from './services/RegistryStatusService';
import type { SyncTasks } from './services/SyncTasks';

type Parsed<T extends z.ZodType | undefined> = T extends z.ZodType
  ? z.output<T>
  : undefined;

interface Input<T extends RouteDefinition> {
  params: Parsed<T['params']>;
  query: Parsed<T['query']>;
  body: Parsed<T['body']>;
  credentials: BackstageCredentials;
}

/** What the routes delegate to. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  access: ModelAccess;
  models: ModelQueries;
  versions: VersionQueries;
  changes: ChangeFeed;
  claims: ClaimStore;
  registries: RegistryStatusService;
  sync: SyncTasks;
}

/**
 * The REST API of the models backend.
 */
export function createRouter(options: RouterOptions): ExpressRouter {
  const { access, models, versions, registries } = options;
  const router = Router();
  router.use(express.json({ limit: '100kb' }));

  const credentialsOf = (request: Request) =>
    options.httpAuth.credentials(request, { allow: ['user', 'service'] });

  function serve<T extends RouteDefinition>(
    route: T,
    handle: (
      input: Input<T>,
    ) => Promise<
      T['response'] extends z.ZodType ? z.input<T['response']> : void
    >,
    authenticate: (
      request: Request,
    ) => Promise<BackstageCredentials> = credentialsOf,
  ) {
    router[route.method](route.path, async (request, response) => {
      const credentials = await authenticate(request);
      const parse = (schema: z.ZodType | undefined, value: unknown) =>
        schema && parseInput(schema, value);
      const answer = await handle({
        params: parse(route.params, request.params),
        query: parse(route.query, request.query),
        body: parse(route.body, request.body),
        credentials,
      } as Input<T>);
      if (route.response) {
        response.json(answer);
      } else {
        response.status(202).end();
      }
    });
  }

  router.get('/openapi.json', async (request, response) => {
    await credentialsOf(request);
    response.json(openApiDocument());
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

  serve(routes.listStageHistory, async ({ params, query, credentials }) =>
    versions.listStageHistory(
      await access.getModel(params.id, credentials),
      query,
    ),
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
    request => options.httpAuth.credentials(request, { allow: ['service'] }),
  );

  return router;
}
