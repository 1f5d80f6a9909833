// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scorecards_intervals', table => {
    table
      .integer('score')
      .comment('As in scorecards; null where nothing was said or noted');
    table.string('level').comment('Null where none was reached');
    table.dropIndex(['entity_ref', 'framework_id', 'id']);
    table.index(['framework_id', 'entity_ref', 'from_at', 'id']);
  });

  await knex.schema.alterTable('scorecards_scorecards', table => {
    table
      .integer('before_score')
      .comment('As it was a month ago, as far as it was looked up');
    table.string('before_rules').comment('The rules that it was found by then');
  });

  await knex.schema.createTable('scorecards_drops', table => {
    table.comment('Levels that went down and of which nobody was told yet');
    table.string('entity_ref', 400).notNullable();
    table.string('framework_id').notNullable();
    table.string('from_level').notNullable();
    table.timestamp('since').notNullable();
    table.timestamp('noted_at').notNullable();
    table.primary(['entity_ref', 'framework_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scorecards_drops');
  await knex.schema.alterTable('scorecards_scorecards', table => {
    table.dropColumn('before_rules');
    table.dropColumn('before_score');
  });
  await knex.schema.alterTable('scorecards_intervals', table => {
    table.dropIndex(['framework_id', 'entity_ref', 'from_at', 'id']);
    table.index(['entity_ref', 'framework_id', 'id']);
    table.dropColumn('level');
    table.dropColumn('score');
  });
};
