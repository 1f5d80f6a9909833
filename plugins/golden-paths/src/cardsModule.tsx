import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { TemplateCard } from '@backstage/plugin-scaffolder-react/alpha';

/**
 * Shows templates on the page Create as cards that say of a golden path what
 * one gets, how long it takes and which controls it brings evidence for.
 *
 * @remarks
 *
 * Only an app may replace a component: it goes into the features of `createApp`.
 *
 * @public
 */
export const goldenPathCardsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SwappableComponentBlueprint.make({
      name: 'golden-path-card',
      params: defineParams =>
        defineParams({
          component: TemplateCard,
          loader: () =>
            import('./components/TemplateCard').then(m => m.TemplateCard),
        }),
    }),
  ],
});
