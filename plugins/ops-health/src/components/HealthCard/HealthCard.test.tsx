import { screen, within } from '@testing-library/react';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { HealthCard } from './HealthCard';

function renderCard(name: string, api = new ExampleOpsHealthApi()) {
  return renderOn(name, <HealthCard />, { api });
}

async function rowOf(title: string) {
  return (await screen.findByText(title)).closest('li')!;
}

describe('HealthCard', () => {
  it('says the state and why, and shows the most telling indicators', async () => {
    const api = new ExampleOpsHealthApi();
    const getSeries = jest.spyOn(api, 'getSeries');
    renderCard('triage-service', api);

    const card = screen.getByRole('region', { name: 'Health' });
    expect(await within(card).findByText('bad')).toBeInTheDocument();
    expect(card).toHaveTextContent(
      'The page alert TriageLatencyHigh fires: p99 latency 840 ms, limit 500 msfor 12 min',
    );
    const list = within(card).getByRole('list', { name: 'Indicators' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    expect(card).toHaveTextContent('1 more in the history.');

    const latency = await rowOf('Latency p99');
    expect(latency).toHaveTextContent('limit: below 300 ms, not kept');
    expect(
      await within(latency).findByRole('img', {
        name: /^Latency p99, last 24 hours: latest/,
      }),
    ).toBeInTheDocument();
    expect(latency).toHaveTextContent(
      /higher than at this time last week \(\d+ ms\), worse/,
    );
    expect(await rowOf('Ready replicas')).toHaveTextContent(
      'As at this time last week (100 %)',
    );
    expect(getSeries).toHaveBeenCalledTimes(1);
    expect(getSeries.mock.calls[0][0]).toMatchObject({
      environment: 'production',
      compareOffsetSeconds: 604_800,
      indicator: [
        'error-ratio',
        'latency',
        'throughput',
        'ready-replicas',
        'memory-utilisation',
      ],
    });

    expect(card).toHaveTextContent('staginghealthyAll limits are kept');
    expect(card).toHaveTextContent(
      'from prometheus-eu as namespace=imaging, service=triage, by rule namespace-service',
    );
    expect(within(card).getByRole('link', { name: 'Runbook' })).toHaveAttribute(
      'href',
      'https://runbooks.example.org/triage',
    );
    expect(
      within(card).getByRole('link', { name: 'Show history' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/triage-service/health',
    );
  });

  it('keeps stale values and says how old they are', async () => {
    renderCard('recommender');
    expect(
      await screen.findByText('No data from prometheus-us since 09:14'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('unknown').closest('[data-state]'),
    ).toHaveTextContent('unknown, stale');
    expect(screen.getByText(/1 h old, from prometheus-us/)).toBeInTheDocument();
    const throughput = await rowOf('Throughput');
    expect(throughput).toHaveTextContent(/\d \/s/);
    expect(
      await within(throughput).findByText('no comparison'),
    ).toBeInTheDocument();
  });

  it('never shows unknown or idle as good', async () => {
    const { unmount } = renderCard('nightly-scorer');
    const row = await rowOf('Error ratio');
    expect(row).toHaveTextContent(/no data since \d\d:\d\dunknown/);
    expect(
      await within(row).findByRole('img', { name: /no data/ }),
    ).toBeInTheDocument();
    expect(screen.getByText('idle')).toBeInTheDocument();
    expect(screen.queryByText('healthy')).not.toBeInTheDocument();
    unmount();

    renderCard('llm-gateway');
    expect(
      await screen.findByText(
        'Its environment is not mapped, so it counts as production.',
      ),
    ).toBeInTheDocument();
  });

  it('shows the worst error budgets, or what would give it one', async () => {
    const { unmount } = renderCard('triage-service');
    const budgets = await screen.findByRole('list', { name: 'Error budgets' });
    expect(
      within(budgets)
        .getAllByRole('img')
        .map(bar => bar.getAttribute('aria-label')),
    ).toEqual([
      expect.stringMatching(
        /^Speed: 62 % left, lasts 1[01] d.* at this rate, bad$/,
      ),
      'Availability: 94 % left, healthy',
      'Uploads: 100 % left, 0.1 % observed, unknown',
    ]);
    expect(
      screen.getByRole('link', { name: '1 more objective' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/triage-service/health',
    );
    unmount();

    const measured = renderCard('nightly-scorer');
    expect(
      await screen.findByText('platformops.io/slo: slo.yaml'),
    ).toBeInTheDocument();
    measured.unmount();

    renderCard('chest-xray-triage');
    await rowOf('AUC');
    expect(screen.queryByText(/No SLO yet/)).not.toBeInTheDocument();
  });

  it('points to what serves it where that brings its health', async () => {
    renderCard('bone-age');
    expect(
      await screen.findByText(/As healthy as what serves it, where its/),
    ).toHaveTextContent('llm-gateway');
    expect(screen.queryByText(/No source measures/)).not.toBeInTheDocument();
  });

  it('does not leave out an indicator that breaks its limit', async () => {
    renderCard('chest-xray-triage');
    expect(await rowOf('AUC')).toHaveTextContent(
      '0.91limit: above 0.92, not kept',
    );
    expect(await rowOf('Latency p99')).toHaveTextContent(
      'Latency p99 (of the predict step)',
    );
    expect(screen.queryByText('Time in queue')).not.toBeInTheDocument();
  });

  it('has one of quality and one of cost among the five', async () => {
    const api = new ExampleOpsHealthApi();
    const getSeries = jest.spyOn(api, 'getSeries');
    const { unmount } = renderCard('llm-gateway', api);
    const cost = await rowOf('Cost per 1,000 tokens');
    expect(cost).toHaveTextContent(
      '2 × NVIDIA A100-SXM4-80GB at $2.75 an hour$0.012 / 1k tokenslimit: below $0.02 / 1k tokens',
    );
    // No source has its course.
    expect(getSeries.mock.calls[0][0].indicator).toHaveLength(4);
    unmount();

    renderCard('chest-xray-triage');
    expect(await rowOf('AUC')).toHaveTextContent(
      'AUC on weekly labels 0.91 (0.898 to 0.922 with 95 % confidence) on 4,210 examples',
    );
    expect(
      within(screen.getByRole('list', { name: 'Indicators' })).getAllByRole(
        'listitem',
      ),
    ).toHaveLength(5);
  });

  it('says what to paste where something is wrong or missing', async () => {
    const { unmount } = renderCard('order-router');
    expect(
      await screen.findByText(/'latency<500' has no unit/),
    ).toBeInTheDocument();
    expect(
      screen.getByText("platformops.io/health-limits: 'latency<500ms'"),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('button', { name: 'Copy the annotation' }),
    ).toHaveLength(2);
    expect(
      screen.getByRole('button', { name: 'Test this query' }),
    ).toBeInTheDocument();
    unmount();

    renderCard('newcomer');
    expect(await screen.findByText('No health yet')).toBeInTheDocument();
    expect(
      screen.getByText(/platformops.io\/metric-labels: 'service=newcomer'/),
    ).toBeInTheDocument();
  });

  it('shows the state where only the history fails', async () => {
    const api = new ExampleOpsHealthApi();
    jest.spyOn(api, 'getSeries').mockRejectedValue(new Error('too slow'));
    renderCard('triage-service', api);
    const [missing] = await screen.findAllByText('no history');
    expect(missing).toHaveAttribute('title', 'too slow');
    expect(screen.getByText('bad')).toBeInTheDocument();
  });

  it('tells a refusal from a failure', async () => {
    const { unmount } = renderCard(
      'triage-service',
      new ExampleOpsHealthApi('forbidden'),
    );
    expect(
      await screen.findByText('You may not see the health of this entity'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/the permission ops-health.health.read/),
    ).toBeInTheDocument();
    unmount();

    renderCard('triage-service', new ExampleOpsHealthApi('error'));
    expect(
      await screen.findByText('The health of this entity could not be loaded'),
    ).toBeInTheDocument();
  });
});
