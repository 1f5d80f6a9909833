// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ops_health_counters', table => {
    table.comment('Counters that rise within the transaction that uses them');
    table.string('name').primary();
    table.bigInteger('value').notNullable();
  });
  await knex('ops_health_counters').insert({ name: 'revision', value: 0 });

  await knex.schema.createTable('ops_health_entities', table => {
    table.comment('What ops health needs to know of catalog entities');
    table.string('entity_ref').primary();
    table.string('hash').notNullable();
    table.text('definition').notNullable().comment('JSON');
  });

  await knex.schema.createTable('ops_health_observations', table => {
    table.comment('The last readings that each source gave of an entity');
    table.string('entity_ref').notNullable();
    table.string('source_id').notNullable();
    table.timestamp('observed_at').notNullable();
    table.text('readings').notNullable().comment('JSON');
    table.primary(['entity_ref', 'source_id']);
  });

  await knex.schema.createTable('ops_health_states', table => {
    table.comment('The state of each entity that any source ever told about');
    table.string('entity_ref').primary();
    table.string('state').notNullable();
    table.timestamp('since').notNullable();
    table.text('reason').notNullable();
    table.boolean('stale').notNullable();
    table.text('detail').notNullable().comment('JSON');
    table.string('hash').notNullable();
  });

  await knex.schema.createTable('ops_health_transitions', table => {
    table.comment('Every change of state, in order');
    table.bigIncrements('id');
    table.string('entity_ref').notNullable().index();
    table.timestamp('at').notNullable().index();
    table.string('from_state');
    table.string('to_state').notNullable();
    table.text('reason').notNullable();
  });

  await knex.schema.createTable('ops_health_sources', table => {
    table.comment('How each source stands');
    table.string('id').primary();
    table.timestamp('last_refresh_at');
    table.timestamp('last_success_at');
    table.text('status').notNullable().comment('JSON');
  });

  await knex.schema.createTable('ops_health_label_sets', table => {
    table.comment('Label sets of the sources, and whose they are');
    table.string('source_id').notNullable();
    table.integer('position').notNullable();
    table.string('state').notNullable();
    table.string('rule').notNullable();
    table.text('labels').notNullable().comment('JSON');
    table.text('search').notNullable();
    table.string('environment');
    table.text('entity_refs').notNullable().comment('JSON');
    table.timestamp('seen_at').notNullable();
    table.primary(['source_id', 'position']);
    table.index(['source_id', 'state', 'position']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'label_sets',
    'sources',
    'transitions',
    'states',
    'observations',
    'entities',
    'counters',
  ]) {
    await knex.schema.dropTable(`ops_health_${name}`);
  }
};
