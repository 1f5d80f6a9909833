import { TestDatabases } from '@backstage/backend-test-utils';
import { applyKeyset, encodeCursor, type KeysetOrder } from './keyset';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('keyset on %s', databaseId => {
  async function setUp() {
    const knex = await databases.init(databaseId);
    await knex.schema.createTable('things', table => {
      table.string('id').primary();
      table.bigInteger('size').notNullable();
      table.string('name').notNullable();
    });
    await knex('things').insert(
      [3, 1, 2, 1, 10, 1].map((size, index) => ({
        id: `id-${index}`,
        size,
        name: `name ${size}`,
      })),
    );
    const page = async (order: KeysetOrder, cursor?: string) => {
      const query = knex('things').select('id').limit(2);
      applyKeyset(query, knex, order, cursor);
      const rows = await query;
      const last = rows.at(-1);
      return {
        ids: rows.map((row: { id: string }) => row.id),
        next: last && encodeCursor(order, last.keyset_value, last.id),
      };
    };
    return { page };
  }

  it.each([
    ['size', 'asc', true, [1, 3, 5, 2, 0, 4]],
    ['size', 'desc', true, [4, 0, 2, 5, 3, 1]],
    ['name', 'asc', false, [1, 3, 5, 4, 2, 0]],
  ] as const)(
    'gives every row once, by %s %s',
    async (expression, order, numeric, expected) => {
      const { page } = await setUp();
      const by = { expression, order, numeric, id: 'id' };
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const { ids: some, next } = await page(by, cursor);
        ids.push(...some);
        cursor = next;
      } while (cursor);
      expect(ids).toEqual(expected.map(index => `id-${index}`));
    },
  );

  it('refuses a cursor of another list or order', async () => {
    const { page } = await setUp();
    const bySize = { expression: 'size', id: 'id', numeric: true };
    const { next } = await page({ ...bySize, order: 'asc' });
    for (const cursor of [next, 'nonsense', '']) {
      await expect(page({ ...bySize, order: 'desc' }, cursor)).rejects.toThrow(
        /^cursor: '.*' was not given by this list in this order/,
      );
    }
  });
});
