import type { Knex } from 'knex';
import { CollectorStore } from './CollectorStore';
import { DueStore } from './DueStore';
import { EntityStore } from './EntityStore';
import { FactStore } from './FactStore';
import { HistoryStore } from './HistoryStore';
import { RulesStore } from './RulesStore';
import { ScorecardQueries } from './ScorecardQueries';
import { ScorecardStore } from './ScorecardStore';
import { StateStore } from './StateStore';

/** All that the plugin keeps. */
export function createStores(knex: Knex) {
  const rulesVersions = new RulesStore(knex);
  return {
    rulesVersions,
    collectorStore: new CollectorStore(knex),
    dues: new DueStore(knex),
    entities: new EntityStore(knex),
    facts: new FactStore(knex),
    history: new HistoryStore({ knex, rules: rulesVersions }),
    scorecards: new ScorecardStore({ knex, rules: rulesVersions }),
    queries: new ScorecardQueries(knex),
    state: new StateStore(knex),
  };
}

export type Stores = ReturnType<typeof createStores>;
