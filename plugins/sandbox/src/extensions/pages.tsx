import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { sandboxRouteRef } from '../routes';

export const sandboxPage = PageBlueprint.make({
  params: {
    path: '/sandbox',
    title: 'Sandbox',
    routeRef: sandboxRouteRef,
    loader: () =>
      import('../components/SandboxPage').then(({ SandboxPage }) => (
        <SandboxPage />
      )),
  },
});
