// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ops_health_slos', table => {
    table.comment('Service level objectives and how they stand');
    table.string('id').primary();
    table.string('entity_ref').notNullable().index();
    table.string('origin').notNullable();
    table.text('definition').notNullable().comment('JSON');
    table
      .string('counted')
      .notNullable()
      .comment('Hash of what is counted: with another one the hours go');
    table.timestamp('hours_since').comment('The oldest hour that was counted');
    table.timestamp('hours_until').comment('Where the newest one ends');
    table.integer('empty_hours').notNullable().defaultTo(0);
    table.text('status').comment('JSON');
    table.timestamp('firing_since');
    table.timestamp('evaluated_at');
  });

  await knex.schema.createTable('ops_health_slo_hours', table => {
    table.comment('Good and all events by the hour, for 13 months');
    table.string('slo_id').notNullable();
    table.timestamp('hour').notNullable();
    table.double('good').notNullable();
    table.double('total').notNullable();
    table.float('coverage').notNullable();
    table.primary(['slo_id', 'hour']);
  });

  await knex.schema.createTable('ops_health_slo_files', table => {
    table.comment('What was read at the annotations of entities');
    table.string('entity_ref').primary();
    table.text('path').notNullable();
    table.text('etag');
    table.timestamp('read_at').notNullable();
    table.text('problems').notNullable().comment('JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['slo_files', 'slo_hours', 'slos']) {
    await knex.schema.dropTable(`ops_health_${name}`);
  }
};
