// @ts-check

/**
 * A type that nobody gave is unknown, and a data class that nobody knows is a
 * class of its own. What the rows say is mended by the next sync: without a
 * fingerprint it reads the tags of each model again, though its listing is the
 * same.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('models_models', table => {
    table.setNullable('type');
  });
  await knex('models_models').update({ fingerprint: null });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('models_models').whereNull('type').update({ type: 'predictive' });
  await knex.schema.alterTable('models_models', table => {
    table.dropNullable('type');
  });
};
