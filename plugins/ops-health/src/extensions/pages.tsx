import {
  coreExtensionData,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHeartPulseLine } from '@remixicon/react';
import {
  fleetRouteRef,
  idleGpusRouteRef,
  slosRouteRef,
  sourcesRouteRef,
} from '../routes';

const healthPage = PageBlueprint.makeWithOverrides({
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
      path: '/health',
      title: 'Health',
      icon: <RiHeartPulseLine />,
      routeRef: fleetRouteRef,
      loader: () =>
        import('@platform-ops/backstage-plugin-platform-ops-react').then(
          ({ SubPages }) => <SubPages label="Health" pages={pages} />,
        ),
    });
  },
});

const fleetSubPage = SubPageBlueprint.make({
  name: 'fleet',
  params: {
    path: '',
    title: 'Fleet',
    loader: () =>
      import('../components/FleetPage').then(({ FleetPage }) => <FleetPage />),
  },
});

const slosSubPage = SubPageBlueprint.make({
  name: 'slos',
  params: {
    path: 'slos',
    title: 'SLOs',
    routeRef: slosRouteRef,
    loader: () =>
      import('../components/SlosPage').then(({ SlosPage }) => <SlosPage />),
  },
});

const idleGpusSubPage = SubPageBlueprint.make({
  name: 'idle-gpus',
  params: {
    path: 'idle-gpus',
    title: 'Idle GPUs',
    routeRef: idleGpusRouteRef,
    loader: () =>
      import('../components/IdleGpusPage').then(({ IdleGpusPage }) => (
        <IdleGpusPage />
      )),
  },
});

const sourcesSubPage = SubPageBlueprint.make({
  name: 'sources',
  params: {
    path: 'sources',
    title: 'Sources',
    routeRef: sourcesRouteRef,
    loader: () =>
      import('../components/SourcesPage').then(({ SourcesPage }) => (
        <SourcesPage />
      )),
  },
});

export const pages = [
  healthPage,
  fleetSubPage,
  slosSubPage,
  idleGpusSubPage,
  sourcesSubPage,
];
