// @ts-check

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function concerned(table) {
  table.string('entity_ref', 400).notNullable();
  table.string('framework_id', 80).notNullable();
  table.string('control_id', 80).notNullable();
  table
    .text('about')
    .notNullable()
    .comment('What it was called when it was written, JSON');
  table.index(['entity_ref', 'framework_id', 'control_id']);
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('scorecards_decisions', table => {
    table.comment('What somebody asked for and somebody else decides');
    table.bigIncrements('seq');
    table.string('id', 40).notNullable().unique();
    table
      .string('chain_id', 40)
      .notNullable()
      .index()
      .comment('The first of those that continue each other');
    table.string('renews', 40).comment('The one that it continues');
    concerned(table);
    table.string('kind', 20).notNullable();
    table
      .string('state', 20)
      .notNullable()
      .index()
      .comment('An approved one is expired once its time is over');
    table.text('reason').notNullable();
    table.text('evidence_url');
    table.integer('days').notNullable();
    table.string('requested_by', 400).notNullable().index();
    table.timestamp('requested_at').notNullable();
    table.string('decided_by', 400);
    table.timestamp('decided_at');
    table.text('comment');
    table.timestamp('expires_at').index();
    table.string('ended_by', 400);
    table.timestamp('ended_at');
    table.text('end_reason');
  });
  await knex.raw(
    "CREATE UNIQUE INDEX scorecards_decisions_open ON scorecards_decisions (entity_ref, framework_id, control_id, kind) WHERE state = 'requested'",
  );

  await knex.schema.createTable('scorecards_decision_steps', table => {
    table.comment('Append-only: who did what to a decision');
    table.bigIncrements('id');
    table.string('decision_id', 40).notNullable().index();
    table.string('step', 20).notNullable();
    table.timestamp('at').notNullable().index();
    table.string('by', 400).notNullable();
    table
      .string('through', 400)
      .comment('The plugin that did it on behalf of the person');
    table.text('comment');
  });

  await knex.schema.createTable('scorecards_attestations', table => {
    table.comment('What people stated');
    table.bigIncrements('seq');
    table.string('id', 40).notNullable().unique();
    concerned(table);
    table
      .string('state', 20)
      .notNullable()
      .comment('A valid one is expired once its time is over');
    table.text('statement').notNullable();
    table.text('evidence_url');
    table.string('signed_by', 400).notNullable().index();
    table.timestamp('signed_at').notNullable();
    table.timestamp('expires_at').notNullable().index();
    table.string('ended_by', 400);
    table.timestamp('ended_at');
    table.text('end_reason');
  });
  await knex.raw(
    "CREATE UNIQUE INDEX scorecards_attestations_valid ON scorecards_attestations (entity_ref, framework_id, control_id) WHERE state = 'valid'",
  );

  await knex.schema.createTable('scorecards_acceptances', table => {
    table.comment('Who accepted the text of an unverified control');
    table.bigIncrements('id');
    table.string('framework_id', 80).notNullable();
    table.string('control_id', 80).notNullable();
    table
      .string('text_hash', 64)
      .notNullable()
      .comment('Of the text that was read; another needs another acceptance');
    table.string('accepted_by', 400).notNullable();
    table.timestamp('accepted_at').notNullable();
    table.text('comment').notNullable();
    table.string('withdrawn_by', 400);
    table.timestamp('withdrawn_at');
    table.text('withdrawal');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX scorecards_acceptances_valid ON scorecards_acceptances (framework_id, control_id, text_hash) WHERE withdrawn_at IS NULL',
  );

  await knex.schema.createTable('scorecards_notices', table => {
    table.comment('What people were told, so that it is told once');
    table.string('key', 200).primary();
    table.timestamp('sent_at').notNullable();
  });

  await knex.schema.alterTable('scorecards_intervals', table => {
    table
      .text('stated')
      .comment('Ids of decisions and statements that counted, JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scorecards_intervals', table => {
    table.dropColumn('stated');
  });
  for (const name of [
    'notices',
    'acceptances',
    'attestations',
    'decision_steps',
    'decisions',
  ]) {
    await knex.schema.dropTable(`scorecards_${name}`);
  }
};
