import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiHeartPulseLine } from '@remixicon/react';
import { opsHealthApi } from './extensions/apis';
import { entityCards } from './extensions/entityCards';
import { entityContents } from './extensions/entityContents';
import { homeWidgets } from './extensions/homeWidgets';
import { modelDecorations } from './extensions/modelDecorations';
import { pages } from './extensions/pages';
import {
  fleetRouteRef,
  idleGpusRouteRef,
  slosRouteRef,
  sourcesRouteRef,
} from './routes';

/**
 * The pages of ops health.
 *
 * @public
 */
export const opsHealthPlugin = createFrontendPlugin({
  pluginId: 'ops-health',
  title: 'Health',
  icon: <RiHeartPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: fleetRouteRef,
    slos: slosRouteRef,
    idleGpus: idleGpusRouteRef,
    sources: sourcesRouteRef,
  },
  extensions: [
    opsHealthApi,
    ...pages,
    ...entityContents,
    ...entityCards,
    ...homeWidgets,
    ...modelDecorations,
  ],
});
