import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { RiPaletteLine } from '@remixicon/react';

createDevApp({
  features: [
    createFrontendPlugin({
      pluginId: 'gallery',
      extensions: [
        PageBlueprint.make({
          params: {
            path: '/',
            title: 'Shared components',
            icon: <RiPaletteLine />,
            loader: () =>
              import('./Gallery').then(module => <module.Gallery />),
          },
        }),
      ],
    }),
  ],
});
