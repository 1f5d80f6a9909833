// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_paths_repositories', table => {
    table.comment('Git repositories that the portal keeps');
    table.string('name', 40).primary();
    table.text('title').notNullable();
    table.string('owner_ref', 400).notNullable();
    table.string('created_by', 400).notNullable();
    table.integer('head').notNullable().comment('Number of the last commit');
    table.bigInteger('created_at').notNullable().comment('Milliseconds');
    table.bigInteger('pushed_at').notNullable().index().comment('Milliseconds');
    table.text('path_name').comment('The path that made it');
    table.text('path_version');
  });

  await knex.schema.createTable('golden_paths_commits', table => {
    table.comment('The commits of the branch main; the last one is its head');
    table.string('repository', 40).notNullable();
    table.integer('number').notNullable().comment('1, 2, 3, …');
    table.string('hash', 40).notNullable();
    table.string('tree', 40).notNullable().comment('Hash of all files');
    table
      .string('request_key', 64)
      .notNullable()
      .comment('SHA-256 of the id of the request and the tree');
    table.text('message').notNullable();
    table.text('author_name').notNullable();
    table.string('committed_by', 400).notNullable();
    table.bigInteger('committed_at').notNullable().comment('Milliseconds');
    table.primary(['repository', 'number']);
    table.unique(['repository', 'request_key']);
    table.unique(['repository', 'hash']);
    table
      .foreign('repository')
      .references('name')
      .inTable('golden_paths_repositories');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_paths_commits');
  await knex.schema.dropTable('golden_paths_repositories');
};
