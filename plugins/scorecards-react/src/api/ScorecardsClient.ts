import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  PluginClient,
  toSearch,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  Acceptance,
  AcceptText,
  Attestation,
  Campaign,
  CampaignEntitiesResponse,
  Decision,
  ExplainedControl,
  FrameworkDetail,
  GetScorecardsResponse,
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
import type { ScorecardsApi } from './ScorecardsApi';

/**
 * Reads scorecards from the scorecards backend.
 *
 * @public
 */
export class ScorecardsClient implements ScorecardsApi {
  readonly #client: PluginClient;

  static create(options: { fetchApi: FetchApi }): ScorecardsClient {
    return new ScorecardsClient(
      PluginClient.create({ ...options, pluginId: 'scorecards' }),
    );
  }

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  async listFrameworks(): Promise<ListFrameworksResponse> {
    return this.#client.get('/frameworks');
  }

  async getFramework(
    frameworkId: string,
  ): Promise<FrameworkDetail | undefined> {
    return this.#client.getIfThere<FrameworkDetail>(
      `/frameworks/${encodeURIComponent(frameworkId)}`,
    );
  }

  async getScorecards(entityRef: string): Promise<Scorecard[]> {
    const found = await this.#client.getIfThere<GetScorecardsResponse>(
      `/scorecards${toSearch({ entityRef })}`,
    );
    return found?.items ?? [];
  }

  async listScorecards(
    query: ScorecardsQuery,
  ): Promise<ListScorecardsResponse> {
    return this.#client.get(`/scorecards/list${toSearch(query)}`);
  }

  async getScorecardsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ScorecardSummary[]>> {
    const found = await this.#client.getByRefs<ScorecardSummary[]>(
      '/scorecards/by-refs',
      entityRefs,
    );
    return new Map([...found].filter(([, items]) => items.length > 0));
  }

  async explainControl(
    query: ControlQuery,
  ): Promise<ExplainedControl | undefined> {
    const { frameworkId, controlId, entityRef } = query;
    const path = [frameworkId, controlId].map(encodeURIComponent).join('/');
    return this.#client.getIfThere<ExplainedControl>(
      `/controls/${path}${toSearch({ entityRef })}`,
    );
  }

  async getInbox(): Promise<Inbox> {
    return this.#client.get('/inbox');
  }

  async listWantedAttestations(): Promise<ListWantedAttestationsResponse> {
    return this.#client.get('/attestations/wanted');
  }

  async listDecisions(query: DecisionsQuery): Promise<ListDecisionsResponse> {
    return this.#client.get(`/decisions${toSearch(query)}`);
  }

  async requestDecision(request: RequestDecision): Promise<Decision> {
    return this.#client.post('/decisions', request);
  }

  async takeDecisionTurn(
    decisionId: string,
    turn: DecisionTurn,
    comment?: string,
  ): Promise<Decision> {
    return this.#client.post(
      `/decisions/${encodeURIComponent(decisionId)}/${turn}`,
      { comment },
    );
  }

  async renewDecision(
    decisionId: string,
    renewal: RenewDecision,
  ): Promise<Decision> {
    return this.#client.post(
      `/decisions/${encodeURIComponent(decisionId)}/renew`,
      renewal,
    );
  }

  async signAttestation(attestation: SignAttestation): Promise<Attestation> {
    return this.#client.post('/attestations', attestation);
  }

  async withdrawAttestation(
    attestationId: string,
    comment?: string,
  ): Promise<Attestation> {
    return this.#client.post(
      `/attestations/${encodeURIComponent(attestationId)}/withdraw`,
      { comment },
    );
  }

  async acceptText(acceptance: AcceptText): Promise<Acceptance> {
    return this.#client.post('/acceptances', acceptance);
  }

  async withdrawAcceptance(withdrawal: AcceptText): Promise<void> {
    await this.#client.send('/acceptances/withdraw', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(withdrawal),
    });
  }

  async getMatrix(filter: MatrixFilter): Promise<MatrixResponse> {
    return this.#client.get(`/scorecards/matrix${toSearch(filter)}`);
  }

  async getTimeline(query: TimelineQuery): Promise<Timeline | undefined> {
    return this.#client.getIfThere<Timeline>(`/timeline${toSearch(query)}`);
  }

  async drawSample(draw: SampleDraw): Promise<Sample> {
    return this.#client.get(`/samples${toSearch(draw)}`);
  }

  async listCampaigns(): Promise<ListCampaignsResponse> {
    return this.#client.get('/campaigns');
  }

  async getCampaign(campaignId: string): Promise<Campaign | undefined> {
    return this.#client.getIfThere<Campaign>(
      `/campaigns/${encodeURIComponent(campaignId)}`,
    );
  }

  async listCampaignEntities(
    campaignId: string,
    page: CampaignEntitiesPage,
  ): Promise<CampaignEntitiesResponse> {
    const id = encodeURIComponent(campaignId);
    return this.#client.get(`/campaigns/${id}/entities${toSearch(page)}`);
  }

  async startCampaign(campaign: StartCampaign): Promise<Campaign> {
    return this.#client.post('/campaigns', campaign);
  }

  async endCampaign(campaignId: string): Promise<void> {
    await this.#client.send(
      `/campaigns/${encodeURIComponent(campaignId)}/end`,
      { method: 'POST' },
    );
  }

  async tryRules(request: WhatIfRequest): Promise<WhatIfResponse> {
    return this.#client.post('/what-if', request);
  }

  async listCollectors(): Promise<ListCollectorsResponse> {
    return this.#client.get('/collectors');
  }

  async refreshCollector(collectorId: string): Promise<void> {
    await this.#client.send(
      `/collectors/${encodeURIComponent(collectorId)}/refresh`,
      { method: 'POST' },
    );
  }
}
