import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { goldenPathsApi } from './extensions/apis';
import { entityCards } from './extensions/entityCards';
import { entityContents } from './extensions/entityContents';
import { formFields } from './extensions/formFields';
import { pages } from './extensions/pages';
import {
  differenceRouteRef,
  pathsRouteRef,
  repositoriesRouteRef,
  repositoryRouteRef,
} from './routes';

/**
 * Form fields, previews, pipelines and repositories of golden paths.
 *
 * @public
 */
export const goldenPathsPlugin = createFrontendPlugin({
  pluginId: 'golden-paths',
  title: 'Golden paths',
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: pathsRouteRef,
    difference: differenceRouteRef,
    repositories: repositoriesRouteRef,
    repository: repositoryRouteRef,
  },
  extensions: [
    goldenPathsApi,
    ...formFields,
    ...pages,
    ...entityContents,
    ...entityCards,
  ],
});
