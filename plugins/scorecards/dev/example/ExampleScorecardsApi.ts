import { NotAllowedError } from '@backstage/errors';
import type {
  FrameworkSummary,
  Scorecard,
  ScorecardSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  ControlQuery,
  ScorecardsApi,
  ScorecardsQuery,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { EXAMPLE_COLLECTORS } from './collectors';
import { exampleExplanation } from './controls';
import { EXAMPLE_ENTITIES, manyEntities } from './entities';
import { EXAMPLE_FRAMEWORKS } from './frameworks';
import { exampleScorecards } from './scorecards';

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
  const { scope, voluntary, controls, ...summary } = scorecard;
  return summary;
}

/** Scorecards in memory. */
export class ExampleScorecardsApi implements ScorecardsApi {
  readonly #state: ExampleState;
  readonly #scorecards: Scorecard[];

  constructor(state: ExampleState = 'full') {
    this.#state = state;
    const entities = state === 'large' ? manyEntities(LARGE) : EXAMPLE_ENTITIES;
    this.#scorecards =
      state === 'empty' ? [] : entities.flatMap(exampleScorecards);
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
    return EXAMPLE_FRAMEWORKS.find(({ id }) => id === frameworkId);
  }

  async getScorecards(entityRef: string) {
    await this.#arrive();
    return this.#scorecards.filter(
      scorecard => scorecard.entityRef === entityRef,
    );
  }

  async listScorecards(query: ScorecardsQuery) {
    await this.#arrive();
    const text = query.text?.toLocaleLowerCase('en') ?? '';
    const matches = (wanted: readonly string[] | undefined, found?: string) =>
      !wanted || wanted.includes(found ?? '');
    const direction = query.order === 'desc' ? -1 : 1;
    const found = this.#scorecards
      .filter(
        scorecard =>
          matches(query.framework, scorecard.frameworkId) &&
          matches(query.kind, scorecard.kind) &&
          matches(query.owner, scorecard.owner) &&
          matches(query.system, scorecard.system) &&
          matches(query.level, scorecard.level ?? 'none') &&
          scorecard.title.toLocaleLowerCase('en').includes(text),
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
    return scorecard && control && exampleExplanation(scorecard, control);
  }

  async listCollectors() {
    await this.#arrive();
    return { items: this.#state === 'empty' ? [] : EXAMPLE_COLLECTORS };
  }

  async refreshCollector() {
    await this.#arrive();
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
