import { MlflowError } from './MlflowError';
import { parseOrderBy, sortBy } from './ordering';
import { pageOf } from './paging';
import { asksForPrompts, matchesTags } from './promptFilter';
import { readFields, readPairs } from './readFields';
import { RegistryStore } from './RegistryStore';
import type { MlflowRoutes } from './routes';
import {
  clauseMatches,
  invalidAttribute,
  parseFilter,
  type Clause,
} from './searchFilter';
import type { TrackingStore } from './TrackingStore';
import { versionToJson } from './toJson';
import type { ModelRecord, VersionRecord } from './types';

const name = { kind: 'string', required: true } as const;
const version = { kind: 'string', required: true } as const;
const text = { kind: 'string' } as const;
const requiredText = { kind: 'string', required: true } as const;

const ATTRIBUTES = ['name', 'version_number', 'run_id', 'source_path'];
const ORDER_KEYS = [
  'name',
  'version_number',
  'creation_timestamp',
  'last_updated_timestamp',
];
const MAX_VERSIONS = 200_000;

interface FoundVersion {
  model: ModelRecord;
  version: VersionRecord;
}

function attributeOf(found: FoundVersion, key: string): string | number {
  switch (key) {
    case 'name':
      return found.model.name;
    case 'run_id':
      return found.version.runId;
    case 'source_path':
      return found.version.source;
    case 'creation_timestamp':
      return found.version.createdAt;
    case 'last_updated_timestamp':
      return found.version.updatedAt;
    default:
      return found.version.version;
  }
}

function matches(found: FoundVersion, clauses: Clause[]): boolean {
  const prompts = asksForPrompts(clauses);
  return (
    RegistryStore.isPrompt(found.model) === prompts &&
    matchesTags(clauses, found.version.tags, prompts) &&
    clauses.every(
      clause =>
        clause.type !== 'attribute' ||
        clauseMatches(clause, attributeOf(found, clause.key)),
    )
  );
}

/**
 * `model-versions/*`.
 */
export function createVersionRoutes(
  store: RegistryStore,
  tracking: TrackingStore,
): MlflowRoutes {
  const answer = (found: FoundVersion) => ({
    model_version: versionToJson(found.model, found.version, {
      withAliases: true,
    }),
  });

  const runBehind = (source: string): string | undefined => {
    const loggedModel = tracking.findLoggedModel(
      source.replace(/^models:\//, ''),
    );
    if (loggedModel) {
      return loggedModel.sourceRunId;
    }
    const [, model, number] = /^models:\/([^/@]+)\/(\d+)$/.exec(source) ?? [];
    return model ? store.getVersion(model, number).version.runId : undefined;
  };

  return {
    'GET model-versions/search': request => {
      const fields = readFields(request, {
        filter: text,
        max_results: { kind: 'integer', maximum: MAX_VERSIONS },
        order_by: { kind: 'array' },
        page_token: text,
      });
      const maxResults = fields.max_results ?? MAX_VERSIONS;
      if (maxResults < 1) {
        throw MlflowError.invalid(
          `Invalid value for max_results. It must be a positive integer, but got ${maxResults}`,
        );
      }
      const clauses = parseFilter(fields.filter, {
        types: ['attribute', 'tag'],
        attributes: ATTRIBUTES,
        numericAttributes: ['version_number'],
        lists: ['name', 'run_id'],
      });
      const given = parseOrderBy(fields.order_by);
      for (const { key } of given) {
        if (!ORDER_KEYS.includes(key)) {
          throw invalidAttribute(key, ORDER_KEYS);
        }
      }
      const found = store.models
        .flatMap(model =>
          [...model.versions.values()].map(item => ({ model, version: item })),
        )
        .filter(item => matches(item, clauses));
      const orders = [
        ...(given.length
          ? given
          : [{ key: 'last_updated_timestamp', ascending: false }]),
        { key: 'name', ascending: true },
        { key: 'version_number', ascending: false },
      ];
      const page = pageOf(sortBy(found, orders, attributeOf), {
        maxResults,
        pageToken: fields.page_token,
      });
      return {
        model_versions: page.items.length
          ? page.items.map(item =>
              versionToJson(item.model, item.version, { withAliases: false }),
            )
          : undefined,
        next_page_token: page.nextPageToken,
      };
    },

    'GET model-versions/get': request => {
      const fields = readFields(request, { name, version });
      return answer(store.getVersion(fields.name, fields.version));
    },

    'GET model-versions/get-download-uri': request => {
      const fields = readFields(request, { name, version });
      return {
        artifact_uri: store.getVersion(fields.name, fields.version).version
          .source,
      };
    },

    'POST model-versions/create': request => {
      const fields = readFields(request, {
        name,
        source: requiredText,
        run_id: text,
        tags: { kind: 'array' },
        run_link: text,
        description: text,
      });
      const created = store.createVersion({
        name: fields.name,
        source: fields.source,
        runId: fields.run_id ?? runBehind(fields.source),
        runLink: fields.run_link,
        description: fields.description,
        tags: readPairs(fields.tags),
      });
      return answer({ model: store.getModel(fields.name), version: created });
    },

    'PATCH model-versions/update': request => {
      const fields = readFields(request, { name, version, description: text });
      return answer(
        store.updateVersion(
          fields.name,
          fields.version,
          fields.description ?? '',
        ),
      );
    },

    'POST model-versions/transition-stage': request => {
      const fields = readFields(request, {
        name,
        version,
        stage: requiredText,
        archive_existing_versions: { kind: 'boolean' },
      });
      return answer(
        store.transitionStage({
          name: fields.name,
          version: fields.version,
          stage: fields.stage,
          archiveExisting: fields.archive_existing_versions ?? false,
        }),
      );
    },

    'DELETE model-versions/delete': request => {
      const fields = readFields(request, { name, version });
      store.deleteVersion(fields.name, fields.version);
      return {};
    },

    'POST model-versions/set-tag': request => {
      const fields = readFields(request, {
        name,
        version,
        key: requiredText,
        value: text,
      });
      store.setVersionTag(
        fields.name,
        fields.version,
        fields.key,
        fields.value ?? '',
      );
      return {};
    },

    'DELETE model-versions/delete-tag': request => {
      const fields = readFields(request, { name, version, key: requiredText });
      store
        .getVersion(fields.name, fields.version)
        .version.tags.delete(fields.key);
      return {};
    },
  };
}
