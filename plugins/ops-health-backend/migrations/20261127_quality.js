// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ops_health_quality', table => {
    table.comment('Measurements of quality as reported: rows are only added');
    table.bigIncrements('id');
    table
      .string('key')
      .notNullable()
      .unique()
      .comment('Hash of the entity and the id of the client, or the content');
    table.string('content').notNullable().comment('Hash of what was reported');
    table.string('entity_ref', 400).notNullable();
    table.string('environment').notNullable();
    table.string('indicator').notNullable();
    table.string('name');
    table.string('slice_feature');
    table.string('slice_value');
    table
      .string('series')
      .notNullable()
      .comment('Hash of the environment, indicator, name and slice');
    table.string('model_version');
    table.double('value').comment('Missing while labels are pending');
    table.bigInteger('examples').notNullable();
    table.string('labels').notNullable();
    table.string('evaluation_set').notNullable();
    table.timestamp('measured_from').notNullable();
    table.timestamp('measured_to').notNullable();
    table.integer('label_delay_seconds').notNullable();
    table
      .timestamp('known_at')
      .notNullable()
      .comment('When its labels came, from when on it grows old');
    table.text('confidence_interval').comment('JSON');
    table.text('run_url');
    table.timestamp('reported_at').notNullable().index();
    table.string('reported_by').notNullable();
    table.index(['entity_ref', 'series', 'measured_to']);
    table.index(['known_at']);
  });

  await knex.schema.createTable('ops_health_gpu_hours', table => {
    table.comment('How much the GPUs of entities worked, by the hour');
    table.string('entity_ref', 400).notNullable();
    table
      .string('environment')
      .notNullable()
      .comment('Empty: nobody mapped it');
    table.timestamp('hour').notNullable();
    table.integer('samples').notNullable();
    table.double('utilisation').notNullable().comment('Sum of the samples');
    table.double('highest').notNullable();
    table.text('gpus').notNullable().comment('JSON: what it held last');
    table.primary(['entity_ref', 'environment', 'hour']);
    table.index(['hour']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['gpu_hours', 'quality']) {
    await knex.schema.dropTable(`ops_health_${name}`);
  }
};
