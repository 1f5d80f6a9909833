// @ts-check

/**
 * What was read in which run, so that reading a large registry goes over many
 * runs and none of them begins anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('models_registries', table => {
    table.integer('runs').notNullable().defaultTo(0).comment('Runs so far');
    table
      .text('sweep')
      .comment('JSON: a reading of all versions that is under way');
  });
  await knex.schema.alterTable('models_models', table => {
    table
      .integer('listed_in_run')
      .notNullable()
      .defaultTo(0)
      .comment('The run that last saw a change of the listing row');
    table
      .integer('read_in_run')
      .comment('The run that last read all its versions');
  });
  await knex('models_models')
    .whereNotNull('fingerprint')
    .update({ read_in_run: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('models_models')
    .where(builder =>
      builder
        .whereNull('read_in_run')
        .orWhereRaw('read_in_run < listed_in_run'),
    )
    .update({ fingerprint: null });
  await knex.schema.alterTable('models_models', table => {
    table.dropColumns('listed_in_run', 'read_in_run');
  });
  await knex.schema.alterTable('models_registries', table => {
    table.dropColumns('runs', 'sweep');
  });
};
