import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleModels from '@platform-ops/backstage-plugin-catalog-backend-module-models';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  ListModelsResponse,
  ListVersionsResponse,
  ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import modelsPlugin from '@platform-ops/backstage-plugin-models-backend';
import mlflowModule from '@platform-ops/backstage-plugin-models-backend-module-mlflow';
import {
  describeWithServer,
  forEachConcurrently,
  MlflowWriter,
} from '@platform-ops/test-servers';

const MODELS = 500;
const PROMPTS = 10;

const STAGE_BY_ALIAS: Record<string, string> = {
  champion: 'production',
  challenger: 'canary',
};

/** Every kind of name: plain, capitals, twins, spaces, quotes, letters of the world. */
function oddName(index: number): string {
  const kinds = [
    `churn-${index}`,
    `Churn ${index}`,
    `TWIN-${index - (index % 8)}`,
    `twin-${index - (index % 8)}`,
    `it's "quoted" ${index}`,
    `模型 ${index}`,
    `100% café #${index}?`,
    `${'long-'.repeat(30)}${index}`,
  ];
  return kinds[index % kinds.length];
}

interface MlflowModel {
  name: string;
  tags?: Array<{ key: string; value: string }>;
  aliases?: Array<{ alias: string; version: string }>;
}

/** What MLflow itself answers, read without the adapter. */
async function readMlflow(url: string) {
  const read = async <T>(path: string, key: string): Promise<T[]> => {
    const rows: T[] = [];
    let token = '';
    do {
      const response = await fetch(
        `${url}/api/2.0/mlflow/${path}?max_results=1000&page_token=${encodeURIComponent(
          token,
        )}`,
      );
      const page = await response.json();
      rows.push(...(page[key] ?? []));
      token = page.next_page_token ?? '';
    } while (token);
    return rows;
  };
  const isPrompt = (row: MlflowModel) =>
    row.tags?.some(tag => tag.key === 'mlflow.prompt.is_prompt');
  const models = (
    await read<MlflowModel>('registered-models/search', 'registered_models')
  ).filter(row => !isPrompt(row));
  const versions = (
    await read<MlflowModel & { version: string }>(
      'model-versions/search',
      'model_versions',
    )
  ).filter(row => !isPrompt(row));
  return {
    models: new Set(models.map(row => row.name)),
    tags: new Set(
      models.flatMap(row =>
        (row.tags ?? []).map(tag => `${row.name}|${tag.key}=${tag.value}`),
      ),
    ),
    versions: new Set(versions.map(row => `${row.name}|${row.version}`)),
    aliases: new Set(
      models.flatMap(row =>
        (row.aliases ?? []).map(
          item => `${row.name}|${item.alias}|${item.version}`,
        ),
      ),
    ),
    stages: new Set(models.flatMap(stagesOf)),
  };
}

/** Of several aliases on one version, champion counts. */
function stagesOf(row: MlflowModel): string[] {
  const stages = new Map<string, string>();
  for (const alias of ['challenger', 'champion']) {
    const version = row.aliases?.find(item => item.alias === alias)?.version;
    if (version) {
      stages.set(version, STAGE_BY_ALIAS[alias]);
    }
  }
  return [...stages].map(
    ([version, stage]) => `${row.name}|${version}|${stage}`,
  );
}

type Holdings = Record<string, Set<string>>;

/** Short where they are equal, and readable where they are not. */
function differences(portal: Holdings, registry: Holdings) {
  const lacks = (one: Holdings, other: Holdings, key: string) =>
    [...other[key]].filter(item => !one[key].has(item));
  return Object.keys(registry).flatMap(key => [
    ...lacks(portal, registry, key).map(
      item => `${key}: the portal lacks ${item}`,
    ),
    ...lacks(registry, portal, key).map(
      item => `${key}: only the portal has ${item}`,
    ),
  ]);
}

describeWithServer('mlflow', 'the portal and a real MLflow', mlflow => {
  it('hold the same models, versions, aliases, tags and stages', async () => {
    const writer = MlflowWriter.create(mlflow().url);
    const indexes = Array.from({ length: MODELS }, (_, index) => index);
    await forEachConcurrently(indexes, async index => {
      const name = oddName(index);
      await writer.model(name, { team: `t${index % 7}` });
      const count = index === 0 ? 60 : index % 4;
      for (let version = 1; version <= count; version++) {
        await writer.version(name);
      }
      if (count > 0) {
        await writer.alias(name, 'champion', '1');
      }
      if (count > 1) {
        await writer.alias(name, index % 8 ? 'challenger' : 'Own_Name', '2');
      }
    });
    for (let index = 0; index < PROMPTS; index++) {
      await writer.model(`prompt-${index}`, {
        'mlflow.prompt.is_prompt': 'true',
      });
    }

    const scheduler = mockServices.scheduler();
    const { server } = await startTestBackend({
      features: [
        modelsPlugin,
        mlflowModule,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        catalogPlugin,
        catalogModuleModels,
        mockServices.permissions.factory(),
        mockServices.rootConfig.factory({
          data: {
            catalog: { rules: [{ allow: ['Model'] }] },
            models: {
              registries: { real: { type: 'mlflow', url: mlflow().url } },
              // So that every run reads all versions.
              sync: { readAllVersionsEvery: { milliseconds: 0 } },
            },
          },
        }),
      ],
    });
    const get = async <T>(path: string, api = 'models'): Promise<T> => {
      const response = await request(server)
        .get(`/api/${api}${path}`)
        .set('authorization', mockCredentials.user.header());
      expect(response.status).toBe(200);
      return response.body;
    };
    const readAll = async <T>(path: string): Promise<T[]> => {
      const items: T[] = [];
      let cursor: string | undefined = '';
      do {
        const page: { items: T[]; nextCursor?: string } = await get(
          `${path}?limit=500${cursor ? `&cursor=${cursor}` : ''}`,
        );
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return items;
    };
    /** Refs of the entities, once the catalog has processed them all. */
    const readCatalog = async (expected: Set<string>) => {
      let missing: string[] = [];
      for (let turn = 0; turn < 300; turn++) {
        const { items } = await get<{ items: Entity[] }>(
          '/entities/by-query?filter=kind=model&limit=10000&fields=kind,metadata.name,metadata.namespace',
          'catalog',
        );
        const refs = new Set(items.map(item => stringifyEntityRef(item)));
        missing = [...new Set([...refs, ...expected])].filter(
          ref => refs.has(ref) !== expected.has(ref),
        );
        if (!missing.length) {
          break;
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      return missing;
    };
    const readPortal = async () => {
      await scheduler.triggerTask('models-sync-real');
      await scheduler.triggerTask('models-registry:real');
      const models = await readAll<ListModelsResponse['items'][0]>('/models');
      const versions = new Set<string>();
      const stages = new Set<string>();
      const tags = new Set<string>();
      for (const { id, nativeName } of models) {
        const rows = await readAll<ListVersionsResponse['items'][0]>(
          `/models/${id}/versions`,
        );
        for (const { version, stage } of rows) {
          versions.add(`${nativeName}|${version}`);
          if (stage) {
            stages.add(`${nativeName}|${version}|${stage}`);
          }
        }
        const model = await get<{ tags: Record<string, string> }>(
          `/models/${id}`,
        );
        for (const [key, value] of Object.entries(model.tags)) {
          tags.add(`${nativeName}|${key}=${value}`);
        }
      }
      const refs = new Set(models.map(item => item.entityRef));
      expect(refs.size).toBe(models.length);
      expect(await readCatalog(refs)).toEqual([]);
      return {
        models: new Set(models.map((item: ModelSummary) => item.nativeName)),
        tags,
        versions,
        aliases: new Set(
          models.flatMap(item =>
            item.aliases.map(
              ({ alias, version }) => `${item.nativeName}|${alias}|${version}`,
            ),
          ),
        ),
        stages,
      };
    };

    const expected = await readMlflow(mlflow().url);
    expect(expected.models.size).toBe(MODELS);
    expect(differences(await readPortal(), expected)).toEqual([]);
    expect(
      (await get<{ items: unknown[] }>('/registries')).items,
    ).toMatchObject([{ counts: { prompts: PROMPTS } }]);

    await writer.alias(oddName(2), 'champion', '2');
    await writer.send('POST', 'registered-models/set-tag', {
      name: oddName(4),
      key: 'team',
      value: 'moved',
    });
    await writer.send('POST', 'registered-models/rename', {
      name: oddName(5),
      new_name: 'renamed at last',
    });
    await writer.send('DELETE', 'registered-models/delete', {
      name: oddName(6),
    });
    await writer.send('DELETE', 'model-versions/delete', {
      name: oddName(0),
      version: '7',
    });
    await writer.version(oddName(1));
    const changed = await readMlflow(mlflow().url);
    expect(differences(expected, changed).length).toBeGreaterThan(8);
    // A model counts as gone once two listings lacked it.
    await scheduler.triggerTask('models-sync-real');
    expect(differences(await readPortal(), changed)).toEqual([]);
  }, 180_000);
});
