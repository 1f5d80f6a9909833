import { sortBy } from './ordering';
import { pageOf } from './paging';
import { readFields, readPairs } from './readFields';
import type { MlflowRoutes } from './routes';
import { clauseMatches, parseFilter, type Clause } from './searchFilter';
import type { TrackingStore } from './TrackingStore';
import { loggedModelToJson } from './toJson';
import type { LoggedModelRecord } from './types';

const text = { kind: 'string' } as const;
const requiredText = { kind: 'string', required: true } as const;
const array = { kind: 'array' } as const;
const DEFAULT_MAX_RESULTS = 100;

function valueOf(model: LoggedModelRecord, clause: Clause) {
  switch (clause.type) {
    case 'tag':
      return model.tags.get(clause.key);
    case 'param':
      return model.params.get(clause.key);
    default:
      return {
        model_id: model.id,
        source_run_id: model.sourceRunId,
        name: model.name,
        status: model.status,
      }[clause.key];
  }
}

/**
 * `logged-models/*`, as far as the registry needs them.
 */
export function createLoggedModelRoutes(store: TrackingStore): MlflowRoutes {
  const toJson = (model: LoggedModelRecord) =>
    loggedModelToJson(model, store.metricsOf(model));

  return {
    'POST logged-models': request => {
      const fields = readFields(request, {
        experiment_id: requiredText,
        name: text,
        source_run_id: text,
        params: array,
        tags: array,
      });
      const model = store.createLoggedModel({
        experimentId: fields.experiment_id,
        name: fields.name ?? '',
        sourceRunId: fields.source_run_id ?? '',
        params: readPairs(fields.params),
        tags: readPairs(fields.tags),
      });
      return { model: toJson(model) };
    },

    'POST logged-models/search': request => {
      const fields = readFields(request, {
        experiment_ids: { kind: 'array', required: true },
        filter: text,
        max_results: { kind: 'integer' },
        page_token: text,
      });
      const clauses = parseFilter(fields.filter, {
        types: ['attribute', 'tag', 'param'],
        attributes: ['model_id', 'source_run_id', 'name', 'status'],
        lists: ['model_id', 'source_run_id', 'name', 'status'],
      });
      const experiments = new Set(fields.experiment_ids.map(String));
      const found = store.loggedModels.filter(
        model =>
          experiments.has(model.experimentId) &&
          clauses.every(clause =>
            clauseMatches(clause, valueOf(model, clause)),
          ),
      );
      const page = pageOf(
        sortBy(
          found,
          [{ key: 'createdAt', ascending: false }],
          model => model.createdAt,
        ),
        {
          maxResults: fields.max_results || DEFAULT_MAX_RESULTS,
          pageToken: fields.page_token,
        },
      );
      return {
        models: page.items.length ? page.items.map(toJson) : undefined,
        next_page_token: page.nextPageToken,
      };
    },
  };
}
