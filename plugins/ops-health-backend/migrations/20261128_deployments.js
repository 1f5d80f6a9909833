// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ops_health_deployments', table => {
    table.comment('Which model versions resources serve, as last matched');
    table.string('source_id').notNullable();
    table.string('resource_id', 700).notNullable();
    table
      .string('serving_key', 64)
      .notNullable()
      .comment('Hash of the revision and the artefact');
    table.string('model_ref', 400).index();
    table.text('serving').notNullable().comment('JSON');
    table.text('match').notNullable().comment('JSON');
    table
      .timestamp('since_after')
      .comment('When the resource was last seen without it');
    table.timestamp('since_before').notNullable();
    table.primary(['source_id', 'resource_id', 'serving_key']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ops_health_deployments');
};
