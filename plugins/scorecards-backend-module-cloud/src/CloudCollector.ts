import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  describeFailure,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { ANNOTATION_AWS_ROLE_ARN } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  askEach,
  type CollectedBatch,
  type CollectedFact,
  type CollectFailure,
  type CollectOptions,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { AwsAccount } from './aws/AwsAccount';
import { readAwsConfig } from './aws/readAwsConfig';
import { readRole } from './aws/readRole';
import type { AwsSourceConfig, CloudConfig } from './config/readCloudConfig';
import { Posture } from './facts/Posture';
import { toIdentity } from './facts/toIdentity';
import { CLOUD_FACT_TYPES } from './factTypes';
import type { Finding } from './findings/Finding';
import { EntityJoin, listOf } from './join/EntityJoin';
import { readProwler } from './prowler/readProwler';

const FACTS_AT_ONCE = 200;

/** A role that an entity has, in an account that may be asked. */
interface NamedRole {
  entityRef: string;
  arn: string;
  source: AwsSourceConfig;
}

/**
 * What scans of the cloud and its own services tell.
 *
 * @public
 */
export class CloudCollector implements FactCollector {
  readonly id = 'cloud';
  readonly version = '1.0.0';
  readonly title = 'Cloud posture';
  readonly factTypes = CLOUD_FACT_TYPES;
  readonly kinds = ['Component', 'Model', 'Resource', 'System'];
  readonly everyMs = 2 * 60 * 60_000;
  readonly #config: CloudConfig;
  readonly #credentials: AwsCredentialsManager;

  static create(
    config: CloudConfig,
    options: { credentials: AwsCredentialsManager },
  ): CloudCollector {
    return new CloudCollector(config, options.credentials);
  }

  private constructor(config: CloudConfig, credentials: AwsCredentialsManager) {
    this.#config = config;
    this.#credentials = credentials;
  }

  async *collect({
    entities,
    signal,
  }: CollectOptions): AsyncIterable<CollectedBatch> {
    const join = new EntityJoin({ entities, ...this.#config });
    const accounts = new Map(
      this.#config.sources
        .filter(source => source.type === 'aws')
        .map(source => [source, AwsAccount.open(source, this.#credentials)]),
    );
    try {
      yield* this.#collectPosture(entities, join, accounts, signal);
      yield* this.#collectIdentity(entities, join, accounts, signal);
    } finally {
      accounts.forEach(account => account.close());
    }
  }

  /**
   * Where one source cannot be read, nothing is told: what is left would look
   * better than all. Facts of before stay until they expire.
   */
  async *#collectPosture(
    entities: Entity[],
    join: EntityJoin,
    accounts: Map<AwsSourceConfig, AwsAccount>,
    signal: AbortSignal,
  ): AsyncIterable<CollectedBatch> {
    const postures = new Map<string, Posture>();
    const failures: CollectFailure[] = [];
    for (const source of this.#config.sources) {
      const findings =
        source.type === 'prowler'
          ? readProwler(source, signal)
          : readAwsConfig(accounts.get(source)!, source, signal);
      try {
        for await (const finding of findings) {
          addTo(postures, join, finding);
        }
      } catch (error) {
        signal.throwIfAborted();
        failures.push({
          subject: `source ${source.id}`,
          message: describeFailure(error),
        });
      }
    }
    if (failures.length > 0) {
      yield { facts: [], failures };
      return;
    }
    const roles = countRoles(entities, join);
    const titles = this.#config.sources.map(({ title }) => title);
    for (const chunk of inChunks(entities, FACTS_AT_ONCE)) {
      yield {
        facts: chunk.map(stringifyEntityRef).flatMap(ref => {
          const posture = postures.get(ref);
          return [
            toPresence(ref, {
              sources: titles,
              resources: posture?.resources ?? 0,
              roles: roles.get(ref) ?? 0,
            }),
            ...(posture?.toFacts(ref) ?? []),
          ];
        }),
      };
    }
  }

  async *#collectIdentity(
    entities: Entity[],
    join: EntityJoin,
    accounts: Map<AwsSourceConfig, AwsAccount>,
    signal: AbortSignal,
  ): AsyncIterable<CollectedBatch> {
    const { roles, failures } = this.#findRoles(entities);
    yield { facts: [], failures };
    const refused = new Set<string>();
    const rolesByRef = new Map<string, Array<Record<string, unknown>>>();
    const answers = askEach(
      roles,
      async ({ arn, source }) => readRole(accounts.get(source)!, arn, signal),
      { subject: 'roles', signal },
    );
    const read = new Set<NamedRole>();
    for await (const { answers: found, failures: more } of answers) {
      yield { facts: [], failures: more };
      for (const { item, answer } of found) {
        read.add(item);
        for (const ref of join.withTellers(item.entityRef)) {
          const known = rolesByRef.get(ref) ?? [];
          known.push(toIdentity(item.entityRef, item.arn, answer));
          rolesByRef.set(ref, known);
        }
      }
    }
    for (const role of roles.filter(one => !read.has(one))) {
      join.withTellers(role.entityRef).forEach(ref => refused.add(ref));
    }
    const facts = [...rolesByRef]
      .filter(([ref]) => !refused.has(ref))
      .map(([ref, found]) => toIdentityFact(ref, found));
    for (const chunk of inChunks(facts, FACTS_AT_ONCE)) {
      yield { facts: chunk };
    }
  }

  /** An annotation alone never makes the portal ask an account. */
  #findRoles(entities: Entity[]): {
    roles: NamedRole[];
    failures: CollectFailure[];
  } {
    const sources = this.#config.sources.filter(
      source => source.type === 'aws',
    );
    const roles: NamedRole[] = [];
    const elsewhere: string[] = [];
    for (const entity of entities) {
      const entityRef = stringifyEntityRef(entity);
      for (const arn of listOf(entity, ANNOTATION_AWS_ROLE_ARN)) {
        const [, account] =
          /^arn:[\w-]+:iam::(\d{12}):role\/[\w+=,.@/-]+$/.exec(arn) ?? [];
        const source = sources.find(
          one => account !== undefined && one.account === account,
        );
        if (source) {
          roles.push({ entityRef, arn, source });
        } else {
          elsewhere.push(entityRef);
        }
      }
    }
    return {
      roles,
      failures:
        elsewhere.length > 0 && sources.length > 0
          ? [
              {
                subject: `roles of ${elsewhere.length} entities, e.g. ${elsewhere[0]}`,
                message:
                  'not asked: each has to be the ARN of a role in the account of a source of type aws',
              },
            ]
          : [],
    };
  }
}

function addTo(
  postures: Map<string, Posture>,
  join: EntityJoin,
  finding: Finding,
): void {
  const refs = new Set(
    join.ownersOf(finding).flatMap(ref => join.withTellers(ref)),
  );
  for (const ref of refs) {
    const posture = postures.get(ref) ?? new Posture();
    postures.set(ref, posture);
    posture.add(finding);
  }
}

/** How many roles entities name, also of what they are told of. */
function countRoles(entities: Entity[], join: EntityJoin): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entity of entities) {
    const own = listOf(entity, ANNOTATION_AWS_ROLE_ARN).length;
    for (const ref of join.withTellers(stringifyEntityRef(entity))) {
      counts.set(ref, (counts.get(ref) ?? 0) + own);
    }
  }
  return counts;
}

/** Told of every entity: what is not in the cloud is not asked for there. */
function toPresence(
  entityRef: string,
  value: { sources: string[]; resources: number; roles: number },
): CollectedFact {
  const { sources } = value;
  return {
    entityRef,
    type: 'cloud.presence',
    value,
    source: sources.join(', ') || 'No source is configured',
    query:
      sources.length > 0
        ? 'all resources, by their ARNs, tags and accounts; platformops.io/aws-role-arn'
        : 'scorecards.cloud.sources, which has none',
    population: value.resources,
  };
}

function toIdentityFact(
  entityRef: string,
  roles: Array<Record<string, unknown>>,
): CollectedFact {
  return {
    entityRef,
    type: 'cloud.identity',
    value: { roles },
    source: 'AWS IAM',
    query: `GetRole, its attached and inline policies: ${roles
      .map(({ role }) => role)
      .join(', ')}`,
    population: roles.length,
  };
}
