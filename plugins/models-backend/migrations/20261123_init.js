// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('models_counters', table => {
    table.comment(
      'Counters that rise by one within the transaction that uses them, so that readers who go by number miss nothing',
    );
    table.string('name').primary();
    table.bigInteger('value').notNullable();
  });
  await knex('models_counters').insert([
    { name: 'revision', value: 0 },
    { name: 'stage-change', value: 0 },
  ]);

  await knex.schema.createTable('models_registries', table => {
    table.comment('How the sync of each registry stands');
    table.string('id').primary();
    table.string('server_version');
    table.integer('prompt_count');
    table.timestamp('sync_started_at').comment('Set while a sync runs');
    table.integer('progress_done');
    table.integer('progress_total');
    table.timestamp('last_synced_at');
    table
      .timestamp('last_listing_at')
      .comment('When the last successful sync began to read');
    table.float('last_sync_seconds');
    table
      .timestamp('versions_read_at')
      .comment('When all versions were last read, unchanged models included');
    table.timestamp('last_error_at');
    table.text('last_error');
    table.integer('consecutive_failures').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('models_models', table => {
    table.comment('One row for each registered model, deleted ones included');
    table.string('id', 36).primary();
    table.string('registry_id').notNullable();
    table.text('native_name').notNullable();
    table.string('generated_ref').notNullable();
    table
      .string('entity_ref')
      .notNullable()
      .comment('The generated ref, or that of the entity that claims it');
    table.text('title').notNullable();
    table.text('sort_title').notNullable();
    table.text('purpose');
    table.text('description');
    table.string('type').notNullable();
    table.string('task');
    table.string('framework');
    table.string('owner');
    table.string('system');
    table.string('license');
    table.string('risk_tier');
    table.integer('risk_rank').notNullable();
    table.string('materiality');
    table
      .text('data_classification')
      .notNullable()
      .comment('|a|b|, so that one class can be matched exactly');
    table.text('stages').notNullable().comment('|a|b| likewise');
    table.integer('stage_rank').notNullable();
    table.text('staged_versions').notNullable().comment('JSON');
    table.text('aliases').notNullable().comment('JSON');
    table.text('fields').notNullable().comment('JSON: what nobody filters by');
    table.integer('version_count').notNullable();
    table.text('latest_version');
    table.text('search_text').notNullable();
    table.text('ui_url');
    table.timestamp('created_at');
    table.timestamp('updated_at');
    table.timestamp('first_seen_at').notNullable();
    table.string('fingerprint').comment('Of the listing row');
    table
      .timestamp('absent_since')
      .comment('First complete listing that lacked it');
    table.timestamp('deleted_at');
    table.string('claim_state').notNullable();
    table.string('claimed_by');
    table.text('claim_reason');
    table
      .text('entity_fields')
      .comment('JSON: owner and the like, as the stitched entity has them');
    table.string('etag').notNullable();
    table.bigInteger('revision').notNullable();
    table.unique(['registry_id', 'native_name']);
    table.unique(['generated_ref']);
    table.index(['entity_ref']);
    table.index(['registry_id', 'revision']);
    table.index(['sort_title', 'id']);
    table.index(['owner']);
    table.index(['system']);
  });

  await knex.schema.createTable('models_versions', table => {
    table.comment('One row for each version, deleted ones included');
    table.string('id', 36).primary();
    table.string('model_id', 36).notNullable();
    table.string('version').notNullable();
    table
      .string('sort_version')
      .notNullable()
      .comment('Orders 9 before 10 and 1.9 before 1.10');
    table.string('stage');
    table.integer('stage_rank').notNullable();
    table.string('stage_source');
    table.timestamp('stage_after');
    table.timestamp('stage_before');
    table.string('tag_stage').comment('The stage that a tag of it declares');
    table.string('native_stage');
    table.text('aliases').notNullable().comment('JSON');
    table.string('status').notNullable();
    table.text('status_message');
    table.text('description');
    table.text('created_by');
    table.text('artifact_uri');
    table.string('artifact_digest');
    table.text('run_id');
    table.text('run_url');
    table.text('ui_url');
    table.text('client_uri');
    table.text('tags').notNullable().comment('JSON');
    table.text('details').comment('JSON; missing where no run is known');
    table.text('search_text').notNullable();
    table.timestamp('created_at');
    table.timestamp('updated_at');
    table.timestamp('first_seen_at').notNullable();
    table.timestamp('deleted_at');
    table.string('fingerprint').notNullable();
    table.unique(['model_id', 'version']);
    table.index(['model_id', 'sort_version']);
  });

  await knex.schema.createTable('models_datasets', table => {
    table.comment('Datasets that the runs of versions name');
    table.string('registry_id').notNullable();
    table.text('native_name').notNullable();
    table.string('entity_ref').notNullable().primary();
    table.text('source');
    table.string('source_type');
    table
      .text('data_classification')
      .notNullable()
      .comment('|a|b|: the classes of the models that used it');
    table.timestamp('first_seen_at').notNullable();
    table.string('etag').notNullable();
    table.bigInteger('revision').notNullable();
    table.unique(['registry_id', 'native_name']);
    table.index(['registry_id', 'revision']);
  });

  await knex.schema.createTable('models_claims', table => {
    table.comment('Hand-written entities that claim a model');
    table.string('entity_ref').primary();
    table.string('model_id', 36);
    table.text('target').notNullable().comment('What the entity says it is');
    table.timestamp('first_seen_at').notNullable();
    table.string('state').notNullable();
    table.text('reason');
  });

  await knex.schema.createTable('models_stage_changes', table => {
    table.comment('Append-only; a trigger refuses change and removal');
    table.bigInteger('sequence').primary();
    table.string('model_id', 36).notNullable();
    table.string('version_id', 36).notNullable();
    table.string('version').notNullable();
    table.string('from_stage');
    table.string('to_stage');
    table.string('source').notNullable();
    table.string('actor');
    table.timestamp('exact_at');
    table.timestamp('observed_after');
    table.timestamp('observed_before');
    table
      .text('canonical')
      .notNullable()
      .comment('The entry as canonical JSON, so that it can be hashed later');
    table.index(['model_id', 'sequence']);
    table.index(['version_id', 'sequence']);
  });

  if (knex.client.config.client.includes('sqlite')) {
    for (const verb of ['update', 'delete']) {
      await knex.raw(
        `CREATE TRIGGER models_stage_changes_no_${verb} BEFORE ${verb.toUpperCase()} ON models_stage_changes
         BEGIN SELECT RAISE(ABORT, 'models_stage_changes is append-only'); END`,
      );
    }
  } else {
    await knex.raw(
      `CREATE FUNCTION models_stage_changes_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'models_stage_changes is append-only'; END $$`,
    );
    await knex.raw(
      `CREATE TRIGGER models_stage_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON models_stage_changes
       FOR EACH STATEMENT EXECUTE FUNCTION models_stage_changes_append_only()`,
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'models_stage_changes',
    'models_claims',
    'models_datasets',
    'models_versions',
    'models_models',
    'models_registries',
    'models_counters',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (!knex.client.config.client.includes('sqlite')) {
    await knex.raw('DROP FUNCTION models_stage_changes_append_only()');
  }
};
