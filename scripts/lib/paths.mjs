import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Git-ignored; everything that the scripts keep between runs. */
export const stateDirectory = path.join(root, '.portal');

export const binDirectory = path.join(root, 'node_modules/.bin');

/** Lets Node load the TypeScript of this repository, as `backstage-cli` does. */
export const nodeTransform = path.join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
