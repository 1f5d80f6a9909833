import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  stateWord,
  type HealthChange,
  type ListHealthChangesQuery,
  type ListHealthChangesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ChangeStore } from '../database/ChangeStore';
import type { StateStore } from '../database/StateStore';
import { describeModelHistory } from './describeModelHistory';
import type { Fleet, HealthSnapshot } from './HealthSnapshot';
import type { ModelHistory, ModelHistoryAnswer } from './ModelHistory';

const DEFAULT_SPAN_MS = 30 * 60_000;
const DEFAULT_LIMIT = 50;
/** Of all entities more are read, since the caller may not see some of them. */
const READ_AHEAD = 5;
const MOST_READ = 30_000;

type ParsedQuery = Omit<ListHealthChangesQuery, 'limit'> & { limit?: number };

interface Span {
  since: Date;
  until: Date;
  entityRef?: string;
  limit: number;
}

/**
 * Tells what changed: what is deployed, models, configuration, and states.
 */
export class ChangeService {
  readonly #changes: ChangeStore;
  readonly #states: StateStore;
  readonly #snapshot: HealthSnapshot;
  readonly #modelHistory: ModelHistory;

  constructor(options: {
    changes: ChangeStore;
    states: StateStore;
    snapshot: HealthSnapshot;
    modelHistory: ModelHistory;
  }) {
    this.#changes = options.changes;
    this.#states = options.states;
    this.#snapshot = options.snapshot;
    this.#modelHistory = options.modelHistory;
  }

  async list(
    query: ParsedQuery,
    isVisible: IsVisible,
    credentials: BackstageCredentials,
  ): Promise<ListHealthChangesResponse> {
    const { entityRef, limit = DEFAULT_LIMIT } = query;
    if (entityRef && !isVisible(entityRef)) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const until = query.to ? new Date(query.to) : new Date();
    const since = query.from
      ? new Date(query.from)
      : new Date(until.getTime() - DEFAULT_SPAN_MS);
    if (since >= until) {
      throw new InputError(
        `to: found ${until.toISOString()}; expected is a time after from (${since.toISOString()})`,
      );
    }
    const { entities } = await this.#snapshot.get();
    const [own, models] = await Promise.all([
      this.#listOwn({ since, until, entityRef, limit }, entities, isVisible),
      this.#listModels(
        { since, until: query.to ? until : undefined, limit },
        entityRef
          ? findModels(entityRef, entities).filter(isVisible)
          : undefined,
        credentials,
      ),
    ]);
    return {
      items: [
        ...own,
        ...describeModelHistory(models.entries).filter(({ entityRef: ref }) =>
          isVisible(ref),
        ),
      ]
        .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
        .slice(0, limit)
        .map(item => ({
          ...item,
          title:
            entities.get(item.entityRef)?.title ??
            (item.title || item.entityRef),
        })),
      incomplete: models.missing
        ? [{ part: 'models', reason: models.missing }]
        : [],
    };
  }

  /** What the plugin saw itself. */
  async #listOwn(
    span: Span,
    entities: Fleet['entities'],
    isVisible: IsVisible,
  ): Promise<HealthChange[]> {
    const [changes, transitions] = await Promise.all([
      readVisible(span, isVisible, each => this.#changes.list(each)),
      readVisible(span, isVisible, each => this.#states.listTransitions(each)),
    ]);
    return [
      ...changes.map(({ at, sourceId, ...change }) => ({
        ...change,
        at: at.toISOString(),
        source: sourceId,
        title: '',
      })),
      ...transitions.map(({ entityRef, at, from, to, reason }) => {
        const states = (from ? [from, to] : [to]).map(stateWord).join(' → ');
        // It may be about what serves it.
        const isTold =
          entities.get(entityRef)?.servedBy.every(isVisible) ?? true;
        return {
          entityRef,
          title: '',
          at: at.toISOString(),
          kind: 'state' as const,
          text: isTold ? `${states}: ${reason}` : states,
        };
      }),
    ];
  }

  async #listModels(
    span: { since: Date; until?: Date; limit: number },
    entityRefs: string[] | undefined,
    credentials: BackstageCredentials,
  ): Promise<ModelHistoryAnswer> {
    return entityRefs?.length === 0
      ? { entries: [] }
      : this.#modelHistory.list({ ...span, entityRefs }, credentials);
  }
}

/** The entity itself where it is a model, and the models that it serves. */
function findModels(entityRef: string, entities: Fleet['entities']): string[] {
  const served = [...entities.values()]
    .filter(({ servedBy }) => servedBy.includes(entityRef))
    .map(({ ref }) => ref);
  return entityRef.startsWith('model:') ? [entityRef, ...served] : served;
}

/** Reads on until enough is visible, or there is no more. */
async function readVisible<T extends { entityRef: string }>(
  span: Span,
  isVisible: IsVisible,
  read: (span: Span) => Promise<T[]>,
): Promise<T[]> {
  let limit = span.entityRef ? span.limit : span.limit * READ_AHEAD;
  for (;;) {
    const found = await read({ ...span, limit });
    const visible = found.filter(({ entityRef }) => isVisible(entityRef));
    if (
      visible.length >= span.limit ||
      found.length < limit ||
      limit >= MOST_READ
    ) {
      return visible;
    }
    limit = Math.min(limit * READ_AHEAD, MOST_READ);
  }
}
