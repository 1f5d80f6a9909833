/*
 * Whether anything turns red over days without a fault: the past of the sandbox
 * in a real Prometheus, and the portal refreshed as if it were then.
 * docs/performance.md holds the current figures.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import FakeTimers from '@sinonjs/fake-timers';
import { parseAllDocuments } from 'yaml';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ListHealthResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { startPrometheus } from '@platform-ops/test-servers';
import { round, secondsSince } from './lib/measure';
import { startSandboxProcess, writeSandboxBlocks } from './lib/sandboxHistory';

const SAMPLE_STEP_SECONDS = 60;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The first windows have to fill. */
const SETTLE_MS = 30 * MINUTE_MS;
const root = path.resolve(__dirname, '../..');

function readOptions() {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: '7' },
      'step-minutes': { type: 'string', default: '5' },
    },
  });
  const number = (name: 'days' | 'step-minutes', most: number) => {
    const value = Number(values[name]);
    if (!(value > 0) || value > most) {
      throw new Error(
        `--${name}: found '${values[name]}', allowed is a number above 0 and up to ${most}`,
      );
    }
    return value;
  };
  return { days: number('days', 13), stepMinutes: number('step-minutes', 30) };
}

/** The organisation of the example, where the catalog would have read it. */
function readComponents(): Entity[] {
  const file = path.join(root, 'examples/components.yaml');
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map(document => document.toJS() as Entity)
    .filter(({ kind }) => kind === 'Component')
    .map(entity => ({
      ...entity,
      metadata: {
        ...entity.metadata,
        namespace: 'default',
        annotations: {
          ...entity.metadata.annotations,
          'backstage.io/managed-by-location': `file:${file}`,
        },
      },
    }));
}

async function startPortal(prometheusUrl: string) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      import('@platform-ops/backstage-plugin-ops-health-backend'),
      import(
        '@platform-ops/backstage-plugin-ops-health-backend-module-prometheus'
      ),
      mockServices.rootConfig.factory({
        data: {
          opsHealth: {
            // Samples are a minute apart here.
            window: { minutes: 10 },
            sources: {
              prometheus: {
                type: 'prometheus',
                url: prometheusUrl,
                // A week goes by in minutes.
                maxQueriesPerMinute: 60_000,
                environment: 'production',
              },
            },
          },
        },
      }),
      catalogServiceMock.factory({ entities: readComponents() }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
  });
  const url = `http://127.0.0.1:${backend.server.port()}/api/ops-health`;
  return {
    refresh: () => scheduler.triggerTask('ops-health-refresh'),
    list: async (query: string) => {
      const answer = await fetch(`${url}/health/list?${query}`, {
        headers: { authorization: mockCredentials.user.header() },
      });
      if (!answer.ok) {
        throw new Error(await answer.text());
      }
      return (await answer.json()) as ListHealthResponse;
    },
    stop: () => backend.stop(),
  };
}

async function measure({ days, stepMinutes }: ReturnType<typeof readOptions>) {
  const sandbox = await startSandboxProcess(root);
  let start = performance.now();
  const end = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const prometheus = await startPrometheus({
    flags: ['--storage.tsdb.retention.time=60d'],
    fill: dataDirectory =>
      writeSandboxBlocks(sandbox.ask, dataDirectory, {
        days,
        stepSeconds: SAMPLE_STEP_SECONDS,
      }),
  });
  sandbox.stop();
  console.log(`${days} days written in ${round(secondsSince(start))} s`);
  const clock = FakeTimers.install({
    now: end - days * DAY_MS + SETTLE_MS,
    toFake: ['Date'],
  });
  const portal = await startPortal(prometheus.url);
  const seen = {
    bad: new Map<string, string>(),
    warning: new Map<string, string>(),
  };
  let refreshes = 0;
  let entities = 0;
  start = performance.now();
  for (
    let now = end - days * DAY_MS + SETTLE_MS;
    now < end;
    now += stepMinutes * MINUTE_MS
  ) {
    clock.setSystemTime(now);
    await portal.refresh();
    refreshes += 1;
    // What lists rest on is at most a second old.
    clock.setSystemTime(now + 1500);
    const { items, totalItems } = await portal.list(
      'state=bad&state=warning&limit=100',
    );
    for (const { entityRef, state, reason } of items) {
      const of = seen[state as 'bad' | 'warning'];
      if (!of.has(entityRef)) {
        of.set(entityRef, reason);
        console.log(
          `${new Date(now).toISOString()} ${entityRef} ${state}: ${reason}`,
        );
      }
    }
    if (refreshes % 500 === 0) {
      console.log(`${new Date(now).toISOString()}: ${totalItems} not well`);
    }
    entities = (await portal.list('limit=1')).totalItems;
  }
  clock.uninstall();
  await portal.stop();
  await prometheus.stop();
  return {
    days,
    entities,
    refreshes,
    red: seen.bad.size,
    warnings: seen.warning.size,
    seconds: round(secondsSince(start), 0),
  };
}

measure(readOptions()).then(
  result => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
