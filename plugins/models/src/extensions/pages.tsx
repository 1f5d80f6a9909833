import {
  coreExtensionData,
  createExtensionInput,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { ModelTableColumnBlueprint } from '@platform-ops/backstage-plugin-models-react';
import { RiBrainLine } from '@remixicon/react';
import { modelsRouteRef, registriesRouteRef } from '../routes';

export const modelsPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { inputs }) {
    const pages = inputs.pages.map(page => {
      const path = page.get(coreExtensionData.routePath);
      return {
        path,
        title: page.get(coreExtensionData.title) ?? path,
        element: page.get(coreExtensionData.reactElement),
      };
    });
    return originalFactory({
      path: '/models',
      title: 'Models',
      icon: <RiBrainLine />,
      routeRef: modelsRouteRef,
      loader: () =>
        import('@platform-ops/backstage-plugin-platform-ops-react').then(
          ({ SubPages }) => <SubPages label="Models" pages={pages} />,
        ),
    });
  },
});

export const modelsSubPage = SubPageBlueprint.makeWithOverrides({
  name: 'list',
  inputs: {
    columns: createExtensionInput([ModelTableColumnBlueprint.dataRefs.column]),
  },
  factory(originalFactory, { inputs }) {
    const columns = inputs.columns
      .map(input => input.get(ModelTableColumnBlueprint.dataRefs.column))
      .sort((a, b) => a.order - b.order);
    return originalFactory({
      path: '',
      title: 'All models',
      loader: () =>
        import('../components/ModelsPage').then(({ ModelsPage }) => (
          <ModelsPage columns={columns} />
        )),
    });
  },
});

export const registriesSubPage = SubPageBlueprint.make({
  name: 'registries',
  params: {
    path: 'registries',
    title: 'Registries',
    routeRef: registriesRouteRef,
    loader: () =>
      import('../components/RegistriesPage').then(({ RegistriesPage }) => (
        <RegistriesPage />
      )),
  },
});
