import { InputError } from '@backstage/errors';
import {
  HEALTH_STATES,
  stateWord,
  type FleetGroup,
  type FleetResponse,
  type HealthRollup,
  type HealthState,
  type HealthSummary,
  type ListHealthQuery,
  type ListHealthResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { HealthEntity } from '../entities/HealthEntity';
import type { FleetEntry, HealthSnapshot } from './HealthSnapshot';
import { visibleReason, visibleSummary } from './visibleReason';
import { decodePosition, encodePosition } from './positionCursor';

const DEFAULT_LIMIT = 50;
const WORST = 10;

type ParsedListQuery = Omit<ListHealthQuery, 'limit'> & { limit?: number };

/**
 * Lists, groups and counts the fleet, as far as the caller may see it.
 */
export class FleetService {
  readonly #snapshot: HealthSnapshot;

  constructor(options: { snapshot: HealthSnapshot }) {
    this.#snapshot = options.snapshot;
  }

  async list(
    query: ParsedListQuery,
    isVisible: IsVisible,
  ): Promise<ListHealthResponse> {
    const { entries } = await this.#snapshot.get();
    const text = query.text?.toLocaleLowerCase('en-US');
    const kinds = (query.kind as string[] | undefined)?.map(kind =>
      kind.toLocaleLowerCase('en-US'),
    );
    const within = (wanted: unknown, value: string | undefined) =>
      wanted === undefined || (wanted as unknown[]).includes(value);
    const matching = entries.filter(
      ({ entity, summary }) =>
        isVisible(entity.ref) &&
        within(query.state, summary.state) &&
        within(query.system, summary.system) &&
        within(query.owner, summary.owner) &&
        within(kinds, entity.kind.toLocaleLowerCase('en-US')) &&
        (text === undefined ||
          `${entity.title} ${entity.name}`
            .toLocaleLowerCase('en-US')
            .includes(text)),
    );
    const sorted =
      query.sort === 'title'
        ? [...matching].sort((a, b) =>
            a.entity.title.localeCompare(b.entity.title, 'en-US'),
          )
        : matching;
    const start = decodePosition(query.cursor);
    const end = start + (query.limit ?? DEFAULT_LIMIT);
    return {
      items: sorted
        .slice(start, end)
        .map(entry => visibleSummary(entry, isVisible)),
      totalItems: sorted.length,
      ...(end < sorted.length && { nextCursor: encodePosition(end) }),
    };
  }

  async byRefs(
    refs: string[],
    isVisible: IsVisible,
  ): Promise<Array<HealthSummary | null>> {
    const { byRef } = await this.#snapshot.get();
    return refs.map(ref => {
      const entry = isVisible(ref) ? byRef.get(ref) : undefined;
      return entry ? visibleSummary(entry, isVisible) : null;
    });
  }

  async fleet(isVisible: IsVisible): Promise<FleetResponse> {
    const { entries, entities, revision, observedAt } =
      await this.#snapshot.get();
    const visible = entries.filter(({ entity }) => isVisible(entity.ref));
    const groups = new Map<string | undefined, FleetEntry[]>();
    for (const entry of visible) {
      const { system } = entry.summary;
      groups.set(system, [...(groups.get(system) ?? []), entry]);
    }
    return {
      groups: [...groups].map(([system, members]) =>
        toGroup(system, members, entities, isVisible),
      ),
      counts: countStates(visible),
      worst: visible
        .filter(({ summary }) => isTrouble(summary.state))
        .slice(0, WORST)
        .map(({ summary, reason }) => ({
          entityRef: summary.entityRef,
          title: summary.title,
          reason: {
            ...visibleReason(reason, isVisible),
            since: reason.since ?? summary.since,
          },
        })),
      observedAt:
        observedAt === undefined
          ? undefined
          : new Date(observedAt).toISOString(),
      revision,
    };
  }

  /**
   * The health of what belongs to a system, domain or group.
   *
   * @throws InputError for entities of other kinds.
   */
  async rollup(entityRef: string, isVisible: IsVisible): Promise<HealthRollup> {
    const field = rollupField(entityRef);
    const { entries } = await this.#snapshot.get();
    const members = entries.filter(
      ({ entity, summary }) =>
        summary[field] === entityRef && isVisible(entity.ref),
    );
    return {
      entityRef,
      ...describeGroup(members, isVisible),
      counts: countStates(members),
    };
  }
}

function rollupField(entityRef: string): 'system' | 'domain' | 'owner' {
  switch (entityRef.slice(0, entityRef.indexOf(':'))) {
    case 'system':
      return 'system';
    case 'domain':
      return 'domain';
    case 'group':
      return 'owner';
    default:
      throw new InputError(
        `entityRef: found '${entityRef}'; expected is a system, domain or group`,
      );
  }
}

function toGroup(
  system: string | undefined,
  members: FleetEntry[],
  entities: Map<string, HealthEntity>,
  isVisible: IsVisible,
): FleetGroup {
  const known =
    system !== undefined && isVisible(system)
      ? entities.get(system)
      : undefined;
  return {
    system,
    title: known?.title ?? system ?? 'Without a system',
    domain: known?.domain,
    ...describeGroup(members, isVisible),
    cells: members.map(({ summary }) => ({
      entityRef: summary.entityRef,
      title: summary.title,
      state: summary.state,
      tier: summary.tier,
      stale: summary.stale,
    })),
  };
}

/** The members are in order, the worst first. */
function describeGroup(
  members: FleetEntry[],
  isVisible: IsVisible,
): {
  state: HealthState;
  reason: string;
} {
  const worst = members[0];
  if (!worst) {
    return { state: 'unknown', reason: 'No source has data of any part of it' };
  }
  const { state } = worst.summary;
  const alike = members.filter(({ summary }) => summary.state === state).length;
  if (!isTrouble(state)) {
    return {
      state,
      reason: `${alike} of ${members.length} are ${stateWord(state)}`,
    };
  }
  const others = alike > 1 ? `, and ${alike - 1} more` : '';
  return {
    state,
    reason: `${worst.summary.title}: ${
      visibleReason(worst.reason, isVisible).text
    }${others}`,
  };
}

function countStates(entries: FleetEntry[]): Record<HealthState, number> {
  const counts = Object.fromEntries(
    HEALTH_STATES.map(state => [state, 0]),
  ) as Record<HealthState, number>;
  for (const { summary } of entries) {
    counts[summary.state] += 1;
  }
  return counts;
}

function isTrouble(state: HealthState): boolean {
  return state === 'bad' || state === 'warning' || state === 'unknown';
}
