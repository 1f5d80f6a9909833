import { compareKeys, pageByKey } from './pageByKey';

describe('pageByKey', () => {
  const items = ['b', 'a', 'c', 'B']
    .map(name => ({ name, rank: name === 'c' ? 1 : 2 }))
    .sort((one, other) => compareKeys(keyOf(one), keyOf(other)));

  function keyOf({ name, rank }: { name: string; rank: number }) {
    return [rank, name];
  }
  const page = (cursor?: string, list = 'names') =>
    pageByKey(items, { list, keyOf, limit: 3, cursor });

  it('gives all items in their order, however they change meanwhile', () => {
    const first = page();
    expect(first.items.map(({ name }) => name)).toEqual(['c', 'B', 'a']);
    const rest = pageByKey(
      items.filter(({ name }) => name !== 'a'),
      { list: 'names', keyOf, limit: 3, cursor: first.nextCursor },
    );
    expect(rest).toEqual({ items: [{ name: 'b', rank: 2 }] });
  });

  it('takes no cursor of another list', () => {
    const { nextCursor } = page();
    for (const cursor of ['other', Buffer.from('null').toString('base64url')]) {
      expect(() => page(cursor)).toThrow('cursor: ');
    }
    expect(() => page(nextCursor, 'others')).toThrow('was not given by');
  });
});
