import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { readModelsConfig } from '../config';
import { RegistrySync } from '../services/RegistrySync';
import { applyMigrations } from './applyMigrations';
import { ClaimStore } from './ClaimStore';
import { DatasetStore } from './DatasetStore';
import { RegistryStore } from './RegistryStore';
import type { ModelRow } from './rows';
import { StageStore } from './StageStore';
import { SyncStore } from './SyncStore';

// Only PostgreSQL writes two things at a time.
const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

describe.each(databases.eachSupportedId())('ClaimStore on %s', databaseId => {
  it('keeps what a sync writes meanwhile', async () => {
    const knex = await databases.init(databaseId);
    await applyMigrations(
      mockServices.database.mock({ getClient: async () => knex }),
    );
    const registry = new FakeRegistry();
    registry.add('churn');
    await new RegistrySync({
      registry,
      mapping: readModelsConfig(mockServices.rootConfig(), [
        'prod',
      ]).mappings.get('prod')!,
      registries: new RegistryStore(knex),
      store: new SyncStore(knex),
      datasets: new DatasetStore(knex),
      stages: new StageStore(knex),
      logger: mockServices.logger.mock(),
      readAllVersionsEveryMs: 60_000,
    }).run(new AbortController().signal);
    const store = new ClaimStore({ knex, registryIds: ['prod'] });
    const [model] = await store.findClaimable({
      registryRefs: ['prod/churn'],
      generatedRefs: [],
    });

    const sync = await knex.transaction();
    await sync('models_models').update({
      description: 'New.',
      fingerprint: 'new',
      fields: JSON.stringify({
        ...JSON.parse((await sync('models_models').first('fields')).fields),
        tags: { a: 'b' },
      }),
    });
    const applied = store.apply(
      [
        {
          candidate: {
            entityRef: 'model:default/churn',
            originLocation: '',
            fields: { task: 'ranking' },
          },
          model,
          target: 'prod/churn',
          accepted: true,
        },
      ],
      new Date(),
    );
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
    await sync.commit();
    expect(await applied).toBe(1);

    const row = await knex<ModelRow>('models_models').first();
    expect(row).toMatchObject({
      task: 'ranking',
      claim_state: 'claimed',
      entity_ref: 'model:default/churn',
      description: 'New.',
      fingerprint: 'new',
    });
    expect(JSON.parse(row!.fields).tags).toEqual({ a: 'b' });
  });
});
