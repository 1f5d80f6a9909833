import type { HealthChangeKind } from '@platform-ops/backstage-plugin-ops-health-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { FleetPage } from './FleetPage';

function search() {
  return screen.getByLabelText('search').textContent;
}

/** What the keyboard walks on. */
function walked(map: HTMLElement) {
  const id = map.getAttribute('aria-activedescendant');
  return id && document.getElementById(id)?.getAttribute('aria-label');
}

describe('FleetPage', () => {
  it('shows the worst first, in cells and in words, and filters by state', async () => {
    const user = userEvent.setup();
    renderPage(<FleetPage />, { api: new ExampleOpsHealthApi() });

    const map = await screen.findByRole('listbox', {
      name: 'Fleet, worst first',
    });
    expect(map.querySelectorAll('[data-state]')).toHaveLength(120);
    const [first] = map.querySelectorAll('[data-spot]');
    expect(first).toHaveAttribute(
      'aria-label',
      'Diagnostic imaging 22, system, bad',
    );
    expect(map.querySelector('[data-state]')).toHaveAttribute(
      'aria-label',
      'Triage service, bad',
    );
    const worst = screen.getByRole('complementary', { name: 'The worst' });
    expect(within(worst).getAllByRole('listitem')[0]).toHaveTextContent(
      'Triage servicebadThe page alert TriageLatencyHigh fires: p99 latency 840 ms, limit 500 ms, for 12 min',
    );

    await user.click(screen.getByRole('button', { name: '8 warning' }));
    await waitFor(() =>
      expect(map.querySelectorAll('[data-state]')).toHaveLength(8),
    );
    expect(search()).toBe('state=warning');
    // The counts still say what else there is.
    expect(screen.getByRole('button', { name: '1 bad' })).toBeInTheDocument();

    await user.type(screen.getByLabelText('Search the fleet'), 'nothing');
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', {
      name: 'Clear all filters',
    });
    await user.click(clear);
    expect(
      await screen.findByRole('button', { name: '99 healthy' }),
    ).toBeInTheDocument();
  });

  it('is one stop for the keyboard, and explains what is pointed at', async () => {
    const api = new ExampleOpsHealthApi();
    const getHealthByRefs = jest.spyOn(api, 'getHealthByRefs');
    renderPage(<FleetPage />, { api });
    const map = await screen.findByRole('listbox');
    expect(map.querySelector('a[tabindex="0"]')).toBeNull();

    fireEvent.focus(map);
    expect(walked(map)).toBe('Diagnostic imaging 22, system, bad');
    fireEvent.keyDown(map, { key: 'ArrowRight' });
    expect(walked(map)).toBe('Triage service, bad');
    // After a rest the reason is asked for.
    expect(
      await screen.findByText(
        'The page alert TriageLatencyHigh fires: p99 latency 840 ms, limit 500 ms',
        { selector: '[aria-hidden] *' },
      ),
    ).toBeInTheDocument();
    expect(getHealthByRefs.mock.calls).toEqual([
      [['component:default/triage-service']],
    ]);

    fireEvent.keyDown(map, { key: 'End' });
    expect(walked(map)).toMatch(/^assistants-/);
    fireEvent.keyDown(map, { key: 'Home' });
    fireEvent.keyDown(map, { key: 'ArrowLeft' });
    expect(walked(map)).toBe('Diagnostic imaging 22, system, bad');
    expect(
      map.querySelector('[aria-label="Triage service, bad"]'),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/triage-service/health',
    );
  });

  it('has the same as a table, in pages, with all filters of a link', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const listHealth = jest.spyOn(api, 'listHealth');
    renderPage(<FleetPage />, {
      api,
      search: '?view=table&state=good&state=nonsense&kind=component',
    });
    const table = await screen.findByRole('table', { name: 'Fleet' });
    await waitFor(() =>
      expect(within(table).getAllByRole('row')).toHaveLength(1 + 50),
    );
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
    expect(listHealth.mock.calls[0][0]).toMatchObject({
      state: ['good'],
      kind: ['component'],
      sort: 'state',
    });

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(search()).toContain('cursor=50'));
    await user.click(within(table).getByRole('button', { name: 'Name' }));
    await waitFor(() =>
      expect(listHealth.mock.lastCall?.[0]).toMatchObject({
        sort: 'title',
        cursor: undefined,
      }),
    );

    await user.click(
      await screen.findByRole('button', { name: 'Owned by me' }),
    );
    await waitFor(() => expect(search()).toContain('owner=user'));
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
  });

  it('says what changed in the last half hour', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const listChanges = jest.spyOn(api, 'listChanges');
    const change = (kind: HealthChangeKind, text: string) => ({
      entityRef: 'component:default/triage-service',
      title: 'Triage service',
      at: new Date().toISOString(),
      kind,
      text,
      environment: 'production',
      source: 'cluster-eu',
    });
    listChanges.mockResolvedValueOnce({
      items: [
        change('state', 'healthy → bad: errors'),
        change('deployment', 'v15 deployed'),
        change('deployment', 'v14 deployed'),
        change('alias', 'alias champion: version 14 → version 15'),
        change('config', 'limit of latency: 500 ms → 800 ms'),
      ],
      incomplete: [],
    });
    const { unmount } = renderPage(<FleetPage />, { api });
    const section = await screen.findByRole('region', {
      name: 'What changed in the last 30 minutes',
    });
    expect(section).toHaveTextContent(
      '5 changes in the last 30 minutes: 2 deployments, 1 alias move, 1 configuration change, 1 state changeTriage service: healthy → bad: errors',
    );
    await user.click(
      within(section).getByRole('button', { name: 'Show what changed' }),
    );
    expect(within(section).getAllByRole('listitem')[1]).toHaveTextContent(
      'just nowdeploymentTriage service v15 deployedproduction',
    );
    expect(listChanges).toHaveBeenCalledWith({ limit: 100 });
    unmount();

    listChanges.mockResolvedValueOnce({ items: [], incomplete: [] });
    const quiet = renderPage(<FleetPage />, { api });
    expect(
      await screen.findByText('Nothing changed in the last 30 minutes.'),
    ).toBeInTheDocument();
    quiet.unmount();

    listChanges.mockResolvedValueOnce({
      items: [],
      incomplete: [{ part: 'models', reason: 'The models backend is away' }],
    });
    const partial = renderPage(<FleetPage />, { api });
    expect(
      await screen.findByText('No change in the last 30 minutes is known.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Changes of models are not told: The models backend is away.',
      ),
    ).toBeInTheDocument();
    partial.unmount();

    listChanges.mockRejectedValueOnce(new Error('too slow'));
    renderPage(<FleetPage />, { api });
    expect(
      await screen.findByText(/could not be read: too slow/),
    ).toBeInTheDocument();
    expect(await screen.findByRole('listbox')).toBeInTheDocument();
  });

  it('shows how to connect the first source', async () => {
    renderPage(<FleetPage />, { api: new ExampleOpsHealthApi('empty') });
    expect(
      await screen.findByText('Nothing has health yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/type: prometheus/)).toBeInTheDocument();
  });

  it('tells a refusal from a failure', async () => {
    const { unmount } = renderPage(<FleetPage />, {
      api: new ExampleOpsHealthApi('forbidden'),
    });
    expect(
      await screen.findByText('You may not see the fleet'),
    ).toBeInTheDocument();
    unmount();

    renderPage(<FleetPage />, { api: new ExampleOpsHealthApi('error') });
    expect(
      await screen.findByText('The fleet could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Retry' })).toBeInTheDocument();
  });
});
