import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { scorecardsApi } from './extensions/apis';
import { entityCards } from './extensions/entityCards';
import { entityContents } from './extensions/entityContents';
import { homeWidgets } from './extensions/homeWidgets';
import { modelDecorations } from './extensions/modelDecorations';
import { pages } from './extensions/pages';
import {
  approvalsRouteRef,
  campaignsRouteRef,
  collectorsRouteRef,
  evidenceRouteRef,
  frameworksRouteRef,
  overviewRouteRef,
} from './routes';

/**
 * The pages of compliance scorecards.
 *
 * @public
 */
export const scorecardsPlugin = createFrontendPlugin({
  pluginId: 'scorecards',
  title: 'Compliance',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: overviewRouteRef,
    approvals: approvalsRouteRef,
    campaigns: campaignsRouteRef,
    evidence: evidenceRouteRef,
    frameworks: frameworksRouteRef,
    collectors: collectorsRouteRef,
  },
  extensions: [
    scorecardsApi,
    ...pages,
    ...entityContents,
    ...entityCards,
    ...homeWidgets,
    ...modelDecorations,
  ],
});
