// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scorecards_campaigns', table => {
    table
      .string('reminded_on', 10)
      .comment('The last day of reminders that was dealt with');
  });

  await knex.schema.createTable('scorecards_campaign_ends', table => {
    table.comment('How each entity stood when a campaign was ended');
    table.string('campaign_id', 40).notNullable();
    table.string('entity_ref', 400).notNullable();
    table.text('title').notNullable();
    table.string('owner', 400);
    table.string('rules_hash').notNullable();
    table.text('letters').notNullable().comment('One for each control');
    table.primary(['campaign_id', 'entity_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scorecards_campaign_ends');
  await knex.schema.alterTable('scorecards_campaigns', table => {
    table.dropColumn('reminded_on');
  });
};
