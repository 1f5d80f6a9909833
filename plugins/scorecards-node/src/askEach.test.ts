import { askEach, type EachAnswer } from './askEach';

const { signal } = new AbortController();
const items = Array.from({ length: 120 }, (_, index) => index);

async function ask(
  answer: (item: number) => Promise<number | undefined>,
): Promise<Array<EachAnswer<number, number>>> {
  const parts = [];
  for await (const part of askEach(items, answer, {
    subject: 'squares',
    signal,
  })) {
    parts.push(part);
  }
  return parts;
}

it('asks all, a few at once, and leaves out what there is nothing to tell of', async () => {
  let running = 0;
  let most = 0;
  const parts = await ask(async item => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    return item % 2 ? undefined : item * item;
  });
  expect(most).toBe(4);
  expect(parts.flatMap(({ answers }) => answers)).toHaveLength(60);
  expect(parts[0].answers[1]).toEqual({ item: 2, answer: 4 });
  expect(parts.flatMap(({ failures }) => failures)).toEqual([]);
});

it('tells of each part what could not be found out', async () => {
  const parts = await ask(async item => {
    if (item % 50 === 0) {
      throw new Error('busy');
    }
    return item;
  });
  expect(parts.flatMap(({ answers }) => answers)).toHaveLength(117);
  expect(parts[2].failures).toEqual([
    { subject: 'squares of 1 entities', message: 'busy' },
  ]);
});

it('gives up where nothing answers', async () => {
  const asked: number[] = [];
  const parts = await ask(async item => {
    asked.push(item);
    throw new Error('away');
  });
  expect(asked).toHaveLength(50);
  expect(parts).toEqual([
    {
      answers: [],
      failures: [{ subject: 'squares of 120 entities', message: 'away' }],
    },
  ]);
});
