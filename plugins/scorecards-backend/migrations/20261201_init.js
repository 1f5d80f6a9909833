// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('scorecards_state', table => {
    table.comment('What there is once: the revision, and the rules in force');
    table.string('name').primary();
    table.text('value').notNullable();
  });

  await knex.schema.createTable('scorecards_entities', table => {
    table.comment('What scorecards need to know of catalog entities');
    table.string('entity_ref', 400).primary();
    table.string('hash').notNullable();
    table.string('kind').notNullable();
    table.text('title').notNullable();
    table.text('sort_title').notNullable().comment('In lower case');
    table.text('search').notNullable().comment('Title and ref in lower case');
    table.string('owner', 400).index();
    table.string('system', 400).index();
    table.text('clusters').notNullable().comment('JSON');
    table.boolean('is_cluster').notNullable();
    table.index(['kind', 'entity_ref']);
  });

  await knex.schema.createTable('scorecards_due', table => {
    table.comment('When each entity is evaluated again, those above first');
    table.string('entity_ref', 400).primary();
    table.integer('rank').notNullable();
    table.timestamp('due_at').notNullable();
    table
      .integer('changes')
      .notNullable()
      .comment('Rises with each reason, so that none is missed meanwhile');
    table.timestamp('evaluated_at');
    table.index(['rank', 'due_at']);
  });

  await knex.schema.createTable('scorecards_facts', table => {
    table.comment('The last fact of each type that is known of an entity');
    table.string('entity_ref', 400).notNullable();
    table.string('type').notNullable();
    table.string('collector_id').notNullable().index();
    table.string('collector_version').notNullable();
    table.text('value').notNullable().comment('JSON');
    table.string('hash').notNullable().comment('sha256 of the value');
    table.timestamp('collected_at').notNullable();
    table.timestamp('expires_at').notNullable();
    table
      .timestamp('known_since')
      .notNullable()
      .comment('From then on there always was one');
    table.text('source').notNullable();
    table.text('query').notNullable();
    table.integer('population').notNullable();
    table.primary(['entity_ref', 'type']);
  });

  await knex.schema.createTable('scorecards_collectors', table => {
    table.comment('How each collector stands');
    table.string('id').primary();
    table.string('state').notNullable();
    table.timestamp('last_started_at');
    table.timestamp('last_succeeded_at');
    table.float('last_seconds');
    table.text('errors').notNullable().comment('JSON');
  });

  await knex.schema.createTable('scorecards_rules', table => {
    table.comment('Each version of a framework that anything was evaluated by');
    table.string('hash').primary();
    table.string('framework_id').notNullable();
    table.string('version').notNullable();
    table.text('controls').notNullable().comment('Ids in order, JSON');
  });

  await knex.schema.createTable('scorecards_scorecards', table => {
    table.comment('How each entity stands in each framework');
    table.string('entity_ref', 400).notNullable();
    table.string('framework_id').notNullable();
    table.string('rules_hash').notNullable();
    table
      .boolean('listed')
      .notNullable()
      .comment('Else only what others inherit from it is evaluated');
    table.string('level').comment('Null where none is reached');
    table
      .integer('score')
      .notNullable()
      .comment('In millionths; -1 where no control counts');
    table.text('summary').notNullable().comment('JSON');
    table.text('verdicts').notNullable().comment('Packed, see packVerdicts');
    table.primary(['entity_ref', 'framework_id']);
    table.index(['framework_id', 'score', 'entity_ref']);
  });

  await knex.schema.createTable('scorecards_intervals', table => {
    table.comment(
      'Append-only: from when on which verdicts held, whatever changed at once',
    );
    table.bigIncrements('id');
    table.string('entity_ref', 400).notNullable();
    table.string('framework_id').notNullable();
    table.timestamp('from_at').notNullable();
    table.string('rules_hash').notNullable();
    table.text('verdicts').notNullable().comment('One letter for each control');
    table.text('reasons').notNullable().comment('Of what changed, JSON');
    table.text('facts').notNullable().comment('Their hashes by type, JSON');
    table.index(['entity_ref', 'framework_id', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'intervals',
    'scorecards',
    'rules',
    'collectors',
    'facts',
    'due',
    'entities',
    'state',
  ]) {
    await knex.schema.dropTable(`scorecards_${name}`);
  }
};
