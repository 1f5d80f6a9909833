import { TestDatabases } from '@backstage/backend-test-utils';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { ClaimStore } from './ClaimStore';
import type { ModelRow } from './rows';

// Only PostgreSQL writes two things at a time.
const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

describe.each(databases.eachSupportedId())('ClaimStore on %s', databaseId => {
  it('keeps what a sync writes meanwhile', async () => {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    registry.add('churn');
    await createRegistrySync({ knex, registry }).run(
      new AbortController().signal,
    );
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
