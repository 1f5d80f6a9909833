import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { ExampleSandboxApi } from '../dev/ExampleSandboxApi';
import { sandboxApiRef } from './api';
import sandboxPlugin from '.';

describe('sandboxPlugin', () => {
  it('has a page that the navigation leaves out', async () => {
    renderTestApp({
      features: [sandboxPlugin],
      initialRouteEntries: ['/sandbox'],
      apis: [
        [sandboxApiRef, new ExampleSandboxApi()],
        [catalogApiRef, catalogApiMock()],
        [permissionApiRef, mockApis.permission()],
      ],
    });
    expect(
      await screen.findByRole('region', { name: 'Error burst' }),
    ).toBeInTheDocument();
    expect(
      screen
        .getByRole('navigation', { name: 'sidebar nav' })
        .querySelector('a[href="/sandbox"]'),
    ).toBeNull();
  });
});
