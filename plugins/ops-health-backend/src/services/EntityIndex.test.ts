import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { initDatabase } from '../__testUtils__/initDatabase';
import { readOpsHealthConfig } from '../config';
import { createStores } from '../database/createStores';
import { CatalogReader } from './CatalogReader';
import { EntityIndex } from './EntityIndex';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

function component(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service' },
  };
}

describe.each(databases.eachSupportedId())('EntityIndex on %s', id => {
  it('knows what another replica read from the catalog', async () => {
    const stores = createStores(await initDatabase(databases, id));
    const config = readOpsHealthConfig(new ConfigReader({}), []);
    let entities = [component('cart'), component('gone')];
    const catalog = {
      ...catalogServiceMock(),
      streamEntities: ((query, options) =>
        catalogServiceMock({ entities }).streamEntities(
          query,
          options,
        )) as ReturnType<typeof catalogServiceMock>['streamEntities'],
    };
    const startReplica = () => {
      const index = new EntityIndex({
        ...stores,
        rules: [],
        logger: mockServices.logger.mock(),
        catalogReader: new CatalogReader({
          ...stores,
          config,
          auth: mockServices.auth(),
          catalog,
        }),
      });
      return async (minute: number) =>
        (await index.get(new Date(minute * 60_000))).entities.map(
          ({ name }) => name,
        );
    };
    const [one, other] = [startReplica(), startReplica()];
    expect(await one(0)).toEqual(['cart', 'gone']);
    expect(await other(0)).toEqual(['cart', 'gone']);
    entities = [component('cart'), component('new')];
    expect(await other(1)).toEqual(['cart', 'new']);
    expect(await one(2)).toEqual(['cart', 'new']);
  });
});
