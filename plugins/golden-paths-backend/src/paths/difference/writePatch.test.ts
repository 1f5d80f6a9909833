import { applyPatch } from 'diff';
import { writePatch } from './writePatch';

const lines = (count: number, text: string) =>
  Array.from({ length: count }, (_, index) => `${text} ${index}`).join('\n');

it.each([
  ['a line', 'a\nb\nc\n', 'a\nB\nc\n'],
  ['an end without a newline', 'a\nb', 'a\nb\n'],
  ['all lines of a long file', lines(1_000, 'old'), `${lines(900, 'new')}\n`],
  ['a long file that is new', undefined, lines(2_000, 'new')],
  ['a long file that is gone', `${lines(2_000, 'old')}\n`, undefined],
])('tells %s', (_, before, after) => {
  const patch = writePatch('a file', before, after, 500)!;
  expect(applyPatch(before ?? '', patch)).toBe(after ?? '');
  expect(patch.split('\n').slice(0, 2)).toEqual([
    `--- ${before === undefined ? '/dev/null' : 'a/a file'}`,
    `+++ ${after === undefined ? '/dev/null' : 'b/a file'}`,
  ]);
});

it('tells nothing of what is too large, and takes no long time', () => {
  expect(writePatch('a', 'a'.repeat(250_000), 'b', 500)).toBeUndefined();
  const { user } = process.cpuUsage();
  writePatch('a', lines(9_000, 'old'), lines(9_000, 'new'), 500);
  expect(process.cpuUsage().user - user).toBeLessThan(200_000);
});
