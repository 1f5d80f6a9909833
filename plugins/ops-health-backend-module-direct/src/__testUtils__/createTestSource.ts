import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { readHealthSourceConfigs } from '@platform-ops/backstage-plugin-ops-health-node';
import { applyMigrations } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  readDirectSourceConfig,
  type DirectSourceConfig,
} from '../config/readDirectSourceConfig';
import { createDirectSource, type DirectSource } from '../createDirectSource';
import { DirectDatabase } from '../storage/DirectDatabase';
import { FakeTargets } from './FakeTargets';

/** The config of a source called `local`. */
export function configOf(entry: JsonObject): DirectSourceConfig {
  const [source] = readHealthSourceConfigs(
    new ConfigReader({
      opsHealth: { sources: { local: { type: 'direct', ...entry } } },
    }),
  );
  return readDirectSourceConfig(source);
}

/** A new database with the tables of this module. */
export async function migrate(getClient: () => Promise<Knex>): Promise<Knex> {
  return applyMigrations(
    { getClient },
    '@platform-ops/backstage-plugin-ops-health-backend-module-direct',
    { tableName: 'ops_health_direct_migrations' },
  );
}

export interface TestSource extends DirectSource {
  config: DirectSourceConfig;
  database: DirectDatabase;
  targets: FakeTargets;
  now: number;
  /** Scrapes all targets once. */
  scrapeAt(time: number): Promise<void>;
  /** Lets the loop work until a time. */
  runUntil(time: number): Promise<void>;
}

const SIGNAL = new AbortController().signal;
/** What the database and the targets take to answer. */
const TURNS_OF_A_TICK = 40;

/**
 * A source whose clock stands still unless it is told to go on, and whose
 * targets answer from memory.
 */
export function createTestSource(options: {
  knex: Knex;
  now: number;
  targets?: FakeTargets;
  entry?: JsonObject;
}): TestSource {
  const { targets = new FakeTargets() } = options;
  const config = configOf(
    options.entry ?? { targets: [{ url: 'http://target' }] },
  );
  const database = DirectDatabase.create(options.knex);
  let { now } = options;
  let stopAt = Infinity;
  let stop = new AbortController();
  const parts = createDirectSource({
    config,
    database,
    client: targets,
    logger: mockServices.logger.mock(),
    clock: () => now,
    wait: async milliseconds => {
      for (let turn = 0; turn < TURNS_OF_A_TICK; turn++) {
        await new Promise(resolve => setImmediate(resolve));
      }
      now += milliseconds;
      if (now >= stopAt) {
        stop.abort();
        stop.signal.throwIfAborted();
      }
    },
  });
  return {
    ...parts,
    config,
    database,
    targets,
    get now() {
      return now;
    },
    set now(time) {
      now = time;
    },
    scrapeAt: async time => {
      now = time;
      await parts.store.catchUp();
      await parts.discovery.refresh(SIGNAL);
      for (const target of parts.discovery.list().targets) {
        await parts.scraper.scrape(target, SIGNAL).catch(() => {});
      }
    },
    runUntil: async time => {
      stopAt = time;
      while (now < time) {
        stop = new AbortController();
        await parts.loop.run(stop.signal);
      }
    },
  };
}
