import type { Knex } from 'knex';
import { AcceptanceStore } from './AcceptanceStore';
import { AttestationStore } from './AttestationStore';
import { CampaignStore } from './CampaignStore';
import { ClaimStore } from './ClaimStore';
import { CollectorStore } from './CollectorStore';
import { DecisionStore } from './DecisionStore';
import { DropStore } from './DropStore';
import { DueStore } from './DueStore';
import { EntityStore } from './EntityStore';
import { FactStore } from './FactStore';
import { HistoryStore } from './HistoryStore';
import { IntervalStore } from './IntervalStore';
import { MatrixQueries } from './MatrixQueries';
import { NoticeStore } from './NoticeStore';
import { RulesStore } from './RulesStore';
import { ScorecardQueries } from './ScorecardQueries';
import { ScorecardStore } from './ScorecardStore';
import { StateStore } from './StateStore';
import { TrendStore } from './TrendStore';

/** All that the plugin keeps. */
export function createStores(knex: Knex) {
  const rulesVersions = new RulesStore(knex);
  const claims = new ClaimStore(knex);
  return {
    rulesVersions,
    acceptances: new AcceptanceStore(knex),
    attestations: new AttestationStore(knex),
    campaignStore: new CampaignStore(knex, claims),
    collectorStore: new CollectorStore(knex),
    decisions: new DecisionStore(knex),
    drops: new DropStore(knex, claims),
    dues: new DueStore(knex),
    entities: new EntityStore(knex),
    facts: new FactStore(knex),
    history: new HistoryStore({ knex, rules: rulesVersions }),
    intervals: new IntervalStore({ knex, rules: rulesVersions }),
    matrixQueries: new MatrixQueries(knex),
    notices: new NoticeStore(knex, claims),
    scorecards: new ScorecardStore({ knex, rules: rulesVersions }),
    queries: new ScorecardQueries(knex),
    state: new StateStore(knex),
    trends: new TrendStore(knex),
  };
}

export type Stores = ReturnType<typeof createStores>;
