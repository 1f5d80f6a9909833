import { assistants } from './assistants';
import { diagnosticImaging } from './diagnosticImaging';
import type { ModelSeed } from './ModelSeed';
import { tradingDesk } from './tradingDesk';
import { webShop } from './webShop';

/**
 * The models that the sandbox starts with.
 */
export const modelSeeds: ModelSeed[] = [
  ...diagnosticImaging,
  ...tradingDesk,
  ...webShop,
  ...assistants,
];

export { promptSeeds } from './prompts';
