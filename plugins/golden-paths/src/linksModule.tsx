import {
  createFrontendModule,
  PluginHeaderActionBlueprint,
} from '@backstage/frontend-plugin-api';

/**
 * Links from the page Create to the golden paths, what is behind its path, and
 * the repositories that the portal keeps.
 *
 * @remarks
 *
 * The header is the scaffolder's: it goes into the features of `createApp`.
 *
 * @public
 */
export const goldenPathLinksModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    PluginHeaderActionBlueprint.make({
      name: 'golden-path-links',
      params: defineParams =>
        defineParams({
          loader: () =>
            import('./components/CreateLinks').then(({ CreateLinks }) => (
              <CreateLinks />
            )),
        }),
    }),
  ],
});
