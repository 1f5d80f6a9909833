import type { z } from 'zod';
import {
  describeQuestion,
  type MlflowHttp,
  type MlflowQuestion,
} from './MlflowHttp';
import { isNotFound, MlflowError } from './MlflowError';
import {
  experimentsPageSchema,
  loggedModelsPageSchema,
  modelVersionsPageSchema,
  registeredModelAnswerSchema,
  registeredModelsPageSchema,
  runAnswerSchema,
  runsPageSchema,
  type MlflowLoggedModel,
  type MlflowModelVersion,
  type MlflowRegisteredModel,
  type MlflowRun,
} from './schemas';

const API = '/api/2.0/mlflow';
const EXPERIMENTS_PER_PAGE = 1000;
const LOGGED_MODELS_PER_PAGE = 50;
/** A server that pages in circles must not hold a sync for ever. */
const MAX_PAGES = 10_000;

/** What one answer of a search holds. */
export interface MlflowPage<Row> {
  rows: Row[];
  /** What this page was asked for with; undefined for the first. */
  pageToken: string | undefined;
}

/**
 * The part of MLflow's REST API that reading a registry takes. The contract is
 * MLflow's protos: mlflow/protos/{model_registry,service}.proto.
 */
export class MlflowClient {
  readonly #http: MlflowHttp;

  static create(http: MlflowHttp): MlflowClient {
    return new MlflowClient(http);
  }

  private constructor(http: MlflowHttp) {
    this.#http = http;
  }

  /** What `GET /version` says, undefined where the server has no such page. */
  async getServerVersion(signal: AbortSignal): Promise<string | undefined> {
    try {
      const text = await this.#http.askText({ path: '/version', signal });
      return /^\d+(\.\w+)+$/.exec(text.trim())?.[0];
    } catch (error) {
      if (error instanceof MlflowError && [404, 405].includes(error.status!)) {
        return undefined;
      }
      throw error;
    }
  }

  async *searchRegisteredModels(options: {
    filter?: string;
    pageSize: number;
    signal: AbortSignal;
  }): AsyncGenerator<MlflowPage<MlflowRegisteredModel>> {
    const { filter, pageSize, signal } = options;
    yield* this.#pages(
      registeredModelsPageSchema,
      pageToken => ({
        path: `${API}/registered-models/search`,
        query: {
          filter,
          max_results: String(pageSize),
          page_token: pageToken,
        },
        signal,
      }),
      page => page.registered_models,
    );
  }

  async getRegisteredModel(
    name: string,
    signal: AbortSignal,
  ): Promise<MlflowRegisteredModel | undefined> {
    return undefinedIfNotFound(async () => {
      const answer = await this.#ask(registeredModelAnswerSchema, {
        path: `${API}/registered-models/get`,
        query: { name },
        signal,
      });
      return answer.registered_model;
    });
  }

  async *searchModelVersions(options: {
    filter?: string;
    pageSize: number;
    /** Of a page of an earlier search with the same filter. */
    pageToken?: string;
    signal: AbortSignal;
  }): AsyncGenerator<MlflowPage<MlflowModelVersion>> {
    const { filter, pageSize, signal } = options;
    yield* this.#pages(
      modelVersionsPageSchema,
      pageToken => ({
        path: `${API}/model-versions/search`,
        query: {
          filter,
          max_results: String(pageSize),
          page_token: pageToken,
          // By default the last changed come first: a row that changes while
          // we page would move others over a page's edge, and we miss them.
          order_by: ['name ASC', 'version_number ASC'],
        },
        signal,
      }),
      page => page.model_versions,
      options.pageToken,
    );
  }

  async listExperimentIds(signal: AbortSignal): Promise<string[]> {
    const ids: string[] = [];
    const pages = this.#pages(
      experimentsPageSchema,
      pageToken => ({
        path: `${API}/experiments/search`,
        body: {
          max_results: EXPERIMENTS_PER_PAGE,
          view_type: 'ALL',
          page_token: pageToken,
        },
        signal,
      }),
      page => page.experiments,
    );
    for await (const { rows } of pages) {
      ids.push(...rows.map(experiment => experiment.experiment_id));
    }
    return ids;
  }

  async getRun(
    runId: string,
    signal: AbortSignal,
  ): Promise<MlflowRun | undefined> {
    return undefinedIfNotFound(async () => {
      const answer = await this.#ask(runAnswerSchema, {
        path: `${API}/runs/get`,
        query: { run_id: runId },
        signal,
      });
      return answer.run;
    });
  }

  /** Deleted runs too, for versions outlive them. */
  async searchRuns(options: {
    experimentIds: string[];
    runIds: string[];
    signal: AbortSignal;
  }): Promise<MlflowRun[]> {
    const { experimentIds, runIds, signal } = options;
    return this.#all(
      runsPageSchema,
      pageToken => ({
        path: `${API}/runs/search`,
        body: {
          experiment_ids: experimentIds,
          filter: `attributes.run_id IN (${quoteIds(runIds)})`,
          run_view_type: 'ALL',
          max_results: runIds.length,
          page_token: pageToken,
        },
        signal,
      }),
      page => page.runs,
    );
  }

  /** MLflow 3 only. */
  async searchLoggedModels(options: {
    experimentIds: string[];
    modelIds: string[];
    signal: AbortSignal;
  }): Promise<MlflowLoggedModel[]> {
    const { experimentIds, modelIds, signal } = options;
    return this.#all(
      loggedModelsPageSchema,
      pageToken => ({
        path: `${API}/logged-models/search`,
        body: {
          experiment_ids: experimentIds,
          filter: `model_id IN (${quoteIds(modelIds)})`,
          max_results: LOGGED_MODELS_PER_PAGE,
          page_token: pageToken,
        },
        signal,
      }),
      page => page.models,
    );
  }

  async #all<Page extends { next_page_token?: string }, Row>(
    schema: z.ZodType<Page>,
    question: (pageToken: string | undefined) => MlflowQuestion,
    rows: (page: Page) => Row[],
  ): Promise<Row[]> {
    const all: Row[] = [];
    for await (const page of this.#pages(schema, question, rows)) {
      all.push(...page.rows);
    }
    return all;
  }

  async *#pages<Page extends { next_page_token?: string }, Row>(
    schema: z.ZodType<Page>,
    question: (pageToken: string | undefined) => MlflowQuestion,
    rows: (page: Page) => Row[],
    firstPageToken?: string,
  ): AsyncGenerator<MlflowPage<Row>> {
    let pageToken = firstPageToken;
    for (let count = 0; count < MAX_PAGES; count++) {
      const asked = question(pageToken);
      const page = await this.#ask(schema, asked);
      yield { rows: rows(page), pageToken };
      const next = page.next_page_token || undefined;
      if (!next) {
        return;
      }
      if (next === pageToken) {
        throw new MlflowError(
          `${this.#http.name} answered ${describeQuestion(
            asked,
          )} with the page token that it was asked for, so its pages never end`,
        );
      }
      pageToken = next;
    }
    throw new MlflowError(
      `${this.#http.name} has more than ${MAX_PAGES} pages of ${
        question(undefined).path
      }`,
    );
  }

  async #ask<T>(schema: z.ZodType<T>, question: MlflowQuestion): Promise<T> {
    const result = schema.safeParse(await this.#http.askJson(question));
    if (result.success) {
      return result.data;
    }
    const [issue] = result.error.issues;
    const where = issue.path.length ? `${issue.path.join('.')}: ` : '';
    throw new MlflowError(
      `${this.#http.name} answered ${describeQuestion(
        question,
      )} with something unexpected: ${where}${issue.message.replace(
        /^Invalid input: /,
        '',
      )}`,
    );
  }
}

async function undefinedIfNotFound<T>(
  task: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Ids are hexadecimal; anything else is nothing that MLflow made. */
function quoteIds(ids: string[]): string {
  return ids.map(id => `'${id}'`).join(', ');
}
