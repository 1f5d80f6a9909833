import { createLoggedModelRoutes } from './loggedModelRoutes';
import { createModelRoutes } from './modelRoutes';
import { MlflowError } from './MlflowError';
import type { ApiRequest } from './readFields';
import type { RegistryStore } from './RegistryStore';
import type { MlflowRoutes } from './routes';
import type { TrackingStore } from './TrackingStore';
import { createTrackingRoutes } from './trackingRoutes';
import { createVersionRoutes } from './versionRoutes';

/**
 * The version of MLflow whose answers this follows.
 */
export const MLFLOW_VERSION = '3.17.2';

const API_PATH = /^\/(?:ajax-)?api\/2\.0\/mlflow\/(.+)$/;

/**
 * What goes back to whoever asked.
 */
export interface ApiAnswer {
  status: number;
  contentType: string;
  body: string;
}

function page(status: number, title: string, sentence: string): ApiAnswer {
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`,
  };
}

function json(status: number, body: unknown): ApiAnswer {
  return {
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
  };
}

/**
 * MLflow's REST API over a store: which request gets which answer, without
 * the network.
 */
export class MlflowApi {
  readonly #routes: MlflowRoutes;
  readonly #paths: Set<string>;

  static create(options: {
    registry: RegistryStore;
    tracking: TrackingStore;
  }): MlflowApi {
    return new MlflowApi({
      ...createModelRoutes(options.registry),
      ...createVersionRoutes(options.registry, options.tracking),
      ...createTrackingRoutes(options.tracking),
      ...createLoggedModelRoutes(options.tracking),
    });
  }

  private constructor(routes: MlflowRoutes) {
    this.#routes = routes;
    this.#paths = new Set(Object.keys(routes).map(key => key.split(' ')[1]));
  }

  answer(request: ApiRequest & { path: string }): ApiAnswer {
    if (request.path === '/version') {
      return {
        status: 200,
        contentType: 'text/html; charset=utf-8',
        body: MLFLOW_VERSION,
      };
    }
    const path = API_PATH.exec(request.path)?.[1] ?? '';
    const route = this.#routes[`${request.method} ${path}`];
    if (!route) {
      return this.#paths.has(path)
        ? page(
            405,
            'Method Not Allowed',
            'The method is not allowed for the requested URL.',
          )
        : page(
            404,
            'Not Found',
            'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
          );
    }
    try {
      return json(200, route(request));
    } catch (error) {
      if (error instanceof MlflowError) {
        return json(error.status, error.toJson());
      }
      throw error;
    }
  }
}
