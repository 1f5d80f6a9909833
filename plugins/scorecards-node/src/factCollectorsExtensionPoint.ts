import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FactCollector } from './FactCollector';

/**
 * Lets modules add collectors of facts.
 *
 * @public
 */
export interface FactCollectorsExtensionPoint {
  /**
   * @throws ConflictError if a collector of the same id was added before.
   */
  addFactCollector(...collectors: FactCollector[]): void;
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
