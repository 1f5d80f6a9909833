import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiBrainLine } from '@remixicon/react';
import { modelsApi } from './extensions/apis';
import { entityCards } from './extensions/entityCards';
import { entityContents } from './extensions/entityContents';
import { modelHeaderLayout } from './extensions/modelHeaderLayout';
import { homeWidgets } from './extensions/homeWidgets';
import {
  modelsPage,
  modelsSubPage,
  registriesSubPage,
} from './extensions/pages';
import { searchExtensions } from './extensions/search';
import { modelsRouteRef, registriesRouteRef } from './routes';

/**
 * The pages of the model catalog.
 *
 * @public
 */
export const modelsPlugin = createFrontendPlugin({
  pluginId: 'models',
  title: 'Models',
  icon: <RiBrainLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: modelsRouteRef, registries: registriesRouteRef },
  extensions: [
    modelsApi,
    modelsPage,
    modelsSubPage,
    registriesSubPage,
    modelHeaderLayout,
    ...entityContents,
    ...entityCards,
    ...homeWidgets,
    ...searchExtensions,
  ],
});
