import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

/**
 * Replaces the layout of the home page.
 *
 * @public
 */
export const homeModulePlatformOps = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomePageLayoutBlueprint.make({
      params: {
        loader: () =>
          import('./components/HomePageLayout').then(
            module => module.HomePageLayout,
          ),
      },
    }),
  ],
});
