import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  CollectedBatch,
  CollectedFact,
  CollectedFactType,
  CollectFailure,
  CollectOptions,
  FactCollector,
  PreviewOptions,
} from '@platform-ops/backstage-plugin-scorecards-node';

/**
 * Tells what the test says.
 */
export class FakeCollector implements FactCollector {
  readonly id = 'test';
  readonly version = '1.0.0';
  readonly title = 'Test';
  readonly kinds = ['Component', 'System', 'Resource', 'Group'];
  readonly everyMs = 600_000;
  readonly factTypes: CollectedFactType[] = [
    {
      id: 'test.storage',
      title: 'Storage',
      validForMs: 3_600_000,
      fields: {
        encrypted: { type: 'bool', description: 'Encrypted at rest' },
      },
    },
    {
      id: 'test.review',
      title: 'Review',
      validForMs: 30 * 86_400_000,
      fields: {
        at: { type: 'timestamp', description: 'The last one' },
      },
    },
  ];
  /** By entity: whether its storage is encrypted. */
  storage: Record<string, unknown> = {};
  reviews: Record<string, string> = {};
  failures: CollectFailure[] = [];
  failure: Error | undefined;
  seen: string[] = [];

  async *collect({ entities }: CollectOptions): AsyncIterable<CollectedBatch> {
    if (this.failure) {
      throw this.failure;
    }
    this.seen = entities.map(({ metadata }) => metadata.name);
    const about = { source: 'Test system', query: 'GET /all', population: 3 };
    yield {
      facts: Object.entries(this.storage).map(
        ([entityRef, encrypted]): CollectedFact => ({
          ...about,
          entityRef,
          type: 'test.storage',
          value: { encrypted },
        }),
      ),
    };
    yield {
      facts: Object.entries(this.reviews).map(
        ([entityRef, at]): CollectedFact => ({
          ...about,
          entityRef,
          type: 'test.review',
          value: { at },
        }),
      ),
      failures: this.failures,
    };
  }

  /** What stands in the annotation of the check that wants it. */
  async preview({ entity }: PreviewOptions): Promise<CollectedFact[]> {
    if (this.failure) {
      throw this.failure;
    }
    const encryption = entity.metadata.annotations?.['example.com/encryption'];
    return [
      {
        entityRef: stringifyEntityRef(entity),
        type: 'test.storage',
        value: { encrypted: encryption === 'on' },
        source: 'YAML',
        query: 'metadata.annotations',
        population: 1,
      },
    ];
  }
}
