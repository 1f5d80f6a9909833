import type {
  ConditionFailure,
  ConditionSource,
  EnvironmentMapping,
  EnvironmentRule,
  ObservedResource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { ChangeStore } from '../database/ChangeStore';
import type { ResourceStore, StoredResource } from '../database/ResourceStore';
import type { DeploymentTracker } from '../deployments/DeploymentTracker';
import type { JoinedLabelSet } from '../joins/JoinTable';
import { Attempts } from './Attempts';
import { describeResourceChange } from './describeResourceChange';
import { countJoins, joinLabelSets } from './joinLabelSets';
import type { SourceJob, SourceOutcome } from './SourceJob';
import { sumCosts, type SourceStatus } from './SourceStatus';

const MOST_ERRORS = 20;
const MOST_WARNINGS = 10;

/**
 * Asks a source of conditions and keeps what it sees. What a failing part of it
 * knew stays as it was.
 */
export class ConditionJob implements SourceJob {
  readonly about: SourceJob['about'];
  readonly #source: ConditionSource;
  readonly #environments: EnvironmentMapping;
  readonly #resources: ResourceStore;
  readonly #changes: ChangeStore;
  readonly #tracker: DeploymentTracker;
  readonly #attempts: Attempts;

  constructor(options: {
    id: string;
    source: ConditionSource;
    environments: EnvironmentRule[];
    refreshMs: number;
    resources: ResourceStore;
    changes: ChangeStore;
    tracker: DeploymentTracker;
  }) {
    const { type, title, uiUrl, environment } = options.source;
    this.about = {
      id: options.id,
      role: 'conditions',
      type,
      title,
      uiUrl,
      takesQueries: false,
    };
    this.#source = options.source;
    this.#environments = { rules: options.environments, fallback: environment };
    this.#resources = options.resources;
    this.#changes = options.changes;
    this.#tracker = options.tracker;
    this.#attempts = new Attempts(options.refreshMs);
  }

  reset(): void {
    this.#attempts.reset();
  }

  async run({
    index,
    at,
    signal,
  }: Parameters<SourceJob['run']>[0]): Promise<SourceOutcome | undefined> {
    return this.#attempts.make(at, async () => {
      const seen = await this.#source.observe({ signal });
      const { joined, listed } = joinLabelSets(
        seen.resources.map(({ labels }) => labels),
        index,
        this.#environments,
      );
      await this.#save(seen.resources, joined, seen.failures, at);
      const status: SourceStatus = {
        state: stateOf(seen.failures),
        cost: sumCosts([seen.cost]),
        errors: seen.failures
          .slice(0, MOST_ERRORS)
          .map(({ subject, message }) => ({
            at: at.toISOString(),
            subject,
            message,
          })),
        warnings: seen.warnings.slice(0, MOST_WARNINGS),
        packs: [],
        joins: countJoins(listed),
      };
      return { status, succeeded: true, labelSets: listed };
    });
  }

  async #save(
    resources: ObservedResource[],
    joined: JoinedLabelSet[],
    failures: ConditionFailure[],
    at: Date,
  ): Promise<void> {
    const sourceId = this.about.id;
    const before = new Map(
      (await this.#resources.listOf(sourceId)).map(stored => [
        stored.resource.id,
        stored,
      ]),
    );
    const stored = resources.map((resource, position): StoredResource => {
      const old = before.get(resource.id);
      const isReady =
        resource.readiness === 'ready' || resource.readiness === 'idle';
      return {
        sourceId,
        resource,
        environment: joined[position].environment,
        entityRefs:
          joined[position].state === 'matched'
            ? joined[position].entityRefs
            : [],
        unreadySince: isReady
          ? undefined
          : resource.since ?? old?.unreadySince ?? at,
        seenAt: at,
      };
    });
    const seen = new Set(resources.map(({ id }) => id));
    const gone = [...before.values()]
      .filter(
        ({ resource }) =>
          !seen.has(resource.id) &&
          !failures.some(failure => isHidden(resource, failure)),
      )
      .map(({ resource }) => resource.id);
    await this.#resources.save(sourceId, stored, gone);
    const versionOf = await this.#tracker.track({
      sourceId,
      resources: stored,
      seenBefore: new Map([...before].map(([id, { seenAt }]) => [id, seenAt])),
      gone,
      at,
    });
    await this.#changes.add(
      stored.flatMap(item => {
        const change = describeResourceChange(
          before.get(item.resource.id)?.resource,
          item.resource,
          versionOf,
        );
        return change === undefined
          ? []
          : item.entityRefs.map(entityRef => ({
              ...change,
              entityRef,
              at,
              environment: item.environment,
              sourceId,
            }));
      }),
    );
  }
}

/** Whether a failing part of the source is why a resource was not seen. */
function isHidden(
  resource: ObservedResource,
  failure: ConditionFailure,
): boolean {
  return Object.entries(failure.labels).every(
    ([name, value]) => resource.labels[name] === value,
  );
}

function stateOf(failures: ConditionFailure[]): SourceStatus['state'] {
  return failures.length === 0 ? 'connected' : 'partial';
}
