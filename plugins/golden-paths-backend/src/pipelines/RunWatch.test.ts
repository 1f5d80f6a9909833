import { mockServices } from '@backstage/backend-test-utils';
import type { PipelineRun } from '@platform-ops/backstage-plugin-golden-paths-common';
import { NotAskedError, type RunFeed } from './RunSource';
import { RunWatch } from './RunWatch';
import type { Viewer } from './Viewers';

const ANN = { entityRef: 'component:default/a', userRef: 'user:default/ann' };
const MINUTE = 60_000;

const run = (state: PipelineRun['state']): PipelineRun => ({
  id: '1',
  source: 'ci:a',
  type: 'ci',
  title: 'build',
  state,
  steps: [],
  parameters: {},
  metrics: {},
});

function setUp(read: RunFeed['read']) {
  let now = Date.UTC(2026, 0, 1);
  const told: Viewer[][] = [];
  const logger = mockServices.logger.mock();
  const watch = new RunWatch({
    logger,
    onChange: async viewers => void told.push(viewers),
    answerWithinMilliseconds: 20,
    readWithinMilliseconds: 60,
    now: () => now,
  });
  const feed: RunFeed = {
    id: 'ci:a',
    type: 'ci',
    system: 'ci:a.example.com',
    title: 'a',
    everyMilliseconds: 10_000,
    read,
  };
  return {
    told,
    logger,
    watch,
    ask: async () => (await watch.ask([feed], ANN))[0],
    goOn: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** A look that ends when the test says so. */
function held<T>() {
  let end: (value: T) => void = () => {};
  const promise = new Promise<T>(resolve => {
    end = resolve;
  });
  return { promise, end };
}

describe('RunWatch', () => {
  it('does not keep people waiting, and tells them when the answer is there', async () => {
    const looks = [held<PipelineRun[]>(), held<PipelineRun[]>()];
    let look = 0;
    const { ask, goOn, told, watch } = setUp(() => looks[look].promise);
    await expect(ask()).resolves.toEqual({
      source: expect.objectContaining({
        state: 'unknown',
        error: 'has not answered within 0.02 s so far',
        observedAt: undefined,
      }),
      runs: [],
    });
    looks[0].end([run('running')]);
    await watch.poll();
    await expect(ask()).resolves.toMatchObject({
      source: { state: 'ok' },
      runs: [{ state: 'running' }],
    });
    expect(told).toEqual([[ANN]]);

    // Asked for again much later, what is known is old.
    look = 1;
    goOn(5 * MINUTE);
    await expect(ask()).resolves.toMatchObject({
      source: {
        state: 'failing',
        error: 'has not answered within 0.02 s so far',
        observedAt: '2026-01-01T00:00:00.000Z',
      },
      runs: [{ state: 'running' }],
    });
  });

  it('gives up what does not listen', async () => {
    const { ask, told, logger } = setUp(() => new Promise(() => {}));
    await ask();
    await new Promise<void>(resolve => {
      logger.warn.mockImplementation(() => resolve());
    });
    await expect(ask()).resolves.toMatchObject({
      source: { state: 'failing', error: 'did not answer within 0.06 s' },
    });
    expect(told).toEqual([[ANN]]);
  });

  it('lets no slow system hold up another one', async () => {
    const { watch } = setUp(async () => []);
    const feedOf = (system: string, name: number, read: RunFeed['read']) => ({
      id: `${system}/${name}`,
      type: 'ci' as const,
      system,
      title: system,
      everyMilliseconds: 10_000,
      read,
    });
    const slow = Array.from({ length: 20 }, (_, name) =>
      feedOf('ci:slow.example.com', name, () => new Promise(() => {})),
    );
    const quick = feedOf('kfp:quick', 1, async () => [run('succeeded')]);
    const states = await watch.ask([...slow, quick], ANN);
    expect(states.at(-1)).toMatchObject({
      source: { state: 'ok' },
      runs: [{ state: 'succeeded' }],
    });
    watch.stop();
  });

  it('tells what it cannot ask apart from what does not answer', async () => {
    const { ask, logger } = setUp(async () => {
      throw new NotAskedError('integrations.github: there is no token.');
    });
    await expect(ask()).resolves.toMatchObject({
      source: {
        state: 'unknown',
        error: 'integrations.github: there is no token',
      },
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('asks no more often than a feed allows', async () => {
    const read = jest.fn(async () => [run('succeeded')]);
    const { ask, goOn, watch } = setUp(read);
    await Promise.all([ask(), ask(), ask()]);
    goOn(5_000);
    await ask();
    await watch.poll();
    expect(read).toHaveBeenCalledTimes(1);
    // The clock was set back.
    goOn(-MINUTE);
    await ask();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('says nothing more once the portal stops', async () => {
    const { ask, told, logger, watch } = setUp(() => new Promise(() => {}));
    const asked = ask();
    watch.stop();
    await asked;
    expect(told).toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
