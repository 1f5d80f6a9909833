import { NotAllowedError } from '@backstage/errors';
import type {
  AcceptText,
  FrameworkSummary,
  RenewDecision,
  RequestDecision,
  Scorecard,
  ScorecardSummary,
  SignAttestation,
  StartCampaign,
  TimelineQuery,
  WhatIfRequest,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  CampaignEntitiesPage,
  ControlQuery,
  DecisionsQuery,
  DecisionTurn,
  MatrixFilter,
  SampleDraw,
  ScorecardsApi,
  ScorecardsQuery,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { ExampleCampaigns } from './ExampleCampaigns';
import { ExampleDecisions } from './ExampleDecisions';
import { EXAMPLE_COLLECTORS } from './collectors';
import { exampleExplanation } from './controls';
import type { KeptWords } from './decisions';
import { EXAMPLE_ENTITIES, manyEntities } from './entities';
import { EXAMPLE_FRAMEWORKS } from './frameworks';
import { exampleMatrix, groupOf } from './matrix';
import { EXAMPLE_PEOPLE, type ExamplePerson } from './people';
import { exampleSample } from './samples';
import { exampleScorecards } from './scorecards';
import { exampleTimeline } from './timeline';
import { exampleWhatIf } from './whatIf';

/** What the example shall look like. */
export type ExampleState =
  | 'full'
  | 'large'
  | 'loading'
  | 'empty'
  | 'error'
  | 'forbidden';

const LARGE = 900;

function summaryOf(scorecard: Scorecard): ScorecardSummary {
  const { controls, ...summary } = scorecard;
  return summary;
}

/** Scorecards in memory. */
export class ExampleScorecardsApi implements ScorecardsApi {
  readonly #state: ExampleState;
  readonly #scorecards: Scorecard[];
  readonly #campaigns: ExampleCampaigns;
  readonly #decisions: ExampleDecisions;

  constructor(
    state: ExampleState = 'full',
    options: {
      person?: ExamplePerson;
      /** What people decided before, and where it is kept. */
      kept?: KeptWords;
      onKeep?: (kept: KeptWords) => void;
    } = {},
  ) {
    this.#state = state;
    const entities = state === 'large' ? manyEntities(LARGE) : EXAMPLE_ENTITIES;
    const evaluate = () =>
      entities.flatMap(entity =>
        exampleScorecards(entity, (scorecard, control) =>
          this.#decisions.overrule(scorecard, control),
        ),
      );
    this.#decisions = new ExampleDecisions({
      person: options.person ?? EXAMPLE_PEOPLE.olivia,
      kept:
        state === 'empty'
          ? { decisions: [], attestations: [], acceptances: {} }
          : options.kept,
      onChange: kept => {
        this.#scorecards.splice(0, Infinity, ...evaluate());
        options.onKeep?.(kept);
      },
    });
    this.#scorecards = state === 'empty' ? [] : evaluate();
    this.#campaigns = new ExampleCampaigns(this.#scorecards);
  }

  async listFrameworks() {
    await this.#arrive();
    const items = this.#state === 'empty' ? [] : EXAMPLE_FRAMEWORKS;
    return {
      items: items.map(
        (framework): FrameworkSummary => ({
          ...framework,
          controls: framework.controls.length,
        }),
      ),
    };
  }

  async getFramework(frameworkId: string) {
    await this.#arrive();
    const framework = EXAMPLE_FRAMEWORKS.find(({ id }) => id === frameworkId);
    return (
      framework && {
        ...framework,
        controls: framework.controls.map(control =>
          this.#decisions.withAcceptance(framework.id, control),
        ),
      }
    );
  }

  async getScorecards(entityRef: string) {
    await this.#arrive();
    return this.#scorecards.filter(
      scorecard => scorecard.entityRef === entityRef,
    );
  }

  async listScorecards(query: ScorecardsQuery) {
    await this.#arrive();
    const direction = query.order === 'desc' ? -1 : 1;
    const found = this.#filtered(query)
      .filter(
        ({ level }) => !query.level || query.level.includes(level ?? 'none'),
      )
      .sort(
        (one, other) =>
          direction *
          (query.sort === 'title'
            ? one.title.localeCompare(other.title, 'en')
            : (one.score ?? 2) - (other.score ?? 2)),
      );
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 50);
    return {
      items: found.slice(start, end).map(summaryOf),
      totalItems: found.length,
      nextCursor: end < found.length ? String(end) : undefined,
    };
  }

  async getScorecardsByRefs(entityRefs: readonly string[]) {
    await this.#arrive();
    const found = new Map<string, ScorecardSummary[]>();
    for (const ref of entityRefs) {
      const scorecards = this.#scorecards.filter(
        ({ entityRef }) => entityRef === ref,
      );
      if (scorecards.length > 0) {
        found.set(ref, scorecards.map(summaryOf));
      }
    }
    return found;
  }

  async explainControl({ entityRef, frameworkId, controlId }: ControlQuery) {
    await this.#arrive();
    const scorecard = this.#scorecards.find(
      known =>
        known.entityRef === entityRef && known.frameworkId === frameworkId,
    );
    const control = EXAMPLE_FRAMEWORKS.find(
      ({ id }) => id === frameworkId,
    )?.controls.find(({ id }) => id === controlId);
    return (
      scorecard &&
      control &&
      exampleExplanation(scorecard, control, this.#decisions)
    );
  }

  async getInbox() {
    await this.#arrive();
    return this.#decisions.inbox(this.#scorecards);
  }

  async listWantedAttestations() {
    await this.#arrive();
    return this.#decisions.wanted(this.#scorecards);
  }

  async listDecisions(query: DecisionsQuery) {
    await this.#arrive();
    return this.#decisions.list(query);
  }

  async requestDecision(request: RequestDecision) {
    await this.#arrive();
    return this.#decisions.request(request);
  }

  async takeDecisionTurn(id: string, turn: DecisionTurn, comment?: string) {
    await this.#arrive();
    return this.#decisions.turn(id, turn, comment);
  }

  async renewDecision(id: string, renewal: RenewDecision) {
    await this.#arrive();
    return this.#decisions.renew(id, renewal);
  }

  async signAttestation(attestation: SignAttestation) {
    await this.#arrive();
    return this.#decisions.sign(attestation);
  }

  async withdrawAttestation(id: string, comment?: string) {
    await this.#arrive();
    return this.#decisions.withdrawStatement(id, comment);
  }

  async acceptText(acceptance: AcceptText) {
    await this.#arrive();
    return this.#decisions.accept(acceptance);
  }

  async withdrawAcceptance(withdrawal: AcceptText) {
    await this.#arrive();
    this.#decisions.withdrawAcceptance(withdrawal);
  }

  async getMatrix(filter: MatrixFilter) {
    await this.#arrive();
    return exampleMatrix(this.#filtered(filter), filter);
  }

  async getTimeline(query: TimelineQuery) {
    await this.#arrive();
    const scorecard = this.#scorecards.find(
      ({ entityRef, frameworkId }) =>
        entityRef === query.entityRef && frameworkId === query.framework,
    );
    return scorecard && exampleTimeline(scorecard, query);
  }

  async drawSample(draw: SampleDraw) {
    await this.#arrive();
    return exampleSample(this.#scorecards, draw);
  }

  async listCampaigns() {
    await this.#arrive();
    return { items: this.#state === 'empty' ? [] : this.#campaigns.list() };
  }

  async getCampaign(campaignId: string) {
    await this.#arrive();
    return this.#campaigns.get(campaignId);
  }

  async listCampaignEntities(campaignId: string, page: CampaignEntitiesPage) {
    await this.#arrive();
    return this.#campaigns.entities(campaignId, page);
  }

  async startCampaign(campaign: StartCampaign) {
    await this.#arrive();
    return this.#campaigns.start(campaign);
  }

  async endCampaign(campaignId: string) {
    await this.#arrive();
    this.#campaigns.end(campaignId);
  }

  async tryRules(request: WhatIfRequest) {
    await this.#arrive();
    return exampleWhatIf(this.#scorecards, request);
  }

  async listCollectors() {
    await this.#arrive();
    return { items: this.#state === 'empty' ? [] : EXAMPLE_COLLECTORS };
  }

  async refreshCollector() {
    await this.#arrive();
  }

  #filtered(query: MatrixFilter): Scorecard[] {
    const text = query.text?.toLocaleLowerCase('en') ?? '';
    const matches = (wanted: readonly string[] | undefined, found?: string) =>
      !wanted || wanted.includes(found ?? '');
    return this.#scorecards.filter(
      scorecard =>
        matches(query.framework, scorecard.frameworkId) &&
        matches(query.kind, scorecard.kind) &&
        matches(query.owner, groupOf(scorecard, 'owner') || 'none') &&
        matches(query.system, groupOf(scorecard, 'system') || 'none') &&
        scorecard.title.toLocaleLowerCase('en').includes(text),
    );
  }

  async #arrive(): Promise<void> {
    if (this.#state === 'loading') {
      await new Promise(() => {});
    }
    if (this.#state === 'error') {
      throw new Error('The scorecards backend did not answer within 10 s');
    }
    if (this.#state === 'forbidden') {
      throw new NotAllowedError(
        'You lack the permission scorecards.scorecard.read',
      );
    }
  }
}
