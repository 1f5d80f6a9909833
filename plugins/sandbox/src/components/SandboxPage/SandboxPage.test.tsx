import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SWRConfig } from 'swr';
import { exampleEntities } from '../../../dev/exampleEntities';
import { ExampleSandboxApi } from '../../../dev/ExampleSandboxApi';
import { sandboxApiRef } from '../../api';
import { SandboxPage } from './SandboxPage';

function openPage(
  api: ExampleSandboxApi,
  permission:
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  return renderInTestApp(
    // The hook for permissions keeps its answers beyond a test.
    <SWRConfig value={{ provider: () => new Map() }}>
      <SandboxPage />
    </SWRConfig>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [sandboxApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: exampleEntities })],
        [permissionApiRef, mockApis.permission({ authorize: permission })],
      ],
    },
  );
}

const faultNamed = (name: string) => screen.findByRole('region', { name });

describe('SandboxPage', () => {
  it('starts a fault somewhere for a while, and stops it', async () => {
    const user = userEvent.setup();
    const api = new ExampleSandboxApi();
    const injectFault = jest.spyOn(api, 'injectFault');
    const stopFault = jest.spyOn(api, 'stopFault');
    openPage(api);

    const burst = await faultNamed('Error burst');
    expect(burst).toHaveTextContent(
      'Within seconds 30 % of the requests fail.',
    );
    expect(burst).toHaveTextContent('Shop frontends in 12 minutes');
    expect(
      await within(burst).findByRole('link', { name: 'Shop front' }),
    ).toHaveAttribute('href', '/catalog/default/component/shop-front');
    await user.click(
      await within(burst).findByRole('button', {
        name: 'Stop error burst in Shop front',
      }),
    );
    expect(stopFault).toHaveBeenCalledWith('error-burst', {
      workload: 'shop-front',
    });
    expect(await within(burst).findByText('not active')).toBeInTheDocument();
    expect(burst).toHaveTextContent(
      'ended just now, its effect fades over the next minutes',
    );
    expect(
      within(burst).queryByRole('button', { name: /Stop/ }),
    ).not.toBeInTheDocument();

    const ramp = await faultNamed('Latency ramp');
    await user.click(within(ramp).getByRole('button', { name: /Service/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Reading list' }),
    );
    await user.click(within(ramp).getByRole('button', { name: /For/ }));
    await user.click(await screen.findByRole('option', { name: '5 min' }));
    await user.click(
      within(ramp).getByRole('button', { name: 'Start latency ramp' }),
    );
    expect(injectFault).toHaveBeenCalledWith('latency-ramp', {
      workload: 'reading-list',
      durationSeconds: 300,
    });
    await waitFor(() => expect(ramp).toHaveTextContent(/ends in [45] minutes/));
  });

  it('says why a fault was not started', async () => {
    const user = userEvent.setup();
    openPage(new ExampleSandboxApi());
    const leak = await faultNamed('Memory leak');
    expect(leak).toHaveTextContent('no-longer-thereended 3 hours ago');
    await user.click(
      await within(leak).findByRole('button', { name: /Service/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: 'churn-scoring' }),
    );
    await user.click(
      within(leak).getByRole('button', { name: 'Start memory leak' }),
    );
    expect(
      await within(leak).findByText(/scaled to zero now, so nobody/),
    ).toBeInTheDocument();
  });

  it('shows what goes on to those who may not disturb, without buttons', async () => {
    openPage(new ExampleSandboxApi(), AuthorizeResult.DENY);
    expect(
      await screen.findByText('You may not start or stop faults'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/the permission sandbox.fault.inject/),
    ).toBeInTheDocument();
    expect(await faultNamed('Error burst')).toHaveTextContent(
      'ends in 12 minutes',
    );
    expect(
      screen.queryByRole('button', { name: /Start|Stop/ }),
    ).not.toBeInTheDocument();
  });

  it('tells a sandbox that is off from one that fails', async () => {
    const { unmount } = openPage(new ExampleSandboxApi('off'));
    expect(await screen.findByText('The sandbox is off')).toBeInTheDocument();
    unmount();

    openPage(new ExampleSandboxApi('error'));
    expect(
      await screen.findByText('The faults could not be loaded'),
    ).toBeInTheDocument();
  });
});
