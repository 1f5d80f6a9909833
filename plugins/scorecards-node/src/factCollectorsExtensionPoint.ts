import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FactCollector, FactSource } from './FactCollector';
import type { FactIntake } from './FactIntake';

/**
 * Lets modules add what brings facts.
 *
 * @public
 */
export interface FactCollectorsExtensionPoint {
  /**
   * @throws ConflictError if a collector of the same id was added before.
   */
  addFactCollector(...collectors: FactCollector[]): void;

  /**
   * Adds a source whose facts are pushed, such as results of pipelines. What it
   * gives may be called as soon as the plugin serves requests.
   *
   * @throws ConflictError if a source of the same id was added before.
   */
  addFactSource(source: FactSource): FactIntake;
}

/**
 * See {@link FactCollectorsExtensionPoint}.
 *
 * @public
 */
export const factCollectorsExtensionPoint =
  createExtensionPoint<FactCollectorsExtensionPoint>({
    id: 'scorecards.fact-collectors',
  });
