import { PreviewLimit } from './PreviewLimit';

it('lets nobody keep the others waiting, and nobody wait for ever', async () => {
  const limit = new PreviewLimit();
  const stopping = new AbortController();
  const started: string[] = [];
  const ends: Array<() => void> = [];
  const start = async (caller: string) =>
    limit.run(
      async () => {
        started.push(caller);
        await new Promise<void>(resolve => {
          ends.push(resolve);
        });
      },
      { caller, signal: stopping.signal },
    );
  const first = start('user:default/greedy');
  const waiting = [1, 2, 3].map(async () => start('user:default/greedy'));
  const other = start('user:default/other');
  const late = start('user:default/late');
  await new Promise(setImmediate);
  expect(started).toEqual(['user:default/greedy', 'user:default/other']);

  ends[1]();
  await other;
  await new Promise(setImmediate);
  expect(started.at(-1)).toBe('user:default/late');

  stopping.abort();
  for (const each of waiting) {
    await expect(each).rejects.toThrow('Too many previews are made');
  }
  ends.forEach(end => end());
  await Promise.all([first, late]);
});
