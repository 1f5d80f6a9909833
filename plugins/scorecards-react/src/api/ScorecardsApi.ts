import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Acceptance,
  AcceptText,
  Attestation,
  Campaign,
  CampaignEntitiesResponse,
  Decision,
  ExplainedControl,
  FrameworkDetail,
  Inbox,
  ListCampaignsResponse,
  ListCollectorsResponse,
  ListDecisionsResponse,
  ListFrameworksResponse,
  ListScorecardsResponse,
  ListWantedAttestationsResponse,
  MatrixResponse,
  RenewDecision,
  RequestDecision,
  Sample,
  Scorecard,
  ScorecardSummary,
  SignAttestation,
  StartCampaign,
  Timeline,
  TimelineQuery,
  WhatIfRequest,
  WhatIfResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  CampaignEntitiesPage,
  ControlQuery,
  DecisionsQuery,
  DecisionTurn,
  MatrixFilter,
  SampleDraw,
  ScorecardsQuery,
} from './queries';

/**
 * Reads compliance scorecards, and lets people decide and state. A refused request rejects with an error named
 * `NotAllowedError`.
 *
 * @public
 */
export interface ScorecardsApi {
  listFrameworks(): Promise<ListFrameworksResponse>;

  /** A framework with its controls; undefined where there is none. */
  getFramework(frameworkId: string): Promise<FrameworkDetail | undefined>;

  /** One for each framework that asks something of the entity. */
  getScorecards(entityRef: string): Promise<Scorecard[]>;

  /** Those with the lowest score first, unless told. */
  listScorecards(query: ScorecardsQuery): Promise<ListScorecardsResponse>;

  /**
   * Any number of entities. Absent from the answer is what has no scorecard and
   * what the reader may not see.
   */
  getScorecardsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ScorecardSummary[]>>;

  /**
   * What a control says of an entity and all that it rests on; undefined where
   * it is not asked of the entity.
   */
  explainControl(query: ControlQuery): Promise<ExplainedControl | undefined>;

  /** What waits for the caller. */
  getInbox(): Promise<Inbox>;

  /** Statements that wait for the caller. */
  listWantedAttestations(): Promise<ListWantedAttestationsResponse>;

  /** The newest request first. */
  listDecisions(query: DecisionsQuery): Promise<ListDecisionsResponse>;

  /** Somebody else has to decide. */
  requestDecision(request: RequestDecision): Promise<Decision>;

  /** Decides what somebody else asked for, or ends it. */
  takeDecisionTurn(
    decisionId: string,
    turn: DecisionTurn,
    comment?: string,
  ): Promise<Decision>;

  /** Asks for the same again; somebody else has to decide again. */
  renewDecision(decisionId: string, renewal: RenewDecision): Promise<Decision>;

  /** Takes the place of what was stated of the same control before. */
  signAttestation(attestation: SignAttestation): Promise<Attestation>;

  withdrawAttestation(
    attestationId: string,
    comment?: string,
  ): Promise<Attestation>;

  /** Only what somebody compared with its source gates. */
  acceptText(acceptance: AcceptText): Promise<Acceptance>;

  withdrawAcceptance(withdrawal: AcceptText): Promise<void>;

  /** Systems, owners or kinds by frameworks. */
  getMatrix(filter: MatrixFilter): Promise<MatrixResponse>;

  /**
   * How the controls of a framework stood in a period; undefined where it is
   * not asked of the entity.
   */
  getTimeline(query: TimelineQuery): Promise<Timeline | undefined>;

  /** The same answer for the same question, whoever asks it again. */
  drawSample(draw: SampleDraw): Promise<Sample>;

  /** The first to be due first. */
  listCampaigns(): Promise<ListCampaignsResponse>;

  /** Undefined where there is none. */
  getCampaign(campaignId: string): Promise<Campaign | undefined>;

  listCampaignEntities(
    campaignId: string,
    page: CampaignEntitiesPage,
  ): Promise<CampaignEntitiesResponse>;

  startCampaign(campaign: StartCampaign): Promise<Campaign>;

  endCampaign(campaignId: string): Promise<void>;

  /** Tries rules without recording anything. */
  tryRules(request: WhatIfRequest): Promise<WhatIfResponse>;

  listCollectors(): Promise<ListCollectorsResponse>;

  /** Asks a collector to collect now; resolves as soon as it is accepted. */
  refreshCollector(collectorId: string): Promise<void>;
}

/**
 * Compliance scorecards, see {@link ScorecardsApi}.
 *
 * @public
 */
export const scorecardsApiRef = createApiRef<ScorecardsApi>().with({
  id: 'plugin.scorecards.client',
  pluginId: 'scorecards',
});
