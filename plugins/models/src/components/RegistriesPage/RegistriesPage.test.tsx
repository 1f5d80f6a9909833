import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleModelsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { RegistriesPage } from './RegistriesPage';

describe('RegistriesPage', () => {
  it('says in words how each registry stands, and syncs on request', async () => {
    const user = userEvent.setup();
    const api = new ExampleModelsApi();
    const syncRegistry = jest.spyOn(api, 'syncRegistry');
    renderPage(<RegistriesPage />, { api });

    const hospital = await screen.findByRole('region', {
      name: 'Hospital MLflow',
    });
    expect(hospital).toHaveTextContent('connected');
    expect(hospital).toHaveTextContent('MLflow 3.18.0');
    expect(hospital).toHaveTextContent('2 minutes ago, took 1.84 s');
    expect(
      within(hospital).getByRole('link', { name: 'Open in MLflow' }),
    ).toHaveAttribute('href', 'https://mlflow.example.org');

    const trading = screen.getByRole('region', { name: 'Trading desk MLflow' });
    expect(trading).toHaveTextContent(
      'The last 22 syncs failed. What is shown was read 10 hours ago.',
    );
    expect(trading).toHaveTextContent('refused the token (401)');

    const shop = screen.getByRole('region', { name: 'Shop MLflow' });
    expect(within(shop).getByRole('progressbar')).toHaveAttribute(
      'value',
      '11',
    );
    expect(shop).toHaveTextContent('Reading: 11 of 18 models');

    await user.click(
      await within(hospital).findByRole('button', { name: 'Sync now' }),
    );
    expect(syncRegistry).toHaveBeenCalledWith('hospital');
    await waitFor(() =>
      expect(
        within(hospital).getByRole('button', { name: 'Syncing' }),
      ).toBeDisabled(),
    );
  });

  it('hides the sync from those who may not, and explains a refusal', async () => {
    const { unmount } = renderPage(<RegistriesPage />, {
      api: new ExampleModelsApi(),
      permission: AuthorizeResult.DENY,
    });
    expect(
      await screen.findByRole('region', { name: 'Hospital MLflow' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Sync now' }),
    ).not.toBeInTheDocument();
    unmount();

    renderPage(<RegistriesPage />, { api: new ExampleModelsApi('forbidden') });
    expect(
      await screen.findByText('You may not see the registries'),
    ).toBeInTheDocument();
  });
});
