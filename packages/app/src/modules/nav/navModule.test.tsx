import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import searchPlugin from '@backstage/plugin-search/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { screen } from '@testing-library/react';
import { navModule } from './navModule';

jest.mock('@backstage/plugin-notifications', () => ({
  NotificationsSidebarItem: () => null,
}));

function pluginWithPage(pluginId: string, title: string) {
  return createFrontendPlugin({
    pluginId,
    title,
    icon: <svg />,
    extensions: [
      PageBlueprint.make({
        params: {
          path: `/${pluginId}`,
          routeRef: createRouteRef(),
          loader: async () => <p>{title}</p>,
        },
      }),
    ],
  });
}

describe('navigation', () => {
  it('has our pages first, then the rest by name, and leaves nothing out', async () => {
    renderTestApp({
      config: { app: { title: 'Test portal' } },
      features: [
        pluginWithPage('zebra', 'Zebras'),
        pluginWithPage('catalog', 'Catalog'),
        pluginWithPage('api-docs', 'APIs'),
        pluginWithPage('models', 'Models'),
        pluginWithPage('home', 'Home'),
        searchPlugin,
        userSettingsPlugin,
        navModule,
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'Test portal, home' }),
    ).toHaveAttribute('href', '/');
    expect(
      screen
        .getAllByRole('link')
        .map(link => link.getAttribute('href'))
        .filter(href => href?.startsWith('/') && href !== '/'),
    ).toEqual([
      '/home',
      '/models',
      '/catalog',
      '/api-docs',
      '/zebra',
      '/settings',
    ]);
  });
});
