// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ops_health_indicator_problems', table => {
    table.comment('What is wrong with the queries that people defined');
    table.string('source_id').notNullable();
    table.string('entity_ref').notNullable().index();
    table.text('problems').notNullable().comment('JSON');
    table.primary(['source_id', 'entity_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ops_health_indicator_problems');
};
