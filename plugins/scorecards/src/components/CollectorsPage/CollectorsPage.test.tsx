import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { CollectorsPage } from './CollectorsPage';

describe('CollectorsPage', () => {
  it('says whether facts come, and asks for them', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const refreshCollector = jest.spyOn(api, 'refreshCollector');
    renderPage(<CollectorsPage />, { api });
    const tls = await screen.findByRole('region', { name: 'TLS handshake' });
    expect(tls).toHaveTextContent('failing');
    expect(tls).toHaveTextContent(
      'The last success was 3 days ago. What it brought then holds until it expires.',
    );
    expect(tls).toHaveTextContent('cluster eu-1: no answer within 10 s');
    const cloud = screen.getByRole('region', { name: 'Cloud posture' });
    expect(cloud).toHaveTextContent('not asked yet');
    expect(cloud).toHaveTextContent('What it finds outFindings holds for 7 d');
    const pushed = screen.getByRole('region', { name: 'Results of pipelines' });
    expect(pushed).toHaveTextContent('Pushed by pipelines and scanners');
    expect(pushed).not.toHaveTextContent('Took');
    expect(within(pushed).queryByRole('button')).not.toBeInTheDocument();
    await user.click(
      await within(tls).findByRole('button', { name: 'Collect now' }),
    );
    await waitFor(() => expect(refreshCollector).toHaveBeenCalledWith('tls'));
  });

  it('offers nothing that one may not do', async () => {
    renderPage(<CollectorsPage />, {
      api: new ExampleScorecardsApi(),
      permission: AuthorizeResult.DENY,
    });
    expect(
      await screen.findByRole('region', { name: 'Catalog' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Collect now' }),
    ).not.toBeInTheDocument();
  });

  it('tells none from a refusal', async () => {
    const empty = renderPage(<CollectorsPage />, {
      api: new ExampleScorecardsApi('empty'),
    });
    expect(
      await screen.findByText('No collector is installed'),
    ).toBeInTheDocument();
    empty.unmount();
    renderPage(<CollectorsPage />, {
      api: new ExampleScorecardsApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the collectors'),
    ).toBeInTheDocument();
  });
});
