import {
  coreExtensionData,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import {
  approvalsRouteRef,
  campaignsRouteRef,
  collectorsRouteRef,
  evidenceRouteRef,
  frameworksRouteRef,
  overviewRouteRef,
} from '../routes';

const APPROVALS = 'approvals';

const compliancePage = PageBlueprint.makeWithOverrides({
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
      path: '/compliance',
      title: 'Compliance',
      icon: <RiShieldCheckLine />,
      routeRef: overviewRouteRef,
      loader: () =>
        Promise.all([
          import('@platform-ops/backstage-plugin-platform-ops-react'),
          import('../components/WaitingCount'),
        ]).then(([{ SubPages }, { WaitingCount }]) => (
          <SubPages
            label="Compliance"
            pages={pages.map(page =>
              page.path === APPROVALS
                ? { ...page, mark: <WaitingCount /> }
                : page,
            )}
          />
        )),
    });
  },
});

const overviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: '',
    title: 'Overview',
    loader: () =>
      import('../components/OverviewPage').then(({ OverviewPage }) => (
        <OverviewPage />
      )),
  },
});

const approvalsSubPage = SubPageBlueprint.make({
  name: 'approvals',
  params: {
    path: APPROVALS,
    title: 'Approvals',
    routeRef: approvalsRouteRef,
    loader: () =>
      import('../components/ApprovalsPage').then(({ ApprovalsPage }) => (
        <ApprovalsPage />
      )),
  },
});

const campaignsSubPage = SubPageBlueprint.make({
  name: 'campaigns',
  params: {
    path: 'campaigns',
    title: 'Campaigns',
    routeRef: campaignsRouteRef,
    loader: () =>
      import('../components/CampaignsPage').then(({ CampaignsPage }) => (
        <CampaignsPage />
      )),
  },
});

const evidenceSubPage = SubPageBlueprint.make({
  name: 'evidence',
  params: {
    path: 'evidence',
    title: 'Evidence',
    routeRef: evidenceRouteRef,
    loader: () =>
      import('../components/EvidencePage').then(({ EvidencePage }) => (
        <EvidencePage />
      )),
  },
});

const frameworksSubPage = SubPageBlueprint.make({
  name: 'frameworks',
  params: {
    path: 'frameworks',
    title: 'Frameworks',
    routeRef: frameworksRouteRef,
    loader: () =>
      import('../components/FrameworksPage').then(({ FrameworksPage }) => (
        <FrameworksPage />
      )),
  },
});

const collectorsSubPage = SubPageBlueprint.make({
  name: 'collectors',
  params: {
    path: 'collectors',
    title: 'Collectors',
    routeRef: collectorsRouteRef,
    loader: () =>
      import('../components/CollectorsPage').then(({ CollectorsPage }) => (
        <CollectorsPage />
      )),
  },
});

export const pages = [
  compliancePage,
  overviewSubPage,
  approvalsSubPage,
  campaignsSubPage,
  evidenceSubPage,
  frameworksSubPage,
  collectorsSubPage,
];
