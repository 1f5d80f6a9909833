import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleScorecardsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { OverviewPage } from './OverviewPage';

const search = () => screen.getByLabelText('search').textContent;

async function rows(name = 'Systems by frameworks') {
  const matrix = await screen.findByRole('table', { name });
  return within(matrix).getAllByRole('row');
}

describe('OverviewPage', () => {
  it('counts the levels of each system by framework, with totals', async () => {
    renderPage(<OverviewPage />, { api: new ExampleScorecardsApi() });
    const [head, imaging, trading, none, totals] = await rows();
    expect(head).toHaveTextContent(
      /^SystemAll frameworks.*NIST AI RMF 1.0 voluntarySOC 2 mapping only$/,
    );
    const cells = within(imaging).getAllByRole('cell');
    expect(cells[1]).toHaveTextContent(/^1 Bronze · 3 Gold82 %.*4 entities$/);
    expect(cells[4]).toHaveTextContent(
      /^Silver75 % covered\+8 %\+8 % in 30 days1 entity$/,
    );
    expect(cells.at(-1)).toHaveTextContent(/^mapped50 % covered/);
    expect(cells.at(-1)).not.toHaveTextContent(/Gold|Silver|Bronze/);
    expect(cells[0]).toHaveTextContent(
      '4 entities7 of 7 scorecards with a level',
    );
    expect(trading).toHaveTextContent(/with a levelnot asked/);
    expect(within(trading).getByText('no level')).toBeInTheDocument();
    expect(none).toHaveTextContent(/^No system.*with a levelno level0 %/);
    expect(totals).toHaveTextContent(
      /^All systems8 of 10 scorecards with a level1 no level · 1 Bronze · 3 Gold66 %/,
    );
    expect(screen.getByText('3 systems')).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Scopes' })).getByText(
        /^The Security Rule only/,
      ),
    ).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/compliant/i);
  });

  it('has rows by owner and by kind', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi();
    const getMatrix = jest.spyOn(api, 'getMatrix');
    renderPage(<OverviewPage />, { api, search: '?by=kind&cursor=100' });
    await screen.findByRole('table', { name: 'Kinds by frameworks' });
    expect(getMatrix).toHaveBeenLastCalledWith(
      expect.objectContaining({ by: 'kind', cursor: '100' }),
    );
    await user.click(screen.getByRole('button', { name: /Rows/ }));
    await user.click(await screen.findByRole('option', { name: 'By owner' }));
    const [, ...owners] = await rows('Owners by frameworks');
    expect(search()).toBe('by=owner');
    expect(
      owners.map(row => within(row).getByRole('rowheader').textContent),
    ).toEqual(['imaging', 'trading-desk', 'No owner', 'All owners']);
  });

  it('opens a cell into its entities, and leads on to the controls', async () => {
    const api = new ExampleScorecardsApi();
    const listScorecards = jest.spyOn(api, 'listScorecards');
    renderPage(<OverviewPage />, {
      api,
      search: '?row=system:default/imaging&in=hipaa-security',
    });
    const panel = await screen.findByRole('region', {
      name: 'HIPAA Security Rule, technical evidence: Imaging',
    });
    await within(panel).findByText('4 entities');
    expect(listScorecards).toHaveBeenCalledWith(
      expect.objectContaining({
        system: ['system:default/imaging'],
        framework: ['hipaa-security'],
      }),
    );
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
      screen.getByRole('link', { name: /^4 entities of Imaging in HIPAA/ }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(within(panel).getByRole('link', { name: 'Close' })).toHaveAttribute(
      'href',
      '/compliance',
    );
  });

  it('opens what belongs to no system', async () => {
    renderPage(<OverviewPage />, {
      api: new ExampleScorecardsApi(),
      search: '?row=none&in=hipaa-security',
    });
    const panel = await screen.findByRole('region', { name: /: No system$/ });
    expect(
      await within(panel).findByRole('link', { name: /^Newcomer/ }),
    ).toBeInTheDocument();
  });

  it('filters by owner, also as a table, page by page', async () => {
    const user = userEvent.setup();
    const api = new ExampleScorecardsApi('large');
    const getMatrix = jest.spyOn(api, 'getMatrix');
    renderPage(<OverviewPage />, {
      api,
      search: '?owner=group:default/trading-desk',
    });
    const [head, ...others] = await rows();
    expect(others).toHaveLength(2);
    // The frameworks that ask nothing of theirs are left out.
    expect(head).not.toHaveTextContent('HIPAA');
    expect(getMatrix).toHaveBeenLastCalledWith(
      expect.objectContaining({ owner: ['group:default/trading-desk'] }),
    );

    await user.click(screen.getByRole('button', { name: 'Table' }));
    const table = await screen.findByRole('table', { name: 'Scorecards' });
    expect(await screen.findByText('3 scorecards')).toBeInTheDocument();
    expect(within(table).getAllByRole('rowheader')[0]).toHaveTextContent(
      'Order router',
    );
    expect(
      within(screen.getByRole('region', { name: 'Scopes' })).getByText(
        /^NIST AI RMF 1.0/,
      ),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Entity' }));
    expect(search()).toContain('sort=title');
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
    expect(await screen.findByText('3,612 scorecards')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(search()).toContain('cursor=50'));
    await user.type(screen.getByLabelText('Search the scorecards'), 'no such');
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
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
