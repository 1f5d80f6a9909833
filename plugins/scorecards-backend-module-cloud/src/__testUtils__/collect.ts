import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import type {
  CollectFailure,
  CollectedFact,
  FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { findFactProblem } from '@platform-ops/scorecards';
import { CloudCollector } from '../CloudCollector';
import { readCloudConfig } from '../config/readCloudConfig';

export const SECRET = 'a secret/of+AWS=';

export const configOf = (cloud: object) =>
  readCloudConfig(
    mockServices.rootConfig({ data: { scorecards: { cloud } } as never }),
  );

export const collectorOf = (cloud: object) =>
  CloudCollector.create(configOf(cloud), {
    credentials: DefaultAwsCredentialsManager.fromConfig(
      new ConfigReader({
        aws: {
          mainAccount: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: SECRET },
        },
      }),
    ),
  });

export function entity(
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
  relations: Array<[type: string, targetRef: string]> = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name, annotations },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

/** All that a run tells; each fact is as its type says. */
export async function collect(collector: FactCollector, entities: Entity[]) {
  const facts: CollectedFact[] = [];
  const failures: CollectFailure[] = [];
  for await (const batch of collector.collect({
    entities,
    signal: new AbortController().signal,
  })) {
    facts.push(...batch.facts);
    failures.push(...(batch.failures ?? []));
  }
  const types = new Map(collector.factTypes.map(type => [type.id, type]));
  expect(
    facts.flatMap(
      ({ type, value }) => findFactProblem(value, types.get(type)!) ?? [],
    ),
  ).toEqual([]);
  const fact = (entityRef: string, type: string) =>
    facts.find(
      found => found.entityRef === entityRef && found.type === `cloud.${type}`,
    );
  return { facts, failures, fact };
}
