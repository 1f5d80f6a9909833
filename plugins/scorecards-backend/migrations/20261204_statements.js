// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scorecards_decisions', table => {
    table
      .text('bound_to')
      .comment('What facts said that a statement is bound to, JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scorecards_decisions', table => {
    table.dropColumn('bound_to');
  });
};
