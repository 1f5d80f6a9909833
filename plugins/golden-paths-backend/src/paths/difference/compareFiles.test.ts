import { compareFiles } from './compareFiles';

const made = (path: string, content: string | Buffer) => ({
  path,
  executable: false,
  content: Buffer.from(content),
});

it('tells of what is no text that it changed, without lines', async () => {
  expect(
    await compareFiles({
      made: [
        made('image.png', Buffer.from([0, 1, 2])),
        made('same.png', Buffer.from([0, 1])),
      ],
      there: new Map([
        ['image.png', Buffer.from('was text')],
        ['same.png', Buffer.from([0, 1])],
      ]),
    }),
  ).toEqual([
    { path: 'image.png', change: 'changed', before: 'was text', patch: '' },
  ]);
});

it('marks what people put where the path writes now, and leaves gone files gone', async () => {
  const changes = await compareFiles({
    made: [made('new.txt', 'of the path\n')],
    there: new Map([['new.txt', Buffer.from('of people\n')]]),
    recorded: { 'deleted.txt': `sha256:${'0'.repeat(64)}` },
  });
  expect(changes).toMatchObject([
    { path: 'new.txt', change: 'changed', isEdited: true },
  ]);
  expect(changes).toHaveLength(1);
});

it('takes no long time, however much changed', async () => {
  const text = (word: string) =>
    Array.from({ length: 240 }, (_, line) => `${word} ${line}\n`).join('');
  const names = Array.from({ length: 1_500 }, (_, index) => `${index}.txt`);
  const { user } = process.cpuUsage();
  const changes = await compareFiles({
    made: names.map(name => made(name, text('new'))),
    there: new Map(names.map(name => [name, Buffer.from(text('old'))])),
  });
  expect(process.cpuUsage().user - user).toBeLessThan(6_000_000);
  expect(changes).toHaveLength(names.length);
  expect(changes.filter(({ patch }) => !patch).length).toBeGreaterThan(1);
  expect(JSON.stringify(changes).length).toBeLessThan(15_000_000);
});
