import { createBackendModule } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  techInsightsFactRetrieversExtensionPoint,
  type FactRetriever,
} from '@backstage-community/plugin-tech-insights-node';
import type { JsonObject } from '@backstage/types';
import { BenchBackend } from './BenchBackend';
import { secondsSince } from './measure';
import { KIND, type ScorecardsTarget } from './scorecardsTarget';

interface PeerAnswer {
  entity: string;
  results: Array<{ check: { id: string }; result: boolean }>;
}

/**
 * The same facts and rules in `@backstage-community/plugin-tech-insights-backend`
 * with its JSON rules, asked at once for all entities.
 */
export async function runTechInsights(options: {
  target: ScorecardsTarget;
  database: JsonObject;
}): Promise<{ seconds: number; passed: number }> {
  const { target, database } = options;
  const backend = await BenchBackend.start({
    database,
    databaseOf: 'tech-insights',
    config: {
      permission: { enabled: false },
      techInsights: {
        factRetrievers: Object.fromEntries(
          retrieversOf(target).map(({ id }) => [id, { cadence: '0 0 1 1 *' }]),
        ),
        factChecker: { checks: checksOf(target) },
      },
    },
    features: [
      import('@backstage-community/plugin-tech-insights-backend'),
      import('@backstage-community/plugin-tech-insights-backend-module-jsonfc'),
      retrieversModule(target),
    ],
  });
  for (const { id } of retrieversOf(target)) {
    await backend.runTask('tech-insights', id);
  }
  const body = {
    entities: target.entities.map(entity => stringifyEntityRef(entity)),
    checks: Object.keys(checksOf(target)),
  };
  const start = performance.now();
  const answers = await backend.post<PeerAnswer[]>(
    '/api/tech-insights/checks/run',
    body,
  );
  const seconds = secondsSince(start);
  await backend.stop();
  const results = answers.flatMap(answer => answer.results);
  const expected = target.entities.length * target.checks;
  if (results.length !== expected) {
    throw new Error(
      `The peer gave ${results.length} results; expected are ${expected}`,
    );
  }
  return { seconds, passed: results.filter(({ result }) => result).length };
}

function checksOf(target: ScorecardsTarget): JsonObject {
  return Object.fromEntries(
    Array.from({ length: target.checks }, (_, check) => [
      `bench-${check}`,
      {
        type: 'json-rules-engine',
        name: `Check ${check}`,
        description: 'A number is high enough',
        factIds: [`group${check % target.groups}`],
        rule: {
          conditions: {
            all: [
              {
                fact: `value${check}`,
                operator: 'greaterThanInclusive',
                value: target.limitOf(check),
              },
            ],
          },
        },
      },
    ]),
  );
}

function retrieversOf(target: ScorecardsTarget): FactRetriever[] {
  return Array.from({ length: target.groups }, (_, group) => ({
    id: `group${group}`,
    version: '1.0.0',
    schema: Object.fromEntries(
      Object.keys(target.fieldsOf(group)).map(name => [
        name,
        { type: 'integer', description: 'A number' },
      ]),
    ),
    async handler() {
      return target.entities.map(({ metadata }, index) => ({
        entity: { kind: KIND, namespace: 'default', name: metadata.name },
        facts: target.factsOf(index, group),
      }));
    },
  }));
}

function retrieversModule(target: ScorecardsTarget) {
  return createBackendModule({
    pluginId: 'tech-insights',
    moduleId: 'bench',
    register(env) {
      env.registerInit({
        deps: { retrievers: techInsightsFactRetrieversExtensionPoint },
        async init({ retrievers }) {
          retrievers.addFactRetrievers(
            Object.fromEntries(
              retrieversOf(target).map(retriever => [retriever.id, retriever]),
            ),
          );
        },
      });
    },
  });
}
