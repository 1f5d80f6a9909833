// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('ops_health_sources', table => {
    table
      .timestamp('refresh_asked_at')
      .comment('When somebody wanted it to be asked without waiting');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('ops_health_sources', table => {
    table.dropColumn('refresh_asked_at');
  });
};
