import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { RiBrainLine, RiDatabase2Line } from '@remixicon/react';

/** Icons of the kinds that upstream does not know. */
export const iconsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    IconBundleBlueprint.make({
      name: 'kinds',
      params: {
        icons: {
          'kind:model': <RiBrainLine size="1em" />,
          'kind:dataset': <RiDatabase2Line size="1em" />,
        },
      },
    }),
  ],
});
