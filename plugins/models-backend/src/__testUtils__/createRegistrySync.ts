import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { readModelsConfig } from '../config';
import { DatasetStore } from '../database/DatasetStore';
import { RegistryStore } from '../database/RegistryStore';
import { StageStore } from '../database/StageStore';
import { SyncStore } from '../database/SyncStore';
import { RegistrySync } from '../services/RegistrySync';
import type { FakeRegistry } from './FakeRegistry';

/**
 * A sync of a registry into a database, with the default mapping. It reads all
 * versions again after an hour where nothing else is said.
 */
export function createRegistrySync(options: {
  knex: Knex;
  registry: FakeRegistry;
  readAllVersionsEveryMs?: number;
  now?: () => Date;
}): RegistrySync {
  const { knex, registry } = options;
  const config = readModelsConfig(mockServices.rootConfig(), [registry.id]);
  return new RegistrySync({
    readAllVersionsEveryMs: 60 * 60_000,
    ...options,
    mapping: config.mappings.get(registry.id)!,
    registries: new RegistryStore(knex),
    store: new SyncStore(knex),
    datasets: new DatasetStore(knex),
    stages: new StageStore(knex),
    logger: mockServices.logger.mock(),
  });
}
