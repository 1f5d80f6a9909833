/*
 * One replica of a backend that has only scorecards, as a process of its own.
 * The test that started it steers it by messages.
 */
import type { AddressInfo } from 'node:net';
import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import scorecardsModuleCi from '@platform-ops/backstage-plugin-scorecards-backend-module-ci';
import {
  factCollectorsExtensionPoint,
  type FactIntake,
} from '@platform-ops/backstage-plugin-scorecards-node';
import Knex from 'knex';
import scorecardsPlugin from '../index';
import { FakeCollector } from './FakeCollector';
import type {
  Fate,
  FromReplica,
  ReplicaSettings,
  ToReplica,
} from './replicaMessages';

const settings: ReplicaSettings = JSON.parse(process.env.REPLICA!);
let fate: Fate | undefined;
let count = 0;
let intake: FactIntake;
let port = 0;

const tell = (message: FromReplica) => process.send!(message);

/** As if it came from outside: nothing is tidied up. */
function reach(moment: Fate['before']): void {
  if (
    fate &&
    (moment === 'notice' || fate.before === 'notice'
      ? moment === fate.before
      : moment.statement.startsWith(fate.before.statement))
  ) {
    count += 1;
    if (count === fate.nth) {
      tell({ say: 'met' });
      process.kill(process.pid, fate.signal);
    }
  }
}

const knex = Knex({
  client: 'pg',
  connection: settings.connection,
  pool: { min: 0, max: 10 },
});
knex.on('query', ({ sql }: { sql: string }) => reach({ statement: sql }));

const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({
    data: {
      backend: {
        baseUrl: 'http://127.0.0.1',
        listen: { host: '127.0.0.1', port: 0 },
        database: { client: 'pg', connection: '' },
      },
      scorecards: settings.scorecards,
    },
  }),
);
backend.add(
  rootHttpRouterServiceFactory({
    configure({ applyDefaults, server }) {
      applyDefaults();
      server.on('listening', () => {
        port = (server.address() as AddressInfo).port;
      });
    },
  }),
);
// The one of Backstage reads the configuration schemas of all packages first.
backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(
  createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: () => ({ getClient: async () => knex }),
  }),
);
backend.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => catalogServiceMock({ entities: settings.entities }),
  }),
);
backend.add(
  createServiceFactory({
    service: notificationService,
    deps: {},
    factory: () => ({
      async send(notice) {
        reach('notice');
        tell({ say: 'notified', notice });
      },
    }),
  }),
);
backend.add(
  createBackendModule({
    pluginId: 'scorecards',
    moduleId: 'fixed',
    register(env) {
      env.registerInit({
        deps: {
          collectors: factCollectorsExtensionPoint,
          lifecycle: coreServices.lifecycle,
          scheduler: coreServices.scheduler,
        },
        async init({ collectors, lifecycle, scheduler }) {
          const { id, version, title, kinds, factTypes } = new FakeCollector();
          intake = collectors.addFactSource({
            id,
            version,
            title,
            kinds,
            factTypes,
          });
          // The scheduler looks for all tasks as often as for its most frequent.
          lifecycle.addStartupHook(() =>
            scheduler.scheduleTask({
              id: 'tick',
              frequency: { milliseconds: 100 },
              timeout: { seconds: 1 },
              fn: async () => {},
            }),
          );
        },
      });
    },
  }),
);
backend.add(scorecardsModuleCi);
backend.add(scorecardsPlugin);

process.on('message', async (message: ToReplica) => {
  try {
    switch (message.say) {
      case 'start':
        await backend.start();
        tell({ say: 'ready', port });
        break;
      case 'put':
        await intake.put(message.facts);
        tell({ say: 'done' });
        break;
      default:
        fate = message.fate;
        count = 0;
        tell({ say: 'done' });
    }
  } catch (error) {
    tell({ say: 'failed', message: String(error) });
  }
});
process.on('disconnect', () => process.exit());
tell({ say: 'loaded' });
