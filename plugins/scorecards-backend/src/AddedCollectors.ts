import { ConflictError } from '@backstage/errors';
import type {
  CollectedFactType,
  FactCollector,
  FactCollectorsExtensionPoint,
} from '@platform-ops/backstage-plugin-scorecards-node';

/**
 * What modules have added.
 */
export class AddedCollectors implements FactCollectorsExtensionPoint {
  readonly #collectors = new Map<string, FactCollector>();

  get all(): FactCollector[] {
    return [...this.#collectors.values()];
  }

  get factTypes(): CollectedFactType[] {
    return this.all.flatMap(({ factTypes }) => factTypes);
  }

  addFactCollector(...collectors: FactCollector[]): void {
    for (const collector of collectors) {
      const { id } = collector;
      if (this.#collectors.has(id)) {
        throw new ConflictError(
          `There are two collectors of facts with the id '${id}'`,
        );
      }
      const foreign = collector.factTypes.find(
        type => !type.id.startsWith(`${id}.`),
      );
      if (foreign) {
        throw new ConflictError(
          `The collector '${id}' has the fact type '${foreign.id}'; expected is '${id}.<name>'`,
        );
      }
      this.#collectors.set(id, collector);
    }
  }
}
