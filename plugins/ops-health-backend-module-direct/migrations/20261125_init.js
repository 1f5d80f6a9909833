// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ops_health_direct_sources', table => {
    table.comment('How far the samples of each source are in chunks');
    table.string('source_id').primary();
    table
      .bigInteger('sealed_until')
      .notNullable()
      .comment(
        'Samples before it are in chunks, those after it in the journal',
      );
    table.text('status').comment('JSON: what is to be known of the targets');
  });

  await knex.schema.createTable('ops_health_direct_series', table => {
    table.comment('Metrics with their labels');
    table.bigIncrements('id');
    table.string('source_id').notNullable();
    table.string('key_hash', 64).notNullable();
    table.text('key').notNullable().comment('JSON: metric and sorted labels');
    table.bigInteger('last_sample_at').notNullable();
    table.unique(['source_id', 'key_hash']);
    table.index(['source_id', 'id']);
  });

  await knex.schema.createTable('ops_health_direct_journal', table => {
    table.comment('Samples as they came, until they are in chunks');
    table.bigIncrements('id');
    table.string('source_id').notNullable();
    table.bigInteger('newest_at').notNullable();
    table.binary('payload').notNullable();
    table.index(['source_id', 'id']);
  });

  await knex.schema.createTable('ops_health_direct_chunks', table => {
    table.comment('Samples of one series over a stretch of time');
    table.bigInteger('series_id').notNullable();
    table
      .integer('resolution')
      .notNullable()
      .comment(
        '0 as scraped, over two hours; 1 every five minutes, over a day',
      );
    table.bigInteger('start_at').notNullable();
    table.binary('payload').notNullable();
    table.primary(['series_id', 'resolution', 'start_at']);
    table.index(['resolution', 'start_at']);
  });

  await knex.schema.createTable('ops_health_direct_targets', table => {
    table.comment('Targets that were seen, and whether their past was read');
    table.string('source_id').notNullable();
    table.string('key_hash', 64).notNullable();
    table.bigInteger('first_seen_at').notNullable();
    table.string('history').notNullable();
    table.integer('history_attempts').notNullable().defaultTo(0);
    table.primary(['source_id', 'key_hash']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['targets', 'chunks', 'journal', 'series', 'sources']) {
    await knex.schema.dropTable(`ops_health_direct_${name}`);
  }
};
