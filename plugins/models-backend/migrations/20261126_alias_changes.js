// @ts-check

/**
 * The history of aliases, and what lets all history be read by time. What was
 * first seen when, before this, is not known well enough to be history.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex('models_counters').insert({ name: 'alias-change', value: 0 });

  await knex.schema.createTable('models_alias_changes', table => {
    table.comment('Append-only; a trigger refuses change and removal');
    table.bigInteger('sequence').primary();
    table.string('model_id', 36).notNullable();
    table.text('alias').notNullable();
    table.string('from_version').comment('Missing where it was set anew');
    table.string('to_version').comment('Missing where it was removed');
    table
      .timestamp('observed_after')
      .comment('Missing for what was there when first seen');
    table.timestamp('observed_before').notNullable();
    table
      .text('canonical')
      .notNullable()
      .comment('The entry as canonical JSON, so that it can be hashed later');
    table.index(['model_id', 'observed_before']);
    table.index(['observed_before']);
  });
  if (knex.client.config.client.includes('sqlite')) {
    for (const verb of ['update', 'delete']) {
      await knex.raw(
        `CREATE TRIGGER models_alias_changes_no_${verb} BEFORE ${verb.toUpperCase()} ON models_alias_changes
         BEGIN SELECT RAISE(ABORT, 'models_alias_changes is append-only'); END`,
      );
    }
  } else {
    await knex.raw(
      `CREATE FUNCTION models_alias_changes_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'models_alias_changes is append-only'; END $$`,
    );
    await knex.raw(
      `CREATE TRIGGER models_alias_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON models_alias_changes
       FOR EACH STATEMENT EXECUTE FUNCTION models_alias_changes_append_only()`,
    );
  }

  await knex.schema.alterTable('models_stage_changes', table => {
    table.index(['observed_before']);
  });
  await knex.schema.alterTable('models_versions', table => {
    table
      .timestamp('first_seen_after')
      .comment('When it was not there yet; missing where nobody looked before');
    table.index(['first_seen_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('models_versions', table => {
    table.dropIndex(['first_seen_at']);
    table.dropColumn('first_seen_after');
  });
  await knex.schema.alterTable('models_stage_changes', table => {
    table.dropIndex(['observed_before']);
  });
  await knex.schema.dropTable('models_alias_changes');
  if (!knex.client.config.client.includes('sqlite')) {
    await knex.raw('DROP FUNCTION models_alias_changes_append_only()');
  }
  await knex('models_counters').where({ name: 'alias-change' }).delete();
};
