import type { ApiRequest } from './readFields';

/**
 * Answers of one part of the API, by `METHOD path`.
 */
export type MlflowRoutes = Record<string, (request: ApiRequest) => unknown>;
