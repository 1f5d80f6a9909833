// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('scorecards_results', table => {
    table.comment('What pipelines and scanners pushed, the last of each tool');
    table.string('id').primary().comment('sha256 of what it is the result of');
    table.string('content_hash').notNullable();
    table.string('entity_ref', 400).notNullable();
    table.string('kind').notNullable();
    table
      .string('scans')
      .notNullable()
      .comment('Empty where nothing is scanned');
    table.string('tool').notNullable();
    table.string('commit');
    table.string('version');
    table.string('pipeline').notNullable();
    table.text('url').notNullable();
    table.string('reporter').notNullable();
    table.timestamp('ran_at').notNullable();
    table.timestamp('received_at').notNullable().index();
    table.text('summary').notNullable().comment('JSON');
    table
      .text('open')
      .notNullable()
      .comment('What is open and since when it was seen, JSON');
    table.index(['entity_ref', 'ran_at']);
  });

  await knex.schema.createTable('scorecards_results_entities', table => {
    table.comment('Of which entities there are results that facts do not tell');
    table.string('entity_ref', 400).primary();
    table.integer('revision').notNullable().comment('Rises with each change');
    table.boolean('told').notNullable().index();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scorecards_results_entities');
  await knex.schema.dropTable('scorecards_results');
};
