import type {
  HealthChange,
  HealthChangeKind,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderOn } from '../../__testUtils__/renderPage';
import { HealthContent } from './HealthContent';

function renderTab(name: string, api: ExampleOpsHealthApi, search = '') {
  return renderOn(name, <HealthContent />, { api, search });
}

// Without a canvas each chart is its table.
const tableOf = (name: string) =>
  screen.findByRole('table', { name: new RegExp(`^${name}`) });

describe('HealthContent', () => {
  it('shows each indicator with its limit, the reasons, and what changed', async () => {
    renderTab('triage-service', new ExampleOpsHealthApi());
    expect(await tableOf('Latency p99')).toHaveTextContent('ms');
    expect(screen.getAllByRole('table')).toHaveLength(6);
    expect(
      screen.getByRole('heading', { name: 'Latency p99' }).closest('section'),
    ).toHaveTextContent('limit: below 300 ms, not kept');
    expect(
      screen.getByRole('link', {
        name: 'Open in the source, prometheus-eu: Latency p99',
      }),
    ).toHaveAttribute('href', 'https://prometheus-eu.example.org/graph');

    const reasons = within(screen.getByRole('list', { name: 'Reasons' }));
    expect(
      reasons.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'bad' +
        'The page alert TriageLatencyHigh fires: p99 latency 840 ms, limit 500 ms' +
        'for 12 minOpen in the source',
      'warningLatency p99 is 432 ms, it should stay below 300 msfor 31 minprometheus-eu',
      'healthyStaging keeps all of its limitsstagingprometheus-eu',
    ]);

    const changes = await screen.findByRole('region', {
      name: 'What changed in this time',
    });
    expect(within(changes).getAllByRole('listitem')[2]).toHaveTextContent(
      '3deploymentv15 deployed51 minutes agoproductionby cluster-eu',
    );
    expect(
      screen.getByRole('region', { name: 'Alerts that fire' }),
    ).toHaveTextContent('TriageMemoryGrowssuppressed');
    expect(screen.getByRole('region', { name: 'What runs' })).toHaveTextContent(
      'serves models:/chest-xray-triage/15, as triage-00015, with 90 % of the traffic',
    );
  });

  it('puts the range, the environment and the comparison into the URL', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const getSeries = jest.spyOn(api, 'getSeries');
    renderTab(
      'triage-service',
      api,
      '?from=2026-03-10T06:00:00Z&to=2026-03-10T12:00:00Z&compare=previous',
    );
    const table = await tableOf('Throughput');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual(['Time', 'Throughput', 'Previous period']);
    expect(getSeries.mock.calls[0][0]).toMatchObject({
      from: '2026-03-10T06:00:00.000Z',
      to: '2026-03-10T12:00:00.000Z',
      environment: 'production',
      compareOffsetSeconds: 6 * 3600,
    });
    // What has passed is not live.
    expect(
      screen.queryByRole('button', { name: 'Pause' }),
    ).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: /Environment/ }));
    await user.click(await screen.findByRole('option', { name: 'staging' }));
    await waitFor(() =>
      expect(getSeries.mock.lastCall?.[0].environment).toBe('staging'),
    );
    await user.click(screen.getByRole('button', { name: 'Zoom out' }));
    await waitFor(() =>
      expect(screen.getByLabelText('search')).toHaveTextContent(
        'compare=previous&environment=staging&from=2026-03-10T03%3A00%3A00.000Z&to=2026-03-10T15%3A00%3A00.000Z',
      ),
    );
  });

  it('shows each kind of change, of the models that it serves too, and filters', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const now = Date.now();
    const change = (
      kind: HealthChangeKind,
      text: string,
      fields: Partial<HealthChange> = {},
    ): HealthChange => ({
      entityRef: 'component:default/triage-service',
      title: 'Triage service',
      at: new Date(now - 60 * 60_000).toISOString(),
      kind,
      text,
      ...fields,
    });
    jest.spyOn(api, 'listChanges').mockResolvedValue({
      items: [
        change('stage', 'version 15: staging → production', {
          entityRef: 'model:hospital/chest-xray-triage',
          title: 'Chest X-ray triage',
          after: new Date(now - 120 * 60_000).toISOString(),
        }),
        change('config', 'tier: 2 → 1'),
        change('deployment', 'v15 deployed'),
      ],
      incomplete: [{ part: 'models', reason: 'It is slow' }],
    });
    renderTab('triage-service', api);
    const changes = await screen.findByRole('region', {
      name: 'What changed in this time',
    });
    const lines = () =>
      within(changes)
        .getAllByRole('listitem')
        .map(item => item.textContent);
    expect(lines()).toEqual([
      '1stage changeChest X-ray triage version 15: staging → productionobserved between 2 hours ago and 1 hour ago',
      '2configuration changetier: 2 → 11 hour ago',
      '3deploymentv15 deployed1 hour ago',
    ]);
    expect(
      within(changes).getByRole('link', { name: 'Chest X-ray triage' }),
    ).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/versions',
    );
    expect(changes).toHaveTextContent('Changes of models are not told');

    const kinds = within(changes).getByRole('group', {
      name: 'Kinds of changes',
    });
    await user.click(
      within(kinds).getByRole('button', { name: '1 deployment' }),
    );
    expect(lines()).toEqual(['1deploymentv15 deployed1 hour ago']);
    expect(screen.getByLabelText('search')).toHaveTextContent(
      'change=deployment',
    );
  });

  it('can be paused where it is live', async () => {
    const user = userEvent.setup();
    renderTab('triage-service', new ExampleOpsHealthApi());
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(screen.getByText(/^Paused/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Resume' })).toBeInTheDocument();
  });

  it('says which history failed, and asks for more than twelve in parts', async () => {
    const { unmount } = renderTab(
      'chest-xray-triage',
      new ExampleOpsHealthApi(),
    );
    expect(
      await screen.findByText(/more than 10,000 series and was stopped/),
    ).toBeInTheDocument();
    expect(screen.getByText('of the predict step')).toBeInTheDocument();
    unmount();

    const api = new ExampleOpsHealthApi();
    const getSeries = jest.spyOn(api, 'getSeries');
    renderTab('llm-gateway', api);
    await tableOf('Tokens read');
    expect(
      getSeries.mock.calls.map(([{ indicator }]) => indicator?.length),
    ).toEqual([12, 1]);
    expect(getSeries.mock.calls[0][0].environment).toBe('gpu-pool');
  });

  it('has quality and cost apart from what sources draw', async () => {
    const { unmount } = renderTab(
      'chest-xray-triage',
      new ExampleOpsHealthApi(),
    );
    const quality = await screen.findByRole('region', { name: 'Quality' });
    expect(
      await within(quality).findByText(/Labels are awaited since 24 Feb/),
    ).toBeInTheDocument();
    expect(quality).toHaveTextContent('limit: above 0.92');
    expect(screen.queryByText('Calibration error: no data')).toBeNull();
    unmount();

    const gateway = renderTab('llm-gateway', new ExampleOpsHealthApi());
    const cost = await screen.findByRole('region', { name: 'Cost' });
    expect(cost).toHaveTextContent(
      /Cost per 1,000 tokens\$0.012 \/ 1k tokenslimit: below \$0.02 \/ 1k tokens2 × NVIDIA A100-SXM4-80GB at \$2.75 an hourEstimated: what its GPUs cost/,
    );
    expect(
      within(cost).getByRole('link', { name: 'Idle GPUs' }),
    ).toHaveAttribute('href', '/health/idle-gpus');
    gateway.unmount();

    renderTab('newcomer', new ExampleOpsHealthApi());
    expect(await screen.findByText('No health yet')).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Quality' })).toBeNull();
  });

  it('has the objectives, each in full when it is opened', async () => {
    const user = userEvent.setup();
    const api = new ExampleOpsHealthApi();
    const getSloHours = jest.spyOn(api, 'getSloHours');
    const { unmount } = renderTab('triage-service', api);
    const objectives = await screen.findByRole('region', {
      name: 'Objectives',
    });
    const [speed] = within(objectives).getAllByRole('button');
    expect(speed).toHaveAccessibleName(
      /^Speed firing, page 99 %, 30 days, rolling Budget: 62 % left/,
    );
    expect(getSloHours).not.toHaveBeenCalled();
    await user.click(speed);
    expect(
      await within(objectives).findByRole('table', { name: 'Burn rates' }),
    ).toBeInTheDocument();
    expect(getSloHours).toHaveBeenCalledTimes(1);
    unmount();

    renderTab('chest-xray-triage', new ExampleOpsHealthApi());
    await screen.findByText(/of the predict step/);
    expect(
      screen.queryByRole('region', { name: 'Objectives' }),
    ).not.toBeInTheDocument();
  });

  it('says so where nothing is measured', async () => {
    const { unmount } = renderTab('bone-age', new ExampleOpsHealthApi());
    expect(
      await screen.findByText('Its indicators are measured where it is served'),
    ).toBeInTheDocument();
    unmount();

    renderTab('quotes', new ExampleOpsHealthApi());
    expect(
      await screen.findByText('No indicator is measured'),
    ).toBeInTheDocument();
    expect(screen.getByText('No alert fires')).toBeInTheDocument();
    // Next to the choice of the time, which has nothing else to show.
    expect(
      await screen.findByText('Nothing changed in this time.'),
    ).toBeInTheDocument();
  });

  it('tells what runs, without saying twice how many replicas are ready', async () => {
    const api = new ExampleOpsHealthApi();
    const health = (await api.getHealth('component:default/triage-service'))!;
    const [resource] = health.resources;
    jest.spyOn(api, 'getHealth').mockResolvedValue({
      ...health,
      resources: [
        {
          ...resource,
          name: 'talkative',
          text: '1 of 2 replicas are ready',
          replicas: { wanted: 2, ready: 1 },
        },
        {
          ...resource,
          name: 'taciturn',
          text: 'Ready',
          replicas: { wanted: 2, ready: 2 },
        },
      ],
    });
    renderTab('triage-service', api);
    const itemOf = async (name: string) =>
      (await screen.findByText(new RegExp(`${name}$`))).closest('li')!;
    expect(await itemOf('talkative')).not.toHaveTextContent('replicas ready');
    expect(await itemOf('taciturn')).toHaveTextContent('2 of 2 replicas ready');
  });
});
