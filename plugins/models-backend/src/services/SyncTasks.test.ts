import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { initDatabase } from '../__testUtils__/initDatabase';
import { RegistryStore } from '../database/RegistryStore';
import type { RegistrySync } from './RegistrySync';
import { SyncTasks } from './SyncTasks';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function setUp() {
  const knex = await initDatabase(databases, 'SQLITE_3');
  const registries = new RegistryStore(knex);
  const lifecycle = mockServices.lifecycle.mock();
  const run: { task?: (signal: AbortSignal) => Promise<void> } = {};
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => {
      run.task = task.fn as typeof run.task;
    },
  });
  let failing = async (_isTimeUp: () => boolean): Promise<never> => {
    throw new Error('MLflow could not be reached');
  };
  const sync = {
    run: async (_signal: AbortSignal, isTimeUp: () => boolean) => {
      await registries.update('prod', {
        sync_started_at: new Date(),
        progress_done: 3,
      });
      return failing(isTimeUp);
    },
  } as unknown as RegistrySync;
  const tasks = new SyncTasks({
    lifecycle,
    scheduler,
    logger: mockServices.logger.mock(),
    registries,
    syncs: new Map([['prod', sync]]),
    onSynced: async () => {},
  });
  await tasks.schedule({ frequency: { seconds: 30 }, timeout: { minutes: 5 } });
  return {
    registries,
    lifecycle,
    run: run.task!,
    failWith(next: (isTimeUp: () => boolean) => Promise<never>) {
      failing = next;
    },
  };
}

describe('SyncTasks', () => {
  it('does not blame the registry for a sync that the stop of the portal cut off', async () => {
    const { lifecycle, registries, run, failWith } = await setUp();
    const { signal } = new AbortController();
    failWith(async () => {
      for (const [stop] of lifecycle.addShutdownHook.mock.calls) {
        await stop();
      }
      throw new Error('The client is destroyed');
    });
    await run(signal);
    expect(await registries.get('prod')).toMatchObject({
      sync_started_at: null,
      progress_done: null,
      last_error: null,
      consecutive_failures: 0,
    });
  });

  it('tells a run to end when half of its time-out is over', async () => {
    const { run, failWith } = await setUp();
    const told: boolean[] = [];
    const clock = jest.spyOn(Date, 'now');
    try {
      failWith(async isTimeUp => {
        const begin = Date.now();
        for (const seconds of [0, 140, 160]) {
          clock.mockReturnValue(begin + seconds * 1000);
          told.push(isTimeUp());
        }
        throw new Error('enough');
      });
      await run(new AbortController().signal);
    } finally {
      clock.mockRestore();
    }
    expect(told).toEqual([false, false, true]);
  });

  it('tells in words that a sync failed or took too long', async () => {
    const { registries, run } = await setUp();
    await run(new AbortController().signal);
    expect(await registries.get('prod')).toMatchObject({
      sync_started_at: null,
      last_error: 'MLflow could not be reached',
      consecutive_failures: 1,
    });
    await run(AbortSignal.abort());
    expect(await registries.get('prod')).toMatchObject({
      last_error:
        'One step took longer than models.sync.timeout allows; what was read before is kept',
      consecutive_failures: 2,
    });
  });
});
