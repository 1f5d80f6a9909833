import { TestDatabases } from '@backstage/backend-test-utils';
import { describeFailure } from './describeFailure';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe('describeFailure', () => {
  it.each(databases.eachSupportedId())(
    'keeps what was written to %s out of the message',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await knex.schema.createTable('names', table => {
        table.text('name').notNullable();
      });
      const rows = [{ name: 'a secret - of somebody' }, { name: null }];
      const error = await knex('names')
        .insert(rows)
        .catch(caught => caught);
      const message = describeFailure(error);
      expect(message).toMatch(
        /^The portal's database refused it: (null value|NOT NULL)/,
      );
      expect(message).not.toMatch(/secret|insert/);
    },
  );

  it('says what a registry says, in short', () => {
    expect(describeFailure(new Error('GET / - 500'))).toBe('GET / - 500');
    expect(describeFailure('x')).toBe('x');
    expect(describeFailure(new Error('x'.repeat(5000)))).toHaveLength(1001);
  });
});
