import { InputError, NotFoundError } from '@backstage/errors';
import type {
  HealthChange,
  ListHealthChangesQuery,
  ListHealthChangesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { ChangeStore } from '../database/ChangeStore';
import type { StateStore } from '../database/StateStore';
import type { IsVisible } from './HealthAccess';
import type { HealthSnapshot } from './HealthSnapshot';

const DEFAULT_SPAN_MS = 30 * 60_000;
const DEFAULT_LIMIT = 50;
/** Of all entities more are read, since the caller may not see some of them. */
const READ_AHEAD = 5;

type ParsedQuery = Omit<ListHealthChangesQuery, 'limit'> & { limit?: number };

/**
 * Tells what changed: what is deployed, and states.
 */
export class ChangeService {
  readonly #changes: ChangeStore;
  readonly #states: StateStore;
  readonly #snapshot: HealthSnapshot;

  constructor(options: {
    changes: ChangeStore;
    states: StateStore;
    snapshot: HealthSnapshot;
  }) {
    this.#changes = options.changes;
    this.#states = options.states;
    this.#snapshot = options.snapshot;
  }

  async list(
    query: ParsedQuery,
    isVisible: IsVisible,
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
    const span = {
      since,
      until,
      entityRef,
      limit: entityRef ? limit : limit * READ_AHEAD,
    };
    const [changes, transitions] = await Promise.all([
      this.#changes.list(span),
      this.#states.listTransitions(span),
    ]);
    const items: HealthChange[] = [
      ...changes.map(({ at, sourceId, ...change }) => ({
        ...change,
        at: at.toISOString(),
        source: sourceId,
        title: '',
      })),
      ...transitions.map(({ entityRef: ref, at, from, to, reason }) => ({
        entityRef: ref,
        title: '',
        at: at.toISOString(),
        kind: 'state' as const,
        text: from ? `${from} → ${to}: ${reason}` : `${to}: ${reason}`,
      })),
    ];
    return {
      items: items
        .filter(item => isVisible(item.entityRef))
        .sort((a, b) => (a.at < b.at ? 1 : -1))
        .slice(0, limit)
        .map(item => ({
          ...item,
          title: entities.get(item.entityRef)?.title ?? item.entityRef,
        })),
    };
  }
}
