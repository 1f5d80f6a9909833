// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('scorecards_claims', table => {
    table.comment('What one of several replicas does at the moment');
    table.string('key', 64).primary().comment('SHA-256 of what it is');
    table.datetime('claimed_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scorecards_claims');
};
