// @ts-check

/** Hashes of the addresses that a version's artefact has. */
const KEYS = ['artifact_key', 'storage_key', 'client_key'];

/**
 * Lets versions be found by their artefacts. The hashes are filled in by the
 * next sync: without a fingerprint it reads each version again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('models_versions', table => {
    for (const key of KEYS) {
      table.string(key, 64).index();
    }
    table.index(['artifact_digest']);
  });
  await knex('models_versions').update({ fingerprint: '' });
  await knex('models_models').update({ fingerprint: null });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('models_versions', table => {
    table.dropIndex(['artifact_digest']);
    for (const key of KEYS) {
      table.dropIndex([key]);
    }
    table.dropColumns(...KEYS);
  });
};
