import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { sandboxApi } from './extensions/apis';
import { sandboxPage } from './extensions/pages';
import { sandboxRouteRef } from './routes';

/**
 * The page of the sandbox. It has no icon, so the navigation leaves it out: the
 * label of the sandbox leads to it.
 *
 * @public
 */
export const sandboxPlugin = createFrontendPlugin({
  pluginId: 'sandbox',
  title: 'Sandbox',
  info: { packageJson: () => import('../package.json') },
  routes: { root: sandboxRouteRef },
  extensions: [sandboxApi, sandboxPage],
});
