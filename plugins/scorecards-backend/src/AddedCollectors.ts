import { ConflictError } from '@backstage/errors';
import type {
  CollectedFactType,
  FactCollector,
  FactCollectorsExtensionPoint,
  FactIntake,
  FactSource,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { PushedFacts } from './collect/PushedFacts';

/**
 * What modules have added.
 */
export class AddedCollectors implements FactCollectorsExtensionPoint {
  readonly #collectors: FactCollector[] = [];
  readonly #pushed: PushedFacts[] = [];

  get collectors(): FactCollector[] {
    return this.#collectors;
  }

  get pushed(): PushedFacts[] {
    return this.#pushed;
  }

  /** Those that are asked, and those that others push to. */
  get sources(): FactSource[] {
    return [...this.#collectors, ...this.#pushed.map(({ source }) => source)];
  }

  get factTypes(): CollectedFactType[] {
    return this.sources.flatMap(({ factTypes }) => factTypes);
  }

  addFactCollector(...collectors: FactCollector[]): void {
    for (const collector of collectors) {
      this.#check(collector);
      this.#collectors.push(collector);
    }
  }

  addFactSource(source: FactSource): FactIntake {
    this.#check(source);
    const pushed = new PushedFacts(source);
    this.#pushed.push(pushed);
    return pushed;
  }

  #check({ id, factTypes }: FactSource): void {
    if (this.sources.some(known => known.id === id)) {
      throw new ConflictError(
        `There are two collectors of facts with the id '${id}'`,
      );
    }
    const foreign = factTypes.find(type => !type.id.startsWith(`${id}.`));
    if (foreign) {
      throw new ConflictError(
        `The collector '${id}' has the fact type '${foreign.id}'; expected is '${id}.<name>'`,
      );
    }
  }
}
