// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ops_health_resources', table => {
    table.comment('Things that run and say how they are, as last seen');
    table.string('source_id').notNullable();
    table.string('resource_id', 700).notNullable();
    table.string('environment');
    table.text('entity_refs').notNullable().comment('JSON');
    table.text('resource').notNullable().comment('JSON');
    table
      .timestamp('unready_since')
      .comment('As the resource says, else when it was first seen so');
    table.timestamp('seen_at').notNullable();
    table.primary(['source_id', 'resource_id']);
  });

  await knex.schema.createTable('ops_health_alerts', table => {
    table.comment('Alerts that fire, or did lately');
    table.string('source_id').notNullable();
    table.string('fingerprint').notNullable();
    table.string('environment');
    table.text('entity_refs').notNullable().comment('JSON');
    table.text('alert').notNullable().comment('JSON');
    table.timestamp('starts_at').notNullable();
    table.timestamp('ends_at').comment('Set once it ended, or where it will');
    table.timestamp('seen_at').notNullable();
    table.primary(['source_id', 'fingerprint']);
  });

  await knex.schema.createTable('ops_health_changes', table => {
    table.comment('What changed about entities, such as deployments');
    table.bigIncrements('id');
    table.string('entity_ref').notNullable();
    table.timestamp('at').notNullable().index();
    table.string('kind').notNullable();
    table.text('text').notNullable();
    table.string('environment');
    table.string('source_id');
    table.index(['entity_ref', 'at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['changes', 'alerts', 'resources']) {
    await knex.schema.dropTable(`ops_health_${name}`);
  }
};
