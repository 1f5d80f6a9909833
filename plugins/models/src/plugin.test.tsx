import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  modelsApiRef,
  ModelTableColumnBlueprint,
} from '@platform-ops/backstage-plugin-models-react';
import { screen } from '@testing-library/react';
import { ExampleModelsApi } from '../dev/example';
import modelsPlugin from '.';

const levels = createFrontendModule({
  pluginId: 'models',
  extensions: [
    ModelTableColumnBlueprint.make({
      name: 'level',
      params: defineParams =>
        defineParams({
          id: 'level',
          title: 'Level',
          load: async refs => new Map(refs.map(ref => [ref, ref.length])),
          component: ({ data }) => <>level {data}</>,
        }),
    }),
  ],
});

function open(path: string) {
  return renderTestApp({
    features: [modelsPlugin, levels],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [modelsApiRef, new ExampleModelsApi()],
      [catalogApiRef, catalogApiMock()],
      [permissionApiRef, mockApis.permission()],
    ],
  });
}

describe('modelsPlugin', () => {
  it('keeps the filters of a link, and shows columns of other plugins', async () => {
    open('/models?stage=canary');
    expect(await screen.findByText('5 models')).toBeInTheDocument();
    expect(await screen.findByText('level 31')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Registries' })).toHaveAttribute(
      'href',
      '/models/registries',
    );
  });

  it('has a page for the registries', async () => {
    open('/models/registries');
    expect(
      await screen.findByRole('region', { name: 'Hospital MLflow' }),
    ).toBeInTheDocument();
  });
});
