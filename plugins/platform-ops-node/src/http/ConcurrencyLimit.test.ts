import { ConcurrencyLimit } from './ConcurrencyLimit';

it('lets the next in when one is done, and whoever gives up leaves the line', async () => {
  const limit = ConcurrencyLimit.create(1);
  const { signal } = new AbortController();
  const givesUp = new AbortController();
  const started: string[] = [];
  let finish = () => {};
  const first = limit.run(async () => {
    started.push('first');
    await new Promise<void>(resolve => {
      finish = resolve;
    });
  }, signal);
  const second = limit.run(async () => started.push('second'), givesUp.signal);
  const third = limit.run(async () => {
    started.push('third');
    throw new Error('wrong');
  }, signal);
  givesUp.abort(new Error('No longer'));
  await expect(second).rejects.toThrow('No longer');
  expect(started).toEqual(['first']);
  finish();
  await first;
  await expect(third).rejects.toThrow('wrong');
  expect(await limit.run(async () => 'fourth', signal)).toBe('fourth');
});
