import { MlflowError } from './MlflowError';
import { parseOrderBy, sortBy } from './ordering';
import { pageOf } from './paging';
import { readFields, readPairs } from './readFields';
import { RegistryStore } from './RegistryStore';
import type { MlflowRoutes } from './routes';
import { asksForPrompts, matchesTags } from './promptFilter';
import { clauseMatches, parseFilter } from './searchFilter';
import { modelToJson, versionToJson } from './toJson';
import type { ModelRecord } from './types';

const name = { kind: 'string', required: true } as const;
const text = { kind: 'string' } as const;
const requiredText = { kind: 'string', required: true } as const;

function orderValue(model: ModelRecord, key: string): string | number {
  switch (key) {
    case 'name':
      return model.name;
    case 'timestamp':
    case 'last_updated_timestamp':
      return model.updatedAt;
    default:
      throw MlflowError.invalid(
        `Invalid order by key '${key}' specified. Valid keys are '{'timestamp', 'name'}'`,
      );
  }
}

/**
 * `registered-models/*`.
 */
export function createModelRoutes(store: RegistryStore): MlflowRoutes {
  const answer = (model: ModelRecord) => ({
    registered_model: modelToJson(model, store.latestVersions(model)),
  });

  // The search has its own order, in which its database found them.
  const latestByStageName = (model: ModelRecord) =>
    store
      .latestVersions(model)
      .sort((left, right) => (left.stage < right.stage ? -1 : 1));

  return {
    'GET registered-models/search': request => {
      const fields = readFields(request, {
        filter: text,
        max_results: { kind: 'integer', maximum: 1000 },
        order_by: { kind: 'array' },
        page_token: text,
      });
      const clauses = parseFilter(fields.filter, {
        types: ['attribute', 'tag'],
        attributes: ['name'],
        lists: ['name'],
      });
      const prompts = asksForPrompts(clauses);
      const found = store.models.filter(
        model =>
          RegistryStore.isPrompt(model) === prompts &&
          matchesTags(clauses, model.tags, prompts) &&
          clauses.every(
            clause =>
              clause.type !== 'attribute' || clauseMatches(clause, model.name),
          ),
      );
      const orders = parseOrderBy(fields.order_by);
      orders.forEach(({ key }) => found.length && orderValue(found[0], key));
      const page = pageOf(
        sortBy(
          found,
          [...orders, { key: 'name', ascending: true }],
          orderValue,
        ),
        { maxResults: fields.max_results ?? 100, pageToken: fields.page_token },
      );
      return {
        registered_models: page.items.length
          ? page.items.map(model =>
              modelToJson(model, latestByStageName(model)),
            )
          : undefined,
        next_page_token: page.nextPageToken,
      };
    },

    'GET registered-models/get': request =>
      answer(store.getModel(readFields(request, { name }).name)),

    'POST registered-models/create': request => {
      const fields = readFields(request, {
        name,
        tags: { kind: 'array' },
        description: text,
      });
      return answer(
        store.createModel({
          name: fields.name,
          description: fields.description,
          tags: readPairs(fields.tags),
        }),
      );
    },

    'PATCH registered-models/update': request => {
      const fields = readFields(request, { name, description: text });
      return answer(store.updateModel(fields.name, fields.description ?? ''));
    },

    'POST registered-models/rename': request => {
      const fields = readFields(request, { name, new_name: requiredText });
      return answer(store.renameModel(fields.name, fields.new_name));
    },

    'DELETE registered-models/delete': request => {
      store.deleteModel(readFields(request, { name }).name);
      return {};
    },

    'POST registered-models/set-tag': request => {
      const fields = readFields(request, {
        name,
        key: requiredText,
        value: text,
      });
      store.setModelTag(fields.name, fields.key, fields.value ?? '');
      return {};
    },

    'DELETE registered-models/delete-tag': request => {
      const fields = readFields(request, { name, key: requiredText });
      store.getModel(fields.name).tags.delete(fields.key);
      return {};
    },

    'POST registered-models/alias': request => {
      const fields = readFields(request, {
        name,
        alias: requiredText,
        version: requiredText,
      });
      store.setAlias(fields.name, fields.alias, fields.version);
      return {};
    },

    'DELETE registered-models/alias': request => {
      const fields = readFields(request, { name, alias: requiredText });
      store.deleteAlias(fields.name, fields.alias);
      return {};
    },

    'GET registered-models/alias': request => {
      const fields = readFields(request, { name, alias: requiredText });
      const found = store.getVersionByAlias(fields.name, fields.alias);
      return {
        model_version: versionToJson(found.model, found.version, {
          withAliases: true,
        }),
      };
    },

    'POST registered-models/get-latest-versions': request => {
      const fields = readFields(request, { name, stages: { kind: 'array' } });
      const model = store.getModel(fields.name);
      return {
        model_versions: store
          .latestVersions(model, fields.stages?.map(String))
          .map(version => versionToJson(model, version, { withAliases: true })),
      };
    },
  };
}
