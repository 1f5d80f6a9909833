// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('scorecards_campaigns', table => {
    table.comment('What somebody wants to be met by a date');
    table.string('id', 40).primary();
    table.text('title').notNullable();
    table.text('description');
    table.string('framework_id').notNullable();
    table.text('scope').notNullable().comment('Which controls of what, JSON');
    table.string('owner_ref', 400).notNullable();
    table.string('due_on', 10).notNullable();
    table.string('started_by', 400).notNullable();
    table.timestamp('started_at').notNullable();
    table.string('ended_by', 400);
    table.timestamp('ended_at');
  });

  await knex.schema.createTable('scorecards_campaign_starts', table => {
    table.comment('How many controls each entity met when a campaign started');
    table.string('campaign_id', 40).notNullable();
    table.string('entity_ref', 400).notNullable();
    table.integer('met').notNullable();
    table.primary(['campaign_id', 'entity_ref']);
  });

  await knex.schema.createTable('scorecards_reminders', table => {
    table.comment('Who was reminded of which campaign, each time once');
    table.string('campaign_id', 40).notNullable();
    table.string('occasion', 10).notNullable().comment('The day it was due');
    table.string('owner_ref', 400).notNullable();
    table.timestamp('sent_at').notNullable();
    table.integer('open').notNullable();
    table.primary(['campaign_id', 'occasion', 'owner_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['reminders', 'campaign_starts', 'campaigns']) {
    await knex.schema.dropTable(`scorecards_${name}`);
  }
};
