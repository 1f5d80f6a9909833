import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { OverviewPage } from './OverviewPage';

const search = () => screen.getByLabelText('search').textContent;

async function rows() {
  const matrix = await screen.findByRole('table', {
    name: 'Systems by frameworks',
  });
  return within(matrix).getAllByRole('row');
}

describe('OverviewPage', () => {
  it('shows the weakest of each system by framework, with totals', async () => {
    renderPage(<OverviewPage />, { api: new ExampleScorecardsApi() });
    const [head, imaging, trading, none, totals] = await rows();
    expect(head).toHaveTextContent(
      'NIST AI RMF 1.0 voluntarySOC 2 mapping onlyAll frameworks',
    );
    const cells = within(imaging).getAllByRole('cell');
    expect(cells[0]).toHaveTextContent(/^Bronze · 46 %.*4 scorecards/);
    expect(cells.at(-1)).toHaveTextContent(
      '8 of 8 with a level3 fail, 3 unknown',
    );
    expect(trading).toHaveTextContent(/^Tradingnot asked/);
    expect(within(trading).getByText('no level · 25 %')).toBeInTheDocument();
    expect(none).toHaveTextContent(/^No systemunknown · 0 %/);
    expect(totals).toHaveTextContent(
      /^All systems4 of 5 with a level2 fail, 12 unknown/,
    );
    expect(totals).toHaveTextContent(
      /10 of 12 with a level6 fail, 16 unknown$/,
    );
    expect(
      screen.getByText(/^HIPAA.*scope: The Security Rule only/),
    ).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/compliant/i);
  });

  it('opens a cell, and leads on to the controls', async () => {
    renderPage(<OverviewPage />, {
      api: new ExampleScorecardsApi(),
      search: '?system=system:default/imaging&in=hipaa-security',
    });
    const panel = await screen.findByRole('region', {
      name: 'HIPAA Security Rule, technical evidence: Imaging',
    });
    const entities = within(panel)
      .getAllByRole('rowheader')
      .map(cell => within(cell).getByRole('link'));
    expect(entities.map(link => link.textContent)).toEqual([
      'Chest X-ray triage',
      'CheXpert',
      'Imaging',
      'Triage service',
    ]);
    expect(entities[0]).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/compliance?framework=hipaa-security',
    );
    expect(
      screen.getByRole('link', { name: /^4 scorecards of Imaging in HIPAA/ }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(within(panel).getByRole('link', { name: 'Close' })).toHaveAttribute(
      'href',
      '/compliance',
    );
  });

  it('filters by owner, also as a table, page by page', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi('large');
    const listScorecards = jest.spyOn(api, 'listScorecards');
    renderPage(<OverviewPage />, {
      api,
      search: '?owner=group:default/trading-desk',
    });
    expect(await rows()).toHaveLength(3);
    expect(listScorecards).toHaveBeenLastCalledWith(
      expect.objectContaining({ owner: ['group:default/trading-desk'] }),
    );

    await user.click(screen.getByRole('button', { name: 'Table' }));
    const table = await screen.findByRole('table', { name: 'Scorecards' });
    expect(await screen.findByText('3 scorecards')).toBeInTheDocument();
    expect(within(table).getAllByRole('rowheader')[0]).toHaveTextContent(
      'Order router',
    );
    expect(screen.getByText(/^NIST AI RMF 1.0, scope: /)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Entity' }));
    expect(search()).toContain('sort=title');
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    expect(await screen.findByText('3,612 scorecards')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(search()).toContain('cursor=50'));
    await user.type(screen.getByLabelText('Search the scorecards'), 'no such');
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
  });

  it('says so where it cannot hold all', async () => {
    const api = new ExampleScorecardsApi();
    const { items } = await api.listScorecards({ limit: 2 });
    const listScorecards = jest
      .spyOn(api, 'listScorecards')
      .mockResolvedValue({ items, totalItems: 90_000, nextCursor: 'more' });
    renderPage(<OverviewPage />, { api });
    expect(
      await screen.findByText(/^Shown are the 16 lowest of 90,000 scorecards/),
    ).toBeInTheDocument();
    expect(listScorecards).toHaveBeenCalledTimes(8);
  });

  it('tells none from a refusal', async () => {
    const empty = renderPage(<OverviewPage />, {
      api: new ExampleScorecardsApi('empty'),
    });
    expect(await screen.findByText('No framework yet')).toBeInTheDocument();
    empty.unmount();
    const forbidden = renderPage(<OverviewPage />, {
      api: new ExampleScorecardsApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the scorecards'),
    ).toBeInTheDocument();
    forbidden.unmount();
    renderPage(<OverviewPage />, { api: new ExampleScorecardsApi('error') });
    expect(
      await screen.findByText('The scorecards could not be loaded'),
    ).toBeInTheDocument();
  });
});
